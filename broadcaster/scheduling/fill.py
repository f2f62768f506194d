"""The joint plan over slots, outlets and days, with OR-Tools CP-SAT: the only module that knows a solver.

Outlets share no rule, so each class of equal outlets is a problem of its own: their shortfalls and bounds add up.
Within a class the levels of ``week_model`` are made small one after another, starting from the greedy plan.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from broadcaster.errors import DoesNotFit, NoPlan, QueueConflict
from broadcaster.scheduling.change import Kept, frozen_slots, is_sound, untouched
from broadcaster.scheduling.exchanges import exchanged
from broadcaster.scheduling.first_plan import first_plan
from broadcaster.scheduling.linear import Column, Level, Problem, Row
from broadcaster.scheduling.outlet_week import OutletWeek
from broadcaster.scheduling.plan_rules import Rule, advice
from broadcaster.scheduling.read_model import choices_of, hints_of
from broadcaster.scheduling.slot_choice import SlotChoice
from broadcaster.scheduling.unmet import conflict_sentence, owed_here
from broadcaster.scheduling.week_classes import outlet_weeks
from broadcaster.scheduling.week_model import WeekModel, week_model
from broadcaster.scheduling.week_plan import WeekPlan, WeekRequest
from broadcaster.scheduling.week_result import Solved, week_plan
from broadcaster.scheduling.week_score import Score, excess, score, unmet_counts
from broadcaster.scheduling.week_wishes import Pattern, add_changes, add_wishes, pattern_of

if TYPE_CHECKING:
    from ortools.sat.python.cp_model import CpModel, CpSolver, CpSolverStatus, IntVar, LinearExpr

_SHARES = {"wishes": 1.0}
"""What part of the effort that is left a level may take, where it is not half."""

_NEAR_ENOUGH = 0.005
"""Part of the shortfall below which the search for less gives way to what else is wished for."""

_FEASIBLE_EFFORT = 2.0
"""Deterministic seconds for the question whether there is any plan; it takes a hundredth of that."""

_CHANGE_EFFORT = 0.1
"""Deterministic seconds for a class in which a change leaves something undone; most need none."""

_EXPLAINED = 5
"""So many items of a class that cannot air as often as they must have their conflict looked for."""


def fill_week(request: WeekRequest) -> WeekPlan:
    """Plan all slots of a request together; the same request with the same seed gives the same plan.

    The greedy plan stands at once; ``effort`` improves it. Where a plan stood, only what a change touches is planned
    again. Raises NoPlan with a smallest set of rules that conflict when no plan keeps all of them, DoesNotFit or
    PlanError when a clock cannot be met by itself.
    """
    weeks = outlet_weeks(request)
    purse = _Purse(request, len(weeks), sum(len(week.outlets) for week in weeks))
    pattern: Pattern = {}
    solved: list[Solved] = []
    for week in weeks:
        solved.append(_plan(week, pattern, purse))
        pattern = pattern or pattern_of(week, solved[-1].choices)
    return week_plan(request, solved)


def _plan(week: OutletWeek, pattern: Pattern, purse: _Purse) -> Solved:
    """Plan one class of outlets: first what a change touches; all of it where that does not do."""
    purse.open(week)
    frozen = frozen_slots(week)
    kept = untouched(week) if week.previous else frozen
    solved = _planned(week, kept, pattern, purse)
    if len(kept) > len(frozen) and _undone(solved, kept):
        wider = _planned(week, frozen, pattern, purse)
        if score(week, wider.choices).needs < score(week, solved.choices).needs:
            solved = wider
    return replace(solved, conflicts=tuple(_conflicts(solved, purse)))


def _undone(solved: Solved, kept: Kept) -> bool:
    """Say whether the slots that were planned again leave something undone that comes before any goal."""
    week, choices = solved.week, solved.choices
    again = [number for number in range(len(choices)) if number not in kept]
    short = any(excess(week, n, choices[n]) or unmet_counts(week, n, choices[n]) for n in again)
    return short or score(week, choices).unmet_runs > 0


def _planned(week: OutletWeek, kept: Kept, pattern: Pattern, purse: _Purse) -> Solved:
    """Plan the slots that are not kept."""
    choices = _first(week, kept, purse)
    greedy = Solved(week=week, choices=choices, shortfall=score(week, choices).shortfall)
    narrow = len({*kept, *week.previous}) == len(week.slots) and len(kept) > len(frozen_slots(week))
    mended = narrow and not _undone(greedy, kept)
    if not purse.share or len(kept) == len(week.slots) or mended:
        return replace(greedy, proven=mended and not greedy.shortfall)
    if not week.previous:
        choices = exchanged(week, choices, frozenset(kept))
    return _improved(week, kept, choices, pattern, purse)


def _first(week: OutletWeek, kept: Kept, purse: _Purse) -> tuple[SlotChoice, ...]:
    """Give the greedy plan; raises NoPlan when what is queued cannot air."""
    queued = frozenset(
        key for given, slot in zip(week.given, week.slots, strict=True) for key in given if not slot.frozen
    )
    try:
        if is_sound(week):
            return first_plan(week, kept)
    except (DoesNotFit, QueueConflict):
        if not queued:
            raise
    model = week_model(week, frozen_slots(week), only=queued)
    if values := _Search(model.problem, purse).any():
        return choices_of(model, values)
    rules = _conflict(model.problem, purse)
    raise NoPlan(outlet=week.name, rules="; ".join(rule.sentence(week) for rule in rules), advice=advice(rules))


def _improved(week: OutletWeek, kept: Kept, choices: tuple[SlotChoice, ...], pattern: Pattern, purse: _Purse) -> Solved:
    """Make the levels small one after another, from the plan that stands."""
    reached = score(week, choices)
    filled = sum(excess(week, number, choice) for number, choice in kept.items()) == reached.excess
    model = week_model(week, kept, exact=frozenset(range(len(choices))) if filled else frozenset())
    if week.previous:
        add_changes(model)
    add_wishes(model, pattern)
    values, bound, proven = _search_levels(model, hints_of(model, choices), reached, purse)
    if values is not None:
        choices = choices_of(model, values)
    shortfall = score(week, choices).shortfall
    whole = len(kept) == len(frozen_slots(week)) and not week.previous
    return Solved(
        week=week,
        choices=choices,
        shortfall=shortfall,
        bound=bound if whole else 0,
        proven=(proven and whole) or not shortfall,
    )


def _search_levels(
    model: WeekModel, hints: Mapping[Column, int], reached: Score, purse: _Purse
) -> tuple[list[int] | None, int, bool]:
    """Give the best values found, the bound of the shortfall and whether nothing better exists."""
    search, left = _Search(model.problem, purse), purse.share
    values, proven, bound = search.completed(hints, model.problem.levels), True, 0
    for level in model.problem.levels:
        value: int | None = getattr(reached, level.name, None)
        if value is None or value > level.constant:
            found = search.least(level, values, left * _SHARES.get(level.name, 0.5))
            left = max(0.0, left - found.effort)
            values, value = (found.values, found.value) if found.values else (values, value)
            if level.name in Score.names():
                proven = proven and value is not None and found.bound >= value
            bound = max(0, found.bound) if level.name == "shortfall" else bound
        if value is not None and level is not model.problem.levels[-1]:
            search.hold(level, value)
    return values, bound, proven


def _conflicts(solved: Solved, purse: _Purse) -> Iterator[str]:
    """Say of items that cannot air as often as they must which rules stand against that."""
    week = solved.week
    for key in owed_here(week, solved.choices)[:_EXPLAINED]:
        others = frozenset(each for each, item in week.items.items() if item.least_runs) | {key}
        queued = frozenset(each for given in week.given for each in given)
        model = week_model(
            week, frozen_slots(week), only=others | queued, must=others - set(owed_here(week, solved.choices)) | {key}
        )
        yield conflict_sentence(week, key, _conflict(model.problem, purse))


def _conflict(problem: Problem, purse: _Purse) -> tuple[Rule, ...]:
    """Give a smallest set of rules that no plan keeps together, empty when there is a plan.

    The solver names a set that is enough; then each rule is left out in turn, for good if the others still conflict.
    """
    rules = _Search(problem, purse, assumed=True).enough()
    for rule in tuple(rules):
        fewer = [each for each in rules if each != rule]
        if _Search(problem, purse, among=frozenset(fewer)).any() is None:
            rules = fewer
    return tuple(rules)


class _Purse:
    """The effort and the time that a plan may take."""

    def __init__(self, request: WeekRequest, classes: int, outlets: int) -> None:
        self.seed = request.seed
        self.left = request.guard_seconds
        self.share = 0.0
        self._each = request.effort / 2 / max(1, classes)
        self._outlet = request.effort / 2 / max(1, outlets)
        self._most = _CHANGE_EFFORT if request.previous else request.effort

    def open(self, week: OutletWeek) -> None:
        """Take what a class may spend: half of the effort goes by classes, half by outlets."""
        self.share = min(self._most, self._each + self._outlet * len(week.outlets))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Found:
    """What the solver says of one level."""

    values: list[int] | None
    """Of each variable, if anything was found."""
    value: int = 0
    """What the level sums up to."""
    bound: int = 0
    """It cannot be less."""
    effort: float = 0.0
    """Deterministic seconds."""


class _Search:
    """A problem in the hands of CP-SAT."""

    def __init__(
        self, problem: Problem, purse: _Purse, *, assumed: bool = False, among: frozenset[Rule] | None = None
    ) -> None:
        """Hand over a problem: its rules as assumptions, or only the rules among some."""
        from ortools.sat.python import cp_model  # noqa: PLC0415 - half a second that a greedy plan need not wait

        self._library, self._purse = cp_model, purse
        self._model: CpModel = cp_model.CpModel()
        self._variables: list[IntVar] = [self._model.new_int_var(least, most, "") for least, most in problem.bounds]
        self._marks: dict[Rule, IntVar] = {}
        for row in problem.rows:
            if row.rule is None or among is None or row.rule in among:
                self._add(row, assumed=assumed and row.rule is not None)

    def any(self) -> list[int] | None:
        """Give values that keep every row, if there are any."""
        solver, status = self._solve(_FEASIBLE_EFFORT)
        return self._values(solver) if self._found(status) else None

    def enough(self) -> list[Rule]:
        """Give rules that cannot all be kept, when they were assumed."""
        self._model.add_assumptions(list(self._marks.values()))
        solver, status = self._solve(_FEASIBLE_EFFORT)
        if status != self._library.INFEASIBLE:
            return []
        core = set(solver.sufficient_assumptions_for_infeasibility())
        return [rule for rule, mark in self._marks.items() if mark.index in core]

    def hold(self, level: Level, value: int) -> None:
        """Let a level be no worse than it is."""
        self._model.add(self._sum(level.terms) <= value - level.constant)

    def completed(self, hints: Mapping[Column, int], levels: Sequence[Level]) -> list[int] | None:
        """Give every variable a value, some being given."""
        self._hint(hints.items())
        self._model.minimize(self._sum([term for level in levels for term in level.terms]))
        solver, status = self._solve(_FEASIBLE_EFFORT, fixed=True)
        return self._values(solver) if self._found(status) else None

    def least(self, level: Level, start: list[int] | None, effort: float) -> _Found:
        """Make a level as small as the effort allows."""
        self._hint(enumerate(start or ()))
        self._model.minimize(self._sum(level.terms))
        solver, status = self._solve(effort, near_enough=_NEAR_ENOUGH if level.name == "shortfall" else 0.0)
        spent = solver.response_proto.deterministic_time
        if not self._found(status):
            return _Found(values=None, effort=spent)
        return _Found(
            values=self._values(solver),
            value=round(solver.objective_value) + level.constant,
            bound=math.ceil(solver.best_objective_bound - 1e-6) + level.constant,
            effort=spent,
        )

    def _hint(self, hints: Iterable[tuple[int, int]]) -> None:
        self._model.clear_hints()
        for column, value in hints:
            self._model.add_hint(self._variables[column], value)

    def _solve(
        self, effort: float, *, near_enough: float = 0.0, fixed: bool = False
    ) -> tuple[CpSolver, CpSolverStatus]:
        solver = self._library.CpSolver()
        parameters = solver.parameters
        parameters.num_workers = 1  # with interleaved search: the same path on every machine
        parameters.interleave_search = not self._marks
        parameters.linearization_level = 2
        parameters.fix_variables_to_their_hinted_value = fixed
        parameters.random_seed = self._purse.seed
        parameters.relative_gap_limit = near_enough
        parameters.max_deterministic_time = max(effort, 0.001)
        parameters.max_time_in_seconds = max(self._purse.left, 0.01)
        status = solver.solve(self._model)
        self._purse.left -= solver.wall_time
        return solver, status

    def _found(self, status: CpSolverStatus) -> bool:
        return status in (self._library.OPTIMAL, self._library.FEASIBLE)

    def _values(self, solver: CpSolver) -> list[int]:
        return [solver.value(variable) for variable in self._variables]

    def _add(self, row: Row, *, assumed: bool) -> None:
        total = self._sum(row.terms)
        least = self._library.INT_MIN if row.least is None else row.least
        most = self._library.INT_MAX if row.most is None else row.most
        constraint = self._model.add_linear_constraint(total, least, most)
        if assumed and row.rule is not None:
            if row.rule not in self._marks:
                self._marks[row.rule] = self._model.new_bool_var("")
            constraint.only_enforce_if(self._marks[row.rule])  # pyright: ignore[reportUnknownMemberType]

    def _sum(self, terms: Sequence[tuple[Column, int]]) -> LinearExpr:
        columns = [self._variables[column] for column, _ in terms]
        return self._library.LinearExpr.weighted_sum(columns, [factor for _, factor in terms])
