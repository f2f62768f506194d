"""How facts are written: each shape with the value by which two ways of writing are held against each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final, NamedTuple

from broadcaster.copydesk.number_words import SCALES, number_at
from broadcaster.copydesk.plain_words import plain_words
from broadcaster.copydesk.reading.issuers import kind
from broadcaster.copydesk.reading.numbers import roman


class FactKind(StrEnum):
    """What a fact is."""

    ADDRESS = "địa chỉ mạng"
    DOCUMENT = "số văn bản"
    PHONE = "số điện thoại"
    DATE = "ngày tháng"
    TIME = "giờ"
    NUMBER = "con số"
    NAME = "tên riêng"


class Shape(NamedTuple):
    """A fact as it was found."""

    kind: FactKind
    start: int
    end: int
    value: str
    """Equal for two ways of writing one thing; parts that may be left out are joined by ``|``."""


_FREE: Final = r"(?<![\w/])(?<!\d[.,])"
_CLOSED: Final = r"(?![\w/]|[.,]\d)"
_DAY: Final = r"(?:[12]\d|3[01]|0?[1-9])"
_MONTH: Final = r"(?:1[0-2]|0?[1-9])"
_YEAR: Final = r"(?:1[89]|20|21)\d\d"

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>\"”’)]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+|"
    r"(?<![\w.@-])(?:[a-z0-9-]{1,63}\.){1,5}(?:vn|com|net|org|edu|gov|info)(?:/[^\s<>\"”’)]*)?(?!\w)",
    re.IGNORECASE,
)
_PART: Final = r"[A-ZĐƯ][A-Za-zĐđƯư]{0,15}\d{0,2}"
_DOCUMENT = re.compile(
    rf"(?<![\w.,/-])(?P<number>\d{{1,5}}[a-zđ]?)\s?/\s?(?:(?P<year>(?:19|20)\d\d)\s?/\s?)?(?P<symbol>{_PART}(?:(?:\s?[-–/]\s?|[&.]){_PART}){{0,4}})(?!\w)"
)
_NOUNS: Final = (
    "luật|pháp lệnh|nghị quyết|nghị định|quyết định|thông tư|chỉ thị|công điện|kế hoạch|công văn|báo cáo|tờ trình|"
    "thông báo|hướng dẫn|văn bản|kết luận|quy định|quy chế|đề án|chương trình"
)
_NUMBERED = re.compile(
    rf"(?i:(?<!\w)(?:{_NOUNS})) số (?P<number>\d{{1,5}})(?:/(?P<year>(?:19|20)\d\d))?(?![\w/]|[.,]\d)"
)
_PHONE = re.compile(
    r"(?<![\w.,+/-])(?:(?:\(?\+84\)?|0)[ .-]?\d(?:[ .-]{0,2}\d){7,9}|\(0\d{2,3}\)[ .-]?\d(?:[ .-]?\d){5,7}|"
    r"1[89]00[ .-]?\d{2,4}(?:[ .-]?\d{2,4})?)(?!\w|[.,]\d|/\d)"
)
_DATES: Final = (
    re.compile(rf"{_FREE}(?P<d>{_DAY}) ?(?P<s>[/.-]) ?(?P<m>{_MONTH}) ?(?P=s) ?(?P<y>{_YEAR}){_CLOSED}"),
    re.compile(rf"{_FREE}(?P<y>{_YEAR})-(?P<m>{_MONTH})-(?P<d>{_DAY}){_CLOSED}"),
    re.compile(
        rf"(?i:(?:(?:ngày|mồng|mùng|rằm)\s+)){{1,2}}(?P<d>{_DAY})\s*(?:/|\s+tháng\s+)(?P<m>{_MONTH})(?:(?:\s*(?:,\s*)?năm\s+|/)(?P<y>{_YEAR}))?{_CLOSED}"
    ),
    re.compile(rf"{_FREE}(?P<d>{_DAY}) tháng (?P<m>{_MONTH})(?:,? năm (?P<y>{_YEAR}))?{_CLOSED}"),
    re.compile(
        rf"(?i:(?:ngày|mồng|mùng)\s+)(?P<d>{_DAY})(?=(?:,| và| đến| tới| đến hết| -|-)\s*"
        rf"(?:ngày )?{_DAY}(?:/| tháng )(?P<m>{_MONTH})(?:(?:/| năm )(?P<y>{_YEAR}))?{_CLOSED})"
    ),
    re.compile(
        rf"(?i:(?<!\w)(?:sáng|trưa|chiều|tối|đêm|hôm|từ|đến|hết|trước|sau|dịp|lễ)\s+)(?P<d>{_DAY})/(?P<m>{_MONTH}){_CLOSED}"
    ),
    re.compile(rf"(?i:tháng)\s+(?P<m>{_MONTH})(?:\s*/\s*|,? năm )(?P<y>{_YEAR}){_CLOSED}"),
    re.compile(rf"{_FREE}(?P<m>{_MONTH})/(?P<y>{_YEAR}){_CLOSED}"),
    re.compile(rf"(?i:(?:ngày|mồng|mùng)\s+)(?P<d>{_DAY}){_CLOSED}(?!\s*(?:lần|buổi))"),
    re.compile(rf"(?i:tháng)\s+(?P<m>{_MONTH}){_CLOSED}"),
    re.compile(rf"(?i:năm)\s+(?P<y>{_YEAR}){_CLOSED}"),
    re.compile(rf"{_FREE}(?P<y>{_YEAR})(?![\w/]|[.,]\d| (?:đồng|người|hồ sơ|hộ|lượt|con|ha|m2|tấn))"),
)
_QUARTER = re.compile(rf"(?i:quý)\s+(?P<q>IV|I{{1,3}}|[1-4])(?:(?:\s*[/-]\s*|,? năm )(?P<y>{_YEAR}))?{_CLOSED}")
_TIME = re.compile(
    r"(?<![\w.,/])(?P<h>[01]?\d|2[0-4]) ?(?:giờ|h|:|g)(?: ?(?P<min>[0-5]\d)(?: ?(?:phút|'|p)(?![^\W\d_]))?)?"
    r"(?![\w:])(?!,\d)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w])(?P<n>\d{1,3}(?:[. ]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)")
_SCALED = re.compile(rf"\s?(?P<scale>{'|'.join(SCALES)})(?!\w)")
_PERCENT = re.compile(r"\s?(?:%|phần trăm(?!\w))")
_ROMAN = re.compile(r"(?<![\w.&/-])[IVX]{1,7}(?![\w/&-])")
_ROMAN_CUE = re.compile(
    r"(?i:(?<!\w)(?:khóa|khoá|quý|thế kỷ|chương|phần|mục|kỳ|tập|cấp|hạng|loại|đợt|vòng|học kỳ|nhiệm kỳ|khu vực|bảng|"
    r"lần thứ|thứ|lần|đại hội|mức độ|phụ lục)) $"
)
_LONE_ROMAN: Final = frozenset({"I", "V", "X", "VI", "XI"})
_COUNTED: Final = frozenset({
    "lần", "người", "xã", "huyện", "tỉnh", "hộ", "ngày", "tháng", "giờ", "phút", "mục", "nhiệm", "tiêu", "kế", "văn",
    "buổi", "tin", "bài", "cụm", "loa", "hồ", "thủ", "lượt", "đơn", "cơ", "phòng", "ban", "xóm", "thôn", "tổ", "mức",
    "bước", "nội", "chỉ", "đợt", "hội", "nhóm", "phần", "loại", "điểm", "cuộc", "tấm", "cá", "tập", "con", "cây",
    "đồng", "kg", "tấn", "ha", "sáng",
})  # fmt: skip
_DIGITS_ALONE: Final = frozenset({"một", "năm", "không", "ba", "tư", "tám", "chín"})


def shapes(text: str) -> Iterator[Shape]:
    """Give the facts that a text writes in figures, and its numbers in words, each place of the text once."""
    taken = bytearray(len(text))
    for finder in _FINDERS:
        for shape in finder(text):
            if not any(taken[shape.start : shape.end]):
                taken[shape.start : shape.end] = b"\x01" * (shape.end - shape.start)
                yield shape


def _addresses(text: str) -> Iterator[Shape]:
    for found in _ADDRESS.finditer(text):
        written = found.group().rstrip(".,;:")
        value = re.sub(r"^(?:https?://)?(?:www\.)?", "", written.lower()).rstrip("/")
        yield Shape(FactKind.ADDRESS, found.start(), found.start() + len(written), value)


def _documents(text: str) -> Iterator[Shape]:
    for found in _DOCUMENT.finditer(text):
        parts = re.split(r"[-–/&.]", re.sub(r"\s", "", found["symbol"]))
        if len(parts) > 1 or kind(parts[0]) or len(parts[0]) > 1:
            symbol = "-".join(parts).upper()
            yield Shape(FactKind.DOCUMENT, found.start(), found.end(), _number_of(found, symbol))
    for found in _NUMBERED.finditer(text):
        yield Shape(FactKind.DOCUMENT, found.start("number"), found.end(), _number_of(found, ""))


def _number_of(found: re.Match[str], symbol: str) -> str:
    return f"{found['number'].lstrip('0')}|{found['year'] or ''}|{symbol}"


def _phones(text: str) -> Iterator[Shape]:
    for found in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", found.group().replace("+84", "0"))
        yield Shape(FactKind.PHONE, found.start(), found.end(), digits)


def _quarters(text: str) -> Iterator[Shape]:
    for found in _QUARTER.finditer(text):
        quarter = roman(found["q"]) or int(found["q"])
        yield Shape(FactKind.DATE, found.start("q"), found.end(), f"q{quarter}||{_plain_year(found)}")


def _dates(text: str) -> Iterator[Shape]:
    for pattern in _DATES:
        for found in pattern.finditer(text):
            parts = {name: value for name, value in found.groupdict().items() if name in "dmy" and value}
            day, month = (parts.get(name, "").lstrip("0") for name in "dm")
            start = min(found.start(name) for name in parts if found.start(name) < found.end())
            yield Shape(FactKind.DATE, start, found.end(), f"{day}|{month}|{parts.get('y', '')}")


def _plain_year(found: re.Match[str]) -> str:
    return found["y"] or ""


def _times(text: str) -> Iterator[Shape]:
    for found in _TIME.finditer(text):
        if found["min"] is None and found.group().endswith((":", "g", "G")):
            continue
        yield Shape(FactKind.TIME, found.start(), found.end(), f"{int(found['h'])}:{int(found['min'] or 0):02}")


def _numbers(text: str) -> Iterator[Shape]:
    for found in _NUMBER.finditer(text):
        value = _value(found["n"])
        if value is None:
            continue
        end = found.end()
        percent = _PERCENT.match(text, end)
        while (scaled := _SCALED.match(text, end)) is not None:
            value *= SCALES[scaled["scale"]]
            end = scaled.end()
        if percent:
            end = percent.end()
        yield Shape(FactKind.NUMBER, found.start(), end, f"{_shown(value)}{'%' if percent else ''}")


def _value(written: str) -> Decimal | None:
    """Read Vietnamese figures: a point or a space between thousands, a comma before what is below one."""
    if re.fullmatch(r"\d{1,3}(?:[. ]\d{3})+(?:,\d+)?", written):
        written = re.sub(r"[. ]", "", written)
    try:
        return Decimal(written.replace(",", "."))
    except InvalidOperation:
        return None


def _shown(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _romans(text: str) -> Iterator[Shape]:
    for found in _ROMAN.finditer(text):
        value = roman(found.group())
        cue = _ROMAN_CUE.search(text[max(found.start() - 15, 0) : found.start()])
        if value and (cue or found.group() not in _LONE_ROMAN):
            yield Shape(FactKind.NUMBER, found.start(), found.end(), str(value))


def _in_words(text: str) -> Iterator[Shape]:
    words = plain_words(text)
    plain_texts = [word.text for word in words]
    place = 0
    while place < len(words):
        value, count = number_at(plain_texts, place)
        after = plain_texts[place + count] if place + count < len(words) else ""
        gaps = {text[words[each].end : words[each + 1].start] for each in range(place, place + count - 1)}
        if count > 1 and gaps == {" "}:
            yield Shape(FactKind.NUMBER, words[place].start, words[place + count - 1].end, str(value))
        elif count == 1 and after in _COUNTED and plain_texts[place] not in _DIGITS_ALONE:
            yield Shape(FactKind.NUMBER, words[place].start, words[place].end, str(value))
        place += max(count, 1)


_FINDERS: Final[tuple[Callable[[str], Iterator[Shape]], ...]] = (
    _addresses,
    _documents,
    _phones,
    _quarters,
    _dates,
    _times,
    _numbers,
    _romans,
    _in_words,
)
"""In the order in which they take their places of a text."""
