"""News that people type, change or take out on a page, and files that they send."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from broadcaster.domain.directory import find_outlet
from broadcaster.domain.ids import NewsItemId, OutletId, ScriptId
from broadcaster.domain.news import NewsDraft, NewsItem
from broadcaster.domain.news_receipts import Way
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.topics import TopicOrigin
from broadcaster.errors import BroadcasterError, DuplicateItem, NewsWithoutBody, NewsWithoutTitle, UnknownItem
from broadcaster.feeds.pasted import cleaned, cleaned_line
from broadcaster.files import sha256_of_file, write_bytes
from broadcaster.newsroom.accept import accept
from broadcaster.newsroom.approval import same_person
from broadcaster.newsroom.letters import Letters, read_together
from broadcaster.services.approve_script import ScriptStanding, standing_of
from broadcaster.services.gather_news import read_files
from broadcaster.services.read_apart import FileRead
from broadcaster.services.take_in_news import Arrival, Bringing, Gathered, arrivals, take_in, twin
from broadcaster.station import Station
from broadcaster.storage.saved import Saved
from broadcaster.storage.store import Transaction

FORM = "nhập trên trang tin"
"""Where news comes from that was typed into the form."""

_WRITTEN: Final = ("title", "body", "headline", "question", "source", "author")


@dataclass(frozen=True, kw_only=True, slots=True)
class Typed:
    """What somebody typed into the form."""

    title: str
    """Title."""
    body: str
    """Text, as pasted."""
    topic: str
    """Topic code."""
    genre: str
    """Genre, by its value."""
    source: str = ""
    """Where the facts rest."""
    author: str = ""
    """Who wrote it."""
    headline: str = ""
    """Its sentence in the headlines; the title when empty."""
    question: str = ""
    """The listener's question."""
    outlets: tuple[OutletId, ...] = ()
    """Where it is meant for; none for everywhere."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewsPage:
    """One item with what became of it."""

    item: NewsItem
    """The item."""
    script: ScriptStanding | None
    """Its script, if one was written."""
    outdated: bool
    """Whether the item has changed since."""
    versions: int
    """How often it was saved."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Upload:
    """A file that somebody sent."""

    name: str
    """What they call it."""
    content: bytes
    """Its bytes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Received:
    """What came of one file."""

    name: str
    """What its sender calls it."""
    gathered: tuple[Gathered, ...]
    """The items that came in."""
    refusal: str = ""
    """Why nothing of it came in."""


def news_page(station: Station, item_id: NewsItemId) -> NewsPage:
    """Give one item; raises UnknownItem."""
    with station.store.reading() as tx:
        item = _item(tx, item_id)
        script = standing_of(tx, ScriptId(item_id)) if tx.scripts.get(ScriptId(item_id)) else None
        count = len(tx.news.history(item_id))
    outdated = script is not None and script.script.item_hash != item.content_hash
    return NewsPage(item=item, script=script, outdated=outdated, versions=count)


def add_news(station: Station, typed: Typed, *, now: datetime) -> NewsItem:
    """Take in an item from the form.

    Raises:
        NewsWithoutTitle, NewsWithoutBody, UnknownTopic, UnknownGenre, UnknownOutlet.
        DuplicateItem: an item of this title is there already; nothing is kept.
    """
    item = _accepted(station, typed, now)
    with station.store.writing() as tx:
        if tx.news.get(item.id) is not None:
            raise DuplicateItem(item=item.id, first="tin đã có", second="tin đang nhập")
        tx.news.save(item)
    return item


def change_news(
    station: Station, item_id: NewsItemId, typed: Typed, *, seen: str, by: str, now: datetime
) -> tuple[NewsItem, Saved]:
    """Change an item; whoever changes it is named beside its author, so that they cannot approve it.

    `seen` is the content hash of the item that they changed.

    Raises:
        UnknownItem, NewsWithoutTitle, NewsWithoutBody, UnknownTopic, UnknownGenre, UnknownOutlet.
        DuplicateItem: somebody else changed it meanwhile; nothing is kept.
    """
    new = _accepted(station, typed, now)
    with station.store.writing() as tx:
        old = _item(tx, item_id)
        if old.content_hash != seen:
            raise DuplicateItem(item=item_id, first="bản vừa được người khác lưu", second="bản bạn đang sửa")
        changed = replace(new, id=old.id, origin=old.origin, received_at=old.received_at)
        told = (changed.title, changed.body, changed.headline, changed.question)
        if told != (old.title, old.body, old.headline, old.question) and not same_person(changed.author, by):
            changed = replace(changed, author=f"{changed.author}, {by}".lstrip(", "))
        return changed, tx.news.save(changed)


def remove_news(station: Station, item_id: NewsItemId) -> NewsItem:
    """Take an item out; what aired of it stays in the log. Raises UnknownItem."""
    with station.store.writing() as tx:
        item = _item(tx, item_id)
        tx.news.remove(item_id)
    return item


def receive_files(station: Station, uploads: Sequence[Upload], *, by: str = "", now: datetime) -> tuple[Received, ...]:
    """Take in files that somebody sent, each by itself: what cannot be read is refused with its reason.

    Of each file all items come in or none. Raises NoTimetable; nothing is kept.
    """
    timetable = station.timetable()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        paths = [_laid_down(upload, Path(folder) / str(place)) for place, upload in enumerate(uploads)]
        read = [_checked(timetable, each, now) for each in read_files(station, paths)]
    received: list[Received] = []
    taken: dict[NewsItemId, NewsItem] = {}
    with station.store.writing() as tx:
        for upload, (coming, refusal) in zip(uploads, read, strict=True):
            clash = twin(coming, taken)
            told = refusal or (str(clash) if clash else "")
            taken |= {} if told else {each.item.id: each.item for each in coming}
            bringing = Bringing(way=Way.FILE, by=by, now=now, again=True)
            gathered = () if told else take_in(tx, coming, bringing)
            received.append(Received(name=upload.name, gathered=gathered, refusal=told))
    return tuple(received)


def _laid_down(upload: Upload, folder: Path) -> Path:
    """Lay a file down under the name that its sender gave it, but in a folder of ours."""
    path = folder / (Path(upload.name.replace("\\", "/")).name or "tin")
    folder.mkdir()
    write_bytes(path, upload.content)
    return path


def _checked(timetable: Timetable, read: FileRead, now: datetime) -> tuple[tuple[Arrival, ...], str]:
    """Give a file's items, or why there are none."""
    path = read.path
    try:
        if read.refusal is not None:
            raise read.refusal
        drafts = [replace(draft, origin=draft.origin.replace(str(path), path.name)) for draft in read.drafts]
        coming = arrivals(timetable, drafts, now=now, file_sha256=sha256_of_file(path))
    except BroadcasterError as error:
        return (), str(error).replace(str(path), path.name)
    clash = twin(coming, {})
    return coming, str(clash) if clash else ""


