"""Numbers with units, money and percentages; what they are counted by; comparisons with a bound."""

from __future__ import annotations

import re
from typing import Final

from broadcaster.copydesk.reading.draft import READ_NUMBER, Said, Step, number_recogniser, recogniser
from broadcaster.copydesk.reading.marks import marks_of
from broadcaster.copydesk.reading.numbers import cardinal, count, number
from broadcaster.copydesk.reading.patterns import Pattern
from broadcaster.copydesk.reading.shapes import CAPITAL, DASH, NUMBER, UNREAD_MARKS, text_before
from broadcaster.copydesk.reading.units import MONEY, PHYSICAL, UNITS, UNMISTAKABLE, alternatives

_UNIT: Final = rf"(?:{alternatives(UNITS)})"
_BY: Final = rf"(?:/(?!k(?!\w))(?P<per>{_UNIT}|giây|giờ|phút))?"
_SCALE: Final = r"(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ|trăm)"
_SHORT_SCALE: Final = {"tr": "triệu", "t": "tỷ"}
_EDGE: Final = r"(?![^\W_]|/c(?!\w))"
_FREE: Final = r"(?<![\w.,:])(?<!\d/)"
_MEASURE: Final = (
    rf"{_FREE}(?:(?P<a>{NUMBER})(?P<ua> ?{_UNIT})?{DASH})?(?P<b>{NUMBER})(?P<scale> ?(?:{_SCALE}|tr))? ?"
    rf"(?P<unit>{_UNIT}){_BY}{_EDGE}"
)
_SPACED: Final = (
    r"(?<![\w.,/-])(?<!\d )(?P<b>[1-9]\d{0,2}(?: \d{3}){1,4})"
    r"(?= ?(?:đồng|đ|VNĐ|VND|vnđ|người|hộ|lượt|con|tấn)(?!\w))"
)
_SPACED_UNITS: Final = ("đồng", "đ.", "VNĐ", "VND", "vnđ", "người", "hộ", "lượt", "con", "tấn")
_CHANGE: Final = r"(?<=\()(?P<w>[+-] ?)(?=\d+(?:,\d+)? ?%)"
_BELOW_ZERO: Final = r"(?<=: )(?P<w>-)(?=\d)"
_AGE = Pattern(
    r"(?i:(?<!\w)(?:nam|nữ|ông|bà|anh|chị|cháu|cụ|em|tuổi|đủ|trẻ|người|học sinh|sinh viên)(?!\w)[^;.]{0,25}|\()$"
)
_MARK_GIVEN = Pattern(r"(?i:(?<!\w)(?:điểm|xếp thứ|thi|môn|chuẩn|sàn|trúng tuyển|tổ hợp|đạt|chấm)(?!\w)[^;.]{0,30})$")
_MOST_MARKS: Final = 100
_GLUED_SCALE: Final = rf"{_FREE}(?P<b>{NUMBER})(?=(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)(?!\w))"
_MINUS: Final = r"(?<![\w)%]) ?-(?=\d+(?:,\d+)? ?[%°đ])"
_PREFIXED: Final = (
    rf"(?<!\w)(?P<unit>US\$|[$€£]|[Kk][Mm](?= \d|\d\d|\d\+)) ?(?P<b>{NUMBER})(?P<scale> {_SCALE})?"
    rf"(?P<more>\+\d{{1,3}})?(?!\w|[.,]\d)"
)
_MILLIONS: Final = rf"{_FREE}(?P<b>{NUMBER}) ?tr(?P<more>\d{{1,3}})?(?!\w|\.\w)"
_HEIGHT: Final = rf"{_FREE}(?P<a>\d)m(?P<b>\d{{1,2}})(?!\w)"
_NOUN: Final = (
    "năm|tháng|ngày|giờ|phút|đồng|điểm|tuổi|người|hộ|xã|lần|tiêu chí|bậc|mét|lượt|hồ sơ|tuần|giây|độ|buổi|cuộc|tin|bài|"
    "thành viên|thủ tục|đơn vị|làm việc|con|cây|thôn|phường|tháng tuổi|km|học sinh|cán bộ|lao động|tổ"
)
_BOUND: Final = (
    rf"(?P<sign>>=|<=|[≥≤]) ?(?P<b>{NUMBER})(?P<scale> {_SCALE})?(?: ?(?P<unit>{_UNIT})(?![^\W_])|"
    rf"(?P<noun>(?: (?:{_NOUN})(?!\w)){{1,3}}))?"
    rf"(?P<rates>(?:/(?!k(?!\w))(?:{_UNIT}|(?![{CAPITAL}])[^\W\d_]+)(?!\w)){{0,3}})(?!\w)"
    r"(?=(?P<more> [^\W\d_])?)"
)
_AFTER_READ: Final = rf"{READ_NUMBER}(?P<scale> {_SCALE})?(?P<w>[ -]?(?P<unit>{_UNIT}){_BY}){_EDGE}"
_AFTER_SCALE: Final = rf"(?<!\w)(?:nghìn|ngàn|triệu|tỷ|tỉ)[ -](?P<w>(?P<unit>{alternatives(MONEY)})){_EDGE}"
_ALONE: Final = rf"(?P<unit>{alternatives(UNMISTAKABLE)}){_BY}{_EDGE}"
_PER: Final = (
    "chương trình|khẩu|đầu người|người dân|người|học sinh|sinh viên|cán bộ|công chức|hội viên|thành viên|"
    "đại biểu|nhân khẩu|lao động|trẻ|cháu|em|hộ|gia đình|thôn|xã|huyện|tỉnh|đơn vị|cơ sở|trường|lớp|năm|"
    "tháng|tuần|ngày đêm|ngày|quý|giờ|phút|giây|buổi|đêm|ca|lượt|lần|đợt|kỳ|vụ|khóa|suất|bộ|hồ sơ|"
    "thủ tục|trường hợp|cuộc|cái|chiếc|con|cây|sào|mẫu|công|bao|bình|phiếu|vé|phòng|bản|trang|tin|bài|"
    "số|chuyến|kiện"
)
_RATE: Final = (
    rf"(?<=[^\W\d]|[{UNREAD_MARKS}%])(?P<w> ?/ ?(?:(?P<noun>{_PER})|(?P<digit>\d{{1,3}}) |(?P<unit>{_UNIT})))"
    r"(?!\w)(?<!/k)(?<!/ k)"
)
_BEFORE_UNIT: Final = frozenset(f"9{each[0]}" for each in (*UNITS, "nghìn", "vạn", "triệu"))
_MAYBE_A_LETTER: Final = frozenset({"V", "Đ", "J"})
_MASS = Pattern(r"(?<!\w)(?:tấn|tạ|lít|mét|mét khối|ki lô gam)$")
_COUNT_BEFORE = Pattern(rf"[\d{READ_NUMBER}][^.;\n]{{0,40}}$")
_DATE_FORM = Pattern(r"(?i:ngày|giờ|tháng)$")


