"""Tokens of programs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, insert, or_, select, update

from broadcaster.domain.ids import OutletId, TokenId, UnitId
from broadcaster.domain.tokens import Token
from broadcaster.storage.rows import columns_of, in_parts, row_of, value, values
from broadcaster.storage.tables.accounts import token


class Tokens:
    """Tokens by what people call them and by the hash of their secret."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def add(self, new: Token) -> None:
        """Keep a token."""
        self.connection.execute(insert(token).values(row_of(new)))

    def get(self, token_id: TokenId) -> Token | None:
        """Give a token, revoked or not."""
        return value(self.connection, Token, select(*columns_of(token, Token)).where(token.c.id == token_id))

    def by_key(self, key: str) -> Token | None:
        """Give the token of a secret's hash, revoked or not."""
        return value(self.connection, Token, select(*columns_of(token, Token)).where(token.c.key == key))

    def all(self) -> tuple[Token, ...]:
        """Give every token, newest first."""
        found = select(*columns_of(token, Token)).order_by(token.c.made_at.desc(), token.c.id)
        return values(self.connection, Token, found)

    def part_for(
        self, outlet_id: OutletId, units: Collection[UnitId], *, start: int, most: int
    ) -> tuple[tuple[Token, ...], int]:
        """Give some tokens of an outlet and of units above it, newest first, and how many there are in all."""
        here = _for(outlet_id, units)
        part = select(*columns_of(token, Token)).where(here).order_by(token.c.made_at.desc(), token.c.id)
        total = self.connection.execute(select(func.count()).select_from(token).where(here)).scalar_one()
        return values(self.connection, Token, part.offset(start).limit(most)), total

    def serving(
        self, outlets: Iterable[OutletId], now: datetime
    ) -> tuple[Mapping[OutletId, int], Mapping[UnitId, int]]:
        """Count the tokens that can be used: of each of some outlets, and of each unit; what has none is left out."""
        by_outlet: dict[OutletId, int] = {}
        for part in in_parts(outlets):
            found = _serving(token.c.outlet_id, now).where(token.c.outlet_id.in_(part))
            by_outlet |= {OutletId(row[0]): row[1] for row in self.connection.execute(found)}
        units = _serving(token.c.unit_id, now).where(token.c.unit_id != "")
        return by_outlet, {UnitId(row[0]): row[1] for row in self.connection.execute(units)}

    def units(self) -> frozenset[UnitId]:
        """Give the units that any token was ever made for."""
        found = select(token.c.unit_id).where(token.c.unit_id != "").distinct()
        return frozenset(UnitId(name) for name in self.connection.execute(found).scalars())

    def revoke(self, token_id: TokenId, *, by: str, now: datetime) -> bool:
        """Take a token back, and say whether it still served."""
        wanted = (token.c.id == token_id, token.c.revoked_at.is_(None))
        changed = update(token).where(*wanted).values(revoked_at=now, revoked_by=by)
        return bool(self.connection.execute(changed).rowcount)

    def see(self, seen: Mapping[TokenId, tuple[datetime, str]]) -> None:
        """Record when tokens were used last, and from which addresses."""
        changed = (
            update(token)
            .where(token.c.id == bindparam("which"))
            .values(seen_at=bindparam("at"), seen_from=bindparam("place"))
        )
        rows = [{"which": token_id, "at": at, "place": address} for token_id, (at, address) in seen.items()]
        if rows:
            self.connection.execute(changed, rows)

    def version(self) -> tuple[int, int]:
        """Give how many there are and how many of them were taken back: other numbers, others who may come in."""
        counted = self.connection.execute(select(func.count(), func.count(token.c.revoked_at)).select_from(token))
        there, revoked = counted.one()
        return there, revoked


def _for(outlet_id: OutletId, units: Collection[UnitId]) -> ColumnElement[bool]:
    return or_(token.c.outlet_id == outlet_id, token.c.unit_id.in_(units))


def _serving(place: ColumnElement[str], now: datetime) -> Select[str, int]:
    stands = (token.c.revoked_at.is_(None), or_(token.c.ends_at.is_(None), token.c.ends_at > now))
    return select(place, func.count()).where(*stands).group_by(place)
