"""Files of news that people send: all in one form, or one after the other while the page shows how far they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, File, Request, UploadFile
from starlette.responses import Response

from broadcaster.domain.rights import Right
from broadcaster.services.keep_news import Received, Upload, receive_files
from broadcaster.station import Station
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.desk_rights import require_change
from broadcaster.web.look.render import page

router = APIRouter(include_in_schema=False)

_Adder = Annotated[Asked, Depends(asked_by(Right.ADD_NEWS))]

MOST_FILES = 50
"""How many files may be sent at once."""


def most_megabytes(station: Station) -> int:
    """Give how large a file may be that somebody sends."""
    return min(station.settings.news.file_mb, station.settings.web.upload_mb)


@router.post("/tin/nhap")
def receive(request: Request, asked: _Adder, tep: Annotated[list[UploadFile], File(max_length=MOST_FILES)]) -> Response:
    """Take in files; what is refused is told with its reason, the rest is kept."""
    received = _received(asked, [each for each in tep if each.filename])
    return page(request, "news_received.html", status=200 if received else 400, received=received)


@router.post("/tin/nhap/tep")
def receive_one(request: Request, asked: _Adder, tep: Annotated[UploadFile, File()]) -> Response:
    """Take in one file of several, and answer with its rows of the table alone."""
    return page(request, "news_received_rows.html", received=_received(asked, [tep]))


def _received(asked: Asked, sent: Sequence[UploadFile]) -> tuple[Received, ...]:
    require_change(asked, Right.ADD_NEWS, ())
    uploads = [Upload(name=each.filename or "tin", content=each.file) for each in sent]
    received = receive_files(asked.station, uploads, by=asked.who.name, now=asked.now)
    for each in received:
        asked.note("news_received", each.name, detail=each.refusal or f"{len(each.gathered)} tin")
    return received
