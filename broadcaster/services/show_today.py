"""What the newsroom has to know now: what airs and what comes next, what is wrong, what waits, how targets do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from broadcaster.domain.airtime import TargetStanding
from broadcaster.domain.alarms import Alarm
from broadcaster.domain.approvals import ScriptState
from broadcaster.domain.ids import OutletId, TopicCode
from broadcaster.domain.periods import Period
from broadcaster.domain.timetables import DEFAULT_QUIET, QuietHours, Target, Timetable
from broadcaster.errors import NoTimetable
from broadcaster.scheduling.next_hours import BoardLine, Reached
from broadcaster.services.raise_alarms import board as alarm_board
from broadcaster.services.report_airtime import known_targets
from broadcaster.services.report_paper import standing_of
from broadcaster.services.show_board import Board, show_board
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

UNHEARD_DAYS = 2
"""How long after a session it is still asked what aired; later than that it is the reconciliation's."""


class Desk(StrEnum):
    """Who something waits for; the value is what operators read."""

    EDITOR = "biên tập viên"
    APPROVER = "người duyệt"
    TECHNICIAN = "kỹ thuật viên"
    OPERATOR = "người trực đài xã"


class Task(StrEnum):
    """What waits; the value is what operators read."""

    WRITE = "tin chưa viết thành kịch bản"
    APPROVE_TEXT = "kịch bản chờ duyệt bài"
    VOICE = "kịch bản chờ thu tiếng"
    APPROVE_SOUND = "bản thu chờ nghe duyệt"
    MAKE = "buổi phát trong 24 giờ tới chưa giao"
    CONFIRM = "buổi đã qua chưa ai xác nhận"


@dataclass(frozen=True, kw_only=True, slots=True)
class Waiting:
    """One kind of work that waits for somebody."""

    desk: Desk
    """For whom."""
    task: Task
    """What."""
    count: int
    """How many."""
    since: datetime | None = None
    """Since when the oldest has waited (aware); none where that is not known."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NowAndNext:
    """What one or more outlets have on air now, by the plan, and what they have next."""

    outlets: tuple[OutletId, ...]
    """Where, in the order of the timetable."""
    current: tuple[BoardLine, ...]
    """What the plan has on air at this moment; nothing between sessions."""
    coming: BoardLine | None
    """What comes next; none in the hours that the board looks at."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Today:
    """The newsroom's first page."""

    now: datetime
    """When it was looked (aware, local time)."""
    board: Board | None
    """The next hours; none where the station has no timetable yet."""
    places: tuple[NowAndNext, ...]
    """Now and next of every outlet, those that are alike together."""
    quiet: QuietHours
    """Quiet hours of the first outlet, for the picture of the day."""
    alarms: tuple[Alarm, ...]
    """What is wrong and not over."""
    waiting: tuple[Waiting, ...]
    """What waits for whom, in the order of the way of a piece of news."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """How the targets of the running periods stand."""

    counted_at: datetime
    """When it was counted (aware)."""
    timetable: Timetable | None
    """Names of topics and outlets; none where the station has no timetable yet."""
    standings: tuple[TargetStanding, ...]
    """One for each target whose period holds this day."""

    def period_name(self, target: Target) -> str:
        """Give a target's period as people say it."""
        return Period.parse(target.period).spoken

    def topic_name(self, code: TopicCode) -> str:
        """Give a topic's short name, or its number when the timetable has it no more."""
        topics = () if self.timetable is None else self.timetable.topics
        return next((topic.short for topic in topics if topic.code == code), str(code))


def show_today(station: Station, *, now: datetime, only: Collection[OutletId] | None = None) -> Today:
    """Give everything of the first page but the targets, which take longer: :func:`show_progress`.

    Args:
        station: Whose.
        now: When it is looked (aware).
        only: Outlets that the reader may see; then nothing is told but what concerns these. All when none is given.
    """
    try:
        seen, timetable = show_board(station, now=now), station.timetable()
    except NoTimetable:
        seen, timetable = None, None
    if only is not None and seen is not None:
        seen = _narrowed(seen, frozenset(only))
    with station.store.reading() as tx:
        scripts = _scripts_waiting(tx, heard=not station.sound_waiver) if only is None else ()
        waiting = (*scripts, *_sessions_waiting(seen), *_unheard(tx, now, only))
    return Today(
        now=now.astimezone(station.zone),
        board=seen,
        places=() if seen is None else now_and_next(seen),
        quiet=DEFAULT_QUIET if seen is None or timetable is None else _quiet(timetable, seen.names),
        alarms=alarm_board(station, now=now).alarms if only is None else (),
        waiting=tuple(each for each in waiting if each.count),
    )


