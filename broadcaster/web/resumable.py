"""Sends a file, or a part of one, a piece at a time: whole, or from where a broken download stopped (RFC 9110, 14)."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from broadcaster.files import translated
from broadcaster.web.byte_range import NOWHERE, asked_span, shows

FOR_GOOD = "private, max-age=31536000, immutable"
"""For an address that names the bytes."""

_PIECE = 1 << 19
_KINDS = {
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "json": "application/json",
    "m3u8": "application/vnd.apple.mpegurl",
    "mp3": "audio/mpeg",
    "pls": "audio/x-scpls",
    "txt": "text/plain; charset=utf-8",
    "xspf": "application/xspf+xml",
    "zip": "application/zip",
}
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}

Sent = Callable[[int, int], Awaitable[None]]
"""Is told which bytes (first, and the one after the last) were given to the network."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """Bytes of a file on the disk that never change under their tag."""

    path: Path
    """Which file."""
    offset: int
    """Where they begin in it."""
    length: int
    """How many."""
    tag: str
    """What names exactly these bytes: their SHA-256."""
    name: str
    """What the reader's disk is to call them."""


def sending(request: Request, part: Part, *, sent: Sent | None = None, keep: str = "private, no-cache") -> Response:
    """Answer with a part of a file, or with the range of it that is asked for.

    One range is answered; of several at once none, the whole is sent, as the protocol allows. Where ``If-Range`` names
    other bytes than these, the whole is sent too.

    Args:
        request: GET or HEAD.
        part: What.
        sent: Is told what went out, also when the reader breaks off.
        keep: ``Cache-Control``.

    Raises:
        FileMissing, FileFailed: it is not there any more.
    """
    headers = {
        "ETag": f'"{part.tag}"',
        "Accept-Ranges": "bytes",
        "Cache-Control": keep,
        "Content-Disposition": disposition(part.name),
    }
    kind = _KINDS.get(part.name.rpartition(".")[2].lower(), "application/octet-stream")
    if shows(request.headers, headers["ETag"]):
        return Response(status_code=304, headers=headers)
    with translated(part.path):
        part.path.stat()
    found = asked_span(request.headers, headers["ETag"], part.length)
    if found == NOWHERE:
        beyond = {"Content-Range": NOWHERE.heading(part.length), "Accept-Ranges": "bytes"}
        return PlainTextResponse("Không có đoạn này trong tệp.", status_code=416, headers=beyond)
    (first, stop), status = found or (0, part.length), 200 if found is None else 206
    if found is not None:
        headers["Content-Range"] = found.heading(part.length)
    headers["Content-Length"] = str(stop - first)
    answer = Response(status_code=status, headers=headers, media_type=kind)
    return answer if request.method == "HEAD" else _Sending(part, first, stop, sent=sent, answer=answer)


def disposition(name: str) -> str:
    """Give a ``Content-Disposition`` under which every system can keep a file, Windows too: ASCII with its twin."""
    legal = _FORBIDDEN.sub("_", name).strip(" .") or "tep"
    if legal.split(".")[0].strip().lower() in _DEVICES:
        legal = f"_{legal}"
    plain = legal.encode("ascii", "replace").decode().replace("?", "_")
    twin = "" if plain == legal else f"; filename*=UTF-8''{quote(legal, safe='')}"
    return f'attachment; filename="{plain}"{twin}'


class _Sending(StreamingResponse):
    """Knows how much of a part really went out before the reader broke off."""

    def __init__(self, part: Part, first: int, stop: int, *, sent: Sent | None, answer: Response) -> None:
        super().__init__(self._pieces(part, first, stop), status_code=answer.status_code)
        self.raw_headers = answer.raw_headers
        self._first = first
        self._done = first
        self._broken = False
        self._sent = sent

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send, and tell afterwards what went out."""
        await super().__call__(scope, receive, send)
        if self._sent is not None and self._done > self._first:
            await self._sent(self._first, self._done)

    async def listen_for_disconnect(self, receive: Receive) -> None:
        """Wait until the reader is gone."""
        await super().listen_for_disconnect(receive)
        self._broken = True

    async def _pieces(self, part: Part, first: int, stop: int) -> AsyncGenerator[bytes]:
        """Read piece by piece, each only when the one before is on its way; a file that was opened stays as it is."""
        stream = await run_in_threadpool(part.path.open, "rb")
        try:
            await run_in_threadpool(stream.seek, part.offset + first)
            while self._done < stop:
                piece = await run_in_threadpool(stream.read, min(_PIECE, stop - self._done))
                if not piece:
                    break
                yield piece
                await asyncio.sleep(0)  # lets it be noticed that nobody is there any more
                if self._broken:
                    break
                self._done += len(piece)
        finally:
            stream.close()
