"""Days, months, quarters and years, alone, in lists and in ranges."""

from __future__ import annotations

import re
from typing import Final

from broadcaster.copydesk.reading.draft import READ_NUMBER, Said, Step, number_recogniser, recogniser
from broadcaster.copydesk.reading.marks import marks_of
from broadcaster.copydesk.reading.numbers import cardinal, denominator, roman
from broadcaster.copydesk.reading.patterns import Pattern
from broadcaster.copydesk.reading.shapes import COUNTED, DASH, FREE, text_after, text_before

_DAY: Final = r"(?:[12]\d|3[01]|0?[1-9])"
_MONTH: Final = r"(?:1[0-2]|0?[1-9])"
_YEAR: Final = r"(?:1[0-9]|20|21)\d\d"
_CLOSED: Final = r"(?!\w|[.,]\d|/[\w])"
_RANGE: Final = (
    rf"{FREE}(?P<d1>{_DAY})(?:/(?P<m1>{_MONTH})(?:/(?P<y1>{_YEAR}))?)?{DASH}"
    rf"(?P<d2>{_DAY})/(?P<m2>{_MONTH})(?:/(?P<y2>{_YEAR}))?{_CLOSED}"
)
_DAY_LIST: Final = (
    rf"(?<=[Nn]gày ){_DAY}(?:, ?{_DAY})*(?:,? và |, ?| hoặc ){_DAY}/{_MONTH}(?:/{_YEAR})?{_CLOSED}(?! ?- ?\d)"
)
_DAYS: Final = (
    rf"(?<=[Nn]gày ){_DAY}(?:(?:, ?| và ){_DAY}){{0,9}}"
    rf"(?=(?:,| và| hoặc| đến| tới| đến hết)(?: ngày)? {_DAY}(?:/| tháng))"
)
_FULL: Final = rf"{FREE}(?P<d>{_DAY}) ?(?P<sep>[/.-]) ?(?P<m>{_MONTH}) ?(?P=sep) ?(?P<y>{_YEAR}){_CLOSED}(?!-\d)"
_FULL_RANGE: Final = (
    rf"{FREE}(?P<d1>{_DAY})(?P<sep>[.-])(?P<m1>{_MONTH})(?P=sep)(?P<y1>{_YEAR}) ?- ?"
    rf"(?P<d2>{_DAY})(?P=sep)(?P<m2>{_MONTH})(?P=sep)(?P<y2>{_YEAR}){_CLOSED}"
)
_ISO: Final = rf"{FREE}(?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01]){_CLOSED}"
_HOUR_DAY: Final = (
    rf"(?:(?<=[hH'])|(?<=[hH][0-5]\d))/(?P<d>{_DAY})(?P<sep>[/-])(?P<m>{_MONTH})(?:(?P=sep)(?P<y>{_YEAR}))?{_CLOSED}"
)
_SHORT_YEAR: Final = rf"{FREE}(?P<d>{_DAY})/(?P<m>{_MONTH})/(?P<y>\d\d){_CLOSED}"
_MONTHS: Final = (
    rf"(?:(?<=[Tt]háng )|(?<=THÁNG ))(?P<w>{_MONTH}(?:(?:, | và |{DASH}){_MONTH}){{0,9}}(?:[/-](?P<y>{_YEAR}))?)"
    rf"{_CLOSED}(?! tháng)"
)
_MONTH_YEAR: Final = rf"{FREE}(?:(?P<m1>{_MONTH})(?:/(?P<y1>{_YEAR}))?{DASH})?(?P<m>{_MONTH})/(?P<y>{_YEAR}){_CLOSED}"
_SPELT: Final = rf"(?<=[Nn]gày ){_DAY}(?= tháng)"
_QUARTER_NUMBER: Final = r"(?:IV|I{1,3}|0?[1-4])"
_QUARTERS: Final = (
    rf"(?<!\w)(?:[Qq]uý|QUÝ) (?P<w>(?P<list>{_QUARTER_NUMBER}(?:(?:, | và | ?\+ ?|{DASH}){_QUARTER_NUMBER}){{0,3}})"
    rf"(?: ?[/-] ?(?P<y>{_YEAR}))?)"
    rf"(?!\w|[.,/]\d)"
)
_SHORT_MONTH: Final = rf"(?<!\w)T\.?(?P<m>{_MONTH})/(?P<y>{_YEAR}){_CLOSED}"
_PERIOD: Final = rf"{FREE}(?P<n>\d{{1,2}})/(?P<y>{_YEAR}){_CLOSED}"
_PERIOD_CUE = Pattern(r"(?i:(?<!\w)(?:đợt|lần|kỳ|tuần|vòng|phiên|số báo|số)) $")
_TWICE = Pattern(r"\d ?[/.-] ?\d{1,2} ?[/.-]")
_NUMBER = Pattern(r"\d+")
_MEMBER = Pattern(r"[IVX]+|\d+")
_AFTER_COUNT = Pattern(r"\d [Tt]háng $")
_DAY_IS_SAID = Pattern(r"(?i:ngày|mồng|mùng|rằm) ?$")
_STREET = Pattern(r"(?i:(?<!\w)(?:đường|phố|quảng trường|công viên|trường|sân)) $")
_MONTHLY_NAME = Pattern(r"(?i:mồng|mùng) ?$")
_NAMED_DAY = Pattern(r"(?:Ngày|NGÀY|(?i:(?<!\w)lễ|(?<!\w)dịp|quốc khánh|kỷ niệm|(?<!\w)đợt))(?:,? [^\W\d]+){0,8} \(?$")
_STRONG_CUE = Pattern(
    r"(?i:(?<!\w)(?:ngày|mồng|mùng|sáng|trưa|chiều|tối|đêm|khuya|hôm|nay|qua|mai|kia|kể từ|"
    r"thứ (?:\w+)|chủ nhật|cn))[ ,(]{0,3}$"
    rf"|{READ_NUMBER}(?:,| và| đến| tới| hoặc| đến hết| -)(?: ngày)? ?$",
)
_COUNTED_AFTER = Pattern(rf"[ -]?(?:%|(?:số|tổng số|{COUNTED}|thành viên|đại biểu|người|hộ|phiếu)(?!\w))")
_TEN: Final = 10
_CENTURY: Final = 2000


