"""Keep the tokens by which programs come in."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from broadcaster.domain.ids import OutletId, TokenId, UnitId
from broadcaster.domain.rights import outlets_under
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.tokens import Scope, Token, TokenHolder
from broadcaster.errors import NameNeeded, NotThere, TokenRefused, UnknownToken
from broadcaster.services.audit import Actor, record
from broadcaster.services.passwords import key_of, new_secret
from broadcaster.station import Station

_AT_ONCE = 500
MARK = "btk_"
"""Begins every secret, so that one that was pasted somewhere can be searched for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TokenWanted:
    """What a new token is to be."""

    name: str
    """Who or what will hold it."""
    scopes: tuple[Scope, ...]
    """What for."""
    unit: str = ""
    """For the outlets of this unit."""
    outlet: str = ""
    """For this outlet; with neither, for all."""
    ends_at: datetime | None = None
    """Until when (aware)."""


def issue_token(station: Station, wanted: TokenWanted, *, by: Actor) -> tuple[Token, str]:
    """Make a token and give it with its secret, which is shown this once.

    Raises:
        NameNeeded; TokenRefused: no scope, or a place or time that cannot be.
    """
    if not wanted.name.strip():
        raise NameNeeded
    _refuse(wanted, by.now)
    secret = MARK + new_secret()
    token = Token(
        id=TokenId(f"ma-{secrets.token_hex(4)}"),
        name=" ".join(wanted.name.split()),
        key=key_of(secret),
        scopes=tuple(scope for scope in Scope if scope in wanted.scopes),
        made_at=by.now,
        made_by=by.who,
        unit_id=UnitId(wanted.unit) if wanted.unit else None,
        outlet_id=OutletId(wanted.outlet) if wanted.outlet else None,
        ends_at=wanted.ends_at,
    )
    with station.store.writing() as tx:
        _refuse_place(tx.timetables.current(), token)
        tx.tokens.add(token)
        record(tx, by, "token_issued", token.id, detail=f"{token.name}: {', '.join(token.scopes)}")
    return token, secret


def revoke_token(station: Station, token_id: str, *, by: Actor) -> Token:
    """Take a token back at once; raises UnknownToken."""
    wanted = TokenId(token_id.strip())
    with station.store.writing() as tx:
        if tx.tokens.revoke(wanted, by=by.who, now=by.now):
            record(tx, by, "token_revoked", wanted)
        token = tx.tokens.get(wanted)
    if token is None:
        raise UnknownToken(token=token_id)
    return token


def revoke_token_of(station: Station, outlet_id: OutletId, token_id: str, *, by: Actor) -> Token:
    """Take a token back that was made for this outlet alone; raises NotThere for any other, there or not."""
    with station.store.reading() as tx:
        token = tx.tokens.get(TokenId(token_id))
    if token is None or token.outlet_id != outlet_id:
        raise NotThere
    return revoke_token(station, token_id, by=by)


def all_tokens(station: Station) -> tuple[Token, ...]:
    """Give every token, newest first."""
    with station.store.reading() as tx:
        return tx.tokens.all()


def holder_of(station: Station, secret: str, *, timetable: Timetable | None, now: datetime) -> TokenHolder | None:
    """Give whose secret this is, if it still serves; nothing otherwise, without a reason."""
    with station.store.reading() as tx:
        token = tx.tokens.by_key(key_of(secret))
    if token is None or token.revoked_at or (token.ends_at and token.ends_at <= now):
        return None
    if token.outlet_id is not None:
        return TokenHolder(token=token, outlets=frozenset({token.outlet_id}))
    return TokenHolder(token=token, outlets=None if token.unit_id is None else outlets_under(token.unit_id, timetable))


def see_tokens(station: Station, seen: Mapping[TokenId, tuple[datetime, str]]) -> None:
    """Record when tokens were used last and from where, many at once."""
    rest = iter(seen.items())
    while part := dict(islice(rest, _AT_ONCE)):  # so that nobody who saves something waits for thousands
        with station.store.writing() as tx:
            tx.tokens.see(part)


def scopes_named(names: Iterable[str]) -> tuple[Scope, ...]:
    """Give scopes by their names; raises TokenRefused, naming all there are."""
    try:
        return tuple(Scope(name.strip()) for name in names)
    except ValueError as error:
        raise TokenRefused(reason=f"chỉ có các quyền: {', '.join(Scope)}") from error


def _refuse(wanted: TokenWanted, now: datetime) -> None:
    if not wanted.scopes:
        raise TokenRefused(reason=f"cần ít nhất một quyền trong: {', '.join(Scope)}")
    if wanted.unit and wanted.outlet:
        raise TokenRefused(reason="chỉ dành cho một đơn vị hoặc một nơi phát, không ghi cả hai")
    if wanted.ends_at is not None and wanted.ends_at <= now:
        raise TokenRefused(reason="có hạn đã qua; ghi ngày sau hôm nay")


def _refuse_place(timetable: Timetable | None, token: Token) -> None:
    place = token.outlet_id or token.unit_id
    known = () if timetable is None else [*(o.id for o in timetable.outlets), *(u.id for u in timetable.units)]
    if place is not None and place not in known:
        raise TokenRefused(reason=f'dành cho "{place}" không có trong lịch; xem `broadcaster schedule show`')
