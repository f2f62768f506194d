"""What a day came to: every planned item held against what witnesses say."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from broadcaster.domain.ids import OutletId
from broadcaster.domain.outcomes import Outcome
from broadcaster.domain.rights import Right
from broadcaster.errors import BadDate, InputError, NotAllowed, NotThere
from broadcaster.services.reconcile_day import reconcile_day
from broadcaster.services.show_reconciled import show_reconciled
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.look.render import page

router = APIRouter(include_in_schema=False)

_Reader = Annotated[Asked, Depends(asked_by(Right.SEE_AIRTIME))]
_Text = Annotated[str, Query(max_length=100)]
ON_A_PAGE = 200
"""Items of one page."""


@router.get("/thoi-luong/doi-soat")
def reconciled(
    request: Request,
    asked: _Reader,
    ngay: _Text = "",
    noi: _Text = "",
    ket_qua: _Text = "",
    trang: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> Response:
    """Show what was answered for a day, by outlet and outcome if asked."""
    only = asked.who.outlets_with(Right.SEE_AIRTIME)
    if noi and asked.require_outlet(noi) not in (only if only is not None else {noi}):
        raise NotThere
    day, wanted = read_day(asked, ngay), _outcome(ket_qua)
    seen = show_reconciled(asked.station, day, {OutletId(noi)} if noi else only)
    lines = [each for each in seen.lines if wanted in (None, each.item.outcome)]
    first = (trang - 1) * ON_A_PAGE
    return page(
        request,
        "reconciled.html",
        seen=seen,
        lines=lines[first : first + ON_A_PAGE],
        total=len(lines),
        first=first,
        chosen=_chosen(asked, day, noi, ket_qua, only),
    )


def _chosen(asked: Asked, day: date, outlet: str, outcome: str, only: frozenset[OutletId] | None) -> dict[str, object]:
    """Give what the page says of the choice that was made, and of the others."""
    outlets = () if asked.applied is None else asked.applied.outlets
    query = {"ngay": day.isoformat(), "noi": outlet, "ket_qua": outcome}
    return {
        "day": day,
        "outlet": outlet,
        "outcome": outcome,
        "outcomes": list(Outcome),
        "names": {each.id: each.name for each in outlets if only is None or each.id in only},
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "address": f"/thoi-luong/doi-soat?{urlencode({name: value for name, value in query.items() if value})}",
        "may": _may(asked),
    }


@router.post("/thoi-luong/doi-soat")
def reconcile(asked: _Reader, ngay: Annotated[str, Form(max_length=100)] = "") -> Response:
    """Work out a day anew, for every outlet; raises NotPlanned."""
    if not _may(asked):
        raise NotAllowed(right=Right.RUN_JOBS.label)
    day = read_day(asked, ngay)
    reconcile_day(asked.station, day, now=asked.now)
    asked.note("day_reconciled", day.isoformat())
    return RedirectResponse(f"/thoi-luong/doi-soat?ngay={day}", status_code=303)


def read_day(asked: Asked, text: str) -> date:
    """Read a day of an address, the local day of yesterday where there is none; raises BadDate."""
    today = asked.now.astimezone(asked.station.zone).date()
    if not text:
        return today - timedelta(days=1)
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise BadDate(text=text) from error
    if abs(day.year - today.year) > _YEARS:
        raise BadDate(text=text)
    return day


_YEARS = 30


def _may(asked: Asked) -> bool:
    return asked.who.may_everywhere(Right.RUN_JOBS) and asked.may(Right.RUN_JOBS)


def _outcome(text: str) -> Outcome | None:
    found = next((each for each in Outcome if each.value == text), None)
    if text and found is None:
        raise InputError(reason=f'không có kết quả "{text}"; chọn lại trong danh sách')
    return found
