"""Changes of the timetable: what waits for a second person, and what was."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Request
from starlette.responses import RedirectResponse, Response

from broadcaster.domain.ids import ProposalId
from broadcaster.domain.rights import Right
from broadcaster.errors import BroadcasterError, InputError, MovesUnseen, NotAllowed, NotThere
from broadcaster.services.keep_schedules import propose_revert
from broadcaster.services.propose_schedule import confirm_schedule, reject_schedule
from broadcaster.services.show_changes import show_changes
from broadcaster.web.answers import status_of
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.look.language import marked
from broadcaster.web.look.render import page

router = APIRouter(include_in_schema=False)

_Reader = Annotated[Asked, Depends(asked_by(Right.SEE_PLAN))]
_Confirmer = Annotated[Asked, Depends(asked_by(Right.CONFIRM_PLAN))]
_Planner = Annotated[Asked, Depends(asked_by(Right.PLAN))]
_Number = Annotated[int, Path(ge=1, le=1_000_000_000)]
_UNSEEN = marked("Có thay đổi phải xem kỹ. Đọc lại, đánh dấu ô đã xem rồi xác nhận.")


@router.get("/ke-hoach/lich")
def changes(request: Request, asked: _Reader) -> Response:
    """Show what waits and what was; the timetable of the whole station is for those who see all of it."""
    if not asked.who.may_everywhere(Right.SEE_PLAN):
        raise NotThere
    return _shown(request, asked)


@router.post("/ke-hoach/lich/{number}/xac-nhan")
def confirm(
    request: Request, asked: _Confirmer, number: _Number, da_xem: Annotated[str, Form(max_length=5)] = ""
) -> Response:
    """Put a proposal in force on the word of a second person."""
    _refuse_local(asked)
    try:
        confirm_schedule(asked.station, ProposalId(number), by=asked.who.name, now=asked.now, moves_seen=da_xem == "1")
    except MovesUnseen:
        return _shown(request, asked, number=number, fault=_UNSEEN, status=409)
    except BroadcasterError as error:
        return _shown(request, asked, number=number, fault=str(error), status=status_of(error))
    asked.note("schedule_confirmed", str(number))
    return RedirectResponse("/ke-hoach/lich", status_code=303)


@router.post("/ke-hoach/lich/{number}/bac")
def reject(
    request: Request, asked: _Confirmer, number: _Number, ly_do: Annotated[str, Form(max_length=500)] = ""
) -> Response:
    """Drop a proposal, saying why."""
    _refuse_local(asked)
    try:
        if not ly_do.strip():
            raise InputError(reason="chưa ghi lý do bác, hãy viết vì sao không đồng ý")
        reject_schedule(asked.station, ProposalId(number), by=asked.who.name, reason=ly_do.strip(), now=asked.now)
    except BroadcasterError as error:
        return _shown(request, asked, number=number, fault=str(error), status=status_of(error))
    asked.note("schedule_rejected", str(number), detail=ly_do.strip())
    return RedirectResponse("/ke-hoach/lich", status_code=303)


@router.post("/ke-hoach/lich/quay-lai")
def back(request: Request, asked: _Planner, phien_ban: Annotated[int, Form(ge=1, le=1_000_000_000)]) -> Response:
    """Ask a second person to go back to an earlier version."""
    if not asked.who.may_everywhere(Right.PLAN):
        raise NotAllowed(right=Right.PLAN.label)
    try:
        made = propose_revert(asked.station, phien_ban, by=asked.who.name, now=asked.now)
    except BroadcasterError as error:
        return _shown(request, asked, fault=str(error), status=status_of(error))
    asked.note("schedule_proposed", str(made.proposal.id), detail=made.proposal.note)
    return RedirectResponse("/ke-hoach/lich", status_code=303)


def _refuse_local(asked: Asked) -> None:
    if not asked.who.may_everywhere(Right.CONFIRM_PLAN):
        raise NotAllowed(right=Right.CONFIRM_PLAN.label)


def _shown(request: Request, asked: Asked, *, number: int = 0, fault: str = "", status: int = 200) -> Response:
    return page(
        request,
        "schedule_changes.html",
        status=status,
        shown=show_changes(asked.station, now=asked.now),
        number=number,
        fault=fault,
        may=asked.may(Right.CONFIRM_PLAN) and asked.who.may_everywhere(Right.CONFIRM_PLAN),
        may_plan=asked.may(Right.PLAN) and asked.who.may_everywhere(Right.PLAN),
        wide=True,
    )
