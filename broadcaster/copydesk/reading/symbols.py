"""Marks between and around words: what is said, what is a pause, what is silent."""

from __future__ import annotations

import re
from typing import Final

from broadcaster.copydesk.reading.draft import READ_NUMBER, Said, Step, recogniser
from broadcaster.copydesk.reading.marks import DOTS, marks_of
from broadcaster.copydesk.reading.patterns import Pattern
from broadcaster.copydesk.reading.shapes import UNREAD_MARKS, text_before

_TO: Final = (
    rf"(?<=[{READ_NUMBER}])(?P<w> ?- ?)(?=[{READ_NUMBER}]|(?:thứ|tháng|ngày|năm|quý|khóa|chủ nhật|Thứ|Chủ nhật) ?)"
)
_AFTER_NOUN: Final = (
    rf"{READ_NUMBER}(?: (?:nghìn|triệu|tỷ))? (?:đồng|ngày|tháng|người|giờ|tuổi|điểm|độ)(?P<w> ?- ?)(?=[{READ_NUMBER}])"
)
_SAME_NOUN: Final = rf"(?<!\w)[Tt]ừ (?P<noun>[^\W\d_]{{2,}}) {READ_NUMBER}(?P<w> ?- ?)(?=(?P=noun) {READ_NUMBER})"
_COMPOUND: Final = rf"(?<=[^\W\d_]|[{UNREAD_MARKS})\"]) ?- ?(?=[^\W\d_]|[{UNREAD_MARKS}(\"])"
_ELLIPSIS: Final = r"(?P<lead>[,;]? ?)(?P<w>(?:…|\.{3,})[.…]*)(?P<after>[ \n]*[^\s]?)"
_SAID: Final = {
    "&": " và ",
    "=": " bằng ",
    "≠": " khác ",
    "±": " cộng trừ ",
    "≈": " xấp xỉ ",
    "~": " khoảng ",
    "≥": " lớn hơn hoặc bằng ",
    "≤": " nhỏ hơn hoặc bằng ",
    "×": " nhân ",
    "÷": " chia ",
    "§": " mục ",
    "%": " phần trăm ",
    "‰": " phần nghìn ",
    "°": " độ ",
    "₫": " đồng ",
    "$": " đô la ",
    "€": " ơ rô ",
    "@": " a còng ",
}
_SIGN: Final = "([" + re.escape("".join(_SAID)) + r"])(?P<more>\1{2,})?"
_MINUS: Final = rf"(?<==)(?P<before>[^=,:;()\n]{{1,60}}?[\w{UNREAD_MARKS}])(?P<w> - )(?=[\w{UNREAD_MARKS}])"
_FORMULA_TIMES: Final = rf"(?<=[\w{UNREAD_MARKS})])(?P<w> [xX×] )(?=[\w{UNREAD_MARKS}(])"
_FORMULA = Pattern("=[^;\n]*$")
_ARROW: Final = rf"(?<=[\w{UNREAD_MARKS})]) ?(?:→|->|=>) ?(?=[\w{UNREAD_MARKS}(])"
_BLANK: Final = r"[,;:]?[ ]?(?:\.{5,}|…[.…]+|\.{2,}…[.…]*|_{3,})"
_GRADE_PLUS: Final = r"(?<=[ (\"][A-D])\+(?!\w)"
_PLUS: Final = rf"(?<=[\w{UNREAD_MARKS})]) ?\+ ?(?=[\w{UNREAD_MARKS}(])"
_LESS: Final = rf"[<>](?= ?[\d{READ_NUMBER}])"
_FALLS = Pattern(r"(?i:(?<!\w)(?:giảm|hạ|rút ngắn|cắt giảm)(?!\w))")
_RISES = Pattern(r"(?i:(?<!\w)(?:tăng|nâng)(?!\w))")
_LESS_BEFORE = Pattern(r"(?i:(?<!\w)(?:dưới|trên|hơn|nhỏ|lớn)) $")
_AND_OR: Final = r"(?<=và) ?/ ?(?=hoặc)"
_SLASH: Final = rf"(?<=[\w{UNREAD_MARKS})\"]) ?/ ?(?=[\w{UNREAD_MARKS}(\"])"
_BRACKETS: Final = r"[()\[\]{}](?:[()\[\]{} ]*[()\[\]{}])?"
_OTHER: Final = r"(?:[^\w\s.,;:!?\ue000\ue001]|_)+"


