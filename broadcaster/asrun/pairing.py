"""Pairs rows with columns at the least cost, the same way whatever the order in which they came."""

from __future__ import annotations

from collections.abc import Sequence

_ALONE = 10**15
"""Cost of a row without a column: more than any pair, so that as many as can be are paired."""
_FORBIDDEN = 10**18


def paired(costs: Sequence[Sequence[int | None]]) -> dict[int, int]:
    """Give the column of each paired row: as many pairs as can be, among those the cheapest.

    Args:
        costs: One row a thing, one column a candidate, below 10^15; none where the two can never go together.

    The Hungarian method with potentials, rows one after another: rows squared times columns steps.
    """
    rows, columns = len(costs), len(costs[0]) if costs else 0
    table = [[_FORBIDDEN if cost is None else cost for cost in row] + [_ALONE] * rows for row in costs]
    row_gain, column_gain = [0] * (rows + 1), [0] * (columns + rows + 1)
    owner = [0] * (columns + rows + 1)  # the row of each column, both counted from 1; column 0 holds the row in hand
    for row in range(1, rows + 1):
        owner[0] = row
        _augment(_shortest_way(table, owner, row_gain, column_gain), owner)
    found = {owner[column] - 1: column - 1 for column in range(1, columns + 1) if owner[column]}
    return {row: column for row, column in sorted(found.items()) if costs[row][column] is not None}


def _shortest_way(
    table: list[list[int]], owner: list[int], row_gain: list[int], column_gain: list[int]
) -> tuple[int, list[int]]:
    """Find the cheapest way from the row in hand to a free column; gives that column and each column's predecessor."""
    width = len(owner)
    least, before, seen = [_FORBIDDEN * 4] * width, [0] * width, [False] * width
    column = 0
    while owner[column]:
        seen[column] = True
        row, step, following = owner[column], _FORBIDDEN * 4, 0
        for other in range(1, width):
            if seen[other]:
                continue
            reduced = table[row - 1][other - 1] - row_gain[row] - column_gain[other]
            if reduced < least[other]:
                least[other], before[other] = reduced, column
            if least[other] < step:
                step, following = least[other], other
        for other in range(width):
            if seen[other]:
                row_gain[owner[other]] += step
                column_gain[other] -= step
            else:
                least[other] -= step
        column = following
    return column, before


def _augment(way: tuple[int, list[int]], owner: list[int]) -> None:
    column, before = way
    while column:
        owner[column] = owner[before[column]]
        column = before[column]
