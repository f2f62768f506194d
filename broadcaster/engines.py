"""Finds speech engines, news sources, deliveries and readers of scans by entry point, ours and strangers' alike."""

from __future__ import annotations

import difflib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import EntryPoint, entry_points
from typing import TypeVar

from broadcaster.domain.reading_limits import ReadingLimits
from broadcaster.domain.sound import Pcm, Voice
from broadcaster.errors import (
    BroadcasterError,
    EngineUnavailable,
    LettersUnread,
    SpeechError,
    SpeechFailed,
    UnknownEngine,
)
from broadcaster.ports import Delivery, NewsSource, SpeechEngine, TextRecognition, VoicePlace

SPEECH = "broadcaster.speech"
NEWS = "broadcaster.news"
DELIVERY = "broadcaster.delivery"
OCR = "broadcaster.ocr"

GROUPS = {SPEECH: "bộ đọc", NEWS: "nguồn tin", DELIVERY: "cách giao gói", OCR: "nhận dạng chữ"}

logger = logging.getLogger(__name__)

_Kind = TypeVar("_Kind")

Places = Callable[[str], VoicePlace]
"""Gives what the open station has for a speech engine, by the engine's name."""


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


def engine_names(group: str) -> frozenset[str]:
    """Give the names that are registered in a group, without making anything."""
    return frozenset(point.name for point in entry_points(group=group))


def check_voice(name: str) -> None:
    """Hold the engine of ``espeak`` or ``espeak:nu-phat-thanh`` against those there are; raises UnknownEngine."""
    _find(SPEECH, name.partition(":")[0])


def _make(point: EntryPoint, places: Places | None = None, limits: ReadingLimits | None = None) -> object:
    # The fence around engines: a stranger's code may fail in any way, and the station must stay on its feet.
    try:
        kind = point.load()
        if places is not None and hasattr(kind, "for_station"):
            return kind.for_station(places(point.name))
        if limits is not None and hasattr(kind, "within"):
            return kind.within(limits)
        return kind()
    except BroadcasterError:
        raise
    except Exception as error:
        raise EngineUnavailable(engine=point.name, reason=_broken(point.name, "load", error)) from error


def _broken(engine: str, step: str, error: Exception) -> str:
    logger.warning("engine broke in %s", step, extra={"action": "engine_broken", "engine": engine}, exc_info=error)
    return f"{type(error).__name__}: {error}"


class FencedEngine:
    """A speech engine whose every fault is one of ours: the fence that is around its loading is around its work too."""

    def __init__(self, name: str, inner: SpeechEngine) -> None:
        """Take the name that settings call it, and the engine; raises EngineUnavailable."""
        self.name = name
        self._inner = inner
        try:
            self.online = bool(inner.online)
            self.at_once = max(int(getattr(inner, "at_once", 1)), 1)
        except Exception as error:
            raise EngineUnavailable(engine=name, reason=_broken(name, "online", error)) from error

    def version(self) -> str:
        """Give the engine's version; raises EngineUnavailable."""
        try:
            return str(self._inner.version())
        except BroadcasterError:
            raise
        except Exception as error:
            raise EngineUnavailable(engine=self.name, reason=_broken(self.name, "version", error)) from error

    def voices(self) -> Sequence[Voice]:
        """Give the engine's voices; raises EngineUnavailable."""
        try:
            return tuple(_of_kind(voice, Voice) for voice in self._inner.voices())
        except BroadcasterError:
            raise
        except Exception as error:
            raise EngineUnavailable(engine=self.name, reason=_broken(self.name, "voices", error)) from error

    def synthesise(self, spoken: str, voice: str) -> Pcm:
        """Say one sentence; raises UnknownVoice, SpeechFailed or OnlineVoiceUnreachable."""
        try:
            sound = _of_kind(self._inner.synthesise(spoken, voice), Pcm)
            silent = sound.duration <= 0
        except BroadcasterError:
            raise
        except Exception as error:
            reason = _broken(self.name, "synthesise", error)
            raise SpeechFailed(engine=self.name, text=spoken, reason=reason) from error
        if silent:
            raise SpeechFailed(engine=self.name, text=spoken, reason="bộ đọc không trả về âm thanh")
        return sound


def _of_kind(value: object, kind: type[_Kind]) -> _Kind:
    if not isinstance(value, kind):
        raise TypeError(f"{kind.__name__} expected, got {type(value).__name__}")
    return value


