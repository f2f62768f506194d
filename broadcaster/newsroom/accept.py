"""Turns a draft from a source into a news item: topic, genre and outlets known, id stable."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from enum import Enum, auto
from itertools import count

from broadcaster.domain.aliases import fold, slug
from broadcaster.domain.ids import NewsItemId, OutletId, TopicCode
from broadcaster.domain.news import NewsDraft, NewsItem
from broadcaster.domain.topics import Genre, Topic, TopicOrigin
from broadcaster.errors import UnknownGenre, UnknownTopic

_NAMELESS = "tin"
_PLACE_IN_FILE = re.compile(r", (?:dòng|mục thứ|trang|bài thứ) \d+$")


Suggest = Callable[[str, str], tuple[TopicCode, tuple[TopicCode, ...]]]
"""Names what a title and a body are about: the main topic, and others that they touch."""


def accept(
    draft: NewsDraft,
    *,
    topics: Sequence[Topic],
    find_outlet: Callable[[str], OutletId],
    now: datetime,
    suggest: Suggest | None = None,
) -> NewsItem:
    """Check a draft and give it the newsroom's form; the same source item always has the same id.

    Where the draft says no topic, `suggest` names one, which waits for an editor.

    Raises:
        UnknownTopic, UnknownGenre: naming the draft's origin and what is known.
        UnknownOutlet, AmbiguousOutlet: from `find_outlet`.
    """
    title, body = _on_one_line(draft.title), unicodedata.normalize("NFC", draft.body).strip()
    suggested = suggest(title, body) if suggest is not None and not draft.topic.strip() else None
    topic, others = suggested or (_topic(draft, topics), ())
    return NewsItem(
        id=item_id(draft),
        title=title,
        body=body,
        topic=topic,
        genre=_genre(draft),
        headline=_on_one_line(draft.headline) or title,
        source=_on_one_line(draft.source),
        author=_on_one_line(draft.author),
        question=_on_one_line(draft.question),
        outlets=tuple(dict.fromkeys(find_outlet(outlet) for outlet in draft.outlets)),
        origin=draft.origin,
        received_at=now,
        topic_origin=TopicOrigin.SUGGESTED if suggested else TopicOrigin.GIVEN,
        other_topics=others,
    )


def item_id(draft: NewsDraft) -> NewsItemId:
    """Make an item's id from the source's own key, or from the title where it has none."""
    name = _on_one_line(draft.key) or _on_one_line(draft.title)
    mark = hashlib.sha256(name.encode()).hexdigest()[:4]
    return NewsItemId(f"{slug(name) or _NAMELESS}-{mark}")


def own_names(name: NewsItemId) -> Iterator[NewsItemId]:
    """Give the names that an item may have, its first choice first: ``hop-dan-1a2b``, then ``hop-dan-1a2b-2``."""
    yield name
    for number in count(2):
        yield NewsItemId(f"{name}-{number}")


class Source(Enum):
    """Whether what comes in has come from there before."""

    SAME = auto()
    """From the same file in the same folder, or the same address."""
    SAME_NAME = auto()
    """From a file of the same name, in another folder or sent by a page."""
    OTHER = auto()
    """From elsewhere."""


def source_of(origin: str, known: Iterable[str]) -> Source:
    """Hold an origin against those from which an item came before; the place in a file does not count."""
    place, places = _place(origin), [_place(each) for each in known]
    if place in places and any(mark in place for mark in "/\\"):
        return Source.SAME
    names = {_file_name(each) for each in places}
    return Source.SAME_NAME if _file_name(place) in names and "://" not in place else Source.OTHER


def _place(origin: str) -> str:
    return _PLACE_IN_FILE.sub("", unicodedata.normalize("NFC", origin))


def _file_name(place: str) -> str:
    """Give the name of a file, and of the archive or letter in which it lay."""
    return " › ".join(part.replace("\\", "/").rsplit("/", 1)[-1] for part in place.split(" › "))


def _topic(draft: NewsDraft, topics: Sequence[Topic]) -> TopicCode:
    typed = fold(draft.topic)
    if typed.isdigit():
        typed = typed.lstrip("0") or "0"
    for topic in topics:
        name = fold(topic.name)
        if typed in {str(topic.code), name, fold(topic.short), f"{topic.code}-{name}"}:
            return topic.code
    known = ", ".join(f"{topic.code} ({topic.short})" for topic in topics)
    raise UnknownTopic(topic=draft.topic, where=draft.origin, known=known)


def _genre(draft: NewsDraft) -> Genre:
    wanted = fold(draft.genre)
    if not wanted:
        return Genre.LEGAL_DOCUMENT if draft.document else Genre.NEWS
    for genre in Genre:
        if wanted in {fold(name) for name in (genre.value, genre.label, *genre.label.split(","))}:
            return genre
    known = ", ".join(f"{genre.value} ({genre.label})" for genre in Genre)
    raise UnknownGenre(genre=draft.genre, where=draft.origin, known=known)


def _on_one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
