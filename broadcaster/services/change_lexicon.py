"""Change a word of the station's lexicon: what it touches is named, and exactly that is read anew, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from broadcaster import engines
from broadcaster.copydesk.new_words import check_length, named_word, new_word
from broadcaster.copydesk.reading import default_lexicon
from broadcaster.copydesk.reading.breaths import voice_sentences
from broadcaster.copydesk.sentence_changes import SentenceChange, sentence_changes
from broadcaster.copydesk.word_uses import stands_in
from broadcaster.domain.directory import find_outlet
from broadcaster.domain.ids import CutHash
from broadcaster.domain.readings import LexiconEntry
from broadcaster.domain.scripts import Script
from broadcaster.domain.sound import cut_hash
from broadcaster.domain.words import WordChange, WordSource, word_key
from broadcaster.errors import AmbiguousWord, NameNeeded, UnknownWord
from broadcaster.newsroom.approval import text_approved, voices
from broadcaster.services.approve_script import ScriptStanding, standings_in
from broadcaster.services.read_script import ScriptReader, script_reader
from broadcaster.settings.findings import nearest
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

_LONGEST_NAME = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class TouchedScript:
    """A script whose spoken form a change of the lexicon changes."""

    script: Script
    """The script with its new spoken form."""
    sentences: tuple[SentenceChange, ...]
    """Which sentences are said otherwise."""
    approval_falls: bool
    """True when its text was approved and has to be approved again."""
    to_voice: frozenset[CutHash]
    """The cuts that have to be made before it is whole again; none when it had no sound."""
    voiced: frozenset[CutHash]
    """Its cuts that stay as they are."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LexiconChange:
    """What a change of the lexicon came to."""

    word: LexiconEntry
    """The word; a removed one as it was."""
    change: WordChange | None
    """What was done, or none when the word stood already."""
    source: WordSource
    """Where the word stands."""
    touched: tuple[TouchedScript, ...]
    """The scripts that are read anew, in order of writing."""

    @property
    def to_voice(self) -> int:
        """Count the sentences that have to be voiced again."""
        return len(frozenset[CutHash]().union(*(each.to_voice for each in self.touched)))

    @property
    def voiced(self) -> int:
        """Count the sentences of the same scripts that are kept as they are."""
        return len(frozenset[CutHash]().union(*(each.voiced for each in self.touched)))


def add_word(station: Station, typed: LexiconEntry, *, by: str, now: datetime, dry_run: bool = False) -> LexiconChange:
    """Let a word stand with its reading, and read the scripts that it touches anew; a dry run only tells.

    The outlets of `typed` may be any names that people use for them.

    Raises:
        NameNeeded, WordRefused, UnknownOutlet, AmbiguousOutlet, NoTimetable, UnknownEngine: nothing is written.
    """
    word = _with_ids(station, new_word(typed))
    key = word_key(word)

    def change(tx: Transaction) -> LexiconChange:
        before = tx.words.get(key)
        source = _where(station, word) if before is None else WordSource.STORE
        if source is WordSource.FILE or (before is not None and before.spoken == word.spoken):
            return LexiconChange(word=word, change=None, source=source, touched=_touched(station, tx, word, None))
        done = WordChange.ADDED if before is None else WordChange.REPLACED
        after = [word, *(each for each in tx.words.all() if word_key(each) != key)]
        return LexiconChange(
            word=word, change=done, source=WordSource.STORE, touched=_touched(station, tx, word, after)
        )

    return _changed(station, change, by=by, now=now, dry_run=dry_run)


def remove_word(
    station: Station, typed: LexiconEntry, *, by: str, now: datetime, dry_run: bool = False
) -> LexiconChange:
    """Let a word of the store stand no longer, and read the scripts that it touches anew; a dry run only tells.

    Where the written form alone is typed, it means the one word that is written so.

    Raises:
        NameNeeded, UnknownWord, AmbiguousWord, WordRefused, UnknownOutlet, AmbiguousOutlet, NoTimetable:
            nothing is written.
    """
    wanted = _with_ids(station, named_word(typed))

    def change(tx: Transaction) -> LexiconChange:
        stored = tx.words.all()
        word = _meant(station, stored, wanted)
        after = [each for each in stored if each != word]
        touched = _touched(station, tx, word, after)
        return LexiconChange(word=word, change=WordChange.REMOVED, source=WordSource.STORE, touched=touched)

    return _changed(station, change, by=by, now=now, dry_run=dry_run)


