"""Hear a sentence of a script at once, and lay a person's reading in the place of a machine's voice."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Depends, File, Form, Query, Request, UploadFile
from starlette.responses import Response

from broadcaster.domain.ids import ScriptId
from broadcaster.domain.rights import Right
from broadcaster.domain.scripts import Presenter
from broadcaster.errors import BroadcasterError
from broadcaster.files import write_bytes
from broadcaster.services.keep_desk import open_desk, script_outlets
from broadcaster.services.preview_script import sentence_of
from broadcaster.services.take_script import Taken, Wanted, script_places, take_script
from broadcaster.web import answers
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.desk_rights import editor, found, require_change, require_known
from broadcaster.web.look.render import page
from broadcaster.web.ranged import ranged

router = APIRouter(include_in_schema=False)

_Hearer = Annotated[Asked, Depends(asked_by(Right.WRITE, Right.EDIT, Right.VOICE, Right.APPROVE))]
_Voice = Annotated[Asked, Depends(asked_by(Right.VOICE))]
_Text = Annotated[str, Form(max_length=300)]

VOICES = {"nu": Presenter.FEMALE, "nam": Presenter.MALE}
"""What addresses call the presenters."""


@router.get("/kich-ban/{name}/nghe")
def hear(
    request: Request,
    asked: _Hearer,
    name: str,
    cau: Annotated[int, Query(ge=1, le=10_000)] = 1,
    giong: Annotated[str, Query(pattern="^(nu|nam)$")] = "nu",
    ma: Annotated[str, Query(max_length=64)] = "",
) -> Response:
    """Let a voice say one sentence of one's draft, or of the words that stand; nothing counts as voiced by it."""
    desk = found(lambda: open_desk(asked.station, ScriptId(name), by=editor(asked)))
    require_known(asked, desk.outlets)
    sentence = sentence_of(asked.station, ScriptId(name), cau, ma, desk.text)
    wav = request.app.state.office.trials.wav(asked.station, sentence.spoken, VOICES[giong])
    return ranged(request, wav)


@router.get("/kich-ban/{name}/thu-tieng")
def readings(request: Request, asked: _Voice, name: str) -> Response:
    """Show each line with the sound it has, and how to give it a person's reading."""
    return _shown(request, asked, name)


@router.post("/kich-ban/{name}/thu-tieng")
def take(
    request: Request,
    asked: _Voice,
    name: str,
    tep: Annotated[UploadFile, File()],
    cho: _Text = "",
    nguoi_doc: _Text = "",
    cat: _Text = "",
    ly_do: _Text = "",
) -> Response:
    """Take in a recording of the whole script (`cho` empty), of a line (``2``) or of one sentence of it (``2.1``)."""
    outlets = found(lambda: script_outlets(asked.station, ScriptId(name)))
    require_change(asked, Right.VOICE, outlets)
    how = {"reader": nguoi_doc or asked.who.name, "place": cho, "trim": bool(cat), "accept": ly_do}
    try:
        taken = _taken(asked, name, tep, how)
    except BroadcasterError as error:
        refused = {"fault": answers.sentence_of(error), "typed": how}
        return _shown(request, asked, name, status=answers.status_of(error), **refused)
    asked.note("take_received", name, detail=", ".join(each.place.label for each in taken))
    return _shown(request, asked, name, taken=taken)


def _taken(asked: Asked, name: str, tep: UploadFile, how: dict[str, str | bool]) -> tuple[Taken, ...]:
    line, _, sentence = str(how["place"]).partition(".")
    given = Path((tep.filename or "").replace("\\", "/")).name or "ban-doc.wav"
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder) / given[-100:]
        write_bytes(file, tep.file.read())
        wanted = Wanted(
            script_id=ScriptId(name),
            file=file,
            by=str(how["reader"]),
            lines=(int(line), int(line)) if line.isdecimal() else None,
            sentence=int(sentence) if sentence.isdecimal() else None,
            trim=bool(how["trim"]),
            accept=str(how["accept"]),
        )
        return take_script(asked.station, wanted, now=asked.now)


def _shown(request: Request, asked: Asked, name: str, *, status: int = 200, **told: object) -> Response:
    desk = found(lambda: open_desk(asked.station, ScriptId(name), by=editor(asked)))
    require_known(asked, desk.outlets)
    places = script_places(asked.station, ScriptId(name))
    blank = {"reader": asked.who.name, "place": "", "trim": True, "accept": ""}
    values: dict[str, object] = {"fault": "", "taken": (), "typed": blank} | told
    return page(request, "script_takes.html", status=status, desk=desk, places=places, **values)
