"""Two numbers with a mark between: fractions, achieved of total, ranks, scores, scales, ranges."""

from __future__ import annotations

import re
from typing import Final

from broadcaster.copydesk.reading.draft import Said, Step, number_recogniser
from broadcaster.copydesk.reading.numbers import count, denominator, number, rank
from broadcaster.copydesk.reading.patterns import Pattern
from broadcaster.copydesk.reading.shapes import CLOSED, COUNTED, DASH, FREE, JOINED, NUMBER, text_after, text_before

_SCORE: Final = r"(?P<a>\d{1,2}) ?[-:] ?(?P<b>\d{1,2})(?!\w|[.,]\d)"
_SCORE_CUE = Pattern(r"(?i:(?<!\w)(?:thắng|thua|hòa|hoà|dẫn|tỷ số|tỉ số))(?: [^\W\d]+){0,4} $")
_SLASH: Final = rf"{FREE}(?P<a>{NUMBER})(?P<ua> ?%)? ?/ ?(?P<b>{NUMBER})(?!\d|[.,/]\d)(?=\W|[hkmg%]|$)"
_SCALE: Final = rf"{FREE}(?P<a>{NUMBER}) ?: ?(?P<b>{NUMBER}){CLOSED}"
_TIMES: Final = rf"{FREE}(?P<a>{NUMBER})(?: ?(?P<unit>m|cm|mm))? ?[x×] ?(?P<b>{NUMBER})(?=\W|m|cm|mm|$)"
_RANGE: Final = rf"(?<![\w.,/:])(?P<a>{NUMBER}){DASH}(?P<b>{NUMBER})(?!\w|[.,:]\d|/\w)(?! ?-\d)"
_RANKING = Pattern(r"(?i:(?<!\w)(?:xếp|hạng|vị trí|đứng|thứ hạng|xếp hạng))(?: [^\W\d]+){0,2} ?$")
_RANKED = Pattern(r"(?i:(?<!\w)thứ) $")
_PART_OF = Pattern(r" ?(?:tổng )?số(?!\w)")
_COUNTED_NEXT = Pattern(rf" ?(?:{COUNTED})(?!\w)")
_GRADE = Pattern(
    r"(?i:(?<!\w)(?:điểm|bậc|lớp|tổ|nhà|ngõ|hẻm|ngách|kiệt|thửa|số nhà|đạt điểm|chấm|được))(?: [^\W\d]+)? ?$"
)
_PLACE = Pattern(r"(?i:(?<!\w)(?:ngõ|hẻm|ngách|kiệt|số nhà|nhà số|thửa|thửa số)) $")
_TEN: Final = 10


def _score(match: re.Match[str]) -> Said | None:
    if not _SCORE_CUE.search(text_before(match, width=50)):
        return None
    return Said(f"{count(match['a'])} {count(match['b'])}")


def _slash(match: re.Match[str]) -> Said:
    before, after = text_before(match), text_after(match)
    if _PLACE.search(before):
        return Said(f"{count(match['a'])} xuyệt {count(match['b'])}")
    first = number(match["a"]) + (" phần trăm" if match["ua"] else "")
    if _RANKED.search(before) and match["a"].isdecimal():
        return Said(f"{rank(int(match['a']))} trên {number(match['b'])}")
    if _is_fraction(match, before, after):
        return Said(f"{count(match['a'])} phần {denominator(int(match['b']))}")
    return Said(f"{first} trên {number(match['b'])}")


def _is_fraction(match: re.Match[str], before: str, after: str) -> bool:
    top, bottom = match["a"], match["b"]
    if not (top.isdecimal() and bottom.isdecimal()) or top.startswith("0") or bottom.startswith("0"):
        return False
    if _RANKING.search(before) or _GRADE.search(before):
        return False
    if _PART_OF.match(after):
        return int(top) < int(bottom)
    if _COUNTED_NEXT.match(after):
        return False
    return int(top) < int(bottom) and (int(bottom) <= _TEN or int(top) == 1)


def _scale(match: re.Match[str]) -> Said:
    return Said(f"{number(match['a'])} trên {number(match['b'])}", sure=bool(_SCALE_CUE.search(text_before(match))))


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
    number_recogniser("tỷ số", _SCORE, _score, needs="-:", cue=Pattern(r"\d ?[-:] ?\d")),
    number_recogniser("phân số, tỷ lệ", _SLASH, _slash, needs="/", cue=Pattern(r"[\d%] ?/ ?\d")),
    number_recogniser("phép nhân", _TIMES, _times, needs="x×", cue=Pattern(r"[\dm] ?[x×] ?\d")),
    number_recogniser("tỷ lệ", _SCALE, _scale, needs=":"),
)
"""In the order of reading."""

RANGES: tuple[Step, ...] = (number_recogniser("khoảng số", _RANGE, _range, needs="-", cue=JOINED),)
"""Read after measures, which know ranges of their own."""
