"""Emergency bulletins and what became of them."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from broadcaster.storage.guards import only_ever_added

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
