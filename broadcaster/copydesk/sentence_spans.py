"""Sentences of a text with their places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from broadcaster.copydesk.reading.sentences import split_sentences


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """A place in a text."""

    start: int
    """Where it begins."""
    end: int
    """Where it ends."""


def sentence_spans(text: str) -> Iterator[Span]:
    """Give the place of each whole sentence, in order."""
    at = 0
    for sentence in split_sentences(text):
        start = text.index(sentence, at)
        at = start + len(sentence)
        yield Span(start=start, end=at)
