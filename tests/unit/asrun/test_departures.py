"""What a report says went otherwise than planned is what reconciliation says of each day."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import (
    COMMUNE,
    DAY,
    EVENING,
    MORNING,
    NOW,
    STATION,
    a_period,
    a_playlist,
    a_timetable,
    airings_of,
    an_edition,
)

from broadcaster.asrun.airtime import AirtimeRequest
from broadcaster.asrun.departures import departures
from broadcaster.asrun.reconcile import reconcile
from broadcaster.domain.airings import Evidence
from broadcaster.domain.ids import AiringId, DurationMs, PlaylistId, TopicCode
from broadcaster.domain.outcomes import Outcome

NEXT = DAY + timedelta(days=1)


def a_plan(session=MORNING, *, outlet_id=COMMUNE, day=DAY):
    edition = an_edition(session=session, air_date=day)
    return a_playlist(edition, outlet_id=outlet_id, id=PlaylistId(f"{outlet_id}-{day}-{session}"))


def told(playlist, evidence=Evidence.OPERATOR, **over):
    named = f"{playlist.id}-{evidence}"
    return [
        replace(each, id=AiringId(f"{named}-{each.position}"))
        for each in airings_of(playlist, evidence=evidence, **over)
    ]


def lost(playlist, cause="mất điện"):
    return told(playlist, played=DurationMs(0), observed_start=None, observed_stop=None, cause=cause)


def found(playlists, airings, *, until=NEXT, **over):
    values = {"period": a_period("2023-03"), "timetable": a_timetable(), "handovers": ()} | over
    return departures(AirtimeRequest(playlists=tuple(playlists), airings=tuple(airings), **values), until=until)


def test_what_was_lost_is_gathered_by_cause_over_outlets_and_days():
    plans = [a_plan(), a_plan(EVENING, outlet_id=STATION), a_plan(day=NEXT)]
    (no_power,) = found(plans, [*lost(plans[0]), *lost(plans[1]), *told(plans[2])])
    assert (no_power.outcome, no_power.cause, no_power.items) == (Outcome.NOT_AIRED, "mất điện", 2)
    assert no_power.outlets == tuple(sorted((STATION, COMMUNE)))
    assert no_power.lost == 2 * next(each.duration for each in plans[0].items if each.topic is not None)


def test_what_nobody_speaks_of_is_unknown_and_a_day_to_come_is_nothing_yet():
    plans = [a_plan(), a_plan(day=NEXT)]
    (unknown,) = found(plans, [], until=DAY)
    assert (unknown.outcome, unknown.items, unknown.outlets) == (Outcome.UNKNOWN, 1, (COMMUNE,))


def test_a_rehearsal_and_evidence_that_is_too_weak_witness_nothing():
    plan = a_plan()
    assert [each.outcome for each in found([plan], told(plan, Evidence.REHEARSAL))] == [Outcome.UNKNOWN]
    assert [each.outcome for each in found([plan], told(plan), grade=Evidence.PLAYER)] == [Outcome.UNKNOWN]
    assert found([plan], told(plan)) == ()


def test_a_correction_by_an_operator_stands_in_a_report_that_wants_a_player():
    plan = a_plan()
    wrong = told(plan, Evidence.PLAYER)
    right = [
        replace(each, id=AiringId(f"đúng-{each.id}"), corrects=each.id, evidence=Evidence.OPERATOR) for each in wrong
    ]
    assert [each.outcome for each in found([plan], [*wrong, *right], grade=Evidence.PLAYER)] == [Outcome.UNKNOWN]


def test_what_went_out_instead_is_named():
    plan = a_plan()
    item = next(each for each in plan.items if each.topic is not None)
    (wrong,) = [each for each in told(plan) if each.position == item.position]
    stranger = replace(
        wrong, id=AiringId("lạ"), playlist_id=PlaylistId(""), position=0, item_id=None, title="Nhạc cách mạng"
    )
    (instead,) = found([plan], [stranger])
    assert (instead.outcome, instead.cause, instead.lost) == (
        Outcome.REPLACED,
        "thay bằng: Nhạc cách mạng",
        item.duration,
    )


@pytest.mark.parametrize("scope", [{"outlets": frozenset({STATION})}, {"topics": frozenset({TopicCode(0)})}])
def test_other_outlets_and_topics_are_left_alone(scope):
    plan = a_plan()
    assert found([plan], lost(plan), **scope) == ()


WORDS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from((Evidence.OPERATOR, Evidence.PLAYER, Evidence.MEASURED, Evidence.REHEARSAL)),
        st.sampled_from((0, 20_000, 48_000)),
        st.sampled_from((-90, 0, 90)),
        st.sampled_from(("", "mất điện")),
    ),
    max_size=8,
)


@given(WORDS)
@settings(max_examples=60, deadline=None)
def test_a_period_is_the_sum_of_the_answers_of_its_days(words):
    plans = [a_plan(session, outlet_id=outlet) for session in (MORNING, EVENING) for outlet in (COMMUNE, STATION)]
    airings = [
        replace(
            each,
            id=AiringId(f"{n}-{each.position}"),
            observed_start=each.planned_at + timedelta(seconds=late) if played else None,
        )
        for n, (place, evidence, played, late, cause) in enumerate(words)
        for each in airings_of(plans[place], evidence=evidence, played=DurationMs(played), cause=cause)
    ]
    answers = [reconcile(outlet, DAY, plans, airings, made_at=NOW) for outlet in (COMMUNE, STATION)]
    topical = [item for answer in answers for item in answer.items if item.topic is not None]
    wanted = Counter((item.outcome, item.cause) for item in topical if item.outcome is not Outcome.ON_TIME)
    assert {(each.outcome, each.cause): each.items for each in found(plans, airings)} == wanted
