"""Word times of cuts, what was measured of encoded blocks, and a programme for each level that outlets are mixed at.

A block made before is not found, and made again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("cut", sa.Column("words", sa.Text, nullable=False, server_default="[]"))
    op.add_column("block", sa.Column("facts", sa.Text))
    op.create_table(
        "block_quality",
        sa.Column("audio", NAME, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("audio", name="pk_block_quality"),
    )
    if op.get_bind().dialect.name == "sqlite":
        _new_programme_table()
        return
    op.add_column("programme", sa.Column("offset_lu", sa.Integer, nullable=False, server_default="0"))
    op.alter_column("programme", "offset_lu", server_default=None)
    op.drop_constraint("pk_programme", "programme")
    op.create_primary_key("pk_programme", "programme", ["edition_id", "offset_lu"])


def _new_programme_table() -> None:
    """Make the table again, since SQLite cannot give one another primary key."""
    op.rename_table("programme", "programme_before")
    op.create_table(
        "programme",
        sa.Column("edition_id", NAME, sa.ForeignKey("edition.id", name="fk_programme_edition_id"), nullable=False),
        sa.Column("offset_lu", sa.Integer, nullable=False),
        sa.Column("recipe", NAME, nullable=False),
        sa.Column("audio", NAME, nullable=False),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("bytes_count", sa.BigInteger, nullable=False),
        sa.Column("duration", sa.BigInteger, nullable=False),
        sa.Column("loudness_lufs", sa.Double, nullable=False),
        sa.Column("peak_dbtp", sa.Double, nullable=False),
        sa.PrimaryKeyConstraint("edition_id", "offset_lu", name="pk_programme"),
    )
    op.execute(
        "INSERT INTO programme"
        " (edition_id, offset_lu, recipe, audio, path, bytes_count, duration, loudness_lufs, peak_dbtp)"
        " SELECT edition_id, 0, recipe, audio, path, bytes_count, duration, loudness_lufs, peak_dbtp"
        " FROM programme_before"
    )
    op.drop_table("programme_before")
