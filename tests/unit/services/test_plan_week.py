"""Plans from the store: what may air, what stays as it is, what is kept to explain it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from makers import COMMUNE, DAY, EVENING, MORNING, NOW, STATION, a_handover, a_queue_entry, a_slot, airings_of
from planned_station import SLOTS, ready_frames, ready_item, ready_station

from broadcaster.domain.air_rules import AirRule, Priority
from broadcaster.domain.airings import Evidence
from broadcaster.domain.ids import DurationMs, NewsItemId, minutes
from broadcaster.domain.plan_records import Withdrawal
from broadcaster.domain.timetables import Campaign, Measure, OutletPolicy, QuietHours, Target
from broadcaster.errors import FrameNotReady, NothingToPlan, PlanError, PlanLocked, PlanMoved
from broadcaster.scheduling.day import aired_items
from broadcaster.services import plan_week
from broadcaster.services.plan_week import plan_days

NEXT = DAY + timedelta(days=1)
IN_DOUBT = """
[[word]]
written = "ĐTT"
spoken = "đài truyền thanh"
context = ["loa"]
[[word]]
written = "ĐTT"
spoken = "đội tự túc"
"""


@pytest.fixture
def station(tmp_path):
    return ready_station(tmp_path)


def planned(station, *, now=NOW, **over):
    return tuple(plan_days(station, DAY, now=now, **over))


def playlists(station, day=DAY):
    with station.store.reading() as tx:
        return {(each.outlet_id, each.session): each for each in tx.playlists.on(day)}


def ids(station, outlet=STATION, session=MORNING, day=DAY):
    return aired_items(playlists(station, day)[outlet, session])


def save_rule(station, number, **over):
    with station.store.writing() as tx:
        tx.air_rules.add(AirRule(**{"item_id": NewsItemId(f"tin-{number:03}"), "at": NOW, "by": "Lan"} | over))


def test_every_session_is_as_long_as_its_clock_and_starts_at_its_time(station):
    planned(station)
    there = playlists(station)
    assert set(there) == {(outlet, session) for outlet in (STATION, COMMUNE) for session in (MORNING, EVENING)}
    for each in there.values():
        assert sum(item.duration for item in each.items) == each.duration == minutes(15)


def test_the_same_plan_again_changes_nothing(station):
    assert [each.changed for each in planned(station)] == [True]
    before = playlists(station)
    assert [each.changed for each in planned(station)] == [False]
    assert playlists(station) == before


def test_reasons_are_kept_for_every_item_that_airs(station):
    planned(station)
    with station.store.reading() as tx:
        reasons = tx.plan_records.reasons_on(DAY, DAY)
    told = {(each.outlet_id, each.session, each.item_id) for each in reasons}
    assert told == {(*key, item) for key, each in playlists(station).items() for item in aired_items(each)}
    assert all(each.sentence.endswith((".", ")")) for each in reasons)


def test_days_planned_together_are_kept_together(station):
    ready_frames(station, NEXT)
    assert [each.day for each in planned(station, days=2)] == [DAY, NEXT]
    with station.store.reading() as tx:
        (result,) = tx.plan_records.results(DAY, NEXT)
    assert (result.first, result.last) == (DAY, NEXT)


def test_a_later_day_without_its_frame_leaves_the_days_before_it_planned(station):
    days = plan_days(station, DAY, days=2, now=NOW)
    assert next(days).day == DAY
    with pytest.raises(FrameNotReady, match="2023-03-16"):
        next(days)
    assert playlists(station)


# --- what may air --------------------------------------------------------------------------------------------------


def test_what_nobody_has_heard_is_not_planned(station):
    ready_item(station, 40, sound=False)
    planned(station)
    assert not any("tin-040" in aired_items(each) for each in playlists(station).values())


@pytest.mark.parametrize("questions_seen", [True, False])
def test_words_with_an_open_question_air_only_when_the_approver_was_shown_it(station, questions_seen):
    (station.folder / "schedules" / "lexicon.toml").write_text(IN_DOUBT, encoding="utf-8")
    ready_item(station, 40, written="Ủy ban làm việc với ĐTT.", questions_seen=questions_seen)
    save_rule(station, 40, priority=Priority.PRIORITY)
    warnings = planned(station)[0].plan.warnings
    assert ("tin-040" in ids(station)) is questions_seen
    assert any("chưa chắc cách đọc" in each for each in warnings) is not questions_seen


def test_nothing_ready_is_nothing_to_plan(tmp_path):
    with pytest.raises(NothingToPlan, match="đã nghe duyệt"):
        planned(ready_station(tmp_path, items=0))


def test_a_withdrawn_item_is_in_no_plan_until_it_is_allowed(station):
    save_rule(station, 1, least_runs=2)
    said = Withdrawal(item_id=NewsItemId("tin-001"), title="Tin số 1", by="Lan", reason="thu hồi", at=NOW)
    with station.store.writing() as tx:
        tx.withdrawals.add(said)
    planned(station)
    assert not any("tin-001" in aired_items(each) for each in playlists(station).values())
    with station.store.writing() as tx:
        tx.withdrawals.add(replace(said, allowed=True))
    planned(station)
    assert "tin-001" in ids(station)


# --- rules ---------------------------------------------------------------------------------------------------------


def test_an_embargo_and_an_expiry_hold(station):
    noon = datetime(2023, 3, 15, 5, tzinfo=UTC)
    save_rule(station, 1, not_before=noon, priority=Priority.PRIORITY)
    save_rule(station, 2, not_after=noon, priority=Priority.PRIORITY)
    planned(station)
    assert ("tin-001" in ids(station), "tin-001" in ids(station, session=EVENING)) == (False, True)
    assert ("tin-002" in ids(station), "tin-002" in ids(station, session=EVENING)) == (True, False)


def test_a_rule_asks_for_airings_and_a_newer_rule_counts(station):
    save_rule(station, 3, least_runs=2)
    planned(station)
    assert all("tin-003" in aired_items(each) for each in playlists(station).values())
    save_rule(station, 3, most_runs=0)
    planned(station)
    assert not any("tin-003" in aired_items(each) for each in playlists(station).values())


def test_a_campaign_asks_for_its_topics(tmp_path):
    campaign = Campaign(id="tuan", name="Tuần lễ", first=DAY, last=DAY, topics=(9,), least_runs=2)
    station = ready_station(tmp_path, campaigns=(campaign,))
    ready_item(station, 30, topic=9)
    planned(station)
    assert all("tin-030" in aired_items(each) for each in playlists(station).values())


def test_what_is_queued_leads_and_says_so(station):
    with station.store.writing() as tx:
        tx.queue.add(a_queue_entry(item_id="tin-009", outlet_id=COMMUNE))
    planned(station)
    assert ids(station, COMMUNE)[0] == "tin-009"
    with station.store.reading() as tx:
        because = {each.outlet_id: each.because for each in tx.plan_records.reasons_of("tin-009", DAY, DAY)}
    assert because[COMMUNE] == "queued"


# --- targets -------------------------------------------------------------------------------------------------------


def _target(**over):
    values = {"topic": 3, "outlets": (), "period": f"{DAY}..{NEXT}", "measure": Measure.AIRINGS, "amount": 40}
    return Target(**values | over)


def test_targets_ask_for_the_share_of_these_days_less_what_really_aired(tmp_path):
    station = ready_station(tmp_path, targets=(_target(),))
    (day,) = planned(station)
    assert {goal.wanted for goal in day.result.goals} == {20}
    assert all(goal.planned for goal in day.result.goals)
    with station.store.writing() as tx:
        heard = [
            replace(each, evidence=evidence)
            for evidence in (Evidence.REHEARSAL, Evidence.OPERATOR)
            for each in airings_of(playlists(station)[STATION, MORNING], evidence=evidence)
        ]
        tx.airings.add_many(heard)
    really = sum(1 for each in airings_of(playlists(station)[STATION, MORNING]) if each.item_id)
    ready_frames(station, NEXT)
    (after,) = plan_days(station, NEXT, now=NOW + timedelta(days=1, hours=12))
    assert {goal.outlet_id: goal.wanted for goal in after.result.goals} == {STATION: 40 - really, COMMUNE: 40}


# --- what stays ----------------------------------------------------------------------------------------------------


def _hand_over(station, outlet):
    mine = [each for each in playlists(station).values() if each.outlet_id == outlet]
    with station.store.writing() as tx:
        tx.handovers.add(a_handover(outlet_id=outlet, playlists=tuple(each.id for each in mine), items=()))


def test_a_bundle_that_was_sent_keeps_its_plan_unless_asked(station):
    planned(station)
    _hand_over(station, STATION)
    before = playlists(station)
    save_rule(station, 14, priority=Priority.PRIORITY)
    save_rule(station, 13, least_runs=2)
    (day,) = planned(station)
    after = playlists(station)
    assert day.kept == 2
    assert {key: each for key, each in after.items() if key[0] == STATION} == {
        key: each for key, each in before.items() if key[0] == STATION
    }
    assert "tin-013" in ids(station, COMMUNE, MORNING)
    planned(station, again=True)
    assert "tin-013" in ids(station)


def test_a_sent_session_with_an_item_that_may_not_air_any_more_locks_the_day(station):
    planned(station)
    _hand_over(station, STATION)
    with station.store.writing() as tx:
        tx.news.remove(ids(station)[0])
    with pytest.raises(PlanLocked):
        planned(station)


def test_the_current_session_is_frozen_even_when_the_day_is_planned_again(station):
    planned(station)
    before = playlists(station)
    on_air = before[STATION, MORNING].starts_at + timedelta(minutes=3)
    save_rule(station, 14, priority=Priority.PRIORITY, least_runs=2)
    planned(station, now=on_air, again=True)
    assert playlists(station)[STATION, MORNING] == before[STATION, MORNING]
    assert "tin-014" in ids(station, session=EVENING)


def test_reasons_of_a_session_that_stays_are_those_of_its_plan(station):
    planned(station)
    with station.store.reading() as tx:
        before = [each for each in tx.plan_records.reasons_on(DAY, DAY) if each.session == MORNING]
    save_rule(station, 14, priority=Priority.PRIORITY, least_runs=2)
    planned(station, now=playlists(station)[STATION, MORNING].starts_at, again=True)
    with station.store.reading() as tx:
        assert [each for each in tx.plan_records.reasons_on(DAY, DAY) if each.session == MORNING] == before


def test_least_change_keeps_what_need_not_go(station):
    planned(station)
    before = playlists(station)
    gone = ids(station)[0]
    with station.store.writing() as tx:
        tx.withdrawals.add(Withdrawal(item_id=gone, title="x", by="Lan", reason="thu hồi", at=NOW))
    planned(station)
    after = playlists(station)
    for key, each in before.items():
        if gone not in aired_items(each):
            assert after[key] == each


def test_sessions_of_two_days_may_not_overlap_across_midnight(tmp_path):
    open_all_night = tuple(
        OutletPolicy(outlet_id=outlet, quiet=QuietHours(starts=time(3), stops=time(4))) for outlet in (STATION, COMMUNE)
    )
    late = a_slot(outlet_id=STATION, session=EVENING, starts=time(23, 50), weekdays=(2,))
    early = a_slot(outlet_id=STATION, session=MORNING, starts=time(0, 0), weekdays=(3,))
    station = ready_station(tmp_path, slots=(late, early), policies=open_all_night)
    ready_frames(station, NEXT)
    planned(station)
    with pytest.raises(PlanError, match="chồng lên"):
        list(plan_days(station, NEXT, now=NOW))
    with pytest.raises(PlanError, match="chồng lên"):
        planned(station, days=2)
    assert len(playlists(station)) == 1


def test_a_plan_that_somebody_else_changed_meanwhile_is_not_written(station, monkeypatch):
    planned(station)
    save_rule(station, 14, least_runs=2)
    real = plan_week.scheduling.plan_days

    def meanwhile(request):
        with station.store.writing() as tx:
            tx.playlists.exchange([next(iter(playlists(station).values())).id], ())
        return real(request)

    monkeypatch.setattr(plan_week.scheduling, "plan_days", meanwhile)
    with pytest.raises(PlanMoved):
        planned(station)
    assert len(playlists(station)) == 3


def test_the_daily_limit_keeps_a_session_silent(tmp_path):
    limit = OutletPolicy(
        outlet_id=COMMUNE, quiet=QuietHours(starts=time(22), stops=time(4)), daily_most=DurationMs(minutes(20))
    )
    station = ready_station(tmp_path, policies=(limit,))
    planned(station)
    assert [key for key in playlists(station) if key[0] == COMMUNE] == [(COMMUNE, MORNING)]
    assert len(SLOTS) == 4
