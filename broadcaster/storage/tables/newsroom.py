"""Tables of the newsroom: news, copy, approvals, the lexicon."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from broadcaster.domain.approvals import ApprovalStage, StepKind
from broadcaster.domain.ids import OutletId, TopicCode
from broadcaster.domain.legal_documents import LegalDocument
from broadcaster.domain.news_receipts import Way
from broadcaster.domain.news_twins import TwinKind, Verdict
from broadcaster.domain.scripts import ReadLine, SoundCue
from broadcaster.domain.topics import Genre, TopicOrigin
from broadcaster.domain.words import WordChange
from broadcaster.storage.columns import Document, Instant, Name, Serial, Word
from broadcaster.storage.tables.schema import metadata


def _heads(name: str, versions: str) -> Table:
    """Make the table that says which version of each thing stands, in order of arrival."""
    return Table(
        name,
        metadata,
        Column("arrived", Serial, primary_key=True),
        Column("id", Name, nullable=False, unique=True),
        Column("version", Integer, nullable=False),
        ForeignKeyConstraint(["id", "version"], [f"{versions}.id", f"{versions}.version"]),
    )


news_version = Table(
    "news_version",
    metadata,
    Column("id", Name, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("topic", Integer, nullable=False),
    Column("genre", Word(Genre), nullable=False),
    Column("headline", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("outlets", Document(tuple[OutletId, ...]), nullable=False),
    Column("origin", Text, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("topic_origin", Word(TopicOrigin), nullable=False, server_default=TopicOrigin.GIVEN.value),
    Column("other_topics", Document(tuple[TopicCode, ...]), nullable=False, server_default="[]"),
    Column("content_hash", Name, nullable=False),
    Column("folded", Text, nullable=False, server_default=text("''")),
)

news = _heads("news", "news_version")

news_receipt = Table(
    "news_receipt",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("item_id", Name, nullable=False),
    Column("given", Name, nullable=False),
    Column("received_at", Instant, nullable=False),
    Column("by", Text, nullable=False),
    Column("way", Word(Way), nullable=False),
    Column("origin", Text, nullable=False),
    Column("file_sha256", Name),
    Column("link", Text, nullable=False),
    Column("published_at", Instant),
    Column("rights", Text, nullable=False),
    Column("original", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("notes", Document(tuple[str, ...]), nullable=False),
    Column("document", Document(LegalDocument | None), nullable=False),
    Column("accepted_by", Text, nullable=False),
    Column("accepted_at", Instant),
    Index("ix_news_receipt_item_id", "item_id"),
    Index("ix_news_receipt_file_sha256", "file_sha256"),
)

news_twin = Table(
    "news_twin",
    metadata,
    Column("item_id", Name, primary_key=True),
    Column("other_id", Name, primary_key=True),
    Column("kind", Word(TwinKind), nullable=False),
    Column("likeness", Float, nullable=False),
    Column("found_at", Instant, nullable=False),
    Index(None, "other_id"),
)

news_verdict = Table(
    "news_verdict",
    metadata,
    Column("arrived", Serial, primary_key=True),
    Column("item_id", Name, nullable=False),
    Column("other_id", Name, nullable=False),
    Column("verdict", Word(Verdict), nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "item_id"),
    Index(None, "other_id"),
)

news_feed = Table(
    "news_feed",
    metadata,
    Column("name", Name, primary_key=True),
    Column("address", Text, nullable=False),
    Column("etag", Text, nullable=False),
    Column("modified", Text, nullable=False),
    Column("tried_at", Instant),
    Column("done_at", Instant),
    Column("failures", Integer, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("told", Text, nullable=False),
)

script_version = Table(
    "script_version",
    metadata,
    Column("id", Name, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("lines", Document(tuple[ReadLine | SoundCue, ...]), nullable=False),
    Column("writer", Text, nullable=False),
    Column("written_at", Instant, nullable=False),
    Column("item_id", Name),
    Column("genre", Word(Genre)),
    Column("topic", Integer),
    Column("item_hash", Name),
    Column("text_hash", Name, nullable=False),
    Column("folded", Text, nullable=False, server_default=text("''")),
)

script = _heads("script", "script_version")

approval = Table(
    "approval",
    metadata,
    Column("arrived", Serial, primary_key=True),
    Column("script_id", Name, nullable=False),
    Column("stage", Word(ApprovalStage), nullable=False),
    Column("subject", Name, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("authenticated", Boolean, nullable=False),
    Column("policy", Text, nullable=False),
    Column("questions_seen", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("script_id", "stage", "subject"),
)

script_step = Table(
    "script_step",
    metadata,
    Column("arrived", Serial, primary_key=True),
    Column("script_id", Name, nullable=False),
    Column("kind", Word(StepKind), nullable=False),
    Column("stage", Word(ApprovalStage), nullable=False),
    Column("subject", Name, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
    Column("authenticated", Boolean, nullable=False),
    Index(None, "script_id", "arrived"),
)

script_draft = Table(
    "script_draft",
    metadata,
    Column("script_id", Name, primary_key=True),
    Column("account_id", Name, primary_key=True),
    Column("name", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("based_on", Name, nullable=False),
    Column("at", Instant, nullable=False),
)

script_lock = Table(
    "script_lock",
    metadata,
    Column("script_id", Name, primary_key=True),
    Column("account_id", Name, nullable=False),
    Column("name", Text, nullable=False),
    Column("taken_at", Instant, nullable=False),
    Column("seen_at", Instant, nullable=False),
)

word_change = Table(
    "word_change",
    metadata,
    Column("arrived", Serial, primary_key=True),
    Column("key", Name, nullable=False),
    Column("written", Text, nullable=False),
    Column("spoken", Text, nullable=False),
    Column("context", Document(tuple[str, ...]), nullable=False),
    Column("voice", Text, nullable=False),
    Column("outlets", Document(tuple[OutletId, ...]), nullable=False),
    Column("change", Word(WordChange), nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "key", "arrived"),
)
