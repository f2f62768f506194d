"""The numbers that Word sets before paragraphs; they stand in no text, only in the rules of the list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from broadcaster.feeds.list_marks import BULLET, Counter, written
from broadcaster.feeds.packed import Element
from broadcaster.feeds.word_styles import Listed, Styles, W, value, whole_number

_FORMS = {
    "decimal": "1",
    "decimalZero": "01",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
    "none": "",
}
_PLACE = re.compile(r"%(\d)")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Level:
    """The rules of one level of a list."""

    start: int
    """Its first number."""
    form: str
    """``bullet``, or the sign of a form in `list_marks`."""
    text: str
    """What is written, with ``%1`` in place of numbers."""
    legal: bool
    """Whether the numbers above it are written in figures whatever their own form."""


class Numbering:
    """The lists of one document, counted in the order of reading."""

    def __init__(self, numbering: Element | None, styles: Styles) -> None:
        """Take the part ``numbering.xml``, which may not be there."""
        self._lists = {} if numbering is None else {value(e, "numId"): e for e in numbering.findall(W + "num")}
        self._rules = (
            {} if numbering is None else {value(e, "abstractNumId"): e for e in numbering.findall(W + "abstractNum")}
        )
        self._styles = styles
        self._levels: dict[str, Mapping[int, _Level]] = {}
        self._counters: dict[str, Counter] = {}
        self._begun: set[tuple[str, int]] = set()

    def mark(self, place: Listed) -> str:
        """Count a paragraph and give what stands before it: ``1.``, ``a)``, ``-``; empty where nothing does."""
        levels = self._levels_of(place.number)
        level = levels.get(place.level)
        if level is None:
            return ""
        counter = self._counters.setdefault(self._rule_of(place.number), Counter())
        if (place.number, place.level) not in self._begun:
            self._begun.add((place.number, place.level))
            if self._starts_anew(place):
                counter.restart(place.level)
        numbers = counter.count(place.level, lambda at: levels[at].start if at in levels else 1)
        if level.form == "bullet":
            return BULLET

        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            form = "1" if level.legal or at not in levels else levels[at].form
            return written(numbers[at], form) if at < len(numbers) else ""

        return " ".join(_PLACE.sub(number, level.text).split())

    def _starts_anew(self, place: Listed) -> bool:
        found = self._lists.get(place.number)
        said = () if found is None else found.findall(W + "lvlOverride")
        return any(
            value(each, "ilvl") == str(place.level) and each.find(W + "startOverride") is not None for each in said
        )

    def _rule_of(self, number: str) -> str:
        found = self._lists.get(number)
        return "" if found is None else value(found.find(W + "abstractNumId"))

    def _levels_of(self, number: str) -> Mapping[int, _Level]:
        if number not in self._levels:
            self._levels[number] = self._read(number, through_style=True)
        return self._levels[number]

    def _read(self, number: str, *, through_style: bool) -> Mapping[int, _Level]:
        rule = self._rules.get(self._rule_of(number))
        if rule is None:
            return {}
        linked = value(rule.find(W + "numStyleLink"))
        if linked and through_style:
            return self._read(self._styles.list_of_style(linked), through_style=False)
        levels = {whole_number(value(each, "ilvl")) or 0: _level(each) for each in rule.findall(W + "lvl")}
        for changed in self._lists[number].findall(W + "lvlOverride"):
            at = whole_number(value(changed, "ilvl")) or 0
            own, start = changed.find(W + "lvl"), whole_number(value(changed.find(W + "startOverride")))
            if own is not None:
                levels[at] = _level(own)
            if start is not None and at in levels:
                was = levels[at]
                levels[at] = _Level(start=start, form=was.form, text=was.text, legal=was.legal)
        return levels


def _level(element: Element) -> _Level:
    start = whole_number(value(element.find(W + "start")))
    form = value(element.find(W + "numFmt")) or "decimal"
    return _Level(
        start=1 if start is None else start,
        form="bullet" if form == "bullet" else _FORMS.get(form, "1"),
        text=value(element.find(W + "lvlText")),
        legal=element.find(W + "isLgl") is not None,
    )
