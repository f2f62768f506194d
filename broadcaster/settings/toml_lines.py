"""Where each key of a TOML text stands: what lets a finding name its line."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import cast

KeyPath = tuple[str | int, ...]
"""The way to a value from the top of the file: table names, positions in lists, key names."""

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|[\[\]{}=,.\n]"
    r"|[^\s\[\]{}=,.\#\"']+",
    re.DOTALL,
)


def key_lines(text: str) -> dict[KeyPath, int]:
    """Give the line (from 1) of every key, table and list element of a text that `tomllib` has accepted."""
    return _Scan(text).statements()


class _Scan:
    """One pass over the tokens of a valid text; values are skipped, only their places are kept."""

    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, int]] = []
        line, end = 1, 0
        for found in _TOKEN.finditer(text):
            line += text.count("\n", end, found.start())
            if not found[0].startswith("#"):
                self.tokens.append((found[0], line))
            line += found[0].count("\n")
            end = found.end()
        self.at = 0
        self.lines: dict[KeyPath, int] = {}
        self.lengths: dict[KeyPath, int] = {}

    def statements(self) -> dict[KeyPath, int]:
        table: KeyPath = ()
        while self.at < len(self.tokens):
            sign = self.sign
            if sign == "\n":
                self.at += 1
            elif sign == "[":
                table = self.header()
            else:
                self.assignment(table)
        return self.lines

    @property
    def sign(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else "\n"

    def header(self) -> KeyPath:
        line = self.tokens[self.at][1]
        self.at += 1
        repeated = self.sign == "["
        self.at += repeated
        keys = self.key_until("]")
        self.at += 1 + repeated
        path = self.extend((), keys[:-1], line)
        path = (*path, keys[-1])
        if not repeated:
            return self.extend((), keys, line)
        self.lines.setdefault(path, line)
        self.lengths[path] = self.lengths.get(path, 0) + 1
        path = (*path, self.lengths[path] - 1)
        self.lines[path] = line
        return path

    def assignment(self, table: KeyPath) -> None:
        line = self.tokens[self.at][1]
        path = self.extend(table, self.key_until("="), line)
        self.at += 1
        self.value(path)

    def value(self, path: KeyPath) -> None:
        if self.sign == "[":
            self.array(path)
        elif self.sign == "{":
            self.inline_table(path)
        else:
            while self.sign not in {",", "]", "}", "\n"}:
                self.at += 1

    def array(self, path: KeyPath) -> None:
        self.at += 1
        position = 0
        while self.sign != "]":
            if self.sign in {",", "\n"}:
                position += self.sign == ","
                self.at += 1
                continue
            self.lines[*path, position] = self.tokens[self.at][1]
            self.value((*path, position))
        self.at += 1

    def inline_table(self, path: KeyPath) -> None:
        self.at += 1
        while self.sign != "}":
            if self.sign in {",", "\n"}:
                self.at += 1
            else:
                self.assignment(path)
        self.at += 1

    def key_until(self, end: str) -> tuple[str, ...]:
        """Read a dotted key up to a mark, and let `tomllib` undo its quoting."""
        start = self.at
        while self.sign != end:
            self.at += 1
        written = "".join(token for token, _ in self.tokens[start : self.at])
        path: list[str] = []
        inner: object = tomllib.loads(f"{written} = 0")
        while isinstance(inner, Mapping):
            key, inner = next(iter(cast("Mapping[str, object]", inner).items()))
            path.append(key)
        return tuple(path)

    def extend(self, path: KeyPath, keys: tuple[str, ...], line: int) -> KeyPath:
        """Step into tables; a list of tables is entered at its latest element."""
        for key in keys:
            path = (*path, key)
            self.lines.setdefault(path, line)
            if path in self.lengths:
                path = (*path, self.lengths[path] - 1)
        return path
