"""All that the planner is asked, loaded from the store: what may air, what stands, what targets still miss."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from broadcaster.domain.approvals import ScriptState
from broadcaster.domain.ids import NewsItemId, ScriptId, SessionId, seconds
from broadcaster.domain.periods import Period
from broadcaster.domain.playlists import Playlist, QueueEntry
from broadcaster.domain.scripts import Script
from broadcaster.domain.sound import Voicing
from broadcaster.domain.timetables import Timetable
from broadcaster.errors import BroadcasterError, FrameNotReady, NothingToPlan
from broadcaster.scheduling.day import Candidate, DayRequest, DaysRequest
from broadcaster.scheduling.goals import Counted, Standing, goals, standings_of
from broadcaster.scheduling.layout import Pauses
from broadcaster.scheduling.plan_items import due_runs
from broadcaster.scheduling.rundown import FRAMED_EVENTS
from broadcaster.scheduling.week_plan import SlotKey
from broadcaster.services.approve_script import ScriptStanding, standings_in
from broadcaster.services.clearance import unanswered
from broadcaster.services.write_script import frame_id
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

_ADVICE = {
    ScriptState.DRAFT: 'Duyệt: broadcaster script approve {script} --by "TÊN"',
    ScriptState.EDITED: 'Duyệt: broadcaster script approve {script} --by "TÊN"',
    ScriptState.SUBMITTED: 'Duyệt: broadcaster script approve {script} --by "TÊN"',
    ScriptState.RETURNED: "Sửa lời rồi trình lại: broadcaster script history {script}",
    ScriptState.SOUND_RETURNED: "Thu lại cho khác bản bị trả: broadcaster script history {script}",
    ScriptState.APPROVED: "Thu: broadcaster voice make {script}",
    ScriptState.VOICED: 'Nghe duyệt: broadcaster voice approve {script} --by "TÊN"',
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A change that may touch some sessions only; all others stay as they are."""

    open: frozenset[SlotKey]
    """The sessions that are planned anew."""
    without: frozenset[NewsItemId] = frozenset()
    """Items that may not air in them."""
    queue: tuple[QueueEntry, ...] = ()
    """Entries beside those of the queue."""
    barred: Mapping[SlotKey, frozenset[NewsItemId]] = field(default_factory=dict[SlotKey, frozenset[NewsItemId]])
    """Items that may not air in one session, though they may in others."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Prepared:
    """What the planner is asked, and what was found on the way."""

    request: DaysRequest
    """The question."""
    stands: tuple[Playlist, ...]
    """The plan of those days as it stands."""
    waiting: tuple[str, ...]
    """What cannot be planned yet, one sentence each."""
    sent: frozenset[SlotKey] = frozenset()
    """Sessions that stay only because their bundle was handed over."""
    unready: BroadcasterError | None = None
    """What the first day that is not ready lacks; the question is of the days before it."""


def prepare(
    station: Station,
    days: Sequence[date],
    *,
    now: datetime,
    again: bool = False,
    change: Change | None = None,
) -> Prepared:
    """Load what the plan of some days is made from.

    Raises:
        NoTimetable; NothingToPlan: a day has no session, or nothing is ready for air; FrameNotReady.
    """
    timetable = station.timetable()
    wanted = [day for day in days if timetable.slots_on(day)] or list(days)
    with station.store.reading() as tx:
        scripts, stands = standings_in(tx), tx.playlists.between(wanted[0], wanted[-1])
        open_questions = unanswered(station, tx, scripts)
        barred = {*tx.withdrawals.standing(), *(change.without if change else ())}
        candidates = _candidates(tx, scripts, barred, open_questions)
        begun = _begun(tx, stands, wanted, now, now.astimezone(station.zone).date())
        sent = frozenset[SlotKey]() if again or change else _sent(tx, stands, wanted) - begun
        others = {key_of(each) for each in stands} - change.open if change else frozenset[SlotKey]()
        frozen = begun | sent | others
        if not candidates and not frozen:
            raise NothingToPlan(date=wanted[0], reason="chưa có kịch bản nào đã duyệt bài, đã thu và đã nghe duyệt")
        queue = _queue(tx, wanted, change)
        frames = _Frames(scripts, frozen, open_questions, only=change.open if change else None)
        requests, unready = _ready(station, tx, timetable, wanted, candidates, frames, queue)
        stands = tuple(each for each in stands if each.air_date <= requests[-1].day)
        frozen = frozenset(key for key in frozen if key.day <= requests[-1].day)
        request = _joined(station, tx, requests, stands, frozen, now)
        if change is not None:
            request = replace(request, only=change.open, barred=change.barred)
    waiting = _waiting(scripts, len(candidates), open_questions)
    return Prepared(request=request, stands=stands, waiting=waiting, sent=sent, unready=unready)


def _ready(
    station: Station,
    tx: Transaction,
    timetable: Timetable,
    days: Sequence[date],
    candidates: tuple[Candidate, ...],
    frames: _Frames,
    queue: tuple[QueueEntry, ...],
) -> tuple[tuple[DayRequest, ...], BroadcasterError | None]:
    """Give the days up to the first whose words are not ready, and what it lacks; raises that of the first day."""
    ready: list[DayRequest] = []
    for day in days:
        try:
            ready.append(_day(station, tx, timetable, day, candidates, frames.of(timetable, day), queue))
        except BroadcasterError as error:
            if not ready:
                raise
            return tuple(ready), error
    return tuple(ready), None


def target_standings(
    tx: Transaction, timetable: Timetable, days: Sequence[date], now: datetime, *, whole: bool = False
) -> tuple[Standing, ...]:
    """Hold the targets whose period holds any of some days against what really aired and what is planned for later.

    What airs on the days themselves is left out, unless ``whole``.
    """
    apart = None if whole else (days[0], days[-1])

    def counted(period: Period) -> tuple[Counted, Counted]:
        span = (period.first, period.last)
        return tx.airings.heard(*span, apart=apart), tx.playlists.to_come(*span, now, apart=apart)

    return standings_of(timetable, lambda period: any(period.holds(day) for day in days), counted)


def _joined(
    station: Station,
    tx: Transaction,
    requests: tuple[DayRequest, ...],
    stands: tuple[Playlist, ...],
    frozen: frozenset[SlotKey],
    now: datetime,
) -> DaysRequest:
    """Put days together with what concerns them all."""
    first, days, settings = requests[0], [each.day for each in requests], station.settings.planning
    timetable, rules, gap = first.timetable, tx.air_rules.all(), timedelta(hours=settings.repeat_gap_hours)
    campaigns = [each for each in timetable.campaigns if each.first <= days[-1] and days[0] <= each.last]
    standing = {key_of(each): each for each in stands}
    return DaysRequest(
        days=requests,
        air_rules=rules,
        least_runs=due_runs(
            first.candidates,
            days,
            rules=rules,
            campaigns=campaigns,
            runs_before=first.runs_before,
            runs_before_campaign={each.id: tx.playlists.runs_before(each.first) for each in campaigns},
        ),
        goals=goals(target_standings(tx, timetable, days, now), days),
        last_start=tx.playlists.starts_around(days[0], days[-1], gap),
        stands=standing,
        frozen=frozen,
        editions=tx.editions.many(dict.fromkeys(standing[key].edition_id for key in frozen)),
        neighbours=_neighbours(station, tx, timetable, days),
        repeat_gap=gap,
        seed=settings.seed,
        effort=settings.effort,
        guard_seconds=settings.guard_seconds,
    )


def _neighbours(station: Station, tx: Transaction, timetable: Timetable, days: Sequence[date]) -> tuple[Playlist, ...]:
    """Give the playlists of other days that could overlap with sessions of these, before or after midnight."""
    starts = datetime.combine(days[0], time(), tzinfo=station.zone)
    longest = timedelta(milliseconds=max((clock.length for clock in timetable.clocks), default=0))
    stops = datetime.combine(days[-1], time(), tzinfo=station.zone) + timedelta(days=1) + longest
    return tx.playlists.neighbours(days[0], days[-1], starts, stops)


def key_of(playlist: Playlist) -> SlotKey:
    """Name the slot that a playlist stands in."""
    return SlotKey(playlist.air_date, playlist.session, playlist.outlet_id)


def _day(
    station: Station,
    tx: Transaction,
    timetable: Timetable,
    day: date,
    candidates: tuple[Candidate, ...],
    frames: Mapping[SessionId, tuple[Script, Voicing]],
    queue: tuple[QueueEntry, ...],
) -> DayRequest:
    settings = station.settings.planning
    return DayRequest(
        day=day,
        timetable=timetable,
        zone=station.zone,
        programme=station.words.programme,
        candidates=candidates,
        frames=frames,
        queue=queue,
        runs_before=tx.playlists.runs_before(day, [each.item.id for each in candidates]),
        cart_lengths=station.shelf.lengths,
        pauses=Pauses(),
        closing_least=seconds(settings.closing_least),
        closing_most=seconds(settings.closing_most),
    )


def _queue(tx: Transaction, days: Sequence[date], change: Change | None) -> tuple[QueueEntry, ...]:
    """Give the queue of some days as a change leaves it: that of the sessions which it opens."""
    stored = (entry for day in days for entry in tx.queue.on(day))
    if change is None:
        return tuple(stored)
    opened = {(key.day, key.session, outlet) for key in change.open for outlet in (None, key.outlet_id)}
    mine = (each for each in stored if (each.air_date, each.session, each.outlet_id) in opened)
    return (*change.queue, *(entry for entry in mine if entry.item_id not in change.without))


def _begun(
    tx: Transaction, stands: Iterable[Playlist], days: Sequence[date], now: datetime, today: date
) -> frozenset[SlotKey]:
    """Give the sessions that no plan may touch: begun today, on air, or known to have aired or failed to."""
    heard = tx.airings.playlists_heard(days[0], days[-1])
    return frozenset(
        key_of(each)
        for each in stands
        if each.id in heard or (each.starts_at <= now and (each.air_date >= today or each.stops_at > now))
    )


def _sent(tx: Transaction, stands: Iterable[Playlist], days: Sequence[date]) -> frozenset[SlotKey]:
    """Give the sessions of days whose bundle the outlet was given."""
    sent = {(each.outlet_id, each.air_date) for each in tx.handovers.between(days[0], days[-1])}
    return frozenset(key_of(each) for each in stands if (each.outlet_id, each.air_date) in sent)


def _candidates(
    tx: Transaction,
    scripts: Iterable[ScriptStanding],
    barred: set[NewsItemId],
    open_questions: frozenset[ScriptId],
) -> tuple[Candidate, ...]:
    """Give what may air: approved words and sound of the news as it is now, nothing barred, no reading in question."""
    found: list[Candidate] = []
    news = {item.id: item for item in tx.news.all()}
    for each in scripts:
        script = each.script
        if script.item_id is None or each.state is not ScriptState.CLEARED or each.voicing is None:
            continue
        item = news.get(script.item_id)
        ready = item is not None and item.content_hash == script.item_hash and script.id not in open_questions
        if item is not None and ready and item.id not in barred:
            found.append(Candidate(item=item, script=script, voicing=each.voicing))
    return tuple(found)


class _Frames:
    """The bulletin frames that open sessions need."""

    def __init__(
        self,
        scripts: Iterable[ScriptStanding],
        frozen: frozenset[SlotKey],
        open_questions: frozenset[ScriptId],
        *,
        only: frozenset[SlotKey] | None,
    ) -> None:
        self._known = {each.script.id: each for each in scripts}
        self._frozen = frozen
        self._open_questions = open_questions
        self._only = only

    def of(self, timetable: Timetable, day: date) -> dict[SessionId, tuple[Script, Voicing]]:
        """Give the frame of every open session of a day whose clock asks for words.

        Raises NothingToPlan when the day has no session, FrameNotReady when a frame cannot air.
        """
        worded = {clock.id for clock in timetable.clocks if {event.kind for event in clock.events} & FRAMED_EVENTS}
        slots = timetable.slots_on(day)
        if not slots and not any(key.day == day for key in self._frozen):
            raise NothingToPlan(date=day, reason="lịch tuần không có buổi phát nào hôm đó")
        worded_slots = ((SlotKey(day, slot.session, slot.outlet_id), slot) for slot in slots if slot.clock in worded)
        wanted = {
            slot.session: None
            for key, slot in worded_slots
            if key not in self._frozen and (self._only is None or key in self._only)
        }
        return {session: self._frame(frame_id(day, session), session) for session in wanted}

    def _frame(self, wanted: ScriptId, session: SessionId) -> tuple[Script, Voicing]:
        standing = self._known.get(wanted)
        if standing is None:
            reason = f"chưa viết cho buổi {session}"
            raise FrameNotReady(edition=wanted, reason=reason, advice=f"Viết: broadcaster script frame {wanted[6:16]}")
        if wanted in self._open_questions:
            advice = f"Xem: broadcaster script show {wanted}, rồi dạy cách đọc: broadcaster lexicon add"
            raise FrameNotReady(edition=wanted, reason="còn chỗ chưa chắc cách đọc", advice=advice)
        if standing.state is ScriptState.CLEARED and standing.voicing is not None:
            return standing.script, standing.voicing
        advice = _ADVICE.get(standing.state, "Thu lại").format(script=wanted)
        raise FrameNotReady(edition=wanted, reason=f"mới ở bước {standing.state.value}", advice=advice)


def _waiting(scripts: Iterable[ScriptStanding], ready: int, open_questions: frozenset[ScriptId]) -> tuple[str, ...]:
    """Say how many scripts of news cannot be planned, so that nothing is left out in silence."""
    count = sum(1 for each in scripts if each.script.item_id is not None) - ready
    if not count:
        return ()
    asked = f"; {len(open_questions)} tin còn chỗ chưa chắc cách đọc" if open_questions else ""
    why = f"kịch bản chưa duyệt, chưa thu, tin gốc đã đổi, hoặc tin đã rút{asked}"
    return (f"{count} tin chưa được xếp vì {why}: broadcaster script list, broadcaster plan why MÃ_TIN",)
