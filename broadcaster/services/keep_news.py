"""News that people type, change or take out on a page, and files that they send."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO, Final

from broadcaster.domain.directory import find_outlet
from broadcaster.domain.ids import NewsItemId, OutletId
from broadcaster.domain.news import NewsDraft, NewsItem
from broadcaster.domain.news_receipts import Way
from broadcaster.domain.topics import TopicOrigin
from broadcaster.errors import DuplicateItem, NewsWithoutBody, NewsWithoutTitle, UnknownItem
from broadcaster.feeds.members import Member
from broadcaster.feeds.pasted import cleaned, cleaned_line
from broadcaster.files import written_whole
from broadcaster.newsroom.accept import accept
from broadcaster.newsroom.approval import same_person
from broadcaster.newsroom.letters import Letters, read_together
from broadcaster.services.find_news import find_news
from broadcaster.services.find_twins import note_twins
from broadcaster.services.take_in_news import Bringing, Gathered, take_in
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
class Upload:
    """A file that somebody sent."""

    name: str
    """What they call it."""
    content: IO[bytes]
    """Its bytes, read a piece at a time: they may be more than the memory holds."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Received:
    """What came of one file."""

    name: str
    """What its sender calls it."""
    gathered: tuple[Gathered, ...]
    """The items that came in."""
    refusal: str = ""
    """Why nothing of it came in."""


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
        note_twins(tx, [item], now=now)
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
        others = old.other_topics if new.topic == old.topic else ()
        changed = replace(new, id=old.id, origin=old.origin, received_at=old.received_at, other_topics=others)
        told = (changed.title, changed.body, changed.headline, changed.question)
        if told != (old.title, old.body, old.headline, old.question) and not same_person(changed.author, by):
            changed = replace(changed, author=f"{changed.author}, {by}".lstrip(", "))
        saved = tx.news.save(changed)
        if (changed.title, changed.body) != (old.title, old.body):
            note_twins(tx, [changed], now=now)
        return changed, saved


def remove_news(station: Station, item_id: NewsItemId) -> NewsItem:
    """Take an item out; what aired of it stays in the log. Raises UnknownItem."""
    with station.store.writing() as tx:
        item = _item(tx, item_id)
        tx.news.remove(item_id)
    return item


def receive_files(station: Station, uploads: Sequence[Upload], *, by: str = "", now: datetime) -> tuple[Received, ...]:
    """Take in files that somebody sent, each by itself: what cannot be read is refused with its reason.

    Of each file, and of each file in an archive or a letter, all items come in or none. Raises NoTimetable; nothing is
    kept.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        files = [_laid_down(upload, Path(folder) / str(place)) for place, upload in enumerate(uploads)]
        found = find_news(station, files, now=now, skip_known=False)
    with station.store.writing() as tx:
        bringing = Bringing(way=Way.FILE, by=by, now=now, again=True)
        return tuple(
            Received(name=each.name, gathered=take_in(tx, each.coming, bringing), refusal=each.refusal)
            for each in found
        )


def _laid_down(upload: Upload, folder: Path) -> Member:
    """Lay a file down under the name that its sender gave it, but in a folder of ours."""
    name = Path(upload.name.replace("\\", "/")).name or "tin"
    folder.mkdir()
    with written_whole(folder / name, flushed=False) as stream:
        shutil.copyfileobj(upload.content, stream)
    return Member(path=folder / name, name=upload.name)


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