def day(text: str, *, named: bool = False) -> str:
    """Say a day of the month: the first ten are *mồng*, unless that word stands there already."""
    value = int(text)
    return cardinal(value) if value > _TEN or named else f"mồng {cardinal(value)}"


def month(text: str) -> str:
    """Say a month: the fourth is *tháng tư* only."""
    return f"tháng {denominator(int(text))}"


def year(text: str) -> str:
    """Say a year with its word."""
    return f"năm {cardinal(int(text))}"


def _date(match: re.Match[str], suffix: str, *, named: bool = False) -> str:
    groups = match.groupdict()
    words = [day(groups[f"d{suffix}"], named=named)]
    if groups.get(f"m{suffix}"):
        words.append(month(groups[f"m{suffix}"]))
    if groups.get(f"y{suffix}"):
        words.append(year(groups[f"y{suffix}"]))
    return " ".join(words)


def lead(before: str, *, named: bool = False) -> str:
    """Give the word *ngày* unless it is said already or, where that may be, the day's own name stands before."""
    if _DAY_IS_SAID.search(before) or _STREET.search(before) or (named and _NAMED_DAY.search(before)):
        return ""
    return "ngày "


def dated(before: str) -> bool:
    """Say whether what stands before leads in a date: a part of the day, a weekday, another date."""
    return _STRONG_CUE.search(before) is not None


def named_day(before: str) -> bool:
    """Say whether *mồng* or *mùng* stands before already."""
    return _MONTHLY_NAME.search(before) is not None


def _range(match: re.Match[str]) -> Said | None:
    before = text_before(match)
    if not match["y2"] and not dated(before) and _COUNTED_AFTER.match(text_after(match)):
        return None
    return Said(f"{lead(before)}{_date(match, '1')} đến ngày {_date(match, '2')}")


def _full_range(match: re.Match[str]) -> Said:
    return Said(f"{lead(text_before(match))}{_date(match, '1')} đến ngày {_date(match, '2')}")


def _full(match: re.Match[str]) -> Said:
    before = text_before(match)
    return Said(lead(before) + _date(match, "", named=named_day(before)))


def _short_year(match: re.Match[str]) -> Said:
    words = f"{day(match['d'])} {month(match['m'])} năm {cardinal(_CENTURY + int(match['y']))}"
    before = text_before(match)
    return Said(lead(before) + words, sure=dated(before) or _DAY_IS_SAID.search(before) is not None)


