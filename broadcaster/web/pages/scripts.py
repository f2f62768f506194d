"""The scripts of the desk, by state."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from broadcaster.domain.approvals import ScriptState
from broadcaster.domain.ids import TopicCode
from broadcaster.domain.rights import Right
from broadcaster.services.list_scripts import Search, list_scripts
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.look.render import page

router = APIRouter(include_in_schema=False)

_Reader = Annotated[Asked, Depends(asked_by(Right.SEE_NEWS))]
_Text = Annotated[str, Query(max_length=200)]

STATES = {
    "nhap": ScriptState.DRAFT,
    "da-bien-tap": ScriptState.EDITED,
    "cho-duyet": ScriptState.SUBMITTED,
    "tra-lai": ScriptState.RETURNED,
    "da-duyet": ScriptState.APPROVED,
    "da-thu": ScriptState.VOICED,
    "tra-lai-tieng": ScriptState.SOUND_RETURNED,
    "da-nghe-duyet": ScriptState.CLEARED,
}
"""What addresses call the states."""


@router.get("/kich-ban")
def all_scripts(
    request: Request,
    asked: _Reader,
    buoc: _Text = "",
    tim: _Text = "",
    chu_de: _Text = "",
    cua: _Text = "",
    trang: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """Show the scripts of one state, or of all."""
    whose = asked.who.name if cua == "toi" else ""
    search = Search(state=STATES.get(buoc), words=tim, topic=topic_of(chu_de), whose=whose, page=trang)
    found = list_scripts(asked.station, search, only=asked.who.outlets, now=asked.now)
    return page(
        request,
        "scripts.html",
        found=found,
        states=STATES,
        tab=buoc if buoc in STATES else "",
        page_number=trang,
        wanted={"tim": tim, "chu_de": chu_de, "cua": cua},
        topics=asked.timetable.topics,
        topic_names={each.code: each.short for each in asked.timetable.topics},
    )


def topic_of(typed: str) -> TopicCode | None:
    """Give the topic that an address names, or none."""
    return TopicCode(int(typed)) if typed.isdecimal() else None
