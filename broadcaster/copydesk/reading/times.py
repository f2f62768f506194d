"""Times of day and their ranges."""

from __future__ import annotations

import re
from typing import Final

from broadcaster.copydesk.reading.draft import Said, Step, number_recogniser
from broadcaster.copydesk.reading.numbers import cardinal, padded
from broadcaster.copydesk.reading.patterns import Pattern
from broadcaster.copydesk.reading.shapes import DASH, FREE, text_after, text_before

_HOUR: Final = r"(?:[01]?\d|2[0-4])"


def _time(suffix: str) -> str:
    return (
        rf"(?P<hour{suffix}>{_HOUR})(?: ?(?:[hHg]|giờ) ?(?P<minute{suffix}>[0-5]\d|\d(?='))(?: ?(?:'|ph?(?!\w)|phút))?"
        rf"|:(?P<after{suffix}>[0-5]\d)(?::(?P<second{suffix}>[0-5]\d))?(?: ?h| giờ)?"
        rf"| ?[hHg](?!\w)|(?P<whole{suffix}> giờ))"
    )


_RANGE: Final = rf"{FREE}(?:(?:{_time('1')})|(?P<only>{_HOUR})){DASH}{_time('2')}(?!\w|[:,.]\d)"
_TIME: Final = rf"{FREE}{_time('1')}(?!\w|[:,.]\d)"
_SECONDS: Final = rf"{FREE}(?:(?P<m>\d{{1,2}})' ?)?(?P<s>\d{{1,2}})(?:''|\")(?![\w\"])"
_MINUTES: Final = r"(?<= giờ )(?P<w>0[1-9])(?= phút|[.,;)]| sáng| trưa| chiều| tối|$)"
_HOURS: Final = ("9h", "9H", "9g", "9:")
_SCALE = Pattern(r"(?i:tỷ lệ|tỉ lệ|tỷ số|tỉ số|bản đồ) ?$")
_IS_HOUR = Pattern(r"(?i:(?<!\w)(?:lúc|hồi|vào|từ|đến|tới|trước|sau|đúng|khoảng) )$")
_OF_DAY = Pattern(r",? (?:ngày|sáng|trưa|chiều|tối|đêm|hằng ngày|hàng ngày|mỗi ngày)(?!\w)")
_NO_MINUTES: Final = frozenset({None, "00"})


def _spoken(match: re.Match[str], suffix: str) -> str:
    minute = match[f"minute{suffix}"] or match[f"after{suffix}"]
    second = match[f"second{suffix}"]
    words = f"{cardinal(int(match[f'hour{suffix}']))} giờ"
    if minute in _NO_MINUTES and second in _NO_MINUTES:
        return words
    words += f" {padded(minute or '00')} phút"
    return words if second in _NO_MINUTES else f"{words} {padded(second or '00')} giây"


def _range(match: re.Match[str]) -> Said | None:
    if match["only"] and match["after2"]:
        return None
    if match.group().endswith("g") and not _is_hour(match):
        return None
    first = f"{cardinal(int(match['only']))} giờ" if match["only"] else _spoken(match, "1")
    return Said(f"{first} đến {_spoken(match, '2')}")


def _is_hour(match: re.Match[str]) -> bool:
    """Say whether ``8g`` is an hour and no weight."""
    return _IS_HOUR.search(text_before(match)) is not None or _OF_DAY.match(text_after(match)) is not None


def _single(match: re.Match[str]) -> Said | None:
    if match.group().endswith("g") and not _is_hour(match):
        return None
    if match["after1"] and _SCALE.search(text_before(match)):
        return None
    return Said(_spoken(match, "1")) if not match["whole1"] else None


def _minutes(match: re.Match[str]) -> Said:
    return Said(padded(match["w"]))


def _seconds(match: re.Match[str]) -> Said:
    first = f"{cardinal(int(match['m']))} phút " if match["m"] else ""
    return Said(f"{first}{padded(match['s']) if first else cardinal(int(match['s']))} giây")


STEPS: tuple[Step, ...] = (
    number_recogniser("giây", _SECONDS, _seconds, needs=("9'", '9"')),
    number_recogniser("giờ", _RANGE, _range, needs=_HOURS, cue=("-",)),
    number_recogniser("giờ", _TIME, _single, needs=_HOURS),
    number_recogniser("phút", _MINUTES, _minutes, needs=("giờ",), cue=(" giờ 0",)),
)
"""In the order of reading."""