def _hour_day(match: re.Match[str]) -> Said:
    """Say the date that a slash joins to an hour: ``7h/14-3``."""
    return Said(f" ngày {_date(match, '')}")


def _days(match: re.Match[str]) -> Said:
    return Said(_NUMBER.sub(lambda each: day(each.group()), match.group()))


def _day_list(match: re.Match[str]) -> Said:
    days, _, rest = match.group().partition("/")
    of_month, _, of_year = rest.partition("/")
    words = _NUMBER.sub(lambda each: day(each.group()), days)
    return Said(f"{words} {month(of_month)}" + (f" {year(of_year)}" if of_year else ""))


def _spelt(match: re.Match[str]) -> Said:
    return Said(day(match.group()))


def _months(match: re.Match[str]) -> Said | None:
    text, end = match["w"], match["y"]
    listed = text[: -len(end) - 1] if end else text
    if not end and _AFTER_COUNT.search(text_before(match, width=10)):
        return None
    members = _NUMBER.findall(listed)
    if end is None and len(members) > 1 and "-" not in listed and text_after(match)[:1].isalnum():
        return None
    words = _NUMBER.sub(lambda each: month(each.group()).removeprefix("tháng "), listed)
    words = re.sub(DASH, " đến tháng ", words).replace(", ", ", tháng ").replace(" và ", " và tháng ")
    return Said(f"{words} {year(end)}" if end else words)


def _short_month(match: re.Match[str]) -> Said:
    return Said(_month_of(match, ""))


def _month_year(match: re.Match[str]) -> Said:
    first = f"{_month_of(match, '1')} đến " if match["m1"] else ""
    return Said(f"{first}{_month_of(match, '')}")


def _month_of(match: re.Match[str], suffix: str) -> str:
    words = month(match[f"m{suffix}"])
    return f"{words} {year(match[f'y{suffix}'])}" if match[f"y{suffix}"] else words


def _quarters(match: re.Match[str]) -> Said:
    words = _MEMBER.sub(lambda each: cardinal(roman(each.group()) or int(each.group())), match["list"])
    words = re.sub(DASH, " đến quý ", re.sub(r" ?\+ ?", " và ", words))
    return Said(f"{words} {year(match['y'])}" if match["y"] else words)


def _period(match: re.Match[str]) -> Said | None:
    if not _PERIOD_CUE.search(text_before(match, width=20)):
        return None
    return Said(f"{cardinal(int(match['n']))} {year(match['y'])}")


STEPS: tuple[Step, ...] = (
    recogniser("ngày tháng", _HOUR_DAY, _hour_day, needs="/", cue=("h/", "H/", "'/", "0/", "5/"), numeric=True),
    recogniser("quý", _QUARTERS, _quarters, needs=("quý", "Quý", "QUÝ"), numeric=True),
    recogniser("tháng", _SHORT_MONTH, _short_month, needs=marks_of("T"), cue=Pattern(r"T\.?\d{1,2}/"), numeric=True),
    number_recogniser("kỳ, đợt", _PERIOD, _period, needs=("9/9",)),
    number_recogniser("ngày tháng", _DAY_LIST, _day_list, needs=("9/9",)),
    number_recogniser("ngày tháng", _DAYS, _days, needs=("ngày", "Ngày")),
    number_recogniser("ngày tháng", _FULL_RANGE, _full_range, needs=("9.9", "9-9")),
    number_recogniser("ngày tháng", _RANGE, _range, needs=("9/9",), cue=("-",)),
    number_recogniser(
        "ngày tháng", _FULL, _full, needs=("9/9", "9-9", "9.9"), cue=Pattern(r"\d ?[/.-] ?\d{1,2} ?[/.-]")
    ),
    number_recogniser("ngày tháng", _ISO, _full, needs=("9-9",)),
    number_recogniser("ngày tháng", _SHORT_YEAR, _short_year, needs=("9/9",)),
    number_recogniser("ngày tháng", _SPELT, _spelt, needs=("tháng",)),
    number_recogniser("tháng", _MONTHS, _months, needs=("tháng", "Tháng", "THÁNG")),
    number_recogniser("tháng", _MONTH_YEAR, _month_year, needs=("9/9",)),
)
"""In the order of reading."""
