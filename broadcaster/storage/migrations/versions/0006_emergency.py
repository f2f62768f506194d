"""Emergency bulletins and what became of them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "emergency",
        sa.Column("arrived", SERIAL, nullable=False, autoincrement=True),
        must("id", NAME),
        must("title", sa.Text),
        must("written", sa.Text),
        must("spoken", sa.Text),
        must("drill", sa.Boolean),
        must("outlets", sa.Text),
        must("at", INSTANT),
        must("until", INSTANT),
        must("by", sa.Text),
        must("confirmed_by", sa.Text),
        must("policy", sa.Text),
        must("reason", sa.Text),
        must("repeat", sa.Integer),
        must("after", sa.Text),
        must("questions_seen", sa.Boolean),
        must("voice", sa.Text),
        must("duration", sa.BigInteger),
        must("sounds", sa.Text),
        sa.Column("alert", NAME),
        must("signature", sa.Text),
        must("replaces", sa.Text),
        sa.PrimaryKeyConstraint("arrived", name="pk_emergency"),
        sa.UniqueConstraint("id", name="uq_emergency_id"),
        sa.UniqueConstraint("alert", name="uq_emergency_alert"),
    )
    op.create_table(
        "emergency_event",
        sa.Column("arrived", SERIAL, nullable=False, autoincrement=True),
        must("emergency_id", NAME),
        must("kind", sa.Text),
        sa.Column("outlet_id", NAME),
        must("by", sa.Text),
        must("reason", sa.Text),
        must("at", INSTANT),
        must("path", sa.Text),
        must("bundle", NAME),
        must("bytes_count", sa.BigInteger),
        sa.PrimaryKeyConstraint("arrived", name="pk_emergency_event"),
    )
    op.create_index("ix_emergency_event_emergency_id_arrived", "emergency_event", ["emergency_id", "arrived"])
    only_ever_added("emergency")
    only_ever_added("emergency_event")


def must(name: str, kind: sa.types.TypeEngine[Any] | type[sa.types.TypeEngine[Any]]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def only_ever_added(table: str) -> None:
    """Have the database itself refuse to change or drop a fact."""
    message = f"Bảng {table} chỉ được ghi thêm, không được sửa hay xóa"
    if op.get_bind().dialect.name == "sqlite":
        for change in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {table}_only_ever_added() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{message}'; END $$"
    )
    for change, each in (("UPDATE", "ROW"), ("DELETE", "ROW"), ("TRUNCATE", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION {table}_only_ever_added()"
        )
