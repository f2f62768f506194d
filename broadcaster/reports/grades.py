"""The grades of airtime, which stand side by side in every report and are never added to one another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from broadcaster.domain.airtime import AirtimeReport, AirtimeRow, Tally
from broadcaster.domain.ids import DurationMs
from broadcaster.reports.figures import decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Grade:
    """One grade and where a row keeps it."""

    label: str
    """Heading in tables."""
    meaning: str
    """What the figure rests on, in one sentence."""
    tallies: Callable[[AirtimeRow], tuple[Tally, Tally]]
    """Gives a row's first runs and repeats."""

    def length(self, row: AirtimeRow) -> DurationMs:
        """Give first runs and repeats of this grade together."""
        first, repeat = self.tallies(row)
        return DurationMs(first.length + repeat.length)

    def airings(self, row: AirtimeRow) -> int:
        """Give the number of airings of this grade, first runs and repeats together."""
        first, repeat = self.tallies(row)
        return first.airings + repeat.airings


PLANNED = Grade(
    label="Kế hoạch",
    meaning="Có trong lịch phát của các đài.",
    tallies=lambda row: (row.planned_first, row.planned_repeat),
)
SENT = Grade(
    label="Đã gửi",
    meaning="Gói phát đã nằm trong hộp gửi của đài; chưa nói lên là đã phát.",
    tallies=lambda row: (row.sent_first, row.sent_repeat),
)
AIRED = Grade(
    label="Đã phát",
    meaning="Có người trực xác nhận, máy phát ghi lại hoặc đo được ngoài sóng.",
    tallies=lambda row: (row.aired_first, row.aired_repeat),
)
REHEARSED = Grade(
    label="Diễn tập",
    meaning="Chạy thử trên đồng hồ giả, không ra loa; không bao giờ tính là đã phát.",
    tallies=lambda row: (row.rehearsed_first, row.rehearsed_repeat),
)
BY_OPERATOR = Grade(
    label="Người trực xác nhận",
    meaning="Người trực ở đài, cụm loa nói là đã phát.",
    tallies=lambda row: (row.operator_first, row.operator_repeat),
)
BY_PLAYER = Grade(
    label="Máy phát ghi",
    meaning="Máy phát tự ghi lại lúc phát.",
    tallies=lambda row: (row.player_first, row.player_repeat),
)
GRADES = (PLANNED, SENT, AIRED, REHEARSED)
"""What a glance shows; those who must know by whom something aired look at :data:`WITNESSES`."""
MEASURED = Grade(
    label="Đo ngoài sóng",
    meaning="Máy thu nghe được tiếng phát ra ngoài sóng.",
    tallies=lambda row: (row.measured_first, row.measured_repeat),
)
WITNESSES = (MEASURED, BY_PLAYER, BY_OPERATOR)
"""What aired, by the strongest that says so; each airing is in one of them, strongest first."""
EVERY_GRADE = (PLANNED, SENT, *reversed(WITNESSES), REHEARSED)
"""All that tables keep apart, in the order of their columns."""


def rehearsal_banner(report: AirtimeReport) -> str:
    """Say that rehearsal entries were left out of what aired, or nothing when there are none."""
    if not report.rehearsals:
        return ""
    entries = decimal(report.rehearsals, 0)
    return f"DIỄN TẬP: {entries} lượt ghi là diễn tập, nằm ở cột riêng và không được tính là đã phát."
