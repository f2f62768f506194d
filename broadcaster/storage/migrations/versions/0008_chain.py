"""The chain over the as-run log, and its signed heads. Entries that are there already are chained as they lie."""

from __future__ import annotations

from itertools import groupby

import sqlalchemy as sa
from alembic import op

from broadcaster.asrun.chain import extended
from broadcaster.domain.airings import Airing
from broadcaster.domain.zone import ZONE
from broadcaster.storage.guards import only_ever_added
from broadcaster.storage.rows import columns_of
from broadcaster.storage.tables import airing, airing_link

revision = "0008"
down_revision = "0007"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "airing_link",
        sa.Column("arrived", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("outlet_id", NAME, nullable=False),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        sa.Column("arrival_day", sa.Date, nullable=False),
        sa.Column("link", NAME, nullable=False),
        sa.PrimaryKeyConstraint("arrived", name="pk_airing_link"),
        sa.UniqueConstraint("outlet_id", "sequence", name="uq_airing_link_outlet_id_sequence"),
    )
    op.create_table(
        "chain_head",
        sa.Column("outlet_id", NAME, nullable=False),
        sa.Column("arrival_day", sa.Date, nullable=False),
        sa.Column("sequence", sa.BigInteger, nullable=False),
        sa.Column("link", NAME, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("key", NAME, nullable=False),
        sa.Column("signature", NAME, nullable=False),
        sa.PrimaryKeyConstraint("outlet_id", "arrival_day", name="pk_chain_head"),
    )
    _chain_what_is_there()
    for table in ("airing_link", "chain_head"):
        only_ever_added(table)


def _chain_what_is_there() -> None:
    connection = op.get_bind()
    there = {column["name"] for column in sa.inspect(connection).get_columns("airing")}
    columns = [column for column in columns_of(airing, Airing) if column.name in there]  # not those that came later
    found = connection.execute(sa.select(airing.c.arrived, *columns).order_by(airing.c.outlet_id, airing.c.arrived))
    names = [column.name for column in columns]
    for outlet_id, rows in groupby(found.all(), key=lambda row: row.outlet_id):
        tail = None
        for row in rows:
            entry = Airing(**dict(zip(names, row[1:], strict=True)))
            day = entry.recorded_at.astimezone(ZONE).date()
            (tail,) = extended(outlet_id, tail, [entry], arrival_day=day)
            values = {"sequence": tail.sequence, "arrival_day": tail.arrival_day, "link": tail.link}
            connection.execute(sa.insert(airing_link).values(arrived=row.arrived, outlet_id=outlet_id, **values))
