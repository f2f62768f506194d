"""The timetable and the word list of a ``schedules`` folder: all files joined and checked, all findings at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from broadcaster.copydesk.new_words import CONTEXT, SPOKEN, WRITTEN, new_word
from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.ids import OutletId, Sha256, WordKey
from broadcaster.domain.readings import Lexicon, LexiconEntry
from broadcaster.domain.timetables import QuietHours, Timetable
from broadcaster.domain.units import Outlet
from broadcaster.domain.words import word_key
from broadcaster.errors import WordRefused
from broadcaster.settings import coverage, day_rows, grid, organisation, slots
from broadcaster.settings.day_checks import DayChecks
from broadcaster.settings.day_tables import CampaignRow, ExceptionRow, HolidayRow, RelayRow
from broadcaster.settings.findings import Finding, refuse, sentences
from broadcaster.settings.policies import policies
from broadcaster.settings.public_holidays import public_holidays
from broadcaster.settings.rows import (
    LEXICON,
    Placed,
    RowReader,
    declared,
    read_schedules,
    repeated,
    unknown_name,
    unknown_tables,
)
from broadcaster.settings.selectors import selector_findings
from broadcaster.settings.tables import (
    TABLES,
    WORD_TABLES,
    ClockRow,
    DaypartRow,
    OutletRow,
    PolicyRow,
    SlotRow,
    TargetRow,
    TopicRow,
    UnitRow,
    WordRow,
)
from broadcaster.settings.toml_files import TomlFile


@dataclass(frozen=True, kw_only=True, slots=True)
class _Rows:
    """The rows that have the right shape, and the names that the files declare."""

    files: tuple[TomlFile, ...]
    units: Sequence[Placed[UnitRow]]
    outlets: Sequence[Placed[OutletRow]]
    topics: Sequence[Placed[TopicRow]]
    dayparts: Sequence[Placed[DaypartRow]]
    clocks: Sequence[Placed[ClockRow]]
    slots: Sequence[Placed[SlotRow]]
    relays: Sequence[Placed[RelayRow]]
    exceptions: Sequence[Placed[ExceptionRow]]
    campaigns: Sequence[Placed[CampaignRow]]
    holidays: Sequence[Placed[HolidayRow]]
    policies: Sequence[Placed[PolicyRow]]
    targets: Sequence[Placed[TargetRow]]

    def declared(self, table: str, key: str = "id") -> frozenset[str]:
        return declared(self.files, table, key)


def load_timetable(folder: Path, *, default_quiet: QuietHours) -> tuple[Timetable, tuple[str, ...], Sha256]:
    """Read ``FOLDER/*.toml`` but lexicon and rates into a timetable, its warnings, and the hash of what made it.

    People may split the tables over files as they like. Outlets keep their order: the producing station comes first.

    Raises:
        SettingsError: with every finding at once, each naming file, line and key.
    """
    files, unreadable = read_schedules(folder)
    reader = RowReader(files)
    rows = _read(reader)
    found = (*unreadable, *reader.found, *unknown_tables(files, TABLES))
    if unreadable:
        refuse(found)  # what seems undeclared may be declared in a file that could not be read
    timetable, refused, warnings = _join(rows, folder, default_quiet, complete=not reader.found)
    refuse((*found, *refused))
    days_off = [[holiday.day.isoformat(), holiday.name] for holiday in timetable.holidays]
    source = fingerprint([str(default_quiet), days_off, *([file.name, file.content] for file in files)])
    return timetable, sentences(warnings), source


def load_lexicon(
    folder: Path,
    *,
    outlets: Collection[str] | None = None,
    engines: Collection[str] | None = None,
    spoken_checked: bool = False,
) -> Lexicon:
    """Read the ``[[word]]`` tables of ``FOLDER/lexicon*.toml``, in the order of files and lines.

    The outlets and speech engines that words name are held against those there are, where these are given. A word that
    stands twice with one reading is one word: the file of another station may lie beside the station's own. Where
    asked, each word is held against what `lexicon add` refuses.

    Raises:
        SettingsError: with every finding at once.
    """
    files, unreadable = read_schedules(folder, beginning=LEXICON)
    reader = RowReader(files)
    words = tuple(_each_once(reader.rows("word", WordRow)))
    twice = repeated(words, "written", _word_name)
    strangers = _named_by_words(words, outlets, engines)
    unspoken = _not_to_be_said(words) if spoken_checked else ()
    refuse((*unreadable, *reader.found, *unknown_tables(files, WORD_TABLES), *twice, *strangers, *unspoken))
    return Lexicon(entries=tuple(_entry(word.row) for word in words))


def _each_once(words: Iterable[Placed[WordRow]]) -> Iterator[Placed[WordRow]]:
    seen: set[tuple[WordKey, str]] = set()
    for word in words:
        entry = _entry(word.row)
        same = (word_key(entry), entry.spoken)
        if same not in seen:
            seen.add(same)
            yield word


def _not_to_be_said(words: Iterable[Placed[WordRow]]) -> Iterator[Finding]:
    keys = {WRITTEN: "written", SPOKEN: "spoken", CONTEXT: "context"}
    for word in words:
        try:
            new_word(_entry(word.row))
        except WordRefused as error:
            yield word.finding(keys.get(str(error.fields.get("what")), "spoken"), str(error).rstrip("."))


def _entry(row: WordRow) -> LexiconEntry:
    return LexiconEntry(
        written=row.written,
        spoken=row.spoken,
        context=row.context,
        voice=row.voice,
        outlets=tuple(OutletId(outlet) for outlet in row.outlets),
    )


def _word_name(row: WordRow) -> str:
    """Write everything that makes a word another one, whatever the order of its lists: see ``word_key``."""
    near = sorted({word.lower() for word in row.context})
    voice = [f"giọng {row.voice}"] if row.voice else []
    return " / ".join((row.written, *near, *voice, *(f"ở {outlet}" for outlet in sorted(set(row.outlets)))))


def _named_by_words(
    words: Sequence[Placed[WordRow]], outlets: Collection[str] | None, engines: Collection[str] | None
) -> Iterator[Finding]:
    for word in words:
        if outlets is not None:
            for outlet in word.row.outlets:
                yield from unknown_name(word, "outlets", outlet, outlets)
        if engines is not None and word.row.voice:
            yield from unknown_name(word, "voice", word.row.voice.partition(":")[0], engines)


def _read(reader: RowReader) -> _Rows:
    return _Rows(
        files=reader.files,
        units=reader.rows("unit", UnitRow),
        outlets=reader.rows("outlet", OutletRow),
        topics=reader.rows("topic", TopicRow),
        dayparts=reader.rows("daypart", DaypartRow),
        clocks=reader.rows("clock", ClockRow),
        slots=reader.rows("slot", SlotRow),
        relays=reader.rows("relay", RelayRow),
        exceptions=reader.rows("exception", ExceptionRow),
        campaigns=reader.rows("campaign", CampaignRow),
        holidays=reader.rows("holiday", HolidayRow),
        policies=reader.rows("policy", PolicyRow),
        targets=reader.rows("target", TargetRow),
    )


def _join(
    rows: _Rows, folder: Path, default_quiet: QuietHours, *, complete: bool
) -> tuple[Timetable, tuple[Finding, ...], tuple[Finding, ...]]:
    """Give the timetable, what forbids it, and what is only to be warned of."""
    outlets = tuple(organisation.outlet(placed.row) for placed in rows.outlets)
    clocks = {placed.row.id: grid.clock(placed.row) for placed in rows.clocks}
    dayparts = {placed.row.id: grid.daypart(placed.row) for placed in rows.dayparts}
    limits = policies(rows.policies, outlets, default_quiet)
    placed_slots = slots.spread_slots(rows.slots, outlets, clocks)
    placed_relays = slots.spread_relays(rows.relays, outlets)
    timetable = Timetable(
        units=tuple(organisation.unit(placed.row) for placed in rows.units),
        outlets=outlets,
        topics=tuple(organisation.topic(placed.row) for placed in rows.topics),
        dayparts=tuple(dayparts.values()),
        clocks=tuple(clocks.values()),
        slots=tuple(placed.value for placed in placed_slots),
        policies=limits.values,
        targets=tuple(coverage.target(placed.row, outlets) for placed in rows.targets),
        relays=tuple(placed.value for placed in placed_relays),
        exceptions=tuple(day_rows.exception(placed.row, outlets) for placed in rows.exceptions),
        campaigns=tuple(day_rows.campaign(placed.row) for placed in rows.campaigns),
        holidays=day_rows.holidays(rows.holidays, public_holidays()),
    )
    days = DayChecks(
        timetable,
        slots=placed_slots,
        relays=placed_relays,
        exceptions=rows.exceptions,
        daily=limits.daily_rows,
        complete=complete,
    ).check()
    refused = (
        *_missing(rows, folder),
        *_checks(rows),
        *_day_checks(rows, outlets),
        *limits.refused,
        *slots.daypart_findings(rows.slots, dayparts, clocks),
        *days.refused,
    )
    warnings = (*days.warnings, *slots.silent_warnings(placed_slots, outlets, folder.name))
    return replace(timetable, slots=days.slots), refused, warnings


def _missing(rows: _Rows, folder: Path) -> Iterator[Finding]:
    """Find what no timetable can be without."""
    for table, what in (("outlet", "đài, cụm loa"), ("topic", "chủ đề"), ("slot", "giờ phát")):
        if not any(table in file.table for file in rows.files):
            yield Finding(file=folder.name, line=0, text=f"chưa khai báo {what} nào ([[{table}]]) trong các tệp .toml")


def _checks(rows: _Rows) -> Iterator[Finding]:
    units = rows.declared("unit")
    yield from organisation.unit_findings(rows.units, units)
    yield from organisation.outlet_findings(rows.outlets, rows.units, units)
    yield from organisation.topic_findings(rows.topics)
    yield from grid.daypart_findings(rows.dayparts)
    yield from grid.clock_findings(rows.clocks)
    yield from coverage.target_findings(rows.targets, rows.declared("topic", "code"))
    outlets, groups = rows.declared("outlet"), rows.declared("outlet", "groups")
    for slot in rows.slots:
        yield from unknown_name(slot, "session", slot.row.session, rows.declared("daypart"))
        yield from unknown_name(slot, "clock", slot.row.clock, rows.declared("clock"))
        yield from selector_findings(slot, outlets, groups)
    for relay in rows.relays:
        yield from selector_findings(relay, outlets, groups)
    for exception in rows.exceptions:
        yield from selector_findings(exception, outlets, groups)
    for policy in rows.policies:
        yield from selector_findings(policy, outlets, groups)
    for target in rows.targets:
        yield from selector_findings(target, outlets, groups)


def _day_checks(rows: _Rows, outlets: Sequence[Outlet]) -> Iterator[Finding]:
    sessions, relays = rows.declared("daypart"), rows.declared("relay")
    yield from slots.slot_findings(rows.slots, rows.declared("campaign"), sessions, relays)
    yield from day_rows.relay_findings(rows.relays, sessions)
    yield from day_rows.exception_findings(rows.exceptions, sessions | relays, outlets)
    yield from day_rows.campaign_findings(rows.campaigns, rows.declared("topic", "code"))
    yield from day_rows.holiday_findings(rows.holidays, public_holidays())
