"""Two numbers with a slash or a dash between them: a date, a fraction, achieved of total, a score, a place.

``1/2`` and ``3-1`` say nothing by themselves; tables of evidence decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from broadcaster.copydesk.reading.dates import dated, day, lead, month, named_day
from broadcaster.copydesk.reading.draft import READ_NUMBER, Said, Step, number_recogniser
from broadcaster.copydesk.reading.evidence import NEVER, Evidence, after, before, shape, weigh
from broadcaster.copydesk.reading.numbers import count, denominator, number, rank
from broadcaster.copydesk.reading.patterns import Pattern
from broadcaster.copydesk.reading.shapes import COUNTED, FREE, NUMBER, text_before

DATE: Final = "ngày tháng"
FRACTION: Final = "phân số"
TOTAL: Final = "đạt trên tổng"
PLACE: Final = "địa chỉ"
DECIMAL: Final = "số"
SCORE: Final = "tỷ số"
RANGE: Final = "khoảng"

_SLASH: Final = (
    rf"{FREE}(?P<a>{NUMBER})(?P<ua> ?%)? ?/ ?(?P<b>{NUMBER})(?!\d|[.,/]\d|-\d)(?=\W|[hkmg%]|tr(?!\w)|đ(?!\w)|$)"
)
_DASH: Final = r"(?<![\w.,/:-])(?P<a>\d{1,2}(?:,5)?) ?[-:] ?(?P<b>\d{1,2}(?:,5)?)(?!\w|[.,/:-]\d| ?%)"
_DOT: Final = r"(?<![\w.,/:-])(?P<a>\d{1,2})\.(?P<b>\d{1,2})(?!\w|[.,/:-]\d| ?%)"
_DAYS: Final = range(1, 32)
_MONTHS: Final = range(1, 13)
_TEN: Final = 10
_SCALE: Final = 100
_HOLIDAYS: Final = frozenset({"30/4", "1/5", "2/9", "19/5", "27/7", "20/11", "22/12", "19/8"})
_WEEK: Final = frozenset({"24/7", "24/24"})
_PEOPLE: Final = "đại biểu|đồng chí|người|hộ|phiếu|thành viên|học sinh|em|bậc|trận|ngày|giờ|kỳ|lượt|bài|câu"
_DAY_WORD: Final = r"(?<!\w)(?:ngày|mồng|mùng|rằm|hôm) "
_PART_OF_DAY: Final = (
    r"(?<!\w)(?:sáng|trưa|chiều|tối|đêm|khuya|hôm|nay|qua|mai|kia|kể từ|thứ [^\W\d]+|thứ .|chủ nhật|CN)[ ,(]{1,3}"
)
_BESIDE_A_DATE: Final = rf"{READ_NUMBER}(?:,| và| đến| tới| hoặc| đến hết| -)(?: ngày)? ?"
_HOLIDAY: Final = r"(?<!\w)(?:ngày|lễ|dịp|quốc khánh|kỷ niệm|giỗ tổ|tết|ngày hội)(?: [^\W\d]+){0,8} \(?"
_EDGE_OF_TIME: Final = r"(?<!\w)(?:từ|đến|tới|trước|sau|hết|vào|cuối|đầu|qua|xong)[ (]{1,2}"
_GAME: Final = (
    r"(?<!\w)(?:thắng|thua|hòa|hoà|dẫn|tỷ số|tỉ số|ván|hiệp|set|séc|sec|chung kết|bán kết|trận|bóng|cờ)(?!\w)[^;]{0,60}"
)
_CALENDAR: Final = r" \(?(?:âm lịch|dương lịch|âl|dl|hằng năm|hàng năm|năm nay|năm (?:19|20|2)|tới(?!\w))"


def _whole(match: re.Match[str]) -> bool:
    return match["a"].isdecimal() and match["b"].isdecimal()


def _no_day(match: re.Match[str]) -> bool:
    if not _whole(match) or match.groupdict().get("ua") or match.group() in _WEEK:
        return True
    return (
        int(match["a"]) not in _DAYS
        or int(match["b"]) not in _MONTHS
        or max(map(len, match.group("a", "b"))) > len("31")
    )


def _zero(match: re.Match[str]) -> bool:
    return match["a"].startswith("0") or match["b"].startswith("0")


def _well_known(match: re.Match[str]) -> bool:
    return match.group().replace(" ", "") in _HOLIDAYS


def _larger_first(match: re.Match[str]) -> bool:
    return _whole(match) and int(match["a"]) > int(match["b"])


def _no_fraction(match: re.Match[str]) -> bool:
    return not _whole(match) or _zero(match) or int(match["a"]) >= int(match["b"]) or match["ua"] is not None


def _simple(match: re.Match[str]) -> bool:
    return _whole(match) and int(match["b"]) <= _TEN


def _unit_fraction(match: re.Match[str]) -> bool:
    return match["a"] == "1" and _whole(match) and int(match["b"]) < _SCALE


def _no_score(match: re.Match[str]) -> bool:
    return not _whole(match) or match["ua"] is not None


def _loose(match: re.Match[str]) -> bool:
    return " " in match.group()


def _colon(match: re.Match[str]) -> bool:
    return ":" in match.group()


SLASH: Final[tuple[Evidence, ...]] = (
    shape(DATE, NEVER, _no_day),
    before(DATE, 12, r"(?<!\w)(?:đường|phố|quảng trường|công viên|trường|sân) "),
    before(DATE, 10, _DAY_WORD),
    before(DATE, 9, _PART_OF_DAY),
    before(DATE, 9, _BESIDE_A_DATE),
    before(DATE, 8, _HOLIDAY),
    before(DATE, 3, _EDGE_OF_TIME),
    after(DATE, 6, _CALENDAR),
    after(DATE, -4, rf" ?(?:{COUNTED}|{_PEOPLE}|(?:tổng )?số)(?!\w)"),
    before(DATE, 5, r"(?<!\w)đợt "),
    after(DATE, 6, rf" (?:đến|tới)(?: hết)?(?: ngày)? [{READ_NUMBER}\d]"),
    shape(DATE, 4, _well_known),
    shape(DATE, 3, _zero),
    shape(DATE, 3, _larger_first),
    shape(FRACTION, NEVER, _no_fraction),
    shape(FRACTION, 3, _simple),
    shape(FRACTION, 3, _unit_fraction),
    after(FRACTION, 3, r" ?(?:tổng )?số(?!\w)"),
    before(FRACTION, 2, r"(?<!\w)(?:hơn|gần|khoảng|ít nhất|tối thiểu|chiếm|quá|giảm|tăng|bằng|còn|tỷ lệ|cứ) "),
    before(SCORE, 9, r"(?<!\w)(?:ván|hiệp|set|séc|sec) (?:\w+ ){1,2}(?:[^\W\d]+ ){0,3}"),
    shape(SCORE, NEVER, _no_score),
    shape(TOTAL, 2, lambda _: True),
    after(TOTAL, 5, rf" ?(?:{COUNTED})(?!\w)"),
    before(TOTAL, 8, r"(?<!\w)(?:xếp|hạng|vị trí|đứng|thứ hạng|xếp hạng|thứ)(?: [^\W\d]+){0,2} ?"),
    before(
        TOTAL, 6, r"(?<!cao )(?<!thời )(?<!đặc )(?<!\w)(?:điểm|bậc|lớp|tổ|chấm|được|huyết áp)(?: (?!từ|đến)[^\W\d]+)? "
    ),
    before(TOTAL, 1, r"(?<!\w)(?:đạt|có|hoàn thành) "),
    before(PLACE, 9, r"(?<!\w)(?:ngõ|hẻm|ngách|kiệt|số nhà|nhà số|nhà|thửa|thửa số|kiốt|lô) "),
    before(PLACE, 5, r"(?<!\w)(?:tại|ở|địa chỉ:?) số "),
    after(PLACE, 4, r" (?:đường|phố|ngõ|ngách|hẻm|kiệt) \w"),
)
"""What a slash between two numbers may mean: *mồng hai tháng chín*, *một phần ba*, *mười trên mười hai*, *xuyệt*."""

DASH_BETWEEN: Final[tuple[Evidence, ...]] = (
    shape(RANGE, 3, lambda _: True),
    after(RANGE, 6, r" ?(?:ngày|giờ|tiếng|phút|tháng|năm|tuần|người|lần|lượt|con|cây|xe|cháu|cm|m|kg|ha|tuổi|%)(?!\w)"),
    before(RANGE, 15, r"(?<!\w)(?:các|những|hai|mấy) ngày "),
    shape(DATE, NEVER, _no_day),
    shape(DATE, NEVER, _colon),
    before(DATE, 8, _DAY_WORD),
    before(DATE, 7, _PART_OF_DAY),
    before(DATE, 6, _HOLIDAY),
    after(DATE, 4, _CALENDAR),
    shape(DATE, 4, _zero),
    shape(DATE, -4, _loose),
    before(SCORE, 9, r"(?<!\w)(?:thắng|thua|hòa|hoà|dẫn|tỷ số|tỉ số)(?: [^\W\d]+){0,6} "),
    before(SCORE, 4, _GAME),
    before(
        SCORE, 3, rf"(?<!\w)(?:tỷ số|tỉ số|ván|chung kết|bán kết|thắng|thua)(?!\w)[^;]*{READ_NUMBER}+[,(]{{1,2}} ?\(?"
    ),
    after(SCORE, 4, r" (?:trước|cho|nghiêng về|sau \w+ (?:hiệp|phút))(?!\w)"),
)
"""What a dash between two short numbers may mean; ranges that a unit follows are the measures' to read."""


