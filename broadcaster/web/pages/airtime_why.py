"""Why a figure is what it is, and reports to take away."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from broadcaster.domain.topics import Genre
from broadcaster.errors import InputError, NotThere
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


NO_GENRE = "khong-ro"
"""What addresses call items whose genre nobody knows."""

_Genre = Annotated[str, Query(max_length=40)]


@router.get("/thoi-luong/vi-sao")
def why(
    request: Request, wanted: AirtimeNow, trang: Annotated[int, Query(ge=1, le=100_000)] = 1, the_loai: _Genre = ""
) -> Response:
    """Take a figure apart, down to the entries of the log and their places in the chain."""
    genres = read_genres(the_loai)
    told = explain(wanted.asked.station, wanted.period, wanted.scope, genres=genres, as_of=wanted.today)
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
        genre=the_loai,
    )


@router.get("/thoi-luong/vi-sao.pdf")
def why_pdf(wanted: AirtimeNow, the_loai: _Genre = "") -> Response:
    """Give the same as PDF."""
    genres = read_genres(the_loai)
    given = give_why(wanted.asked.station, wanted.period, wanted.scope, genres=genres, as_of=wanted.today)
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


def read_genres(text: str) -> frozenset[Genre | None]:
    """Read the genre of an address, none at all for every genre; raises InputError for what is none."""
    if not text:
        return frozenset()
    if text == NO_GENRE:
        return frozenset({None})
    found = next((each for each in Genre if each.value == text), None)
    if found is None:
        raise InputError(reason=f'không có thể loại "{text}"; mở lại từ trang thời lượng')
    return frozenset({found})


def _attached(given: ReportGiven, kind: str) -> Response:
    """Give a file; its name holds nothing but letters, digits, dots and dashes."""
    headings = {"Content-Disposition": f'attachment; filename="{given.name}"', "Cache-Control": "private, no-store"}
    return Response(given.content, media_type=kind, headers=headings)
