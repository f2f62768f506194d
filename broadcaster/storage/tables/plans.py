"""Tables of plans, of what staff asked of them, and of why they are as they are."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from broadcaster.domain.air_rules import Priority
from broadcaster.domain.carts import SegmentKind
from broadcaster.domain.editions import Segment
from broadcaster.domain.plan_records import GoalOutcome
from broadcaster.domain.schedule_changes import Decision
from broadcaster.domain.topics import Genre
from broadcaster.scheduling.filling import LeftOut
from broadcaster.storage.columns import Document, Instant, Name, OutletOrEvery, Serial, Word
from broadcaster.storage.tables.schema import metadata

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
    Column("stops_at", Instant),  # never NULL: the database refuses that, and any overlap on one outlet
    UniqueConstraint("edition_id", "outlet_id", "run"),
    Index(None, "air_date", "outlet_id"),
    Index(None, "outlet_id", "stops_at"),
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

air_rule = Table(
    "air_rule",
    metadata,
    Column("arrived", Serial, primary_key=True),
    Column("item_id", Name, nullable=False),
    Column("priority", Word(Priority), nullable=False),
    Column("not_before", Instant),
    Column("not_after", Instant),
    Column("least_runs", Integer, nullable=False),
    Column("most_runs", Integer),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "item_id", "arrived"),
)

plan_reason = Table(
    "plan_reason",
    metadata,
    Column("air_date", Date, primary_key=True),
    Column("session", Name, primary_key=True),
    Column("outlet_id", Name, primary_key=True),
    Column("item_id", Name, primary_key=True),
    Column("because", Text, nullable=False),
    Column("sentence", Text, nullable=False),
    Index(None, "item_id", "air_date"),
)

plan_left_out = Table(
    "plan_left_out",
    metadata,
    Column("edition_id", Name, ForeignKey("edition.id"), primary_key=True),
    Column("items", Document(tuple[LeftOut, ...]), nullable=False),
)

plan_result = Table(
    "plan_result",
    metadata,
    Column("arrived", Serial, primary_key=True),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("at", Instant, nullable=False),
    Column("goals", Document(tuple[GoalOutcome, ...]), nullable=False),
    Column("shortfall", BigInteger, nullable=False),
    Column("bound", BigInteger, nullable=False),
    Column("proven", Boolean, nullable=False),
    Column("conflicts", Document(tuple[str, ...]), nullable=False),
)

withdrawal = Table(
    "withdrawal",
    metadata,
    Column("arrived", Serial, primary_key=True),
    Column("item_id", Name, nullable=False),
    Column("title", Text, nullable=False),
    Column("allowed", Boolean, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

plan_change = Table(
    "plan_change",
    metadata,
    Column("arrived", Serial, primary_key=True),
    Column("air_date", Date, nullable=False),
    Column("session", Name, nullable=False),
    Column("outlet_id", OutletOrEvery, nullable=False),
    Column("item_in", Name, nullable=False),
    Column("item_out", Name),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

plan_move = Table(
    "plan_move",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("item_id", Name, nullable=False),
    Column("title", Text, nullable=False),
    Column("outlet_id", OutletOrEvery, nullable=False),
    Column("from_day", Date, nullable=False),
    Column("from_session", Name, nullable=False),
    Column("to_day", Date, nullable=False),
    Column("to_session", Name, nullable=False),
    Column("position", Integer, nullable=False),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Index("ix_plan_move_item_id", "item_id"),
)

plan_move_decision = Table(
    "plan_move_decision",
    metadata,
    Column("move", BigInteger, primary_key=True, autoincrement=False),
    Column("decision", Word(Decision), nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
    Column("policy", Text, nullable=False),
)
