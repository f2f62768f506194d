"""Plan days: what airs when at which outlet, from what is approved and voiced."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from broadcaster.domain.approvals import ScriptState
from broadcaster.domain.ids import ScriptId, SessionId
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.scripts import Script
from broadcaster.domain.sound import Voicing
from broadcaster.errors import FrameNotReady, NothingToPlan, PlanLocked
from broadcaster.scheduling.day import Candidate, DayPlan, DayRequest, plan_day
from broadcaster.scheduling.layout import Pauses
from broadcaster.services.approve_script import ScriptStanding, standings
from broadcaster.services.write_script import frame_id
from broadcaster.station import Station
from broadcaster.storage.store import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Planned:
    """One planned day."""

    day: date
    """Local calendar day."""
    plan: DayPlan
    """Editions, playlists, warnings."""
    changed: bool
    """False when the same plan stood already."""


def plan_days(station: Station, first: date, *, days: int = 1, again: bool = False) -> Iterator[Planned]:
    """Plan some days in a row, one at a time; each day is kept whole or not at all, and those before it stay.

    A day whose bundles were handed over keeps its plan; `again` makes a new one all the same.

    Raises:
        FrameNotReady, NothingToPlan, InQuietHours, DoesNotFit, PlanLocked.
    """
    for number in range(days):
        yield _plan(station, first + timedelta(days=number), again=again)


def _plan(station: Station, day: date, *, again: bool) -> Planned:
    request, waiting = _request(station, day)
    plan = plan_day(request)
    plan = replace(plan, warnings=(*plan.warnings, *waiting))
    with station.store.writing() as tx:
        standing = tx.playlists.on(day)
        if _same(standing, plan.playlists):
            return Planned(day=day, plan=plan, changed=False)
        if tx.handovers.between(day, day) and not again:
            raise PlanLocked(date=day)
        for edition in plan.editions:
            tx.editions.add(edition)
        tx.playlists.replace_day(day, plan.playlists)
    return Planned(day=day, plan=plan, changed=True)


def _request(station: Station, day: date) -> tuple[DayRequest, tuple[str, ...]]:
    timetable = station.timetable()
    all_scripts = standings(station)
    sessions = list(dict.fromkeys(slot.session for slot in timetable.slots_on(day)))
    with station.store.reading() as tx:
        candidates = _candidates(tx, all_scripts)
        queue, runs = tx.queue.on(day), tx.playlists.runs_before(day)
    if not candidates:
        raise NothingToPlan(date=day, reason="chưa có kịch bản nào đã duyệt bài, đã thu và đã nghe duyệt")
    request = DayRequest(
        day=day,
        timetable=timetable,
        zone=station.zone,
        programme=station.words.programme,
        candidates=candidates,
        frames={session: _frame(all_scripts, frame_id(day, session), session) for session in sessions},
        queue=queue,
        runs_before=runs,
        cart_lengths=station.shelf.lengths,
        pauses=Pauses(),
    )
    return request, _waiting(all_scripts, len(candidates))


def _waiting(all_scripts: tuple[ScriptStanding, ...], ready: int) -> tuple[str, ...]:
    """Say how many scripts of news cannot be planned yet, so that nothing is left out in silence."""
    count = sum(1 for each in all_scripts if each.script.item_id is not None) - ready
    if not count:
        return ()
    return (
        f"{count} tin chưa được xếp vì kịch bản chưa duyệt, chưa thu, hoặc tin gốc đã đổi: broadcaster script list",
    )


def _candidates(tx: Transaction, all_scripts: tuple[ScriptStanding, ...]) -> tuple[Candidate, ...]:
    found: list[Candidate] = []
    for standing in all_scripts:
        if standing.script.item_id is None or standing.state is not ScriptState.CLEARED or standing.voicing is None:
            continue
        item = tx.news.get(standing.script.item_id)
        if item is not None and item.content_hash == standing.script.item_hash:
            found.append(Candidate(item=item, script=standing.script, voicing=standing.voicing))
    return tuple(found)


def _frame(all_scripts: tuple[ScriptStanding, ...], wanted: ScriptId, session: SessionId) -> tuple[Script, Voicing]:
    advice = {
        ScriptState.DRAFT: f'Duyệt: broadcaster script approve {wanted} --by "TÊN"',
        ScriptState.APPROVED: f"Thu: broadcaster voice make {wanted}",
        ScriptState.VOICED: f'Nghe duyệt: broadcaster voice approve {wanted} --by "TÊN"',
    }
    for standing in all_scripts:
        if standing.script.id != wanted:
            continue
        if standing.state is ScriptState.CLEARED and standing.voicing is not None:
            return standing.script, standing.voicing
        reason = f"mới ở bước {standing.state.value}"
        raise FrameNotReady(edition=wanted, reason=reason, advice=advice.get(standing.state, "Thu lại"))
    reason = f"chưa viết cho buổi {session}"
    raise FrameNotReady(edition=wanted, reason=reason, advice=f"Viết: broadcaster script frame {wanted[6:16]}")


def _same(standing: tuple[Playlist, ...], planned: tuple[Playlist, ...]) -> bool:
    return sorted(standing, key=lambda p: p.id) == sorted(planned, key=lambda p: p.id)
