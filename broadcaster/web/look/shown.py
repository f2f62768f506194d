"""How figures and times are written on pages: by the clock of Vietnam, in the way of the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from broadcaster.domain.zone import ZONE
from broadcaster.web.look.language import Catalogue, Language, catalogue

_KILO = 1000
_UNITS = ("B", "kB", "MB", "GB", "TB")
_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_NEAR_DAYS = 14


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """The filters of templates, in one language."""

    language: Language
    """Which."""

    @property
    def words(self) -> Catalogue:
        """Give the catalogue of the language."""
        return catalogue(self.language)

    def filters(self) -> dict[str, Callable[..., Any]]:
        """Give every filter by the name that templates use."""
        return {
            "hour": hour,
            "day": day,
            "short_day": short_day,
            "moment": moment,
            "iso": iso,
            "first_up": first_up,
            "clock": clock,
            "weekday": self.weekday,
            "lasting": self.lasting,
            "number": self.number,
            "percent": self.percent,
            "size": self.size,
            "since": self.since,
        }

    def weekday(self, when: date) -> str:
        """Give the day of the week of a local date, or of a moment as it is in Vietnam: ``thứ Tư``."""
        _ = self.words.gettext
        names = (
            _("thứ Hai"),
            _("thứ Ba"),
            _("thứ Tư"),
            _("thứ Năm"),
            _("thứ Sáu"),
            _("thứ Bảy"),
            _("Chủ nhật"),
        )
        return names[_local_day(when).weekday()]

    def lasting(self, milliseconds: int) -> str:
        """Give a length in words: ``1 giờ 05 phút``, ``12 phút 30 giây``, ``45 giây``."""
        _, seconds = self.words.gettext, round(milliseconds / _KILO)
        hours, minutes, rest = seconds // _HOUR, seconds % _HOUR // _MINUTE, seconds % _MINUTE
        if hours:
            return _("%(hours)d giờ %(minutes)02d phút") % {"hours": hours, "minutes": minutes}
        if minutes and rest:
            return _("%(minutes)d phút %(seconds)02d giây") % {"minutes": minutes, "seconds": rest}
        if minutes:
            return _("%(minutes)d phút") % {"minutes": minutes}
        return _("%(seconds)d giây") % {"seconds": rest}

    def number(self, value: float, digits: int | None = None) -> str:
        """Give a number with at most one decimal, or exactly that many: ``1.234,5``."""
        if digits is None:
            digits = 0 if round(value, 1) == round(value) else 1
        told = f"{value:,.{digits}f}"
        return told if self.language is Language.ENGLISH else told.translate(str.maketrans(",.", ".,"))

    def percent(self, share: float) -> str:
        """Give a share of one in percent, never rounded up to the whole: ``99 %`` of 0.999."""
        whole = int(share * 100 + 1e-9)
        return f"{self.number(whole)}\N{NO-BREAK SPACE}%"

    def size(self, count: int) -> str:
        """Give a size in decimal units, as the station's disks are sold: ``12,3 MB``."""
        value, unit = float(count), 0
        while value >= _KILO and unit < len(_UNITS) - 1:
            value, unit = value / _KILO, unit + 1
        return f"{self.number(value)} {_UNITS[unit]}"

    def since(self, when: datetime, now: datetime) -> str:
        """Give a moment as seen from now: ``5 phút trước``, ``còn 2 giờ``; far from it, the day."""
        gap = (when - now).total_seconds()
        if abs(gap) < _MINUTE:
            return self.words.gettext("vừa xong") if gap <= 0 else self.words.gettext("ngay bây giờ")
        if abs(gap) >= _NEAR_DAYS * _DAY:
            return day(when)
        return self._coming(int(gap)) if gap > 0 else self._past(int(-gap))

    def _past(self, seconds: int) -> str:
        ngettext = self.words.ngettext
        if seconds < _HOUR:
            minutes = seconds // _MINUTE
            return ngettext("%(count)d phút trước", "%(count)d phút trước", minutes) % {"count": minutes}
        if seconds < _DAY:
            hours = seconds // _HOUR
            return ngettext("%(count)d giờ trước", "%(count)d giờ trước", hours) % {"count": hours}
        days = seconds // _DAY
        return ngettext("%(count)d ngày trước", "%(count)d ngày trước", days) % {"count": days}

    def _coming(self, seconds: int) -> str:
        ngettext = self.words.ngettext
        if seconds < _HOUR:
            minutes = -(-seconds // _MINUTE)
            return ngettext("còn %(count)d phút", "còn %(count)d phút", minutes) % {"count": minutes}
        if seconds < _DAY:
            hours, minutes = seconds // _HOUR, seconds % _HOUR // _MINUTE
            if minutes:
                return self.words.gettext("còn %(hours)d giờ %(minutes)02d phút") % {"hours": hours, "minutes": minutes}
            return ngettext("còn %(count)d giờ", "còn %(count)d giờ", hours) % {"count": hours}
        days = seconds // _DAY
        return ngettext("còn %(count)d ngày", "còn %(count)d ngày", days) % {"count": days}


def hour(when: datetime) -> str:
    """Give the time of day in Vietnam: ``05:30``."""
    return f"{when.astimezone(ZONE):%H:%M}"


def day(when: date) -> str:
    """Give a local date, or the date in Vietnam of a moment: ``15/03/2023``."""
    return f"{_local_day(when):%d/%m/%Y}"


def short_day(when: date) -> str:
    """Give a date without its year: ``15/03``."""
    return f"{_local_day(when):%d/%m}"


def moment(when: datetime) -> str:
    """Give time and date in Vietnam: ``05:30 15/03/2023``."""
    return f"{hour(when)} {day(when)}"


def iso(when: date) -> str:
    """Give what ``<time datetime>`` needs."""
    return when.astimezone(ZONE).isoformat(timespec="seconds") if isinstance(when, datetime) else when.isoformat()


def first_up(text: str) -> str:
    """Give a phrase with its first letter large and the others as they are: ``Thứ Tư``."""
    return text[:1].upper() + text[1:]


def clock(milliseconds: int) -> str:
    """Give a length as players show it: ``12:05``, ``1:02:05``."""
    return str(timedelta(seconds=round(milliseconds / _KILO))).removeprefix("0:").removeprefix("0")


def _local_day(when: date) -> date:
    return when.astimezone(ZONE).date() if isinstance(when, datetime) else when
