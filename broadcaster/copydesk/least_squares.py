"""Small least-squares sums by hand, the same figures on every machine."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping, Sequence
from operator import mul
from typing import TypeVar

_Name = TypeVar("_Name", bound=Hashable)


def shifts(
    seen: Iterable[tuple[Mapping[_Name, float], float, float]], firmness: Mapping[_Name, float]
) -> dict[_Name, float]:
    """Say by how much each named cost is to be shifted so that what was seen comes out best.

    Args:
        seen: for each sight, how often each cost is in it, by how much the sum was missed, and the weight of the sight.
        firmness: how firmly each cost stays where it is, above nothing; a cost that nothing speaks for does not move.
    """
    names = list(firmness)
    row_of = {name: row for row, name in enumerate(names)}
    matrix = [[0.0] * (row + 1) for row in range(len(names))]  # the lower half of a symmetric one
    right = [0.0] * len(names)
    for counts, missed, weight in seen:
        places = sorted((row_of[name], count) for name, count in counts.items())
        for number, (row, count) in enumerate(places):
            right[row] += weight * count * missed
            line, weighted = matrix[row], weight * count
            for column, other in places[: number + 1]:
                line[column] += weighted * other
    for row, name in enumerate(names):
        matrix[row][row] += firmness[name]
    return dict(zip(names, _solved(matrix, right), strict=True))


def _solved(matrix: Sequence[Sequence[float]], right: Sequence[float]) -> list[float]:
    """Solve a symmetric positive definite system, given by its lower half, after Cholesky."""
    lower: list[list[float]] = []
    forward: list[float] = []
    for row, given in enumerate(matrix):
        line: list[float] = []
        for column in range(row):
            above = lower[column]
            line.append((given[column] - sum(map(mul, line, above))) / above[column])
        line.append(math.sqrt(given[row] - sum(map(mul, line, line))))
        forward.append((right[row] - sum(map(mul, line, forward))) / line[row])
        lower.append(line)
    solution = [0.0] * len(right)
    for row in range(len(right) - 1, -1, -1):
        solution[row] = forward[row] / lower[row][row]
        for column in range(row):
            forward[column] -= lower[row][column] * solution[row]
    return solution
