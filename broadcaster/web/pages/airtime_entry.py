"""One entry of the as-run log, and its correction: the old entry stays, the new one names it and says why."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse, Response

from broadcaster.domain.airings import Airing
from broadcaster.domain.ids import DurationMs
from broadcaster.domain.rights import Right
from broadcaster.domain.zone import ZONE
from broadcaster.errors import ApprovalError, ConfirmationRefused, CorrectionRefused, NotAllowed, UnknownEntry
from broadcaster.services.correct_airing import Change, correct_airing
from broadcaster.services.show_entry import EntryShown, show_entry
from broadcaster.web.answers import status_of
from broadcaster.web.asked import Asked, asked_by
from broadcaster.web.look.render import page
from broadcaster.web.look.shown import clock

router = APIRouter(include_in_schema=False)

_Reader = Annotated[Asked, Depends(asked_by(Right.SEE_AIRTIME))]
_Witness = Annotated[Asked, Depends(asked_by(Right.CONFIRM_AIRED, Right.CORRECT_LOG))]

_LENGTH = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)", re.ASCII)


class CorrectionForm(BaseModel):
    """What was otherwise, as somebody fills it in; what they leave as it stands was right."""

    khong_phat: str = Field(default="", max_length=5)
    """``1`` when it did not air at all."""
    luc: str = Field(default="", max_length=20)
    """When it began, ``HH:MM:SS``."""
    dai: str = Field(default="", max_length=20)
    """How much of it was heard, ``M:SS``."""
    nguyen_nhan: str = Field(default="", max_length=300)
    """Why it was late, cut or lost."""
    vi_sao: str = Field(default="", max_length=300)
    """Why it is corrected."""

    def change(self, wrong: Airing) -> Change:
        """Give what the service wants; raises CorrectionRefused for what is no time or no length."""
        before, lost = filled_in(wrong), bool(self.khong_phat)
        same_start = lost or self.luc.strip() in {"", before.luc}
        same_length = lost or self.dai.strip() in {"", before.dai}
        return Change(
            start=None if same_start else _begun(wrong, self.luc.strip()),
            played=None if same_length else _length(wrong, self.dai.strip()),
            lost=lost,
            cause=None if " ".join(self.nguyen_nhan.split()) == before.nguyen_nhan else self.nguyen_nhan,
        )


@router.get("/thoi-luong/muc/{entry}")
def one_entry(request: Request, asked: _Reader, entry: str) -> Response:
    """Show an entry, and to who may correct it, how."""
    found = _found(asked, entry, Right.SEE_AIRTIME)
    return _page(request, asked, found, filled_in(found.airing))


@router.post("/thoi-luong/muc/{entry}")
def correct(request: Request, asked: _Witness, entry: str, given: Annotated[CorrectionForm, Form()]) -> Response:
    """Write down how it was; the old entry stays, and counts no more."""
    found = _found(asked, entry, Right.SEE_AIRTIME)
    if not _may(asked, found):
        raise NotAllowed(right=_needed(found).label)
    who, now = asked.who.name, asked.now
    try:
        change = given.change(found.airing)
        made = correct_airing(asked.station, entry, change, by=who, reason=given.vi_sao, now=now, way="trên trang")
    except (CorrectionRefused, ConfirmationRefused, UnknownEntry, ApprovalError) as error:
        return _page(request, asked, _found(asked, entry), given, status=status_of(error), fault=str(error))
    asked.note("airing_corrected", made.id, detail=f"{entry}: {given.vi_sao.strip()}")
    return RedirectResponse(f"/thoi-luong/muc/{made.id}", status_code=303)


def filled_in(wrong: Airing) -> CorrectionForm:
    """Fill the form in as the entry stands."""
    began = wrong.observed_start
    return CorrectionForm(
        luc=f"{began.astimezone(ZONE):%H:%M:%S}" if began else "",
        dai=clock(wrong.played) if began else "",
        nguyen_nhan=" ".join(wrong.cause.split()),
    )


def _found(asked: Asked, entry: str, right: Right = Right.SEE_AIRTIME) -> EntryShown:
    """Give an entry of an outlet that who asks may know of; raises NotThere, NotAllowed."""
    found = show_entry(asked.station, entry)
    asked.require_outlet(found.airing.outlet_id, right)
    return found


def _needed(found: EntryShown) -> Right:
    """Give the right that a correction takes: people take back people's word, technicians a machine's."""
    return Right.CONFIRM_AIRED if found.by_people else Right.CORRECT_LOG


def _may(asked: Asked, found: EntryShown) -> bool:
    return asked.who.may_at(_needed(found), found.airing.outlet_id)


def _page(
    request: Request, asked: Asked, found: EntryShown, typed: CorrectionForm, *, status: int = 200, fault: str = ""
) -> Response:
    may = found.correctable and _may(asked, found)
    return page(request, "entry.html", status=status, found=found, typed=typed, may=may, fault=fault)


def _begun(wrong: Airing, typed: str) -> datetime:
    """Read a time of day as the one nearest to the plan, which may lie past midnight; raises CorrectionRefused."""
    try:
        told = time.fromisoformat(typed.zfill(5)).replace(tzinfo=None)
    except ValueError as error:
        raise CorrectionRefused(entry=wrong.id[:12], reason=f'không hiểu giờ "{typed}"; ghi như 05:30:10') from error
    planned = wrong.planned_at.astimezone(ZONE)
    days = (planned.date() + timedelta(days=number) for number in (-1, 0, 1))
    return min((datetime.combine(day, told, tzinfo=ZONE) for day in days), key=lambda each: abs(each - planned))


def _length(wrong: Airing, typed: str) -> DurationMs:
    found = _LENGTH.fullmatch(typed)
    if found is None:
        raise CorrectionRefused(entry=wrong.id[:12], reason=f'không hiểu thời lượng "{typed}"; ghi như 1:05')
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return DurationMs(((hours * 60 + minutes) * 60 + seconds) * 1000)
