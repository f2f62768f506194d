"""Periods in the reader's language, and those that a page offers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from broadcaster.domain.periods import Period
from broadcaster.web.look.language import Language, catalogue
from broadcaster.web.look.shown import day

_FORMS = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>\d{2})))?\Z", re.ASCII)
_ROMAN = ("I", "II", "III", "IV")
_YEARS, _QUARTERS, _MONTHS = 3, 6, 13


def period_words(period: Period, language: Language) -> str:
    """Say a period as readers do: ``quý I năm 2023``, ``quarter I 2023``."""
    _ = catalogue(language).gettext
    found = _FORMS.match(period.text)
    if found is None:
        return _("từ %(first)s đến %(last)s") % {"first": day(period.first), "last": day(period.last)}
    year = found["year"]
    if found["quarter"]:
        return _("quý %(quarter)s năm %(year)s") % {"quarter": _ROMAN[int(found["quarter"]) - 1], "year": year}
    if found["half"] == "1":
        return _("sáu tháng đầu năm %(year)s") % {"year": year}
    if found["half"]:
        return _("sáu tháng cuối năm %(year)s") % {"year": year}
    if found["month"]:
        return _("tháng %(month)s năm %(year)s") % {"month": int(found["month"]), "year": year}
    return _("năm %(year)s") % {"year": year}


def after(period: Period) -> Period | None:
    """Give the period of the same kind that follows; none after a span of days."""
    found = _FORMS.match(period.text)
    if found is None:
        return None
    year, month = divmod(period.last.year * 12 + period.last.month, 12)
    if found["quarter"]:
        return Period.parse(f"{year:04d}-Q{month // 3 + 1}")
    if found["half"]:
        return Period.parse(f"{year:04d}-H{month // 6 + 1}")
    return Period.parse(f"{year:04d}-{month + 1:02d}" if found["month"] else f"{year:04d}")


def this_quarter(today: date) -> Period:
    """Give the quarter that a day lies in."""
    return Period.parse(f"{today.year:04d}-Q{(today.month + 2) // 3}")


def offered(today: date, asked: Period) -> tuple[Period, ...]:
    """Give the periods to choose from: quarters, months, halves and years up to today, and the one that is shown."""
    told = {each.text: each for each in (asked, *_offered(today))}
    return tuple(told.values())


def _offered(today: date) -> Iterator[Period]:
    yield from _back(this_quarter(today), _QUARTERS)
    yield from _back(Period.parse(f"{today.year:04d}-{today.month:02d}"), _MONTHS)
    yield from _back(Period.parse(f"{today.year:04d}-H{(today.month + 5) // 6}"), _YEARS)
    yield from _back(Period.parse(f"{today.year:04d}"), _YEARS)


def _back(period: Period, count: int) -> Iterator[Period]:
    for _ in range(count):
        yield period
        period = period.before
