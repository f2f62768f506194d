"""A commune's own short announcement: written, read by the station's rules, approved like everything else, queued."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from broadcaster.copydesk.read_time import ASSUMED, read_time
from broadcaster.domain.approvals import ScriptState
from broadcaster.domain.ids import DurationMs, NewsItemId, OutletId, ScriptId, SessionId
from broadcaster.domain.news import NewsDraft, NewsItem
from broadcaster.domain.readings import Reading
from broadcaster.domain.scripts import Presenter, ReadLine
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.topics import Genre
from broadcaster.errors import AnnouncementRefused, NotThere
from broadcaster.newsroom.accept import accept
from broadcaster.services.approve_script import approve_text, standings
from broadcaster.services.move_script import submit
from broadcaster.services.queue_segment import queue_segment
from broadcaster.services.write_script import write_scripts
from broadcaster.station import Station

LONGEST = 1_500
"""Characters of the longest announcement: some two minutes."""

AHEAD = 7
"""How many days ahead it can be queued."""

_ORIGIN = "thông báo của"


@dataclass(frozen=True, kw_only=True, slots=True)
class Announcement:
    """What somebody of a commune wants to be told there."""

    outlet_id: OutletId
    """Where alone."""
    title: str
    """What lists call it."""
    body: str
    """The words."""
    topic: str
    """Code of the content area it counts for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tried:
    """How an announcement would be read."""

    reading: Reading
    """Written and spoken words."""
    lasts: DurationMs
    """About how long, by the assumed pace of a voice."""

    @property
    def line(self) -> ReadLine:
        """Give the words as a voice would be handed them."""
        return ReadLine(presenter=Presenter.FEMALE, written=self.reading.written, spoken=self.reading.spoken)


@dataclass(frozen=True, kw_only=True, slots=True)
class Announced:
    """An announcement that was handed in."""

    item: NewsItem
    """The news item."""
    state: ScriptState
    """How far its script has come."""
    queued: tuple[tuple[date, SessionId], ...]
    """Sessions that it is queued into."""


def try_announcement(station: Station, wanted: Announcement) -> Tried:
    """Give how an announcement would be read, and keep nothing; raises AnnouncementRefused."""
    title, body = _checked(wanted)
    voice = station.voice_named(Presenter.FEMALE)
    reading = station.read(body, outlets=(wanted.outlet_id,), about=title, voice=voice)
    return Tried(reading=reading, lasts=read_time(reading.spoken, ASSUMED))


def announce(
    station: Station, timetable: Timetable, wanted: Announcement, *, by: str, now: datetime, straight: bool = False
) -> NewsItem:
    """Keep an announcement as a news item for its outlet alone, and lay its script before whoever approves.

    The same words for the same outlet are one item, however often they are sent.

    Args:
        station: The station.
        timetable: The timetable in force.
        wanted: What is to be told.
        by: Who wrote it.
        now: When.
        straight: Approve the words at once, by the station's recorded policy of one person; open questions were seen.

    Raises:
        AnnouncementRefused, UnknownTopic; TemplateError.
        OwnApproval: `straight`, and no policy allows it; it waits for approval then.
    """
    title, body = _checked(wanted)
    name = hashlib.sha256(f"{wanted.outlet_id}\x00{title}\x00{body}".encode()).hexdigest()[:12]
    draft = NewsDraft(
        title=title,
        body=body,
        topic=wanted.topic,
        genre=Genre.NEWS.value,
        headline=title,
        source=timetable.outlet(wanted.outlet_id).name,
        author=by,
        question="",
        outlets=(wanted.outlet_id,),
        key=f"thong-bao-{wanted.outlet_id}-{name}",
        origin=f"{_ORIGIN} {timetable.outlet(wanted.outlet_id).name}",
    )
    item = accept(draft, topics=timetable.topics, find_outlet=OutletId, now=now)
    with station.store.writing() as tx:
        tx.news.save(item)
    write_scripts(station, now=now, item_ids=[item.id])
    submit(station, [ScriptId(item.id)], by=by, now=now)
    if straight:
        approve_text(station, ScriptId(item.id), by=by, now=now, questions_seen=True)
    return item


