"""The short way for what every receiver asks every half minute: mostly that nothing is new, told from memory."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from broadcaster.domain.ids import OutletId
from broadcaster.domain.tokens import Scope as Use
from broadcaster.domain.tokens import TokenHolder
from broadcaster.services.offer_bundles import offered_days
from broadcaster.web.api.manifests import MANIFEST, manifest_answer
from broadcaster.web.office import Look, Office

_ADDRESS = re.compile(MANIFEST.replace("{outlet_id}", "([A-Za-z0-9_-]{1,64})"), re.ASCII)


class Polling:
    """Answers what the route of manifests would, where all that it needs is known; all else goes on to the routes.

    It stands behind the gate, so that it is known who asks.
    """

    def __init__(self, app: ASGIApp, *, office: Office) -> None:
        """Stand before an application."""
        self._app = app
        self._office = office

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer at once, or let the request go on."""
        found = _ADDRESS.fullmatch(scope["path"]) if scope["type"] == "http" and scope["method"] == "GET" else None
        state = scope.get("state", {})
        holder: TokenHolder | None = state.get("holder")
        look: Look | None = state.get("look")
        if found is not None and holder is not None and look is not None and holder.may(Use.BUNDLES):
            outlet_id, first = OutletId(found[1]), offered_days(state["now"], look.station)[0]
            made = self._office.offers.manifest_at_once(outlet_id, look.handed, first)
            if made is not None and holder.sees(outlet_id) and outlet_id in look.known:
                state["quiet"] = True
                scope["route"] = ROUTE
                await manifest_answer(Request(scope), made)(scope, receive, send)
                return
        await self._app(scope, receive, send)


class _Route:
    """What counts and records name it."""

    path = MANIFEST


ROUTE = _Route()
