"""Word times of cuts, and what was measured of encoded blocks; a block made before is not found, and made again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("cut", sa.Column("words", sa.Text, nullable=False, server_default="[]"))
    op.add_column("block", sa.Column("facts", sa.Text))
