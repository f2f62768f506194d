"""The outlets as the station keeps them: who runs each, what it took last, what it told last, its tokens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from broadcaster.domain.accounts import Role
from broadcaster.domain.contacts import Contact
from broadcaster.domain.ids import OutletId, UnitId
from broadcaster.domain.rights import outlets_under
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.tokens import Token
from broadcaster.domain.units import Outlet, Unit
from broadcaster.services.keep_accounts import Person, people
from broadcaster.services.keep_tokens import all_tokens
from broadcaster.station import Station


@dataclass(frozen=True, kw_only=True, slots=True)
class OutletRow:
    """One outlet."""

    outlet: Outlet
    """Which."""
    unit: Unit
    """Who runs it."""
    operators: tuple[str, ...]
    """Names of the accounts that operate it."""
    contact: Contact | None
    """Whom to call there, where that is known."""
    fetched_at: datetime | None
    """When somebody there last took a bundle whole (aware, UTC)."""
    said_at: datetime | None
    """When a person last told what aired there (aware, UTC)."""
    tokens: tuple[Token, ...]
    """Tokens for it alone, or for a unit above it, newest first; revoked ones too."""

    def tokens_at(self, now: datetime) -> int:
        """Count the tokens that serve."""
        return sum(serves(each, now) for each in self.tokens)


def serves(token: Token, now: datetime) -> bool:
    """Say whether a token can be used."""
    return token.revoked_at is None and (token.ends_at is None or token.ends_at > now)


def show_outlets(
    station: Station, timetable: Timetable, *, only: Iterable[OutletId] | None = None
) -> tuple[OutletRow, ...]:
    """Give every outlet, or some, in the order of the timetable."""
    with station.store.reading() as tx:
        fetched, said, contacts = tx.handovers.last_fetched(), tx.airings.last_said(), tx.contacts.all()
    every, tokens = people(station), all_tokens(station)
    wanted = None if only is None else frozenset(only)
    below = {unit: outlets_under(unit, timetable) for unit in _units(every, tokens)}
    return tuple(
        OutletRow(
            outlet=each,
            unit=timetable.unit_of(each),
            operators=tuple(person.account.full_name for person in every if _operates(person, each.id, below)),
            contact=contacts.get(each.id),
            fetched_at=fetched.get(each.id),
            said_at=said.get(each.id),
            tokens=tuple(token for token in tokens if _is_for(token, each.id, below)),
        )
        for each in timetable.outlets
        if wanted is None or each.id in wanted
    )


def _units(every: Sequence[Person], tokens: Sequence[Token]) -> frozenset[UnitId]:
    held = [each.unit_id for person in every for each in person.grants]
    return frozenset(unit for unit in [*held, *(token.unit_id for token in tokens)] if unit is not None)


def _operates(person: Person, outlet_id: OutletId, below: dict[UnitId, frozenset[OutletId]]) -> bool:
    return person.account.blocked_at is None and any(
        each.outlet_id == outlet_id or (each.unit_id is not None and outlet_id in below[each.unit_id])
        for each in person.grants
        if each.role is Role.OPERATOR
    )


def _is_for(token: Token, outlet_id: OutletId, below: dict[UnitId, frozenset[OutletId]]) -> bool:
    return token.outlet_id == outlet_id or (token.unit_id is not None and outlet_id in below[token.unit_id])
