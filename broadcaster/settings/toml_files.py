"""Reads TOML files that people write, so that a bad one becomes a finding and the others are still checked."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from broadcaster.domain.fingerprints import sha256_of
from broadcaster.domain.ids import Sha256
from broadcaster.errors import EmptyFile, InputError
from broadcaster.files import read_text
from broadcaster.settings.findings import Finding
from broadcaster.settings.toml_lines import KeyPath, key_lines

_PLACE = re.compile(r"\(at line (?P<line>\d+), column (?P<column>\d+)\)")

_REASONS = (
    ("(at end of document)", "tệp kết thúc giữa chừng, thiếu dấu đóng: nháy, ] hoặc }"),
    ("overwrite", "khóa hoặc bảng này đã ghi ở trên, xóa bớt một"),
    ("twice", "khóa hoặc bảng này đã ghi ở trên, xóa bớt một"),
    ("Duplicate", "khóa hoặc bảng này đã ghi ở trên, xóa bớt một"),
    ("immutable", "khóa hoặc bảng này đã ghi ở trên, xóa bớt một"),
    ("Expected '='", "thiếu dấu = giữa khóa và giá trị"),
    ("Illegal character", "thiếu dấu nháy đóng, hoặc có ký tự lạ"),
    ("Unterminated string", "thiếu dấu nháy đóng"),
    ("Unclosed", "thiếu dấu phẩy hoặc dấu đóng ] }"),
    ("Invalid value", "giá trị không đọc được; chữ phải đặt trong dấu nháy kép"),
    ("Expected newline", "sau giá trị còn chữ thừa; mỗi dòng chỉ ghi một khóa"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class TomlFile:
    """A TOML file as read: its tables, and where each key stands."""

    name: str
    """Name in findings: ``schedules/grid.toml``."""
    table: Mapping[str, object]
    """The whole content as plain values, text in NFC."""
    lines: Mapping[KeyPath, int]
    """Line of every key."""
    content: Sha256
    """Hash of its text with plain line ends."""

    def finding(self, path: KeyPath, text: str) -> Finding:
        """Make a finding at a key, or at the nearest table above it that has a line."""
        while path and path not in self.lines:
            path = path[:-1]
        return Finding(file=self.name, line=self.lines.get(path, 0), text=text)


def read_toml(path: Path, name: str) -> TomlFile | Finding:
    """Read one file; gives a finding instead when it cannot be read or is not TOML."""
    try:
        text = unicodedata.normalize("NFC", read_text(path))
    except EmptyFile:
        text = ""
    except InputError as error:
        return Finding(file=name, line=0, text=str(error).rstrip("."))
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return _syntax(name, str(error), text)
    return TomlFile(name=name, table=table, lines=key_lines(text), content=sha256_of(text.encode()))


def _syntax(name: str, message: str, text: str) -> Finding:
    found = _PLACE.search(message)
    line = int(found["line"]) if found else text.count("\n", 0, len(text.rstrip())) + 1
    reason = next((vietnamese for english, vietnamese in _REASONS if english in message), "không đúng cú pháp TOML")
    column = f" (cột {found['column']})" if found else ""
    return Finding(file=name, line=line, text=f"không đọc được{column}: {reason}")
