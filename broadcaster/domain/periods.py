"""Reporting periods as people write them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from broadcaster.errors import BadPeriod

_DECEMBER = 12
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
