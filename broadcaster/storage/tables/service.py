"""Tables of the timetable's changes and of the station's service."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    Table,
    Text,
    text,
)

from broadcaster.domain.alarms import AlarmKind, NoticeEvent
from broadcaster.domain.jobs import JobOutcome
from broadcaster.domain.orders import OrderKind, OrderOutcome
from broadcaster.domain.schedule_changes import Decision, ScheduleFile
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.trust import TrustKind
from broadcaster.storage.columns import Document, Instant, Name, Serial, Word
from broadcaster.storage.tables.schema import metadata

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

outlet_contact = Table(
    "outlet_contact",
    metadata,
    Column("outlet_id", Name, primary_key=True),
    Column("name", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("changed_by", Text, nullable=False),
    Column("changed_at", Instant, nullable=False),
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

work_order = Table(
    "work_order",
    metadata,
    Column("id", Serial, primary_key=True),
    Column("kind", Word(OrderKind), nullable=False),
    Column("arguments", Document(tuple[str, ...]), nullable=False),
    Column("by", Text, nullable=False),
    Column("ordered_at", Instant, nullable=False),
    Column("started_at", Instant),
    Column("ended_at", Instant),
    Column("outcome", Word(OrderOutcome)),
    Column("message", Text, nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Index(None, "ended_at"),
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
