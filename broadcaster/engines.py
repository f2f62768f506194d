"""Finds speech engines, news sources and deliveries by entry point, ours and strangers' alike."""

from __future__ import annotations

import difflib
import logging
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import EntryPoint, entry_points

from broadcaster.errors import BroadcasterError, EngineUnavailable, UnknownEngine
from broadcaster.ports import Delivery, NewsSource, SpeechEngine

SPEECH = "broadcaster.speech"
NEWS = "broadcaster.news"
DELIVERY = "broadcaster.delivery"

GROUPS = {SPEECH: "bộ đọc", NEWS: "nguồn tin", DELIVERY: "cách giao gói"}

logger = logging.getLogger(__name__)


class EngineStatus(StrEnum):
    """Whether an engine can be used, and if not, at which step it failed."""

    READY = "sẵn sàng"
    NOT_HERE = "không chạy được trên máy này"
    BROKEN = "hỏng khi nạp"


@dataclass(frozen=True, kw_only=True, slots=True)
class EngineRecord:
    """What is known of one registered engine."""

    group: str
    """Entry-point group."""
    name: str
    """Entry-point name: what settings call it."""
    status: EngineStatus
    """Whether it can be used."""
    version: str
    """Its version, where it tells one."""
    reason: str
    """Why it is off, in Vietnamese where it is our own error; empty when ready."""
    voices: tuple[str, ...]
    """Voices of a speech engine, with their labels."""


def _find(group: str, name: str) -> EntryPoint:
    known = {point.name: point for point in entry_points(group=group)}
    if name not in known:
        nearest = difflib.get_close_matches(name, known, n=1)
        listing = ", ".join(sorted(known)) + (f" (ý bạn là {nearest[0]}?)" if nearest else "")
        raise UnknownEngine(engine=name, known=listing)
    return known[name]


def _make(point: EntryPoint) -> object:
    # The fence around engines: a stranger's code may fail in any way, and the station must stay on its feet.
    try:
        return point.load()()
    except BroadcasterError:
        raise
    except Exception as error:
        logger.warning("engine failed to load", extra={"action": "engine_broken", "engine": point.name})
        raise EngineUnavailable(engine=point.name, reason=f"{type(error).__name__}: {error}") from error


def speech_engine(name: str) -> SpeechEngine:
    """Make a speech engine; raises UnknownEngine or EngineUnavailable."""
    engine = _make(_find(SPEECH, name))
    if not isinstance(engine, SpeechEngine):
        raise EngineUnavailable(engine=name, reason="không đúng giao diện SpeechEngine")
    return engine


def delivery(name: str) -> Delivery:
    """Make a delivery; raises UnknownEngine or EngineUnavailable."""
    found = _make(_find(DELIVERY, name))
    if not isinstance(found, Delivery):
        raise EngineUnavailable(engine=name, reason="không đúng giao diện Delivery")
    return found


def news_sources() -> tuple[NewsSource, ...]:
    """Make every news source that loads; a broken one is logged and left out."""
    sources: list[NewsSource] = []
    for point in sorted(entry_points(group=NEWS), key=lambda point: point.name):
        try:
            source = _make(point)
        except EngineUnavailable:
            continue
        if isinstance(source, NewsSource):
            sources.append(source)
    return tuple(sources)


def survey() -> tuple[EngineRecord, ...]:
    """Try every registered engine and say how each is."""
    return tuple(
        _examine(group, point)
        for group in GROUPS
        for point in sorted(entry_points(group=group), key=lambda point: point.name)
    )


def _examine(group: str, point: EntryPoint) -> EngineRecord:
    try:
        engine = _make(point)
    except EngineUnavailable as error:
        return _record(group, point, EngineStatus.BROKEN, reason=str(error.fields["reason"]))
    if not isinstance(engine, SpeechEngine):
        return _record(group, point, EngineStatus.READY)
    try:
        version = engine.version()
    except BroadcasterError as error:
        return _record(group, point, EngineStatus.NOT_HERE, reason=str(error.fields.get("reason", error)))
    voices = tuple(f"{voice.id} ({voice.label})" for voice in engine.voices())
    return _record(group, point, EngineStatus.READY, version=version, voices=voices)


def _record(
    group: str,
    point: EntryPoint,
    status: EngineStatus,
    *,
    reason: str = "",
    version: str = "",
    voices: tuple[str, ...] = (),
) -> EngineRecord:
    return EngineRecord(group=group, name=point.name, status=status, version=version, reason=reason, voices=voices)
