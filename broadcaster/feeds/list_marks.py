"""How the numbers of lists are written, and how they count on."""

from __future__ import annotations

from collections.abc import Callable, Mapping

LEVELS = 9
BULLET = "-"
_LETTERS = 26
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_MOST = 3999


def roman(number: int) -> str:
    """Write a number as small Roman numerals: 4 is ``iv``."""
    written = ""
    for worth, sign in _ROMAN:
        count, number = divmod(number, worth)
        written += sign * count
    return written


def letters(number: int) -> str:
    """Write a number as small letters, as Word does: 1 is ``a``, 27 is ``aa``."""
    times, at = divmod(number - 1, _LETTERS)
    return chr(ord("a") + at) * (times + 1)


FORMS: Mapping[str, Callable[[int], str]] = {
    "1": str,
    "01": lambda number: f"{number:02}",
    "a": letters,
    "A": lambda number: letters(number).upper(),
    "i": roman,
    "I": lambda number: roman(number).upper(),
    "": lambda _: "",
}
"""Each form under the sign that OpenDocument gives it."""


def written(number: int, form: str) -> str:
    """Write a number in a form; what no form can write is written in figures."""
    fits = 0 < number <= _MOST and form in FORMS
    return FORMS[form](number) if fits else str(number)


class Counter:
    """Counts the items of one list, level by level."""

    def __init__(self) -> None:
        self._at: list[int | None] = [None] * LEVELS

    def count(self, level: int, starts: Callable[[int], int]) -> list[int]:
        """Count one item and give the numbers of its level and of those above; deeper levels begin anew."""
        now = self._at[level]
        self._at[level] = starts(level) if now is None else now + 1
        for above in range(level):
            if self._at[above] is None:
                self._at[above] = starts(above)
        self._at[level + 1 :] = [None] * (LEVELS - level - 1)
        return [number or 0 for number in self._at[: level + 1]]

    def restart(self, level: int) -> None:
        """Let a level begin anew."""
        self._at[level] = None

    def begin_at(self, level: int, number: int) -> None:
        """Let the next item of a level have this number."""
        self._at[level] = number - 1
