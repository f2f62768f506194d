"""What an item comes to by the station's own rates: whole đồng, rounded once, halves up."""

from __future__ import annotations

from datetime import date

from broadcaster.domain.ids import Dong, DurationMs, NewsItemId
from broadcaster.domain.royalties import WHOLE, PayRole, PayUnit, RateTable, RolePay, Royalty, RoyaltyRate
from broadcaster.domain.topics import Genre

_MINUTE = 60_000


def pay(rate: RoyaltyRate, length: DurationMs, percent: int) -> Dong | None:
    """Give what one rate comes to; none while nobody has typed its amount.

    Everything is multiplied as whole numbers first and divided once; the result is rounded to the nearest đồng, halves
    up, as in school.
    """
    if rate.amount is None:
        return None
    parts = WHOLE * (_MINUTE if rate.unit is PayUnit.MINUTE else 1)
    product = rate.amount * percent * (length if rate.unit is PayUnit.MINUTE else 1)
    return Dong((2 * product + parts) // (2 * parts))


def royalty(
    table: RateTable, item_id: NewsItemId, genre: Genre | None, length: DurationMs, *, day: date, read_by_people: bool
) -> Royalty:
    """Give what an item comes to.

    The author's work always has a line, with or without a rate; another work has one when the table has a rate for the
    genre. Nobody is paid for what a machine read.

    Args:
        table: What the station typed.
        item_id: Which item.
        genre: Its form; an item whose form nobody knows has no rate.
        length: How long it is on air.
        day: The day of its first airing, which chooses the rate.
        read_by_people: Whether a person read it.
    """
    grade = table.grade_of(item_id)
    percent = table.percent_of(grade)
    parts: list[RolePay] = []
    for role in table.roles:
        rate = None if genre is None else table.rate(genre, role, day)
        if role is PayRole.READER and not read_by_people:
            continue
        if rate is not None or role is PayRole.AUTHOR:
            parts.append(RolePay(role=role, amount=None if rate is None else pay(rate, length, percent)))
    return Royalty(parts=tuple(parts), grade=grade)