DOT: Final[tuple[Evidence, ...]] = (
    shape(DECIMAL, 4, lambda _: True),
    after(
        DECIMAL, 6, r" ?(?:[°%]|(?:nghìn|triệu|tỷ|điểm|độ|kg|km|m|ha|tấn|tạ|lần|mét|phẩy|giờ|phút|đồng|tuổi|sào)(?!\w))"
    ),
    before(DECIMAL, 6, r"(?<!\w)(?:mục|điểm|phần|khoản|phiên bản|bảng|hình|biểu|điều|cmcn|chương|đạt|tăng|giảm) "),
    shape(DATE, NEVER, _no_day),
    before(DATE, 8, _DAY_WORD),
    before(DATE, 7, _PART_OF_DAY),
    before(DATE, 6, _HOLIDAY),
    before(DATE, 5, r"(?<!\w)(?:từ|đến|tới|trước|sau|hết) "),
    after(DATE, 4, _CALENDAR),
)
"""What a dot between two short numbers may mean; what is no date is the decimals' and the headings' to read."""


def _date(match: re.Match[str]) -> Said:
    left = text_before(match)
    return Said(f"{lead(left, named=not dated(left))}{day(match['a'], named=named_day(left))} {month(match['b'])}")


def _fraction(match: re.Match[str]) -> Said:
    return Said(f"{count(match['a'])} phần {denominator(int(match['b']))}")


