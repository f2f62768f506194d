"""The load that ``web.py`` makes, in a process of its own: receivers that poll, and an editor at work.

    python benchmarks/web_load.py PLAN FOUND

PLAN is JSON: the port, the seconds, and the outlet and secret of each receiver; FOUND gets what each waited.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from broadcaster.services.passwords import key_of

EVERY_S = 30
"""How often a receiver asks."""
PASSWORD = key_of("đo")
PAGES = ("/", "/tin", "/kich-ban", "/duyet", "/ke-hoach", "/noi-phat", "/thoi-luong", "/tu-dien", "/tai-khoan")
"""What the editor opens, as far as it is there."""
THINKS_S = 0.25
"""How long the editor looks at a page."""


def p95(values: Sequence[float]) -> float:
    """Give the value that 95 of 100 stay below."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * 0.95), len(ordered) - 1)] if ordered else 0.0


async def ask(
    port: int, method: str, path: str, headers: dict[str, str], body: bytes = b""
) -> tuple[int, bytes, bytes]:
    """Send one request over a new connection; gives status, head and body."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        told = {"Host": f"127.0.0.1:{port}", "Connection": "close", **headers}
        if body:
            told["Content-Length"] = str(len(body))
        head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
        writer.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body)
        head, _, content = (await reader.read(-1)).partition(b"\r\n\r\n")
        return int(head[9:12] or 0), head, content
    finally:
        writer.close()


async def receivers(plan: dict[str, Any]) -> dict[str, Any]:
    """Let every receiver ask when it is due; gives waits in milliseconds and the answers' statuses."""
    tags: dict[int, str] = {}
    waits: list[float] = []
    statuses: dict[int, int] = {}
    windows: dict[int, list[float]] = {}
    begins, gap = time.monotonic() + 0.5, EVERY_S / len(plan["receivers"])

    async def one(number: int, due: float) -> None:
        outlet, secret = plan["receivers"][number]
        headers = {"Authorization": f"Bearer {secret}", "Accept-Encoding": "gzip"}
        if number in tags:
            headers["If-None-Match"] = tags[number]
        status, head, _ = await ask(plan["port"], "GET", f"/api/v1/outlets/{outlet}/manifest", headers)
        waits.append((time.monotonic() - due) * 1000)
        windows.setdefault(int(due - begins) // 5, []).append(waits[-1])
        statuses[status] = statuses.get(status, 0) + 1
        found = re.search(rb'etag: ("[^"]+")', head, re.IGNORECASE)
        if found:
            tags[number] = found[1].decode()

    running: set[asyncio.Task[None]] = set()
    for turn in range(int((plan["seconds"] + EVERY_S) / gap)):
        due = begins + turn * gap
        await asyncio.sleep(max(due - time.monotonic(), 0))
        task = asyncio.create_task(one(turn % len(plan["receivers"]), due))
        running.add(task)
        task.add_done_callback(running.discard)
        if turn == int(EVERY_S / gap):  # the first turn is everybody's first question; from here on it is the everyday
            waits.clear()
    await asyncio.gather(*running)
    by_5s = {turn * 5: round(p95(found), 1) for turn, found in sorted(windows.items())}
    return {"waits": waits, "statuses": statuses, "p95_by_5s": by_5s}


async def editor(plan: dict[str, Any]) -> dict[str, Any]:
    """Sign in, then open pages and send forms, one after the other, until the time is over."""
    jar: dict[str, str] = {}

    async def browse(method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str, float]:
        body = urlencode(form).encode() if form else b""
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in jar.items())}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.monotonic()
        status, head, content = await ask(plan["port"], method, path, headers, body)
        for name, value in re.findall(rb"set-cookie: ([^=]+)=([^;\r]*)", head, re.IGNORECASE):
            jar[name.decode()] = value.decode()
        return status, content.decode(errors="replace"), (time.monotonic() - began) * 1000

    def csrf(text: str) -> str:
        found = re.search(r'name="csrf" value="(\w+)"', text)
        return found[1] if found else ""

    _, page, _ = await browse("GET", "/vao")
    entered, _, _ = await browse("POST", "/vao", {"csrf": csrf(page), "ten": "editor", "mat_khau": PASSWORD})
    first = (await browse("GET", "/"))[2]
    there = [path for path in PAGES if (await browse("GET", path))[0] == HTTPStatus.OK]
    waits: dict[str, list[float]] = {}
    until = time.monotonic() + plan["seconds"] + EVERY_S - 5
    while time.monotonic() < until:
        for path in there:
            status, page, took = await browse("GET", path)
            waits.setdefault(path if status == HTTPStatus.OK else f"{path} {status}", []).append(took)
            await asyncio.sleep(THINKS_S)
        status, _, took = await browse("POST", "/tai-khoan/hai-lop", {"csrf": csrf(page)})
        waits.setdefault(f"POST {status}", []).append(took)
        await asyncio.sleep(THINKS_S)
    return {"waits": waits, "entered": entered, "first": first}


async def load(plan: dict[str, Any]) -> dict[str, Any]:
    """Make both loads at once."""
    them, editors = await asyncio.gather(receivers(plan), editor(plan))
    return {"receivers": them, "editor": editors}


if __name__ == "__main__":
    plan_file, found_file = map(Path, sys.argv[1:])
    found = asyncio.run(load(json.loads(plan_file.read_text(encoding="utf-8"))))
    found_file.write_text(json.dumps(found), encoding="utf-8")
