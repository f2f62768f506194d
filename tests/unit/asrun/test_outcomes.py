"""How an airing is judged."""

from __future__ import annotations

from datetime import timedelta

import pytest
from makers import a_playlist_item, an_airing

from broadcaster.asrun.outcomes import Outcome, outcome
from broadcaster.domain.ids import DurationMs

PLANNED_AT, PLANNED = a_playlist_item().starts_at, a_playlist_item().duration


def heard(*, delay_ms=0, played=PLANNED):
    start = PLANNED_AT + timedelta(milliseconds=delay_ms)
    return an_airing(
        observed_start=start, observed_stop=start + timedelta(milliseconds=played), played=DurationMs(played)
    )


@pytest.mark.parametrize(
    ("delay_ms", "expected"),
    [
        (0, Outcome.ON_TIME),
        (1_000, Outcome.ON_TIME),
        (1_001, Outcome.LATE),
        (-1_000, Outcome.ON_TIME),
        (-1_001, Outcome.EARLY),
        (-8_100_000, Outcome.EARLY),
    ],
)
def test_a_second_either_way_is_on_time(delay_ms, expected):
    assert outcome(heard(delay_ms=delay_ms)) is expected


def test_what_began_and_of_which_nobody_says_how_long_it_was_heard_is_not_known():
    assert outcome(an_airing(observed_stop=None, played=DurationMs(0))) is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("missing", "expected"), [(1_000, Outcome.ON_TIME), (1_001, Outcome.PARTIAL), (PLANNED - 1, Outcome.PARTIAL)]
)
def test_more_than_a_second_missing_is_partial(missing, expected):
    assert outcome(heard(played=PLANNED - missing)) is expected


def test_cut_short_weighs_more_than_late():
    assert outcome(heard(delay_ms=60_000, played=10_000)) is Outcome.PARTIAL


def test_what_ran_long_is_not_partial():
    assert outcome(heard(played=PLANNED + 5_000)) is Outcome.ON_TIME


@pytest.mark.parametrize("over", [{"observed_start": None, "observed_stop": None}, {"played": DurationMs(0)}])
def test_nothing_heard_is_not_aired(over):
    assert outcome(an_airing(**over)) is Outcome.NOT_AIRED


def test_every_outcome_has_a_vietnamese_name_of_its_own():
    assert len({each.label for each in Outcome}) == len(Outcome)
    assert Outcome.NOT_AIRED.label == "không phát"
