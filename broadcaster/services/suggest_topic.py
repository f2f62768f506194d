"""Say what a text is about by the station's topic model, or by the one that comes with the program."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from broadcaster.classifier.model import TopicModel
from broadcaster.classifier.weights import load_model, shipped_model
from broadcaster.domain.ids import NewsItemId, TopicCode
from broadcaster.domain.news import NewsItem
from broadcaster.domain.topics import TopicOrigin, TopicSuggestion
from broadcaster.errors import InputError, UnknownItem
from broadcaster.station import Station

MODEL_FILE = Path("schedules") / "topics-model.json"
"""Where a station keeps the model that it trained; it goes into backups with the other files there."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class ModelInUse:
    """The topic model that suggests."""

    model: TopicModel
    """The model."""
    own: bool
    """Whether the station trained it."""
    fault: str = ""
    """Why the station's own cannot be used, where it has one."""


def model_in_use(station: Station) -> ModelInUse:
    """Give the station's own model where it has one that can be read, else the one that comes with the program."""
    path = station.folder / MODEL_FILE
    if not path.is_file():
        return ModelInUse(model=shipped_model(), own=False)
    try:
        seen = path.stat()
        return ModelInUse(model=_read(path, seen.st_mtime_ns, seen.st_size), own=True)
    except InputError as error:
        logger.warning("%s", error, extra={"action": "topic_model_broken"})
        return ModelInUse(model=shipped_model(), own=False, fault=str(error))


def suggest(station: Station, title: str, body: str) -> tuple[TopicSuggestion, ...]:
    """Give the content areas of the station's list that a text may be about, the likeliest first, with the reasons.

    Raises:
        NoTimetable: the station has no list yet.
    """
    known = {topic.code for topic in station.timetable().topics}
    found = model_in_use(station).model.suggest(title, body)
    return tuple(each for each in found if each.code in known)


def suggest_for(station: Station, item_id: NewsItemId) -> tuple[NewsItem, tuple[TopicSuggestion, ...]]:
    """Give an item with what the model sees in it; raises UnknownItem or NoTimetable."""
    with station.store.reading() as tx:
        item = tx.news.get(item_id)
    if item is None:
        raise UnknownItem(item=item_id, nearest="")
    return item, suggest(station, item.title, item.body)


def suggester(station: Station) -> Callable[[str, str], tuple[TopicCode, tuple[TopicCode, ...]]]:
    """Give what `accept` asks for a draft without a topic: the likeliest one, and the others that are sure.

    Where the model knows none of the station's content areas, the first of its list is named: an editor has to choose
    anyhow before copy is written.
    """
    topics = station.timetable().topics

    def named(title: str, body: str) -> tuple[TopicCode, tuple[TopicCode, ...]]:
        found = suggest(station, title, body)
        if not found:
            return topics[0].code, ()
        return found[0].code, tuple(each.code for each in found[1:] if each.sure)

    return named


def waiting_for_topic(station: Station) -> tuple[NewsItem, ...]:
    """Give the items whose topic a machine suggested and nobody has looked at."""
    with station.store.reading() as tx:
        return tuple(item for item in tx.news.all() if item.topic_origin is TopicOrigin.SUGGESTED)


@lru_cache(maxsize=2)
def _read(path: Path, _changed_at: int, _size: int) -> TopicModel:
    return load_model(path)
