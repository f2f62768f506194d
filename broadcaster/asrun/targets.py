"""A target held against the log and the plan as it stands: reached, lost, still planned, points.

Days up to the day of the report are past: what nobody witnessed of them is lost until evidence arrives. Days after it
count as far as they are planned; beyond the plan nothing is made up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from broadcaster.asrun.airtime import AirtimeRequest, counted_airings
from broadcaster.asrun.counted import measured
from broadcaster.domain.airings import Airing, Evidence
from broadcaster.domain.airtime import OutletPoints, TargetStanding
from broadcaster.domain.ids import NewsItemId, OutletId, PlaylistId, TopicCode
from broadcaster.domain.periods import Period
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.timetables import Band, Runs, Target, Timetable


@dataclass(frozen=True, kw_only=True, slots=True)
class TargetRequest:
    """What a target is held against."""

    target: Target
    """The target; a baseline that the log gives is filled in."""
    timetable: Timetable
    """Who is meant by all outlets."""
    playlists: tuple[Playlist, ...]
    """Plans of its period; others are left alone."""
    airings: tuple[Airing, ...]
    """As-run entries of its period; others are left alone."""
    as_of: date
    """Day of the report, the last one that is past."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Told:
    """One airing that counts, witnessed or planned."""

    outlet_id: OutletId
    item_id: NewsItemId | None
    repeat: bool
    length: int


def hold(request: TargetRequest) -> TargetStanding:
    """Hold one target against what aired and what is planned; raises BadPeriod.

    The forecast is what aired with the evidence asked for and what is planned for the days to come.
    """
    target, period = request.target, Period.parse(request.target.period)
    outlets = target.outlets or tuple(outlet.id for outlet in request.timetable.outlets)
    witnessed = counted_airings(_asked(request, period, outlets))
    real = [airing for airing in witnessed if airing.evidence is not Evidence.REHEARSAL]
    aired = [each for each in map(_of_airing, real) if _counts(target, each)]
    plans = {plan.id: plan for plan in request.playlists if period.holds(plan.air_date) and plan.outlet_id in outlets}
    ahead = _planned(target, (plan for plan in plans.values() if plan.air_date > request.as_of))
    heard = {(airing.playlist_id, airing.position) for airing in real}
    lost = _planned(target, (plan for plan in plans.values() if plan.air_date <= request.as_of), heard)
    wanted = target.wanted * len(outlets)
    reached, forecast = _amount(target, aired), _amount(target, [*aired, *ahead])
    return TargetStanding(
        target=target,
        wanted=wanted,
        aired=reached,
        aired_first=_amount(target, [each for each in aired if not each.repeat]),
        aired_repeat=_amount(target, [each for each in aired if each.repeat]),
        lost=_amount(target, lost),
        ahead=_amount(target, ahead),
        planned_until=max((plan.air_date for plan in plans.values()), default=None),
        forecast=forecast,
        missing=max(wanted - reached, 0.0),
        unplanned=max(wanted - forecast, 0.0),
        points=tuple(_points(target, outlet_id, aired, ahead) for outlet_id in outlets) if target.bands else (),
    )


def with_baseline(target: Target, timetable: Timetable, airings: Iterable[Airing]) -> Target:
    """Fill in the baseline that the log gives, per outlet; other targets stay as they are. Raises BadPeriod."""
    if not target.baseline_period:
        return target
    period = Period.parse(target.baseline_period)
    counted = hold(
        TargetRequest(
            target=replace(target, period=period.text, baseline_period="", amount=0.0),
            timetable=timetable,
            playlists=(),
            airings=tuple(airings),
            as_of=period.last,
        )
    )
    outlets = len(target.outlets or timetable.outlets)
    source = target.baseline_source or f"đếm từ nhật ký phát sóng của đài, kỳ {period.text}"
    return replace(target, baseline=counted.aired / outlets if outlets else 0.0, baseline_source=source)


def points_for(bands: Sequence[Band], amount: float) -> float:
    """Give the points of the highest step that an amount reaches; none below the lowest."""
    return max((band.points for band in bands if amount >= band.least), default=0.0)


def next_band(bands: Sequence[Band], amount: float) -> Band | None:
    """Give the nearest step above an amount, or none at the top."""
    return min((band for band in bands if band.least > amount), key=lambda band: band.least, default=None)


def _asked(request: TargetRequest, period: Period, outlets: Sequence[OutletId]) -> AirtimeRequest:
    topics: frozenset[TopicCode] = frozenset() if request.target.topic is None else frozenset({request.target.topic})
    return AirtimeRequest(
        period=period,
        timetable=request.timetable,
        playlists=(),
        handovers=(),
        airings=tuple(airing for airing in request.airings if airing.air_date <= request.as_of),
        outlets=frozenset(outlets),
        topics=topics,
        grade=request.target.grade,
    )


def _of_airing(airing: Airing) -> _Told:
    return _Told(outlet_id=airing.outlet_id, item_id=airing.item_id, repeat=airing.run > 1, length=airing.played)


def _planned(
    target: Target, plans: Iterable[Playlist], heard: Iterable[tuple[PlaylistId, int]] = frozenset()
) -> list[_Told]:
    """Give the planned items of a target's topic that were not heard."""
    known = frozenset(heard)
    items = [
        _Told(outlet_id=plan.outlet_id, item_id=item.item_id, repeat=item.run > 1, length=item.duration)
        for plan in plans
        for item in plan.items
        if item.topic is not None and target.topic in (None, item.topic) and (plan.id, item.position) not in known
    ]
    return [each for each in items if _counts(target, each)]


def _counts(target: Target, told: _Told) -> bool:
    return target.runs in (Runs.ALL, Runs.REPEAT if told.repeat else Runs.FIRST)


def _amount(target: Target, told: Iterable[_Told]) -> float:
    return measured(target.measure, [(each.outlet_id, each.item_id, each.length) for each in told])


def _points(target: Target, outlet_id: OutletId, aired: Iterable[_Told], ahead: Iterable[_Told]) -> OutletPoints:
    """Score one outlet."""
    mine = [each for each in aired if each.outlet_id == outlet_id]
    reached = _amount(target, mine)
    forecast = _amount(target, [*mine, *(each for each in ahead if each.outlet_id == outlet_id)])
    above = next_band(target.bands, reached)
    return OutletPoints(
        outlet_id=outlet_id,
        amount=reached,
        points=points_for(target.bands, reached),
        forecast=forecast,
        forecast_points=points_for(target.bands, forecast),
        next_points=None if above is None else above.points,
        next_needs=0.0 if above is None else above.least - reached,
    )
