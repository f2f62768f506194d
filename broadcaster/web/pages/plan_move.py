"""A story goes to another session: where to, what that does, and only then the word that does it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from broadcaster.domain.ids import NewsItemId, OutletId
from broadcaster.domain.rights import Right
from broadcaster.errors import BadDate, BroadcasterError, NotAllowed, ReasonNeeded
from broadcaster.services.move_item import move_or_propose
from broadcaster.services.show_moves import move_places
from broadcaster.services.weigh_move import Wanted, weigh_move
from broadcaster.web.answers import status_of
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.look.language import marked
from broadcaster.web.look.render import page

router = APIRouter(include_in_schema=False)

_Planner = Annotated[Asked, Depends(asked_by(Right.PLAN))]
_Item = Annotated[str, Path(max_length=200)]
_YEARS = 30
_BACK = timedelta(days=2)
REASONLESS = marked("Chưa ghi lý do chuyển. Viết vì sao rồi gửi lại: lý do vào sổ của đài.")


class Where(BaseModel):
    """From where to where, as an address or a form says it."""

    tu_ngay: date
    """Day of the session that has it."""
    tu_buoi: str = Field(max_length=100)
    """That session."""
    noi: str = Field(default="", max_length=100)
    """Only there; empty for every outlet that has it in that session."""
    toi: str = Field(default="", max_length=120)
    """Where to, as ``2023-03-15/evening``; empty while nobody chose."""
    vi_tri: int = Field(default=1, ge=1, le=100)
    """Its place among the stories there."""

    def wanted(self, item: str) -> Wanted:
        """Give what the service wants; raises BadDate."""
        day, _, session = self.toi.partition("/")
        return Wanted(
            item_id=NewsItemId(item),
            from_day=_near(self.tu_ngay, self.tu_ngay),
            from_session=self.tu_buoi,
            to_day=_near(_date(day), self.tu_ngay),
            to_session=session,
            outlet=self.noi or None,
            position=self.vi_tri,
        )


class Said(Where):
    """A move with the word that does it."""

    ly_do: str = Field(default="", max_length=500)
    """Why."""
    da_xem: str = Field(default="", max_length=64)
    """The consequences that were shown."""


@router.get("/ke-hoach/chuyen/{item}")
def choose(request: Request, asked: _Planner, item: _Item, where: Annotated[Where, Query()]) -> Response:
    """Show the sessions that a story could go to; raises UnknownItem, NotThere, NotAllowed."""
    return _places(request, asked, item, where)


@router.get("/ke-hoach/chuyen/{item}/xem")
def weigh(request: Request, asked: _Planner, item: _Item, where: Annotated[Where, Query()]) -> Response:
    """Show what a move would do; nothing is kept."""
    _outlets(asked, where)
    return _weighed(request, asked, item, where)


@router.post("/ke-hoach/chuyen/{item}")
def do(request: Request, asked: _Planner, item: _Item, said: Annotated[Said, Form()]) -> Response:
    """Move it, or let it wait for a second person where a bundle was handed over."""
    _outlets(asked, said)
    who, now = asked.who.name, asked.now
    try:
        wanted = said.wanted(item)
        move, done = move_or_propose(asked.station, wanted, by=who, reason=said.ly_do, now=now, seen=said.da_xem)
    except ReasonNeeded:
        return _weighed(request, asked, item, said, fault=REASONLESS, status=400)
    except BroadcasterError as error:
        return _weighed(request, asked, item, said, fault=str(error), status=status_of(error))
    asked.note("plan_moved" if done else "plan_move_proposed", item, detail=f"{move.id}: {move.reason}")
    at = f"&noi={said.noi}" if said.noi else ""
    week = f"/ke-hoach?tuan={move.to_day}{at}#ngay-{move.to_day}"
    return RedirectResponse(week if done else f"/ke-hoach/lan-chuyen#lan-{move.id}", status_code=303)


def _weighed(
    request: Request, asked: Asked, item: str, where: Where, *, fault: str = "", status: int = 200
) -> Response:
    """Show the consequences as they are now, or the places again with what stands against the move."""
    try:
        told = weigh_move(asked.station, where.wanted(item), now=asked.now)
    except BroadcasterError as error:
        return _places(request, asked, item, where, fault=fault or str(error), status=status_of(error))
    values = {"told": told, "item": item, "where": where, "reason": getattr(where, "ly_do", "")}
    shared = {"names": _names(asked), "sessions": _sessions(asked)}
    return page(request, "plan_move.html", status=status, fault=fault, **values, **shared)


def _places(request: Request, asked: Asked, item: str, where: Where, *, fault: str = "", status: int = 200) -> Response:
    outlets = _outlets(asked, where)
    today = asked.now.astimezone(asked.station.zone).date()
    leaves = _near(where.tu_ngay, today)
    first = max(today, leaves - _BACK) if leaves >= today else leaves
    title, places = move_places(asked.station, NewsItemId(item), first, outlets, now=asked.now)
    return page(
        request,
        "plan_move_where.html",
        status=status,
        fault=fault,
        item=item,
        title=title,
        where=where,
        places=places,
        sessions=_sessions(asked),
        names=_names(asked),
    )


def _outlets(asked: Asked, where: Where) -> tuple[OutletId, ...]:
    """Give the outlets where something is to move.

    Raises:
        NotThere, NotAllowed.
    """
    if where.noi:
        return (asked.require_outlet(where.noi, Right.PLAN),)
    if not asked.who.may_everywhere(Right.PLAN):
        raise NotAllowed(right=Right.PLAN.label)
    return tuple(each.id for each in asked.timetable.outlets)


def _names(asked: Asked) -> Mapping[OutletId, str]:
    return {each.id: each.name for each in asked.timetable.outlets}


def _sessions(asked: Asked) -> Mapping[str, str]:
    return {each.id: each.name for each in asked.timetable.dayparts}


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadDate(text=text) from error


def _near(day: date, other: date) -> date:
    """Give a day that is no more than some years off and not at the end of time; raises BadDate."""
    if abs(day.year - other.year) > _YEARS or not date(1950, 1, 1) <= day <= date(2200, 1, 1):
        raise BadDate(text=str(day))
    return day
