"""News items that tell the same, and what editors said of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from broadcaster.storage.guards import only_ever_added

revision = "0026"
down_revision = "0024"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "news_twin",
        sa.Column("item_id", NAME, nullable=False),
        sa.Column("other_id", NAME, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("likeness", sa.Float, nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("item_id", "other_id", name="pk_news_twin"),
    )
    op.create_index("ix_news_twin_other_id", "news_twin", ["other_id"])
    op.create_table(
        "news_verdict",
        sa.Column("arrived", SERIAL, nullable=False, autoincrement=True),
        sa.Column("item_id", NAME, nullable=False),
        sa.Column("other_id", NAME, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("arrived", name="pk_news_verdict"),
    )
    op.create_index("ix_news_verdict_item_id", "news_verdict", ["item_id"])
    op.create_index("ix_news_verdict_other_id", "news_verdict", ["other_id"])
    only_ever_added("news_verdict")
