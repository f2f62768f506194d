"""What logs of other systems and filled-in sheets say, row by row, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from broadcaster.domain.airings import Evidence
from broadcaster.domain.ids import NO_TIME, DurationMs
from broadcaster.domain.log_sheets import SheetWord
from broadcaster.domain.signs import hidden_sign
from broadcaster.errors import LogRowsWrong

DAY_MS = 86_400_000
_LISTED = 50
_FIRST_YEAR = 2000
_LONGEST = 1_000
"""Letters of a cell: a longer one is a file that was read wrongly."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LogRow:
    """One thing that went out, as a log tells it."""

    place: str
    """Where it stands: ``dòng 5``."""
    starts: datetime
    """When it began (aware)."""
    length: DurationMs | None
    """How much of it was heard; none when nobody says."""
    title: str = ""
    """What the log calls it."""
    file: str = ""
    """Name or hash of the sound file."""
    item: str = ""
    """Id of the news item, where the log has it."""
    outlet: str = ""
    """Where, as the log calls it; empty for the outlet that the command names."""
    cause: str = ""
    """Why it was late, cut or lost."""
    guessed_end: bool = False
    """Whether its end is only the beginning of what came next."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetRow:
    """What a person wrote of one session on a sheet."""

    place: str
    """Where it stands."""
    playlist_id: str
    """The plan, or empty."""
    outlet: str
    """Id of the outlet."""
    day: date
    """Local calendar day."""
    session: str
    """Id of the session."""
    word: SheetWord
    """What was chosen."""
    at: datetime | None
    """When it began, where that was written (aware)."""
    partial: DurationMs | None
    """How much was heard, where that was written."""
    reason: str
    """Why."""
    signed: str
    """Who signed, or empty."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LogFile:
    """A log as read."""

    system: str
    """What wrote it: ``LibreTime``, ``phiếu xác nhận``."""
    evidence: Evidence
    """What its word is worth: a player's, or a person's."""
    rows: tuple[LogRow, ...] = ()
    """What went out."""
    sheet: tuple[SheetRow, ...] = ()
    """What was written on a sheet."""
    resolution: DurationMs = NO_TIME
    """How coarsely its times are told."""
    planned_times: bool = False
    """Whether its times are those of the plan: then it is no evidence until a person vouches for it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RowFault:
    """One place that is wrong."""

    place: str
    """``dòng 5``, with the page where there is one."""
    column: str
    """Name of the column, or empty."""
    sentence: str
    """What is wrong, without a full stop."""

    def __str__(self) -> str:
        """Write the line."""
        return f"{self.place}, cột {self.column}: {self.sentence}" if self.column else f"{self.place}: {self.sentence}"


def refuse(path: Path, faults: Iterable[RowFault]) -> None:
    """Raise LogRowsWrong with every fault when there is any; a long list is cut after fifty, with their number."""
    found = list(faults)
    if not found:
        return
    lines = [str(each) for each in found[:_LISTED]]
    lines += [f"và {len(found) - _LISTED} chỗ nữa"] if len(found) > _LISTED else []
    raise LogRowsWrong(path=path, count=len(found), rows="".join(f"\n  {line}" for line in lines))


def word_fault(text: str) -> str | None:
    """Say what is wrong with the words of a cell, or nothing."""
    if len(text) > _LONGEST:
        return f"dài hơn {_LONGEST} chữ"
    hidden = hidden_sign(text)
    return None if hidden is None else f"có ký tự ẩn {hidden}, hãy xóa đi"


def time_faults(rows: Iterable[LogRow], *, now: datetime) -> Iterator[RowFault]:
    """Find times that cannot be: long past, nothing or less heard, longer than a day, not over yet."""
    for row in rows:
        if row.starts.year < _FIRST_YEAR:
            yield RowFault(
                place=row.place, column="", sentence=f"năm {row.starts.year} không đúng, xem lại cách ghi ngày"
            )
        elif row.length is not None and row.length <= 0:
            yield RowFault(
                place=row.place,
                column="",
                sentence="thời lượng bằng 0, âm, hoặc giờ kết thúc trước giờ bắt đầu (qua nửa đêm: cần stop_date)",
            )
        elif row.length is not None and row.length > DAY_MS:
            yield RowFault(place=row.place, column="", sentence="dài hơn một ngày")
        elif row.starts + timedelta(milliseconds=row.length or 0) > now:
            yield RowFault(
                place=row.place, column="", sentence=f"giờ phát {row.starts:%d/%m/%Y %H:%M:%S} còn ở tương lai"
            )
