"""Vietnamese number words back to values: the tests' own ear.

It knows nothing of how the package says numbers. Words that are numbers only in company are told by it: *năm* after
*mười* is the year (fifteen is *mười lăm*), *tư* counts after *tháng*, *thứ*, *phần* or in *hai mươi tư*.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

_NAMES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
DIGITS = {word: value for value, word in enumerate(_NAMES)} | {"bẩy": 7}
_AFTER_TEN = {word: value for word, value in DIGITS.items() if word not in {"không", "năm"}} | {"lăm": 5, "nhăm": 5}
_AFTER_TENS = _AFTER_TEN | {"mốt": 1, "tư": 4}
_AFTER_LINK = DIGITS | {"tư": 4, "mốt": 1}
_LINKS = {"linh", "lẻ"}
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_BILLION = 10**9
_MOST_FIGURES = 4000
_NAMES_FOUR = ("tháng", "thứ", "phần", "quý", "mồng", "mùng")
_TOKEN = re.compile(r"[^\W\d_]+|[^\w\s]|\n")
_YEARS = range(1000, 2200)


@dataclass(frozen=True)
class Heard:
    """One number in a spoken text: its value, or a run of digits said one by one."""

    value: Fraction
    words: tuple[str, ...]
    digits: str = ""
    before: str = ""


@dataclass(frozen=True)
class Meant:
    """One number in a written text: its value, and its figures where it is whole."""

    value: Fraction
    digits: str = ""


class _Ear:
    def __init__(self, words: Sequence[str]) -> None:
        self.words = [*words, "", "", "", ""]

    def tens(self, at: int) -> tuple[int, int] | None:
        first, second, third = self.words[at : at + 3]
        if first == "mười":
            return (10 + _AFTER_TEN[second], at + 2) if second in _AFTER_TEN else (10, at + 1)
        if DIGITS.get(first, 0) > 1 and second == "mươi":
            ten = DIGITS[first] * 10
            one = third in _AFTER_TENS and self.words[at + 3] not in {"mươi", "trăm"}
            return (ten + _AFTER_TENS[third], at + 3) if one else (ten, at + 2)
        if DIGITS.get(first, 0) > 1 and second in {"mốt", "lăm"}:
            return DIGITS[first] * 10 + _AFTER_TENS[second], at + 2
        return None

    def under_hundred(self, at: int) -> tuple[int, int] | None:
        if self.words[at] in _LINKS and self.words[at + 1] in _AFTER_LINK:
            return _AFTER_LINK[self.words[at + 1]], at + 2
        return self.tens(at)

    def begins_hundred(self, at: int) -> bool:
        return self.words[at] in DIGITS and self.words[at + 1] == "trăm"

    def group(self, at: int) -> tuple[int, int] | None:
        if self.begins_hundred(at):
            rest, end = self.under_hundred(at + 2) or (0, at + 2)
            return DIGITS[self.words[at]] * 100 + rest, end
        small = self.under_hundred(at)
        if small is None and self.words[at] in DIGITS:
            return DIGITS[self.words[at]], at + 1
        return small

    def below_billion(self, at: int) -> tuple[int, int] | None:
        """Add groups of falling scale; every group after the first says its hundreds."""
        value, last, found = 0, _BILLION, self.group(at)
        if found is None:
            return None
        while found:
            amount, at = found
            scale = _SCALES.get(self.words[at], 1)
            if scale >= last:
                return value + amount, at
            value, last = value + amount * scale, scale
            at += scale > 1
            found = self.group(at) if last > 1 and self.begins_hundred(at) else None
        return value, at

    def fraction(self, at: int) -> tuple[str, int]:
        two = self.tens(at)
        if two:
            return f"{two[0]:02}", two[1]
        figures = ""
        while self.words[at] in DIGITS and not (figures and (self.begins_hundred(at) or self.tens(at))):
            figures += str(DIGITS[self.words[at]])
            at += 1
        return figures, at

    def run_end(self, at: int) -> int:
        """Give where digits that are said one by one end."""
        while self.words[at] in DIGITS and not self.group_is_long(at):
            at += 1
        return at

    def group_is_long(self, at: int) -> bool:
        found = self.group(at)
        return found is not None and (found[1] > at + 1 or self.words[found[1]] in {*_SCALES, "phẩy"})

    def number(self, at: int) -> tuple[Fraction, int] | None:
        found = self.below_billion(at)
        if found is None:
            return None
        value, at = self.with_fraction(*found)
        billions = False
        while self.words[at] in _SCALES:
            billions = _SCALES[self.words[at]] == _BILLION
            value, at = value * _SCALES[self.words[at]], at + 1
        if billions and self.begins_hundred(at):
            rest, at = self.with_fraction(*(self.below_billion(at) or (0, at)))
            value += rest
        return value, at

    def with_fraction(self, whole: int, at: int) -> tuple[Fraction, int]:
        figures, end = self.fraction(at + 1) if self.words[at] == "phẩy" else ("", at)
        return (whole + Fraction(int(figures), 10 ** len(figures)), end) if figures else (Fraction(whole), at)


def hear(spoken: str, before: str = "") -> list[Heard]:
    """Give the numbers of a spoken text in order; ``before`` is the word that stands before it."""
    words = [before, *_TOKEN.findall(unicodedata.normalize("NFC", spoken).lower())]
    ear, at = _Ear(words), 1
    heard: list[Heard] = []
    while at < len(words):
        named = _named(words[at], words[at - 1])
        if named:
            heard.append(Heard(Fraction(named), (words[at],), str(named), words[at - 1]))
            at += 1
            continue
        found = ear.number(at)
        if found is None:
            at += 1
            continue
        value, end = found
        figures = ""
        if end == at + 1 and words[at] in DIGITS:
            end = ear.run_end(end)
            figures = "".join(str(DIGITS[word]) for word in words[at:end])
            value = Fraction(int(figures)) if len(figures) < _MOST_FIGURES else Fraction(-1)
        heard.append(Heard(value, tuple(words[at:end]), figures, words[at - 1]))
        at = end
    return heard


def _named(word: str, before: str) -> int:
    if word == "tư" and before.endswith(_NAMES_FOUR):
        return 4
    return int(word == "nhất" and before.endswith("thứ"))


State = tuple[int, int]
Spare = Callable[[Heard], bool]


def follows(meant: Iterable[Sequence[Sequence[Meant]]], heard: Sequence[Heard], spare: Spare = lambda _: False) -> bool:
    """Say whether what is heard is what was meant, in order.

    Each meant number comes with its alternatives (``2.150`` is one number or two; an empty one may stay unsaid);
    ``spare`` tells which heard ones, or which digits of a run, may be no number at all.
    """
    states = _with_spare({(0, 0)}, heard, spare)
    for alternatives in meant:
        following: set[State] = set()
        for numbers in alternatives:
            reached = states
            for number in numbers:
                reached = _with_spare({end for state in reached for end in _ends(number, heard, state)}, heard, spare)
            following |= reached
        states = following
    return (len(heard), 0) in states


def _ends(number: Meant, heard: Sequence[Heard], state: State) -> Iterable[State]:
    at, offset = state
    if at < len(heard) and offset == 0 and heard[at].value == number.value:
        yield at + 1, 0
    for figures in {number.digits, number.digits.lstrip("0") or number.digits[:1]} - {""}:
        yield from _said_one_by_one(figures, heard, at, offset)


def _said_one_by_one(figures: str, heard: Sequence[Heard], at: int, offset: int) -> Iterable[State]:
    while figures and at < len(heard):
        run = heard[at].digits
        length = min(len(figures), len(run) - offset)
        if not length or not run.startswith(figures[:length], offset):
            return
        figures, offset = figures[length:], offset + length
        if offset == len(run):
            at, offset = at + 1, 0
        if not figures:
            yield at, offset


def _with_spare(states: set[State], heard: Sequence[Heard], spare: Spare) -> set[State]:
    found = set(states)
    waiting = list(states)
    while waiting:
        for state in _passed_over(waiting.pop(), heard, spare):
            if state not in found:
                found.add(state)
                waiting.append(state)
    return found


def _passed_over(state: State, heard: Sequence[Heard], spare: Spare) -> Iterable[State]:
    at, offset = state
    if at == len(heard):
        return
    if offset == 0 and spare(heard[at]):
        yield at + 1, 0
    run = heard[at].digits
    if not run:
        return
    word = heard[at].words[offset]
    one = Heard(Fraction(int(run[offset])), (word,), run[offset], heard[at].before)
    if spare(one) or (word == "năm" and _is_year_word(heard, at, offset)):
        yield (at + 1, 0) if offset == len(run) - 1 else (at, offset + 1)


def _is_year_word(heard: Sequence[Heard], at: int, offset: int) -> bool:
    """A year is said after its word: *năm hai nghìn không trăm hai mươi ba*."""
    last = offset == len(heard[at].digits) - 1
    return last and at + 1 < len(heard) and heard[at + 1].value in _YEARS
