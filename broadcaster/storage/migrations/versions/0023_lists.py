"""What long lists are made of: the words of news and copy to search in, and the hash of each voicing's sound."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

from broadcaster.domain.aliases import fold
from broadcaster.domain.fingerprints import fingerprint

revision = "0023"
down_revision = "0022"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
AT_ONCE = 200
NUMBERS = ("version", "arrived")
EMPTY = sa.text("''")


def upgrade() -> None:
    op.add_column("news_version", sa.Column("folded", sa.Text, nullable=False, server_default=EMPTY))
    op.add_column("script_version", sa.Column("folded", sa.Text, nullable=False, server_default=EMPTY))
    op.add_column("voicing", sa.Column("sound_hash", NAME, nullable=False, server_default=EMPTY))
    news = table("news_version", "id", "version", "title", "body", "source", "author", "folded")
    fill(news, ("id", "version"), "folded", lambda row: fold(f"{row.title} {row.body} {row.source} {row.author}"))
    fill(table("script_version", "id", "version", "title", "lines", "folded"), ("id", "version"), "folded", words)
    fill(table("voicing", "arrived", "lines", "sound_hash"), ("arrived",), "sound_hash", sound)
    op.create_index("ix_handover_outlet_id_at", "handover", ["outlet_id", "at"])


def table(name: str, *columns: str) -> sa.TableClause:
    return sa.table(name, *(sa.column(each, sa.BigInteger if each in NUMBERS else sa.Text) for each in columns))


def fill(where: sa.TableClause, key: tuple[str, ...], name: str, made: Callable[[sa.Row[Any]], str]) -> None:
    """Fill a column of every row from the others, some hundred rows at a time."""
    which = sa.and_(*(where.c[each] == sa.bindparam(f"{each}_", type_=where.c[each].type) for each in key))
    change = sa.update(where).where(which).values({name: sa.bindparam("value")})
    connection = op.get_bind()
    for rows in parts(connection.execute(sa.select(where))):
        found = [{f"{each}_": getattr(row, each) for each in key} | {"value": made(row)} for row in rows]
        connection.execute(change, found)


def parts(found: sa.CursorResult[Any]) -> Iterator[list[sa.Row[Any]]]:
    every = found.all()
    for start in range(0, len(every), AT_ONCE):
        yield list(every[start : start + AT_ONCE])


def words(row: sa.Row[Any]) -> str:
    lines = [each["written"] for each in json.loads(row.lines) if "written" in each]
    return fold(" ".join([row.title, *lines]))


def sound(row: sa.Row[Any]) -> str:
    return fingerprint([[cut["audio"] for cut in line] for line in json.loads(row.lines)])
