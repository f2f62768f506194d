"""Keep alarms: each trouble once, for as long as it lasts, on the screen, in a file, and through the channels."""

from __future__ import annotations

import contextlib
import difflib
import logging
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from broadcaster import engines
from broadcaster.domain.alarms import Alarm, AlarmKind, Notice, NoticeEvent, Trouble
from broadcaster.domain.zone import ZONE
from broadcaster.engines import EngineStatus
from broadcaster.errors import NameNeeded, NoticeNotSent, NoTimetable, PlaceError, UnknownAlarm
from broadcaster.files import write_text
from broadcaster.notices import Channel, MailChannel, MailServer, WebhookChannel
from broadcaster.scheduling.due import PAUSES
from broadcaster.scheduling.horizon import Lack, Shortfall, shortfalls
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

logger = logging.getLogger(__name__)

ALARM_FILE = "CANH-BAO.txt"
"""Stands in ``audio_out`` for as long as something is wrong, for those who open that folder alone."""

SMTP_PASSWORD = "BROADCASTER_SMTP_PASSWORD"  # noqa: S105 - the name of a secret
WORTH_TELLING = timedelta(days=2)
"""What did not go out by then is old news."""

_MB = 1_000_000
_NAMED = 5
_ADVICE = {
    Lack.PLAYLIST: "broadcaster plan",
    Lack.PROGRAMME: "broadcaster mix",
    Lack.BUNDLE: "broadcaster bundle make",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class AlarmBoard:
    """What is wrong, and what could not be told."""

    alarms: tuple[Alarm, ...]
    """Alarms, those that are not over first."""
    waiting: tuple[Notice, ...]
    """Notices that were tried and did not go out."""


def settle(station: Station, troubles: Iterable[Trouble], *, of: Callable[[Alarm], bool], now: datetime) -> None:
    """Raise the alarms of what is wrong now, and end those `of` this kind whose trouble is gone."""
    there = {each.key: each for each in troubles}
    with station.store.writing() as tx:
        before = tx.alarms.standing()
        for trouble in there.values():
            alarm, new = tx.alarms.see(trouble, now)
            if new:
                _tell(station, tx, alarm, NoticeEvent.RAISED, now)
        for alarm in before:
            if of(alarm) and alarm.key not in there:
                _tell(station, tx, tx.alarms.clear(alarm, now), NoticeEvent.CLEARED, now)
        standing = tx.alarms.standing()
    _write_file(station, standing)


def board(station: Station, *, now: datetime, every: bool = False) -> AlarmBoard:
    """Give the alarms that are not over, or every one, with the notices that wait."""
    with station.store.reading() as tx:
        alarms = tx.alarms.all() if every else tx.alarms.standing()
        waiting = tx.notices.waiting(since=now - WORTH_TELLING)
    ordered = sorted(alarms, key=lambda each: each.cleared_at is not None)
    return AlarmBoard(alarms=tuple(ordered), waiting=tuple(each for each in waiting if each.tries))


def acknowledge(station: Station, key: str, *, by: str, now: datetime) -> Alarm:
    """Record that somebody has taken note of an alarm; raises NameNeeded, UnknownAlarm."""
    if not by.strip():
        raise NameNeeded
    with station.store.writing() as tx:
        alarm = tx.alarms.get(key)
        if alarm is None:
            near = difflib.get_close_matches(key, [each.key for each in tx.alarms.standing()], n=1)
            raise UnknownAlarm(key=key, nearest=f', có phải "{near[0]}"' if near else "")
        return tx.alarms.acknowledge(alarm, by=by.strip(), now=now)


# --- looking


def watch_station(station: Station, *, now: datetime) -> str:
    """Look at the disk and at the sessions to come; says what is wrong."""
    troubles = [*_disk(station), *_horizon(station, now)]
    settle(station, troubles, of=lambda alarm: alarm.kind in {AlarmKind.DISK, AlarmKind.HORIZON}, now=now)
    return f"{len(troubles)} điều cần xem"


def watch_engines(station: Station, *, now: datetime) -> str:
    """Try every engine that settings name; says how many do not work."""
    wanted = station.settings.voice.engine_names
    records = {each.name: each for each in engines.survey(station.voice_place) if each.group == engines.SPEECH}
    broken = [
        Trouble(
            key=f"engine:{name}",
            kind=AlarmKind.ENGINE,
            sentence=f"Bộ đọc {name} không dùng được: {records[name].reason if name in records else 'chưa cài'}.",
        )
        for name in wanted
        if name not in records or records[name].status is not EngineStatus.READY
    ]
    settle(station, broken, of=lambda alarm: alarm.kind is AlarmKind.ENGINE, now=now)
    return f"{len(wanted) - len(broken)}/{len(wanted)} bộ đọc dùng được"


def _disk(station: Station) -> list[Trouble]:
    free, least = shutil.disk_usage(station.folder).free // _MB, station.settings.disk.least_free_mb
    if free >= least:
        return []
    told = f"Ổ đĩa chỉ còn {free} MB, cần ít nhất {least} MB. Dọn ổ đĩa: broadcaster cache prune."
    return [Trouble(key="disk", kind=AlarmKind.DISK, sentence=told)]


def _horizon(station: Station, now: datetime) -> list[Trouble]:
    try:
        timetable = station.timetable()
    except NoTimetable:
        return []
    ahead = timedelta(minutes=station.settings.timers.warn_minutes)
    first, last = now.astimezone(ZONE).date(), (now + ahead).astimezone(ZONE).date()
    with station.store.reading() as tx:
        playlists = tx.playlists.between(first, last)
        handed = {name for each in tx.handovers.between(first, last) for name in each.playlists}
        made = tx.programmes.many([each.edition_id for each in playlists])
    whole = {edition for (edition, _), each in made.items() if (station.folder / each.path).is_file()}
    mixed = {each.id for each in playlists if each.edition_id in whole}
    found = shortfalls(timetable, playlists, mixed=mixed, handed_over=handed, now=now, ahead=ahead, zone=ZONE)
    return [_lacking(station, each) for each in found]


def _lacking(station: Station, short: Shortfall) -> Trouble:
    day = short.starts.date()
    more = f" và {len(short.outlets) - _NAMED} nơi khác" if len(short.outlets) > _NAMED else ""
    where = ", ".join(short.outlets[:_NAMED]) + more
    session = station.session_names.get(short.session, short.session)
    told = f"{session} {short.starts:%H:%M} ngày {day:%d/%m} {short.lack.label} ở {where}. Chạy: {_ADVICE[short.lack]}"
    return Trouble(
        key=f"horizon:{day.isoformat()}:{short.starts:%H%M}:{short.session}:{short.lack.value}",
        kind=AlarmKind.HORIZON,
        sentence=f"{told} {day.isoformat()}.",
    )


# --- telling


def channels(station: Station) -> tuple[Channel, ...]:
    """Give the ways out that settings name; raises SecretMissing, SecretsRefused."""
    told = station.settings.alarms
    found: list[Channel] = []
    if told.smtp_host:
        server = MailServer(
            host=told.smtp_host,
            port=told.smtp_port,
            starttls=told.starttls,
            user=told.smtp_user,
            password=station.secret(SMTP_PASSWORD) if told.smtp_user else "",
        )
        found.append(MailChannel(server, sender=told.sender, to=told.to, timeout_s=told.timeout_seconds))
    if told.webhook:
        found.append(WebhookChannel(told.webhook, timeout_s=told.timeout_seconds))
    return tuple(found)


def send_notices(station: Station, *, now: datetime) -> int:
    """Send what waits and is due for a try, and give the number that went out.

    A channel that fails keeps what it has for later, with growing pauses, and is an alarm of its own.
    """
    ways = channels(station)
    with station.store.reading() as tx:
        waiting = tx.notices.waiting(since=now - WORTH_TELLING)
    sent = 0
    for way in ways:
        own = [each for each in waiting if each.channel == way.name]
        if own and _ripe(own[0], now):
            sent += _send_in_order(station, way, own, now)
    return sent


def _ripe(notice: Notice, now: datetime) -> bool:
    if notice.tried_at is None or notice.tried_at > now:
        return True
    return now >= notice.tried_at + PAUSES[min(notice.tries, len(PAUSES)) - 1]


def _send_in_order(station: Station, way: Channel, waiting: Sequence[Notice], now: datetime) -> int:
    """Send one channel's notices until one fails; the rest waits behind it."""
    for done, notice in enumerate(waiting):
        with station.store.reading() as tx:
            alarm = tx.alarms.get(notice.key, notice.first_at)
        tried = replace(notice, tries=notice.tries + 1, tried_at=now)
        try:
            if alarm is not None:
                way.send(alarm, notice.event, station=station.words.name)
        except NoticeNotSent as error:
            _keep(station, replace(tried, fault=str(error)))
            logger.error("%s", error, extra={"action": "alarm_not_sent"})  # noqa: TRY400 - the sentence says it all
            settle(station, [_silent(way, error)], of=lambda _: False, now=now)
            return done
        _keep(station, replace(tried, sent_at=now, fault=""))
        logger.info("%s %s", way.name, notice.key, extra={"action": "alarm_sent"})
    settle(station, [], of=lambda alarm: alarm.key == f"channel:{way.name}", now=now)
    return len(waiting)


def _silent(way: Channel, error: NoticeNotSent) -> Trouble:
    told = f"{error} Kiểm tra [alarms] trong station.toml."
    return Trouble(key=f"channel:{way.name}", kind=AlarmKind.CHANNEL, sentence=told)


def _keep(station: Station, notice: Notice) -> None:
    with station.store.writing() as tx:
        tx.notices.keep(notice)


def _tell(station: Station, tx: Transaction, alarm: Alarm, event: NoticeEvent, now: datetime) -> None:
    """Log an alarm and put its notices on their way; a channel never carries the news of its own silence."""
    level = logging.WARNING if event is NoticeEvent.RAISED else logging.INFO
    logger.log(level, "%s: %s", alarm.key, alarm.sentence, extra={"action": f"alarm_{event.value}"})
    told = station.settings.alarms
    names = [name for name, there in (("email", told.smtp_host), ("webhook", told.webhook)) if there]
    for name in names:
        if alarm.key != f"channel:{name}":
            tx.notices.add(Notice(channel=name, event=event, key=alarm.key, first_at=alarm.first_at, made_at=now))


def _write_file(station: Station, standing: Sequence[Alarm]) -> None:
    """Write the standing alarms where somebody who only opens ``audio_out`` sees them; none, no file."""
    path = station.folder / "audio_out" / ALARM_FILE
    lines = [f"{each.first_at.astimezone(ZONE):%d/%m/%Y %H:%M}  {each.sentence}" for each in standing]
    try:
        if lines:
            write_text(path, "\n".join(["CẢNH BÁO", "", *lines, "", "Xem: broadcaster alarms"]) + "\n")
        else:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
    except PlaceError as error:  # a full disk is just what an alarm may be about: it must still be raised
        logger.warning("%s", error, extra={"action": "alarm_file_failed"})
