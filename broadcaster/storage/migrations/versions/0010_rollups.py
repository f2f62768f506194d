"""Airtime added up per outlet and day, and per month; whatever record comes or goes marks its outlet's day as stale.

The database sets the marks itself, within the transaction that changes the record, so that no way of writing passes
them by. What was recorded before is marked as a whole.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)

KINDS = ("planned", "sent", "operator", "player", "measured", "rehearsed")
MARKED = {"airing": ("INSERT",), "handover": ("INSERT",), "playlist": ("INSERT", "UPDATE", "DELETE")}


def upgrade() -> None:
    _tables()
    for table, changes in MARKED.items():
        for change in changes:
            if op.get_bind().dialect.name == "sqlite":
                _mark_on_sqlite(table, change)
            else:
                _mark_on_postgresql(table, change)
    named = " UNION ".join(f"SELECT air_date, outlet_id FROM {table}" for table in MARKED)  # noqa: S608 - constants
    op.execute(f"INSERT INTO airtime_stale (air_day, outlet_id) {named}")


def _tables() -> None:
    op.create_table(
        "airtime_day",
        sa.Column("outlet_id", NAME, nullable=False),
        sa.Column("air_day", sa.Date, nullable=False),
        sa.Column("newest", INSTANT),
        sa.Column("cells", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("outlet_id", "air_day", name="pk_airtime_day"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_airtime_day_air_day_outlet_id", "airtime_day", ["air_day", "outlet_id"])
    sums = [f"{k}_{run}_{what}" for k in KINDS for run in ("first", "repeat") for what in ("airings", "length")]
    op.create_table(
        "airtime_month",
        sa.Column("month", sa.Date, nullable=False),
        sa.Column("topic", sa.Integer, nullable=False),
        sa.Column("outlet_id", NAME, nullable=False),
        sa.Column("genre", NAME, nullable=False),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in sums),
        sa.Column("noted_first_airings", sa.BigInteger, nullable=False),
        sa.Column("noted_repeat_airings", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("month", "topic", "outlet_id", "genre", name="pk_airtime_month"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_airtime_month_outlet_id_month", "airtime_month", ["outlet_id", "month"])
    counted = [f"{grade}_{run}" for grade in ("operator", "player", "measured") for run in ("first", "repeat")]
    op.create_table(
        "airtime_item",
        sa.Column("month", sa.Date, nullable=False),
        sa.Column("item_id", NAME, nullable=False),
        sa.Column("topic", sa.Integer, nullable=False),
        *(sa.Column(name, sa.BigInteger, nullable=False) for name in counted),
        sa.PrimaryKeyConstraint("month", "item_id", "topic", name="pk_airtime_item"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "airtime_stale",
        sa.Column("air_day", sa.Date, nullable=False),
        sa.Column("outlet_id", NAME, nullable=False),
        sa.PrimaryKeyConstraint("air_day", "outlet_id", name="pk_airtime_stale"),
        sqlite_with_rowid=False,
    )


def _mark_on_sqlite(table: str, change: str) -> None:
    """Ask whether the mark is there: how a conflict is met would be for whoever writes the record to say."""
    for row in {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}[change]:
        op.execute(
            f"CREATE TRIGGER {table}_stale_{change.lower()}_{row.lower()} AFTER {change} ON {table} "  # noqa: S608
            f"BEGIN INSERT INTO airtime_stale (air_day, outlet_id) SELECT {row}.air_date, {row}.outlet_id "
            "WHERE NOT EXISTS (SELECT 1 FROM airtime_stale "
            f"WHERE air_day = {row}.air_date AND outlet_id = {row}.outlet_id); END"
        )


def _mark_on_postgresql(table: str, change: str) -> None:
    rows = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}[change]
    for row in rows:
        name = f"{table}_stale_{change.lower()}_{row.lower()}"
        op.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "  # noqa: S608 - constants
            "INSERT INTO airtime_stale (air_day, outlet_id) SELECT DISTINCT air_date, outlet_id FROM changed "
            "ON CONFLICT DO NOTHING; RETURN NULL; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {name} AFTER {change} ON {table} REFERENCING {row} TABLE AS changed "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )
