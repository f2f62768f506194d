"""Logs as CSV: of automation systems whose columns are known, and of any other by a mapping file."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import cast

from broadcaster.domain.airings import Evidence
from broadcaster.domain.ids import NO_TIME, DurationMs
from broadcaster.domain.zone import ZONE
from broadcaster.errors import LogFileRefused
from broadcaster.feeds.log_rows import DAY_MS, LogFile, LogRow, RowFault, word_fault
from broadcaster.files import read_text

FIELDS = ("date", "start", "stop_date", "stop", "length", "title", "file", "item", "outlet", "cause")
"""What a mapping file may name a column for."""
_MOST_ROWS = 200_000
_MINUTE = DurationMs(60_000)


@dataclass(frozen=True, kw_only=True, slots=True)
class CsvForm:
    """How one system writes its CSV."""

    system: str
    """Its name."""
    columns: Mapping[str, str]
    """The column of each field."""
    evidence: Evidence = Evidence.PLAYER
    """What its word is worth."""
    separator: str = ","
    """Between columns."""
    encoding: str = "utf-8-sig"
    """Of the letters."""
    date_format: str = "%Y-%m-%d"
    """Of dates; for ``start`` alone when there is no column of dates it is followed by a space and the time."""
    time_formats: tuple[str, ...] = ("%H:%M:%S", "%H:%M")
    """Of times of day."""
    length_unit: str = "clock"
    """``clock`` (1:30), ``seconds`` or ``milliseconds``."""
    resolution: DurationMs = NO_TIME
    """How coarsely times are told."""
    planned_times: bool = False
    """Whether its times are those of the plan."""
    only: Mapping[str, str] = field(default_factory=dict[str, str])
    """Rows are taken only where these columns hold these values, if they are there at all."""


LIBRETIME = CsvForm(
    system="LibreTime",
    columns={"date": "startDate", "start": "startTime", "stop_date": "endDate", "stop": "endTime", "title": "title"},
    time_formats=("%H:%M:%S", "%H:%M:%S.%f", "%H:%M"),
    planned_times=True,
)
AZURACAST = CsvForm(
    system="AzuraCast",
    columns={"date": "Date", "start": "Time", "title": "Track"},
    time_formats=("%I:%M%p",),
    resolution=_MINUTE,
)
RIVENDELL_ELR = CsvForm(
    system="Rivendell ELR",
    columns={"start": "EVENT_DATETIME", "length": "LENGTH", "title": "TITLE"},
    length_unit="milliseconds",
    resolution=DurationMs(1_000),
    only={"ONAIR_FLAG": "Y"},
)
KNOWN = (LIBRETIME, AZURACAST, RIVENDELL_ELR)


def known_form(text: str) -> CsvForm | None:
    """Give the system whose columns stand in the first line, or none."""
    header = {name.strip().strip('"') for name in text.lstrip("\ufeff").split("\n", 1)[0].split(",")}
    return next((form for form in KNOWN if set(form.columns.values()) <= header), None)


def mapped_form(path: Path) -> CsvForm:
    """Read a mapping file; raises LogFileRefused, FileMissing, WrongEncoding."""
    try:
        table = tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise LogFileRefused(path=path, reason=f"tệp ánh xạ không phải TOML ({error})") from error
    file, columns = (cast("object", table.get(name, {})) for name in ("file", "columns"))
    words = {"system", "said_by", "separator", "encoding", "date_format", "time_format", "length_unit"}
    for given, known, name in ((file, words, "file"), (columns, set(FIELDS), "columns")):
        if not isinstance(given, dict) or not all(
            isinstance(each, str) for each in cast("dict[str, object]", given).values()
        ):
            raise LogFileRefused(path=path, reason=f"bảng [{name}] chỉ nhận chữ trong ngoặc kép")
        if strange := sorted(set(cast("dict[str, str]", given)) - known):
            raise LogFileRefused(
                path=path, reason=f"bảng [{name}] có khóa lạ {', '.join(strange)}; dùng: {', '.join(sorted(known))}"
            )
    return _form(path, cast("dict[str, str]", file), cast("dict[str, str]", columns))


def _form(path: Path, file: Mapping[str, str], columns: Mapping[str, str]) -> CsvForm:
    if not {"start", "title"} <= set(columns):
        raise LogFileRefused(path=path, reason="bảng [columns] phải có ít nhất start và title")
    said_by, unit = file.get("said_by", "person"), file.get("length_unit", "clock")
    if said_by not in {"person", "machine"} or unit not in {"clock", "seconds", "milliseconds"}:
        raise LogFileRefused(
            path=path, reason="said_by là person hoặc machine, length_unit là clock, seconds hoặc milliseconds"
        )
    try:
        encoding = codecs.lookup(file.get("encoding", "utf-8-sig")).name
        with contextlib.suppress(UnicodeError):
            b" ".decode(encoding)  # some of Python's codecs are no letters
    except LookupError as error:
        raise LogFileRefused(path=path, reason=f"không có bảng mã {file['encoding']}") from error
    separator = file.get("separator", ",")
    if len(separator) != 1 or separator in '"\r\n':
        raise LogFileRefused(path=path, reason="separator phải là một ký tự")
    return CsvForm(
        system=file.get("system", "CSV"),
        columns=columns,
        evidence=Evidence.OPERATOR if said_by == "person" else Evidence.PLAYER,
        separator=separator,
        encoding="utf-8-sig" if encoding == "utf-8" else encoding,
        date_format=file.get("date_format", "%Y-%m-%d"),
        time_formats=(file["time_format"],) if "time_format" in file else ("%H:%M:%S", "%H:%M"),
        length_unit=unit,
    )


def read_csv(content: bytes, path: Path, form: CsvForm) -> tuple[LogFile, tuple[RowFault, ...]]:
    """Read a log and say what is wrong with it; raises LogFileRefused when it is no such table at all."""
    text = decoded_log(content, path, form.encoding)
    rows: list[LogRow] = []
    faults: list[RowFault] = []
    try:
        for place, cells in _cells(text, path, form):
            found = [cells] if isinstance(cells, RowFault) else _row(place, cells, form)
            if isinstance(found, LogRow):
                rows.append(found)
            else:
                faults += found
    except csv.Error as error:
        raise LogFileRefused(path=path, reason=f"dấu ngoặc kép hoặc dấu phân cách đặt sai ({error})") from error
    if not rows and not faults:
        raise LogFileRefused(path=path, reason="không có dòng nào để nhập")
    if "stop" not in form.columns and "length" not in form.columns:
        rows = _ended_by_the_next(rows)
    log = LogFile(
        system=form.system,
        evidence=form.evidence,
        rows=tuple(rows),
        resolution=form.resolution,
        planned_times=form.planned_times,
    )
    return log, tuple(faults)


def decoded_log(content: bytes, path: Path, encoding: str = "utf-8-sig") -> str:
    """Give the text of a log; raises LogFileRefused when its letters are others."""
    try:
        return content.decode(encoding)
    except UnicodeError as error:
        advice = "lưu lại tệp dạng UTF-8, hoặc ghi encoding trong tệp ánh xạ"
        raise LogFileRefused(path=path, reason=f"không đúng bảng mã {encoding}; {advice}") from error


def _cells(text: str, path: Path, form: CsvForm) -> Iterator[tuple[str, dict[str, str] | RowFault]]:
    """Give each row that is not empty as fields, with its place; a row with more cells than columns is a fault."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=form.separator, strict=True)
    header = [name.strip() for name in next(reader, list[str]())]
    if twice := [name for name in form.columns.values() if header.count(name) > 1]:
        raise LogFileRefused(path=path, reason=f"có hai cột {', '.join(dict.fromkeys(twice))}")
    if missing := [name for name in form.columns.values() if name not in header]:
        raise LogFileRefused(path=path, reason=f"thiếu cột {', '.join(missing)}")
    places = {name: header.index(column) for name, column in form.columns.items()}
    only = {header.index(column): value for column, value in form.only.items() if column in header}
    line = reader.line_num + 1
    for count, cells in enumerate(reader):
        if count >= _MOST_ROWS:
            raise LogFileRefused(path=path, reason=f"nhiều hơn {_MOST_ROWS} dòng, hãy xuất từng tháng")
        given = {name: cells[at].strip() if at < len(cells) else "" for name, at in places.items()}
        wanted = all(at < len(cells) and cells[at].strip() == value for at, value in only.items())
        place = f"dòng {line}"
        if any(cell.strip() for cell in cells[len(header) :]):
            counted = f"có {len(cells)} ô mà tệp có {len(header)} cột; ô có dấu phân cách phải đặt trong ngoặc kép"
            yield place, RowFault(place=place, column="", sentence=counted)
        elif wanted and any(given.values()):
            yield place, given
        line = reader.line_num + 1


def _row(place: str, cells: Mapping[str, str], form: CsvForm) -> LogRow | list[RowFault]:
    faults: list[RowFault] = []

    def fault(name: str, sentence: str) -> None:
        faults.append(RowFault(place=place, column=form.columns[name], sentence=sentence))

    starts = _moment(cells, "date", "start", form)
    if starts is None:
        given = f"{cells.get('date', '')} {cells['start']}".strip()
        fault("start", f'không hiểu ngày giờ "{given}"')
    ended = _ended(cells, starts, form)
    if isinstance(ended, tuple):
        fault(*ended)
    if not cells["title"]:
        fault("title", "ô trống")
    for name in ("title", "file", "item", "outlet", "cause"):
        if wrong := word_fault(cells.get(name, "")):
            fault(name, wrong)
    if faults or starts is None or isinstance(ended, tuple):
        return faults
    title, file, item, outlet, cause = (cells.get(name, "") for name in ("title", "file", "item", "outlet", "cause"))
    return LogRow(
        place=place, starts=starts, length=ended, title=title, file=file, item=item, outlet=outlet, cause=cause
    )


def _ended(cells: Mapping[str, str], starts: datetime | None, form: CsvForm) -> DurationMs | tuple[str, str] | None:
    """Give how long something was heard, none when the row does not say, or the field that is wrong and why."""
    if cells.get("length"):
        length = _length(cells["length"], form.length_unit)
        return ("length", f'không hiểu thời lượng "{cells["length"]}"') if length is None else length
    if not cells.get("stop"):
        return None
    stops = _moment(cells, "stop_date" if "stop_date" in form.columns else "date", "stop", form)
    if stops is None:
        return "stop", f'không hiểu giờ kết thúc "{cells["stop"]}"'
    return None if starts is None else DurationMs(round((stops - starts).total_seconds() * 1000))


