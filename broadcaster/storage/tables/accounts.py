"""Tables of accounts, sign-ins, tokens, and the trail of what people did."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, Table, Text

from broadcaster.domain.accounts import Role
from broadcaster.domain.audit import AuditOutcome
from broadcaster.domain.tokens import Scope
from broadcaster.storage.columns import Document, Instant, Name, OutletOrEvery, Serial, Word
from broadcaster.storage.tables.schema import metadata

account = Table(
    "account",
    metadata,
    Column("id", Name, primary_key=True),
    Column("full_name", Text, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("password_at", Instant),
    Column("totp", Text, nullable=False),
    Column("totp_used", BigInteger, nullable=False),
    Column("blocked_at", Instant),
    Column("blocked_by", Text, nullable=False),
)

account_grant = Table(
    "account_grant",
    metadata,
    Column("account_id", Name, primary_key=True),
    Column("role", Word(Role), primary_key=True),
    Column("unit_id", OutletOrEvery, primary_key=True),
    Column("outlet_id", OutletOrEvery, primary_key=True),
)

visit = Table(
    "visit",
    metadata,
    Column("key", Name, primary_key=True),
    Column("account_id", Name, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("address", Text, nullable=False),
    Column("agent", Text, nullable=False),
    Column("waiting", Boolean, nullable=False),
    Index(None, "account_id"),
)

recovery_code = Table(
    "recovery_code",
    metadata,
    Column("account_id", Name, primary_key=True),
    Column("key", Name, primary_key=True),
)

setup_link = Table(
    "setup_link",
    metadata,
    Column("key", Name, primary_key=True),
    Column("account_id", Name, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("used_at", Instant),
)

sign_in_tries = Table(
    "sign_in_tries",
    metadata,
    Column("key", Name, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", Instant, nullable=False),
    Column("until", Instant, nullable=False),
)

token = Table(
    "token",
    metadata,
    Column("id", Name, primary_key=True),
    Column("name", Text, nullable=False),
    Column("key", Name, nullable=False),
    Column("scopes", Document(tuple[Scope, ...]), nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("unit_id", OutletOrEvery, nullable=False),
    Column("outlet_id", OutletOrEvery, nullable=False),
    Column("ends_at", Instant),
    Column("revoked_at", Instant),
    Column("revoked_by", Text, nullable=False),
    Column("seen_at", Instant),
    Column("seen_from", Text, nullable=False),
    Index(None, "key", unique=True),
)

audit_entry = Table(
    "audit_entry",
    metadata,
    Column("arrived", Serial, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("who", Name, nullable=False),
    Column("address", Text, nullable=False),
    Column("action", Name, nullable=False),
    Column("subject", Text, nullable=False),
    Column("outcome", Word(AuditOutcome), nullable=False),
    Column("detail", Text, nullable=False),
    Index(None, "who"),
    Index(None, "subject"),
)
