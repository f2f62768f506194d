"""What a page about airtime is asked for, as it stands in its address: so that an address can be handed on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Depends, Query

from broadcaster.domain.airings import Evidence
from broadcaster.domain.periods import Period
from broadcaster.domain.rights import Right
from broadcaster.domain.timetables import Target, Timetable
from broadcaster.errors import BadPeriod, InputError, NotThere
from broadcaster.services.report_airtime import ReportScope
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.look.language import Language, catalogue
from broadcaster.web.look.period_words import after, offered, period_words, this_quarter
from broadcaster.web.look.shown import Shown, first_up

_Text = Annotated[str, Query(max_length=100)]
_FIRST_YEAR = 2000
_YEARS_AHEAD = 2
LEAST = tuple(each for each in Evidence if each is not Evidence.REHEARSAL)
"""Grades that may be asked for as the least that counts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AirtimeAsked:
    """One request for figures of airtime."""

    asked: Asked
    """Who asks, when."""
    period: Period
    """Which days."""
    scope: ReportScope
    """Which outlets, topics and evidence, and what the reader may know of."""

    @property
    def today(self) -> date:
        """Give the local day."""
        return self.asked.now.astimezone(self.asked.station.zone).date()

    @property
    def words(self) -> str:
        """Say the period in the reader's language."""
        return period_words(self.period, Language(self.asked.language))

    @property
    def narrowed(self) -> bool:
        """Say whether it is about less than all that the reader may see."""
        scope = self.scope
        return bool(scope.outlet or scope.group or scope.topic) or scope.grade is not Evidence.OPERATOR

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Give the periods to choose from."""
        language = Language(self.asked.language)
        every = offered(self.today, self.period)
        return [(each.text, period_words(each, language)) for each in every]

    @property
    def timetable(self) -> Timetable | None:
        """Give the timetable as far as the reader may know it; none where the station has none."""
        return None if self.asked.applied is None else self.scope.known(self.asked.applied)

    @property
    def outlet_choices(self) -> list[tuple[str, str]]:
        """Give the outlets to choose from."""
        return [] if self.timetable is None else [(each.id, each.name) for each in self.timetable.outlets]

    @property
    def group_choices(self) -> list[tuple[str, str]]:
        """Give the groups to choose from."""
        outlets = () if self.timetable is None else self.timetable.outlets
        return [(group, group) for group in sorted({group for outlet in outlets for group in outlet.groups})]

    @property
    def topic_choices(self) -> list[tuple[str, str]]:
        """Give the topics to choose from."""
        topics = () if self.timetable is None else self.timetable.topics
        return [(str(each.code), f"{each.code}. {each.short}") for each in topics]

    @property
    def grade_choices(self) -> list[tuple[str, str]]:
        """Give the grades of evidence that may be the least that counts."""
        words = catalogue(Language(self.asked.language))
        return [(each.value, first_up(words.gettext(each.label))) for each in LEAST]

    def told(self, period: str) -> str:
        """Say another period in the reader's language."""
        return period_words(Period.parse(period), Language(self.asked.language))

    def steps(self, target: Target) -> str:
        """Say the steps of a scoring table."""
        shown = Shown(language=Language(self.asked.language))
        step = shown.words.gettext("từ %(least)s: %(points)s điểm")
        numbers = [(shown.number(each.least), shown.number(each.points)) for each in target.bands]
        return "; ".join(step % {"least": least, "points": points} for least, points in numbers)

    @property
    def before(self) -> str:
        """Give the same for the period before."""
        return self.at("/thoi-luong", ky=self.period.before.text)

    @property
    def after(self) -> str:
        """Give the same for the period that follows; nothing where it lies ahead or has no name."""
        follows = after(self.period)
        return "" if follows is None or follows.first > self.today else self.at("/thoi-luong", ky=follows.text)

    def at(self, path: str, **changes: object) -> str:
        """Give the address of another page about the same figures."""
        scope = self.scope
        told = {
            "ky": self.period.text,
            "noi": scope.outlet,
            "nhom": scope.group,
            "chu_de": scope.topic,
            "bang_chung": "" if scope.grade is Evidence.OPERATOR else scope.grade.value,
        } | {name: "" if value is None else str(value) for name, value in changes.items()}
        return f"{path}?{urlencode({name: value for name, value in told.items() if value})}"


def airtime_asked(
    asked: Annotated[Asked, Depends(asked_by(Right.SEE_AIRTIME))],
    ky: _Text = "",
    tu: _Text = "",
    den: _Text = "",
    noi: _Text = "",
    nhom: _Text = "",
    chu_de: _Text = "",
    bang_chung: _Text = "",
) -> AirtimeAsked:
    """Read an address.

    Raises:
        NotSignedIn, NotAllowed, NotThere, BadPeriod, InputError.
    """
    only = asked.who.outlets_with(Right.SEE_AIRTIME)
    if noi and asked.require_outlet(noi) not in (only if only is not None else {noi}):
        raise NotThere
    today = asked.now.astimezone(asked.station.zone).date()
    return AirtimeAsked(
        asked=asked,
        period=_period(ky.strip(), tu.strip(), den.strip(), today),
        scope=ReportScope(outlet=noi, group=nhom, topic=chu_de, grade=_grade(bang_chung), only=only),
    )


AirtimeNow = Annotated[AirtimeAsked, Depends(airtime_asked)]
"""For routes about figures of airtime."""


def _period(text: str, first: str, last: str, today: date) -> Period:
    """Read the period; days from a first to a last win over a named one.

    Raises:
        BadPeriod: it is none, or lies where no station has records.
    """
    wanted = f"{first}..{last}" if first or last else text
    period = Period.parse(wanted) if wanted else this_quarter(today)
    if period.first.year < _FIRST_YEAR or period.last.year > today.year + _YEARS_AHEAD:
        raise BadPeriod(text=wanted)
    return period


def _grade(text: str) -> Evidence:
    found = next((each for each in LEAST if each.value == (text or Evidence.OPERATOR.value)), None)
    if found is None:
        raise InputError(reason=f'không có loại bằng chứng "{text}"; chọn lại trong danh sách')
    return found
