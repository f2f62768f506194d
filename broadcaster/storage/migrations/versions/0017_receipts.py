"""How each news item came in: its file, its text before it was cleaned, what was done to it; who chose its topic."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("news_version", sa.Column("topic_origin", sa.Text, nullable=False, server_default="nguồn ghi"))
    op.add_column("news_version", sa.Column("other_topics", sa.Text, nullable=False, server_default="[]"))
    op.create_table(
        "news_receipt",
        sa.Column("id", SERIAL, nullable=False, autoincrement=True),
        sa.Column("item_id", sa.Text, nullable=False),
        sa.Column("given", sa.Text, nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("way", sa.Text, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("file_sha256", sa.Text),
        sa.Column("link", sa.Text, nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True)),
        sa.Column("rights", sa.Text, nullable=False),
        sa.Column("original", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("notes", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("accepted_by", sa.Text, nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_news_receipt"),
    )
    op.create_index("ix_news_receipt_item_id", "news_receipt", ["item_id"])
