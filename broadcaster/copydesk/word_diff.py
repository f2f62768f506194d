"""Which words of a text became others."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

_PIECE = re.compile(r"\n+|[^\S\n]+|[^\s]+")


class DiffKind(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    NEW = "new"
    OLD = "old"


class DiffSpan(NamedTuple):
    """One stretch of text with what became of it."""

    kind: DiffKind
    """What became of it."""
    text: str
    """The text with its spaces; the new and the same stretches together are the text after."""


def word_diff(before: str, after: str) -> tuple[DiffSpan, ...]:
    """Give two texts as one: what stayed, what went, what came, by whole words, what went before what came for it."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    found = difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes()
    return tuple(_joined(span for each in found for span in _spans(each, old, new)))


def _spans(code: tuple[str, int, int, int, int], old: list[str], new: list[str]) -> Iterator[DiffSpan]:
    kind, start, stop, first, last = code
    if kind == "equal":
        yield DiffSpan(DiffKind.SAME, "".join(new[first:last]))
        return
    if start < stop:
        yield DiffSpan(DiffKind.OLD, "".join(old[start:stop]))
    if first < last:
        yield DiffSpan(DiffKind.NEW, "".join(new[first:last]))


def _joined(spans: Iterator[DiffSpan]) -> Iterator[DiffSpan]:
    """Join changed words that only a space lies between, so that a rewritten phrase reads as one."""
    went = came = gap = ""
    for kind, text in spans:
        if kind is DiffKind.SAME and text == " " and went and came:
            gap = text
            continue
        if kind is DiffKind.SAME:
            yield from _told(went, came, gap)
            went = came = gap = ""
            yield DiffSpan(kind, text)
            continue
        went, came, gap = went + gap, came + gap, ""
        went += text if kind is DiffKind.OLD else ""
        came += text if kind is DiffKind.NEW else ""
    yield from _told(went, came, gap)


def _told(went: str, came: str, gap: str) -> Iterator[DiffSpan]:
    if went:
        yield DiffSpan(DiffKind.OLD, went)
    if came:
        yield DiffSpan(DiffKind.NEW, came)
    if gap:
        yield DiffSpan(DiffKind.SAME, gap)
