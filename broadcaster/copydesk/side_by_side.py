"""Lays two forms of a text side by side, paragraph beside paragraph, with the words that differ."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from broadcaster.copydesk.word_diff import DiffKind, DiffSpan, word_diff

MOST_WORDS = 1200
"""Longer paragraphs that differ are marked as a whole: word by word would take too long."""

_PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass(frozen=True, kw_only=True, slots=True)
class PairedParagraph:
    """One paragraph in both forms; a form that lacks it has no spans."""

    woven: tuple[DiffSpan, ...]
    """Both as one text: what stayed, what went, what came for it."""

    @property
    def old(self) -> tuple[DiffSpan, ...]:
        """Give what stands at the left: what stayed and what went."""
        return tuple(each for each in self.woven if each.kind is not DiffKind.NEW)

    @property
    def new(self) -> tuple[DiffSpan, ...]:
        """Give what stands at the right: what stayed and what came."""
        return tuple(each for each in self.woven if each.kind is not DiffKind.OLD)

    @property
    def is_change(self) -> bool:
        """Say whether the forms differ."""
        return any(each.kind is not DiffKind.SAME for each in self.woven)


def side_by_side(old: str, new: str) -> tuple[PairedParagraph, ...]:
    """Pair the paragraphs of two texts; spaces and line ends within a paragraph do not matter."""
    left, right = _paragraphs(old), _paragraphs(new)
    codes = difflib.SequenceMatcher(a=left, b=right, autojunk=False).get_opcodes()
    return tuple(pair for code in codes for pair in _pairs(code, left, right))


def _paragraphs(text: str) -> list[str]:
    """Cut at blank lines; a text without any is cut at its line ends."""
    parts = _PARAGRAPH.split(text) if _PARAGRAPH.search(text.strip()) else text.splitlines()
    return [joined for part in parts if (joined := " ".join(part.split()))]


def _pairs(
    code: tuple[str, int, int, int, int], left: Sequence[str], right: Sequence[str]
) -> Iterator[PairedParagraph]:
    kind, start, stop, first, last = code
    if kind == "equal":
        for same in right[first:last]:
            yield PairedParagraph(woven=(DiffSpan(DiffKind.SAME, same),))
        return
    for before, after in zip_longest(left[start:stop], right[first:last], fillvalue=""):
        yield _compared(before, after)


def _compared(before: str, after: str) -> PairedParagraph:
    if max(before.count(" "), after.count(" ")) >= MOST_WORDS:
        spans: Iterable[DiffSpan] = (DiffSpan(DiffKind.OLD, before), DiffSpan(DiffKind.NEW, after))
    else:
        spans = word_diff(before, after)
    return PairedParagraph(woven=tuple(each for each in spans if each.text))
