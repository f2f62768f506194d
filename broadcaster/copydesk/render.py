"""The one place that speaks Jinja2: a named template and values in, text out, faults told with file and line."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any

from jinja2 import (
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from broadcaster.copydesk import filters
from broadcaster.errors import TemplateBroken, TemplateMissing, TemplateUndefined

TemplateSource = Callable[[str], tuple[str, str]]
"""Gives a template's text and the path that messages show; raises KeyError when there is none of that name."""

_FILTERS: dict[str, Callable[..., object]] = {
    "ngay": filters.day_month_year,
    "thu": filters.weekday_name,
    "gio": filters.hours_minutes,
    "thoi_luong": filters.minutes_seconds,
    "so": filters.number,
    "cau": filters.sentence,
}
_TESTS: dict[str, Callable[..., bool]] = {"nhac_lai": filters.says_again}

_SYNTAX: Mapping[str, str] = {
    r"unexpected end of template.*that needs to be closed is '(\w+)'.*": r"thiếu thẻ đóng của '\1'",
    r"unexpected end of template.*": "mẫu kết thúc giữa chừng",
    r"encountered unknown tag '(\w+)'.*": r"không có thẻ '\1', hoặc thẻ nằm sai chỗ",
    r"no filter named '(\w+)'.*": r"không có bộ lọc '\1'",
    r"no test named '(\w+)'.*": r"không có phép thử '\1'",
    r"expected token '(.+)', got '(.+)'.*": r"cần '\1' nhưng lại gặp '\2'",
    r"unexpected '(.+)'.*": r"thừa '\1'",
    r"unexpected char (.+) at \d+": r"ký tự lạ \1",
}
"""Jinja2's commonest complaints about syntax, as an editor can understand them; any other stays as it is."""

_FAULTS_OF_VALUES = (TypeError, ValueError, AttributeError, LookupError, ArithmeticError, RecursionError)
"""What an expression in a template can do wrong with right names."""


class _Undefined(StrictUndefined):
    """An undefined name that complains in Vietnamese."""

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,  # noqa: ANN401 - Jinja2's own signature
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        """Word the complaint where Jinja2 has none of its own."""
        if hint is None:
            hint = f'không có "{name}"' if obj is missing else f'không có mục "{name}" ở chỗ này'
        super().__init__(hint, obj, name, exc)


def render(name: str, values: Mapping[str, object], *, source: TemplateSource) -> str:
    """Fill one template, and those it includes or extends, with values.

    Templates whose name contains ``.html`` escape what they print. All run in a sandbox and see only the values.

    Raises:
        TemplateMissing: there is no template of that name.
        TemplateBroken: its syntax, or what it does with a value, is wrong; with file and line.
        TemplateUndefined: it names something that is not there; with file and line.
    """
    paths: dict[str, str] = {}

    def load(wanted: str) -> tuple[str, str, None] | None:
        try:
            text, path = source(wanted)
        except KeyError:
            return None
        paths[path] = wanted
        return text, path, None

    environment = _environment(load)
    try:
        return environment.get_template(name).render(values)
    except TemplateNotFound as error:
        raise TemplateMissing(path=error.name or name) from error
    except TemplateSyntaxError as error:
        raise TemplateBroken(
            path=error.filename or error.name or name, line=error.lineno, reason=_in_vietnamese(str(error.message))
        ) from error
    except UndefinedError as error:
        path, line = _place(error.__traceback__, paths) or (name, 1)
        raise TemplateUndefined(path=path, line=line, reason=str(error.message)) from error
    except (TemplateError, *_FAULTS_OF_VALUES) as error:
        place = _place(error.__traceback__, paths)
        if place is None:
            raise
        raise TemplateBroken(path=place[0], line=place[1], reason=_fault(error)) from error


def _environment(load: Callable[[str], tuple[str, str, None] | None]) -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(load),
        undefined=_Undefined,
        autoescape=_is_html,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(_FILTERS)
    environment.tests.update(_TESTS)
    return environment


def _is_html(name: str | None) -> bool:
    return name is not None and ".html" in name


def _place(trace: TracebackType | None, paths: Mapping[str, str]) -> tuple[str, int] | None:
    """Give the path and line of the innermost template among the calls, whose lines Jinja2 has put right."""
    found = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in paths:
            found = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    return found


def _in_vietnamese(message: str) -> str:
    for pattern, said in _SYNTAX.items():
        found = re.fullmatch(pattern, message, re.IGNORECASE | re.DOTALL)
        if found:
            return found.expand(said)
    return message.rstrip(".")


def _fault(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "mẫu gọi vòng lại chính nó"
    said = _in_vietnamese(str(error))
    return said if isinstance(error, TemplateError) else f"không tính được ({said})"
