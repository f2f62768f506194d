"""The kinds of value that the rows of ``schedules/*.toml`` hold, and what is said when one is wrong."""

from __future__ import annotations

import re
from typing import Annotated, cast

from pydantic import AfterValidator, BeforeValidator

from broadcaster.domain.aliases import fold
from broadcaster.domain.ids import DurationMs, seconds
from broadcaster.domain.words import VOICE_NAME
from broadcaster.settings.shapes import wrong

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

EVERYWHERE = "*"
"""Selects every outlet."""

GROUP = "group:"
"""Selects the outlets of a group: ``group:xa``."""

_LENGTH = re.compile(r"(?P<minutes>\d{1,3}):(?P<seconds>[0-5]\d)", re.ASCII)

_TAKEN = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))} | {
    "STORE",
    "CHUONG-TRINH",
}


def _length(value: object) -> DurationMs:
    found = _LENGTH.fullmatch(value) if isinstance(value, str) else None
    if found is None or not (whole := int(found["minutes"]) * 60 + int(found["seconds"])):
        raise wrong('phải là phút:giây trong dấu nháy kép, ví dụ "15:00"')
    return seconds(whole)


def _weekdays(value: object) -> tuple[int, ...]:
    parts = cast("list[object]", value) if isinstance(value, list) else [value]
    if not parts:
        raise wrong('không được để trống; ghi khoảng ngày như "mon-sun" hoặc danh sách như ["mon", "tue"]')
    return tuple(sorted({day for part in parts for day in _span(part)}))


def _span(part: object) -> range:
    first, _, last = part.partition("-") if isinstance(part, str) else ("", "", "")
    last = last or first
    if first not in WEEKDAYS or last not in WEEKDAYS:
        raise wrong(f"có ngày '{part}' không hiểu được; các ngày: {', '.join(WEEKDAYS)}")
    start, stop = WEEKDAYS.index(first), WEEKDAYS.index(last)
    if stop < start:
        raise wrong(f"'{part}' có ngày cuối đứng trước ngày đầu")
    return range(start, stop + 1)


def _topic(value: object) -> int | None:
    if value == "all":
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong('phải là mã chủ đề (số), hoặc "all" cho mọi chủ đề cải cách hành chính')
    return value


def _capitals(name: str) -> str:
    if not name or name != fold(name):
        raise wrong(f"là '{name}', phải viết hoa không dấu{_respelled(fold(name))}")
    return name


def _folder(name: str) -> str:
    """Refuse names that cannot be a folder on Windows, or that are folders of the station's own."""
    if name in _TAKEN:
        raise wrong(f"là '{name}', tên này Windows hoặc hệ thống đã dùng; thêm tên xã hay huyện vào mã")
    return _capitals(name)


def _small(name: str) -> str:
    if not name or name != fold(name).lower():
        raise wrong(f"là '{name}', phải viết thường không dấu{_respelled(fold(name).lower())}")
    return name


def _voice(name: str) -> str:
    if name and not VOICE_NAME.fullmatch(name):
        raise wrong('phải là bộ đọc ("espeak") hoặc bộ đọc và giọng ("espeak:nu-phat-thanh")')
    return name


def _respelled(name: str) -> str:
    return f": '{name}'" if name else ""


OutletName = Annotated[str, AfterValidator(_folder)]
SmallName = Annotated[str, AfterValidator(_small)]
VoiceName = Annotated[str, AfterValidator(_voice)]
Length = Annotated[DurationMs, BeforeValidator(_length)]
Weekdays = Annotated[tuple[int, ...], BeforeValidator(_weekdays)]
TopicChoice = Annotated[int | None, BeforeValidator(_topic)]
