"""What the service's jobs did, alarms, and the notices that tell of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "job_run",
        sa.Column("job", NAME, nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("started_at", INSTANT),
        sa.Column("ended_at", INSTANT),
        sa.Column("outcome", sa.Text),
        sa.Column("message", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("job", "due_at", name="pk_job_run"),
    )
    op.create_index("ix_job_run_due_at", "job_run", ["due_at"])
    op.create_table(
        "alarm",
        sa.Column("key", NAME, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("sentence", sa.Text, nullable=False),
        sa.Column("first_at", INSTANT, nullable=False),
        sa.Column("last_at", INSTANT, nullable=False),
        sa.Column("times", sa.Integer, nullable=False),
        sa.Column("cleared_at", INSTANT),
        sa.Column("acknowledged_by", sa.Text, nullable=False),
        sa.Column("acknowledged_at", INSTANT),
        sa.PrimaryKeyConstraint("key", "first_at", name="pk_alarm"),
    )
    op.create_index("ix_alarm_cleared_at", "alarm", ["cleared_at"])
    op.create_table(
        "notice",
        sa.Column("channel", NAME, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("key", NAME, nullable=False),
        sa.Column("first_at", INSTANT, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("tried_at", INSTANT),
        sa.Column("sent_at", INSTANT),
        sa.Column("fault", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("channel", "event", "key", "first_at", name="pk_notice"),
    )
    op.create_index("ix_notice_sent_at", "notice", ["sent_at"])