def _moment(cells: Mapping[str, str], day: str, clock: str, form: CsvForm) -> datetime | None:
    """Read a day and a time of day, from two columns or from one."""
    given = f"{cells.get(day, '')} {cells[clock]}".strip()
    for time_format in form.time_formats:
        try:
            read = datetime.strptime(given, f"{form.date_format} {time_format}")  # noqa: DTZ007 - the zone is set next
        except ValueError:
            continue
        return read if read.tzinfo else read.replace(tzinfo=ZONE)
    return None


def _length(text: str, unit: str) -> DurationMs | None:
    try:
        if unit != "clock":
            value = float(text.replace(",", ".")) * (1000 if unit == "seconds" else 1)
            return DurationMs(round(value)) if abs(value) < 100 * DAY_MS else None
        parts = [int(part) for part in text.split(":")]
    except (ValueError, OverflowError):
        return None
    if not 1 < len(parts) <= 3 or any(not 0 <= part < 60 for part in parts[1:]):  # noqa: PLR2004 - minutes and seconds
        return None
    hours, minutes, seconds = [0] * (3 - len(parts)) + parts
    return DurationMs(((hours * 60 + minutes) * 60 + seconds) * 1000)


def _ended_by_the_next(rows: list[LogRow]) -> list[LogRow]:
    """Let each row end where the next one begins, for logs that tell no ends; the last one's end is not known."""
    in_order = sorted(rows, key=lambda row: row.starts)
    ended = [
        replace(row, length=_between(row.starts, following.starts), guessed_end=True)
        for row, following in pairwise(in_order)
    ]
    return [*ended, *in_order[-1:]]


def _between(first: datetime, second: datetime) -> DurationMs | None:
    gap = round((second - first).total_seconds() * 1000)
    return DurationMs(max(gap, int(_MINUTE))) if gap <= DAY_MS else None
