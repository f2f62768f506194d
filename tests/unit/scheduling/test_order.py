"""The running order: readers alternate, topics do not follow themselves."""

from __future__ import annotations

from itertools import pairwise, permutations

from hypothesis import given, settings
from hypothesis import strategies as st
from unit.scheduling.builders import a_fill_item

from broadcaster.domain.scripts import Presenter
from broadcaster.scheduling.order import running_order

FEMALE, MALE = Presenter.FEMALE, Presenter.MALE


def repeats(items):
    return sum((a.reader is b.reader) + (a.topic == b.topic) for a, b in pairwise(items))


def items_of(*marks):
    return [a_fill_item(n, reader=reader, topic=topic) for n, (reader, topic) in enumerate(marks)]


def test_items_that_mix_well_stay_as_they_come():
    items = items_of((FEMALE, 1), (MALE, 2), (FEMALE, 3), (MALE, 1))
    assert list(running_order(items)) == items


def test_readers_take_turns():
    order = running_order(items_of((FEMALE, 1), (FEMALE, 2), (MALE, 3), (MALE, 4)))
    assert [item.reader for item in order] == [FEMALE, MALE, FEMALE, MALE]


def test_a_topic_does_not_follow_itself_when_that_can_be_avoided():
    order = running_order(items_of((FEMALE, 1), (MALE, 1), (FEMALE, 2), (MALE, 3)))
    assert repeats(order) == 0


def test_what_airs_before_is_minded():
    before = a_fill_item(9, reader=FEMALE, topic=1)
    order = running_order(items_of((FEMALE, 1), (MALE, 2)), after=before)
    assert [item.reader for item in order] == [MALE, FEMALE]


def test_nothing_to_order_is_no_order():
    assert running_order([]) == ()


MARKS = st.lists(st.tuples(st.sampled_from((FEMALE, MALE)), st.integers(1, 3)), min_size=1, max_size=6)


@settings(deadline=None)
@given(marks=MARKS)
def test_no_other_order_has_fewer_repeats(marks):
    items = items_of(*marks)
    order = running_order(items)
    assert sorted(item.item_id for item in order) == [item.item_id for item in items]
    assert repeats(order) == min(repeats(other) for other in permutations(items))
