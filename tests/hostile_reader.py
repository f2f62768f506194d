"""A reading process whose sources do what a file may make a parser do; started as ``python -m hostile_reader``."""

from __future__ import annotations

import os
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from makers import a_news_draft

from broadcaster import engines
from broadcaster.services import reading_worker

MEGABYTE = 1024 * 1024


def _swallow(megabytes):
    kept = [bytearray(MEGABYTE) for _ in range(int(megabytes))]
    time.sleep(0.2 * bool(kept))


def _connect(port):
    with socket.socket() as door:
        door.connect(("127.0.0.1", int(port)))


def _dig(again):
    _dig(again)


DEEDS = {
    "sleep": lambda seconds: time.sleep(float(seconds)),
    "swallow": _swallow,
    "die": lambda _: os._exit(3),
    "print": lambda _: print("{}" * 1000),  # noqa: T201 - what a parser may do
    "dig": _dig,
    "connect": _connect,
    "start": lambda program: subprocess.run([program], check=True),
    "write": lambda path: Path(path).write_text("x", encoding="utf-8"),
    "litter": lambda _: Path(tempfile.mkdtemp(), "rac").write_bytes(b"x" * MEGABYTE),
    "talk": lambda _: None,
    "read": lambda _: None,
}


class Hostile:
    """Does what stands in the file."""

    suffixes = (".hai",)

    def read(self, path):
        """Do it, and tell by which process."""
        deed, _, with_what = path.read_text(encoding="utf-8").partition(" ")
        DEEDS[deed](with_what)
        body = "a" * int(with_what) * MEGABYTE if deed == "talk" else "Chữ."
        return (a_news_draft(title=f"{deed}, tiến trình {os.getpid()}", body=body),)


if __name__ == "__main__":
    engines.news_sources = lambda limits=None: (Hostile(),)
    reading_worker.main()
