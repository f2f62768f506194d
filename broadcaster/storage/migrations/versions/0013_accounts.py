"""Accounts, their roles, sign-ins and set-up links, tokens, and the trail of what people did."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from broadcaster.storage.guards import only_ever_added

revision = "0013"
down_revision = "0010"

NAME = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _accounts()
    _ways_in()
    op.create_table(
        "token",
        sa.Column("id", NAME, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("key", NAME, nullable=False),
        sa.Column("scopes", sa.Text, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("unit_id", NAME, nullable=False),
        sa.Column("outlet_id", NAME, nullable=False),
        sa.Column("ends_at", INSTANT),
        sa.Column("revoked_at", INSTANT),
        sa.Column("revoked_by", sa.Text, nullable=False),
        sa.Column("seen_at", INSTANT),
        sa.Column("seen_from", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_token"),
    )
    op.create_index("ix_token_key", "token", ["key"], unique=True)
    op.create_table(
        "audit_entry",
        sa.Column("arrived", SERIAL, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("who", NAME, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("action", NAME, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("arrived", name="pk_audit_entry"),
    )
    op.create_index("ix_audit_entry_who", "audit_entry", ["who"])
    only_ever_added("audit_entry")


def _accounts() -> None:
    op.create_table(
        "account",
        sa.Column("id", NAME, nullable=False),
        sa.Column("full_name", sa.Text, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("password_at", INSTANT),
        sa.Column("totp", sa.Text, nullable=False),
        sa.Column("totp_used", sa.BigInteger, nullable=False),
        sa.Column("blocked_at", INSTANT),
        sa.Column("blocked_by", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
    )
    op.create_table(
        "account_grant",
        sa.Column("account_id", NAME, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("unit_id", NAME, nullable=False),
        sa.Column("outlet_id", NAME, nullable=False),
        sa.PrimaryKeyConstraint("account_id", "role", "unit_id", "outlet_id", name="pk_account_grant"),
    )


def _ways_in() -> None:
    op.create_table(
        "visit",
        sa.Column("key", NAME, nullable=False),
        sa.Column("account_id", NAME, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("agent", sa.Text, nullable=False),
        sa.Column("waiting", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_visit"),
    )
    op.create_index("ix_visit_account_id", "visit", ["account_id"])
    op.create_table(
        "recovery_code",
        sa.Column("account_id", NAME, nullable=False),
        sa.Column("key", NAME, nullable=False),
        sa.PrimaryKeyConstraint("account_id", "key", name="pk_recovery_code"),
    )
    op.create_table(
        "setup_link",
        sa.Column("key", NAME, nullable=False),
        sa.Column("account_id", NAME, nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("made_by", sa.Text, nullable=False),
        sa.Column("ends_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT),
        sa.PrimaryKeyConstraint("key", name="pk_setup_link"),
    )
    op.create_table(
        "sign_in_tries",
        sa.Column("key", NAME, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last_at", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_sign_in_tries"),
    )
