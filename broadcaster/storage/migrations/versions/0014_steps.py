"""What people said of scripts on the way to approval: edited, submitted, returned."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from broadcaster.storage.guards import only_ever_added

revision = "0014"
down_revision = "0013"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "script_step",
        sa.Column("arrived", SERIAL, nullable=False),
        sa.Column("script_id", NAME, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("subject", NAME, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("authenticated", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("arrived", name="pk_script_step"),
    )
    op.create_index("ix_script_step_script_id_arrived", "script_step", ["script_id", "arrived"])
    only_ever_added("script_step")
