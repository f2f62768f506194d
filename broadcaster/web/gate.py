"""Stands before every route: by which name is asked, who asks, from where, and how much is sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from broadcaster.errors import BroadcasterError, FormOutdated, NotSignedIn
from broadcaster.services.keep_tokens import holder_of
from broadcaster.services.passwords import new_secret
from broadcaster.services.sign_in import who_is
from broadcaster.web.answers import refusal
from broadcaster.web.asked import SAFE
from broadcaster.web.cookies import cookies_of, csrf_of, form_cookie, form_heading, visit_cookie
from broadcaster.web.office import Look, Office

STRANGER_BYTES = 64 * 1024
"""How much somebody may send who has not signed in."""

_MB = 1_000_000
_BEARER = "bearer "
_OPEN = ("/static/", "/healthz")
"""What is the same for everybody and needs no look into the store."""


@dataclass(slots=True)
class _Found:
    """What is known of a request before any route sees it."""

    state: dict[str, Any]
    new_form_secret: str = ""


class Gate:
    """Pure ASGI, so that streams pass through as they are."""

    def __init__(self, app: ASGIApp, *, office: Office) -> None:
        """Stand before an application."""
        self._app = app
        self._office = office

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through with what is known of it, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        state: dict[str, Any] = scope.setdefault("state", {})
        state.update(_unknown(self._office.clock(), request))
        try:
            found = await self._let_in(request)
        except BroadcasterError as error:
            await refusal(request, error)(scope, receive, send)
            return
        if found is None:
            await refusal(request, HTTPException(400))(scope, receive, send)
            return
        state.update(found.state)
        await self._app(scope, self._counted(request, receive), self._with_form_cookie(found, send))

    async def _let_in(self, request: Request) -> _Found | None:
        """Find out who asks; nothing for a name that is not ours."""
        if request.url.path.startswith(_OPEN):
            return _Found(state={})
        found = self._known_at_once(request) or await run_in_threadpool(self._recognise, request)
        if found is not None and request.method not in SAFE and not request.state.by_program and _foreign(request):
            raise FormOutdated
        return found

    def _known_at_once(self, request: Request) -> _Found | None:
        """Give a program that was here before, without waiting for a look; nothing where one is needed."""
        secret = _shown(request)
        look = self._office.glance() if secret else None
        holder = look and self._office.holders.get(secret, look)
        if look is None or holder is None or _host(request) not in self._office.hosts(look.station):
            return None
        if holder.token.ends_at and holder.token.ends_at <= request.state.now:
            return None
        request.state.by_program = True
        self._office.seen.add(holder.token.id, request.state.now, request.state.address)
        return _Found(state={"station": look.station, "timetable": look.timetable, "look": look, "holder": holder})

    def _recognise(self, request: Request) -> _Found | None:
        look = self._office.look()
        station, timetable = look.station, look.timetable
        if _host(request) not in self._office.hosts(station):
            return None
        state: dict[str, Any] = {"station": station, "timetable": timetable, "look": look}
        if request.url.path.startswith("/api/") or request.headers.get("authorization", "").lower().startswith(_BEARER):
            return self._recognise_program(request, state, look)
        cookies, served = cookies_of(request), self._office.served
        secret = cookies.get(visit_cookie(served), "")
        stay = self._office.stay(station)
        known = secret and who_is(station, secret, timetable=timetable, stay=stay, now=request.state.now)
        if known:
            state |= {"who": known[0], "visit": known[1], "csrf": csrf_of(secret), "form_secret": secret}
            return _Found(state=state)
        kept = cookies.get(form_cookie(served), "")
        fresh = "" if kept else new_secret()
        state |= {"csrf": csrf_of(kept or fresh), "form_secret": kept or fresh}
        return _Found(state=state, new_form_secret=fresh)

    def _recognise_program(self, request: Request, state: dict[str, Any], look: Look) -> _Found:
        """Take a token that was shown; a wrong one is refused before anything else of the request is read."""
        request.state.by_program = True
        secret = _shown(request)
        if not secret:
            return _Found(state=state)
        holder = holder_of(state["station"], secret, timetable=state["timetable"], now=request.state.now)
        if holder is None:
            raise NotSignedIn
        self._office.holders.keep(secret, holder, look)
        self._office.seen.add(holder.token.id, request.state.now, request.state.address)
        return _Found(state={**state, "holder": holder})

    def _counted(self, request: Request, receive: Receive) -> Receive:
        """Let no more be sent than who asks may send; raises HTTPException 413 within the route that reads it."""
        state = request.state
        most = STRANGER_BYTES
        if state.who is not None or state.holder is not None:
            most = state.station.settings.web.upload_mb * _MB
        told = request.headers.get("content-length", "")
        left = most

        async def counted() -> Message:
            nonlocal left
            if told.isdecimal() and int(told) > most:
                raise HTTPException(413)
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise HTTPException(413)
            return message

        return counted

    def _with_form_cookie(self, found: _Found, send: Send) -> Send:
        """Tie the forms of a page to the browser that it is sent to."""
        if not found.new_form_secret:
            return send

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and _is_page(message):
                heading = form_heading(found.new_form_secret, self._office.served)
                message["headers"] = [*message.get("headers", ()), (b"set-cookie", heading.encode("latin-1"))]
            await send(message)

        return sent


def _unknown(now: datetime, request: Request) -> dict[str, Any]:
    client = request.client.host if request.client else ""
    language = "en" if cookies_of(request).get("tieng") == "en" else "vi"
    nobody: dict[str, Any] = dict.fromkeys(("who", "visit", "holder", "station", "timetable", "look"))
    told = {"now": now, "csrf": "", "form_secret": ""}
    return {**nobody, **told, "language": language, "address": client, "by_program": False}


def _shown(request: Request) -> str:
    """Give the token that a program shows, or an empty string."""
    told = request.headers.get("authorization", "")
    return told[len(_BEARER) :].strip() if told.lower().startswith(_BEARER) else ""


def _host(request: Request) -> str:
    """Give the name that was asked for, in small letters and without its port."""
    named = request.headers.getlist("host")
    if len(named) != 1:
        return ""
    bare = named[0].strip().lower()
    if bare.startswith("["):
        return bare[: bare.find("]") + 1]
    return bare.partition(":")[0]


def _foreign(request: Request) -> bool:
    """Say whether a browser tells that another site's page sent this."""
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return True
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower()


def _is_page(message: Message) -> bool:
    return any(name == b"content-type" and told.startswith(b"text/html") for name, told in message.get("headers", ()))
