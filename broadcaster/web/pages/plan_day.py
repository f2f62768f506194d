"""One day of the plan: planned, mixed and handed over by orders, each confirmed by whoever read what it would do."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import RedirectResponse, Response

from broadcaster.domain.orders import OrderKind
from broadcaster.domain.rights import Right
from broadcaster.errors import BadDate, NotAllowed, NotThere, OrderRefused
from broadcaster.services.order_day import order_day_work, see_day_work
from broadcaster.services.show_frames import see_frames
from broadcaster.services.write_script import write_frames
from broadcaster.web.answers import status_of
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.look.language import marked
from broadcaster.web.look.render import page

router = APIRouter(include_in_schema=False)

_Reader = Annotated[Asked, Depends(asked_by(Right.SEE_PLAN))]
_Planner = Annotated[Asked, Depends(asked_by(Right.PLAN))]
_Day = Annotated[date, Path()]
_YEARS = 30
_PAST = marked("Ngày này đã qua, không viết lời dẫn nữa.")


@router.get("/ke-hoach/ngay/{ngay}")
def day_work(request: Request, asked: _Reader, ngay: _Day) -> Response:
    """Show how far a day is and what can be ordered for it; raises NotThere, BadDate."""
    return _shown(request, asked, ngay)


@router.get("/ke-hoach/ngay/{ngay}/dat/{kind}")
def ask(request: Request, asked: _Planner, ngay: _Day, kind: OrderKind) -> Response:
    """Say what an order would do before it is given; raises NotThere, NotAllowed, BadDate."""
    _refuse_local(asked)
    _known_day(asked, ngay)
    steps = see_day_work(asked.station, ngay, now=asked.now)
    step = next((each for each in steps if each.kind is kind), None)
    if step is None:
        raise NotThere
    if not step.may:
        return _shown(request, asked, ngay)
    return page(request, "plan_order.html", day=ngay, step=step)


@router.post("/ke-hoach/ngay/{ngay}/dat/{kind}")
def order_it(request: Request, asked: _Planner, ngay: _Day, kind: OrderKind) -> Response:
    """Order it, and go where its progress is seen; raises NotAllowed, BadDate."""
    _refuse_local(asked)
    _known_day(asked, ngay)
    try:
        made = order_day_work(asked.station, ngay, kind, by=asked.who.name, now=asked.now)
    except OrderRefused as error:
        return _shown(request, asked, ngay, fault=str(error), status=status_of(error))
    asked.note("order_made", str(ngay), detail=f"{made.kind} {made.id}")
    return RedirectResponse("/viec#dat", status_code=303)


@router.post("/ke-hoach/ngay/{ngay}/loi-dan")
def write_words(request: Request, asked: _Planner, ngay: _Day) -> Response:
    """Write what is missing of a day's frames; those that stand keep their words; raises NotAllowed, BadDate."""
    _refuse_local(asked)
    _known_day(asked, ngay)
    if ngay < asked.now.astimezone(asked.station.zone).date() and not asked.station.is_sample:
        return _shown(request, asked, ngay, fault=_PAST, status=409)
    write_frames(asked.station, ngay, now=asked.now)
    asked.note("frame_written", str(ngay))
    return RedirectResponse(f"/ke-hoach/ngay/{ngay}", status_code=303)


def _refuse_local(asked: Asked) -> None:
    if not asked.who.may_everywhere(Right.PLAN):
        raise NotAllowed(right=Right.PLAN.label)


def _known_day(asked: Asked, day: date) -> None:
    if abs(day.year - asked.now.year) > _YEARS:
        raise BadDate(text=str(day))


def _shown(request: Request, asked: Asked, day: date, *, fault: str = "", status: int = 200) -> Response:
    if not asked.who.may_everywhere(Right.SEE_PLAN) or asked.applied is None:
        raise NotThere
    _known_day(asked, day)
    return page(
        request,
        "plan_day.html",
        status=status,
        day=day,
        frames=see_frames(asked.station, day),
        steps=see_day_work(asked.station, day, now=asked.now),
        past=day < asked.now.astimezone(asked.station.zone).date() and not asked.station.is_sample,
        may=asked.who.may_everywhere(Right.PLAN),
        may_jobs=any(asked.may(each) for each in (Right.SEE_JOBS, Right.PLAN, Right.CONFIRM_PLAN, Right.VOICE)),
        may_read=asked.who.may_everywhere(Right.SEE_NEWS),
        may_approve=asked.may(Right.APPROVE),
        fault=fault,
    )