def _total(match: re.Match[str]) -> Said:
    first = number(match["a"]) + (" phần trăm" if match["ua"] else "")
    if _RANKED.search(text_before(match)) and match["a"].isdecimal():
        first = rank(int(match["a"]))
    return Said(f"{first} trên {number(match['b'])}")


_RANKED = Pattern(r"(?i:(?<!\w)thứ) $")


def _place(match: re.Match[str]) -> Said:
    return Said(f"{number(match['a'])} xuyệt {number(match['b'])}")


def _score(match: re.Match[str]) -> Said:
    return Said(
        f"{number(match['a'])}, {number(match['b'])}" if _long(match) else f"{number(match['a'])} {number(match['b'])}"
    )


def _long(match: re.Match[str]) -> bool:
    """Say whether the two would run together without a pause: *hai mươi mốt, mười lăm*."""
    return max(map(len, match.group("a", "b"))) > 1


_SLASH_READINGS: Final[dict[str, Callable[[re.Match[str]], Said]]] = {
    TOTAL: _total,
    FRACTION: _fraction,
    DATE: _date,
    PLACE: _place,
    SCORE: _score,
}
_DOT_READINGS: Final[dict[str, Callable[[re.Match[str]], Said] | None]] = {DECIMAL: None, DATE: _date}
_DASH_READINGS: Final[dict[str, Callable[[re.Match[str]], Said] | None]] = {RANGE: None, DATE: _date, SCORE: _score}


def _slashed(match: re.Match[str]) -> Said:
    verdict = weigh(match, tuple(_SLASH_READINGS), SLASH)
    said = _SLASH_READINGS[verdict.meaning](match)
    return said if verdict.sure else said.asked(f"{verdict.meaning} hay {verdict.rival}?")


def _dashed(match: re.Match[str]) -> Said | None:
    read = _DASH_READINGS[weigh(match, tuple(_DASH_READINGS), DASH_BETWEEN).meaning]
    return read(match) if read else None


def _dotted(match: re.Match[str]) -> Said | None:
    read = _DOT_READINGS[weigh(match, tuple(_DOT_READINGS), DOT).meaning]
    return read(match) if read else None


STEPS: tuple[Step, ...] = (
    number_recogniser("hai số", _SLASH, _slashed, needs=("9/9", "9%/", "9%9")),
    number_recogniser("hai số", _DOT, _dotted, needs=("9.9",)),
    number_recogniser("hai số", _DASH, _dashed, needs=("9-9", "9:9")),
)
"""In the order of reading, after the dates that can only be dates."""
