"""What a text holds, as a set: its characters, its words, what stands beside its numbers and begins its lines.

A step names the marks of which it needs one; a text that has none of them passes it by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from broadcaster.copydesk.reading.tidying import NUMERALS

DIGITS: Final = "0123456789"
"""The only digits of a tidied text."""
DOTS: Final = ".."
"""Among the marks of a text that has two full stops in a row."""
_ALONE: Final = "."
_NUMBERS = re.compile(r"([^\W\d_][-.]?)?\d+(?=( ?)([^\s\d]?) ?([^\s]?))")
_LETTERS = re.compile(r"[^\W\d_]+")


def marks(text: str) -> set[str]:
    """Give what a text holds, each thing once.

    Beside its characters, ``..`` and every run of letters as it is written: ``9`` with what follows a number, a space
    between them passed over (``9/``, ``9h``), and with what follows that (``9/9``, ``9-a``); ``9a`` for a letter that
    touches the number from behind, ``a9`` from before; ``^`` with the first character of a line, ``^x`` with the
    second.
    """
    words = _LETTERS.findall(text)
    found = set(text)
    found.update(words)
    found.update([word + _ALONE for word in words if len(word) == 1])
    if DOTS in text:
        found.add(DOTS)
    if not found.isdisjoint(DIGITS):
        _mark_numbers(text, found)
    numerals = NUMERALS & found
    if numerals:  # they are read before the letters beside them, which then stand alone
        found |= marks(text.translate(dict.fromkeys(map(ord, numerals), " ")))
    for line in text.split("\n") if "\n" in found else (text,):
        head = line[1:3] if line[:1] == " " else line[:2]
        found.add("^" + head[:1])
        found.add("^x" + head[1:])
    return found


def _mark_numbers(text: str, found: set[str]) -> None:
    for before, gap, after, following in _NUMBERS.findall(text):
        if before:
            found.add("a9")
        if not after:
            continue
        found.add(f"9{after}")
        if not gap and after.isalpha():
            found.add("9a")
        if following:
            kind = "9" if following.isdecimal() else "a" if following.isalpha() else following
            found.add(f"9{after}{kind}")


def mark_of(word: str) -> str:
    """Give what stands for a whole word: a letter that is a word has a dot, for any text has an h somewhere."""
    return word + _ALONE if len(word) == 1 and word.isalpha() else word


def word_of(mark: str) -> str:
    """Give the word that a mark stands for."""
    return mark[0] if len(mark) > 1 and mark.endswith(_ALONE) else mark


def marks_of(written: Iterable[str]) -> frozenset[str]:
    """Give what a text must hold, one of these, for any of some written forms to be in it: a first word, or a sign."""
    found = ((_LETTERS.search(each), each) for each in written)
    return frozenset(mark_of(word.group()) if word else each[0] for word, each in found)