def show_progress(station: Station, *, now: datetime, only: Collection[OutletId] | None = None) -> Progress:
    """Hold every target whose period runs today against what aired and what is planned; at some outlets, or at all."""
    try:
        timetable = station.timetable()
    except NoTimetable:
        return Progress(counted_at=now, timetable=None, standings=())
    today = now.astimezone(station.zone).date()
    with station.store.reading() as tx:
        running = [each for each in known_targets(tx, timetable, today) if Period.parse(each.period).holds(today)]
        narrowed = [found for each in running if (found := _target_at(each, timetable, only)) is not None]
        standings = tuple(standing_of(tx, timetable, target, as_of=today) for target in narrowed)
    return Progress(counted_at=now, timetable=timetable, standings=standings)


def _target_at(target: Target, timetable: Timetable, only: Collection[OutletId] | None) -> Target | None:
    """Give a target as it stands at some outlets, nothing when it speaks of none of them."""
    if only is None:
        return target
    everywhere = target.outlets or tuple(outlet.id for outlet in timetable.outlets)
    here = tuple(each for each in everywhere if each in only)
    return replace(target, outlets=here) if here else None


def now_and_next(board: Board) -> tuple[NowAndNext, ...]:
    """Give what each outlet of a board has on air and what comes next, outlets that are alike together."""
    alike: defaultdict[tuple[tuple[BoardLine, ...], BoardLine | None], list[OutletId]] = defaultdict(list)
    for outlet in board.names:
        own = [line for line in board.lines if outlet in line.outlets]
        current = tuple(line for line in own if line.starts <= board.now < line.stops)
        coming = next((line for line in own if line.starts > board.now), None)
        alike[current, coming].append(outlet)
    ordered = sorted(alike, key=lambda each: (not each[0], each[1] is None, each[1].starts if each[1] else board.until))
    return tuple(
        NowAndNext(outlets=tuple(alike[current, coming]), current=current, coming=coming) for current, coming in ordered
    )


def _narrowed(board: Board, only: frozenset[OutletId]) -> Board:
    here = ((line, tuple(each for each in line.outlets if each in only)) for line in board.lines)
    lines = tuple(replace(line, outlets=outlets) for line, outlets in here if outlets)
    return replace(board, lines=lines, names={each: name for each, name in board.names.items() if each in only})


def _quiet(timetable: Timetable, outlets: Iterable[OutletId]) -> QuietHours:
    first = next(iter(outlets), None)
    return next((each.quiet for each in timetable.policies if each.outlet_id == first), DEFAULT_QUIET)


def _scripts_waiting(tx: Transaction, *, heard: bool) -> Iterator[Waiting]:
    waits = tx.desk_lists.waits()
    yield Waiting(desk=Desk.EDITOR, task=Task.WRITE, count=tx.scripts.unwritten())
    yield _in_state(waits, _AWAITING_TEXT, Desk.APPROVER, Task.APPROVE_TEXT)
    yield _in_state(waits, [ScriptState.APPROVED], Desk.TECHNICIAN, Task.VOICE)
    if heard:
        yield _in_state(waits, [ScriptState.VOICED], Desk.APPROVER, Task.APPROVE_SOUND)


_AWAITING_TEXT = tuple(state for state in ScriptState if state.awaits_text)


def _in_state(
    waits: Mapping[ScriptState, tuple[int, datetime]], states: Collection[ScriptState], desk: Desk, task: Task
) -> Waiting:
    there = [waits[each] for each in states if each in waits]
    since = min((written for _, written in there), default=None)
    return Waiting(desk=desk, task=task, count=sum(count for count, _ in there), since=since)


def _sessions_waiting(board: Board | None) -> Iterator[Waiting]:
    unmade = {Reached.NOTHING, Reached.PLANNED, Reached.MIXED}
    count = 0 if board is None else sum(len(line.outlets) for line in board.lines if line.reached in unmade)
    yield Waiting(desk=Desk.TECHNICIAN, task=Task.MAKE, count=count)


def _unheard(tx: Transaction, now: datetime, only: Collection[OutletId] | None) -> Iterator[Waiting]:
    """Give sessions of the last days of which nobody has said what aired."""
    first, last = (now - timedelta(days=UNHEARD_DAYS)).date(), now.date()
    count, since = tx.playlists.untold(first, last, now, only)
    yield Waiting(desk=Desk.OPERATOR, task=Task.CONFIRM, count=count, since=since)
