"""Say why an item is where it is in the plan, why it is not where it is not, and how the targets fare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from broadcaster.domain.approvals import ScriptState
from broadcaster.domain.directory import find_outlet
from broadcaster.domain.ids import EditionId, NewsItemId, OutletId, SessionId
from broadcaster.domain.news import NewsItem
from broadcaster.domain.periods import Period
from broadcaster.domain.plan_records import PlanReason, PlanResult
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.timetables import Measure
from broadcaster.errors import UnknownItem
from broadcaster.scheduling.goals import Standing
from broadcaster.scheduling.plan_items import validity
from broadcaster.services.approve_script import standings_in
from broadcaster.services.clearance import unanswered
from broadcaster.services.plan_request import target_standings
from broadcaster.station import Station
from broadcaster.storage.store import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Explanation:
    """Why one item is, or is not, in the plan."""

    item_id: NewsItemId
    """Which item."""
    title: str
    """Its title."""
    placed: tuple[PlanReason, ...]
    """Where it airs and why, by day, session and outlet."""
    barred: tuple[str, ...]
    """What keeps it from any plan now, in Vietnamese; empty when nothing does."""
    absent: tuple[tuple[date, str, int, str], ...]
    """Where it does not air: day, session, number of outlets, why."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TargetStanding:
    """A target of all its outlets together."""

    standing: Standing
    """By outlet."""
    last_plan: tuple[str, ...]
    """What the last plan of its days said of it, one sentence per outlet that it leaves short."""

    @property
    def wanted(self) -> int:
        """Give what is wanted, milliseconds or airings."""
        return self.standing.wanted * len(self.standing.aired)

    @property
    def aired(self) -> int:
        """Give what really aired."""
        return sum(self.standing.aired.values())

    @property
    def planned(self) -> int:
        """Give what sessions to come bring."""
        return sum(self.standing.planned.values())

    @property
    def missing(self) -> int:
        """Give what is still missing, outlet by outlet."""
        return sum(self.standing.missing(outlet_id) for outlet_id in self.standing.aired)


def explain_item(
    station: Station, item_id: NewsItemId, *, now: datetime, day: date | None = None, outlet: str | None = None
) -> Explanation:
    """Say why an item airs where it does, and why not elsewhere; of one day, or of all days that are planned.

    Raises:
        UnknownItem, UnknownOutlet, AmbiguousOutlet.
    """
    wanted = find_outlet(station.timetable(), outlet).id if outlet else None
    with station.store.reading() as tx:
        item = tx.news.get(item_id)
        if item is None:
            raise UnknownItem(item=item_id, nearest="")
        first, last = (day, day) if day else (date.min, date.max)
        placed = tx.plan_records.reasons_of(item_id, first, last)
        days = [day] if day else sorted({each.air_date for each in placed}) or _planned_days(tx, now)
        absent = [each for one in days for each in _absent(station, tx, item, one, wanted)]
        barred = tuple(_barred(station, tx, item, now))
    return Explanation(
        item_id=item_id,
        title=item.title,
        placed=tuple(each for each in placed if wanted in (None, each.outlet_id)),
        barred=barred,
        absent=tuple(absent),
    )


def show_targets(station: Station, period: Period | None, *, now: datetime) -> tuple[TargetStanding, ...]:
    """Hold the targets of a period, or all of them, against what aired and what is planned; raises NoTimetable."""
    timetable = station.timetable()
    periods = [Period.parse(target.period) for target in timetable.targets]
    days = (
        [period.first, period.last] if period else sorted({day for each in periods for day in (each.first, each.last)})
    )
    if not days:
        return ()
    with station.store.reading() as tx:
        found = target_standings(tx, timetable, days, now, whole=True)
        results = tx.plan_records.results(days[0], days[-1])
    return tuple(TargetStanding(standing=each, last_plan=tuple(_said(each, results))) for each in found)


def _said(standing: Standing, results: tuple[PlanResult, ...]) -> Iterator[str]:
    """Give what the newest plan within a target's days said of it."""
    mine = [each for each in results if standing.period.first <= each.last and each.first <= standing.period.last]
    for goal in mine[-1].goals if mine else ():
        if (goal.name, goal.measure) == (standing.name, standing.target.measure) and goal.sentence:
            yield goal.sentence


def amount(standing: Standing, value: int) -> str:
    """Write a sum of a target with its unit."""
    return in_measure(standing.target.measure, value)


def in_measure(measure: Measure, value: int) -> str:
    """Write airings, or milliseconds as minutes."""
    if measure is Measure.AIRINGS:
        return f"{value} lượt"
    return f"{value / 60_000:.1f} phút".replace(".", ",")


def _planned_days(tx: Transaction, now: datetime) -> list[date]:
    """Give the last day that was planned, when an item is in none."""
    results = tx.plan_records.results(date.min, date.max)
    return [results[-1].last] if results else [now.date()]


def _barred(station: Station, tx: Transaction, item: NewsItem, now: datetime) -> Iterator[str]:
    """Say what keeps an item from any plan that is made now."""
    withdrawn, rule = tx.withdrawals.standing().get(item.id), tx.air_rules.all().get(item.id)
    if withdrawn is not None:
        yield f"Đã bị rút, {withdrawn.by} ghi lý do: {withdrawn.reason}. Cho phát lại: broadcaster plan allow {item.id}"
    scripts = [each for each in standings_in(tx) if each.script.item_id == item.id]
    if not scripts:
        yield f"Chưa viết kịch bản. Viết: broadcaster script write {item.id}"
    for each in scripts:
        if each.script.item_hash != item.content_hash:
            yield f"Tin đã sửa sau khi viết kịch bản. Viết lại: broadcaster script write {item.id}"
        if each.state is not ScriptState.CLEARED:
            yield f"Kịch bản {each.script.id} mới ở bước {each.state.value}, phải đã nghe duyệt mới được phát."
        if unanswered(station, tx, [each]):
            yield f"Kịch bản còn chỗ chưa chắc cách đọc. Xem: broadcaster script show {each.script.id}"
    if reason := validity(rule, now):
        yield f"Tin {reason}."


def _absent(
    station: Station, tx: Transaction, item: NewsItem, day: date, outlet: OutletId | None
) -> Iterator[tuple[date, str, int, str]]:
    """Say where an item does not air on a day, and why, alike outlets together."""
    playlists = [each for each in tx.playlists.on(day) if outlet in (None, each.outlet_id)]
    without = [each for each in playlists if item.id not in {part.item_id for part in each.items}]
    left = tx.plan_records.left_out(each.edition_id for each in without)
    named = {
        edition_id: next((each.reason for each in out if each.item_id == item.id), "")
        for edition_id, out in left.items()
    }
    counted = Counter((station.session_name(each.session), _why_absent(item, each, named)) for each in without)
    for (session, why), outlets in sorted(counted.items()):
        yield day, session, outlets, why


def _why_absent(item: NewsItem, playlist: Playlist, named: Mapping[EditionId, str]) -> str:
    if item.outlets and playlist.outlet_id not in item.outlets:
        return f"chỉ phát ở {', '.join(item.outlets)}"
    return named.get(playlist.edition_id) or "chưa sẵn sàng khi kế hoạch được lập, hoặc buổi ấy được giữ nguyên"


def outlets_of(reasons: Iterable[PlanReason]) -> dict[tuple[date, SessionId, str], int]:
    """Count the outlets of each day, session and sentence."""
    return dict(Counter((each.air_date, each.session, each.sentence) for each in reasons))
