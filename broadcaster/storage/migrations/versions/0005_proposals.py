"""Proposed changes of the timetable and what became of them, how each version came to be, and who vouched for what.

A timetable is a fact from now on: a version that was in force can neither change nor go.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from broadcaster.storage.guards import only_ever_added

revision = "0005"
down_revision = "0004"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    for name, default in (("confirmed_by", "''"), ("policy", "''"), ("summary", "''"), ("files", "'[]'")):
        op.add_column("timetable", sa.Column(name, sa.Text, nullable=False, server_default=sa.text(default)))
    op.create_table(
        "schedule_proposal",
        sa.Column("id", SERIAL, nullable=False, autoincrement=True),
        sa.Column("source", NAME, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("files", sa.Text, nullable=False),
        sa.Column("base", sa.Integer, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_schedule_proposal"),
    )
    op.create_table(
        "schedule_decision",
        sa.Column("proposal", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("decision", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("proposal", name="pk_schedule_decision"),
    )
    op.create_table(
        "trust",
        sa.Column("arrived", SERIAL, nullable=False, autoincrement=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("newest", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("arrived", name="pk_trust"),
    )
    for fact in ("timetable", "schedule_proposal", "schedule_decision", "trust"):
        only_ever_added(fact)
