"""What a station pays for what it makes (nhuận bút, thù lao): the rates that it typed, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from broadcaster.domain.ids import Dong, NewsItemId
from broadcaster.domain.topics import Genre

WHOLE = 100
"""The coefficient of an item that nobody graded, in percent."""


class PayRole(StrEnum):
    """For which work; the value is what operators type."""

    AUTHOR = "tac-gia"
    EDITOR = "bien-tap"
    READER = "doc"

    @property
    def label(self) -> str:
        """Give the Vietnamese name shown to people."""
        return {"tac-gia": "Tác giả", "bien-tap": "Biên tập", "doc": "Người đọc"}[self.value]


class PayUnit(StrEnum):
    """What an amount is for."""

    ITEM = "item"
    """A whole item, however long."""
    MINUTE = "minute"
    """A minute of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RoyaltyRate:
    """What the station pays for one work on one genre, on some days."""

    genre: Genre
    """Form of the item."""
    role: PayRole = PayRole.AUTHOR
    """For which work."""
    unit: PayUnit = PayUnit.ITEM
    """What the amount is for."""
    amount: Dong | None = None
    """How much; none while nobody has typed it."""
    valid_from: date | None = None
    """First day that it holds."""
    valid_to: date | None = None
    """Last day that it holds."""
    basis: str = ""
    """Which document says so, and who decided."""

    def holds_on(self, day: date) -> bool:
        """Say whether the rate holds on a day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)

    def shares(self, first: date, last: date) -> bool:
        """Say whether the rate holds on any of some days, both ends included."""
        return (self.valid_from or date.min) <= last and first <= (self.valid_to or date.max)

    def meets(self, other: RoyaltyRate) -> bool:
        """Say whether two rates are for the same work and share a day."""
        same = (self.genre, self.role) == (other.genre, other.role)
        return same and self.shares(other.valid_from or date.min, other.valid_to or date.max)


@dataclass(frozen=True, kw_only=True, slots=True)
class QualityGrade:
    """What a grade of quality does to the pay."""

    name: str
    """What the station calls it: A, B, khá."""
    percent: int
    """The coefficient in percent: 120 for one and a fifth."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GradedItem:
    """The grade that somebody gave an item."""

    item_id: NewsItemId
    """Which item."""
    grade: str
    """Name of the grade."""
    by: str = ""
    """Who graded it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RateTable:
    """Everything that the station typed about pay."""

    rates: tuple[RoyaltyRate, ...] = ()
    """In the order of the file."""
    qualities: tuple[QualityGrade, ...] = ()
    """Grades with their coefficients."""
    graded: tuple[GradedItem, ...] = ()
    """Items that somebody graded."""

    @property
    def is_empty(self) -> bool:
        """Say whether nobody has typed any amount."""
        return all(rate.amount is None for rate in self.rates)

    @property
    def roles(self) -> tuple[PayRole, ...]:
        """Give the works that the table speaks of; an author's always."""
        told = {PayRole.AUTHOR, *(rate.role for rate in self.rates)}
        return tuple(role for role in PayRole if role in told)

    def rate(self, genre: Genre, role: PayRole, day: date) -> RoyaltyRate | None:
        """Give the rate of a work on a day, or none when the table has none."""
        return next((r for r in self.rates if (r.genre, r.role) == (genre, role) and r.holds_on(day)), None)

    def grade_of(self, item_id: NewsItemId) -> str:
        """Give the grade of an item; empty for one that nobody graded."""
        return next((each.grade for each in self.graded if each.item_id == item_id), "")

    def percent_of(self, grade: str) -> int:
        """Give a grade's coefficient; 100 for no grade."""
        return next((each.percent for each in self.qualities if each.name == grade), WHOLE)


@dataclass(frozen=True, kw_only=True, slots=True)
class RolePay:
    """What one work on one item comes to."""

    role: PayRole
    """For which work."""
    amount: Dong | None
    """How much; none when nobody typed a rate for it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Royalty:
    """What one item comes to."""

    parts: tuple[RolePay, ...]
    """One for each work that is paid."""
    grade: str = ""
    """Its grade of quality; empty when nobody graded it."""

    @property
    def amount(self) -> Dong | None:
        """Add up the works; none as soon as one of them has no rate."""
        known = [part.amount for part in self.parts if part.amount is not None]
        return Dong(sum(known)) if len(known) == len(self.parts) else None

    def of(self, role: PayRole) -> RolePay | None:
        """Give what one work comes to, or none when it is not paid."""
        return next((part for part in self.parts if part.role is role), None)
