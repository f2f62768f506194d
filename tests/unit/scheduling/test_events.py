"""Rules about the events of a clock."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.scheduling.builders import event

from broadcaster.domain.timetables import ClockEventKind as Kind
from broadcaster.domain.topics import Genre
from broadcaster.scheduling.events import EVENT_OF_GENRE, bounds, kept, spread
from broadcaster.scheduling.lengths import in_words


def test_every_genre_has_an_event():
    assert set(EVENT_OF_GENRE) == set(Genre)


def test_events_of_one_kind_are_counted_together():
    events = (event(Kind.NEWS, 1, 3), event(Kind.STING), event(Kind.NEWS, 2, 4))
    assert bounds(events, Kind.NEWS) == (3, 7)
    assert bounds(events, Kind.SPOT) == (0, 0)


def test_each_event_gets_its_fewest_before_any_gets_more():
    events = (event(Kind.NEWS, 1, 3), event(Kind.STING), event(Kind.NEWS, 2, 4))
    assert spread(events, Kind.NEWS, 4) == (2, 0, 2)
    assert spread(events, Kind.NEWS, 2) == (1, 0, 1)


@given(
    limits=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=4), count=st.integers(0, 30)
)
def test_what_is_spread_is_all_there_and_within_limits(limits, count):
    events = tuple(event(Kind.NEWS, least, least + more) for least, more in limits)
    shares = spread(events, Kind.NEWS, count)
    assert sum(shares) == min(count, sum(e.most for e in events))
    assert all(share <= e.most for share, e in zip(shares, events, strict=True))


def test_a_sting_never_follows_a_sting():
    events = tuple(map(event, (Kind.IDENT, Kind.STING, Kind.NEWS, Kind.STING, Kind.FEATURE, Kind.STING, Kind.CLOSING)))
    assert kept(events, (0, 0, 3, 0, 0, 0, 0)) == (True, True, True, True, False, False, True)
    assert kept(events, (0, 0, 3, 0, 1, 0, 0)) == (True,) * 7


def test_headlines_that_name_nothing_are_not_heard():
    events = tuple(map(event, (Kind.OPENING, Kind.HEADLINES, Kind.SPOT, Kind.CLOSING)))
    assert kept(events, (0, 0, 1, 0)) == (True, False, True, True)


@pytest.mark.parametrize(
    ("length", "words"), [(80_000, "1 phút 20 giây"), (120_000, "2 phút"), (400, "1 giây"), (59_001, "1 phút")]
)
def test_lengths_are_read_in_minutes_and_seconds(length, words):
    assert in_words(length) == words
