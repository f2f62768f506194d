"""Places on the map: degrees, minutes and seconds north and east, as weather and border bulletins write them."""

from __future__ import annotations

import re
from typing import Final

from broadcaster.copydesk.reading.draft import Said, Step, number_recogniser
from broadcaster.copydesk.reading.marks import marks_of
from broadcaster.copydesk.reading.numbers import count, number
from broadcaster.copydesk.reading.patterns import Pattern

_SIDE: Final = r"(?P<side>[NSEWBĐT])(?![^\W\d_])"
_ANGLE: Final = (
    r"(?<![\w.,])(?P<d>\d{1,3}(?:,\d{1,4})?) ?°(?: ?(?P<m>\d{1,2}(?:,\d{1,4})?) ?')?(?: ?(?P<s>\d{1,2}(?:,\d{1,3})?) ?"
    rf"(?:\"|''))?(?! ?[CF](?!\w))(?: ?{_SIDE}(?P<to> ?- ?(?=\d))?)?"
)
_DECIMAL: Final = rf"(?<![\w.,/])(?P<d>\d{{1,3}}[.,]\d{{1,4}}) ?{_SIDE}(?P<to> ?- ?(?=\d))?"
_DASHED: Final = r"(?<![\w.,/-])(?P<d>\d{1,3})-(?P<m>\d{2}) ?(?P<side>[NSEW])(?![^\W\d_])(?P<to> ?- ?(?=\d))?"
_ENGLISH = Pattern(
    r"\d ?['\"]{0,2} ?[EWS](?![^\W\d_])|\d ?['\"]{0,2} ?N(?![^\W\d_])(?!.{0,40}\d ?['\"]{0,2} ?[BĐ](?![^\W\d_]))"
)
_SIDES_ALONE: Final = marks_of("NSEWBĐT")
_ENGLISH_SIDES: Final = {"N": "vĩ bắc", "S": "vĩ nam", "E": "kinh đông", "W": "kinh tây"}
_SIDES: Final = {"B": "vĩ bắc", "N": "vĩ nam", "Đ": "kinh đông", "T": "kinh tây"}


def _side(match: re.Match[str]) -> str:
    side = match["side"]
    if not side:
        return ""
    table = _ENGLISH_SIDES if _ENGLISH.search(match.string) else _SIDES
    words = table.get(side) or _ENGLISH_SIDES.get(side) or _SIDES[side]
    return (
        f" {words}, " if match["to"] or match.string[match.end() : match.end() + 2].strip().isdecimal() else f" {words}"
    )


def _angle(match: re.Match[str]) -> Said | None:
    if not match["m"] and not match["side"]:
        return None
    words = f"{number(match['d'])} độ"
    if match["m"]:
        words += f" {number(match['m'])} phút"
    if match["s"]:
        words += f" {number(match['s'])} giây"
    return Said(words + _side(match))


def _decimal(match: re.Match[str]) -> Said:
    return Said(f"{number(match['d'])} độ{_side(match)}")


def _dashed(match: re.Match[str]) -> Said:
    return Said(f"{count(match['d'])} độ {count(match['m'])} phút{_side(match)}")


STEPS: tuple[Step, ...] = (
    number_recogniser("tọa độ", _ANGLE, _angle, needs="°"),
    number_recogniser(
        "tọa độ", _DECIMAL, _decimal, needs=_SIDES_ALONE, cue=Pattern(r"\d[.,]\d{1,4} ?[NSEWBĐT](?![^\W\d_])")
    ),
    number_recogniser("tọa độ", _DASHED, _dashed, needs=_SIDES_ALONE, cue=Pattern(r"\d-\d{2} ?[NSEW](?![^\W\d_])")),
)
"""In the order of reading."""
