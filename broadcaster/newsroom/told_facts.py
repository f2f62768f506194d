"""What tells one event from another like it: its numbers, dates, places, names and document numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

_UNITS = {"hai": 2, "ba": 3, "bon": 4, "tu": 4, "sau": 6, "bay": 7, "tam": 8, "chin": 9}
_ENDS = _UNITS | {"mot": 1, "lam": 5, "nam": 5}
_PLACES = {
    "commune": "xa|phuong|thi tran|dac khu",
    "district": "huyen|quan|thi xa|thanh pho",
    "province": "tinh",
    "hamlet": "thon|xom|khu pho|to dan pho",
    "site": "cum cong nghiep|cau|duong",
}
_NAME = r"((?-i:[A-Z])\w*(?:[^\S\n](?-i:[A-Z])\w*){0,3})"
_PLACE = {level: re.compile(rf"\b(?:{words})[^\S\n]+{_NAME}", re.IGNORECASE) for level, words in _PLACES.items()}
_PAPER = re.compile(r"\b(\d+)(?:/(\d{4}))?/([A-ZĐ][\w-]*)")
_DAY = re.compile(r"\b(\d{1,2})(?:/|-| thang )(\d{1,2})(?:(?:/|-| nam |, nam )(\d{4}))?\b")
_MONTH = re.compile(r"\bthang (\d{1,2})\b(?:(?:/|-| nam |, nam )(\d{4}))?", re.IGNORECASE)
_QUARTER = re.compile(r"\bquy ([IVX]+|[1-4])\b", re.IGNORECASE)
_YEAR = re.compile(r"\bnam (\d{4})\b|\b((?:19|20)\d\d)-((?:19|20)\d\d)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_WORDS = re.compile(r"[a-z]+")
_PEOPLE = re.compile(rf"(?<=[^\s.?!:;“\"-]) {_NAME}")
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4"}


class EventFact(StrEnum):
    """What a fact is about."""

    NUMBER = "số"
    DAY = "ngày"
    MONTH = "tháng"
    QUARTER = "quý"
    YEAR = "năm"
    PAPER = "số văn bản"
    COMMUNE = "xã"
    DISTRICT = "huyện"
    PROVINCE = "tỉnh"
    HAMLET = "thôn"
    SITE = "địa điểm"
    NAME = "tên"


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldFacts:
    """The facts of a text, each in one form however it is written."""

    told: Mapping[EventFact, frozenset[str]]
    """By kind; numbers in digits alone, no part of a date."""
    in_words: frozenset[str]
    """Numbers that are written in words: they confirm, and contradict nobody."""


def told_facts(title: str, body: str) -> ToldFacts:
    """Find the facts of a text; marks and capitals of other keyboards change nothing."""
    spoken_title = title.capitalize() if title.isupper() else title
    text = unmarked(f"{spoken_title}.\n{body}")
    told: dict[EventFact, frozenset[str]] = {}
    told[EventFact.PAPER] = _found(_PAPER, text)
    text = _PAPER.sub(" ", text)
    told[EventFact.DAY] = frozenset(f"{int(day)}-{int(month)}" for day, month, _ in _DAY.findall(text))
    told[EventFact.MONTH] = frozenset(str(int(month)) for month, _ in _MONTH.findall(text))
    quarters: list[str] = _QUARTER.findall(text)
    told[EventFact.QUARTER] = frozenset(_ROMAN.get(each.upper(), each) for each in quarters)
    years: list[tuple[str, str, str]] = _YEAR.findall(text)
    told[EventFact.YEAR] = frozenset(year for found in years for year in found if year)
    for level, pattern in _PLACE.items():
        told[EventFact[level.upper()]] = frozenset(_spaced(each) for each in pattern.findall(text))
    told[EventFact.NAME] = frozenset(_spaced(each) for each in _PEOPLE.findall(text) if " " in each)
    for pattern in (_DAY, _MONTH, _QUARTER, _YEAR):
        text = pattern.sub(" ", text)
    told[EventFact.NUMBER] = frozenset(_digits(each) for each in _NUMBER.findall(text))
    return ToldFacts(told=told, in_words=_numbers_in_words(text))


def unmarked(text: str) -> str:
    """Write a text without marks, however they were written, letters as large as they were."""
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _found(pattern: re.Pattern[str], text: str) -> frozenset[str]:
    return frozenset("/".join(part.upper() for part in each if part) for each in pattern.findall(text))


def _spaced(name: str) -> str:
    return " ".join(name.upper().split())


def _digits(written: str) -> str:
    """Write a number without dots for thousands and with a point: ``1.250`` and ``1250``, ``99,2`` and ``99.2``."""
    plain = written.replace(".", "") if _THOUSANDS.fullmatch(written) else written
    plain = plain.replace(",", ".").lstrip("0") or "0"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _numbers_in_words(text: str) -> frozenset[str]:
    """Find ``bốn``, ``mười hai``, ``hai mươi sáu``; and ``nghìn`` and ``trăm`` after them do not matter."""
    words, found, place = _WORDS.findall(text.lower()), set[str](), 0
    while place < len(words):
        one, two, three = (*words[place : place + 3], "", "")[:3]
        value, used = _UNITS.get(one, 0), 1
        if one == "muoi":
            value, used = (10 + _ENDS[two], 2) if two in _ENDS else (10, 1)
        elif value and two == "muoi":
            value, used = (value * 10 + _ENDS[three], 3) if three in _ENDS else (value * 10, 2)
        if value:
            found.add(str(value))
        place += used
    return frozenset(found)
