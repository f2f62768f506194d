"""What the station is set to, and whether all that it needs is there."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from broadcaster import __version__
from broadcaster.domain.rights import Right
from broadcaster.services.check_station import check_station
from broadcaster.services.show_settings import show_settings
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.look.render import page

router = APIRouter(include_in_schema=False)

_Keeper = Annotated[Asked, Depends(asked_by(Right.SETTINGS))]


@router.get("/cai-dat")
def settings(request: Request, asked: _Keeper) -> Response:
    """Show every setting that holds; they are changed in ``station.toml``."""
    groups = show_settings(asked.station)
    return page(request, "settings.html", groups=groups, findings=None, version=__version__)


@router.post("/cai-dat/kiem-tra")
def check(request: Request, asked: _Keeper) -> Response:
    """Look at all that the station needs, as ``broadcaster check`` does."""
    found = check_station(asked.station.folder, now=asked.now, environ=request.app.state.office.environ)
    groups = show_settings(asked.station)
    return page(request, "settings.html", groups=groups, findings=found, version=__version__)
