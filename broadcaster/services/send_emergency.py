"""Send an emergency bulletin: checked, written, voiced, mixed, recorded, and put at the head of its outlets at once."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from broadcaster.copydesk.reading.breaths import voice_sentences
from broadcaster.copydesk.urgent import LONGEST, UrgentWords, write_urgent
from broadcaster.domain.emergencies import AfterEmergency, Emergency, EmergencyStanding
from broadcaster.domain.ids import EmergencyId, OutletId
from broadcaster.domain.readings import ReadSpan
from broadcaster.domain.scripts import Presenter, ReadLine
from broadcaster.errors import (
    EmergencyError,
    EmergencyNeedsTwo,
    EmergencyNowhere,
    EmergencyQuestions,
    NameNeeded,
    TemplateError,
)
from broadcaster.services.hand_over_emergency import HandedOver, hand_over
from broadcaster.services.mix_urgent import UrgentMix, mix_urgent
from broadcaster.services.voice_urgently import urgent_chain
from broadcaster.settings.profiles import shipped_template
from broadcaster.station import Station

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class EmergencyOrder:
    """What somebody, or a signed alert, wants sent."""

    words: UrgentWords
    """What it tells."""
    outlets: tuple[OutletId, ...]
    """Where."""
    until: datetime
    """Until when (aware)."""
    by: str
    """Who approves it."""
    confirmed_by: str = ""
    """The second person."""
    reason: str
    """Why."""
    repeat: int | None = None
    """How often the words are said; none for the station's setting."""
    after: AfterEmergency | None = None
    """What becomes of a session that it breaks into; none for the station's setting."""
    drill: bool = False
    """Whether it is a rehearsal."""
    questions_seen: bool = False
    """Whether open readings were looked at."""
    alert: str | None = None
    """The alert that it tells, ``sender,identifier``."""
    signature: str = ""
    """How the alert's signature stands."""
    replaces: tuple[EmergencyId, ...] = ()
    """Earlier bulletins whose place it takes."""
    automatic: str = ""
    """The recorded policy by which an alert goes out without a person; empty when a person sends it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SentEmergency:
    """What sending came to."""

    standing: EmergencyStanding
    """The bulletin, and what happened to it so far."""
    new: bool
    """False when this alert was told before, and only what was missing was handed over."""
    handed: HandedOver
    """What each outlet was given."""
    notes: tuple[str, ...]
    """What should be known: voices passed over, a template that failed, remarks on the sound."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WrittenEmergency:
    """A bulletin's words, before anybody says them."""

    lines: tuple[ReadLine, ...]
    """In order."""
    questions: tuple[ReadSpan, ...]
    """Readings that no rule is sure of, each once."""
    notes: tuple[str, ...]
    """Why the station's own template was not used, if it was not."""


def write_emergency(station: Station, order: EmergencyOrder) -> WrittenEmergency:
    """Write and read a bulletin's lines; a station without the template, or with a broken one, uses the shipped one.

    Raises:
        EmergencyError: there are no words, or too many.
    """
    if not order.words.length:
        raise EmergencyError(reason="lời báo trống")
    if order.words.length > LONGEST:
        raise EmergencyError(reason=f"lời báo dài {order.words.length} ký tự, quá {LONGEST}; rút ngắn lại")
    asked: list[ReadSpan] = []
    voice = str(urgent_chain(station, Presenter.FEMALE)[0])
    lexicon = station.lexicon

    def read(written: str) -> str:
        reading = station.read(written, outlets=order.outlets, voice=voice, lexicon=lexicon)
        asked.extend(reading.questions)
        return reading.spoken

    write = _writer(station, order, read)
    try:
        lines, notes = write(station.templates), ()
    except TemplateError as error:
        asked.clear()
        logger.warning("%s", error, extra={"action": "urgent_template_shipped"})
        lines, notes = write(shipped_template), (f"dùng mẫu gốc của phần mềm ({str(error).rstrip('.')})",)
    distinct = {(span.written, span.spoken): span for span in asked}
    return WrittenEmergency(lines=lines, questions=tuple(distinct.values()), notes=notes)


