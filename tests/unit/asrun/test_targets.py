"""Targets: what counts, what is lost, what is ahead, points."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import COMMUNE, DAY, STATION, a_playlist, a_segment, a_target, a_timetable, airings_of, an_edition

from broadcaster.asrun.targets import TargetRequest, hold, next_band, points_for, with_baseline
from broadcaster.domain.airings import Evidence
from broadcaster.domain.ids import AiringId, DurationMs, NewsItemId, PlaylistId, TopicCode
from broadcaster.domain.timetables import Band, Measure, Runs

BANDS = (Band(least=100, points=4), Band(least=50, points=3), Band(least=1, points=2))


def plan(number, *, day=DAY, outlet_id=COMMUNE, items=2, topic=3, run=1):
    segments = tuple(
        a_segment(item_id=NewsItemId(f"tin-{place}"), topic=TopicCode(topic), duration=DurationMs(60_000))
        for place in range(items)
    )
    edition = an_edition(segments=segments, air_date=day)
    return a_playlist(edition, outlet_id=outlet_id, run=run, id=PlaylistId(f"{number:04}-{outlet_id}"))


def told(playlist, evidence=Evidence.OPERATOR, **over):
    return tuple(
        replace(each, id=AiringId(f"{evidence}-{each.playlist_id}-{each.position}"), evidence=evidence, **over)
        for each in airings_of(playlist)
    )


def held(*, playlists=(), airings=(), as_of=DAY, **target):
    wanted = {"outlets": (COMMUNE,), "baseline": None, "rise_percent": None, "amount": 10.0} | target
    return hold(
        TargetRequest(
            target=a_target(**wanted),
            timetable=a_timetable(),
            playlists=tuple(playlists),
            airings=tuple(airings),
            as_of=as_of,
        )
    )


@pytest.mark.parametrize(("measure", "aired"), [(Measure.MINUTES, 4.0), (Measure.AIRINGS, 4.0), (Measure.ITEMS, 2.0)])
def test_minutes_airings_and_different_items(measure, aired):
    plans = [plan(1), plan(2, run=2)]
    standing = held(measure=measure, playlists=plans, airings=[each for p in plans for each in told(p)])
    assert (standing.aired, standing.missing) == (aired, 10 - aired)
    assert (standing.aired_first, standing.aired_repeat) == (2, 2)


def test_an_item_counts_once_at_each_outlet():
    plans = [plan(1), plan(2, outlet_id=STATION)]
    airings = [each for p in plans for each in told(p)]
    standing = held(measure=Measure.ITEMS, outlets=(COMMUNE, STATION), playlists=plans, airings=airings)
    assert (standing.aired, standing.wanted) == (4, 20)


@pytest.mark.parametrize(("runs", "aired"), [(Runs.ALL, 4), (Runs.FIRST, 2), (Runs.REPEAT, 2)])
def test_a_target_may_count_first_runs_or_repeats_alone(runs, aired):
    plans = [plan(1), plan(2, run=2)]
    airings = [each for p in plans for each in told(p)]
    assert held(measure=Measure.AIRINGS, runs=runs, playlists=plans, airings=airings).aired == aired


def test_a_target_that_wants_a_player_takes_no_operators_word():
    airings = [*told(plan(1)), *told(plan(2), Evidence.PLAYER), *told(plan(3), Evidence.REHEARSAL)]
    assert held(measure=Measure.AIRINGS, grade=Evidence.PLAYER, airings=airings).aired == 2
    assert held(measure=Measure.AIRINGS, airings=airings).aired == 4
    airings += told(plan(4), Evidence.MEASURED)
    assert held(measure=Measure.AIRINGS, grade=Evidence.PLAYER, airings=airings).aired == 4
    assert held(measure=Measure.AIRINGS, grade=Evidence.MEASURED, airings=airings).aired == 2


def test_what_is_past_and_unwitnessed_is_lost_and_what_is_ahead_is_forecast():
    yesterday, tomorrow = plan(1, day=DAY - timedelta(days=1)), plan(3, day=DAY + timedelta(days=1))
    today = plan(2)
    cut = told(today, played=DurationMs(0), observed_start=None, observed_stop=None)
    standing = held(playlists=[yesterday, today, tomorrow], airings=[*told(yesterday), *cut])
    assert (standing.aired, standing.lost, standing.ahead) == (2, 2, 2)
    assert (standing.forecast, standing.unplanned) == (4, 6)
    assert standing.planned_until == DAY + timedelta(days=1)


def test_nothing_is_made_up_beyond_the_plan():
    standing = held()
    assert (standing.forecast, standing.ahead, standing.planned_until) == (0, 0, None)


def test_entries_of_days_to_come_are_not_aired_yet():
    tomorrow = plan(1, day=DAY + timedelta(days=1))
    assert held(playlists=[tomorrow], airings=told(tomorrow)).aired == 0


@pytest.mark.parametrize(
    ("amount", "points", "above"),
    [(0, 0, 1), (1, 2, 50), (49, 2, 50), (50, 3, 100), (99.5, 3, 100), (100, 4, None), (900, 4, None)],
)
def test_bands_hold_from_their_least_amount(amount, points, above):
    assert points_for(BANDS, amount) == points
    found = next_band(BANDS, amount)
    assert (found and found.least) == above


def test_each_outlet_is_scored_alone_now_and_by_the_plan():
    aired = [plan(number, items=1) for number in range(49)]
    ahead = [plan(100, day=DAY + timedelta(days=1), items=3)]
    standing = held(
        measure=Measure.AIRINGS,
        amount=None,
        bands=BANDS,
        outlets=(COMMUNE, STATION),
        playlists=[*aired, *ahead],
        airings=[each for p in aired for each in told(p)],
    )
    mine, other = standing.points
    assert (mine.amount, mine.points, mine.next_needs, mine.next_points) == (49, 2, 1, 3)
    assert (mine.forecast, mine.forecast_points) == (52, 3)
    assert (other.amount, other.points, other.next_needs) == (0, 0, 1)


def test_the_log_gives_the_baseline_that_a_target_asks_it_for():
    target = a_target(
        outlets=(COMMUNE,), baseline=None, rise_percent=50.0, baseline_period="2023-03", baseline_source=""
    )
    known = with_baseline(target, a_timetable(), told(plan(1)))
    assert (known.baseline, known.wanted) == (2, 3)
    assert "2023-03" in known.baseline_source
    assert with_baseline(a_target(), a_timetable(), told(plan(1))) == a_target()


@given(
    st.lists(
        st.tuples(st.integers(-40, 40), st.sampled_from([*Evidence, None]), st.integers(1, 3), st.integers(1, 3)),
        max_size=12,
    ),
    st.sampled_from(Measure),
)
@settings(max_examples=60, deadline=None)
def test_what_is_told_of_a_target_hangs_together(days, measure):
    plans = [
        plan(n, day=DAY + timedelta(days=shift), run=run, items=items) for n, (shift, _, run, items) in enumerate(days)
    ]
    airings = [
        each for p, (_, evidence, _, _) in zip(plans, days, strict=True) if evidence for each in told(p, evidence)
    ]
    standing = held(measure=measure, period="2023", playlists=plans, airings=airings)
    assert standing.forecast <= standing.aired + standing.ahead + 1e-9
    assert standing.aired <= standing.forecast
    assert standing.missing == max(standing.wanted - standing.aired, 0)
    assert standing.unplanned <= standing.missing
    if measure is not Measure.ITEMS:
        assert standing.aired_first + standing.aired_repeat == pytest.approx(standing.aired)
        assert standing.forecast == pytest.approx(standing.aired + standing.ahead)
        planned = sum(
            i.duration / 60_000 if measure is Measure.MINUTES else 1 for p in plans for i in p.items if i.topic
        )
        assert standing.aired + standing.lost + standing.ahead == pytest.approx(planned)
    assert held(measure=measure, period="2023", playlists=plans[::-1], airings=airings[::-1]) == standing
