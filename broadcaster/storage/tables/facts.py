"""Tables of what truly happened: handed over, aired, chained, sent in an emergency."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from broadcaster.domain.airings import Evidence, SentItem
from broadcaster.domain.carts import SegmentKind
from broadcaster.domain.emergencies import AfterEmergency, EmergencyEventKind, UrgentSound
from broadcaster.domain.ids import EmergencyId, OutletId, PlaylistId, Sha256
from broadcaster.domain.reconciliations import Reconciled, Unplanned
from broadcaster.domain.topics import Genre
from broadcaster.storage.columns import Document, Instant, Name, Serial, Word
from broadcaster.storage.tables.schema import metadata

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
    Index(None, "outlet_id", "at"),
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

emergency = Table(
    "emergency",
    metadata,
    Column("arrived", Serial, primary_key=True),
    Column("id", Name, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("written", Text, nullable=False),
    Column("spoken", Text, nullable=False),
    Column("drill", Boolean, nullable=False),
    Column("outlets", Document(tuple[OutletId, ...]), nullable=False),
    Column("at", Instant, nullable=False),
    Column("until", Instant, nullable=False),
    Column("by", Text, nullable=False),
    Column("confirmed_by", Text, nullable=False),
    Column("policy", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("repeat", Integer, nullable=False),
    Column("after", Word(AfterEmergency), nullable=False),
    Column("questions_seen", Boolean, nullable=False),
    Column("voice", Text, nullable=False),
    Column("duration", BigInteger, nullable=False),
    Column("sounds", Document(tuple[UrgentSound, ...]), nullable=False),
    Column("alert", Name, unique=True),
    Column("signature", Text, nullable=False),
    Column("replaces", Document(tuple[EmergencyId, ...]), nullable=False),
)

emergency_event = Table(
    "emergency_event",
    metadata,
    Column("arrived", Serial, primary_key=True),
    Column("emergency_id", Name, nullable=False),
    Column("kind", Word(EmergencyEventKind), nullable=False),
    Column("outlet_id", Name),
    Column("by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("path", Text, nullable=False),
    Column("bundle", Name, nullable=False),
    Column("bytes_count", BigInteger, nullable=False),
    Index(None, "emergency_id", "arrived"),
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