def _ellipsis(match: re.Match[str]) -> Said:
    after = match["after"]
    listed = match["lead"].strip() or "," in text_before(match)
    ends = not after.strip() or "\n" in after or (after.strip()[:1].isupper() and not match["lead"].strip())
    stop = "." if ends else "" if after.strip()[:1] in {"", *",.;:!?)"} else "" if listed else ","
    return Said((" vân vân" if listed else "") + stop)


def _formula_times(match: re.Match[str]) -> Said | None:
    factor = match.string[match.end() : match.end() + 1] == READ_NUMBER
    return Said(" nhân ") if factor or _FORMULA.search(text_before(match, width=200)) else None


def _blank(match: re.Match[str]) -> Said:
    """Leave a place to fill in silent; at the end of a line the sentence ends with it."""
    return Said("." if match.string[match.end() : match.end() + 1] in {"", "\n"} else " ")


def _arrow(match: re.Match[str]) -> Said:
    falls = _FALLS.search(text_before(match)) is not None
    return Said(" xuống " if falls else " lên " if _RISES.search(text_before(match)) else " đến ")


def _sign(match: re.Match[str]) -> Said:
    """Say a sign; a row of three or more is a line across the page, and silent."""
    return Said(" " if match["more"] else _SAID[match[1]])


def _less(match: re.Match[str]) -> Said:
    if _LESS_BEFORE.search(text_before(match)):
        return Said("")
    return Said(" dưới " if match.group() == "<" else " trên ")


def _compound(match: re.Match[str]) -> Said:
    loose = match.group().startswith(" ") or match.group().endswith(" ")
    together = match.string.startswith("xã hội", match.end())
    return Said(", " if loose and not together else " ")


STEPS: tuple[Step, ...] = (
    recogniser("mũi tên", _ARROW, _arrow, needs="→>"),
    recogniser("đến", _TO, lambda _: Said(" đến "), needs="-", cue=("-",), numeric=True),
    recogniser("đến", _AFTER_NOUN, lambda _: Said(" đến "), needs="-", cue=("-",), numeric=True),
    recogniser("đến", _SAME_NOUN, lambda _: Said(" đến "), needs="-", cue=("-",), numeric=True),
    recogniser("so sánh", _LESS, _less, needs="<>"),
    recogniser("cộng", _PLUS, lambda _: Said(" cộng "), needs="+"),
    recogniser("cộng", _GRADE_PLUS, lambda _: Said(" cộng "), needs="+"),
    recogniser("nhân", _FORMULA_TIMES, _formula_times, needs=marks_of("xX×"), cue=Pattern(" [xX×] ")),
    recogniser("trừ", _MINUS, lambda _: Said(" trừ "), needs="="),
    recogniser("ký hiệu", _SIGN, _sign, needs="".join(_SAID)),
    recogniser("chỗ trống", _BLANK, _blank, needs=("…", "_", DOTS)),
    recogniser("vân vân", _ELLIPSIS, _ellipsis, needs=("…", DOTS)),
    recogniser("gạch chéo", _AND_OR, lambda _: Said(" "), needs="/", cue=("/",)),
    recogniser("gạch chéo", _SLASH, lambda _: Said(", "), needs="/", cue=("/",)),
    recogniser("gạch nối", _COMPOUND, _compound, needs="-", cue=("-",)),
    recogniser("ngoặc", _BRACKETS, lambda _: Said(", "), needs="()[]{}"),
    recogniser("ô bảng", r" ?(?:\|[ |]*)", lambda _: Said(", "), needs="|"),
    recogniser("dấu lặng", _OTHER, lambda _: Said(" ")),
)
"""In the order of reading; the last makes every other mark silent."""
