"""Tokens of programs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, insert, select, update

from broadcaster.domain.ids import TokenId
from broadcaster.domain.tokens import Token
from broadcaster.storage.rows import columns_of, row_of, value, values
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
