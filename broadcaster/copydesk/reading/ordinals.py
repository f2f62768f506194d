"""Ordinals, and Roman numerals where the words around them say that they are numbers."""

from __future__ import annotations

import re
from typing import Final

from broadcaster.copydesk.reading.draft import Said, Step, number_recogniser, recogniser
from broadcaster.copydesk.reading.marks import marks_of
from broadcaster.copydesk.reading.numbers import cardinal, dotted, rank, roman
from broadcaster.copydesk.reading.patterns import Pattern
from broadcaster.copydesk.reading.shapes import DASH, text_before
from broadcaster.copydesk.reading.syllables import is_in_heading

_NUMERAL: Final = r"[IVX]{1,8}"
_LIST: Final = rf"{_NUMERAL}(?:(?:, | và | đến |{DASH}|/){_NUMERAL}){{0,5}}"
_THING: Final = (
    "khóa|khoá|quý|thế kỷ|chương|phụ lục|cấp|hạng|phần|mục|kỳ|tập|loại|bậc|nhóm|giai đoạn|đợt|vòng|học kỳ|nhiệm kỳ|"
    "khu vực|vùng|bảng|đại hội|đảng|trung ương|quyển|tiểu mục|bước|mẫu|biểu|độ|lớp|tuyến|số|lần|chuyên khoa|kỳ họp|"
    "mức độ|mức|tổ|khối|câu|hội nghị|điều|phân khu|kế hoạch|thời kỳ|thế hệ|phương án|phiên|phiên họp|báo động"
)
_NUMERALS: Final = rf"(?<![\w.&-]){_LIST}(?!\w| ?=)"
_CUE = Pattern(rf"(?i:(?<![^\W\d])(?:{_THING})) $")
_RANK_CUE = Pattern(r"(?i:(?<!\w)thứ) $")
_ALONE: Final = r"(?<![\w./&-])[IVX]{2,6}(?![\w/&-]|\.\w| ?=)"
_RANKED: Final = r"(?:(?<=[Tt]hứ )|(?<=THỨ ))(?P<w>\d{1,3}(?:, \d(?!\d)){0,6})(?!\w|[.,/:]\d| ?- ?\d)"
_WEEKDAYS: Final = r"(?:(?<=[Tt]hứ )|(?<=THỨ ))(?P<w>[2-7] ?- ?(?P<to>[2-7]|CN))(?![\w/])"
_SHORT_WEEKDAYS: Final = r"(?<!\w)T(?P<a>[2-7]) ?- ?(?:T(?P<b>[2-7])|CN)(?!\w)"
_ONE_WEEKDAY: Final = (
    r"(?<!\w)T(?P<b>[2-7])(?= (?:đến|và) T[2-7](?!\w)|, T[2-7](?!\w))"
    r"|(?<=[gauinyừàứ2-7,] )T(?P<a>[2-7])(?=(?:,| và| đến|-| hằng| hàng| tuần|\)|;|\.|$)(?! ?\d))"
)
_SUNDAY: Final = r"(?<!\w)CN(?=,? (?:ngày )?\d{1,2}[/-]\d{1,2}(?!\w))"
_ALARM: Final = r"(?<!\w)BĐ ?(?P<n>I{1,3})(?!\w)"
_DAY_NAME: Final = r"(?i:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?!\w)"
_NAMED_WEEKDAYS: Final = rf"(?<!\w){_DAY_NAME}(?P<w> ?- ?)(?={_DAY_NAME})"
_HEADING: Final = r"(?<![\w.&-])(?P<numeral>[IVX]{1,6})\.(?P<rest>\d{1,2}(?:\.\d{1,2}){0,3})(?!\w|[.,]\d)"
_RANK = Pattern(r"hứ \d|HỨ \d")
_ROMAN_WORDS: Final = frozenset(
    tens + ones
    for tens in ("", "X", "XX", "XXX")
    for ones in ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
) - {""}
_ALSO_WORDS: Final = frozenset({"VI", "XI"})
_WEEK_CUE = Pattern(r"(?i:(?<!\w)(?:sáng|trưa|chiều|tối|từ|đến|và|các ngày|ngày|thứ|T[2-7]),? )$")
_ALARMS: Final = ("BĐ", "BĐI", "BĐII", "BĐIII")
_EACH = Pattern(r"[IVX]+")
_NUMBER = Pattern(r"\d+")


