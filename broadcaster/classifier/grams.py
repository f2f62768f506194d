"""Cuts a text into syllables and pairs of syllables, which is all that the topic model sees of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

Run = tuple[str, ...]
"""Syllables that stand together, with no mark between them that ends a phrase."""

TITLE_COUNTS = 2
"""How many times the title is read: it says in few words what the text is about."""

_PHRASE_END = re.compile(r"[.!?…;:()\[\]\n\"“”]+")
_SYLLABLE = re.compile(r"[^\W_]+")


def runs(title: str, body: str) -> tuple[Run, ...]:
    """Give a text's syllables in small letters, phrase by phrase; numbers are left out, since they are no subject."""
    return (*_runs(title) * TITLE_COUNTS, *_runs(body))


def grams(text: Sequence[Run]) -> list[str]:
    """Give every syllable and every pair of neighbours, as often as they stand there."""
    found = [syllable for run in text for syllable in run]
    found.extend(pair(left, right) for run in text for left, right in pairwise(run))
    return found


def pair(left: str, right: str) -> str:
    """Name two neighbouring syllables."""
    return f"{left} {right}"


def _runs(text: str) -> tuple[Run, ...]:
    phrases = _PHRASE_END.split(unicodedata.normalize("NFC", text).lower())
    cut = (tuple(each for each in _SYLLABLE.findall(phrase) if not each.isdigit()) for phrase in phrases)
    return tuple(run for run in cut if run)
