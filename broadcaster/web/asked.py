"""What a route is given: who asks, when, of which station, and what they may see."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Request

from broadcaster.domain.accounts import Visit
from broadcaster.domain.audit import AuditOutcome
from broadcaster.domain.ids import OutletId
from broadcaster.domain.rights import Right, SignedIn
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.tokens import Scope, TokenHolder
from broadcaster.domain.units import Outlet
from broadcaster.errors import FormOutdated, NotAllowed, NoTimetable, NotSignedIn, NotThere, TokenRefused
from broadcaster.services.audit import Actor, record
from broadcaster.services.passwords import Passwords
from broadcaster.services.sign_in import Stay
from broadcaster.station import Station
from broadcaster.web.cookies import is_csrf_of
from broadcaster.web.office import Office

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""

_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """One request of somebody who has signed in."""

    station: Station
    """The station as it stands now."""
    now: datetime
    """When (aware, UTC)."""
    who: SignedIn
    """Who asks, with roles, rights and outlets."""
    visit: Visit
    """Their sign-in."""
    language: str
    """``vi`` or ``en``."""
    csrf: str
    """What every form of theirs carries."""
    address: str
    """From which network address."""
    applied: Timetable | None
    """The applied timetable, if there is any; use :attr:`timetable`."""

    @property
    def timetable(self) -> Timetable:
        """Give the applied timetable, read once for all requests; raises NoTimetable."""
        if self.applied is None:
            raise NoTimetable(folder=self.station.folder)
        return self.applied

    @property
    def actor(self) -> Actor:
        """Give who does it, as services and the trail want it."""
        return Actor(who=self.who.account.id, now=self.now, address=self.address)

    def may(self, right: Right) -> bool:
        """Say whether a right is held anywhere."""
        return self.who.may(right)

    def may_see(self, outlet_id: OutletId) -> bool:
        """Say whether an outlet may be known to who asks."""
        return self.who.sees(outlet_id)

    def require_outlet(self, outlet_id: str, right: Right | None = None) -> OutletId:
        """Give the id of an outlet in which who asks may do this.

        Raises:
            NotThere: it is foreign, or there is no such outlet: one answer for both.
            NotAllowed: it may be seen, and this not done there.
        """
        wanted = OutletId(outlet_id)
        known = self.applied is not None and any(each.id == wanted for each in self.applied.outlets)
        if not (known and self.may_see(wanted)):
            raise NotThere
        if right is not None and not self.who.may_at(right, wanted):
            raise NotAllowed(right=right.label)
        return wanted

    def note(self, action: str, subject: str, *, outcome: AuditOutcome = AuditOutcome.DONE, detail: str = "") -> None:
        """Add to the trail what a service without an actor did for who asks."""
        with self.station.store.writing() as tx:
            record(tx, self.actor, action, subject, outcome=outcome, detail=detail)


async def asked(request: Request) -> Asked:
    """Give what is asked by somebody who has signed in.

    Raises:
        NotSignedIn: which leads to the sign-in page and back.
    """
    state = request.state
    who: SignedIn | None = state.who
    if who is None:
        raise NotSignedIn
    return Asked(
        station=state.station,
        now=state.now,
        who=who,
        visit=state.visit,
        language=state.language,
        csrf=state.csrf,
        address=state.address,
        applied=state.timetable,
    )


def asked_by(*rights: Right) -> Callable[[Request], Awaitable[Asked]]:
    """Give the dependency of a route for holders of at least one of these rights.

    It raises NotSignedIn, and NotAllowed for all others.
    """

    async def allowed(request: Request) -> Asked:
        found = await asked(request)
        if not any(found.may(right) for right in rights):
            raise NotAllowed(right=", ".join(right.label for right in rights))
        return found

    return allowed


AskedNow = Annotated[Asked, Depends(asked)]
"""For routes that everybody may use who has signed in."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Called:
    """One request of a program that showed a token."""

    station: Station
    """The station as it stands now."""
    now: datetime
    """When (aware, UTC)."""
    holder: TokenHolder
    """The token, with the outlets it is for."""
    address: str
    """From which network address."""
    applied: Timetable | None
    """The applied timetable, if there is any."""
    handed: int
    """Number of the last handover: with another one, something else is offered."""

    @property
    def outlets(self) -> tuple[Outlet, ...]:
        """Give the outlets that the token is for, in the order of the timetable."""
        every = () if self.applied is None else self.applied.outlets
        return tuple(each for each in every if self.holder.sees(each.id))

    @property
    def actor(self) -> Actor:
        """Give who does it, as services and the trail want it."""
        return Actor(who=f"token:{self.holder.token.id}", now=self.now, address=self.address)

    def require_outlet(self, outlet_id: str) -> OutletId:
        """Give the id of an outlet that the token is for; raises NotThere for any other, there or not."""
        wanted = OutletId(outlet_id)
        known = self.applied is not None and any(each.id == wanted for each in self.applied.outlets)
        if not (known and self.holder.sees(wanted)):
            raise NotThere
        return wanted


def called_by(scope: Scope) -> Callable[[Request], Awaitable[Called]]:
    """Give the dependency of a route for programs (under ``/api/``): raises NotSignedIn, or TokenRefused."""

    async def allowed(request: Request) -> Called:
        state = request.state
        holder: TokenHolder | None = state.holder
        if holder is None:
            raise NotSignedIn
        if not holder.may(scope):
            raise TokenRefused(reason=f"này không có quyền {scope} ({scope.label})")
        return Called(
            station=state.station,
            now=state.now,
            holder=holder,
            address=state.address,
            applied=state.timetable,
            handed=state.look.handed,
        )

    return allowed


@dataclass(frozen=True, kw_only=True, slots=True)
class Stranger:
    """One request of whoever it may be: for the pages by which one comes in."""

    station: Station
    """The station as it stands now."""
    now: datetime
    """When (aware, UTC)."""
    address: str
    """From which network address."""
    agent: str
    """Which browser, as it calls itself."""
    passwords: Passwords
    """How passwords are held against their hashes."""
    stay: Stay
    """How long a sign-in lasts."""

    def actor(self, who: str = "") -> Actor:
        """Give who does it, as far as it is known."""
        return Actor(who=who, now=self.now, address=self.address)


async def stranger(request: Request) -> Stranger:
    """Give what is asked by anybody."""
    office: Office = request.app.state.office
    state = request.state
    return Stranger(
        station=state.station,
        now=state.now,
        address=state.address,
        agent=request.headers.get("user-agent", ""),
        passwords=office.passwords,
        stay=office.stay(state.station),
    )


StrangerNow = Annotated[Stranger, Depends(stranger)]
"""For routes that anybody may use."""


async def guarded(request: Request) -> None:
    """Let nothing be changed but by a form of ours: every unsafe request carries its page's ``csrf``.

    It stands before every route of the application. A token of ``/api/`` is no cookie, so that no foreign page can
    send it.

    Raises:
        FormOutdated: it is missing or of another sign-in.
    """
    if request.method in SAFE or request.state.by_program:
        return
    given = request.headers.get("x-csrf-token", "")
    if not given and request.headers.get("content-type", "").startswith(_FORMS):
        given = str((await request.form()).get("csrf", ""))
    if not is_csrf_of(request.state.form_secret, given):
        raise FormOutdated
