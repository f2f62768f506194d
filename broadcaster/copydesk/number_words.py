"""Numbers that copy writes in words, as values: ``hai mươi ba``, ``một nghìn hai trăm``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_DIGITS: Final = {
    "không": 0, "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_LATER: Final = _DIGITS | {"mốt": 1, "tư": 4, "lăm": 5, "nhăm": 5}
SCALES: Final = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
"""Words that multiply what stands before them."""

_TENS: Final = 10
_HUNDRED: Final = 100


def number_at(words: Sequence[str], place: int) -> tuple[int, int]:
    """Give the number that begins with the (small) word at `place`, and how many words it takes; none for no number."""
    total, at = 0, place
    least = None
    while at < len(words):
        value, taken = _below_thousand(words, at)
        scale = SCALES.get(words[at + taken]) if taken and at + taken < len(words) else None
        if not taken or (least is not None and (scale or 1) >= least):
            break
        total += value * (scale or 1)
        at += taken + (scale is not None)
        if scale is None:
            break
        least = scale
    return total, at - place


def _below_thousand(words: Sequence[str], place: int) -> tuple[int, int]:
    first, after = _word(words, place), _word(words, place + 1)
    if first in _DIGITS and after == "trăm":
        value, taken = _rest_of_hundred(words, place + 2)
        return _DIGITS[first] * _HUNDRED + value, taken + 2
    return _below_hundred(words, place)


def _rest_of_hundred(words: Sequence[str], place: int) -> tuple[int, int]:
    if _word(words, place) in {"linh", "lẻ"} and _word(words, place + 1) in _LATER:
        return _LATER[words[place + 1]], 2
    value, taken = _below_hundred(words, place)
    return (value, taken) if value >= _TENS else (0, 0)


def _below_hundred(words: Sequence[str], place: int) -> tuple[int, int]:
    first, after = _word(words, place), _word(words, place + 1)
    if first == "mười":
        follows = after in _LATER and after not in {"năm", "không", "mốt", "tư"}
        return _TENS + (_LATER[after] if follows else 0), 1 + follows
    if first not in _DIGITS:
        return 0, 0
    if after != "mươi":
        return _DIGITS[first], 1
    last = _word(words, place + 2)
    follows = last in _LATER and last not in {"năm", "không", "một"}
    return _DIGITS[first] * _TENS + (_LATER[last] if follows else 0), 2 + follows


def _word(words: Sequence[str], place: int) -> str:
    return words[place] if place < len(words) else ""
