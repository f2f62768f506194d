"""Stands outermost: whatever happens inside is answered, written down, counted, and sent with its headings."""

from __future__ import annotations

import logging
import secrets
from collections.abc import MutableMapping
from contextlib import AbstractAsyncContextManager
from time import perf_counter
from types import TracebackType
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from broadcaster.domain.audit import AuditOutcome
from broadcaster.errors import BroadcasterError
from broadcaster.services.audit import Actor, record
from broadcaster.web.answers import failure
from broadcaster.web.asked import SAFE
from broadcaster.web.metrics import Metrics
from broadcaster.web.office import Office

logger = logging.getLogger(__name__)

POLICY = (
    "default-src 'self'; img-src 'self' data:; media-src 'self' blob:; worker-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
"""No script and no style but our own files."""

_HEADINGS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "microphone=(self), camera=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_INSIST = "max-age=31536000"


class Watch:
    """Pure ASGI, so that streams pass through as they are."""

    def __init__(self, app: ASGIApp, *, office: Office, metrics: Metrics) -> None:
        """Stand around an application."""
        self._app = app
        self._office = office
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See a request through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        told = _Told(send, insist=self._office.served.secure and self._office.served.own_certificate)
        began = perf_counter()
        with self._metrics.busy():
            async with _Fence(scope, told) as fence:
                await self._app(scope, receive, told.send)
            if fence.number and not told.status:
                await failure(Request(scope), fence.number, fence.error)(scope, receive, told.send)
        took = perf_counter() - began
        self._metrics.answered(_route(scope), scope["method"], told.status, took)
        _write_down(scope, told.status, took)
        await self._leave_a_trail(scope, told.status)

    async def _leave_a_trail(self, scope: Scope, status: int) -> None:
        """Keep of everything that somebody signed in did or tried to change that it was asked for, and what became."""
        state = scope.get("state", {})
        if scope["method"] in SAFE or state.get("who") is None:
            return
        by = Actor(who=state["who"].account.id, now=state["now"], address=state["address"])
        outcome = AuditOutcome.FAILED if status >= 500 else AuditOutcome.REFUSED if status >= 400 else AuditOutcome.DONE  # noqa: PLR2004

        def kept() -> None:
            with state["station"].store.writing() as tx:
                record(tx, by, "page", _where(scope), outcome=outcome, detail=str(status))

        try:
            await run_in_threadpool(kept)
        except BroadcasterError as error:
            logger.error("%s", error, extra={"action": "web_trail_failed"})  # noqa: TRY400 - the sentence says it all


class _Told:
    """What is sent, with the headings that every answer has."""

    def __init__(self, send: Send, *, insist: bool) -> None:
        self._send = send
        self._insist = insist
        self.status = 0

    async def send(self, message: Message) -> None:
        """Send a part of the answer."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headings = MutableHeaders(scope=message)
            for name, value in _HEADINGS.items():
                headings.setdefault(name, value)
            headings.setdefault("Cache-Control", "no-store")
            if self._insist:
                headings["Strict-Transport-Security"] = _INSIST
        await self._send(message)


class _Fence(AbstractAsyncContextManager["_Fence"]):
    """Keeps the server alive when a route breaks: it is logged under a number that the reader is told."""

    def __init__(self, scope: Scope, told: _Told) -> None:
        self._scope = scope
        self._told = told
        self.number = ""
        self.error: Exception | None = None

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Take an error, unless the server itself is to stop, or half an answer is gone and has to break off."""
        if not isinstance(error, Exception):
            return False
        self.number, self.error = secrets.token_hex(4), error
        logger.error("%s %s", self.number, _where(self._scope), exc_info=error, extra={"action": "web_request_failed"})
        return not self._told.status


def _route(scope: MutableMapping[str, Any]) -> str:
    """Name the route, not the address: addresses are many."""
    return getattr(scope.get("route"), "path", "-")


def _where(scope: Scope) -> str:
    """Name method and address; of an address that holds a secret, the route."""
    route = _route(scope)
    return f"{scope['method']} {route if '{secret}' in route else scope['path']}"


def _write_down(scope: Scope, status: int, took: float) -> None:
    state = scope.get("state", {})
    who, holder = state.get("who"), state.get("holder")
    name = who.account.id if who else f"token:{holder.token.id}" if holder else "-"
    said = (scope["method"], _route(scope), status, round(took * 1000), name, state.get("address", "-"))
    level = logging.DEBUG if state.get("quiet") and status < 400 else logging.INFO  # noqa: PLR2004 - refusals begin there
    logger.log(level, "%s %s %s %sms who=%s from=%s", *said, extra={"action": "web_request"})
