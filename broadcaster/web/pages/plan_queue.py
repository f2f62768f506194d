"""Stories put into a session by hand: the next plan keeps them there and fills the rest around them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from starlette.responses import RedirectResponse, Response

from broadcaster.domain.ids import NewsItemId
from broadcaster.domain.rights import Right
from broadcaster.errors import NotAllowed
from broadcaster.services.queue_segment import move_segment, queue_segment, remove_segment
from broadcaster.web.asked import Asked, asked_by

router = APIRouter(include_in_schema=False)

_Planner = Annotated[Asked, Depends(asked_by(Right.PLAN))]
_Text = Annotated[str, Form(max_length=200)]


class Deed(StrEnum):
    """What is done to a queue."""

    ADD = "them"
    UP = "len"
    REMOVE = "bo"


@router.post("/ke-hoach/xep-tay")
def queue(
    asked: _Planner,
    viec: Annotated[Deed, Form()],
    ngay: Annotated[date, Form()],
    tin: _Text = "",
    buoi: _Text = "",
    noi: _Text = "",
    thu_tu: Annotated[int, Form(ge=1, le=1000)] = 1,
) -> Response:
    """Queue a story, move it up, or take it out; raises UnknownItem, UnknownSession, QueueConflict, NotThere."""
    outlet, item = _outlet(asked, noi), NewsItemId(tin)
    if viec is Deed.ADD:
        queue_segment(asked.station, item, day=ngay, session=buoi, outlet=outlet, by=asked.who.name, now=asked.now)
    elif viec is Deed.UP:
        move_segment(asked.station, item, day=ngay, session=buoi, outlet=outlet, position=max(1, thu_tu - 1))
    else:
        remove_segment(asked.station, item, day=ngay, session=buoi, outlet=outlet)
    asked.note(f"queue_{viec.name.lower()}", tin, detail=f"{ngay} {buoi} {noi}".strip())
    where = f"&noi={outlet}" if outlet else ""
    return RedirectResponse(f"/ke-hoach?tuan={ngay}{where}#ngay-{ngay}", status_code=303)


def _outlet(asked: Asked, text: str) -> str | None:
    """Give the outlet whose queue it is, none for that of all outlets.

    Raises:
        NotThere, NotAllowed.
    """
    if text:
        return asked.require_outlet(text, Right.PLAN)
    if not asked.who.may_everywhere(Right.PLAN):
        raise NotAllowed(right=Right.PLAN.label)
    return None
