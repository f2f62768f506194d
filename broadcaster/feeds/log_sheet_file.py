"""Reads a filled-in sheet of confirmations (XLSX) that came back from who knows where."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from broadcaster.domain.airings import Evidence
from broadcaster.domain.ids import DurationMs
from broadcaster.domain.log_sheets import (
    HEADER_ROW,
    ID_COLUMNS,
    PLAN_COLUMNS,
    SHEET_FORM,
    SHEET_NAME,
    WORD_COLUMNS,
    SheetWord,
)
from broadcaster.domain.zone import ZONE
from broadcaster.errors import LogFileRefused
from broadcaster.feeds.log_rows import LogFile, RowFault, SheetRow, word_fault

SYSTEM = "phiếu xác nhận"
_MOST_BYTES = 40_000_000
"""Unpacked; a sheet of a week has about fifty thousand."""
_MOST_FILES = 200
_MOST_ROWS = 2_000
_COLUMNS = (*PLAN_COLUMNS, *WORD_COLUMNS, *ID_COLUMNS)
_CLOCK = re.compile(r"(\d{1,2})[:hg.](\d{2})(?::(\d{2}))?", re.ASCII)
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="[A-Z]+(\d+):[A-Z]+(\d+)"')
_NO_DAYS = frozenset({date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1), date(1904, 1, 1)})
"""What spreadsheets put before a time of day alone."""


def read_log_sheet(content: bytes, path: Path) -> tuple[LogFile, tuple[RowFault, ...]]:
    """Read what people wrote on a sheet; rows without a result are passed over.

    Raises:
        LogFileRefused: it is no such sheet, was packed to burst, or carries entities.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - only sheets need it

    merged = _refuse_hostile(content, path)
    try:
        book: Any = load_workbook(io.BytesIO(content), read_only=True)
        page: Any = book[SHEET_NAME]
        rows = list(page.iter_rows(max_row=_MOST_ROWS + HEADER_ROW, max_col=len(_COLUMNS) + 1))
    except Exception as error:
        raise LogFileRefused(path=path, reason="không phải phiếu xác nhận do `broadcaster log sheet` làm ra") from error
    form = rows[0][len(PLAN_COLUMNS) + len(WORD_COLUMNS)].value if rows and len(rows[0]) >= len(_COLUMNS) else None
    if form != SHEET_FORM:
        raise LogFileRefused(path=path, reason="không phải phiếu xác nhận do `broadcaster log sheet` làm ra")
    found: list[SheetRow] = []
    faults: list[RowFault] = []
    for number, cells in enumerate(rows[HEADER_ROW:], start=HEADER_ROW + 1):
        place = f"trang {SHEET_NAME}, dòng {number}"
        wrong = [*_formulas(place, cells)]
        if number in merged:
            wrong.append(RowFault(place=place, column="", sentence="ô bị gộp; bỏ gộp và ghi từng buổi"))
        read = None if wrong else _row(place, [cell.value for cell in cells], wrong)
        faults += wrong
        found += [read] if read is not None and not wrong else []
    return LogFile(system=SYSTEM, evidence=Evidence.OPERATOR, sheet=tuple(found)), tuple(faults)


def _refuse_hostile(content: bytes, path: Path) -> set[int]:
    """Refuse what would burst or what XML parsers can be led astray with, before any of them sees it.

    Gives the rows whose cells somebody merged: all but the first would look empty.
    """
    merged: set[int] = set()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > _MOST_FILES or sum(part.file_size for part in parts) > _MOST_BYTES:
                raise LogFileRefused(path=path, reason="tệp nén quá lớn so với một phiếu")
            for part in parts:
                with packed.open(part) as stream:
                    start = stream.read(part.file_size + 1)
                if b"<!DOCTYPE" in start or b"<!ENTITY" in start or start.startswith((b"\xff\xfe", b"\xfe\xff")):
                    raise LogFileRefused(path=path, reason="tệp chứa khai báo XML không có trong phiếu")
                if part.filename.startswith("xl/worksheets/"):
                    for first, last in _MERGED.findall(start):
                        merged |= {*range(int(first), min(int(last), _MOST_ROWS) + 1)}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error) as error:
        raise LogFileRefused(path=path, reason="không mở được, tệp hỏng hoặc không phải XLSX") from error
    return merged


