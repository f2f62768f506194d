"""No two sessions of one outlet overlap, whoever writes; rules of airing, reasons and results of plans, late changes.

A playlist keeps its end. Playlists that overlapped before keep their start and duration; the end of the earlier one is
then the start of the next.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from broadcaster.storage.guards import only_ever_added

revision = "0004"
down_revision = "0003"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)

OVERLAP = "Hai buổi phát chồng giờ nhau trên một nơi phát"


def upgrade() -> None:
    op.add_column("playlist", sa.Column("stops_at", INSTANT))
    op.create_index("ix_playlist_outlet_id_stops_at", "playlist", ["outlet_id", "stops_at"])
    if op.get_bind().dialect.name == "sqlite":
        _fill_stops("strftime('%Y-%m-%d %H:%M:%f000', starts_at, '+' || (duration / 1000.0) || ' seconds')", "min")
        _no_overlap_on_sqlite()
    else:
        _fill_stops("starts_at + duration * interval '1 millisecond'", "least")
        _no_overlap_on_postgresql()
    _rules()
    _records()
    _changes()


def _fill_stops(stop: str, lesser: str) -> None:
    op.execute(
        f"UPDATE playlist SET stops_at = {lesser}({stop}, coalesce(later.starts, {stop})) FROM "  # noqa: S608 - constants
        "(SELECT id AS later_id, lead(starts_at) OVER (PARTITION BY outlet_id ORDER BY starts_at, id) AS starts "
        "FROM playlist) AS later WHERE later.later_id = playlist.id"
    )


def _no_overlap_on_sqlite() -> None:
    for name, change in (("insert", "INSERT"), ("update", "UPDATE OF outlet_id, starts_at, stops_at")):
        op.execute(
            f"CREATE TRIGGER playlist_no_overlap_{name} BEFORE {change} ON playlist "  # noqa: S608 - constants
            "WHEN NEW.stops_at IS NULL OR NEW.stops_at < NEW.starts_at OR EXISTS (SELECT 1 FROM playlist AS other "
            "WHERE other.outlet_id = NEW.outlet_id AND other.stops_at > NEW.starts_at "
            "AND other.starts_at < NEW.stops_at AND other.id <> NEW.id) "
            f"BEGIN SELECT RAISE(ABORT, '{OVERLAP}'); END"
        )


def _no_overlap_on_postgresql() -> None:
    """Use ranges alone, which PostgreSQL can exclude by itself: no extension and no special rights are needed."""
    op.execute('CREATE TYPE outlet_range AS RANGE (subtype = text, collation = "C")')
    op.execute("ALTER TABLE playlist ADD CONSTRAINT ck_playlist_stops CHECK (stops_at IS NOT NULL)")
    op.execute(
        "ALTER TABLE playlist ADD CONSTRAINT ex_playlist_no_overlap EXCLUDE USING gist "
        "(outlet_range(outlet_id, outlet_id, '[]') WITH &&, tstzrange(starts_at, stops_at) WITH &&)"
    )


def _rules() -> None:
    op.create_table(
        "air_rule",
        sa.Column("arrived", SERIAL, nullable=False, autoincrement=True),
        sa.Column("item_id", NAME, nullable=False),
        sa.Column("priority", sa.Text, nullable=False),
        sa.Column("not_before", INSTANT),
        sa.Column("not_after", INSTANT),
        sa.Column("least_runs", sa.Integer, nullable=False),
        sa.Column("most_runs", sa.Integer),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("arrived", name="pk_air_rule"),
    )
    op.create_index("ix_air_rule_item_id_arrived", "air_rule", ["item_id", "arrived"])


def _records() -> None:
    op.create_table(
        "plan_reason",
        sa.Column("air_date", sa.Date, nullable=False),
        sa.Column("session", NAME, nullable=False),
        sa.Column("outlet_id", NAME, nullable=False),
        sa.Column("item_id", NAME, nullable=False),
        sa.Column("because", sa.Text, nullable=False),
        sa.Column("sentence", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("air_date", "session", "outlet_id", "item_id", name="pk_plan_reason"),
    )
    op.create_index("ix_plan_reason_item_id_air_date", "plan_reason", ["item_id", "air_date"])
    op.create_table(
        "plan_left_out",
        sa.Column("edition_id", NAME, sa.ForeignKey("edition.id", name="fk_plan_left_out_edition_id"), nullable=False),
        sa.Column("items", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("edition_id", name="pk_plan_left_out"),
    )
    op.create_table(
        "plan_result",
        sa.Column("arrived", SERIAL, nullable=False, autoincrement=True),
        sa.Column("first", sa.Date, nullable=False),
        sa.Column("last", sa.Date, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("goals", sa.Text, nullable=False),
        sa.Column("shortfall", sa.BigInteger, nullable=False),
        sa.Column("bound", sa.BigInteger, nullable=False),
        sa.Column("proven", sa.Boolean, nullable=False),
        sa.Column("conflicts", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("arrived", name="pk_plan_result"),
    )


def _changes() -> None:
    op.create_table(
        "withdrawal",
        sa.Column("arrived", SERIAL, nullable=False, autoincrement=True),
        sa.Column("item_id", NAME, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("allowed", sa.Boolean, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("arrived", name="pk_withdrawal"),
    )
    op.create_table(
        "plan_change",
        sa.Column("arrived", SERIAL, nullable=False, autoincrement=True),
        sa.Column("air_date", sa.Date, nullable=False),
        sa.Column("session", NAME, nullable=False),
        sa.Column("outlet_id", NAME, nullable=False),
        sa.Column("item_in", NAME, nullable=False),
        sa.Column("item_out", NAME),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("arrived", name="pk_plan_change"),
    )
    for fact in ("air_rule", "withdrawal", "plan_change"):
        only_ever_added(fact)
