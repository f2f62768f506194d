"""Vietnamese number words (Northern standard): counts, decimals, digits, ordinals, Roman numerals."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from broadcaster.copydesk.reading.patterns import Pattern

WORDS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS: Final = ("", " nghìn", " triệu")
_BILLION: Final = 10**9
_LONGEST_COUNT: Final = 15
_AFTER_TEN: Final = {0: "mười", 5: "mười lăm"}
_AFTER_TENS: Final = {0: "", 1: " mốt", 4: " tư", 5: " lăm"}
_TWO_DIGITS = Pattern(r"[1-9]\d")
_GROUPED = Pattern(r"\d{1,3}(?:\.\d{3})+")
_ROMAN = Pattern(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


@lru_cache(maxsize=4096)
def cardinal(number: int) -> str:
    """Say a count of zero or more: 105 is *một trăm linh năm*, zero hundreds are always said."""
    if number == 0:
        return WORDS[0]
    billions, rest = divmod(number, _BILLION)
    words = [cardinal(billions) + " tỷ"] if billions else []
    for power in (2, 1, 0):
        group = rest // 1000**power % 1000
        if group:
            words.append(_under_thousand(group, padded=bool(words)) + _GROUPS[power])
    return " ".join(words)


def _under_thousand(number: int, *, padded: bool) -> str:
    hundreds, rest = divmod(number, 100)
    head = f"{WORDS[hundreds]} trăm" if hundreds or padded else ""
    if not rest:
        return head
    return f"{head} {_under_hundred(rest, linked=bool(head))}".strip()


def _under_hundred(number: int, *, linked: bool) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return f"linh {WORDS[ones]}" if linked else WORDS[ones]
    if tens == 1:
        return _AFTER_TEN.get(ones, f"mười {WORDS[ones]}")
    return f"{WORDS[tens]} mươi{_AFTER_TENS.get(ones, ' ' + WORDS[ones])}"


def digits(text: str) -> str:
    """Say each digit of a text by itself; other characters are passed over."""
    return " ".join(WORDS[int(character)] for character in text if character.isdecimal())


def count(text: str) -> str:
    """Say a whole number as written, ``1.234`` or ``02``; leading zeros are silent, over fifteen digits one by one."""
    bare = text.replace(".", "")
    return cardinal(int(bare)) if len(bare) <= _LONGEST_COUNT else digits(bare)


def fraction_part(text: str) -> str:
    """Say what stands after the comma: two digits not starting with zero as a number, else digit by digit."""
    return cardinal(int(text)) if _TWO_DIGITS.fullmatch(text) else digits(text)


@lru_cache(maxsize=4096)
def number(text: str) -> str:
    """Say a number in Vietnamese writing: dots group thousands, a comma (or a dot that groups nothing) is *phẩy*."""
    whole, comma, part = text.partition(",")
    if not comma and "." in text and not _GROUPED.fullmatch(text):
        whole, comma, part = text.partition(".")
    return f"{count(whole)} phẩy {fraction_part(part)}" if comma else count(whole)


def dotted(text: str) -> str:
    """Say a numbered heading or version: ``2.1`` is *hai chấm một*."""
    return " chấm ".join(count(part) for part in text.strip(".").split("."))


def rank(number: int) -> str:
    """Say what follows *thứ*: first is *nhất*, fourth is *tư*."""
    return {1: "nhất", 4: "tư"}.get(number) or cardinal(number)


def denominator(number: int) -> str:
    """Say what follows *phần*: a quarter is *một phần tư*."""
    return {4: "tư"}.get(number) or cardinal(number)


def padded(text: str) -> str:
    """Say two digits where a leading zero is heard as *linh*: minutes ``05`` are *linh năm*."""
    value = int(text)
    return f"linh {WORDS[value]}" if text.startswith("0") and value else cardinal(value)


def roman(text: str) -> int:
    """Give the value of a well-formed Roman numeral in capitals, or zero when it is none."""
    if not text or not _ROMAN.fullmatch(text):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in text]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
