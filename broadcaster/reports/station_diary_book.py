"""The diary of the whole station as PDF: each item of a day once, at how many places it aired, and where it did not."""

from __future__ import annotations

from datetime import datetime, time

from broadcaster.asrun.diary import OutletDiary, joined
from broadcaster.asrun.station_diary import PlacesApart, StationDay, StationEntry, StationSession, station_diary
from broadcaster.domain.zone import ZONE
from broadcaster.reports.book_words import UNPLANNED, day_text, moment_text
from broadcaster.reports.diary_book import GRADES, DiaryBook, day_sum_text, head_text, sum_lines
from broadcaster.reports.figures import decimal, minutes, span
from broadcaster.reports.naming import outlet_name, session_name, topic_name
from broadcaster.reports.typeset import typeset
from broadcaster.reports.week_sheet import WEEKDAYS

TEMPLATE = "so-nhat-ky.typ"
HEADS = ["Giờ kế hoạch", "Nội dung", "Chủ đề", "Dài", "Số nơi phát", "Bằng chứng", "Sai lệch, nguyên nhân, ở đâu"]
WIDTHS = ["15mm", "1fr", "33mm", "13mm", "20mm", "45mm", "74mm"]
_NAMED = 6


def station_diary_pdf(book: DiaryBook) -> bytes:
    """Write the diary of all outlets as one, A4 on its side; the same book gives the same bytes. Raises NotTypeset."""
    total = joined(each.sums for each in book.outlets)
    values: dict[str, object] = {
        "station": book.station,
        "issuer": list(book.issuer),
        "month": book.period.spoken,
        "as_of": day_text(book.as_of),
        "name": f"{book.station}, {len(book.outlets)} đài, cụm loa",
        "columns": WIDTHS,
        "heads": HEADS,
        "right": [3],
        "rehearsed": total.rehearsed.airings > 0,
        "days": [_day(book, each) for each in station_diary(book.outlets)],
        "sums": sum_lines(total),
        "by_outlet": [_outlet(book, each) for each in book.outlets],
        "chain": [head_text(book.heads, each.outlet_id) for each in book.outlets if _is_closed(book, each)],
    }
    return typeset(TEMPLATE, values, made_at=datetime.combine(book.as_of, time(), tzinfo=ZONE))


def _is_closed(book: DiaryBook, diary: OutletDiary) -> bool:
    return any(head.outlet_id == diary.outlet_id for head in book.heads)


def _day(book: DiaryBook, day: StationDay) -> dict[str, object]:
    return {
        "name": f"{WEEKDAYS[day.day.weekday()]}, ngày {day_text(day.day)}",
        "sum": day_sum_text(day.sums),
        "sessions": [_session(book, each) for each in day.sessions],
    }


def _session(book: DiaryBook, session: StationSession) -> dict[str, object]:
    if session.first_at is None:
        return {"name": f"{UNPLANNED}, ghi trong nhật ký", "rows": [_row(book, each) for each in session.entries]}
    name = session_name(book.timetable, session.session)
    hours = dict.fromkeys((moment_text(session.first_at), moment_text(session.last_at)))
    told = f"{name[:1].upper()}{name[1:]}: {session.places} nơi, kế hoạch bắt đầu {' đến '.join(hours)}"
    return {"name": told, "rows": [_row(book, each) for each in session.entries]}


def _row(book: DiaryBook, entry: StationEntry) -> list[object]:
    aired = entry.player + entry.operator
    grades = (("máy phát ghi", entry.player), ("người trực xác nhận", entry.operator), ("diễn tập", entry.rehearsed))
    told = ", ".join(f"{name} {count} nơi" for name, count in grades if count)
    notes = [_apart(book, each) for each in entry.apart]
    notes += ["diễn tập không tính là đã phát"] if entry.rehearsed else []
    notes += [f"phát lại ở {entry.repeats} nơi"] if entry.repeats else []
    notes += [f"có đính chính ở {entry.corrected} nơi, xem sổ của nơi ấy"] if entry.corrected else []
    return [
        moment_text(entry.planned_at),
        entry.title,
        "" if entry.topic is None else topic_name(book.timetable, entry.topic),
        span(entry.length) if aired or entry.rehearsed else f"({span(entry.length)})",
        f"{aired}/{entry.places}",
        told or "chưa có bằng chứng",
        notes,
    ]


def _apart(book: DiaryBook, each: PlacesApart) -> str:
    """Say what went otherwise, why, and where; many outlets are counted."""
    names = [outlet_name(book.timetable, outlet_id) for outlet_id in each.outlets]
    where = ", ".join(names) if len(names) <= _NAMED else f"{len(names)} nơi"
    return f"{each.outcome.label}{': ' if each.cause else ''}{each.cause} ({where})"


def _outlet(book: DiaryBook, diary: OutletDiary) -> list[str]:
    sums = diary.sums
    figures = [getattr(sums, field) for _, field in GRADES]
    cells = [cell for tally in figures for cell in (decimal(tally.airings, 0), minutes(tally.length, 1))]
    return [outlet_name(book.timetable, diary.outlet_id), *cells, decimal(sums.not_aired, 0), decimal(sums.unknown, 0)]
