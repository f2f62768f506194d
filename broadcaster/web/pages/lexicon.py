"""The station's words: looked up, tried on a sentence, changed once what that does was shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from broadcaster.domain.ids import OutletId
from broadcaster.domain.readings import LexiconEntry
from broadcaster.domain.rights import Right
from broadcaster.domain.words import WordSource
from broadcaster.errors import BroadcasterError, InputError, NotAllowed, NoTimetable, SpeechError
from broadcaster.services.change_lexicon import LexiconChange, add_word, remove_word
from broadcaster.services.show_lexicon import listed_words, newest_changes, tried_text
from broadcaster.web.answers import status_of
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.look.language import marked
from broadcaster.web.look.render import page

router = APIRouter(include_in_schema=False)

_Reader = Annotated[Asked, Depends(asked_by(Right.SEE_LEXICON, Right.MANAGE_LEXICON))]
_Keeper = Annotated[Asked, Depends(asked_by(Right.MANAGE_LEXICON))]
_Asked = Annotated[str, Query(max_length=1000)]
_Text = Annotated[str, Form(max_length=2000)]
_Refused = (InputError, SpeechError, NoTimetable)

ON_A_PAGE = 50
DONE = {
    "them": marked("Đã ghi cách đọc. Các bài dùng từ này đã được đọc lại."),
    "bo": marked("Đã bỏ cách đọc. Các bài dùng từ này đã được đọc lại."),
    "nguyen": marked("Cách đọc này đã có sẵn, không có gì đổi."),
}
"""What was just done, by the word that the address carries."""


def typed_word(viet: _Text = "", doc: _Text = "", gan: _Text = "", giong: _Text = "", noi: _Text = "") -> LexiconEntry:
    """Give the word of a form: near words and outlets are parted by commas."""
    return LexiconEntry(
        written=viet,
        spoken=doc,
        context=_parted(gan),
        voice=giong.strip(),
        outlets=tuple(OutletId(name) for name in _parted(noi)),
    )


_Typed = Annotated[LexiconEntry, Depends(typed_word)]


@router.get("/tu-dien")
def show(request: Request, asked: _Reader, viet: _Asked = "", doc: _Asked = "") -> Response:
    """Show the words that were looked for, a sentence that is tried, and the form of a new word."""
    return _shown(request, asked, typed=LexiconEntry(written=viet, spoken=doc))


@router.get("/tu-dien/lich-su")
def changes(request: Request, asked: _Reader) -> Response:
    """Show who changed which words."""
    return page(request, "lexicon_history.html", changes=newest_changes(asked.station))


@router.post("/tu-dien/xem")
def look_at(request: Request, asked: _Keeper, typed: _Typed) -> Response:
    """Show what a word would change, before it is kept."""
    try:
        told = _permitted(asked, add_word(asked.station, typed, by=asked.who.name, now=asked.now, dry_run=True))
    except _Refused as error:
        return _shown(request, asked, typed=typed, error=error)
    return page(request, "lexicon_change.html", change=told, typed=typed, removes=False)


@router.post("/tu-dien/luu")
def keep(request: Request, asked: _Keeper, typed: _Typed) -> Response:
    """Keep a word, and read anew what it touches."""
    by, now = asked.who.name, asked.now
    try:
        _permitted(asked, add_word(asked.station, typed, by=by, now=now, dry_run=True))
        done = add_word(asked.station, typed, by=by, now=now)
    except _Refused as error:
        return _shown(request, asked, typed=typed, error=error)
    if done.change is None:
        return RedirectResponse("/tu-dien?xong=nguyen", status_code=303)
    asked.note("word_added", done.word.written, detail=done.word.spoken)
    return RedirectResponse("/tu-dien?xong=them", status_code=303)


@router.post("/tu-dien/xem-bo")
def look_at_removal(request: Request, asked: _Keeper, typed: _Typed) -> Response:
    """Show what removing a word would change."""
    try:
        told = _permitted(asked, remove_word(asked.station, typed, by=asked.who.name, now=asked.now, dry_run=True))
    except _Refused as error:
        return _shown(request, asked, typed=typed, error=error)
    return page(request, "lexicon_change.html", change=told, typed=told.word, removes=True)


@router.post("/tu-dien/bo")
def remove(request: Request, asked: _Keeper, typed: _Typed) -> Response:
    """Remove a word, and read anew what it touches."""
    by, now = asked.who.name, asked.now
    try:
        _permitted(asked, remove_word(asked.station, typed, by=by, now=now, dry_run=True))
        done = remove_word(asked.station, typed, by=by, now=now)
    except _Refused as error:
        return _shown(request, asked, typed=typed, error=error)
    asked.note("word_removed", done.word.written, detail=done.word.spoken)
    return RedirectResponse("/tu-dien?xong=bo", status_code=303)


def _permitted(asked: Asked, change: LexiconChange) -> LexiconChange:
    """Let who keeps the words of some outlets change those of these alone; raises NotAllowed."""
    where = asked.who.outlets_with(Right.MANAGE_LEXICON)
    if where is not None and not (change.word.outlets and set(change.word.outlets) <= where):
        raise NotAllowed(right=Right.MANAGE_LEXICON.label)
    return change


def _parted(told: str) -> tuple[str, ...]:
    return tuple(filter(None, (each.strip() for each in told.split(","))))


def _shown(request: Request, asked: Asked, *, typed: LexiconEntry, error: BroadcasterError | None = None) -> Response:
    query: Mapping[str, str] = request.query_params
    found, built_in = query.get("tim", "")[:200], query.get("co-san") == "1"
    words = listed_words(asked.station, built_in=built_in, find=found)
    number = max(int(query["trang"]), 1) if query.get("trang", "").isdecimal() else 1
    first = min((number - 1) * ON_A_PAGE, max(len(words) - 1, 0) // ON_A_PAGE * ON_A_PAGE)
    sentence = query.get("cau", "")[:1000]
    return page(
        request,
        "lexicon.html",
        status=200 if error is None else status_of(error),
        words=words[first : first + ON_A_PAGE],
        first=first,
        total=len(words),
        find=found,
        built_in=built_in,
        sentence=sentence,
        tried=tried_text(asked.station, sentence) if sentence.strip() else None,
        typed=typed,
        fault="" if error is None else str(error),
        done=DONE.get(query.get("xong", ""), ""),
        may=asked.may(Right.MANAGE_LEXICON),
        kept=WordSource.STORE,
    )
