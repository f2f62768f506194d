"""A page from a template."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from broadcaster.domain.zone import ZONE

TEMPLATES = Path(__file__).parents[1] / "templates"


def page(request: Request, name: str, *, status: int = 200, **values: object) -> HTMLResponse:
    """Answer with a page; every template knows ``who``, ``csrf``, ``now``, ``language`` and ``station_name``."""
    state = request.state
    told = {
        "request": request,
        "who": state.who,
        "csrf": state.csrf,
        "now": state.now,
        "language": state.language,
        "station_name": request.app.state.station_name,
        "flashes": (),
    }
    return HTMLResponse(_environment().get_template(name).render(told | values), status_code=status)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    known: Any = made.globals
    known["_"] = str
    filters: Any = made.filters
    filters["moment"] = _moment
    return made


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%H:%M %d/%m/%Y}"
