"""Which sentences of a spoken text became others."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from broadcaster.copydesk.reading import split_sentences


@dataclass(frozen=True, kw_only=True, slots=True)
class SentenceChange:
    """A sentence, or several that were joined or cut, before and after."""

    before: str
    """What was said; empty for what is new."""
    after: str
    """What is said now; empty for what is gone."""


def sentence_changes(before: str, after: str) -> Iterator[SentenceChange]:
    """Give the changes between two spoken forms of one line, in order."""
    old, new = split_sentences(before), split_sentences(after)
    if len(old) == len(new):
        yield from (SentenceChange(before=a, after=b) for a, b in zip(old, new, strict=True) if a != b)
        return
    for kind, start, stop, first, last in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield SentenceChange(before=" ".join(old[start:stop]), after=" ".join(new[first:last]))
