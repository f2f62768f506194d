"""The paces of voices, learned anew now and then: learning takes longer than the preview of a typed word may."""

from __future__ import annotations

from datetime import datetime, timedelta

from fastapi import Request

from broadcaster.services.time_scripts import Paces, learned_paces
from broadcaster.station import Station
from broadcaster.web.asked import Asked

LEARNED_FOR = timedelta(minutes=10)
"""How long paces serve before they are learned anew."""


def paces_now(request: Request, asked: Asked) -> Paces:
    """Give the paces that were learned last, while they are new enough."""
    kept: tuple[Station, datetime, Paces] | None = getattr(request.app.state, "paces", None)
    if kept is not None and kept[0] is asked.station and timedelta() <= asked.now - kept[1] < LEARNED_FOR:
        return kept[2]
    learned = learned_paces(asked.station)
    request.app.state.paces = asked.station, asked.now, learned
    return learned
