"""Says in Vietnamese what pydantic found wrong with the shape of a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Annotated, ClassVar, cast, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails, PydanticCustomError

from broadcaster.settings.findings import Finding, suggestion
from broadcaster.settings.toml_lines import KeyPath

OWN_WORDS = "broadcaster"
"""Error type of our own validators: their message is already the Vietnamese end of the sentence."""

_HOUR = re.compile(r"(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)", re.ASCII)
_SAID_HOUR = re.compile(
    r"(?P<hour>\d{1,2})\s*(?:[:.,hg]|giờ)\s*(?P<minute>\d{1,2})?\s*(?:phút|ph|p)?\s*"
    r"(?P<half>[ap]\.?m\.?|sáng|trưa|chiều|tối|đêm)?",
    re.IGNORECASE,
)
_AFTERNOON = ("p", "trưa", "chiều", "tối")
_NOON, _MINUTES = 12, 60
_LATE_EVENING = 8
"""``9 giờ đêm`` is 21:00, ``2 giờ đêm`` is 02:00."""


FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
"""The days for which a grid can be made."""


class Table(BaseModel):
    """A table of a settings file: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, validate_default=True)

    others: ClassVar[type[BaseModel] | None] = None
    """What a table under a name of the operator's choosing must look like, where such names are allowed."""


def wrong(text: str) -> PydanticCustomError:
    """Make an error whose words go to the operator as they are, after the key's name."""
    return PydanticCustomError(OWN_WORDS, "{text}", {"text": text})


def _hour(value: object) -> time:
    if isinstance(value, time) and not (value.second or value.microsecond):
        return value
    text = value.strip() if isinstance(value, str) else ""
    found = _HOUR.fullmatch(text)
    if found is None:
        raise wrong(f'phải là giờ:phút trong dấu nháy kép, từ "00:00" đến "23:59"{_meant_hours(text)}')
    return time(int(found["hour"]), int(found["minute"]))


def _meant_hours(text: str) -> str:
    """Write the end of a sentence: the hours that a person may have meant, morning and afternoon told apart."""
    found = _SAID_HOUR.fullmatch(text)
    if found is None:
        return ""
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if hour >= 2 * _NOON or minute >= _MINUTES:
        return '; nửa đêm ghi "00:00"' if (hour, minute) == (2 * _NOON, 0) else ""
    half, advice = (found["half"] or "").lower(), "; ghi giờ 24 giờ hai chữ số:"
    if hour > _NOON or (not half and (hour == _NOON or found["hour"].startswith("0"))):
        return f'{advice} "{hour:02d}:{minute:02d}"'
    if not half:
        return f'{advice} "{hour % 12:02d}:{minute:02d}" nếu là sáng, "{hour % 12 + 12}:{minute:02d}" nếu là chiều'
    late = half.startswith(_AFTERNOON) or (half == "đêm" and _LATE_EVENING < hour < _NOON)
    return f'{advice} "{hour % 12 + 12 * late:02d}:{minute:02d}"'


def _day(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError as error:
        raise wrong("phải là ngày có thật, viết năm-tháng-ngày, ví dụ 2025-07-01") from error


def _air_day(value: object) -> date:
    day = _day(value)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise wrong(f"là {day:%d/%m/%Y}, ngoài các năm {FIRST_DAY.year}-{LAST_DAY.year}; xem lại số năm")
    return day


Words = Annotated[str, StringConstraints(min_length=1)]
"""A text that may not be left empty."""

Hour = Annotated[time, BeforeValidator(_hour)]
"""A time of day written ``"06:15"``."""

Day = Annotated[date, BeforeValidator(_day)]
"""A calendar day."""

AirDay = Annotated[date, BeforeValidator(_air_day)]
"""A calendar day of the grid, within the years for which the days are checked."""


def shape_findings(
    error: ValidationError, model: type[BaseModel], finding: Callable[[KeyPath, str], Finding]
) -> Iterator[Finding]:
    """Translate every error of a validation; `finding` places a key path of the model in its file."""
    for details in error.errors(include_url=False):
        path = details["loc"]
        yield finding(path, _sentence(details, path, model) if path else "mỗi mục phải là một bảng")


def _sentence(details: ErrorDetails, path: KeyPath, model: type[BaseModel]) -> str:
    kind, key = details["type"], str(path[-1])
    fields = _fields_beside(model, path)
    if kind == "extra_forbidden" or (kind == "model_type" and fields and key not in fields):
        return f"không có khóa '{dotted(path)}'{suggestion(key, fields)}"
    if kind == "missing":
        is_table = key in fields and model_in(fields[key].annotation)
        return f"thiếu bảng [{dotted(path)}]" if is_table else f"thiếu khóa '{dotted(path)}'"
    if kind in {"enum", "literal_error"}:
        return f"'{dotted(path)}' không nhận {_shown(details['input'])}{_allowed(details)}"
    return f"'{dotted(path)}' {_fault(kind, details)}"


def _fault(kind: str, details: ErrorDetails) -> str:
    context = details.get("ctx", {})
    if kind == OWN_WORDS:
        return str(context["text"])
    limits = {"greater_than": "gt", "greater_than_equal": "ge", "less_than": "lt", "less_than_equal": "le"}
    if kind in limits:
        return f"là {_shown(details['input'])}, {_LIMIT[kind]} {context[limits[kind]]}"
    return next((text for start, text in _FAULTS if kind.startswith(start)), "có giá trị không dùng được")


_LIMIT = {
    "greater_than": "phải lớn hơn",
    "greater_than_equal": "phải từ",
    "less_than": "phải nhỏ hơn",
    "less_than_equal": "không được quá",
}

_FAULTS = (
    ("string_too_short", "không được để trống"),
    ("string", "phải là chữ, đặt trong dấu nháy kép"),
    ("int", "phải là số nguyên, không đặt trong dấu nháy"),
    ("float", "phải là số, không đặt trong dấu nháy"),
    ("finite", "phải là số hữu hạn"),
    ("bool", "phải là true hoặc false"),
    ("too_short", "không được để danh sách trống"),
    ("tuple", 'phải là danh sách trong ngoặc vuông, ví dụ ["a", "b"]'),
    ("model", "phải là một bảng"),
    ("dict", "phải là một bảng"),
)


def _shown(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)


def _allowed(details: ErrorDetails) -> str:
    names = re.findall(r"'([^']*)'", str(details.get("ctx", {}).get("expected", "")))
    return suggestion(str(details["input"]), names)


def dotted(path: KeyPath) -> str:
    """Write a key path as people write it: ``mix.bitrate_kbps``, ``events[2].kind``."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if text else part
    return text


def _fields_beside(model: type[BaseModel], path: KeyPath) -> Mapping[str, FieldInfo]:
    """Give the keys that are known where the path ends."""
    for part in path[:-1]:
        if isinstance(part, int):
            continue
        inner = _model_under(model, part)
        if inner is None:
            return {}
        model = inner
    return model.model_fields


def _model_under(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    if key in model.model_fields:
        return model_in(model.model_fields[key].annotation)
    return model.others if issubclass(model, Table) else None


def model_in(annotation: object) -> type[BaseModel] | None:
    """Give the table that a field's type holds, be it alone, in a tuple or optional."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := model_in(part))), None)


def as_table(value: object) -> Mapping[str, object] | None:
    """Give a TOML value as a table, or none when it is another kind of value."""
    return cast("Mapping[str, object]", value) if isinstance(value, Mapping) else None