def _changed(
    station: Station, change: Callable[[Transaction], LexiconChange], *, by: str, now: datetime, dry_run: bool
) -> LexiconChange:
    if dry_run:
        with station.store.reading() as tx:
            return change(tx)
    name = " ".join(by.split())
    if not name:
        raise NameNeeded
    check_length(name, "tên người thực hiện", _LONGEST_NAME)
    with station.store.writing() as tx:
        done = change(tx)
        if done.change is WordChange.REMOVED:
            tx.words.remove(word_key(done.word), by=name, at=now)
        elif done.change is not None:
            tx.words.save(done.word, by=name, at=now)
        for each in done.touched:
            tx.scripts.save(each.script)
    return done


def _with_ids(station: Station, word: LexiconEntry) -> LexiconEntry:
    """Find the outlets that were typed, and hold the voice's engine against those there are."""
    if word.voice:
        engines.check_voice(word.voice)
    if not word.outlets:
        return word
    timetable = station.timetable()
    found = dict.fromkeys(find_outlet(timetable, name).id for name in word.outlets)
    return replace(word, outlets=tuple(found))


def _where(station: Station, word: LexiconEntry) -> WordSource:
    """Say whether the files have this word with this reading."""
    filed = {(word_key(each), each.spoken) for each in station.filed_words.entries}
    return WordSource.FILE if (word_key(word), word.spoken) in filed else WordSource.STORE


def _meant(station: Station, stored: Iterable[LexiconEntry], wanted: LexiconEntry) -> LexiconEntry:
    written = [each for each in stored if each.written == wanted.written]
    exact = [each for each in written if word_key(each) == word_key(wanted)]
    bare = not (wanted.context or wanted.voice or wanted.outlets)
    found = exact or (written if bare else [])
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousWord(
            word=wanted.written, candidates="; ".join(f'"{each.spoken}"{limits(each)}' for each in found)
        )
    raise UnknownWord(word=wanted.written + limits(wanted), nearest=_hint(station, stored, wanted.written))


def _hint(station: Station, stored: Iterable[LexiconEntry], written: str) -> str:
    if any(entry.written == written for entry in station.filed_words.entries):
        return "; từ này khai trong schedules/lexicon*.toml, hãy xóa ở đó rồi chạy `broadcaster script write`"
    if any(entry.written == written for entry in default_lexicon().entries):
        return "; từ này có sẵn, không bỏ được, muốn đọc khác thì thêm cách đọc của đài: `broadcaster lexicon add`"
    meant = nearest(written, [each.written for each in stored])
    return f' (ý bạn là "{meant}"?)' if meant else ""


def limits(word: LexiconEntry) -> str:
    """Write where a word holds as it is typed, or nothing when it holds everywhere."""
    options = [
        ("--context", word.context),
        ("--voice", (word.voice,) if word.voice else ()),
        ("--outlet", word.outlets),
    ]
    typed = [f'{option} "{value}"' for option, values in options for value in values]
    return f" ({' '.join(typed)})" if typed else ""


def _touched(
    station: Station, tx: Transaction, word: LexiconEntry, after: Iterable[LexiconEntry] | None
) -> tuple[TouchedScript, ...]:
    """Give the scripts that are said otherwise with these words in the store; none means those that stand."""
    lexicon = None if after is None else station.lexicon_with(after)
    reader = script_reader(station, tx, lexicon=lexicon)
    found = [_read_anew(tx, reader, standing, word.written) for standing in standings_in(tx)]
    return tuple(each for each in found if each is not None)


def _read_anew(tx: Transaction, reader: ScriptReader, standing: ScriptStanding, written: str) -> TouchedScript | None:
    old = standing.script
    new = reader.again(old, only=lambda line: stands_in(written, line.written))
    if new.lines == old.lines:
        return None
    lines = zip(old.read_lines, new.read_lines, strict=True)
    to_voice, voiced = _cuts(tx, standing, new)
    return TouchedScript(
        script=new,
        sentences=tuple(change for one, two in lines for change in sentence_changes(one.spoken, two.spoken)),
        approval_falls=standing.state.text_stands and not text_approved(new, standing.approvals, standing.steps),
        to_voice=to_voice,
        voiced=voiced,
    )


def _cuts(tx: Transaction, standing: ScriptStanding, new: Script) -> tuple[frozenset[CutHash], frozenset[CutHash]]:
    """Give the cuts that a voiced script lacks with its new spoken form, and those that it has: in the same voices."""
    old, voicing = standing.script, standing.voicing
    if voicing is None or not voices(voicing, old):
        return frozenset(), frozenset()
    said = zip(old.read_lines, voicing.lines, strict=True)
    by_presenter = {line.presenter: cuts[0] for line, cuts in said if cuts}
    wanted = frozenset(
        cut_hash(sentence, engine=cut.engine, version=cut.engine_version, voice=cut.voice)
        for line in new.read_lines
        if (cut := by_presenter.get(line.presenter)) is not None
        for sentence in voice_sentences(line.spoken)
    )
    there = frozenset(tx.cuts.many(wanted))
    return wanted - there, there