def send_emergency(station: Station, order: EmergencyOrder, *, now: datetime) -> SentEmergency:
    """Send a bulletin; quiet hours do not hold it up. An alert that was told before is not told again.

    Nothing is locked while it is voiced: the store is written twice, for a moment each.

    Raises:
        NameNeeded, EmergencyNeedsTwo, EmergencyNowhere, EmergencyQuestions, EmergencyError: nothing was sent.
        StoreBusy, DiskFull, ReadOnlyPlace: nothing was sent.
    """
    policy = _answered_for(station, order)
    if not {outlet.id for outlet in station.timetable().outlets} & set(order.outlets):
        raise EmergencyNowhere(reason="chưa chọn nơi nào trong lịch đang dùng")
    earlier = _told_before(station, order)
    if earlier is not None:
        return _finished(station, earlier, order, now=now)
    written = write_emergency(station, order)
    if written.questions and not (order.questions_seen or order.automatic):
        shown = "; ".join(f'"{span.written.strip()}" đọc là "{span.spoken}"' for span in written.questions[:5])
        raise EmergencyQuestions(count=len(written.questions), questions=shown, spans=written.questions)
    levels = {outlet.offset_lu for outlet in station.timetable().outlets if outlet.id in order.outlets}
    mix = mix_urgent(station, written.lines, drill=order.drill, levels=levels, now=now)
    emergency = _record(station, _emergency(station, order, written, mix, policy=policy, now=now), mix)
    if emergency is None:  # another process was faster with the same alert
        return send_emergency(station, order, now=now)
    standing = EmergencyStanding(emergency=emergency, events=())
    handed = hand_over(station, standing, by=order.by, now=now)
    return SentEmergency(
        standing=replace(standing, events=handed.events),
        new=True,
        handed=handed,
        notes=(*written.notes, *mix.notes),
    )


def _answered_for(station: Station, order: EmergencyOrder) -> str:
    """Check who answers for a bulletin and give the policy that stands in for a second, or for both."""
    if order.automatic:
        return order.automatic
    if not order.by.strip():
        raise NameNeeded
    if not order.reason.strip():
        raise EmergencyError(reason='chưa ghi lý do; thêm --reason "LÝ DO"')
    if order.confirmed_by.strip():
        if _same(order.by, order.confirmed_by):
            raise EmergencyNeedsTwo(reason=f"{order.by} không tự xác nhận cho mình")
        return ""
    if not station.one_person_emergency:
        raise EmergencyNeedsTwo(reason="mới có tên người duyệt")
    return station.one_person_emergency


def _same(one: str, other: str) -> bool:
    def plain(name: str) -> str:
        return " ".join(unicodedata.normalize("NFC", name).casefold().split())

    return plain(one) == plain(other)


def _told_before(station: Station, order: EmergencyOrder) -> EmergencyStanding | None:
    if order.alert is None:
        return None
    with station.store.reading() as tx:
        return tx.emergencies.of_alert(order.alert)


def _finished(station: Station, earlier: EmergencyStanding, order: EmergencyOrder, *, now: datetime) -> SentEmergency:
    """Hand over what an interrupted run has not, and nothing twice."""
    live = not earlier.ended and now < earlier.emergency.until
    handed = hand_over(station, earlier, by=order.by, now=now) if live and earlier.missing else HandedOver(events=())
    standing = replace(earlier, events=(*earlier.events, *handed.events))
    return SentEmergency(standing=standing, new=False, handed=handed, notes=())


def _writer(
    station: Station, order: EmergencyOrder, read: Callable[[str], str]
) -> Callable[[Callable[[str], tuple[str, str]]], tuple[ReadLine, ...]]:
    def write(source: Callable[[str], tuple[str, str]]) -> tuple[ReadLine, ...]:
        lines = write_urgent(
            order.words,
            repeat=order.repeat or station.settings.emergency.repeat,
            drill=order.drill,
            station=station.words,
            source=source,
            read=read,
        )
        return tuple(line for line in lines if voice_sentences(line.spoken))

    return write


def _emergency(
    station: Station,
    order: EmergencyOrder,
    written: WrittenEmergency,
    mix: UrgentMix,
    *,
    policy: str,
    now: datetime,
) -> Emergency:
    settings = station.settings.emergency
    kind = "dien-tap" if order.drill else "khan-cap"
    return Emergency(
        id=EmergencyId(f"{kind}-{now.astimezone(station.zone):%Y%m%d-%H%M%S}"),
        title=order.words.title,
        written=_text([line.written for line in written.lines]),
        spoken=_text([line.spoken for line in written.lines]),
        drill=order.drill,
        outlets=order.outlets,
        at=now,
        until=order.until,
        by=order.by.strip(),
        confirmed_by=order.confirmed_by.strip(),
        policy=policy,
        reason=order.reason.strip(),
        repeat=order.repeat or settings.repeat,
        after=order.after or settings.after,
        questions_seen=bool(written.questions) and order.questions_seen,
        voice=mix.voice,
        duration=mix.duration,
        sounds=mix.sounds,
        alert=order.alert,
        signature=order.signature,
        replaces=order.replaces,
    )


def _text(lines: Sequence[str]) -> str:
    return "\n".join(lines)


def _record(station: Station, emergency: Emergency, mix: UrgentMix) -> Emergency | None:
    """Write a bulletin down under a name that is free, with its cuts; None when its alert is told already."""
    with station.store.writing() as tx:
        if emergency.alert is not None and tx.emergencies.of_alert(emergency.alert) is not None:
            return None
        number, named = 1, emergency
        while not tx.emergencies.add(named):
            number += 1
            named = replace(emergency, id=EmergencyId(f"{emergency.id}-{number}"))
        tx.cuts.add_many(mix.cuts)
    return named