def _formulas(place: str, cells: Sequence[Any]) -> Iterator[RowFault]:
    for name, cell in zip(_COLUMNS, cells, strict=False):
        if getattr(cell, "data_type", "") == "f":
            yield RowFault(place=place, column=name, sentence="ô chứa công thức, hãy gõ giá trị")


def _row(place: str, values: Sequence[object], faults: list[RowFault]) -> SheetRow | None:
    """Read one row; adds to the faults, and gives nothing where nothing was chosen."""
    padded = [*values, *[None] * len(_COLUMNS)]
    cells = {name: _text(value) for name, value in zip(_COLUMNS, padded, strict=False)}

    def fault(column: str, sentence: str) -> None:
        faults.append(RowFault(place=place, column=column, sentence=sentence))

    if not cells["Kết quả"]:
        if any(cells[name] for name in WORD_COLUMNS[1:4]):
            fault("Kết quả", "chưa chọn kết quả")
        return None
    day = _day(cells["ngày"])
    if day is None or not cells["mã đài"] or not cells["mã buổi"]:
        fault("mã lịch phát", "các ô ẩn đã bị sửa, hãy làm lại phiếu")
        return None
    word = next((each for each in SheetWord if each == cells["Kết quả"].lower()), None)
    at, partial = _time(padded[_COLUMNS.index("Giờ phát thật")], day), _minutes(cells["Đã phát (phút)"])
    for column, sentence in (*_rearranged(cells, day), *_wrong(cells, word, at, partial)):
        fault(column, sentence)
    if faults or word is None:
        return None
    return SheetRow(
        place=place,
        playlist_id=cells["mã lịch phát"],
        outlet=cells["mã đài"],
        day=day,
        session=cells["mã buổi"],
        word=word,
        at=None if at is None else datetime.combine(day, at, tzinfo=ZONE),
        partial=partial,
        reason=cells["Lý do"],
        signed=cells["Người trực"],
    )


def _rearranged(cells: Mapping[str, str], day: date) -> Iterator[tuple[str, str]]:
    """Find what speaks of another day than the hidden cells, and words with signs that nobody sees."""
    if cells["Ngày"] not in {f"{day:%d/%m/%Y}", str(datetime.combine(day, time()))}:
        yield "Ngày", "khác ngày trong các ô ẩn, có người đã sửa hay xếp lại phiếu; hãy làm lại phiếu"
    for name in ("Lý do", "Người trực"):
        if wrong := word_fault(cells[name]):
            yield name, wrong


def _wrong(
    cells: Mapping[str, str], word: SheetWord | None, at: time | None, partial: DurationMs | None
) -> Iterator[tuple[str, str]]:
    """Find the cells of a row that do not say what they should."""
    started, heard = cells["Giờ phát thật"], cells["Đã phát (phút)"]
    if word is None:
        yield "Kết quả", f'không hiểu "{cells["Kết quả"]}"; chọn trong: {", ".join(SheetWord)}'
    if at is None and (started or word is SheetWord.LATE):
        yield "Giờ phát thật", f'không hiểu giờ "{started}"' if started else "phát trễ thì ghi giờ phát thật"
    if partial is None and (heard or word is SheetWord.PARTIAL):
        yield "Đã phát (phút)", f'không hiểu số phút "{heard}"' if heard else "phát một phần thì ghi số phút đã phát"


def _text(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _time(value: object, day: date) -> time | None:
    """Read a time of day as a spreadsheet or a person wrote it: 17:20, 17h20, 0.722; one of another day is none."""
    if isinstance(value, datetime):
        return value.time() if value.date() in {day, *_NO_DAYS} else None
    if isinstance(value, time):
        return value
    if isinstance(value, timedelta):
        value = value / timedelta(days=1)
    if isinstance(value, float) and 0 <= value < 1:
        return _of_seconds(round(value * 86_400))
    found = _CLOCK.fullmatch(_text(value))
    try:
        return time(int(found[1]), int(found[2]), int(found[3] or 0)) if found else None
    except ValueError:
        return None


def _of_seconds(seconds: int) -> time:
    minutes, second = divmod(min(seconds, 86_399), 60)
    return time(*divmod(minutes, 60), second)


def _minutes(value: object) -> DurationMs | None:
    try:
        found = float(_text(value).replace(",", "."))
    except ValueError:
        return None
    return DurationMs(round(found * 60_000)) if 0 <= found <= 1440 else None  # noqa: PLR2004 - minutes of a day