def announced(station: Station, outlet_id: OutletId, *, now: datetime) -> tuple[Announced, ...]:
    """Give the announcements of an outlet, the newest first."""
    today = now.astimezone(station.zone).date()
    states = {each.script.id: each.state for each in standings(station)}
    with station.store.reading() as tx:
        mine = [each for each in tx.news.all() if each.outlets == (outlet_id,) and each.origin.startswith(_ORIGIN)]
        queue = [entry for number in range(AHEAD + 1) for entry in tx.queue.on(today + timedelta(days=number))]
    return tuple(
        Announced(
            item=each,
            state=states.get(ScriptId(each.id), ScriptState.DRAFT),
            queued=tuple((entry.air_date, entry.session) for entry in queue if entry.item_id == each.id),
        )
        for each in sorted(mine, key=lambda each: each.received_at, reverse=True)
    )


def announced_lines(station: Station, outlet_id: OutletId, item_id: str, *, now: datetime) -> tuple[ReadLine, ...]:
    """Give the lines of an announcement that was handed in, as they will be said; raises NotThere for all others'."""
    mine = {each.item.id for each in announced(station, outlet_id, now=now)}
    with station.store.reading() as tx:
        script = tx.scripts.get(ScriptId(item_id)) if item_id in mine else None
    if script is None:
        raise NotThere
    return script.read_lines


def open_sessions(
    station: Station, timetable: Timetable, outlet_id: OutletId, *, now: datetime
) -> tuple[tuple[date, SessionId, datetime], ...]:
    """Give the coming sessions of an outlet whose day has no bundle yet, with their starts in local time."""
    return tuple(_open(station, timetable, outlet_id, now))


def queue_announcement(
    station: Station, timetable: Timetable, outlet_id: OutletId, item_id: str, *, place: str, by: str, now: datetime
) -> None:
    """Queue an announcement into one of an outlet's open sessions, written ``2023-03-16/morning``.

    Raises:
        NotThere: it is not the outlet's own. AnnouncementRefused: it is not cleared, or the session is not open.
    """
    mine = {each.item.id: each for each in announced(station, outlet_id, now=now)}
    found = mine.get(NewsItemId(item_id))
    if found is None:
        raise NotThere
    if found.state is not ScriptState.CLEARED:
        raise AnnouncementRefused(reason="bài chưa được nghe duyệt nên chưa xếp vào buổi nào được")
    here = {f"{day}/{session}": (day, session) for day, session, _ in _open(station, timetable, outlet_id, now)}
    if place not in here:
        raise AnnouncementRefused(reason="buổi này đã đóng gói hoặc đã qua; chọn buổi khác")
    day, session = here[place]
    if (day, session) not in found.queued:
        queue_segment(station, found.item.id, day=day, session=session, outlet=outlet_id, by=by, now=now)


def _checked(wanted: Announcement) -> tuple[str, str]:
    title, body = " ".join(wanted.title.split()), wanted.body.strip()
    if not title or not body:
        raise AnnouncementRefused(reason="cần cả tên thông báo và nội dung")
    if len(body) > LONGEST:
        raise AnnouncementRefused(reason=f"nội dung dài {len(body)} chữ cái, nhiều nhất {LONGEST}; rút gọn lại")
    return title, body


def _open(
    station: Station, timetable: Timetable, outlet_id: OutletId, now: datetime
) -> Iterator[tuple[date, SessionId, datetime]]:
    today = now.astimezone(station.zone).date()
    last = today + timedelta(days=AHEAD)
    with station.store.reading() as tx:
        sent = {each.air_date for each in tx.handovers.of(outlet_id, today, last)}
    for number in range(AHEAD + 1):
        day = today + timedelta(days=number)
        for slot in timetable.slots_on(day):
            starts = datetime.combine(day, slot.starts, tzinfo=station.zone)
            if slot.outlet_id == outlet_id and day not in sent and starts > now:
                yield day, slot.session, starts
