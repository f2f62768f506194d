"""What a route is asked with: the station, the time, the account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request

from broadcaster.station import Station
from broadcaster.web.look.render import Reader, wall_clock


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """One request, as routes need it."""

    station: Station
    """Whose pages these are."""
    now: datetime
    """When it was asked (aware)."""
    who: Reader | None
    """The account that is signed in, or none."""


def asked(request: Request) -> Asked:
    """Give what a request is asked with; a dependency of every route."""
    state = request.state
    now = getattr(state, "now", None) or wall_clock()
    return Asked(station=request.app.state.station, now=now, who=getattr(state, "who", None))
