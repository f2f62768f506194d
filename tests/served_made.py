"""A real ``broadcaster serve`` in a process of its own, and a browser without scripts that talks to it."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from typing import ClassVar

import httpx2
from web_made import PASSWORD

from broadcaster.domain.accounts import Role

AT = """
import os, sys
from datetime import datetime
from pathlib import Path
from broadcaster.web.server import WebServer, Wish
now = datetime.fromisoformat(sys.argv[2])
server = WebServer(Path(sys.argv[1]), os.environ, clock=lambda: now, wish=Wish(port=0, behind_proxy=sys.argv[3:] == ["--behind-proxy"]))
print("trang web:", server.address)
server.serve()
"""
"""Serves as the command does, at a moment that stands still."""


@contextlib.contextmanager
def serving(folder, secrets, *options, now=None):
    """Give a running server's process and the address that it told; it is killed at the end."""
    command = [sys.executable, "-m", "broadcaster", "-C", str(folder), "serve", *options]
    if now is not None:
        command = [sys.executable, "-c", AT, str(folder), now.isoformat(), *options]
    environ = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8", "BROADCASTER_SECRETS": str(secrets)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8", env=environ
    ) as run:
        try:
            yield run, run.stdout.readline().rpartition(" ")[2].strip()
        finally:
            run.kill()
            Visitor.leave()


class Visitor:
    """A browser that keeps cookies, sends forms with their ``csrf`` and follows nothing by itself."""

    _here: ClassVar[list[httpx2.Client]] = []

    def __init__(self, address, **how):
        self.client = httpx2.Client(base_url=address, follow_redirects=False, timeout=60, **how)
        self._here.append(self.client)

    @classmethod
    def leave(cls):
        """Let everybody go."""
        while cls._here:
            cls._here.pop().close()

    def get(self, path, **headers):
        return self.client.get(path, headers=headers)

    def csrf(self, path="/tai-khoan"):
        return re.search(r'name="csrf" value="([0-9a-f]{64})"', self.get(path).text)[1]

    def fill(self, path, *, page="/tai-khoan", files=None, csrf=None, **form):
        return self.client.post(path, data={"csrf": csrf or self.csrf(page), **form}, files=files)

    def sign_in(self, role=Role.EDITOR):
        answer = self.fill("/vao", page="/vao", ten=role.value, mat_khau=PASSWORD)
        assert answer.status_code == 303, answer.text
        return answer
