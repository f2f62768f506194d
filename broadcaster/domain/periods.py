"""Reporting periods as people write them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from broadcaster.errors import BadPeriod

_DECEMBER = 12
_ROMAN = ("I", "II", "III", "IV")
_FORMS = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>\d{2})))?\Z", re.ASCII)


@dataclass(frozen=True, kw_only=True, slots=True)
class Period:
    """A span of whole local days, both ends included."""

    first: date
    """First day."""
    last: date
    """Last day."""
    text: str
    """As it was written."""

    def holds(self, day: date) -> bool:
        """Say whether a day lies in the period."""
        return self.first <= day <= self.last

    @property
    def before(self) -> Period:
        """Give the period of the same kind just before; for a span of days, as many days before it."""
        found = _FORMS.match(self.text)
        if found is None:
            last = self.first - timedelta(days=1)
            return _days(last - (self.last - self.first), last)
        first, months = _months(found)
        return Period.parse(_written(found, self.first.year * 12 + first - 1 - months))

    @property
    def year_before(self) -> Period:
        """Give the same period of the year before; 29 February becomes the 28th."""
        found = _FORMS.match(self.text)
        if found is None:
            return _days(_year_earlier(self.first), _year_earlier(self.last))
        first, _ = _months(found)
        return Period.parse(_written(found, (self.first.year - 1) * 12 + first - 1))

    @property
    def spoken(self) -> str:
        """Give how people say it in a report: ``quý III năm 2023``."""
        found = _FORMS.match(self.text)
        if found is None:
            return f"từ ngày {self.first:%d/%m/%Y} đến ngày {self.last:%d/%m/%Y}"
        year = found["year"]
        if found["quarter"]:
            return f"quý {_ROMAN[int(found['quarter']) - 1]} năm {year}"
        if found["half"]:
            return f"sáu tháng {('đầu', 'cuối')[int(found['half']) - 1]} năm {year}"
        return f"tháng {int(found['month'])} năm {year}" if found["month"] else f"năm {year}"

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read ``YYYY``, ``YYYY-MM``, ``YYYY-Qn``, ``YYYY-Hn`` or ``FROM..TO``; raises BadPeriod."""
        if ".." in text:
            return cls._span(text)
        found = _FORMS.match(text)
        if found is None:
            raise BadPeriod(text=text)
        first_month, months = _months(found)
        year = int(found["year"])
        if not 1 <= first_month <= _DECEMBER or year < 1:
            raise BadPeriod(text=text)
        last_month = first_month + months - 1
        last = date(year, last_month, monthrange(year, last_month)[1])
        return cls(first=date(year, first_month, 1), last=last, text=text)

    @classmethod
    def _span(cls, text: str) -> Period:
        start, _, stop = text.partition("..")
        try:
            first, last = date.fromisoformat(start), date.fromisoformat(stop)
        except ValueError as error:
            raise BadPeriod(text=text) from error
        if last < first:
            raise BadPeriod(text=text)
        return cls(first=first, last=last, text=text)


def _months(found: re.Match[str]) -> tuple[int, int]:
    """Give the first month and how many months."""
    if found["quarter"]:
        return int(found["quarter"]) * 3 - 2, 3
    if found["half"]:
        return int(found["half"]) * 6 - 5, 6
    if found["month"]:
        return int(found["month"]), 1
    return 1, 12


def _written(form: re.Match[str], months: int) -> str:
    """Write the period of the same form that begins so many months after the year 0."""
    year, month = divmod(months, 12)
    if form["quarter"]:
        return f"{year:04d}-Q{month // 3 + 1}"
    if form["half"]:
        return f"{year:04d}-H{month // 6 + 1}"
    return f"{year:04d}-{month + 1:02d}" if form["month"] else f"{year:04d}"


def _days(first: date, last: date) -> Period:
    return Period(first=first, last=last, text=f"{first}..{last}")


def _year_earlier(day: date) -> date:
    leap_day = day.month == 2 and day.day > 28  # noqa: PLR2004 - February
    return day.replace(year=day.year - 1, day=28 if leap_day else day.day)
