"""The desk of one script: write it, hear how it will be read, hand it on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from broadcaster.domain.ids import OutletId, ScriptId, Sha256
from broadcaster.domain.readings import LexiconEntry
from broadcaster.domain.rights import Right
from broadcaster.errors import BroadcasterError, LineUnreadable, ScriptChanged, ScriptHeld
from broadcaster.services import keep_desk
from broadcaster.services.change_lexicon import add_word
from broadcaster.services.keep_desk import Desk, open_desk, script_outlets
from broadcaster.services.move_script import mark_edited, submit
from broadcaster.services.preview_script import Room, preview, rooms
from broadcaster.web.answers import sentence_of, status_of
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.desk_paces import paces_now
from broadcaster.web.desk_rights import editor, found, may_change, require_change, require_known
from broadcaster.web.look.language import marked
from broadcaster.web.look.render import page, say_done

router = APIRouter(include_in_schema=False)

_Reader = Annotated[Asked, Depends(asked_by(Right.SEE_NEWS))]
_Writer = Annotated[Asked, Depends(asked_by(Right.WRITE, Right.EDIT))]
_EditorOf = Annotated[Asked, Depends(asked_by(Right.EDIT))]
_Lexicographer = Annotated[Asked, Depends(asked_by(Right.MANAGE_LEXICON))]
_Script = Annotated[str, Form(max_length=200_000)]
_Hash = Annotated[str, Form(max_length=64)]
_Word = Annotated[str, Form(max_length=400)]
_Said = Annotated[str, Query(max_length=400)]

_NO_WORD = {"word": "", "spoken": "", "near": "", "word_fault": ""}

DONE = {
    "luu": marked("Đã lưu kịch bản."),
    "giu": marked("Bạn đang sửa kịch bản này; người khác thấy tên bạn ở đây."),
    "thay": marked("Bạn đã nhận sửa thay. Lời người trước gõ dở vẫn còn ở bản nháp của họ."),
    "roi": marked("Đã rời bàn; người khác sửa được."),
    "bo-nhap": marked("Đã bỏ bản nháp của bạn."),
    "bien-tap": marked("Đã ghi là biên tập xong. Người đã biên tập không tự duyệt được."),
    "trinh": marked("Đã trình duyệt."),
    "tu": marked("Đã thêm cách đọc; mọi kịch bản có từ này được đọc lại."),
}
"""What is said after something was done."""


@router.get("/kich-ban/{name}")
def desk(
    request: Request, asked: _Reader, name: str, xong: _Said = "", viet: _Said = "", khung: _Said = ""
) -> Response:
    """Show a script at its desk."""
    say_done(request, DONE.get(xong, ""))
    return _shown(request, asked, name, typed=_NO_WORD | {"word": viet}, room=khung)


@router.post("/kich-ban/{name}/giu")
def sit_down(request: Request, asked: _Writer, name: str) -> Response:
    """Begin to write."""
    _require(asked, name, Right.WRITE)
    try:
        keep_desk.sit_down(asked.station, ScriptId(name), by=editor(asked))
    except ScriptHeld as error:
        return _shown(request, asked, name, status=409, fault=_held(error))
    return _back(name, "giu")


@router.post("/kich-ban/{name}/sua-thay")
def take_over(asked: _Writer, name: str) -> Response:
    """Write in the place of whoever writes; the trail keeps it."""
    _require(asked, name, Right.WRITE)
    keep_desk.take_over(asked.station, ScriptId(name), by=editor(asked))
    return _back(name, "thay")


@router.post("/kich-ban/{name}/roi")
def leave(asked: _Writer, name: str) -> Response:
    """Let others write."""
    keep_desk.leave(asked.station, ScriptId(name), by=editor(asked))
    return _back(name, "roi")


@router.post("/kich-ban/{name}/bo-nhap")
def drop_draft(asked: _Writer, name: str) -> Response:
    """Throw one's own draft away."""
    keep_desk.drop_draft(asked.station, ScriptId(name), by=editor(asked))
    return _back(name, "bo-nhap")


@router.post("/kich-ban/{name}/luu")
def save(
    request: Request, asked: _Writer, name: str, loi: _Script = "", goc: _Hash = "", khung: _Word = ""
) -> Response:
    """Save what is typed; what cannot be saved is kept as a draft and shown beside what stands."""
    _require(asked, name, Right.WRITE)
    try:
        keep_desk.save(asked.station, ScriptId(name), loi, based_on=Sha256(goc), by=editor(asked))
    except (ScriptHeld, ScriptChanged) as error:
        return _shown(request, asked, name, status=409, fault=str(error), room=khung, both=True)
    except LineUnreadable as error:
        return _shown(request, asked, name, status=400, fault=str(error), room=khung)
    return _back(name, "luu", khung)


@router.post("/kich-ban/{name}/nhap")
def keep_draft(
    request: Request, asked: _Writer, name: str, loi: _Script = "", goc: _Hash = "", khung: _Word = ""
) -> Response:
    """Keep what is typed as a draft and show how it will be read: the button for a browser without scripts."""
    _require(asked, name, Right.WRITE)
    keep_desk.autosave(asked.station, ScriptId(name), loi, based_on=Sha256(goc), by=editor(asked))
    return _shown(request, asked, name, room=khung)


