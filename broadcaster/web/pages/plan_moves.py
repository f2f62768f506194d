"""Moves of stories: those that wait for a second person, and the record of all others."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Request
from starlette.responses import RedirectResponse, Response

from broadcaster.domain.ids import MoveId
from broadcaster.domain.rights import Right
from broadcaster.errors import BroadcasterError, NotAllowed, NotThere, ReasonNeeded
from broadcaster.services.move_item import ShownMove, confirm_move, order_again, reject_move
from broadcaster.services.show_moves import WaitingMove, show_moves
from broadcaster.web.answers import status_of
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.look.language import marked
from broadcaster.web.look.render import page
from broadcaster.web.pages.plan import known_outlets

router = APIRouter(include_in_schema=False)

_Reader = Annotated[Asked, Depends(asked_by(Right.SEE_PLAN))]
_Confirmer = Annotated[Asked, Depends(asked_by(Right.CONFIRM_PLAN))]
_Number = Annotated[int, Path(ge=1, le=1_000_000_000)]
REASONLESS = marked("Chưa ghi lý do bác. Viết vì sao không đồng ý rồi gửi lại.")


@router.get("/ke-hoach/lan-chuyen")
def record(request: Request, asked: _Reader) -> Response:
    """Show what waits and what was moved, at the outlets that the reader may see."""
    return _shown(request, asked)


@router.post("/ke-hoach/lan-chuyen/{number}/xac-nhan")
def confirm(
    request: Request, asked: _Confirmer, number: _Number, da_xem: Annotated[str, Form(max_length=64)] = ""
) -> Response:
    """Put a waiting move into the plan, and order what has to be mixed and given again; raises NotThere, NotAllowed."""
    _waiting(asked, number)
    who, now = asked.who.name, asked.now
    try:
        moved = confirm_move(asked.station, MoveId(number), by=who, now=now, seen=da_xem)
    except BroadcasterError as error:
        return _shown(request, asked, number=number, fault=str(error), status=status_of(error))
    order_again(asked.station, moved, by=who, now=now)
    asked.note("plan_move_confirmed", moved.move.item_id, detail=str(number))
    return RedirectResponse(f"/ke-hoach/lan-chuyen#lan-{number}", status_code=303)


@router.post("/ke-hoach/lan-chuyen/{number}/bac")
def reject(
    request: Request, asked: _Confirmer, number: _Number, ly_do: Annotated[str, Form(max_length=500)] = ""
) -> Response:
    """Drop a waiting move, saying why; raises NotThere, NotAllowed."""
    _waiting(asked, number)
    try:
        move = reject_move(asked.station, MoveId(number), by=asked.who.name, reason=ly_do, now=asked.now)
    except ReasonNeeded:
        return _shown(request, asked, number=number, fault=REASONLESS, status=400)
    except BroadcasterError as error:
        return _shown(request, asked, number=number, fault=str(error), status=status_of(error))
    asked.note("plan_move_rejected", move.item_id, detail=f"{number}: {ly_do.strip()}")
    return RedirectResponse(f"/ke-hoach/lan-chuyen#lan-{number}", status_code=303)


def _waiting(asked: Asked, number: int) -> None:
    """Let only who may confirm at the outlet of a move go on; one that they may not see is not there.

    Raises:
        NotThere, NotAllowed.
    """
    waiting, decided = _mine(asked)
    found = [each.shown.move for each in waiting] + [each.move for each in decided]
    move = next((each for each in found if each.id == number), None)
    if move is None:
        raise NotThere
    where = asked.who.outlets_with(Right.CONFIRM_PLAN)
    if where is not None and move.outlet_id not in where:
        raise NotAllowed(right=Right.CONFIRM_PLAN.label)


def _mine(asked: Asked) -> tuple[tuple[WaitingMove, ...], tuple[ShownMove, ...]]:
    everywhere = asked.who.may_everywhere(Right.SEE_PLAN)
    return show_moves(asked.station, None if everywhere else known_outlets(asked), now=asked.now)


def _shown(request: Request, asked: Asked, *, number: int = 0, fault: str = "", status: int = 200) -> Response:
    waiting, decided = _mine(asked)
    confirms = asked.who.outlets_with(Right.CONFIRM_PLAN)
    plans = asked.who.outlets_with(Right.PLAN)
    timetable = asked.timetable if asked.applied else None
    return page(
        request,
        "plan_moves.html",
        status=status,
        waiting=[(each, confirms is None or each.shown.move.outlet_id in confirms) for each in waiting],
        decided=[(each, plans is None or each.move.outlet_id in plans) for each in decided],
        own=asked.who.name,
        number=number,
        fault=fault,
        wide=asked.who.may_everywhere(Right.SEE_PLAN),
        names={each.id: each.name for each in timetable.outlets} if timetable else {},
        sessions={each.id: each.name for each in timetable.dayparts} if timetable else {},
    )
