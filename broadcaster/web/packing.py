"""Packs what is sent as text, so that a page comes quickly over a bad line; sounds and streams pass as they are.

Pages hold nothing that a reader's address could guess at by length (BREACH): their one secret, the ``csrf`` of forms,
is masked anew in every answer.
"""

from __future__ import annotations

import gzip

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FROM_BYTES = 1_000
"""Smaller answers gain nothing."""

LEVEL = 5
"""How hard is tried: higher takes longer than the line gains."""

_TEXTS = ("text/", "application/json", "application/problem+json", "application/openapi+json")
_AS_IT_IS = ("content-encoding", "content-range", "etag")
"""What was packed already, is a part of something, or is named by its exact bytes."""


class Packing:
    """Pure ASGI, so that streams pass through as they are."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand around an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let an answer through, packed where its reader unpacks it."""
        if scope["type"] == "http" and takes_gzip(Headers(scope=scope)):
            await self._app(scope, receive, _Packer(send).send)
        else:
            await self._app(scope, receive, send)


class _Packer:
    """Holds the head of an answer back until it is known whether the rest comes at once."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._head: Message | None = None

    async def send(self, message: Message) -> None:
        """Send a part of the answer."""
        if message["type"] == "http.response.start":
            if _is_text(Headers(raw=message["headers"])):
                self._head = message
                return
        elif self._head is not None:
            head, self._head = self._head, None
            message = _packed(head, message)
            await self._send(head)
        await self._send(message)


def takes_gzip(headers: Headers) -> bool:
    """Say whether who asks unpacks gzip."""
    told = headers.get("accept-encoding", "").replace(" ", "").lower()
    return any(each == "gzip" or each.startswith("gzip;q=0.") or each == "gzip;q=1" for each in told.split(","))


def _is_text(headers: Headers) -> bool:
    plain = not any(name in headers for name in _AS_IT_IS)
    return plain and headers.get("content-type", "").startswith(_TEXTS)


def _packed(head: Message, message: Message) -> Message:
    """Pack a whole answer, and say so in its head; a first part of several stays as it is."""
    headings = MutableHeaders(raw=head["headers"])
    headings.add_vary_header("Accept-Encoding")
    content: bytes = message.get("body", b"")
    if message.get("more_body") or len(content) < FROM_BYTES:
        return message
    packed = gzip.compress(content, LEVEL, mtime=0)
    headings["Content-Encoding"] = "gzip"
    headings["Content-Length"] = str(len(packed))
    return {**message, "body": packed}
