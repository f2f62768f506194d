"""Coverage targets, and how far each has come."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request
from pydantic import Field

from broadcaster.domain.airtime import TargetStanding
from broadcaster.domain.tokens import Scope
from broadcaster.web.api.contract import Shape, api_router, refusals
from broadcaster.web.asked import Called, called_by
from broadcaster.web.counting import Counting

router = api_router("targets")


class TargetShown(Shape):
    """One target at all its outlets that the token is for, together."""

    topic: int | None = Field(description="Null for all reform topics together")
    outlets: list[str] = Field(description="Empty for all outlets")
    period: str
    measure: str
    wanted: float
    aired: float
    ahead: float = Field(description="Planned for days to come")
    forecast: float = Field(description="Aired at the end of the period when the plan is kept")
    missing: float
    unplanned: float = Field(description="What must still be planned")


class TargetsShown(Shape):
    """Targets whose period holds this day."""

    counted_at: datetime
    targets: list[TargetShown]


@router.get("/targets", responses=refusals())
def running(request: Request, called: Annotated[Called, Depends(called_by(Scope.TARGETS))]) -> TargetsShown:
    """Give the running targets as they were counted in the last minutes."""
    counting: Counting = request.app.state.counting
    progress = counting.counted(called.station, now=called.now, only=called.holder.outlets)
    return TargetsShown(counted_at=progress.counted_at, targets=[_shown(each) for each in progress.standings])


def _shown(standing: TargetStanding) -> TargetShown:
    return TargetShown(
        topic=standing.target.topic,
        outlets=list(standing.target.outlets),
        period=standing.target.period,
        measure=standing.target.measure.value,
        wanted=standing.wanted,
        aired=standing.aired,
        ahead=standing.ahead,
        forecast=standing.forecast,
        missing=standing.missing,
        unplanned=standing.unplanned,
    )
