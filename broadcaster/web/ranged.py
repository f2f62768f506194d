"""Sound that is made for one answer, sent whole or in the part that a player asks for."""

from __future__ import annotations

import re
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from broadcaster.domain.fingerprints import sha256_of

WAV: Final = "audio/wav"
MP3: Final = "audio/mpeg"

_ONE_PART = re.compile(r"bytes=(\d*)-(\d*)")


def ranged(request: Request, content: bytes, kind: str = WAV) -> Response:
    """Answer with some bytes: all, the part that is asked for (206), nothing of them (416), nothing new (304)."""
    tag = f'"{sha256_of(content)[:24]}"'
    headings = {"Accept-Ranges": "bytes", "ETag": tag, "Cache-Control": "private, max-age=300"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headings)
    part = _asked_part(request, tag, len(content))
    if part is None:
        return Response(content, media_type=kind, headers=headings)
    first, last = part
    if first > last or first >= len(content):
        return Response(status_code=416, headers=headings | {"Content-Range": f"bytes */{len(content)}"})
    headings["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    return Response(content[first : last + 1], status_code=206, media_type=kind, headers=headings)


def _asked_part(request: Request, tag: str, size: int) -> tuple[int, int] | None:
    """Give first and last byte of the one part that is asked for; none for the whole."""
    found = _ONE_PART.fullmatch(request.headers.get("range", "").replace(" ", ""))
    if found is None or request.headers.get("if-range", tag) != tag or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        return max(size - int(last), 0), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1
