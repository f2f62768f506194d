"""Costs found from sums of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.copydesk.least_squares import shifts

COSTS = st.floats(-500, 500)
COUNTS = st.fixed_dictionaries({"a": st.integers(0, 9), "b": st.integers(0, 9), "c": st.integers(0, 9)})


@given(costs=st.fixed_dictionaries({"a": COSTS, "b": COSTS, "c": COSTS}), sights=st.lists(COUNTS, max_size=20))
def test_costs_that_explain_every_sum_are_found_when_nothing_holds_them(costs, sights):
    sights += [{"a": 1.0}, {"b": 1.0}, {"c": 1.0}]
    seen = [(counts, sum(count * costs[name] for name, count in counts.items()), 1.0) for counts in sights]
    found = shifts(seen, dict.fromkeys("abc", 1e-9))
    assert found == pytest.approx(costs, abs=1e-3)


def test_a_cost_that_nothing_speaks_for_stays():
    assert shifts([({"a": 2.0}, 10.0, 1.0)], {"a": 1.0, "b": 1.0})["b"] == 0


@pytest.mark.parametrize(("firmness", "shift"), [(4, 2.5), (12, 1.25), (1e9, 0)])
def test_the_firmer_a_cost_the_less_one_sight_moves_it(firmness, shift):
    assert shifts([({"a": 2.0}, 10.0, 1.0)], {"a": firmness})["a"] == pytest.approx(shift, abs=1e-6)


def test_nothing_seen_moves_nothing():
    assert shifts([], {"a": 1.0}) == {"a": 0.0}
