"""Sound that is kept in memory for an answer, sent whole or in the part that a player asks for."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from broadcaster.domain.fingerprints import sha256_of
from broadcaster.web.byte_range import NOWHERE, asked_span, shows

WAV: Final = "audio/wav"
MP3: Final = "audio/mpeg"

SOON = "private, max-age=300"
"""For an address that may stand for other bytes later."""


def ranged(request: Request, content: bytes, kind: str = WAV, *, tag: str = "", keep: str = SOON) -> Response:
    """Answer with some bytes: all, the part that is asked for (206), nothing of them (416), nothing new (304).

    Args:
        request: Who asks.
        content: The bytes.
        kind: Their media type.
        tag: What names exactly these bytes; their hash unless said.
        keep: ``Cache-Control``.
    """
    named = f'"{tag or sha256_of(content)[:24]}"'
    headings = {"Accept-Ranges": "bytes", "ETag": named, "Cache-Control": keep}
    if shows(request.headers, named):
        return Response(status_code=304, headers=headings)
    span = asked_span(request.headers, named, len(content))
    if span is None:
        return Response(content, media_type=kind, headers=headings)
    headings["Content-Range"] = span.heading(len(content))
    if span == NOWHERE:
        return Response(status_code=416, headers=headings)
    return Response(content[span.first : span.stop], status_code=206, media_type=kind, headers=headings)
