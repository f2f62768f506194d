"""Where programmes go out."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends
from pydantic import Field

from broadcaster.domain.tokens import Scope
from broadcaster.domain.units import Outlet
from broadcaster.web.api.contract import OutletPart, Shape, api_router, refusals
from broadcaster.web.asked import Called, called_by

router = api_router("outlets")

_Caller = Annotated[Called, Depends(called_by(Scope.OUTLETS))]


class OutletShown(Shape):
    """One outlet."""

    id: str
    name: str
    unit_id: str = Field(description="Who runs it")
    transmission: str = Field(description="ip, fm or wired")
    groups: list[str]
    offset_lu: int = Field(description="How much louder than the station's level it is mixed")


class OutletsShown(Shape):
    """Every outlet that the token is for."""

    outlets: list[OutletShown]


@router.get("/outlets", responses=refusals())
def every(called: _Caller) -> OutletsShown:
    """List the outlets that the token is for."""
    return OutletsShown(outlets=[_shown(each) for each in called.outlets])


@router.get("/outlets/{outlet_id}", responses=refusals(404))
def one(called: _Caller, outlet_id: OutletPart) -> OutletShown:
    """Give one outlet."""
    wanted = called.require_outlet(outlet_id)
    return next(_shown(each) for each in called.outlets if each.id == wanted)


def _shown(outlet: Outlet) -> OutletShown:
    return OutletShown(
        id=outlet.id,
        name=outlet.name,
        unit_id=outlet.unit_id,
        transmission=outlet.transmission.value,
        groups=list(outlet.groups),
        offset_lu=outlet.offset_lu,
    )
