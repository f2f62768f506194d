"""Reads the small TOML files that describe voices; all that is wrong with one is said at once, in Vietnamese."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from broadcaster.domain.aliases import fold
from broadcaster.domain.scripts import Presenter
from broadcaster.errors import SettingsError
from broadcaster.files import read_text

VOICE_ID = r"[a-z0-9]+(-[a-z0-9]+)*"
"""What a voice may be called."""

_OWN = "broadcaster"
_PRESENTERS = {"NU": Presenter.FEMALE, "NAM": Presenter.MALE}


class Description(BaseModel):
    """A table of a description: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


_Kind = TypeVar("_Kind", bound=Description)


def wrong(text: str) -> PydanticCustomError:
    """Make an error whose words go to the operator as they are, after the key's name."""
    return PydanticCustomError(_OWN, "{text}", {"text": text})


def presenter_called(word: str) -> Presenter | None:
    """Give the presenter that a typed word means: nữ, nam, in any letter case, with or without marks."""
    return _PRESENTERS.get(fold(word))


def _presenter(value: object) -> Presenter:
    found = presenter_called(value) if isinstance(value, str) else None
    if found is None:
        raise wrong('phải là "nữ" hoặc "nam"')
    return found


Spoken = Annotated[Presenter, BeforeValidator(_presenter)]
"""A presenter written *nữ* or *nam*."""

VoiceId = Annotated[str, StringConstraints(pattern=f"^{VOICE_ID}$")]
"""A voice's id."""

Words = Annotated[str, StringConstraints(min_length=1)]
"""A text that may not be left empty."""


def described(path: Path, kind: type[_Kind]) -> _Kind:
    """Read a description.

    Raises:
        SettingsError: with every fault. FileMissing, EmptyFile, BinaryFile, WrongEncoding, FileFailed.
    """
    try:
        return kind.model_validate(tomllib.loads(read_text(path)))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(findings=(f"{path.name}: không đúng dạng TOML ({error})",)) from error
    except ValidationError as error:
        faults = error.errors(include_url=False)
        raise SettingsError(findings=tuple(f"{path.name}: {_sentence(each, kind)}" for each in faults)) from error


def _sentence(fault: ErrorDetails, kind: type[Description]) -> str:
    path = fault["loc"]
    key = ".".join(f"{part + 1}" if isinstance(part, int) else part for part in path) or "tệp"
    if fault["type"] == "missing":
        return f"thiếu khóa '{key}'"
    if fault["type"] == "extra_forbidden":
        near = difflib.get_close_matches(str(path[-1]), kind.model_fields, n=1) if len(path) == 1 else []
        return f"không có khóa '{key}'" + (f"; ý bạn là '{near[0]}'?" if near else "")
    return f"'{key}' {fault_words(fault)}"


def fault_words(fault: ErrorDetails) -> str:
    """Say what is wrong with a value, as the end of a sentence that begins with its key."""
    context = fault.get("ctx", {})
    if fault["type"] == _OWN:
        return str(context["text"])
    if fault["type"] in _LIMITS:
        words, limit = _LIMITS[fault["type"]]
        return f"là {fault['input']}, {words} {context[limit]}"
    return next((words for start, words in _FAULTS if fault["type"].startswith(start)), "có giá trị không dùng được")


_LIMITS = {"greater_than_equal": ("phải từ", "ge"), "less_than_equal": ("không được quá", "le")}

_FAULTS = (
    ("string_pattern", "chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối, ví dụ co-lan"),
    ("string_too_short", "không được để trống"),
    ("string", "phải là chữ, đặt trong dấu nháy kép"),
    ("int", "phải là số nguyên, không đặt trong dấu nháy"),
    ("bool", "phải là true hoặc false"),
    ("too_short", "không được để danh sách trống"),
    ("tuple", 'phải là danh sách trong ngoặc vuông, ví dụ ["a", "b"]'),
    ("model", "phải là một bảng"),
    ("dict", "phải là một bảng"),
)
