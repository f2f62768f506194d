"""The joint plan over slots, outlets and days."""

from __future__ import annotations

from broadcaster.scheduling.first_plan import first_plan
from broadcaster.scheduling.outlet_week import OutletWeek
from broadcaster.scheduling.week_classes import outlet_weeks
from broadcaster.scheduling.week_plan import WeekPlan, WeekRequest
from broadcaster.scheduling.week_result import Solved, week_plan
from broadcaster.scheduling.week_score import score


def fill_week(request: WeekRequest) -> WeekPlan:
    """Plan all slots of a request; the same request gives the same plan.

    Raises QueueConflict or DoesNotFit when queued items cannot air as asked, PlanError when a clock cannot be met.
    """
    return week_plan(request, [_first(week) for week in outlet_weeks(request)])


def _first(week: OutletWeek) -> Solved:
    choices = first_plan(week)
    return Solved(week=week, choices=choices, shortfall=score(week, choices).shortfall)
