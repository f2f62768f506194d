"""Finds outlets, topics and sessions by whatever name people type: id, official code, alias, with or without marks."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date

from broadcaster.domain.aliases import fold
from broadcaster.domain.timetables import Daypart, Timetable
from broadcaster.domain.topics import Topic
from broadcaster.domain.units import Outlet, Unit
from broadcaster.errors import AmbiguousOutlet, UnknownOutlet, UnknownSession, UnknownTopic

_Spelling = Callable[[str], str]


def find_outlet(timetable: Timetable, text: str, *, day: date | None = None) -> Outlet:
    """Find the one outlet that a typed name means.

    Tried in order: its id; the official code of its unit (as it held on `day`, or ever); its own names, then its
    unit's names, exactly as typed; the same two without marks. The first that fits anything decides, so that
    ``Nghĩa Hưng`` and ``Nghĩa Hùng`` are two places, and a name of a unit that has no outlet means none.

    Raises:
        UnknownOutlet: with the nearest id.
        AmbiguousOutlet: naming the candidates.
    """
    for candidates in _steps(timetable, text, day):
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            raise AmbiguousOutlet(outlet=text, candidates=", ".join(outlet.id for outlet in candidates))
    raise UnknownOutlet(outlet=text, nearest=_nearest(timetable, text))


def find_topic(timetable: Timetable, text: str, *, where: str = "cần mã hoặc tên chủ đề") -> Topic:
    """Find a topic by its code or its name, with or without marks; raises UnknownTopic, which says `where`."""
    typed = text.strip()
    for topic in timetable.topics:
        if typed == str(topic.code) or (fold(typed) and fold(typed) in {fold(topic.name), fold(topic.short)}):
            return topic
    known = ", ".join(f"{topic.code} ({topic.short})" for topic in timetable.topics)
    raise UnknownTopic(topic=text, where=where, known=known)


def find_session(timetable: Timetable, text: str) -> Daypart:
    """Find a session's daypart by its id or its name, ``sáng`` for ``buổi sáng`` too; raises UnknownSession."""
    typed = fold(text)
    for daypart in timetable.dayparts:
        name = fold(daypart.name)
        if typed and typed in {fold(daypart.id), name, name.removeprefix("BUOI-")}:
            return daypart
    known = ", ".join(f"{daypart.id} ({daypart.name})" for daypart in timetable.dayparts)
    raise UnknownSession(session=text, known=known)


def _steps(timetable: Timetable, text: str, day: date | None) -> Iterable[tuple[Outlet, ...]]:
    """Give the outlets that fit, one way of fitting after another."""
    typed = text.strip()
    yield tuple(outlet for outlet in timetable.outlets if outlet.id == typed.upper())
    yield _run_by(timetable, [unit for unit in timetable.units if typed in _codes(unit, day)])
    for spelling in (_exact, fold):
        wanted = spelling(text)
        yield tuple(outlet for outlet in timetable.outlets if wanted and wanted in _own_names(outlet, spelling))
        named = [unit for unit in timetable.units if wanted and wanted in _unit_names(unit, spelling)]
        yield _run_by(timetable, named)
        if named:
            return  # a unit was named in full: another one that only looks alike was not meant


def _run_by(timetable: Timetable, units: Iterable[Unit]) -> tuple[Outlet, ...]:
    ids = {unit.id for unit in units}
    return tuple(outlet for outlet in timetable.outlets if outlet.unit_id in ids)


def _codes(unit: Unit, day: date | None) -> set[str]:
    return {code.code for code in unit.codes if day is None or code.holds_on(day)}


def _own_names(outlet: Outlet, spelling: _Spelling) -> set[str]:
    return {spelling(name) for name in (outlet.id, outlet.name, *outlet.aliases)}


def _unit_names(unit: Unit, spelling: _Spelling) -> set[str]:
    return {spelling(name) for name in (unit.name, unit.full_name, *unit.aliases)}


def _exact(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _nearest(timetable: Timetable, text: str) -> str:
    spelled = {
        name: outlet.id
        for outlet in reversed(timetable.outlets)
        for name in (*_own_names(outlet, fold), *_unit_names(timetable.unit_of(outlet), fold))
    }
    close = difflib.get_close_matches(fold(text), spelled, n=1)
    return f" (ý bạn là {spelled[close[0]]}?)" if close else ""
