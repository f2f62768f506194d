"""Sends a part of a file on disk, so that a bad line goes on where it broke; never more than a chunk in memory."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import AsyncIterator
from typing import IO
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from broadcaster.files import translated
from broadcaster.services.offer_bundles import FilePlace

FOR_GOOD = "private, max-age=31536000, immutable"
"""For an address that names the bytes."""

CHUNK = 1 << 19
"""How much is read and sent at once."""

_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)
_KINDS = {".mp3": "audio/mpeg", ".zip": "application/zip", ".m3u8": "application/vnd.apple.mpegurl"}


def file_answer(request: Request, place: FilePlace, *, etag: str, keep: str) -> Response:
    """Answer with a file, or with the part of it that was asked for.

    Args:
        request: What is answered; Range, If-Range and If-None-Match are looked at.
        place: Where the bytes lie.
        etag: Strong name of the bytes.
        keep: ``Cache-Control``.

    Raises:
        FileMissing, FileFailed: it is not there any more.
    """
    headers = {"ETag": etag, "Accept-Ranges": "bytes", "Cache-Control": keep}
    if etag in [each.strip() for each in request.headers.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=headers)
    part = _part(request, etag, place.bytes_count)
    if part is None:
        headers["Content-Range"] = f"bytes */{place.bytes_count}"
        return Response(status_code=416, headers=headers)
    first, count = part
    whole = count == place.bytes_count
    if not whole:
        headers["Content-Range"] = f"bytes {first}-{first + count - 1}/{place.bytes_count}"
    headers |= {"Content-Length": str(count), "Content-Disposition": _named(place.name)}
    status, kind = 200 if whole else 206, _kind(place.name)
    if request.method == "HEAD" or not count:
        return Response(status_code=status, headers=headers, media_type=kind)
    with translated(place.path):
        stream = place.path.open("rb", buffering=0)
    stream.seek(place.offset + first)
    return StreamingResponse(_chunks(stream, count), status_code=status, headers=headers, media_type=kind)


async def _chunks(stream: IO[bytes], left: int) -> AsyncIterator[bytes]:
    with stream:
        while left > 0:
            chunk = await run_in_threadpool(stream.read, min(CHUNK, left))
            if not chunk:  # the file ends too early: so does the connection, and who asked sees that
                raise EOFError
            left -= len(chunk)
            yield chunk


def _part(request: Request, etag: str, size: int) -> tuple[int, int] | None:
    """Give first byte and length of what was asked for; none when it lies outside. Of several parts all is sent."""
    asked = _RANGE.fullmatch(request.headers.get("range", "").replace(" ", ""))
    guard = request.headers.get("if-range", etag)
    if request.method != "GET" or asked is None or guard != etag or asked[0] == "bytes=-":
        return 0, size
    if not asked[1]:
        count = min(int(asked[2]), size)
        return (size - count, count) if count else None
    first = int(asked[1])
    last = min(int(asked[2]), size - 1) if asked[2] else size - 1
    if first >= size:
        return None
    return (first, last - first + 1) if last >= first else (0, size)


def _kind(name: str) -> str:
    suffix = f".{name.rpartition('.')[2]}"
    return _KINDS.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")


def _named(name: str) -> str:
    """Let a browser keep it as a file and never show it as a page."""
    return f"attachment; filename*=UTF-8''{quote(name.rpartition('/')[2], safe='')}"
