"""Airtime: each grade apart, every item once, sums that agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import (
    COMMUNE,
    DAY,
    EVENING,
    STATION,
    a_handover,
    a_period,
    a_playlist,
    a_segment,
    a_target,
    a_timetable,
    airings_of,
    an_airing,
    an_edition,
)

from broadcaster.asrun.airtime import AirtimeRequest, count_airtime, strongest
from broadcaster.asrun.entries import sent_items
from broadcaster.domain.airings import WITNESSED, Evidence
from broadcaster.domain.airtime import Tally
from broadcaster.domain.ids import AiringId, DurationMs, OutletId, PlaylistId, TopicCode
from broadcaster.domain.timetables import Measure
from broadcaster.errors import BadPeriod

ITEM_MS = 48_000
ONE = Tally(airings=1, length=DurationMs(ITEM_MS))
NONE = Tally()
COLUMNS = [f"{grade}_{run}" for grade in ("planned", "sent", "aired", "rehearsed") for run in ("first", "repeat")]


def counted(*, playlists=(), handovers=(), airings=(), period="2023-03", targets=()):
    return count_airtime(
        AirtimeRequest(
            period=a_period(period),
            timetable=a_timetable(targets=tuple(targets)),
            playlists=tuple(playlists),
            handovers=tuple(handovers),
            airings=tuple(airings),
        )
    )


def told(evidence, **over):
    return an_airing(**{"evidence": evidence, "played": DurationMs(ITEM_MS)} | over)


# --- what counts where ---------------------------------------------------------------------------------------------


def test_a_plan_counts_as_planned_and_as_nothing_else():
    total = counted(playlists=[a_playlist()]).total
    assert total.planned_first == ONE
    assert [getattr(total, column) for column in COLUMNS[1:]] == [NONE] * 7


def test_music_and_frame_are_no_airtime():
    edition = an_edition(segments=(a_segment(item_id=None, topic=None, genre=None),))
    playlist = a_playlist(edition)
    total = counted(
        playlists=[playlist], handovers=[a_handover(items=sent_items([playlist]))], airings=airings_of(playlist)
    ).total
    assert [getattr(total, column) for column in COLUMNS] == [NONE] * 8


def test_a_handover_makes_a_plan_sent_once_however_often_it_is_handed_over():
    total = counted(playlists=[a_playlist()], handovers=[a_handover(), a_handover(how="usb")]).total
    assert total.sent_first == ONE


def test_what_was_handed_over_is_sent_to_that_outlet_alone():
    report = counted(playlists=[a_playlist()], handovers=[a_handover(outlet_id=STATION)])
    assert {row.outlet_id for row in report.by_outlet if row.sent_first != NONE} == {STATION}


def test_what_was_sent_stays_sent_when_the_plan_is_made_anew():
    assert counted(handovers=[a_handover()]).total.sent_first == ONE


def test_a_later_bundle_of_the_day_takes_the_place_of_the_one_before():
    later = a_handover(at=a_handover().at + timedelta(hours=1), items=())
    assert counted(handovers=[later, a_handover()]).total.sent_first == NONE


def test_a_rehearsal_of_a_plan_that_was_made_anew_counts_once():
    old = told(Evidence.REHEARSAL)
    new = replace(
        old, id=AiringId("neu"), playlist_id=PlaylistId("z"), recorded_at=old.recorded_at + timedelta(hours=1)
    )
    report = counted(airings=[new, old])
    assert (report.total.rehearsed_first, report.rehearsals) == (ONE, 1)


@pytest.mark.parametrize("evidence", WITNESSED)
def test_every_witness_makes_airtime_in_its_own_column_alone_as_long_as_was_heard(evidence):
    heard = Tally(airings=1, length=DurationMs(20_000))
    total = counted(airings=[told(evidence, played=DurationMs(20_000))]).total
    assert total.aired_first == heard
    of_witness = {each: getattr(total, f"{each}_first") for each in WITNESSED}
    assert of_witness == {each: heard if each is evidence else NONE for each in WITNESSED}
    assert (total.planned_first, total.sent_first, total.rehearsed_first) == (NONE, NONE, NONE)


def test_a_measurement_off_air_is_believed_before_a_player_and_is_none_of_its_airings():
    airings = [told(Evidence.MEASURED, played=DurationMs(15_000)), told(Evidence.PLAYER), told(Evidence.OPERATOR)]
    total = counted(airings=airings).total
    assert (total.measured_first, total.player_first, total.operator_first) == (
        Tally(airings=1, length=DurationMs(15_000)),
        NONE,
        NONE,
    )
    assert total.aired_first == total.measured_first


@pytest.mark.parametrize(("grade", "aired"), [(Evidence.OPERATOR, 3), (Evidence.PLAYER, 2), (Evidence.MEASURED, 1)])
def test_a_target_counts_its_grade_and_what_is_stronger(grade, aired):
    airings = [told(each, position=place) for place, each in enumerate(Evidence, start=2)]
    (result,) = counted(airings=airings, targets=[a_target(measure=Measure.AIRINGS, grade=grade)]).targets
    assert (result.aired, result.rehearsed) == (aired, pytest.approx(1))


def test_a_rehearsal_is_never_airtime():
    report = counted(airings=[told(Evidence.REHEARSAL)])
    assert (report.total.aired_first, report.total.rehearsed_first) == (NONE, ONE)
    assert report.rehearsals == 1


def test_what_was_not_heard_is_no_airing():
    lost = told(Evidence.OPERATOR, played=DurationMs(0), observed_start=None, observed_stop=None)
    assert counted(airings=[lost]).total.aired_first == NONE


def test_repeats_are_counted_apart_in_every_column():
    playlist = a_playlist(items=tuple(replace(i, run=2 if i.item_id else 0) for i in a_playlist().items))
    airings = [told(Evidence.PLAYER, run=2), told(Evidence.REHEARSAL, run=3, position=9)]
    handover = a_handover(items=sent_items([playlist]))
    total = counted(playlists=[playlist], handovers=[handover], airings=airings).total
    assert [getattr(total, c) for c in COLUMNS if c.endswith("repeat")] == [ONE] * 4
    assert [getattr(total, c) for c in COLUMNS if c.endswith("first")] == [NONE] * 4


def test_other_days_do_not_count():
    later = a_playlist(air_date=date(2023, 4, 1))
    airings = [told(Evidence.PLAYER, air_date=date(2023, 2, 28)), told(Evidence.REHEARSAL, air_date=date(2023, 4, 1))]
    report = counted(
        playlists=[later],
        handovers=[a_handover(playlists=(later.id,), air_date=later.air_date, items=sent_items([later]))],
        airings=airings,
    )
    assert [getattr(report.total, column) for column in COLUMNS] == [NONE] * 8
    assert report.rehearsals == 0


# --- several witnesses ---------------------------------------------------------------------------------------------


def test_several_witnesses_of_one_item_count_once_and_the_player_is_believed():
    airings = [
        told(Evidence.PLAYER, played=DurationMs(30_000)),
        told(Evidence.OPERATOR, recorded_at=told(Evidence.PLAYER).recorded_at + timedelta(days=1)),
        told(Evidence.REHEARSAL),
    ]
    report = counted(airings=airings)
    assert report.total.aired_first == Tally(airings=1, length=DurationMs(30_000))
    assert report.total.rehearsed_first == NONE
    assert report.rehearsals == 1


def test_an_operator_who_heard_nothing_is_believed_before_a_rehearsal():
    airings = [told(Evidence.REHEARSAL), told(Evidence.OPERATOR, played=DurationMs(0))]
    total = counted(airings=airings).total
    assert (total.aired_first, total.rehearsed_first) == (NONE, NONE)


def test_of_two_entries_of_one_grade_the_later_is_believed():
    first = told(Evidence.OPERATOR)
    corrected = told(
        Evidence.OPERATOR,
        id=AiringId("sửa"),
        played=DurationMs(10_000),
        recorded_at=first.recorded_at + timedelta(hours=1),
    )
    assert strongest([corrected, first]) == (corrected,)


def test_an_entry_that_comes_twice_counts_once():
    report = counted(airings=[told(Evidence.REHEARSAL)] * 2)
    assert report.rehearsals == 1
    assert report.total.rehearsed_first == ONE


# --- rows ----------------------------------------------------------------------------------------------------------


def test_rows_follow_the_timetable_even_where_nothing_aired():
    report = counted()
    assert [row.topic for row in report.by_topic] == [0, 3]
    assert [row.outlet_id for row in report.by_outlet] == [STATION, COMMUNE]
    assert (report.total.topic, report.total.outlet_id, report.period) == (None, None, "2023-03")


def test_a_topic_and_an_outlet_that_the_timetable_has_forgotten_get_rows_of_their_own():
    airing = told(Evidence.PLAYER, topic=TopicCode(99), outlet_id=OutletId("XA-CU"))
    report = counted(airings=[airing])
    assert (report.by_topic[-1].topic, report.by_topic[-1].aired_first) == (99, ONE)
    assert (report.by_outlet[-1].outlet_id, report.by_outlet[-1].aired_first) == ("XA-CU", ONE)


@st.composite
def records(draw):
    playlists = []
    for number in range(draw(st.integers(0, 5))):
        outlet_id = draw(st.sampled_from((STATION, COMMUNE, OutletId("XA-CU"))))
        items = [
            a_segment(
                duration=DurationMs(draw(st.integers(1, 4_000)) * 24), topic=draw(st.sampled_from((None, 0, 3, 7)))
            )
            for _ in range(draw(st.integers(1, 4)))
        ]
        edition = an_edition(segments=tuple(items), air_date=DAY + timedelta(days=draw(st.integers(0, 40))))
        run = draw(st.integers(1, 3))
        playlists.append(a_playlist(edition, outlet_id=outlet_id, run=run, id=PlaylistId(f"{number}-{outlet_id}")))
    handovers = [
        a_handover(outlet_id=p.outlet_id, air_date=p.air_date, playlists=(p.id,), items=sent_items([p]))
        for p in playlists
        if draw(st.booleans())
    ]
    airings = []
    for playlist in playlists:
        for entry in airings_of(playlist):
            for evidence in draw(st.lists(st.sampled_from(Evidence), max_size=3)):
                name = AiringId(f"{len(airings)}")
                played = DurationMs(draw(st.integers(0, entry.planned)))
                airings.append(replace(entry, id=name, evidence=evidence, played=played))
    return playlists, handovers, airings


@settings(deadline=None, max_examples=60)
@given(records=records(), shuffled=st.randoms(use_true_random=False))
def test_topics_and_outlets_add_up_to_the_total_in_whatever_order_entries_come(records, shuffled):
    playlists, handovers, airings = records
    report = counted(playlists=playlists, handovers=handovers, airings=airings)
    for column in COLUMNS:
        for rows in (report.by_topic, report.by_outlet):
            tallies = [getattr(row, column) for row in rows]
            whole = Tally(
                airings=sum(tally.airings for tally in tallies),
                length=DurationMs(sum(tally.length for tally in tallies)),
            )
            assert whole == getattr(report.total, column)
    for each in (playlists, handovers, airings):
        shuffled.shuffle(each)
    assert counted(playlists=playlists, handovers=handovers, airings=airings) == report


@settings(deadline=None, max_examples=60)
@given(records=records())
def test_nothing_is_sent_that_was_not_planned_nor_counted_twice_as_heard(records):
    playlists, handovers, airings = records
    total = counted(playlists=playlists, handovers=handovers, airings=airings).total
    heard = [total.aired_first, total.aired_repeat, total.rehearsed_first, total.rehearsed_repeat]
    planned = [total.planned_first, total.planned_repeat]
    assert total.sent_first.length <= total.planned_first.length
    assert sum(tally.airings for tally in heard) <= sum(tally.airings for tally in planned)
    real = [a for a in airings if a.evidence is not Evidence.REHEARSAL]
    assert counted(playlists=playlists, handovers=handovers, airings=real).total.aired_first == total.aired_first


# --- targets -------------------------------------------------------------------------------------------------------


def both_outlets():
    return [
        told(Evidence.PLAYER, outlet_id=outlet_id, playlist_id=PlaylistId(outlet_id), played=DurationMs(90_000))
        for outlet_id in (STATION, COMMUNE)
    ]


def test_a_target_wants_its_amount_of_every_outlet_and_for_its_whole_period():
    (result,) = counted(airings=both_outlets(), targets=[a_target()]).targets
    assert (result.outlets, result.wanted) == (2, 2 * 288.0)
    assert (result.planned, result.aired, result.rehearsed) == (0.0, 3.0, 0.0)


def test_a_target_for_one_outlet_counts_only_what_is_heard_there():
    (result,) = counted(airings=both_outlets(), targets=[a_target(outlets=(COMMUNE,))]).targets
    assert (result.outlets, result.aired) == (1, 1.5)


def test_a_target_in_airings_counts_first_runs_and_repeats():
    airings = [told(Evidence.PLAYER), told(Evidence.PLAYER, run=2, playlist_id=PlaylistId("lại"), session=EVENING)]
    (result,) = counted(airings=airings, targets=[a_target(measure=Measure.AIRINGS, amount=10.0)]).targets
    assert (result.wanted, result.aired) == (20.0, 2.0)


def test_a_target_for_another_topic_is_not_helped():
    (result,) = counted(airings=both_outlets(), targets=[a_target(topic=TopicCode(0))]).targets
    assert result.aired == 0.0


def test_a_target_for_all_topics_counts_them_all():
    airings = [told(Evidence.PLAYER), told(Evidence.PLAYER, topic=TopicCode(0), position=4)]
    (result,) = counted(airings=airings, targets=[a_target(topic=None, measure=Measure.AIRINGS)]).targets
    assert result.aired == 2.0


def test_a_rehearsal_is_shown_beside_a_target_and_never_meets_it():
    (result,) = counted(airings=[told(Evidence.REHEARSAL)], targets=[a_target()]).targets
    assert (result.aired, result.rehearsed) == (0.0, 0.8)


def test_planned_minutes_are_shown_beside_a_target():
    (result,) = counted(playlists=[a_playlist()], targets=[a_target()]).targets
    assert result.planned == 0.8


@pytest.mark.parametrize(
    ("period", "shown"),
    [
        ("2023-03", True),
        ("2023", True),
        ("2023-Q1", True),
        ("2023-03-01..2023-03-31", True),
        ("2023-03-02..2023-12-31", False),
        ("2022", False),
        ("2023-03-10..2023-03-20", False),
    ],
)
def test_targets_whose_period_is_or_contains_the_asked_one_are_shown(period, shown):
    assert bool(counted(targets=[a_target(period=period)]).targets) is shown


def test_a_target_with_a_period_nobody_can_read_is_refused():
    with pytest.raises(BadPeriod):
        counted(targets=[a_target(period="năm nay")])
