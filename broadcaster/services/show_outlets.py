"""The outlets as the station keeps them: who runs each, what it took last, what it told last, its tokens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from broadcaster.domain.accounts import Role
from broadcaster.domain.aliases import fold
from broadcaster.domain.contacts import Contact
from broadcaster.domain.ids import OutletId, UnitId
from broadcaster.domain.rights import outlets_under
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.tokens import Token
from broadcaster.domain.units import Outlet, Unit
from broadcaster.services.keep_accounts import Person, people
from broadcaster.station import Station

ON_A_PAGE = 50
"""How many rows are shown at once."""

Below = Mapping[UnitId, frozenset[OutletId]]
"""The outlets that a unit and those below it run."""


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
    tokens: int
    """How many tokens can be used, for it alone or for a unit above it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OutletList:
    """One page of outlets."""

    rows: tuple[OutletRow, ...]
    """The outlets, in the order of the timetable."""
    first: int
    """Number of the first row, from 1."""
    total: int
    """How many there are with those words."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TokenList:
    """One page of an outlet's tokens."""

    rows: tuple[Token, ...]
    """Tokens for it alone, or for a unit above it, newest first; revoked ones too."""
    first: int
    """Number of the first row, from 1."""
    total: int
    """How many there are."""


def serves(token: Token, now: datetime) -> bool:
    """Say whether a token can be used."""
    return token.revoked_at is None and (token.ends_at is None or token.ends_at > now)


def list_outlets(
    station: Station,
    timetable: Timetable,
    *,
    now: datetime,
    only: Iterable[OutletId] | None = None,
    words: str = "",
    page: int = 1,
) -> OutletList:
    """Give one page of the outlets, or of some, whose name or id has some words in it."""
    wanted = None if only is None else frozenset(only)
    known = [each for each in timetable.outlets if wanted is None or each.id in wanted]
    asked = fold(words)
    found = [each for each in known if asked in fold(f"{each.name} {each.id}")] if asked else known
    start = max(page - 1, 0) * ON_A_PAGE
    shown = frozenset(each.id for each in found[start : start + ON_A_PAGE])
    rows = show_outlets(station, timetable, now=now, only=shown)
    return OutletList(rows=rows, first=start + 1, total=len(found))


def show_outlets(
    station: Station, timetable: Timetable, *, now: datetime, only: Iterable[OutletId] | None = None
) -> tuple[OutletRow, ...]:
    """Give every outlet, or some, in the order of the timetable."""
    wanted = None if only is None else frozenset(only)
    outlets = [each for each in timetable.outlets if wanted is None or each.id in wanted]
    ids = [each.id for each in outlets]
    with station.store.reading() as tx:
        fetched, said = tx.handovers.last_fetched(ids), tx.airings.last_said(ids)
        own, above, contacts = *tx.tokens.serving(ids, now), tx.contacts.all()
    every = people(station)
    below = _below({each.unit_id for person in every for each in person.grants} | set(above), timetable)
    operators = _operators(every, below)
    units = {each.id: each for each in timetable.units}
    return tuple(
        OutletRow(
            outlet=each,
            unit=units[each.unit_id],
            operators=tuple(operators.get(each.id, ())),
            contact=contacts.get(each.id),
            fetched_at=fetched.get(each.id),
            said_at=said.get(each.id),
            tokens=own.get(each.id, 0) + sum(count for unit, count in above.items() if each.id in below[unit]),
        )
        for each in outlets
    )


def outlet_tokens(station: Station, timetable: Timetable, outlet_id: OutletId, *, page: int = 1) -> TokenList:
    """Give one page of the tokens of an outlet and of the units above it."""
    start = max(page - 1, 0) * ON_A_PAGE
    with station.store.reading() as tx:
        below = _below(tx.tokens.units(), timetable)
        above = [unit for unit, outlets in below.items() if outlet_id in outlets]
        rows, total = tx.tokens.part_for(outlet_id, above, start=start, most=ON_A_PAGE)
    return TokenList(rows=rows, first=start + 1, total=total)


def _below(units: Iterable[UnitId | None], timetable: Timetable) -> Below:
    return {unit: outlets_under(unit, timetable) for unit in units if unit is not None}


def _operators(every: Sequence[Person], below: Below) -> Mapping[OutletId, list[str]]:
    """Give the names of who operates each outlet, each once, in the order of the accounts."""
    found: dict[OutletId, list[str]] = {}
    for person in every:
        if person.account.blocked_at is None:
            for outlet_id in _operated(person, below):
                found.setdefault(outlet_id, []).append(person.account.full_name)
    return found


def _operated(person: Person, below: Below) -> frozenset[OutletId]:
    held = [each for each in person.grants if each.role is Role.OPERATOR]
    outlets = frozenset(each.outlet_id for each in held if each.outlet_id is not None)
    return outlets.union(*(below[each.unit_id] for each in held if each.unit_id is not None))
