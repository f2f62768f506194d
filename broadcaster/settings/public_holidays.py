"""The public holidays of Vietnam, and the Vietnamese lunar calendar, by the libraries that know them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

FIRST_YEAR, LAST_YEAR = 2020, 2050
"""The years whose holidays are kept in a timetable."""


@cache
def public_holidays() -> Mapping[date, str]:
    """Give the days off of the years that are kept, with their Vietnamese names.

    Tết and the Hùng kings' day follow the Vietnamese lunar calendar (UTC+7), which is not always the Chinese one. The
    library holds the days that the government swapped in past years; later ones are estimates until it decides.
    """
    from holidays.countries.vietnam import Vietnam  # noqa: PLC0415 - loaded only when schedules are read

    return dict(sorted(Vietnam(years=range(FIRST_YEAR, LAST_YEAR + 1), language="vi").items()))


def lunar_day(day: date) -> str:
    """Write the Vietnamese lunar date of a local day as ``1/1 Quý Mão``; a leap month has ``nhuận`` behind it.

    Empty outside the years 1900-2100, which are all that the library knows.
    """
    from lunar_vn import SUPPORTED_YEAR_RANGE, solar_to_lunar  # noqa: PLC0415 - loaded only when a calendar is shown
    from lunar_vn.can_chi import get_year_can_chi  # noqa: PLC0415

    if not SUPPORTED_YEAR_RANGE[0] <= day.year <= SUPPORTED_YEAR_RANGE[1]:
        return ""
    found = solar_to_lunar(day)
    return f"{found.day}/{found.month}{' nhuận' if found.leap else ''} {get_year_can_chi(found.year)}"
