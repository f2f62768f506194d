"""The broadcast diary as a workbook: every line of the month, what each day adds up to, the chain heads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from openpyxl import Workbook

from broadcaster.asrun.diary import DiaryDay, DiaryEntry, DiarySession, DiarySums, joined
from broadcaster.domain.ids import OutletId
from broadcaster.reports.book_sheets import add_signatures, new_book, saved
from broadcaster.reports.book_words import (
    UNPLANNED,
    correction_text,
    day_text,
    deviation_text,
    moment_text,
    run_text,
)
from broadcaster.reports.diary_book import GRADES, DiaryBook
from broadcaster.reports.naming import outlet_name, session_name, topic_name
from broadcaster.reports.sheets import COUNT, DAY, MINUTES, TEXT, Cell, Column, add_sheet

_LINES = (
    Column(name="Ngày", form=DAY, width=12),
    Column(name="Đài, cụm loa", form=TEXT, width=24),
    Column(name="Buổi", form=TEXT, width=12),
    *(Column(name=each, form=TEXT, width=11) for each in ("Giờ kế hoạch", "Bắt đầu", "Kết thúc")),
    Column(name="Nội dung", form=TEXT, width=44),
    Column(name="Chủ đề", form=TEXT, width=22),
    Column(name="Lần phát", form=TEXT, width=10),
    *(
        Column(name=each, form=MINUTES, width=11)
        for each in ("Kế hoạch (phút)", "Đã phát (phút)", "Diễn tập (phút)", "Không theo chủ đề (phút)")
    ),
    Column(name="Bằng chứng", form=TEXT, width=18),
    Column(name="Người xác nhận", form=TEXT, width=20),
    Column(name="Sai lệch, nguyên nhân", form=TEXT, width=32),
    Column(name="Đính chính", form=TEXT, width=44),
)
_SUMS = (
    Column(name="Ngày", form=DAY, width=12),
    Column(name="Đài, cụm loa", form=TEXT, width=26),
    *(
        Column(name=f"{name} ({unit})", form=form, width=13)
        for name, _ in GRADES
        for unit, form in (("lượt", COUNT), ("phút", MINUTES))
    ),
    *(Column(name=each, form=COUNT, width=11) for each in ("Không phát", "Chưa có bằng chứng")),
    Column(name="Người trực ký", form=TEXT, width=18),
)


def diary_xlsx(book: DiaryBook) -> bytes:
    """Write the workbook; the same book gives the same bytes."""
    sheets = new_book()
    named = outlet_name(book.timetable, book.outlets[0].outlet_id) if len(book.outlets) == 1 else "các đài, cụm loa"
    title = f"Sổ nhật ký phát sóng {book.period.spoken}, {named}"
    about = f"{book.station}. Theo bằng chứng có đến hết ngày {day_text(book.as_of)}; diễn tập không tính là đã phát."
    lines = [*_lines(book)]
    sheet, _ = add_sheet(sheets, "Nhật ký", (title, about), _LINES, lines, total=_total(book))
    add_signatures(sheet, len(_LINES), "Người trực", "Trưởng đài")
    days = [_day(book, each.outlet_id, day) for each in book.outlets for day in each.days]
    total = ("Cộng tháng", "", *_figures(joined(each.sums for each in book.outlets)), "")
    sheet, _ = add_sheet(sheets, "Cộng ngày", (title, about), _SUMS, days, total=total)
    add_signatures(sheet, len(_SUMS), "Người trực", "Trưởng đài")
    _heads(sheets, book, title)
    return saved(sheets, title, book.station, book.as_of)


def _lines(book: DiaryBook) -> Iterator[Sequence[Cell]]:
    for outlet in book.outlets:
        for day in outlet.days:
            for session in day.sessions:
                for entry in session.entries:
                    yield _line(book, outlet.outlet_id, day.day, session, entry)


def _line(book: DiaryBook, outlet_id: OutletId, day: date, session: DiarySession, entry: DiaryEntry) -> Sequence[Cell]:
    airing, planned = entry.airing, entry.planned_at is not None
    coarse, played = airing.resolution if airing else 0, airing.played / 60_000 if airing else 0.0
    apart = ("" if not entry.counts else played, "" if not entry.rehearsed else played)
    return (
        day,
        outlet_name(book.timetable, outlet_id),
        session_name(book.timetable, session.session) if planned else UNPLANNED.lower(),
        moment_text(entry.planned_at),
        moment_text(airing.observed_start if airing else None, resolution=coarse),
        moment_text(airing.observed_stop if airing else None, resolution=coarse),
        entry.title,
        "" if entry.topic is None else topic_name(book.timetable, entry.topic),
        run_text(entry.run),
        entry.planned / 60_000 if planned else "",
        *apart,
        played if entry.topic is None else "",
        airing.evidence.label if airing else "chưa có bằng chứng",
        airing.said_by if airing else "",
        deviation_text(entry),
        "; ".join(map(correction_text, entry.corrected)),
    )


def _total(book: DiaryBook) -> Sequence[Cell]:
    sums = joined(each.sums for each in book.outlets)
    blank = [""] * 9
    return ("Cộng", *blank, sums.aired.length / 60_000, sums.rehearsed.length / 60_000, "", "", "", "", "")


def _day(book: DiaryBook, outlet_id: OutletId, day: DiaryDay) -> Sequence[Cell]:
    return (day.day, outlet_name(book.timetable, outlet_id), *_figures(day.sums), "")


def _figures(sums: DiarySums) -> Iterator[Cell]:
    for _, field in GRADES:
        tally = getattr(sums, field)
        yield tally.airings
        yield tally.length / 60_000
    yield sums.not_aired
    yield sums.unknown


def _heads(sheets: Workbook, book: DiaryBook, title: str) -> None:
    columns = (
        Column(name="Đài, cụm loa", form=TEXT, width=24),
        Column(name="Khóa tới hết ngày", form=DAY, width=18),
        Column(name="Số mục", form=COUNT, width=10),
        Column(name="Mã băm của mục cuối (SHA-256)", form=TEXT, width=70),
    )
    rows = [(str(each.outlet_id), each.arrival_day, each.sequence, str(each.link)) for each in book.heads]
    add_sheet(sheets, "Đầu chuỗi", (title,), columns, rows)