def _unit(symbol: str, per: str | None) -> str:
    words = UNITS[symbol.strip()]
    if not per:
        return words
    link = "trên" if symbol.strip() in PHYSICAL and symbol.strip() != "%" else "một"
    return f"{words} {link} {UNITS.get(per, per)}"


def _scaled(match: re.Match[str]) -> str:
    scale = (match["scale"] or "").strip()
    return f"{number(match['b'])} {_SHORT_SCALE.get(scale, scale)}".rstrip()


def _measure(match: re.Match[str]) -> Said | None:
    symbol = match["unit"]
    if match["scale"] and match.end("scale") == match.start("unit") and symbol not in MONEY:
        return None
    if symbol in _MAYBE_A_LETTER and match.string[match.start("unit") - 1] == " ":
        return None
    doubt = _doubtful(match)
    words = f"{_scaled(match)} {doubt[0] if doubt else _unit(symbol, match['per'])}"
    if symbol == "k" and match["b"].isdecimal() and not match["scale"]:
        per = f" một {UNITS.get(match['per'], match['per'])}" if match["per"] else ""
        words = cardinal(int(match["b"]) * 1000) + per
    if match["a"]:
        first = number(match["a"]) + (f" {_unit(match['ua'], None)}" if match["ua"] else "")
        words = f"{first} đến {words}"
    return Said(words).asked(doubt[1]) if doubt and doubt[1] else Said(words)


def _doubtful(match: re.Match[str]) -> tuple[str, str] | None:
    """Give what else ``t`` and ``đ`` mean beside people and marks, and the question where that is not certain."""
    if match["per"] or match["scale"]:
        return None
    before = text_before(match)
    if match["unit"] == "t" and _AGE.search(before):
        return "tuổi", "hay tấn?"
    if match["unit"] == "đ" and "." not in match["b"] and float(match["b"].replace(",", ".")) <= _MOST_MARKS:
        return ("điểm", "") if _MARK_GIVEN.search(before) else ("đồng", "hay điểm?")
    return None


