"""Airtime: plan against fact, the targets, and the ends of the chains that it rests on."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from broadcaster.domain.rights import Right
from broadcaster.errors import NoTimetable
from broadcaster.services.give_reports import give_verified
from broadcaster.services.report_paper import heads_shown
from broadcaster.services.show_airtime import show_airtime, show_standings
from broadcaster.web.airtime_asked import AirtimeNow
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.look.airtime_bars import AIRED, GRADES, bars_of, grades_in
from broadcaster.web.look.render import page

router = APIRouter(include_in_schema=False)

CHARTED = 30
"""How many outlets a chart shows; the table has all."""


@router.get("/thoi-luong")
def airtime(request: Request, wanted: AirtimeNow) -> Response:
    """Show a period by topic and by outlet, every grade of evidence apart."""
    try:
        shown = show_airtime(wanted.asked.station, wanted.period, wanted.scope, as_of=wanted.today)
    except NoTimetable:
        return page(request, "airtime.html", shown=None, wanted=wanted)
    report = shown.report
    grades = grades_in([report.total])
    return page(
        request,
        "airtime.html",
        shown=shown,
        wanted=wanted,
        grades=grades,
        every_grade=GRADES,
        aired=AIRED,
        topics=bars_of(report.by_topic, grades),
        outlets=bars_of(report.by_outlet, grades)[:CHARTED],
    )


@router.get("/thoi-luong/chi-tieu")
def targets(request: Request, wanted: AirtimeNow) -> Response:
    """Show how the targets of a period stand."""
    asked = wanted.asked
    standings = (
        () if asked.applied is None else show_standings(asked.station, wanted.period, wanted.scope, as_of=wanted.today)
    )
    return page(request, "targets.html", wanted=wanted, standings=standings)


@router.get("/thoi-luong/dau-chuoi")
def heads(
    request: Request,
    asked: Annotated[Asked, Depends(asked_by(Right.SEE_AIRTIME))],
    kiem: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """Show the last head of every outlet, and on demand what holding the log against its chain comes to."""
    only = asked.who.outlets_with(Right.SEE_AIRTIME)
    if kiem and (kiem != "*" or only is not None):
        asked.require_outlet(kiem, Right.SEE_AIRTIME)
    verified = give_verified(asked.station, None if kiem == "*" else kiem) if kiem else None
    newest = () if asked.applied is None else heads_shown(asked.station, now=asked.now, only=only)
    return page(request, "heads.html", heads=newest, verified=verified, checked=kiem, everywhere=only is None)