class SpeechEngines:
    """Speech engines by name, each made when it is first asked for; one that was put off is not asked again."""

    def __init__(self, places: Places | None = None) -> None:
        """Take what the station has for each engine."""
        self._places = places
        self._made: dict[str, FencedEngine] = {}
        self._off: dict[str, SpeechError] = {}

    def get(self, name: str) -> FencedEngine:
        """Give an engine.

        Raises:
            UnknownEngine, EngineUnavailable, OnlineVoiceUnreachable: it cannot be made, or why it was put off.
        """
        if name in self._off:
            raise self._off[name]
        if name not in self._made:
            try:
                self._made[name] = speech_engine(name, self._places)
            except SpeechError as error:
                self.put_off(name, error)
                raise
        return self._made[name]

    def put_off(self, name: str, error: SpeechError) -> None:
        """Pass an engine over from now on, for this reason."""
        if name not in self._off:
            logger.warning("%s", error, extra={"action": "voice_fallback", "engine": name})
            self._off[name] = error


def speech_engine(name: str, places: Places | None = None) -> FencedEngine:
    """Make a speech engine, fenced; raises UnknownEngine or EngineUnavailable."""
    return _fenced(name, _make(_find(SPEECH, name), places))


def _fenced(name: str, engine: object) -> FencedEngine:
    if not isinstance(engine, SpeechEngine):
        raise EngineUnavailable(engine=name, reason="không đúng giao diện SpeechEngine")
    return FencedEngine(name, engine)


def delivery(name: str) -> Delivery:
    """Make a delivery; raises UnknownEngine or EngineUnavailable."""
    found = _make(_find(DELIVERY, name))
    if not isinstance(found, Delivery):
        raise EngineUnavailable(engine=name, reason="không đúng giao diện Delivery")
    return found


def news_sources(limits: ReadingLimits | None = None) -> tuple[NewsSource, ...]:
    """Make every news source that loads, held to the limits where it can be; a broken one is logged and left out."""
    sources: list[NewsSource] = []
    for point in sorted(entry_points(group=NEWS), key=lambda point: point.name):
        try:
            source = _make(point, limits=limits)
        except BroadcasterError:
            continue
        if isinstance(source, NewsSource):
            sources.append(source)
    return tuple(sources)


class FencedRecognition:
    """An engine that reads letters out of pictures, whose every fault is one of ours."""

    def __init__(self, name: str, inner: TextRecognition) -> None:
        """Take the name of its entry point, and the engine."""
        self.name = name
        self._inner = inner

    def read(self, image: bytes) -> str:
        """Give the text of one page; raises LettersUnread."""
        try:
            return _of_kind(self._inner.read(image), str)
        except BroadcasterError:
            raise
        except Exception as error:
            raise LettersUnread(engine=self.name, reason=_broken(self.name, "read", error)) from error


def text_recognition() -> FencedRecognition | None:
    """Make the engine that reads letters out of pictures: the first by name that loads, none where there is none."""
    for point in sorted(entry_points(group=OCR), key=lambda point: point.name):
        try:
            return _recognition(point)
        except BroadcasterError:
            continue
    return None


def _recognition(point: EntryPoint) -> FencedRecognition:
    made = _make(point)
    if not isinstance(made, TextRecognition):
        raise EngineUnavailable(engine=point.name, reason="không đúng giao diện TextRecognition")
    return FencedRecognition(point.name, made)


def survey(places: Places | None = None) -> tuple[EngineRecord, ...]:
    """Try every registered engine and say how each is."""
    return tuple(
        _examine(group, point, places)
        for group in GROUPS
        for point in sorted(entry_points(group=group), key=lambda point: point.name)
    )


def _examine(group: str, point: EntryPoint, places: Places | None) -> EngineRecord:
    try:
        made = _recognition(point) if group == OCR else _make(point, places)
        engine = _fenced(point.name, made) if group == SPEECH else None
    except BroadcasterError as error:
        return _record(group, point, EngineStatus.BROKEN, reason=_reason(error))
    if engine is None:
        return _record(group, point, EngineStatus.READY)
    try:
        version = engine.version()
        voices = tuple(f"{voice.id} ({voice.label})" for voice in engine.voices())
    except BroadcasterError as error:
        return _record(group, point, EngineStatus.NOT_HERE, reason=_reason(error))
    return _record(group, point, EngineStatus.READY, version=version, voices=voices)


def _reason(error: BroadcasterError) -> str:
    return str(error.fields.get("reason", error))


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
