"""What the store keeps of plans, on every database: no overlap whoever writes, rules, reasons, withdrawals."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from makers import (
    COMMUNE,
    DAY,
    EVENING,
    MORNING,
    NOW,
    STARTS_AT,
    STATION,
    a_news_item,
    a_period,
    a_playlist,
    a_playlist_item,
    a_queue_entry,
    a_timetable,
    airings_of,
    an_airing,
    an_edition,
)
from sqlalchemy.exc import DBAPIError
from stores import raw, run_raw

from broadcaster.asrun.airtime import AirtimeRequest, counted_airings
from broadcaster.domain.air_rules import AirRule, Priority
from broadcaster.domain.airings import Evidence
from broadcaster.domain.ids import DurationMs
from broadcaster.domain.plan_moves import MoveDecision, PlanMove
from broadcaster.domain.plan_records import GoalOutcome, PlanChange, PlanReason, PlanResult, Withdrawal
from broadcaster.domain.schedule_changes import Decision
from broadcaster.domain.timetables import Measure
from broadcaster.errors import StoreFailed
from broadcaster.scheduling.filling import LeftOut

NEXT = DAY + timedelta(days=1)
QUARTER = timedelta(minutes=15)


def keep(tx, *plan):
    for each in plan:
        tx.editions.add(an_edition(id=each.edition_id, air_date=each.air_date, session=each.session))
    tx.playlists.exchange((), plan)


def at(minutes, **over):
    edition = an_edition(id=f"e-{minutes}", air_date=over.get("air_date", DAY))
    values = {"id": f"p-{minutes}", "starts_at": STARTS_AT + timedelta(minutes=minutes), "items": ()}
    return a_playlist(edition, **values | {"duration": DurationMs(900_000)} | over)


# --- no overlap ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("minutes", [-14, 0, 7, 14])
def test_no_two_sessions_of_an_outlet_overlap(store, minutes):
    with store.writing() as tx:
        keep(tx, at(100))
    with pytest.raises(StoreFailed, match="chồng giờ"), store.writing() as tx:
        keep(tx, at(100 + minutes, id="other", edition_id="e-other"))
    with store.reading() as tx:
        assert [each.id for each in tx.playlists.on(DAY)] == ["p-100"]


def test_one_may_start_when_the_other_ends_and_outlets_are_apart(store):
    with store.writing() as tx:
        keep(tx, at(0), at(15), at(30), at(7, outlet_id=STATION))
        assert len(tx.playlists.on(DAY)) == 4


def test_the_plan_of_another_day_counts_too(store):
    """A session over midnight belongs to the day on which it begins."""
    late = at(1, duration=DurationMs(3_600_000))
    with store.writing() as tx:
        keep(tx, late)
    with pytest.raises(StoreFailed, match="chồng giờ"), store.writing() as tx:
        keep(tx, at(30, air_date=NEXT))
    with store.writing() as tx:
        keep(tx, at(61, air_date=NEXT))


def test_a_session_in_the_place_of_another_is_no_overlap(store):
    with store.writing() as tx:
        keep(tx, at(0))
        tx.editions.add(an_edition(id="e-5"))
        tx.playlists.exchange(["p-0"], [at(5)])
        assert [each.id for each in tx.playlists.on(DAY)] == ["p-5"]


def test_the_database_itself_refuses_a_move_onto_another_and_an_end_that_is_unknown(store, store_url):
    with store.writing() as tx:
        keep(tx, at(0), at(60))
    for change in ("starts_at = (SELECT starts_at FROM playlist WHERE id = 'p-0')", "stops_at = NULL"):
        with pytest.raises(DBAPIError):
            run_raw(store_url, f"UPDATE playlist SET {change} WHERE id = 'p-60'")


def test_of_two_writers_past_the_stations_rules_only_one_can_have_the_time(store, store_url):
    with store.writing() as tx:
        keep(tx, at(0))
    row = "SELECT 'x-{0}', edition_id, 'NOI-KHAC', outlet_name, air_date, session, {0}, starts_at, duration, stops_at"
    both_in, told = threading.Barrier(2), []

    def write(number):
        statement = f"INSERT INTO playlist {columns} {row.format(number)} FROM playlist WHERE id = 'p-0'"
        try:
            both_in.wait(timeout=600)
            run_raw(store_url, statement)
            told.append("kept")
        except DBAPIError:
            told.append("refused")

    columns = "(id, edition_id, outlet_id, outlet_name, air_date, session, run, starts_at, duration, stops_at)"
    writers = [threading.Thread(target=write, args=(number,)) for number in (1, 2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=600)
    assert sorted(told) == ["kept", "refused"]


def test_a_writer_that_waits_is_refused_when_the_first_has_taken_the_time(store, store_url):
    with store.writing() as tx:
        keep(tx, at(0))
    copy = (
        "INSERT INTO playlist (id, edition_id, outlet_id, outlet_name, air_date, session, run, starts_at, duration, "
        "stops_at) SELECT 'x', edition_id, 'NOI-KHAC', outlet_name, air_date, session, 1, starts_at, duration, stops_at "
        "FROM playlist WHERE id = 'p-0'"
    )
    refused = []

    def second():
        try:
            run_raw(store_url, copy.replace("'x'", "'y'").replace("session, 1", "session, 2"))
        except DBAPIError:
            refused.append(True)

    with raw(store_url).begin() as first:
        first.exec_driver_sql(copy)
        waiting = threading.Thread(target=second)
        waiting.start()
        waiting.join(timeout=0.5)
    waiting.join(timeout=600)
    assert refused == [True]


# --- orders --------------------------------------------------------------------------------------------------------


def test_the_newest_rule_of_an_item_counts_and_all_are_kept(store):
    first = AirRule(item_id="tin-1", priority=Priority.PRIORITY, least_runs=2, by="Lan", at=NOW)
    second = AirRule(item_id="tin-1", not_before=NOW, not_after=NOW + QUARTER, most_runs=3, by="Nam", at=NOW)
    with store.writing() as tx:
        tx.air_rules.add(first)
        tx.air_rules.add(second)
    with store.reading() as tx:
        assert tx.air_rules.all() == {"tin-1": second}
        assert tx.air_rules.history("tin-1") == (first, second)


def test_a_withdrawal_stands_until_the_item_is_allowed(store):
    out = Withdrawal(item_id="tin-1", title="Tin", by="Lan", reason="sai", at=NOW)
    back = Withdrawal(item_id="tin-1", title="Tin", by="Nam", reason="đúng", at=NOW, allowed=True)
    with store.writing() as tx:
        tx.withdrawals.add(out)
        assert tx.withdrawals.standing() == {"tin-1": out}
        tx.withdrawals.add(back)
        assert tx.withdrawals.standing() == {}
        assert tx.withdrawals.history() == (out, back)


@pytest.mark.parametrize("table", ["air_rule", "withdrawal", "plan_change"])
def test_what_staff_ordered_is_only_ever_added(store, store_url, table):
    with store.writing() as tx:
        tx.air_rules.add(AirRule(item_id="tin-1", at=NOW))
        tx.withdrawals.add(Withdrawal(item_id="tin-1", title="Tin", by="Lan", reason="sai", at=NOW))
        change = PlanChange(
            air_date=DAY, session=MORNING, outlet_id=None, item_in="a", item_out=None, by="Lan", reason="x", at=NOW
        )
        tx.plan_changes.add(change)
        assert tx.plan_changes.on(DAY) == (change,)
    for statement in (f"UPDATE {table} SET \"by\" = 'x'", f"DELETE FROM {table}"):
        with pytest.raises(DBAPIError, match="chỉ được ghi thêm"):
            run_raw(store_url, statement)


def a_move(**over):
    values = {"item_id": "tin-1", "title": "Tin", "outlet_id": None, "from_day": DAY, "from_session": MORNING}
    values |= {"to_day": NEXT, "to_session": EVENING, "position": 2, "by": "Lan", "reason": "nhầm buổi", "at": NOW}
    return PlanMove(**values | over)


def test_moves_wait_until_somebody_decides_once_and_are_only_ever_added(store, store_url):
    with store.writing() as tx:
        one, two = (tx.plan_moves.add(a_move(outlet_id=outlet)) for outlet in (None, COMMUNE))
        assert tx.plan_moves.get(one) == a_move(id=one)
        assert [each.id for each in tx.plan_moves.waiting()] == [one, two]
        said = MoveDecision(move=one, decision=Decision.REJECTED, by="Nam", at=NOW, reason="thôi")
        assert tx.plan_moves.decide(said)
        assert not tx.plan_moves.decide(replace(said, decision=Decision.CONFIRMED))
    with store.reading() as tx:
        assert [each.outlet_id for each in tx.plan_moves.waiting()] == [COMMUNE]
        assert (tx.plan_moves.decision(one), tx.plan_moves.decision(two), tx.plan_moves.get(99)) == (said, None, None)
        assert [each.id for each in tx.plan_moves.newest(1)] == [two]
        assert tx.plan_moves.newest(9, item_id="tin-2") == ()
    for table in ("plan_move", "plan_move_decision"):
        for statement in (f"UPDATE {table} SET \"by\" = 'x'", f"DELETE FROM {table}"):
            with pytest.raises(DBAPIError, match="chỉ được ghi thêm"):
                run_raw(store_url, statement)


def test_an_item_leaves_the_queues_to_come(store):
    with store.writing() as tx:
        for name in ("a", "b"):
            tx.news.save(a_news_item(id=name))
        for day in (DAY, NEXT):
            for place, name in enumerate("ab", start=1):
                tx.queue.add(a_queue_entry(air_date=day, item_id=name, position=place))
        assert tx.queue.drop("a", NEXT) == 1
        assert [each.item_id for each in tx.queue.on(DAY)] == ["a", "b"]
        assert [(each.item_id, each.position) for each in tx.queue.on(NEXT)] == [("b", 1)]


# --- records -------------------------------------------------------------------------------------------------------


def a_reason(**over):
    values = {
        "air_date": DAY,
        "session": MORNING,
        "outlet_id": COMMUNE,
        "item_id": "tin-1",
        "because": "goal",
        "sentence": "Thiếu.",
    }
    return PlanReason(**values | over)


def test_reasons_of_a_day_take_the_place_of_those_before(store):
    other_day = a_reason(air_date=NEXT)
    with store.writing() as tx:
        tx.plan_records.replace_reasons([DAY, NEXT], [a_reason(), other_day])
        tx.plan_records.replace_reasons([DAY], [a_reason(session=EVENING)])
    with store.reading() as tx:
        assert tx.plan_records.reasons_on(DAY, NEXT) == (a_reason(session=EVENING), other_day)
        assert tx.plan_records.reasons_of("tin-1", NEXT, NEXT) == (other_day,)
        assert tx.plan_records.reasons_of("tin-2", DAY, NEXT) == ()


def test_what_an_edition_left_out_and_how_targets_fared_come_back(store):
    left = (LeftOut(item_id="tin-1", title="Tin", reason="dài quá"),)
    goal = GoalOutcome(
        name="tin", topic=3, measure=Measure.AIRINGS, outlet_id=COMMUNE, wanted=3, planned=1, sentence="Thiếu 2 lượt."
    )
    result = PlanResult(first=DAY, last=NEXT, at=NOW, goals=(goal,), shortfall=2, bound=1, proven=False)
    with store.writing() as tx:
        tx.editions.add(an_edition(id="e-1"))
        for told in ((), left):
            tx.plan_records.leave_out({"e-1": told})
        tx.plan_records.add_result(result)
    with store.reading() as tx:
        assert tx.plan_records.left_out(["e-1", "e-2"]) == {"e-1": left}
        assert tx.plan_records.results(NEXT, NEXT) == (result,)
        assert tx.plan_records.results(NEXT + timedelta(days=1), NEXT + timedelta(days=9)) == ()


# --- counts --------------------------------------------------------------------------------------------------------


def test_what_was_really_heard_is_counted_once_by_its_strongest_evidence(store):
    playlist = a_playlist()
    entries = [
        each
        for evidence, played in zip(Evidence, (9_000, 7_000, 6_000, 5_000), strict=True)
        for each in airings_of(playlist, evidence=evidence, played=DurationMs(played), recorded_at=NOW)
    ]
    topics = {each.topic for each in entries if each.topic is not None}
    with store.writing() as tx:
        tx.airings.add_many(entries)
    with store.reading() as tx:
        heard = tx.airings.heard(DAY, DAY)
        assert {key[1] for key in heard} == topics
        assert all(length == 5_000 * airings for length, airings in heard.values())
        assert tx.airings.heard(DAY, DAY, apart=(DAY, DAY)) == tx.airings.heard(NEXT, NEXT) == {}
        assert tx.airings.playlists_heard(DAY, DAY) == {playlist.id}


def test_an_item_was_heard_before_only_where_what_stands_says_so(store):
    day, known = DAY + timedelta(days=1), NOW + timedelta(days=9)

    def told(name, **over):
        return an_airing(id=name, item_id=f"tin-{name}", playlist_id=f"p-{name}", recorded_at=NOW, **over)

    lost = {"evidence": Evidence.PLAYER, "played": DurationMs(0), "observed_start": None, "observed_stop": None}
    wrong = told("sửa", evidence=Evidence.OPERATOR)
    begun = {"evidence": Evidence.PLAYER, "played": DurationMs(0), "observed_stop": None}
    entries = [
        told("máy"),
        told("người", evidence=Evidence.OPERATOR),
        told("thử", evidence=Evidence.REHEARSAL),
        told("mất", **lost),
        told("cãi", evidence=Evidence.OPERATOR),
        replace(told("cãi", **lost), id="cãi 2"),
        wrong,
        replace(wrong, id="sửa 2", corrects=wrong.id, played=DurationMs(0)),
        told("hở", evidence=Evidence.OPERATOR),
        replace(told("hở", **begun), id="hở 2"),
        told("sau", air_date=day),
        replace(told("muộn"), recorded_at=known),
    ]
    with store.writing() as tx:
        tx.airings.add_many(entries)
    wanted = {each.item_id for each in entries}
    with store.reading() as tx:
        heard = tx.airings.items_heard_before(day, wanted, known_at=known)
        assert tx.airings.items_heard_before(day, ["tin-người", "lạ"], known_at=known) == {"tin-người"}
    assert heard == {"tin-máy", "tin-người", "tin-hở"}
    counted = counted_airings(a_request(entries, until=DAY, known=known))
    assert heard == {each.item_id for each in counted if each.evidence is not Evidence.REHEARSAL}


def a_request(entries, *, until, known):
    return AirtimeRequest(
        period=a_period(f"2023-01-01..{until}"),
        timetable=a_timetable(),
        playlists=(),
        handovers=(),
        airings=tuple(each for each in entries if each.recorded_at < known),
    )


def test_what_is_still_to_come_is_counted_and_near_starts_are_known(store):
    items = (a_playlist_item(item_id="a", topic=3, run=1, duration=DurationMs(60_000)),)
    with store.writing() as tx:
        keep(tx, at(0, items=items), at(100, items=items, outlet_id=STATION))
    with store.reading() as tx:
        later = STARTS_AT + timedelta(minutes=50)
        assert tx.playlists.to_come(DAY, DAY, later) == {(STATION, 3): (60_000, 1)}
        assert tx.playlists.to_come(DAY, DAY, later, apart=(DAY, NEXT)) == {}
        assert tx.playlists.starts_around(NEXT, NEXT, timedelta(hours=4))[COMMUNE, "a"] == STARTS_AT
        assert tx.playlists.starts_around(DAY, DAY, timedelta(hours=4)) == {}
        assert [each.id for each in tx.playlists.carrying("a", DAY)] == ["p-0", "p-100"]
        assert tx.playlists.carrying("a", NEXT) == ()
        assert tx.playlists.latest_starts(["e-0", "khong"]) == {"e-0": STARTS_AT}
        assert [each.id for each in tx.playlists.neighbours(NEXT, NEXT, STARTS_AT, later)] == ["p-0"]
        assert tx.playlists.ids_between(DAY, DAY) == {"p-0", "p-100"}
