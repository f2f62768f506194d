"""Weeks whose plans are kept as they once were, so that a change of the planner is seen and looked at.

To take a new plan for the golden one, delete the file and run the test twice.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from unit.scheduling.test_fill import a_busy_week
from unit.scheduling.week_builders import broken

from broadcaster.scheduling.fill import fill_week

GOLDEN = Path(__file__).parents[2] / "golden" / "weeks"


@pytest.mark.parametrize(("name", "effort"), [("greedy", 0.0), ("planned", 0.2)])
def test_the_plan_of_a_week_is_what_it_was(name, effort):
    request = a_busy_week(effort=effort)
    plan = fill_week(request)
    assert broken(request, plan) == []
    now = {
        "shortfall": plan.shortfall,
        "bound": plan.bound,
        "slots": {
            f"{key.day} {key.session} {key.outlet_id}": [*filling.items, filling.closing]
            for key, filling in plan.fillings.items()
        },
    }
    path = GOLDEN / f"{name}.json"
    if not path.exists():
        path.write_text(json.dumps(now, indent=1), encoding="utf-8")
        pytest.fail(f"{path.name} was missing and has been written: look at it and run again")
    assert now == json.loads(path.read_text(encoding="utf-8"))