def readable(typed: Typed) -> tuple[Typed, Letters]:
    """Give what somebody typed in Unicode, and what was done to it: text out of an old Word has letters of its font."""
    texts, read = read_together([getattr(typed, name) for name in _WRITTEN])
    return replace(typed, **dict(zip(_WRITTEN, texts, strict=True))), read


def _accepted(station: Station, given: Typed, now: datetime) -> NewsItem:
    timetable = station.timetable()
    typed, read = readable(given)
    title, body = cleaned_line(typed.title), cleaned(typed.body)
    if not title:
        raise NewsWithoutTitle(path=FORM, position=1)
    if not body:
        raise NewsWithoutBody(title=title, path=FORM)
    draft = NewsDraft(
        title=title,
        body=body,
        topic=typed.topic,
        genre=typed.genre,
        headline=cleaned_line(typed.headline),
        source=cleaned_line(typed.source),
        author=cleaned_line(typed.author),
        question=cleaned_line(typed.question),
        outlets=tuple(typed.outlets),
        key="",
        origin=FORM,
        original=f"{given.title}\n\n{given.body}" if read.original else "",
        notes=read.notes,
    )
    item = accept(draft, topics=timetable.topics, find_outlet=lambda text: find_outlet(timetable, text).id, now=now)
    return replace(item, topic_origin=TopicOrigin.CHOSEN)


def _item(tx: Transaction, item_id: NewsItemId) -> NewsItem:
    item = tx.news.get(item_id)
    if item is None:
        raise UnknownItem(item=item_id, nearest="")
    return item