def _in_context(match: re.Match[str]) -> Said | None:
    text, before = match.group(), text_before(match, width=20)
    if not all(roman(each) for each in _EACH.findall(text)):
        return None
    if _RANK_CUE.search(before):
        ranks = _EACH.sub(lambda each: rank(roman(each.group())), text)
        return Said(re.sub(DASH, " đến thứ ", ranks).replace("/", ", "))
    if not _CUE.search(before):
        return None
    words = _EACH.sub(lambda each: cardinal(roman(each.group())), text)
    return Said(re.sub(DASH, " đến ", words).replace("/", ", "))


def _alone(match: re.Match[str]) -> Said | None:
    if match.group() in _ALSO_WORDS and is_in_heading(match.string, match.start(), match.end()):
        return None
    value = roman(match.group())
    return Said(cardinal(value)) if value else None


def _heading(match: re.Match[str]) -> Said | None:
    value = roman(match["numeral"])
    return Said(f"{cardinal(value)} chấm {dotted(match['rest'])}") if value else None


def _ranked(match: re.Match[str]) -> Said:
    return Said(_NUMBER.sub(lambda each: rank(int(each.group())), match["w"]))


def _short_weekdays(match: re.Match[str]) -> Said:
    last = f"thứ {rank(int(match['b']))}" if match["b"] else "chủ nhật"
    return Said(f"thứ {rank(int(match['a']))} đến {last}")


def _one_weekday(match: re.Match[str]) -> Said | None:
    if match["b"]:
        return Said(f"thứ {rank(int(match['b']))}")
    if not _WEEK_CUE.search(text_before(match)):
        return None
    return Said(f"thứ {rank(int(match['a']))}")


def _alarm(match: re.Match[str]) -> Said:
    return Said(f"báo động {cardinal(len(match['n']))}")


def _weekdays(match: re.Match[str]) -> Said:
    first, last = rank(int(match["w"][0])), match["to"]
    return Said(f"{first} đến {'chủ nhật' if last == 'CN' else f'thứ {rank(int(last))}'}")


STEPS: tuple[Step, ...] = (
    recogniser("báo động", _ALARM, _alarm, needs=_ALARMS, numeric=True),
    recogniser("số La Mã", _HEADING, _heading, needs="IVX", cue=Pattern(r"[IVX]\.\d"), numeric=True),
    recogniser("số La Mã", _NUMERALS, _in_context, needs=marks_of(_ROMAN_WORDS), numeric=True),
    recogniser("số La Mã", _ALONE, _alone, needs=_ROMAN_WORDS, numeric=True),
    recogniser(
        "thứ tự", _SHORT_WEEKDAYS, _short_weekdays, needs=marks_of("T"), cue=Pattern(r"T[2-7] ?-"), numeric=True
    ),
    recogniser("thứ tự", _ONE_WEEKDAY, _one_weekday, needs=marks_of("T"), cue=Pattern(r"T[2-7](?!\w)"), numeric=True),
    recogniser("thứ tự", _SUNDAY, lambda _: Said("chủ nhật"), needs=("CN",)),
    recogniser("thứ tự", _NAMED_WEEKDAYS, lambda _: Said(" đến "), needs=("thứ", "Thứ", "THỨ"), cue=Pattern("-")),
    number_recogniser("thứ tự", _WEEKDAYS, _weekdays, needs=("thứ", "Thứ", "THỨ"), cue=_RANK),
    number_recogniser("thứ tự", _RANKED, _ranked, needs=("thứ", "Thứ", "THỨ")),
)
"""In the order of reading."""
