"""Items that staff move between sessions, and who said yes to each."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from broadcaster.storage.guards import only_ever_added

revision = "0022"
down_revision = "0020"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "plan_move",
        sa.Column("id", SERIAL, nullable=False, autoincrement=True),
        sa.Column("item_id", NAME, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("outlet_id", NAME, nullable=False),
        sa.Column("from_day", sa.Date, nullable=False),
        sa.Column("from_session", NAME, nullable=False),
        sa.Column("to_day", sa.Date, nullable=False),
        sa.Column("to_session", NAME, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_plan_move"),
    )
    op.create_index("ix_plan_move_item_id", "plan_move", ["item_id"])
    op.create_table(
        "plan_move_decision",
        sa.Column("move", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("decision", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("policy", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("move", name="pk_plan_move_decision"),
    )
    for fact in ("plan_move", "plan_move_decision"):
        only_ever_added(fact)
