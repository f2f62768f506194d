"""What is typed over a script and not saved yet, and who sits at its desk."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "script_draft",
        sa.Column("script_id", NAME, nullable=False),
        sa.Column("account_id", NAME, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("based_on", NAME, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("script_id", "account_id", name="pk_script_draft"),
    )
    op.create_table(
        "script_lock",
        sa.Column("script_id", NAME, nullable=False),
        sa.Column("account_id", NAME, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("taken_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("script_id", name="pk_script_lock"),
    )
