from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from broadcaster.asrun.pairing import paired

CELL = st.one_of(st.none(), st.integers(0, 9))
TABLES = st.integers(0, 4).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=4)
)


def best(costs):
    """Try every way: the most pairs, then the least cost."""
    width = len(costs[0])
    found = (0, 0)
    for order in permutations(range(width + len(costs)), len(costs)):
        pairs = [costs[row][column] for row, column in enumerate(order) if column < width]
        pairs = [cost for cost in pairs if cost is not None]
        found = min(found, (-len(pairs), sum(pairs)))
    return found


@settings(max_examples=200)
@given(TABLES)
def test_as_many_pairs_as_can_be_at_the_least_cost(costs):
    pairs = paired(costs)
    assert len(set(pairs.values())) == len(pairs)
    assert (-len(pairs), sum(costs[row][column] for row, column in pairs.items())) == best(costs)


def test_nothing_to_pair():
    assert paired([]) == {}
    assert paired([[], []]) == {}
