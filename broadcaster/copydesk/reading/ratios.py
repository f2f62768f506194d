"""Two numbers with a mark between: fractions, achieved of total, ranks, scores, scales, ranges."""

from __future__ import annotations

import re
from typing import Final

from broadcaster.copydesk.reading.draft import Said, Step, number_recogniser
from broadcaster.copydesk.reading.marks import marks_of
from broadcaster.copydesk.reading.numbers import number
from broadcaster.copydesk.reading.patterns import Pattern
from broadcaster.copydesk.reading.shapes import CLOSED, DASH, FREE, NUMBER, text_before

_SCALE: Final = rf"{FREE}(?P<a>{NUMBER})(?::| : )(?P<b>{NUMBER}){CLOSED}"
_TIMES: Final = rf"{FREE}(?P<a>{NUMBER})(?: ?(?P<unit>m|cm|mm))? ?[x×] ?(?P<b>{NUMBER})(?=\W|m|cm|mm|$)"
_RANGE: Final = rf"(?<![\w.,/:])(?P<a>{NUMBER}){DASH}(?P<b>{NUMBER})(?!\w|[.,:]\d|/\w)(?! ?-\d)"


def _scale(match: re.Match[str]) -> Said:
    if _STANDARD.search(text_before(match, width=20)):
        return Said(f"{number(match['a'])}, {number(match['b'])}")
    return Said(f"{number(match['a'])} trên {number(match['b'])}", sure=bool(_SCALE_CUE.search(text_before(match))))


_STANDARD = Pattern(r"(?<!\w)(?:ISO|IEC|TCVN|QCVN|TCCS)(?:/[A-Z]{2,4})? $")
_SCALE_CUE = Pattern(r"(?i:tỷ lệ|tỉ lệ|bản đồ)(?: [^\W\d]+){0,3} ?$")


def _times(match: re.Match[str]) -> Said:
    unit = {"m": " mét", "cm": " xen ti mét", "mm": " mi li mét"}.get(match["unit"] or "", "")
    return Said(f"{number(match['a'])}{unit} nhân {number(match['b'])}")


def _range(match: re.Match[str]) -> Said:
    ordered = _value(match["a"]) <= _value(match["b"])
    return Said(f"{number(match['a'])} đến {number(match['b'])}", sure=ordered)


def _value(text: str) -> float:
    grouped = "," in text or text.count(".") > 1 or re.search(r"\.\d{3}$", text)
    return float(text.replace(".", "").replace(",", ".")) if grouped else float(text)


STEPS: tuple[Step, ...] = (
    number_recogniser("phép nhân", _TIMES, _times, needs=marks_of("x×"), cue=Pattern(r"[\dm] ?[x×] ?\d")),
    number_recogniser("tỷ lệ", _SCALE, _scale, needs=("9:9",)),
)
"""In the order of reading."""

RANGES: tuple[Step, ...] = (number_recogniser("khoảng số", _RANGE, _range, needs=("9-9",)),)
"""Read after measures, which know ranges of their own."""
