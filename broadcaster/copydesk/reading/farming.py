"""Farm bulletins: the formula of a fertiliser, and the strength in a pesticide's name."""

from __future__ import annotations

import re
from typing import Final

from broadcaster.copydesk.reading.draft import Said, Step, recogniser
from broadcaster.copydesk.reading.letters import spell
from broadcaster.copydesk.reading.numbers import number
from broadcaster.copydesk.reading.patterns import Pattern

_FORMULA: Final = (
    r"(?<!\w)(?:NPK|DAP|MAP|NP|NK|PK)(?:[ -]?[^\W\d]+){0,3}?[ -]?\(?"
    r"(?P<w>\d{1,2}(?:,\d)?(?: ?[-:.] ?\d{1,2}(?:,\d)?){1,3}(?:\+\w{1,4})?)(?!\w|[.,:-]\d)"
)
_FORMS: Final = ("AS", "CS", "DD", "DF", "EC", "EW", "GR", "ME", "OD", "SC", "SE", "SL", "SP", "WDG", "WG", "WP")
_STRENGTH: Final = (
    rf"(?<=[^\W\d_])(?P<gap> ?)(?P<w>(?P<n>\d{{1,3}}(?:[.,]\d{{1,2}})?) ?(?P<form>{'|'.join(_FORMS)}))(?!\w)"
)
_EACH = Pattern(r"\d+(?:,\d)?")
_TRACE = Pattern(r"\+(\w+)$")


def _formula(match: re.Match[str]) -> Said:
    written = match["w"]
    trace = _TRACE.search(written)
    words = ", ".join(number(each) for each in _EACH.findall(written[: trace.start()] if trace else written))
    return Said(f"{words} cộng {spell(trace[1])}" if trace else words)


def _strength(match: re.Match[str]) -> Said:
    return Said(f" {number(match['n'])} {spell(match['form'])}")


STEPS: tuple[Step, ...] = (
    recogniser("phân bón", _FORMULA, _formula, needs=("NPK", "DAP", "MAP", "NP", "NK", "PK"), numeric=True),
    recogniser(
        "thuốc bảo vệ thực vật",
        _STRENGTH,
        _strength,
        needs=_FORMS,
        numeric=True,
    ),
)
"""In the order of reading."""
