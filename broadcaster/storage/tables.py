"""The tables, as the newest migration leaves them.

Plans may refer to one another. Facts (airing, its links and heads, reconciliation, handover, approval, word_change)
refer to nothing, so that no deletion can reach them.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from broadcaster.domain.airings import Evidence, SentItem
from broadcaster.domain.approvals import ApprovalStage
from broadcaster.domain.carts import SegmentKind
from broadcaster.domain.editions import Segment
from broadcaster.domain.ids import OutletId, PlaylistId, Sha256
from broadcaster.domain.quality import QualityFacts
from broadcaster.domain.reconciliations import Reconciled, Unplanned
from broadcaster.domain.scripts import ReadLine, SoundCue
from broadcaster.domain.sound import Cut, WordTime
from broadcaster.domain.sound_facts import SoundFacts
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.topics import Genre
from broadcaster.domain.words import WordChange
from broadcaster.storage.columns import Document, Instant, Name, OutletOrEvery, Serial, Word

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


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
    Column("content_hash", Name, nullable=False),
)
news = _heads("news", "news_version")

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
    Index(None, "script_id", "arrived"),
)

queue_entry = Table(
    "queue_entry",
    metadata,
    Column("air_date", Date, primary_key=True),
    Column("session", Name, primary_key=True),
    Column("outlet_id", OutletOrEvery, primary_key=True),
    Column("item_id", Name, ForeignKey("news.id"), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

edition = Table(
    "edition",
    metadata,
    Column("id", Name, primary_key=True),
    Column("programme", Text, nullable=False),
    Column("air_date", Date, nullable=False),
    Column("session", Name, nullable=False),
    Column("segments", Document(tuple[Segment, ...]), nullable=False),
    Column("rundown_hash", Name, nullable=False),
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

playlist = Table(
    "playlist",
    metadata,
    Column("id", Name, primary_key=True),
    Column("edition_id", Name, ForeignKey("edition.id"), nullable=False),
    Column("outlet_id", Name, nullable=False),
    Column("outlet_name", Text, nullable=False),
    Column("air_date", Date, nullable=False),
    Column("session", Name, nullable=False),
    Column("run", Integer, nullable=False),
    Column("starts_at", Instant, nullable=False),
    Column("duration", BigInteger, nullable=False),
    UniqueConstraint("edition_id", "outlet_id", "run"),
    Index(None, "air_date", "outlet_id"),
)

playlist_item = Table(
    "playlist_item",
    metadata,
    Column("playlist_id", Name, ForeignKey("playlist.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("air_date", Date, nullable=False),
    Column("outlet_id", Name, nullable=False),
    Column("kind", Word(SegmentKind), nullable=False),
    Column("title", Text, nullable=False),
    Column("starts_at", Instant, nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("duration", BigInteger, nullable=False),
    Column("item_id", Name),
    Column("topic", Integer),
    Column("genre", Word(Genre)),
    Column("run", Integer, nullable=False),
    Index(None, "air_date", "outlet_id"),
    Index(None, "topic", "air_date"),
    Index(None, "item_id", "outlet_id", "air_date", "run"),
)

handover = Table(
    "handover",
    metadata,
    Column("arrived", Serial, primary_key=True),
    Column("outlet_id", Name, nullable=False),
    Column("air_date", Date, nullable=False),
    Column("bundle", Name, nullable=False),
    Column("path", Text, nullable=False),
    Column("bytes_count", BigInteger, nullable=False),
    Column("playlists", Document(tuple[PlaylistId, ...]), nullable=False),
    Column("items", Document(tuple[SentItem, ...]), nullable=False),
    Column("how", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "air_date", "outlet_id"),
)

airing = Table(
    "airing",
    metadata,
    Column("arrived", Serial, primary_key=True),
    Column("id", Name, nullable=False, unique=True),
    Column("evidence", Word(Evidence), nullable=False),
    Column("said_by", Text, nullable=False),
    Column("outlet_id", Name, nullable=False),
    Column("outlet_name", Text, nullable=False),
    Column("unit_code", Name, nullable=False),
    Column("air_date", Date, nullable=False),
    Column("session", Name, nullable=False),
    Column("playlist_id", Name, nullable=False),
    Column("edition_id", Name, nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", Word(SegmentKind), nullable=False),
    Column("title", Text, nullable=False),
    Column("item_id", Name),
    Column("topic", Integer),
    Column("genre", Word(Genre)),
    Column("run", Integer, nullable=False),
    Column("programme", Name, nullable=False),
    Column("planned_at", Instant, nullable=False),
    Column("planned", BigInteger, nullable=False),
    Column("observed_start", Instant),
    Column("observed_stop", Instant),
    Column("played", BigInteger, nullable=False),
    Column("cause", Text, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("cuts", Document(tuple[Sha256, ...]), nullable=False, server_default="[]"),
    Column("sink", Text, nullable=False, server_default=text("''")),
    Column("corrects", Name),
    Column("correction_reason", Text, nullable=False, server_default=text("''")),
    Column("source", Text, nullable=False, server_default=text("''")),
    Column("resolution", BigInteger, nullable=False, server_default="0"),
    Index(None, "air_date", "outlet_id"),
    Index(None, "topic", "air_date"),
)

airing_link = Table(
    "airing_link",
    metadata,
    Column("arrived", BigInteger, primary_key=True, autoincrement=False),
    Column("outlet_id", Name, nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("arrival_day", Date, nullable=False),
    Column("link", Name, nullable=False),
    UniqueConstraint("outlet_id", "sequence"),
)

chain_head = Table(
    "chain_head",
    metadata,
    Column("outlet_id", Name, primary_key=True),
    Column("arrival_day", Date, primary_key=True),
    Column("sequence", BigInteger, nullable=False),
    Column("link", Name, nullable=False),
    Column("at", Instant, nullable=False),
    Column("key", Name, nullable=False),
    Column("signature", Name, nullable=False),
)

reconciliation = Table(
    "reconciliation",
    metadata,
    Column("arrived", Serial, primary_key=True),
    Column("day", Date, nullable=False),
    Column("outlet_id", Name, nullable=False),
    Column("made_at", Instant, nullable=False),
    Column("inputs", Name, nullable=False),
    Column("items", Document(tuple[Reconciled, ...]), nullable=False),
    Column("unplanned", Document(tuple[Unplanned, ...]), nullable=False),
    Index(None, "day", "outlet_id", "arrived"),
)

timetable = Table(
    "timetable",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("source", Name, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("document", Document(Timetable), nullable=False),
)
