"""The diary: a line for everything planned or told, every grade apart, sums that are the airtime report's."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import (
    COMMUNE,
    DAY,
    STARTS_AT,
    STATION,
    a_period,
    a_playlist,
    a_timetable,
    airings_of,
    an_airing,
)

from broadcaster.asrun.airtime import AirtimeRequest, count_airtime
from broadcaster.asrun.diary import diary, joined
from broadcaster.asrun.station_diary import station_diary
from broadcaster.domain.airings import Evidence
from broadcaster.domain.airtime import Tally
from broadcaster.domain.ids import AiringId, DurationMs, NewsItemId, PlaylistId, SessionId, TopicCode
from broadcaster.domain.outcomes import Outcome
from broadcaster.domain.zone import ZONE

PLAN = a_playlist()
ITEM_MS = 48_000


def request(airings=(), playlists=(), **over):
    values = {"period": a_period("2023-03"), "timetable": a_timetable(), "handovers": ()}
    return AirtimeRequest(**{**values, "airings": tuple(airings), "playlists": tuple(playlists), **over})


def only(airings=(), playlists=(PLAN,)):
    """Give the only topical line of the only session."""
    (outlet,) = diary(request(airings, playlists))
    (session,) = outlet.days[0].sessions
    (entry,) = session.entries
    return outlet, session, entry


# --- lines ---------------------------------------------------------------------------------------------------------


def test_what_was_planned_and_nobody_speaks_of_has_a_line_to_be_filled_in():
    outlet, session, entry = only()
    assert (entry.airing, entry.outcome, outlet.sums.unknown) == (None, Outcome.UNKNOWN, 1)
    assert (session.planned_at, session.started, session.witnesses) == (PLAN.starts_at, None, ())


def test_what_not_even_a_rehearsal_sounded_falls_out_of_no_sum():
    silent = airings_of(
        PLAN, evidence=Evidence.REHEARSAL, played=DurationMs(0), observed_start=None, observed_stop=None
    )
    outlet, _, _ = only(silent)
    assert (outlet.sums.unknown, outlet.sums.not_aired, outlet.sums.rehearsed.airings) == (1, 0, 0)


def test_a_session_begins_and_ends_with_its_music():
    _, session, _ = only(airings_of(PLAN))
    every = airings_of(PLAN)
    assert session.started == min(each.observed_start for each in every)
    assert session.stopped == max(each.observed_stop for each in every)
    assert [evidence for evidence, _ in session.witnesses] == [Evidence.PLAYER]


def test_a_rehearsal_stands_apart_and_counts_as_nothing_that_aired():
    outlet, session, entry = only(airings_of(PLAN, evidence=Evidence.REHEARSAL, said_by="diễn tập"))
    assert (entry.rehearsed, entry.counts, entry.outcome) == (True, False, Outcome.UNKNOWN)
    assert (outlet.sums.aired, outlet.sums.rehearsed.airings) == (Tally(), 1)
    assert session.started is not None


def test_the_players_word_settles_what_people_say_otherwise():
    outlet, _, entry = only([an_airing(), an_airing(evidence=Evidence.OPERATOR, played=DurationMs(0))])
    assert entry.airing.evidence is Evidence.PLAYER
    assert (outlet.sums.player_first.airings, outlet.sums.operator_first.airings) == (1, 0)


@pytest.mark.parametrize(
    ("over", "outcome"),
    [
        ({"observed_start": STARTS_AT + timedelta(minutes=4)}, Outcome.LATE),
        ({"played": DurationMs(20_000)}, Outcome.PARTIAL),
        ({"played": DurationMs(0), "observed_start": None, "observed_stop": None}, Outcome.NOT_AIRED),
        ({"played": DurationMs(0), "observed_stop": None}, Outcome.UNKNOWN),
        ({}, Outcome.ON_TIME),
    ],
)
def test_a_line_says_what_became_of_its_item(over, outcome):
    assert only([an_airing(**over)])[2].outcome is outcome


@pytest.mark.parametrize(("late", "outcome"), [(0, Outcome.ON_TIME), (-12, Outcome.ON_TIME), (108, Outcome.LATE)])
def test_a_time_told_by_the_minute_is_late_only_when_the_whole_minute_is(late, outcome):
    begun = an_airing().planned_at + timedelta(seconds=late)
    told = an_airing(evidence=Evidence.OPERATOR, observed_start=begun, resolution=DurationMs(60_000))
    assert only([told])[2].outcome is outcome


def test_an_entry_whose_plan_was_made_anew_keeps_its_line():
    (outlet,) = diary(request([an_airing(playlist_id=PlaylistId("cũ"))], [PLAN]))
    assert sorted(bool(entry.airing) for session in outlet.days[0].sessions for entry in session.entries) == [
        False,
        True,
    ]


def test_what_no_plan_has_is_told_and_counts_for_no_topic():
    odd = an_airing(
        id=AiringId("lạ"),
        playlist_id=PlaylistId(""),
        session=SessionId(""),
        position=0,
        topic=None,
        run=0,
        title="VOV1",
    )
    (outlet,) = diary(request([odd, replace(odd, id=AiringId("lạ hơn"), title="VOV2")]))
    titles = [entry.title for session in outlet.days[0].sessions for entry in session.entries]
    assert (titles, outlet.sums.aired.airings, outlet.sums.unknown) == (["VOV1", "VOV2"], 0, 0)


# --- corrections ---------------------------------------------------------------------------------------------------


def corrected():
    wrong = an_airing(evidence=Evidence.OPERATOR)
    right = replace(
        wrong, id=AiringId("đúng"), played=DurationMs(20_000), corrects=wrong.id, correction_reason="nghe lại"
    )
    last = replace(right, id=AiringId("đúng hơn"), played=DurationMs(30_000), corrects=right.id)
    return wrong, right, last


def test_what_was_put_right_stands_beside_what_took_its_place_with_all_before_it():
    wrong, right, last = corrected()
    outlet, _, entry = only([wrong, right, last])
    assert entry.airing == last
    assert [(each.right.id, each.wrong.id) for each in entry.corrected] == [(last.id, right.id), (right.id, wrong.id)]
    assert outlet.sums.operator_first == Tally(airings=1, length=DurationMs(30_000))


def test_a_correction_is_told_even_where_a_player_settles_the_item():
    wrong, right, _ = corrected()
    entry = only([wrong, right, an_airing()])[2]
    assert (entry.airing.evidence, [each.wrong.id for each in entry.corrected]) == (Evidence.PLAYER, [wrong.id])


# --- sums ----------------------------------------------------------------------------------------------------------

ROWS = st.lists(
    st.tuples(
        st.sampled_from(Evidence),
        st.integers(1, 4),
        st.sampled_from((STATION, COMMUNE)),
        st.sampled_from((None, 0, 3)),
        st.integers(0, 2),
        st.sampled_from((0, 500, ITEM_MS, ITEM_MS + 900)),
        st.integers(0, 3),
        st.integers(0, 9),
    ),
    max_size=16,
)


def entries(rows):
    told = []
    for number, (evidence, position, outlet_id, topic, run, played, day, corrects) in enumerate(rows):
        moment = STARTS_AT + timedelta(days=day)
        told.append(
            an_airing(
                id=AiringId(f"{number}"),
                evidence=evidence,
                position=position,
                outlet_id=outlet_id,
                playlist_id=PlaylistId(f"{outlet_id}-{day}"),
                air_date=DAY + timedelta(days=day),
                item_id=NewsItemId(f"tin-{position}"),
                topic=None if topic is None else TopicCode(topic),
                run=run,
                planned_at=moment,
                observed_start=moment if played else None,
                played=DurationMs(played),
                recorded_at=moment + timedelta(minutes=number),
                corrects=AiringId(f"{corrects}") if corrects < number else None,
            )
        )
    return told


@settings(max_examples=120, deadline=None)
@given(ROWS, st.sampled_from((frozenset(), frozenset({COMMUNE}))))
def test_the_diarys_sums_are_the_airtime_reports_whatever_the_log_holds(rows, outlets):
    asked = request(entries(rows), [PLAN], outlets=outlets)
    told, row = diary(asked), count_airtime(asked).total
    sums = joined(each.sums for each in told)
    assert (sums.player_first, sums.player_repeat) == (row.player_first, row.player_repeat)
    assert (sums.operator_first, sums.operator_repeat) == (row.operator_first, row.operator_repeat)
    assert sums.rehearsed == row.rehearsed_first.plus(row.rehearsed_repeat.length, row.rehearsed_repeat.airings)
    assert sums.aired == row.aired_first.plus(row.aired_repeat.length, row.aired_repeat.airings)
    assert all(each.sums == joined(day.sums for day in each.days) for each in told)
    assert joined(day.sums for day in station_diary(told)) == sums
    lines = [e for outlet in told for day in outlet.days for s in day.sessions for e in s.entries if e.counts]
    assert sums.aired == Tally(airings=len(lines), length=sum(e.airing.played for e in lines))


def test_lines_come_in_the_order_of_days_and_hours():
    asked = request(entries([(Evidence.PLAYER, 1, COMMUNE, 3, 1, ITEM_MS, day, 9) for day in (2, 0, 1)]))
    (outlet,) = diary(asked)
    assert [each.day for each in outlet.days] == [DAY + timedelta(days=n) for n in range(3)]
    assert all(s.planned_at.astimezone(ZONE).date() == each.day for each in outlet.days for s in each.sessions)


# --- the whole station ---------------------------------------------------------------------------------------------


def test_the_stations_diary_has_each_item_once_and_names_the_places_apart():
    there = a_playlist(outlet_id=STATION, outlet_name="Đài huyện")
    lost = an_airing(
        outlet_id=STATION,
        playlist_id=there.id,
        observed_start=None,
        observed_stop=None,
        played=DurationMs(0),
        cause="mất điện",
    )
    ((day),) = station_diary(diary(request([an_airing(), lost], [PLAN, there])))
    (session,) = day.sessions
    (entry,) = session.entries
    assert (session.places, entry.places, entry.player, entry.operator) == (2, 2, 1, 0)
    assert [(each.outcome, each.cause, each.outlets) for each in entry.apart] == [
        (Outcome.NOT_AIRED, "mất điện", (STATION,))
    ]
    assert entry.length == ITEM_MS
