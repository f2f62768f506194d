"""The tables, as the newest migration leaves them.

Plans may refer to one another. Facts (airing, its links and heads, handover, approval, word_change) refer to nothing,
so that no deletion can reach them.
Plans may refer to one another. Facts (airing, handover, approval, word_change, and how timetables changed) refer to
nothing, so that no deletion can reach them.
Plans may refer to one another. Facts (airing, handover, approval, word_change, air_rule, withdrawal, plan_change) refer
to nothing, so that no deletion can reach them.
Plans may refer to one another. Facts (airing, handover, approval, word_change, emergency, emergency_event) refer to
nothing, so that no deletion can reach them.
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

from broadcaster.domain.air_rules import Priority
from broadcaster.domain.airings import Evidence, SentItem
from broadcaster.domain.alarms import AlarmKind, NoticeEvent
from broadcaster.domain.approvals import ApprovalStage
from broadcaster.domain.carts import SegmentKind
from broadcaster.domain.editions import Segment
from broadcaster.domain.emergencies import AfterEmergency, EmergencyEventKind, UrgentSound
from broadcaster.domain.ids import EmergencyId, OutletId, PlaylistId
from broadcaster.domain.jobs import JobOutcome
from broadcaster.domain.plan_records import GoalOutcome
from broadcaster.domain.quality import QualityFacts
from broadcaster.domain.schedule_changes import Decision, ScheduleFile
from broadcaster.domain.scripts import ReadLine, SoundCue
from broadcaster.domain.sound import Cut, WordTime
from broadcaster.domain.sound_facts import SoundFacts
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.topics import Genre
from broadcaster.domain.trust import TrustKind
from broadcaster.domain.words import WordChange
from broadcaster.scheduling.filling import LeftOut
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

timetable = Table(
    "timetable",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("source", Name, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("document", Document(Timetable), nullable=False),
    Column("confirmed_by", Text, nullable=False, server_default=text("''")),
    Column("policy", Text, nullable=False, server_default=text("''")),
    Column("summary", Text, nullable=False, server_default=text("''")),
    Column("files", Document(tuple[ScheduleFile, ...]), nullable=False, server_default="[]"),
)

schedule_proposal = Table(
    "schedule_proposal",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("source", Name, nullable=False),
    Column("document", Document(Timetable), nullable=False),
    Column("files", Document(tuple[ScheduleFile, ...]), nullable=False),
    Column("base", Integer, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("note", Text, nullable=False),
)

schedule_decision = Table(
    "schedule_decision",
    metadata,
    Column("proposal", BigInteger, primary_key=True, autoincrement=False),
    Column("decision", Word(Decision), nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
)

trust = Table(
    "trust",
    metadata,
    Column("arrived", Serial, primary_key=True),
    Column("kind", Word(TrustKind), nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("newest", Instant, nullable=False),
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

job_run = Table(
    "job_run",
    metadata,
    Column("job", Name, primary_key=True),
    Column("due_at", Instant, primary_key=True),
    Column("attempt", Integer, nullable=False),
    Column("started_at", Instant),
    Column("ended_at", Instant),
    Column("outcome", Word(JobOutcome)),
    Column("message", Text, nullable=False),
    Index(None, "due_at"),
)

alarm = Table(
    "alarm",
    metadata,
    Column("key", Name, primary_key=True),
    Column("kind", Word(AlarmKind), nullable=False),
    Column("sentence", Text, nullable=False),
    Column("first_at", Instant, primary_key=True),
    Column("last_at", Instant, nullable=False),
    Column("times", Integer, nullable=False),
    Column("cleared_at", Instant),
    Column("acknowledged_by", Text, nullable=False),
    Column("acknowledged_at", Instant),
    Index(None, "cleared_at"),
)

notice = Table(
    "notice",
    metadata,
    Column("channel", Name, primary_key=True),
    Column("event", Word(NoticeEvent), primary_key=True),
    Column("key", Name, primary_key=True),
    Column("first_at", Instant, primary_key=True),
    Column("made_at", Instant, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("tried_at", Instant),
    Column("sent_at", Instant),
    Column("fault", Text, nullable=False),
    Index(None, "sent_at"),
)
