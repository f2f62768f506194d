"""Rivendell's playout reports as text: columns of fixed width under a line of dashes and names."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from broadcaster.domain.airings import Evidence
from broadcaster.domain.ids import DurationMs
from broadcaster.domain.zone import ZONE
from broadcaster.errors import LogFileRefused
from broadcaster.feeds.log_rows import LogFile, LogRow, RowFault, word_fault

SYSTEM = "Rivendell"
_HEAD = re.compile(r"Rivendell RDAirPlay (?:Technical )?Playout Report for (\d\d/\d\d/\d{4})(?: - (\d\d/\d\d/\d{4}))?")
_TITLES = "--Time--  -Cart-  Cut  --Title----------------  A-Len"
_ROW = re.compile(r"(?P<time>\d\d:\d\d:\d\d)  .{6}  .{3}  (?P<title>.{23})  (?P<length>.{5})(?:  |$)(?P<rest>.*)")
_OFF_AIR = re.compile(r"\s+No\s*$")


def is_rivendell(text: str) -> bool:
    """Say whether a text is a report of RDAirPlay."""
    return _HEAD.search(text[:400]) is not None


def read_rivendell(text: str, path: Path) -> tuple[LogFile, tuple[RowFault, ...]]:
    """Read a *Text Log* or *Technical Playout Report* of one day; rows that were not on air are passed over.

    Raises:
        LogFileRefused: it spans several days, whose rows have times alone; or it has no rows.
    """
    head = _HEAD.search(text)
    if head is None or _TITLES not in text:
        raise LogFileRefused(path=path, reason="không phải báo cáo phát của Rivendell RDAirPlay")
    if head[2] and head[2] != head[1]:
        raise LogFileRefused(
            path=path, reason="báo cáo gồm nhiều ngày mà từng dòng không ghi ngày; hãy xuất từng ngày một"
        )
    technical = "OnAir" in text[: text.index(_TITLES) + 200]
    rows: list[LogRow] = []
    faults: list[RowFault] = []
    started = False
    for number, line in enumerate(text.splitlines(), start=1):
        if not started or not line.strip():
            started = started or line.startswith(_TITLES)
            continue
        found = _row(f"dòng {number}", line, head[1])
        if isinstance(found, RowFault):
            faults.append(found)
        elif not (technical and _OFF_AIR.search(line)):
            rows.append(found)
    if not rows and not faults:
        raise LogFileRefused(path=path, reason="không có dòng nào để nhập")
    log = LogFile(system=SYSTEM, evidence=Evidence.PLAYER, rows=tuple(rows), resolution=DurationMs(1_000))
    return log, tuple(faults)


def _row(place: str, line: str, day: str) -> LogRow | RowFault:
    found = _ROW.match(line)
    if found is None:
        return RowFault(place=place, column="", sentence="không đúng cột của báo cáo")
    try:
        starts = datetime.strptime(f"{day} {found['time']}", "%m/%d/%Y %H:%M:%S")  # noqa: DTZ007 - the zone is set next
        minutes, seconds = (int(part or 0) for part in f"0{found['length'].strip()}".split(":"))
    except ValueError:
        return RowFault(place=place, column="Time, A-Len", sentence="không hiểu giờ hoặc độ dài")
    if wrong := word_fault(found["title"].strip()):
        return RowFault(place=place, column="Title", sentence=wrong)
    return LogRow(
        place=place,
        starts=starts.replace(tzinfo=ZONE),
        length=DurationMs((minutes * 60 + seconds) * 1000),
        title=found["title"].strip(),
    )
