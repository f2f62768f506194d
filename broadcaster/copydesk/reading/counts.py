"""Plain numbers: counts, decimals, headings and versions with dots, letters and digits mixed."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from broadcaster.copydesk.reading.abbreviations import default_words
from broadcaster.copydesk.reading.draft import Draft, Found, Said, Step, number_recogniser, recogniser
from broadcaster.copydesk.reading.letters import letter
from broadcaster.copydesk.reading.numbers import cardinal, count, denominator, digits, dotted, number
from broadcaster.copydesk.reading.patterns import Pattern
from broadcaster.copydesk.reading.shapes import COUNTED, text_after, text_before
from broadcaster.copydesk.reading.syllables import is_syllable
from broadcaster.copydesk.reading.tidying import NUMERALS
from broadcaster.copydesk.reading.units import UNITS, UNMISTAKABLE

_SIGNS: Final = {
    "²": "bình phương",
    "³": "lập phương",
    "¼": "một phần tư",
    "½": "một phần hai",
    "¾": "ba phần tư",
    "⅓": "một phần ba",
    "⅔": "hai phần ba",
}
_POWER: Final = "[²³]"
_FINEST: Final = 1000
_PROJECT: Final = r"0\d{1,2}(?!\w|[.,/-]\d)"
_PROJECT_CUE = Pattern(r"(?i:(?<!\w)(?:đề án|dự án|ĐA)(?: số)?) $")
_CODE: Final = (
    r"(?<![\w.,])(?:(?P<head>[^\W\d_]{1,12})(?P<dash>[-.]?)(?P<n>\d{1,12})(?P<tail>[^\W\d_]{0,3})|(?P<n2>\d{1,12})-?(?P<tail2>[^\W\d_]{1,5}))"
    r"(?P<more>(?:[-.]?(?:[^\W\d_]{1,5}|\d{1,8})){0,6})(?!\w)"
)
_ROAD: Final = (
    r"(?<![\w.,/&-])(?P<w>(?P<head>QL|(?:TL|ĐT|HL)(?=\.? [2-9]\d\d))\.? (?P<n>\d{1,3})(?P<tail>[A-Z]?))"
    rf"(?!\w|[.,/]\d| ?%| (?:triệu|tỷ|tỉ|nghìn|ngàn|đồng|người|hộ|ha|tấn|tạ|kg|{COUNTED})(?!\w))"
)
_VERSION: Final = r"(?<![\w,])\d{1,4}(?:\.\d{1,4})+(?![\w]|,\d)"
_LIST: Final = r"(?<![\w.,])\d+(?:,\d+){2,}(?!\w|\.\d)"
_PLAIN: Final = r"(?<![\w.,])(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?(?!\w|[.,]\d)"
_ANY: Final = r"\d+"
_HEADED = Pattern(
    r"(?i:(?<!\w)(?:mục|điểm|phần|tiểu mục|khoản|tiêu chí|chỉ tiêu|bước|chương|điều|phụ lục|"
    r"công nghiệp|CMCN|cách mạng|phiên bản|web|chính phủ|bảng|"
    r"hình|biểu|bài)) ?$"
)
_DECIMAL_AFTER = Pattern(r" ?(?:nghìn|triệu|tỷ|tỉ|điểm|sao|lần|đồng|phần trăm|độ|mét|giờ|tuổi|tấn|tạ)(?!\w)")
_PADDED = Pattern(r"0\d\d")
_GROUPED = Pattern(r"\d{1,3}(?:\.\d{3})+")
_ENGLISH = Pattern(r"\d{1,3}(?:,\d{3}){2,}")
_PIECES = Pattern(r"\d+|[^\W\d_]+|(?<=\d)[.-](?=\d)")
_LONG: Final = 9
_KNOWN_HEADS: Final = {
    "BSCK": "bác sĩ chuyên khoa",
    "CK": "chuyên khoa",
    "NQ": "nghị quyết",
    "QK": "Quân khu",
    "QL": "quốc lộ",
    "TL": "tỉnh lộ",
    "ĐA": "đề án",
    "ĐT": "đường tỉnh",
    "HL": "hương lộ",
    "ĐH": "đường huyện",
    "CT": "cao tốc",
    "BĐ": "báo động",
    "KP": "khu phố",
    "TDP": "tổ dân phố",
    "T": "tê",
    "Covid": "cô vít",
    "COVID": "cô vít",
    "covid": "cô vít",
    "Km": "ki lô mét",
    "KM": "ki lô mét",
    "km": "ki lô mét",
}
_FORM_CUE = Pattern(r"(?i:(?<!\w)(?:mẫu(?: số)?|biểu(?: mẫu)?|tờ khai|cao tốc|quốc lộ|tỉnh lộ) )$")
_SCALES: Final = frozenset({"nghìn", "ngàn", "triệu", "tỷ", "tỉ"})
_SHORT_COUNT: Final = 3


def _signs(draft: Draft) -> list[Found]:
    """Find numerals that are one character: small, circled, fractions, those of other scripts."""
    numerals = "".join(sorted(NUMERALS & draft.marks))
    if not numerals:
        return []
    places = re.finditer(f"[{numerals}]", draft.open)
    return [Found(place.start(), place.end(), _sign(place)) for place in places if not _is_power_of_metre(place)]


def _is_power_of_metre(place: re.Match[str]) -> bool:
    return place.group() in "²³" and place.string[place.start() - 1 : place.start()] == "m"


def _sign(match: re.Match[str]) -> Said:
    if match.group() in _SIGNS:
        return Said(f" {_SIGNS[match.group()]} ")
    value: float = unicodedata.numeric(match.group(), 0.0)
    below = next((each for each in range(1, _FINEST) if (value * each).is_integer()), _FINEST)
    words = cardinal(abs(round(value * below)))
    if below > 1:
        words += f" phần {denominator(below)}"
    return Said(f" {'âm ' if value < 0 else ''}{words} ", sure=False)


def _project(match: re.Match[str]) -> Said | None:
    return Said(digits(match.group())) if _PROJECT_CUE.search(text_before(match, width=20)) else None


def _figures(text: str) -> str:
    return cardinal(int(text)) if len(text) <= _SHORT_COUNT and not text.startswith("0") else digits(text)


def _code(match: re.Match[str]) -> Said:
    pieces = _PIECES.findall(match.group())
    glued = len(pieces) == len(("5", "triệu")) and all(each.isdecimal() or _is_word(each) for each in pieces)
    form = _FORM_CUE.search(text_before(match, width=20)) is not None
    said: list[str] = []
    sure = len(pieces) == len(("A", "4")) or pieces[0] in _KNOWN_HEADS
    for piece, after in zip(pieces, [*pieces[1:], ""], strict=True):
        if piece in ".-":
            said[-1] += ","
        elif piece.isdecimal():
            said.append(count(piece) if glued or after in _SCALES else _figures(piece))
        else:
            known = "" if form or (piece == "CT" and not after.startswith("0")) else _KNOWN_HEADS.get(piece, "")
            said.append(known or _letters(piece))
            sure = sure and (
                bool(known) or (bool(match["dash"] or glued) if _is_word(piece) else len(piece) <= len("QL"))
            )
        if piece in _SCALES and after:
            said[-1] += ","
    return Said(" ".join(said), sure=sure)


def _letters(piece: str) -> str:
    """Say letters beside figures: a unit, a listed abbreviation, a word, or a code spelt."""
    if piece in UNMISTAKABLE:
        return UNITS[piece]
    forms = default_words().spoken_forms(piece) if len(piece) > len("QL") else ()
    if forms:
        return forms[0]
    return piece if _is_word(piece) else " ".join(letter(each) for each in piece)


def _is_word(piece: str) -> bool:
    lower = len(piece) > 1 and (piece.islower() or piece.istitle())
    return lower and (is_syllable(piece) or len(piece) > _SHORT_COUNT)


def _road(match: re.Match[str]) -> Said:
    tail = f" {letter(match['tail'])}" if match["tail"] else ""
    return Said(f"{_KNOWN_HEADS[match['head']]} {_figures(match['n'])}{tail}")


def _version(match: re.Match[str]) -> Said | None:
    text, before = match.group(), text_before(match, width=40)
    if _GROUPED.fullmatch(text):
        return None
    if text.count(".") == 1 and not _HEADED.search(before):
        decimal = bool(_DECIMAL_AFTER.match(text_after(match, width=20)))
        return Said(number(text) if decimal or text.startswith("0.") else dotted(text), sure=decimal)
    return Said(dotted(text), sure=bool(_HEADED.search(before)))


def _list(match: re.Match[str]) -> Said:
    text = match.group()
    if _ENGLISH.fullmatch(text):
        return Said(count(text.replace(",", "")), sure=False)
    return Said(", ".join(count(each) for each in text.split(",")))


def _plain(match: re.Match[str]) -> Said:
    text = match.group()
    if text.isdecimal() and (len(text) >= _LONG or _PADDED.match(text)):
        return Said(digits(text), sure=False)
    silent_zero = len(text) > 1 and text[0] == "0" and text.isdecimal()
    return Said(number(text), note="số không đứng đầu không đọc" if silent_zero else "")


def _any(match: re.Match[str]) -> Said:
    return Said(digits(match.group()), sure=False)


SIGNS: tuple[Step, ...] = (Step(name="chữ số nhỏ", find=_signs, numeric=True),)
"""Read before everything else, for these signs stand for whole numbers."""

STEPS: tuple[Step, ...] = (
    recogniser("lũy thừa", _POWER, _sign, needs="²³", numeric=True),
    number_recogniser("tên có số", _PROJECT, _project, needs="0", cue=Pattern(r" 0\d")),
    recogniser("tên đường", _ROAD, _road, needs=("QL", "TL", "ĐT", "HL"), numeric=True),
    recogniser("chữ và số", _CODE, _code, needs=("a9", "9a", "9-a"), digits=True, numeric=True),
    number_recogniser("số có chấm", _VERSION, _version, needs=("9.9",)),
    number_recogniser("dãy số", _LIST, _list, needs=("9,9",)),
    number_recogniser("số đếm", _PLAIN, _plain),
    number_recogniser("chữ số", _ANY, _any),
)
"""In the order of reading; the last reads every digit that is left, one by one."""
