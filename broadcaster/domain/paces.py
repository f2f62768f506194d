"""How fast a voice reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """What the parts of a sentence cost one voice, in milliseconds; fractions count, since many are added up."""

    tieng: float
    """One tiếng of average length."""
    comma: float
    """A comma inside a sentence."""
    colon: float
    """A colon, semicolon or dash inside a sentence."""
    edges: float
    """The beginning and the end of a sentence, together."""
    sounds: Mapping[str, float]
    """By how much a tiếng with this onset (``ngh-``) or rime (``-anh``) is longer than the average; others are not."""
    per_minute: float
    """Tiếng a minute as heard, pauses inside sentences with them: what people compare."""
    cuts: int
    """How many sentences it was learned from; none for a pace that is only assumed."""
