"""Take in what a person has read: a whole script, some of its lines or one sentence, in place of a machine's voice."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from broadcaster.copydesk.read_time import cut_time, measured_pace, read_time
from broadcaster.copydesk.reading.breaths import voice_sentences
from broadcaster.domain.fingerprints import sha256_of
from broadcaster.domain.ids import DurationMs, ScriptId, Sha256
from broadcaster.domain.paces import Pace
from broadcaster.domain.scripts import ReadLine, Script
from broadcaster.domain.sound import Cut, Pcm, Voicing, cut_hash
from broadcaster.domain.takes import TAKE_CHECKS, TAKE_ENGINE, Take, reader_id, takes_in, voice_of_reader
from broadcaster.errors import (
    NameNeeded,
    NotApproved,
    TakeAlone,
    TakePlaceUnknown,
    TakeRefused,
    TakeStands,
    UnknownItem,
)
from broadcaster.files import read_bytes
from broadcaster.mixdown import lossless
from broadcaster.mixdown.samples import to_pcm
from broadcaster.mixdown.take_files import opened_take
from broadcaster.mixdown.take_lines import parted, parted_at
from broadcaster.mixdown.takes import Listening
from broadcaster.services.approve_script import ScriptStanding, standings_in
from broadcaster.speech.recorded import FOLDER, TakeShelf
from broadcaster.station import SOUND_SUFFIX, Station
from broadcaster.storage.store import Transaction

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """What of a script a person has read, in which file, and how it is to be taken in."""

    script_id: ScriptId
    """The script."""
    file: Path
    """The recording."""
    by: str
    """Who read it."""
    lines: tuple[int, int] | None = None
    """First and last line that was read, counted from 1; none for the whole script."""
    sentence: int | None = None
    """The one sentence of one line that was read, counted from 1; none for whole lines."""
    trim: bool = False
    """Whether silence at the ends is cut off."""
    starts: tuple[DurationMs, ...] | None = None
    """Where each line begins, as a person says; none to find it by the pauses."""
    accept: str = ""
    """Why it is taken in although the checks found something."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A line of a script, or one sentence of it, and what is said there."""

    line: int
    """Number of the line, from 1."""
    sentence: int | None
    """Number of the sentence, from 1; none for the whole line."""
    presenter_line: ReadLine
    """The line."""
    spoken: str
    """What is read."""
    expected: DurationMs
    """How long the reader needs for it, as far as known."""

    @property
    def label(self) -> str:
        """Name the place for people."""
        return f"dòng {self.line}" + (f" câu {self.sentence}" if self.sentence else "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """One place with the reading that now stands there."""

    place: Place
    """Where."""
    take: Take
    """The reading."""
    starts: DurationMs
    """Where it began in the recording."""
    lufs: float
    """How loud the speech is."""
    over_noise_db: float
    """By how much it is louder than what is heard in its silences."""


def take_script(station: Station, wanted: Wanted, *, now: datetime) -> tuple[Taken, ...]:
    """Take in a recording of an approved script; the sound is to be heard and approved anew.

    Where not every line was read, the others keep the sound that they have. A recording of several lines is parted in
    the pauses between them.

    Raises:
        NameNeeded, UnknownItem, NotApproved, FileMissing, TakePlaceUnknown, TakeAlone, TakeUnreadable, TakeSilent,
        TakeNotSplit, TakeRefused, DiskFull: nothing was changed.
    """
    if not wanted.by.strip():
        raise NameNeeded
    with station.store.reading() as tx:
        standing = _standing(tx, wanted.script_id)
        places = _places(standing.script, wanted, _paces(tx, wanted.by))
    _refuse_holes(standing, places, wanted)
    pieces = _pieces(wanted, places)
    _refuse_faults(wanted, pieces)
    taken = [_kept(station, wanted, piece, now) for piece in pieces]
    with station.store.writing() as tx:
        current = _standing(tx, wanted.script_id)
        _refuse_change(current, standing, wanted)
        cuts = [_cut(each) for each in taken]
        tx.cuts.add_many(cuts)
        tx.voicings.save(_voicing(current, places, cuts, now))
    return tuple(taken)


def script_places(station: Station, script_id: ScriptId) -> tuple[tuple[Place, Cut | None], ...]:
    """Give every sentence of a script with what is read and the sound it has; raises UnknownItem.

    A line that a person has read in one go is one place.
    """
    with station.store.reading() as tx:
        standing = _found(tx, script_id)
    voicing = standing.voicing if _current(standing) else None
    rows: list[tuple[Place, Cut | None]] = []
    for number, line in enumerate(standing.script.read_lines, start=1):
        cuts = voicing.lines[number - 1] if voicing else ()
        sentences = voice_sentences(line.spoken)
        if cuts and len(cuts) != len(sentences):
            rows.append((_place(number, None, line, measured_pace([])), cuts[0]))
            continue
        rows += [
            (_place(number, at + 1, line, measured_pace([])), cuts[at] if cuts else None)
            for at in range(len(sentences))
        ]
    return tuple(rows)


def refuse_if_read(station: Station, standing: ScriptStanding) -> None:
    """Keep a machine from replacing what a person has read; raises TakeStands."""
    if keeps_takes(station, standing) and standing.voicing is not None:
        raise TakeStands(script=standing.script.id, count=len(takes_in(standing.voicing)))


def keeps_takes(station: Station, standing: ScriptStanding) -> bool:
    """Say whether a person reads some of a script's present words; a lost sound of theirs is put back."""
    voicing = standing.voicing
    if voicing is None or not _current(standing):
        return False
    takes = takes_in(voicing)
    for cut in takes:
        restore(station, cut.audio)
    return bool(takes)


def restore(station: Station, audio: Sha256) -> bool:
    """Put a take's sound back from the station's folder of takes where it was lost; says whether it is there now."""
    if station.media.has(audio, SOUND_SUFFIX):
        return True
    shelved = station.folder / FOLDER / f"{audio}{SOUND_SUFFIX}"
    if not shelved.is_file() or sha256_of(content := shelved.read_bytes()) != audio:
        logger.error("take lost: %s", audio, extra={"action": "take_lost"})
        return False
    station.media.put(content, SOUND_SUFFIX)
    return True


def _found(tx: Transaction, script_id: ScriptId) -> ScriptStanding:
    for standing in standings_in(tx):
        if standing.script.id == script_id:
            return standing
    raise UnknownItem(item=script_id, nearest="")


def _standing(tx: Transaction, script_id: ScriptId) -> ScriptStanding:
    """Give a script that may be read aloud: its text is approved."""
    standing = _found(tx, script_id)
    if not standing.state.text_stands:
        command = f'broadcaster script approve {script_id} --by "TÊN"'
        raise NotApproved(script=script_id, stage="bài", command=command)
    return standing


def _current(standing: ScriptStanding) -> bool:
    return standing.voicing is not None and standing.voicing.text_hash == standing.script.text_hash


def _paces(tx: Transaction, by: str) -> Pace:
    """Give the reader's own pace, learned from what they have read; nobody's is the assumed pace."""
    mine = reader_id(by)
    voicings = tx.voicings.all().values()
    return measured_pace(cut for each in voicings for cut in takes_in(each) if cut.voice.rpartition("-")[0] == mine)


def _places(script: Script, wanted: Wanted, pace: Pace) -> tuple[Place, ...]:
    lines = script.read_lines
    first, last = wanted.lines or (1, len(lines))
    for number in (first, last):
        if not 1 <= number <= len(lines):
            raise TakePlaceUnknown(script=script.id, place=f"dòng {number} (có {len(lines)} dòng)")
    places = tuple(_place(number, wanted.sentence, lines[number - 1], pace) for number in range(first, last + 1))
    if wanted.sentence is None:
        return places
    count = len(voice_sentences(lines[first - 1].spoken))
    if first != last or not 1 <= wanted.sentence <= count:
        where = f"câu {wanted.sentence} ở dòng {first} (dòng ấy có {count} câu; --sentence chỉ dùng với một dòng)"
        raise TakePlaceUnknown(script=script.id, place=where)
    return places


def _place(number: int, sentence: int | None, line: ReadLine, pace: Pace) -> Place:
    sentences = voice_sentences(line.spoken)
    if sentence is None or not 1 <= sentence <= len(sentences):
        spoken, expected = " ".join(sentences), read_time(line.spoken, pace)
    else:
        spoken, expected = sentences[sentence - 1], cut_time(sentences[sentence - 1], pace)
    return Place(line=number, sentence=sentence, presenter_line=line, spoken=spoken, expected=expected)


def _refuse_holes(standing: ScriptStanding, places: Sequence[Place], wanted: Wanted) -> None:
    """Refuse what would leave a line, or a sentence beside the one that was read, without sound."""
    script, voicing = standing.script, standing.voicing
    if voicing is None or not _current(standing):
        if len(places) < len(script.read_lines) or (wanted.sentence and len(voice_sentences(places[0].spoken)) > 1):
            raise TakeAlone(script=script.id, missing="những dòng khác")
        return
    if wanted.sentence is not None:
        place = places[0]
        if len(voicing.lines[place.line - 1]) != len(voice_sentences(place.presenter_line.spoken)):
            raise TakeAlone(script=script.id, missing=f"các câu khác của dòng {place.line}")


def _refuse_change(now: ScriptStanding, then: ScriptStanding, wanted: Wanted) -> None:
    """Refuse to lay a reading over words or sound that somebody changed while it was checked."""
    if now.script.text_hash != then.script.text_hash or now.voicing != then.voicing:
        faults = "lời hoặc tiếng của kịch bản vừa đổi trong lúc kiểm tra; chạy lại lệnh này"
        raise TakeRefused(file=wanted.file.name, faults=faults)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Piece:
    """What was read at one place, with what the checks say."""

    place: Place
    sound: Pcm
    starts: DurationMs
    faults: tuple[str, ...]
    lufs: float
    over_noise_db: float


def _pieces(wanted: Wanted, places: Sequence[Place]) -> list[_Piece]:
    name = wanted.file.name
    heard = Listening(opened_take(read_bytes(wanted.file), name), name)
    starts = _starts(wanted, heard, places)
    stops = [*starts[1:], None]
    pieces: list[_Piece] = []
    for place, start, stop in zip(places, starts, stops, strict=True):
        own = heard if len(places) == 1 else Listening(heard.between(start, stop), f"{name}, {place.label}")
        recording = own.trimmed() if wanted.trim else own.recording
        sound = to_pcm(recording.samples).samples
        pieces.append(
            _Piece(
                place=place,
                sound=Pcm(rate_hz=recording.rate_hz, samples=sound),
                starts=start,
                faults=own.faults(place.expected),
                lufs=own.lufs,
                over_noise_db=own.over_noise_db,
            )
        )
    return pieces


def _starts(wanted: Wanted, heard: Listening, places: Sequence[Place]) -> tuple[DurationMs, ...]:
    if wanted.starts:
        return parted_at(heard, wanted.starts, len(places), wanted.file.name)
    if len(places) == 1:
        return (DurationMs(0),)
    return parted(heard, [place.expected for place in places], wanted.file.name)


def _refuse_faults(wanted: Wanted, pieces: Sequence[_Piece]) -> None:
    one = len(pieces) == 1
    told = [fault if one else f"{piece.place.label}: {fault}" for piece in pieces for fault in piece.faults]
    if told and not wanted.accept.strip():
        raise TakeRefused(file=wanted.file.name, faults="; ".join(told))


def _kept(station: Station, wanted: Wanted, piece: _Piece, now: datetime) -> Taken:
    """Keep a piece's sound: in the media store, and for good in the station's folder of takes."""
    packed = lossless.encode(piece.sound)
    take = Take(
        spoken=piece.place.spoken,
        reader=" ".join(wanted.by.split()),
        presenter=piece.place.presenter_line.presenter,
        audio=station.media.put(packed, SOUND_SUFFIX),
        duration=piece.sound.duration,
        script_id=wanted.script_id,
        source=wanted.file.name.encode("utf-8", "replace").decode(),
        at=now,
        checks=TAKE_CHECKS,
        faults=piece.faults,
        accepted=" ".join(wanted.accept.split()) if piece.faults else "",
    )
    TakeShelf(station.folder / FOLDER).keep(take, packed)
    return Taken(place=piece.place, take=take, starts=piece.starts, lufs=piece.lufs, over_noise_db=piece.over_noise_db)


def _cut(taken: Taken) -> Cut:
    """Make the cut of a reading; what makes it is the reading itself, so its sound is part of what finds it."""
    take = taken.take
    voice = voice_of_reader(take.reader, take.presenter)
    return Cut(
        hash=cut_hash(take.spoken, engine=TAKE_ENGINE, version=f"{TAKE_CHECKS} {take.audio}", voice=voice),
        audio=take.audio,
        duration=take.duration,
        engine=TAKE_ENGINE,
        engine_version=TAKE_CHECKS,
        voice=voice,
        spoken=take.spoken,
    )


def _voicing(standing: ScriptStanding, places: Sequence[Place], cuts: Sequence[Cut], now: datetime) -> Voicing:
    script, voicing = standing.script, standing.voicing if _current(standing) else None
    lines: list[tuple[Cut, ...]] = list(voicing.lines) if voicing else [()] * len(script.read_lines)
    for place, cut in zip(places, cuts, strict=True):
        said = lines[place.line - 1]
        at = (place.sentence or 1) - 1
        lines[place.line - 1] = (cut,) if place.sentence is None else (*said[:at], cut, *said[at + 1 :])
    return Voicing(script_id=script.id, text_hash=script.text_hash, lines=tuple(lines), at=now)
