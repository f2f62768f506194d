"""List the voices that the station can use, and hear one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from broadcaster import engines
from broadcaster.copydesk.reading.breaths import voice_sentences
from broadcaster.domain.ids import DurationMs
from broadcaster.domain.sound import Pcm, Voice
from broadcaster.errors import BroadcasterError, EngineUnavailable, SpeechError
from broadcaster.mixdown import lossless
from broadcaster.ports import SpeechEngine
from broadcaster.scheduling.layout import Pauses
from broadcaster.speech.command import CommandEngine
from broadcaster.speech.piper import PiperEngine
from broadcaster.speech.sentences import voice_named
from broadcaster.station import Station

TRIED = "Đây là giọng đọc thử. Ủy ban nhân dân xã trả kết quả lúc 7h30 ngày 15/3/2023."
"""What a voice says when nobody tells it what to say."""

READY = "dùng được"


@dataclass(frozen=True, kw_only=True, slots=True)
class ListedVoice:
    """One row of the list of voices."""

    name: str
    """As typed in settings and commands: ``engine:voice``, or the engine alone where it has no voice to offer."""
    label: str
    """What people are shown."""
    presenter: str
    """For whom it reads."""
    state: str
    """READY, or why it is not."""


def listed_voices(station: Station) -> tuple[ListedVoice, ...]:
    """Give the voices of every engine that is registered, and why the others are off; never raises for a fault."""
    rows: list[ListedVoice] = []
    for name in sorted(engines.engine_names(engines.SPEECH)):
        try:
            engine = engines.speech_engine(name, station.voice_place)
            engine.version()
            rows += [_row(name, voice) for voice in engine.voices()]
        except BroadcasterError as error:
            rows.append(ListedVoice(name=name, label="", presenter="", state=str(error.fields.get("reason", error))))
    return (*rows, *_faults(station, {row.name for row in rows if row.label}))


def _row(engine: str, voice: Voice) -> ListedVoice:
    return ListedVoice(
        name=f"{engine}:{voice.id}", label=voice.label, presenter=voice.presenter.value.lower(), state=READY
    )


def _faults(station: Station, shown: set[str]) -> Iterator[ListedVoice]:
    """Give the broken files of engines that others keep running; where all are broken, it was said above."""
    for name, faults in (
        (PiperEngine.name, PiperEngine.for_station(station.voice_place(PiperEngine.name)).faults()),
        (CommandEngine.name, CommandEngine.for_station(station.voice_place(CommandEngine.name)).faults()),
    ):
        if any(row.startswith(name + ":") for row in shown):
            yield from (
                ListedVoice(name=f"{name}:{part}", label="", presenter="", state=fault)
                for part, fault in faults.items()
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """A voice's try."""

    name: str
    """Who spoke: ``engine:voice``."""
    spoken: str
    """What was said, as it was handed to the voice."""
    wav: bytes
    """The sound as a WAV file."""
    duration: DurationMs
    """Its length."""


def try_voice(station: Station, name: str, text: str = TRIED) -> Heard:
    """Let a voice (``engine:voice``; an engine alone: its first) say a written text.

    Raises:
        UnknownEngine, EngineUnavailable, UnknownVoice, SpeechFailed, OnlineVoiceUnreachable.
    """
    engine_name, _, asked = name.partition(":")
    engine = engines.speech_engine(engine_name, station.voice_place)
    engine.version()
    voice = _voice(engine, asked)
    full = f"{engine_name}:{voice.id}"
    spoken = station.read(text, voice=full).spoken
    sounds = list(_said(engine, voice, voice_sentences(spoken)))
    if not sounds:
        raise SpeechError(reason="lời thử không có chữ nào để đọc")
    length = DurationMs(sum(sound.duration for sound in sounds))
    return Heard(name=full, spoken=spoken, wav=lossless.wav(sounds), duration=length)


def _voice(engine: SpeechEngine, asked: str) -> Voice:
    offered = engine.voices()
    if not offered:
        raise EngineUnavailable(engine=engine.name, reason="không có giọng nào")
    return voice_named(asked, offered, engine=engine.name) if asked else offered[0]


def _said(engine: SpeechEngine, voice: Voice, sentences: tuple[str, ...]) -> Iterator[Pcm]:
    for number, sentence in enumerate(sentences):
        sound = engine.synthesise(sentence, voice.id)
        if number:
            yield Pcm(rate_hz=sound.rate_hz, samples=bytes(sound.rate_hz * Pauses().sentence // 1000 * 2))
        yield sound
