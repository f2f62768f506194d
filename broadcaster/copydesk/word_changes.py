"""Which words of a text became others: what a person reads between two versions."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_WORD = re.compile(r"\s*\S+|\s+$")


class Change(StrEnum):
    """What became of some words; the value is what pages name it."""

    SAME = "same"
    OLD = "old"
    NEW = "new"


@dataclass(frozen=True, kw_only=True, slots=True)
class WordSpan:
    """Some words in a row that fared alike."""

    change: Change
    """Kept, gone or new."""
    text: str
    """The words."""


def word_changes(before: str, after: str) -> tuple[WordSpan, ...]:
    """Give both texts as one, in order, with what is gone before what is new; spaces between them stand apart."""
    return tuple(_spans(_WORD.findall(before), _WORD.findall(after)))


def _spans(old: list[str], new: list[str]) -> Iterator[WordSpan]:
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    for kind, start, stop, first, last in matcher.get_opcodes():
        if kind == "equal":
            yield WordSpan(change=Change.SAME, text="".join(new[first:last]))
            continue
        for change, text in ((Change.OLD, "".join(old[start:stop])), (Change.NEW, "".join(new[first:last]))):
            words = text.lstrip()
            if len(words) < len(text):
                yield WordSpan(change=Change.SAME, text=text[: len(text) - len(words)])
            if words:
                yield WordSpan(change=change, text=words)
