"""Why a figure is what it is, and reports to take away."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from broadcaster.errors import NotThere
from broadcaster.services.give_reports import ReportGiven, give_dossier, give_report, give_why
from broadcaster.services.report_why import explain
from broadcaster.web.airtime_asked import AirtimeNow
from broadcaster.web.look.airtime_bars import GRADES
from broadcaster.web.look.render import page

router = APIRouter(include_in_schema=False)

ON_A_PAGE = 100
"""Entries of one page."""

KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
"""What a report can be taken away as."""


@router.get("/thoi-luong/vi-sao")
def why(request: Request, wanted: AirtimeNow, trang: Annotated[int, Query(ge=1, le=100_000)] = 1) -> Response:
    """Take a figure apart, down to the entries of the log and their places in the chain."""
    told = explain(wanted.asked.station, wanted.period, wanted.scope, as_of=wanted.today)
    first = (trang - 1) * ON_A_PAGE
    entries = told.why.entries
    if first and first >= len(entries):
        raise NotThere
    return page(
        request,
        "why.html",
        wanted=wanted,
        told=told,
        entries=entries[first : first + ON_A_PAGE],
        first=first,
        page_number=trang,
        total=len(entries),
        grades=GRADES,
    )


@router.get("/thoi-luong/vi-sao.pdf")
def why_pdf(wanted: AirtimeNow) -> Response:
    """Give the same as PDF."""
    given = give_why(wanted.asked.station, wanted.period, wanted.scope, as_of=wanted.today)
    return _attached(given, KINDS["pdf"])


@router.get("/thoi-luong/bao-cao.{kind}")
def report(wanted: AirtimeNow, kind: Annotated[str, Path(max_length=10)]) -> Response:
    """Give the report of a period to be taken away; raises NotThere for a kind that there is not."""
    if kind not in KINDS:
        raise NotThere
    given = give_report(wanted.asked.station, wanted.period, wanted.scope, kind, as_of=wanted.today)
    return _attached(given, KINDS[kind])


@router.get("/thoi-luong/ho-so/{number}")
def dossier(wanted: AirtimeNow, number: Annotated[int, Path(ge=1, le=10_000)]) -> Response:
    """Give the dossier of a target to be taken away."""
    given = give_dossier(wanted.asked.station, number, wanted.period, wanted.scope, as_of=wanted.today)
    return _attached(given, "application/zip")


def _attached(given: ReportGiven, kind: str) -> Response:
    """Give a file; its name holds nothing but letters, digits, dots and dashes."""
    headings = {"Content-Disposition": f'attachment; filename="{given.name}"', "Cache-Control": "private, no-store"}
    return Response(given.content, media_type=kind, headers=headings)
