"""What as-run entries tell beside their times, corrections of them, and the answers of reconciliation."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from broadcaster.storage.guards import only_ever_added

revision = "0009"
down_revision = "0008"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("airing", sa.Column("cuts", sa.Text, nullable=False, server_default="[]"))
    op.add_column("airing", sa.Column("sink", sa.Text, nullable=False, server_default=sa.text("''")))
    op.add_column("airing", sa.Column("corrects", NAME))
    op.add_column("airing", sa.Column("correction_reason", sa.Text, nullable=False, server_default=sa.text("''")))
    op.add_column("airing", sa.Column("source", sa.Text, nullable=False, server_default=sa.text("''")))
    op.add_column("airing", sa.Column("resolution", sa.BigInteger, nullable=False, server_default="0"))
    op.create_table(
        "reconciliation",
        sa.Column("arrived", SERIAL, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("outlet_id", NAME, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("inputs", NAME, nullable=False),
        sa.Column("items", sa.Text, nullable=False),
        sa.Column("unplanned", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("arrived", name="pk_reconciliation"),
    )
    op.create_index("ix_reconciliation_day_outlet_id_arrived", "reconciliation", ["day", "outlet_id", "arrived"])
    only_ever_added("reconciliation")
