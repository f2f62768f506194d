"""The sound of a script, exactly that which an approval would hold for."""

from __future__ import annotations

from http import HTTPStatus
from typing import Literal

from fastapi import APIRouter, Request
from starlette.responses import Response

from broadcaster.domain.ids import ScriptId, Sha256
from broadcaster.domain.rights import Right
from broadcaster.errors import NotThere
from broadcaster.services.hear_script import heard, heard_small
from broadcaster.services.review_script import FETCHED, note_sent
from broadcaster.web.asked import Asked
from broadcaster.web.heard_sounds import HeardSounds
from broadcaster.web.pages.approval import Looker, seen
from broadcaster.web.ranged import ranged

FOR_GOOD = "private, max-age=86400, immutable"
"""Its address names exactly these bytes."""

router = APIRouter(include_in_schema=False)

_KINDS = {"mp3": ("audio/mpeg", heard_small), "wav": ("audio/wav", heard)}


@router.get("/duyet/{script_id}/tieng/{sound}.{kind}")
def whole(request: Request, asked: Looker, script_id: str, sound: str, kind: Literal["mp3", "wav"]) -> Response:
    """Give a script's sound; that an approver was sent it from its beginning is kept in the trail; raises NotThere."""
    answer = _sound(request, asked, script_id, sound, kind, None)
    sent = answer.status_code != HTTPStatus.NOT_MODIFIED
    if sent and asked.may(Right.APPROVE) and request.headers.get("range", "bytes=0-").startswith("bytes=0-"):
        with asked.station.store.writing() as tx:
            note_sent(tx, asked.actor.entry(FETCHED, script_id, detail=sound))
    return answer


@router.get("/duyet/{script_id}/tieng/{sound}/{line}.{kind}")
def one_line(
    request: Request, asked: Looker, script_id: str, sound: str, line: int, kind: Literal["mp3", "wav"]
) -> Response:
    """Give the sound of one line, counted from 0; raises NotThere."""
    return _sound(request, asked, script_id, sound, kind, line)


def _sound(request: Request, asked: Asked, script_id: str, sound: str, kind: str, line: int | None) -> Response:
    found = seen(asked, script_id)
    if found.sound_hash != sound or (line is not None and not 0 <= line < len(found.lines)):
        raise NotThere
    media, made = _KINDS[kind]
    tag = f"{sound[:32]}-{'' if line is None else line}-{kind}"

    def make() -> bytes:
        return made(asked.station, ScriptId(script_id), line=line, shown=Sha256(sound))

    return ranged(request, _kept(request).get(tag, make), media, tag=tag, keep=FOR_GOOD)


def _kept(request: Request) -> HeardSounds:
    state = request.app.state
    if getattr(state, "heard_sounds", None) is None:
        state.heard_sounds = HeardSounds()
    kept: HeardSounds = state.heard_sounds
    return kept
