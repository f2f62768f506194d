"""The grid and the plan: a week of sessions, why an item is where it is, and what the plan does for the targets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from broadcaster.domain.ids import NewsItemId, OutletId
from broadcaster.domain.rights import Right
from broadcaster.errors import BadDate, NotThere, UnknownGroup
from broadcaster.services.explain_plan import explain_item, show_targets
from broadcaster.services.show_week import show_week
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.look.render import page

router = APIRouter(include_in_schema=False)

_Reader = Annotated[Asked, Depends(asked_by(Right.SEE_PLAN))]
_Text = Annotated[str, Query(max_length=100)]
_YEARS = 30
FEW = 4
"""Up to so many outlets are shown together unless one is chosen."""


@router.get("/ke-hoach")
def week(request: Request, asked: _Reader, tuan: _Text = "", noi: _Text = "", nhom: _Text = "") -> Response:
    """Show a week, of one outlet, of a group, or of all."""
    monday = _monday(asked, tuan)
    names = known_outlets(asked)
    if not names:
        return page(request, "plan.html", days=None, wide=_everywhere(asked))
    chosen, told = _chosen(asked, names, noi, nhom)
    return page(
        request,
        "plan.html",
        days=show_week(asked.station, monday, chosen),
        monday=monday,
        today=asked.now.astimezone(asked.station.zone).date(),
        step=timedelta(days=7),
        names=names,
        outlet=told,
        group=nhom,
        groups=_groups(asked, names),
        session_names={each.id: each.name for each in asked.timetable.dayparts},
        may_plan=asked.who.outlets_with(Right.PLAN),
        now=asked.now,
        wide=_everywhere(asked),
    )


@router.get("/ke-hoach/vi-sao/{item}")
def why(request: Request, asked: _Reader, item: Annotated[str, Path(max_length=200)], noi: _Text = "") -> Response:
    """Say why an item airs where it does, and why not elsewhere; raises UnknownItem, NotThere."""
    names = known_outlets(asked)
    outlet = noi or ("" if _everywhere(asked) else next(iter(names), ""))
    if outlet not in names and not _everywhere(asked):
        raise NotThere
    if noi:
        asked.require_outlet(noi)
    told = explain_item(asked.station, NewsItemId(item), now=asked.now, outlet=outlet or None)
    sessions = {each.id: each.name for each in asked.timetable.dayparts}
    where = asked.who.outlets_with(Right.PLAN)
    may = [(each, name) for each, name in names.items() if where is None or each in where]
    return page(
        request,
        "plan_why.html",
        told=told,
        names=names,
        outlet=outlet,
        sessions=sessions,
        places=may,
        everywhere=where is None,
        today=asked.now.astimezone(asked.station.zone).date(),
    )


@router.get("/ke-hoach/chi-tieu")
def targets(request: Request, asked: _Reader) -> Response:
    """Show what the plan does for each target, and what the planner said of it."""
    if not _everywhere(asked):
        raise NotThere
    standings = () if asked.applied is None else show_targets(asked.station, None, now=asked.now)
    return page(request, "plan_targets.html", standings=standings, wide=True)


def known_outlets(asked: Asked) -> Mapping[OutletId, str]:
    """Give the outlets whose plan the reader may see, each with its name."""
    only = asked.who.outlets_with(Right.SEE_PLAN)
    outlets = () if asked.applied is None else asked.applied.outlets
    return {each.id: each.name for each in outlets if only is None or each.id in only}


def _everywhere(asked: Asked) -> bool:
    return asked.who.may_everywhere(Right.SEE_PLAN)


def _groups(asked: Asked, names: Mapping[OutletId, str]) -> list[tuple[str, str]]:
    known = [each for each in asked.timetable.outlets if each.id in names]
    return [(group, group) for group in sorted({group for each in known for group in each.groups})]


def _chosen(asked: Asked, names: Mapping[OutletId, str], outlet: str, group: str) -> tuple[tuple[OutletId, ...], str]:
    """Give the outlets that are asked for, and how the choice stands in the form.

    Raises:
        NotThere: a foreign outlet, or none at all.
        UnknownGroup.
    """
    if outlet == "*":
        return tuple(names), outlet
    if outlet:
        found = asked.require_outlet(outlet)
        if found not in names:
            raise NotThere
        return (found,), outlet
    if group:
        mine = tuple(each.id for each in asked.timetable.outlets if each.id in names and group in each.groups)
        if not mine:
            raise UnknownGroup(group=group, known=", ".join(each for each, _ in _groups(asked, names)) or "chưa có")
        return mine, ""
    return (tuple(names), "*") if len(names) <= FEW else ((next(iter(names)),), str(next(iter(names))))


def _monday(asked: Asked, text: str) -> date:
    """Read a day of an address and give the Monday of its week, that of today where there is none; raises BadDate."""
    today = asked.now.astimezone(asked.station.zone).date()
    try:
        day = date.fromisoformat(text) if text else today
    except ValueError as error:
        raise BadDate(text=text) from error
    if abs(day.year - today.year) > _YEARS:
        raise BadDate(text=text)
    return day - timedelta(days=day.weekday())
