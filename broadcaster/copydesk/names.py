"""Names in a text: words that begin with a capital where no sentence does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_WORD = re.compile(r"[^\W\d_][^\W_]*(?:-[^\W\d_]+)*")
_STARTS = re.compile(r"(?:^|[.!?…:;]|\n|[-–—•+*]\s|[\"“”‘’'(\[]\s*)\s*[\"“‘'(\[]*$")
_INITIAL = re.compile(r"(?<![^\W\d_])(?:TP|Tp|TX|TT|TS|GS|PGS|ThS|BS|KS|KT|TM|TL|[A-ZĐ])\.\s*$")
_COMMON: Final = frozenset({
    "nghị", "quyết", "kế", "thông", "chỉ", "công", "luật", "nhà", "nhân", "đảng", "chính", "bộ", "sở", "phòng",
    "ban", "đài", "trung", "ủy", "uỷ", "hội", "chủ", "phó", "giám", "trưởng", "bí", "thường", "văn", "đồng",
    "quốc", "trường", "điều", "khoản", "điểm", "mục", "chương", "phần", "quý", "ông", "bà", "anh", "chị", "thứ",
    "đề", "cổng", "trang", "xã", "huyện", "tỉnh", "thành", "thị", "quận", "phường", "mặt", "đoàn", "liên", "tổ",
    "xóm", "thôn", "khu", "năm", "ngày", "tháng", "hướng", "báo", "tờ", "giấy", "quy", "pháp", "cục",
    "chi",
})  # fmt: skip
"""First syllables of common nouns that official copy writes with a capital: no name by themselves."""


class Name(NamedTuple):
    """A run of words with capitals."""

    start: int
    end: int
    at_start: bool
    """Whether it begins a sentence, so that its first word may be no part of a name."""


def names(text: str) -> Iterator[Name]:
    """Give runs of words with a capital; a single word only inside a sentence, and no common noun's first syllable."""
    words = list(_WORD.finditer(text))
    place = 0
    while place < len(words):
        end = place
        while end < len(words) and _is_named(words[end].group()) and (end == place or _close(text, words, end)):
            end += 1
        if end == place:
            place += 1
            continue
        start = words[place].start()
        begins = begins_sentence(text, start)
        if _counts([word.group() for word in words[place:end]], begins=begins):
            yield Name(start, words[end - 1].end(), begins)
        place = end


def begins_sentence(text: str, place: int) -> bool:
    """Say whether a place is where a sentence, a line or a quotation begins."""
    before = text[max(place - 12, 0) : place]
    return _STARTS.search(before) is not None and _INITIAL.search(before) is None


def _is_named(word: str) -> bool:
    return word[0].isupper()


def _close(text: str, words: list[re.Match[str]], place: int) -> bool:
    return text[words[place - 1].end() : words[place].start()] == " "


def _counts(run: list[str], *, begins: bool) -> bool:
    if len(run) > 1:
        return True
    return not begins and run[0].lower() not in _COMMON and len(run[0]) > 1
