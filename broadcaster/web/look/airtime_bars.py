"""Bars of airtime: every grade a bar of its own, told apart by its pattern and never stacked on another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from broadcaster.domain.airtime import AirtimeRow
from broadcaster.reports.grades import BY_OPERATOR, BY_PLAYER, MEASURED, PLANNED, REHEARSED, SENT, Grade
from broadcaster.web.look.language import marked

MINUTE = 60_000
_BAR, _GAP = 8, 2


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownGrade:
    """A grade on pages."""

    key: str
    """Names its pattern and its classes."""
    label: str
    """Heading (source string)."""
    meaning: str
    """What it rests on (source string)."""
    grade: Grade
    """Where rows keep it."""

    def minutes(self, row: AirtimeRow) -> float:
        """Give first runs and repeats together."""
        return self.grade.length(row) / MINUTE

    def airings(self, row: AirtimeRow) -> int:
        """Give how many airings, first runs and repeats together."""
        return self.grade.airings(row)

    def first(self, row: AirtimeRow) -> float:
        """Give the minutes of first runs."""
        return self.grade.tallies(row)[0].length / MINUTE

    def repeats(self, row: AirtimeRow) -> float:
        """Give the minutes of repeats."""
        return self.grade.tallies(row)[1].length / MINUTE


def _shown(key: str, label: str, meaning: str, grade: Grade) -> ShownGrade:
    return ShownGrade(key=key, label=label, meaning=meaning, grade=grade)


GRADES = (
    _shown("planned", marked("Kế hoạch"), marked("Có trong danh sách phát."), PLANNED),
    _shown("sent", marked("Đã giao"), marked("Nằm trong gói đã giao; chưa nói lên là đã phát."), SENT),
    _shown("operator", marked("Người trực xác nhận"), marked("Người trực nói là đã phát."), BY_OPERATOR),
    _shown("player", marked("Máy phát ghi"), marked("Máy phát tự ghi lúc phát."), BY_PLAYER),
    _shown("measured", marked("Đo ngoài sóng"), marked("Máy thu nghe được tiếng phát ra ngoài sóng."), MEASURED),
    _shown("rehearsal", marked("Diễn tập"), marked("Chạy thử, không ra loa; không tính là đã phát."), REHEARSED),
)
"""In the order of columns and of bars; none is ever added to another."""

AIRED = frozenset({"operator", "player", "measured"})
"""Those that say that something went out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bar:
    """One grade of one row."""

    grade: ShownGrade
    """Which grade."""
    top: int
    """From the top of the row's picture."""
    width: str
    """Share of the whole width, in percent."""
    minutes: float
    """What it stands for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bars:
    """The picture of one row."""

    row: AirtimeRow
    """What it shows."""
    bars: tuple[Bar, ...]
    """From the top down."""

    @property
    def height(self) -> int:
        """Give how high the picture is."""
        return len(self.bars) * (_BAR + _GAP) + _GAP


def bars_of(rows: Sequence[AirtimeRow], grades: Sequence[ShownGrade]) -> tuple[Bars, ...]:
    """Draw the rows that have anything, all to one scale."""
    most = max((grade.minutes(row) for row in rows for grade in grades), default=0.0)
    there = [row for row in rows if any(grade.minutes(row) for grade in grades)]
    return tuple(
        Bars(row=row, bars=tuple(_bar(row, grade, place, most) for place, grade in enumerate(grades))) for row in there
    )


def grades_in(rows: Sequence[AirtimeRow]) -> tuple[ShownGrade, ...]:
    """Give the grades worth a bar: those that any row has anything of."""
    return tuple(grade for grade in GRADES if any(grade.airings(row) for row in rows))


def _bar(row: AirtimeRow, grade: ShownGrade, place: int, most: float) -> Bar:
    minutes = grade.minutes(row)
    share = 100 * minutes / most if most else 0.0
    return Bar(grade=grade, top=_GAP + place * (_BAR + _GAP), width=f"{share:.2f}%", minutes=minutes)