@router.post("/kich-ban/{name}/doc-thu")
def read_aloud(
    request: Request, asked: _Writer, name: str, loi: _Script = "", goc: _Hash = "", khung: _Word = ""
) -> Response:
    """Keep what is typed as a draft and answer with the part of the page that shows how it will be read."""
    outlets = _require(asked, name, Right.WRITE)
    now = keep_desk.autosave(asked.station, ScriptId(name), loi, based_on=Sha256(goc), by=editor(asked))
    values = _read(request, asked, now, khung)
    return page(request, "desk_preview.html", desk=now, may=_may(asked, outlets), **values)


@router.post("/kich-ban/{name}/bien-tap")
def edited(request: Request, asked: _EditorOf, name: str) -> Response:
    """Say that an editor has gone through it."""
    _require(asked, name, Right.EDIT)
    try:
        mark_edited(asked.station, [ScriptId(name)], by=asked.who.name, now=asked.now, authenticated=True)
    except BroadcasterError as error:
        return _shown(request, asked, name, status=status_of(error), fault=sentence_of(error))
    asked.note("script_edited", name)
    return _back(name, "bien-tap")


@router.post("/kich-ban/{name}/trinh")
def hand_on(request: Request, asked: _Writer, name: str) -> Response:
    """Lay it before whoever approves."""
    _require(asked, name, Right.WRITE)
    try:
        submit(asked.station, [ScriptId(name)], by=asked.who.name, now=asked.now, authenticated=True)
    except BroadcasterError as error:
        return _shown(request, asked, name, status=status_of(error), fault=sentence_of(error))
    asked.note("script_submitted", name)
    return _back(name, "trinh")


@router.post("/kich-ban/{name}/them-tu")
def new_word(
    request: Request, asked: _Lexicographer, name: str, viet: _Word = "", doc_la: _Word = "", gan: _Word = ""
) -> Response:
    """Let a word be read so from now on."""
    require_known(asked, found(lambda: script_outlets(asked.station, ScriptId(name))))
    context = tuple(each.strip() for each in gan.split(",") if each.strip())
    entry = LexiconEntry(written=viet, spoken=doc_la, context=context)
    try:
        add_word(asked.station, entry, by=asked.who.name, now=asked.now)
    except BroadcasterError as error:
        typed = {"word": viet, "spoken": doc_la, "near": gan, "word_fault": sentence_of(error)}
        return _shown(request, asked, name, status=status_of(error), typed=typed)
    asked.note("word_added", viet)
    return _back(name, "tu")


def _require(asked: Asked, name: str, right: Right) -> tuple[OutletId, ...]:
    outlets = found(lambda: script_outlets(asked.station, ScriptId(name)))
    require_change(asked, right, outlets)
    return outlets


def _back(name: str, done: str, room: str = "") -> Response:
    more = f"&khung={room}" if room.replace("-", "").isalnum() and room.isascii() else ""
    return RedirectResponse(f"/kich-ban/{name}?xong={done}{more}", status_code=303)


def _held(error: ScriptHeld) -> str:
    return f'{error.fields["name"]} đang sửa kịch bản này. Chờ họ xong, hoặc bấm "Sửa thay".'


def _may(asked: Asked, outlets: tuple[OutletId, ...]) -> dict[str, bool]:
    """Give what who asks may do with a script of these outlets."""
    rights = {"write": Right.WRITE, "edit": Right.EDIT, "voice": Right.VOICE}
    held = {name: may_change(asked, right, outlets) for name, right in rights.items()}
    hears = asked.may(Right.APPROVE) or held["write"] or held["edit"] or held["voice"]
    return held | {"word": asked.may(Right.MANAGE_LEXICON), "hear": hears}


def _read(request: Request, asked: Asked, now: Desk, wanted: str) -> dict[str, Any]:
    """Give how the text of a desk will be read; where it cannot be, why, and how the words that stand are read."""
    script_id, fault, paces = now.standing.script.id, "", paces_now(request, asked)
    try:
        read = preview(asked.station, script_id, now.text, paces=paces)
    except LineUnreadable as error:
        read, fault = preview(asked.station, script_id, paces=paces), str(error)
    offered = rooms(asked.timetable)
    return {"read": read, "read_fault": fault, "rooms": offered, "room": _room(offered, wanted)}


def _room(offered: tuple[Room, ...], wanted: str) -> Room | None:
    return next((each for each in offered if each.key == wanted), offered[0] if offered else None)


def _shown(
    request: Request,
    asked: Asked,
    name: str,
    *,
    status: int = 200,
    fault: str = "",
    room: str = "",
    both: bool = False,
    typed: Mapping[str, str] = _NO_WORD,
) -> Response:
    now = found(lambda: open_desk(asked.station, ScriptId(name), by=editor(asked)))
    require_known(asked, now.outlets)
    more = _read(request, asked, now, room) | dict(typed) | {"may": _may(asked, now.outlets)}
    return page(request, "desk.html", status=status, desk=now, fault=fault, both=both, **more)
