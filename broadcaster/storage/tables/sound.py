"""Tables of sound: what was voiced, encoded, measured, and put together."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    text,
)

from broadcaster.domain.quality import QualityFacts
from broadcaster.domain.sound import Cut, WordTime
from broadcaster.domain.sound_facts import SoundFacts
from broadcaster.storage.columns import Document, Instant, Name, Serial
from broadcaster.storage.tables.schema import metadata

cut = Table(
    "cut",
    metadata,
    Column("hash", Name, primary_key=True),
    Column("audio", Name, nullable=False),
    Column("duration", BigInteger, nullable=False),
    Column("engine", Text, nullable=False),
    Column("engine_version", Text, nullable=False),
    Column("voice", Text, nullable=False),
    Column("spoken", Text, nullable=False),
    Column("words", Document(tuple[WordTime, ...]), nullable=False, server_default="[]"),
)

voicing = Table(
    "voicing",
    metadata,
    Column("arrived", Serial, primary_key=True),
    Column("script_id", Name, nullable=False),
    Column("text_hash", Name, nullable=False),
    Column("lines", Document(tuple[tuple[Cut, ...], ...]), nullable=False),
    Column("at", Instant, nullable=False),
    Column("sound_hash", Name, nullable=False, server_default=text("''")),
    Index(None, "script_id", "arrived"),
)

programme = Table(
    "programme",
    metadata,
    Column("edition_id", Name, ForeignKey("edition.id"), primary_key=True),
    Column("offset_lu", Integer, primary_key=True, autoincrement=False),
    Column("recipe", Name, nullable=False),
    Column("audio", Name, nullable=False),
    Column("path", Text, nullable=False),
    Column("bytes_count", BigInteger, nullable=False),
    Column("duration", BigInteger, nullable=False),
    Column("loudness_lufs", Double, nullable=False),
    Column("peak_dbtp", Double, nullable=False),
)

block = Table(
    "block",
    metadata,
    Column("key", Name, primary_key=True),
    Column("audio", Name, nullable=False),
    Column("facts", Document(SoundFacts)),
)

block_quality = Table(
    "block_quality",
    metadata,
    Column("audio", Name, primary_key=True),
    Column("facts", Document(QualityFacts), nullable=False),
)
