"""A script as it will be said, saved or not: each change beside what is written, each sentence, and the length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from broadcaster.copydesk.reading.breaths import voice_sentences
from broadcaster.copydesk.script_format import WrittenLine, parse
from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.grid import ClockEventKind
from broadcaster.domain.ids import DurationMs, ScriptId
from broadcaster.domain.readings import Reading, ReadSpan
from broadcaster.domain.scripts import LinePart, Presenter, ReadLine, Script, SoundCue
from broadcaster.domain.timetables import Timetable
from broadcaster.errors import CopyUnreadable, LineUnreadable, SentenceMissing, UnknownItem
from broadcaster.services.read_script import ScriptReader, script_reader
from broadcaster.services.time_scripts import Paces, TimedScript, time_by
from broadcaster.station import Station

_MARK = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A stretch of a line: as it is written, or read otherwise."""

    text: str
    """What is said."""
    span: ReadSpan | None = None
    """What was changed and by which rule; none where it is said as written."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sentence:
    """One sentence as a voice is handed it."""

    number: int
    """From 1, through the whole script."""
    spoken: str
    """What is said."""
    mark: str
    """Names the words, so that what is played is what was shown."""
    presenter: Presenter
    """Who reads it in the script."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PreviewLine:
    """One line: somebody's, or music."""

    number: int
    """Number among the lines that are read, from 1; of music, of the line before it."""
    presenter: Presenter | None
    """Who reads it; none for music."""
    part: LinePart | None
    """What it is for; none for music."""
    pieces: tuple[Piece, ...]
    """Its words as they are said; for music its name."""
    written: str
    """As written."""
    sentences: tuple[Sentence, ...]
    """What can be played."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """A script as it will be said."""

    lines: tuple[PreviewLine, ...]
    """In order."""
    timed: TimedScript
    """How long it lasts."""
    changed: int
    """How many spans are read otherwise than written."""
    questions: tuple[ReadSpan, ...]
    """Those whose reading no rule is sure of."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Room:
    """How much time a script may take."""

    key: str
    """What forms call it."""
    label: str
    """What it is room for."""
    length: DurationMs
    """How long."""


def preview(station: Station, script_id: ScriptId, text: str | None = None, *, paces: Paces) -> Preview:
    """Read a text in the script format as a script's words, or the words that stand; nothing is kept.

    Raises:
        UnknownItem, LineUnreadable.
    """
    script, reader = _script(station, script_id)
    lines = script.lines if text is None else _parsed(text)
    numbered = list(_shown(reader, script, lines))
    said = tuple(reading.spoken for _, reading in numbered if reading is not None)
    spoken = iter(said)
    whole = replace(
        script,
        lines=tuple(each if isinstance(each, SoundCue) else replace(each, spoken=next(spoken)) for each in lines),
    )
    spans = [span for _, reading in numbered if reading for span in reading.spans]
    return Preview(
        lines=tuple(line for line, _ in numbered),
        timed=time_by(whole, paces),
        changed=len(spans),
        questions=tuple(span for span in spans if not span.sure),
    )


def sentence_of(station: Station, script_id: ScriptId, number: int, mark: str, text: str | None = None) -> Sentence:
    """Find a sentence by its number and its words; another with the same words where lines have moved.

    Raises:
        UnknownItem, LineUnreadable, SentenceMissing.
    """
    script, reader = _script(station, script_id)
    lines = script.lines if text is None else _parsed(text)
    ever = [each for line, _ in _shown(reader, script, lines) for each in line.sentences]
    fitting = [each for each in ever if not mark or each.mark == mark]
    exact = [each for each in fitting if each.number == number]
    if not (exact or (mark and fitting)):
        raise SentenceMissing
    return (exact or fitting)[0]


def rooms(timetable: Timetable) -> tuple[Room, ...]:
    """Give what a script's length is held against: one story's share of each session, and whole sessions.

    The share is what is left of a session's clock without its music, parted by the most stories that it takes.
    """
    told: dict[str, Room] = {}
    for slot in timetable.slots:
        clock = next((each for each in timetable.clocks if each.id == slot.clock), None)
        if clock is None:
            continue
        stories = sum(
            event.most for event in clock.events if event.kind in (ClockEventKind.NEWS, ClockEventKind.FEATURE)
        )
        music = sum(event.length for event in clock.events)
        share = DurationMs((clock.length - music) // stories // 1000 * 1000) if stories else clock.length
        name = timetable.daypart(slot.session).name
        told.setdefault(f"tin-{slot.session}", Room(key=f"tin-{slot.session}", label=f"một tin, {name}", length=share))
    return tuple(told.values())


def _script(station: Station, script_id: ScriptId) -> tuple[Script, ScriptReader]:
    with station.store.reading() as tx:
        script, reader = tx.scripts.get(script_id), script_reader(station, tx)
    if script is None:
        raise UnknownItem(item=script_id, nearest="")
    return script, reader


def _parsed(text: str) -> tuple[ReadLine | SoundCue, ...]:
    try:
        return tuple(
            ReadLine(presenter=each.presenter, written=each.written, spoken="", part=each.part)
            if isinstance(each, WrittenLine)
            else each
            for each in parse(text, path="")
        )
    except CopyUnreadable as error:
        raise LineUnreadable(line=error.fields["line"], text=error.fields["text"]) from error


def _shown(
    reader: ScriptReader, script: Script, lines: tuple[ReadLine | SoundCue, ...]
) -> Iterator[tuple[PreviewLine, Reading | None]]:
    number = sentence = 0
    for line in lines:
        if isinstance(line, SoundCue):
            yield _music(number, line), None
            continue
        number += 1
        reading = reader.reading(script, line)
        shown = _line(number, sentence, line, reading)
        sentence += len(shown.sentences)
        yield shown, reading


def _music(number: int, cue: SoundCue) -> PreviewLine:
    return PreviewLine(
        number=number, presenter=None, part=None, pieces=(Piece(text=cue.cart.label),), written="", sentences=()
    )


def _line(number: int, before: int, line: ReadLine, reading: Reading) -> PreviewLine:
    sentences = tuple(
        Sentence(number=before + at, spoken=said, mark=fingerprint(said)[:_MARK], presenter=line.presenter)
        for at, said in enumerate(voice_sentences(reading.spoken), start=1)
    )
    return PreviewLine(
        number=number,
        presenter=line.presenter,
        part=line.part,
        pieces=tuple(_pieces(reading)),
        written=line.written,
        sentences=sentences,
    )


def _pieces(reading: Reading) -> Iterator[Piece]:
    at = 0
    for span in reading.spans:
        if at < span.start:
            yield Piece(text=reading.written[at : span.start])
        yield Piece(text=span.spoken, span=span)
        at = span.end
    if at < len(reading.written):
        yield Piece(text=reading.written[at:])