def _prefixed(match: re.Match[str]) -> Said:
    words = _scaled(match)
    if match["unit"].lower() != "km":
        return Said(f"{words} {UNITS[match['unit']]}")
    more = f" cộng {number(match['more'][1:])}" if match["more"] else ""
    return Said(f"ki lô mét {words}{more}")


def _millions(match: re.Match[str]) -> Said:
    more = match["more"]
    if more and len(more) == len("350") and match["b"].isdecimal():
        return Said(cardinal(int(match["b"] + more) * 1000))
    words = f"{number(match['b'])} triệu"
    return Said(f"{words} {number(more)}" if more else words)


def _height(match: re.Match[str]) -> Said:
    return Said(f"{number(match['a'])} mét {number(match['b'])}")


def _bound(match: re.Match[str]) -> Said:
    """Close the bound after what it counts; where other words follow, whose end nobody knows, open it instead."""
    rates = [each for each in match["rates"].split("/") if each]
    physical = len(rates) == 1 and rates[0] in UNITS and match["unit"]
    unit = f" {_unit(match['unit'], rates[0] if physical else None)}" if match["unit"] else match["noun"] or ""
    per = "" if physical else "".join(f" một {UNITS.get(each, each)}" for each in rates)
    words = f"{_scaled(match)}{unit}{per}"
    up = match["sign"] in {">=", "≥"}
    if match["more"] and not (match["unit"] or match["noun"]):
        return Said(f"{'lớn' if up else 'nhỏ'} hơn hoặc bằng {words}")
    return Said(f"từ {words} trở {'lên' if up else 'xuống'}")


def _change(match: re.Match[str]) -> Said:
    return Said(" tăng " if "+" in match["w"] else " giảm ")


def _unit_alone(match: re.Match[str]) -> Said:
    return Said(f" {_unit(match['unit'], match.groupdict().get('per'))}")


def _lone_unit(match: re.Match[str]) -> Said | None:
    before = match.string[match.start() - 1 : match.start()]
    return None if before.isalnum() else _unit_alone(match)


def _rate(match: re.Match[str]) -> Said | None:
    before = text_before(match)
    if not _COUNT_BEFORE.search(before) or _DATE_FORM.search(before):
        return None
    if match["unit"]:
        link = "trên" if _MASS.search(before) and match["unit"] in PHYSICAL else "một"
        return Said(f" {link} {UNITS[match['unit']]}")
    return Said(f" {number(match['digit'])} " if match["digit"] else f" một {match['noun']}")


STEPS: tuple[Step, ...] = (
    recogniser("mức so sánh", _BOUND, _bound, needs="≥≤=", numeric=True),
    recogniser("tăng, giảm", _CHANGE, _change, needs="("),
    recogniser("số âm", _BELOW_ZERO, lambda _: Said(" âm ").asked("hay giảm?"), needs="-", cue=(": -",)),
    recogniser("số âm", _MINUS, lambda _: Said(" âm "), needs="-"),
    number_recogniser("số đo", _MEASURE, _measure, needs=_BEFORE_UNIT),
    number_recogniser("số đếm", _SPACED, lambda match: Said(count(match["b"].replace(" ", ""))), needs=_SPACED_UNITS),
    number_recogniser("số đếm", _GLUED_SCALE, lambda match: Said(f"{number(match['b'])} "), needs=("9a",)),
    recogniser("số đo", _PREFIXED, _prefixed, needs=("$", "€", "£", "km", "Km", "KM", "kM"), numeric=True),
    number_recogniser("số đo", _MILLIONS, _millions, needs=("9ta",)),
    number_recogniser("số đo", _HEIGHT, _height, needs=("9m9",)),
    recogniser("bình quân", _RATE, _rate, needs="/", cue=("/",), numeric=True),
    recogniser("đơn vị", _ALONE, _lone_unit, needs=marks_of(UNMISTAKABLE), numeric=True),
)
"""Numbers with their units, units alone, and what they are counted by, in the order of reading."""

UNIT_STEPS: tuple[Step, ...] = (
    recogniser("đơn vị", _AFTER_READ, _unit_alone, needs=marks_of(UNITS), numeric=True),
    recogniser("đơn vị", _ALONE, _lone_unit, needs=marks_of(UNMISTAKABLE), numeric=True),
    recogniser("đơn vị", _AFTER_SCALE, _unit_alone, needs=marks_of(MONEY), numeric=True),
)
"""Units beside numbers that other steps have read; in the order of reading."""
