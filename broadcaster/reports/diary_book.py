"""The broadcast diary (sổ nhật ký phát sóng) of a month as PDF, to be signed: one outlet's, item by item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from broadcaster.asrun.diary import DiaryDay, DiaryEntry, DiarySession, DiarySums, OutletDiary
from broadcaster.domain.chains import ChainHead
from broadcaster.domain.ids import DurationMs, OutletId
from broadcaster.domain.periods import Period
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.zone import ZONE
from broadcaster.reports.book_words import (
    correction_text,
    day_text,
    deviation_text,
    evidence_text,
    heard_text,
    moment_text,
    run_text,
    session_text,
    tally_text,
)
from broadcaster.reports.figures import decimal, minutes, span
from broadcaster.reports.naming import outlet_name, session_name, topic_name
from broadcaster.reports.typeset import typeset
from broadcaster.reports.week_sheet import WEEKDAYS

TEMPLATE = "so-nhat-ky.typ"
HEADS = [
    *("Giờ kế hoạch", "Giờ phát thật", "Nội dung", "Chủ đề", "Dài", "Lần phát"),
    *("Bằng chứng, người xác nhận", "Sai lệch, nguyên nhân, đính chính"),
]
WIDTHS = ["15mm", "30mm", "1fr", "33mm", "13mm", "15mm", "42mm", "57mm"]
GRADES = (
    ("Đo ngoài sóng, lần đầu", "measured_first"),
    ("Đo ngoài sóng, phát lại", "measured_repeat"),
    ("Máy phát ghi, lần đầu", "player_first"),
    ("Máy phát ghi, phát lại", "player_repeat"),
    ("Người trực xác nhận, lần đầu", "operator_first"),
    ("Người trực xác nhận, phát lại", "operator_repeat"),
    ("Diễn tập (không tính là đã phát)", "rehearsed"),
)
"""Grades of evidence in the order of the books, with the field of the sums."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DiaryBook:
    """What a diary shows."""

    station: str
    """Whose book."""
    issuer: tuple[str, ...]
    """Lines above the station's name, as on its papers."""
    period: Period
    """Which month."""
    as_of: date
    """Evidence that arrived by the end of this day counts."""
    timetable: Timetable
    """Names of outlets, topics and sessions."""
    outlets: Sequence[OutletDiary]
    """One, or all of the station."""
    heads: Sequence[ChainHead]
    """The newest heads of the outlets."""


def diary_pdf(book: DiaryBook) -> bytes:
    """Write the diary of the book's only outlet, A4 on its side; the same book gives the same bytes.

    Raises:
        NotTypeset.
    """
    (mine,) = book.outlets
    values: dict[str, object] = {
        "station": book.station,
        "issuer": list(book.issuer),
        "month": book.period.spoken,
        "as_of": day_text(book.as_of),
        "name": outlet_name(book.timetable, mine.outlet_id),
        "columns": WIDTHS,
        "heads": HEADS,
        "right": [4],
        "rehearsed": mine.sums.rehearsed.airings > 0,
        "days": [_day(book, each) for each in mine.days],
        "sums": sum_lines(mine.sums),
        "by_outlet": [],
        "chain": [head_text(book.heads, mine.outlet_id)],
    }
    return typeset(TEMPLATE, values, made_at=datetime.combine(book.as_of, time(), tzinfo=ZONE))


def head_text(heads: Sequence[ChainHead], outlet_id: OutletId) -> str:
    """Write an outlet's newest chain head, or that there is none."""
    head = next((each for each in heads if each.outlet_id == outlet_id), None)
    if head is None:
        return "Nhật ký của nơi này chưa khóa sổ lần nào nên chưa có đầu chuỗi."
    return f"Đầu chuỗi khóa tới hết ngày {day_text(head.arrival_day)}: {head.outlet_id} {head.sequence} {head.link}"


def _day(book: DiaryBook, day: DiaryDay) -> dict[str, object]:
    return {
        "name": f"{WEEKDAYS[day.day.weekday()]}, ngày {day_text(day.day)}",
        "sum": day_sum_text(day.sums),
        "sessions": [_session(book, each) for each in day.sessions],
    }


def _session(book: DiaryBook, session: DiarySession) -> dict[str, object]:
    return {
        "name": session_text(session, session_name(book.timetable, session.session)),
        "rows": [_row(book, each) for each in session.entries],
    }


def _row(book: DiaryBook, entry: DiaryEntry) -> list[object]:
    airing = entry.airing
    notes = [note for note in (deviation_text(entry), *map(correction_text, entry.corrected)) if note]
    return [
        moment_text(entry.planned_at),
        heard_text(airing),
        entry.title,
        "" if entry.topic is None else topic_name(book.timetable, entry.topic),
        span(airing.played if airing else DurationMs(0)) if airing else f"({span(entry.planned)})",
        run_text(entry.run),
        evidence_text(airing),
        notes,
    ]


def sum_lines(sums: DiarySums) -> list[list[str]]:
    """Give the lines of a table of sums."""
    rows = [(name, getattr(sums, field)) for name, field in (*GRADES[:-1], ("Cộng đã phát", "aired"), *GRADES[-1:])]
    lines = [[name, decimal(tally.airings, 0), minutes(tally.length, 1)] for name, tally in rows]
    left = (("Không phát", sums.not_aired), ("Chưa có bằng chứng", sums.unknown))
    return [*lines, *([name, decimal(count, 0), ""] for name, count in left)]


def day_sum_text(sums: DiarySums) -> str:
    """Say what a day adds up to; grades that it lacks are left out."""
    named = [(name[:1].lower() + name[1:], getattr(sums, field)) for name, field in GRADES]
    parts = [f"{name} {tally_text(tally)}" for name, tally in named if tally.airings]
    parts += [f"không phát {sums.not_aired} mục"] if sums.not_aired else []
    parts += [f"chưa có bằng chứng {sums.unknown} mục"] if sums.unknown else []
    return "Cộng ngày: " + ("; ".join(parts) or "không có mục nào theo chủ đề") + "."
