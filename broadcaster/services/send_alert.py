"""Act on an alert of another body (CAP 1.2): a bulletin, an update of one, or its end; always answered for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from broadcaster.copydesk.urgent import words_of_alert
from broadcaster.domain.alerts import Alert, AlertKind, SignatureState
from broadcaster.domain.emergencies import AfterEmergency, EmergencyStanding
from broadcaster.domain.ids import EmergencyId, OutletId
from broadcaster.domain.zone import ZONE
from broadcaster.errors import AlertRefused, AlertUnsigned, CertificateUnusable, EmergencyNowhere, FileMissing
from broadcaster.feeds.cap import read_alert
from broadcaster.files import read_text
from broadcaster.scheduling.alert_places import alert_places
from broadcaster.scheduling.until import checked_end
from broadcaster.services.end_emergency import cancel_emergency, replace_emergencies
from broadcaster.services.send_emergency import EmergencyOrder, SentEmergency, send_emergency
from broadcaster.station import Station


@dataclass(frozen=True, kw_only=True, slots=True)
class ReceivedAlert:
    """An alert that the station can act on."""

    alert: Alert
    """The message."""
    path: Path
    """Where it lies."""
    outlets: tuple[OutletId, ...]
    """The outlets of its areas."""
    told: EmergencyStanding | None
    """The bulletin that tells it already."""
    earlier: tuple[EmergencyStanding, ...]
    """Bulletins that it updates or cancels and that are not over."""
    notes: tuple[str, ...]
    """What a person should know before saying yes, in Vietnamese."""
    early: bool
    """Whether it does not hold yet."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AlertAnswer:
    """What a person, or the station's policy, says to an alert."""

    by: str
    """Who approves."""
    confirmed_by: str = ""
    """The second person."""
    reason: str = ""
    """Why; the alert itself where nothing is said."""
    outlets: tuple[OutletId, ...] = ()
    """Where, in the place of the alert's areas."""
    until: datetime | None = None
    """An earlier end than the alert's own, or the end where it has none."""
    repeat: int | None = None
    """How often its words are said; none for the station's setting."""
    after: AfterEmergency | None = None
    """What becomes of a broken session; none for the station's setting."""
    drill: bool = False
    """Whether it is told as a rehearsal; an exercise always is."""
    questions_seen: bool = False
    """Whether open readings were looked at."""
    unsigned_seen: bool = False
    """Whether it is known that nothing proves who sent it."""
    automatic: str = ""
    """The policy by which it goes out without a person."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ActedOn:
    """What came of an alert."""

    sent: SentEmergency | None = None
    """The bulletin, when there is one."""
    ended: tuple[EmergencyStanding, ...] = ()
    """Bulletins that it ended."""


def receive_alert(station: Station, path: Path, *, now: datetime) -> ReceivedAlert:
    """Read and check an alert, without acting on it.

    Raises:
        FileMissing, FileFailed, AlertUnreadable, AlertSignatureWrong, CertificateUnusable: it cannot be believed.
        AlertRefused: it never goes on air, or is over.
        NoTimetable: the station has no outlets yet.
    """
    alert = read_alert(path, certificate=known_certificate(station), now=now)
    if alert.expires is not None and alert.expires <= now and alert.kind is not AlertKind.CANCEL:
        reason = f"đã hết hiệu lực lúc {alert.expires.astimezone(ZONE):%H:%M ngày %d/%m/%Y}"
        raise AlertRefused(path=path, reason=reason)
    timetable = station.timetable()
    places = alert_places(alert.areas, timetable, now.astimezone(ZONE).date())
    with station.store.reading() as tx:
        told = tx.emergencies.of_alert(alert.key)
        found = [tx.emergencies.of_alert(each.key) for each in alert.references]
    known = [each for each in found if each is not None and not each.ended]
    earlier = tuple(each for each in known if each.emergency.drill == alert.drill)  # an exercise never ends the real
    return ReceivedAlert(
        alert=alert,
        path=path,
        outlets=places.outlets,
        told=told,
        earlier=earlier,
        notes=tuple(_notes(alert, places.unknown, earlier, now)),
        early=alert.effective is not None and alert.effective > now,
    )


def act_on_alert(station: Station, received: ReceivedAlert, answer: AlertAnswer, *, now: datetime) -> ActedOn:
    """Do what an alert asks for, in the name of who answers for it.

    Raises:
        AlertUnsigned: nothing proves who sent it, and nobody said that this is known.
        AlertRefused: it cancels nothing that is on air, or says no end and none was given.
        EmergencyNowhere: no outlet is in its areas, and none was named.
        NameNeeded, EmergencyNeedsTwo, EmergencyQuestions, EmergencyError: nothing was sent.
    """
    alert = received.alert
    if alert.signature is not SignatureState.VALID and not answer.unsigned_seen:
        raise AlertUnsigned(path=received.path, state=alert.signature.value)
    if alert.kind is AlertKind.CANCEL:
        return ActedOn(ended=_cancelled(station, received, answer, now=now))
    outlets = answer.outlets or received.outlets
    if not outlets and received.told is None:
        areas = ", ".join(area.description for area in alert.areas) or "không ghi vùng nào"
        raise EmergencyNowhere(reason=f"vùng của cảnh báo ({areas}) không khớp đơn vị nào của đài")
    sent = send_emergency(station, _order(received, answer, outlets, now), now=now)
    ended = replace_emergencies(station, sent.standing, by=answer.by, now=now)
    return ActedOn(sent=sent, ended=ended)


def _order(
    received: ReceivedAlert, answer: AlertAnswer, outlets: tuple[OutletId, ...], now: datetime
) -> EmergencyOrder:
    alert = received.alert
    only_tried = answer.drill and not alert.drill  # a rehearsal with a real alert, which is still to be told in earnest
    ends = [moment for moment in (answer.until, alert.expires) if moment is not None]
    if not ends:
        raise AlertRefused(path=received.path, reason="không ghi giờ hết hiệu lực (expires); thêm --until GIỜ")
    return EmergencyOrder(
        words=words_of_alert(alert),
        outlets=outlets,
        until=checked_end(min(ends), now, text=f"{min(ends).astimezone(ZONE):%H:%M %d/%m/%Y}"),
        by=answer.by,
        confirmed_by=answer.confirmed_by,
        reason=answer.reason or f"cảnh báo {alert.identifier} của {alert.sender}",
        repeat=answer.repeat,
        after=answer.after,
        drill=alert.drill or answer.drill,
        questions_seen=answer.questions_seen,
        alert=None if only_tried else alert.key,
        signature=alert.signature.value,
        replaces=() if only_tried else tuple(each.emergency.id for each in received.earlier),
        automatic=answer.automatic,
    )


def _cancelled(
    station: Station, received: ReceivedAlert, answer: AlertAnswer, *, now: datetime
) -> tuple[EmergencyStanding, ...]:
    if not received.earlier:
        raise AlertRefused(path=received.path, reason="tin hủy không nói tới bản tin nào đang hiệu lực")
    reason = answer.reason or f"tin hủy {received.alert.identifier} của {received.alert.sender}"
    ids: list[EmergencyId] = [each.emergency.id for each in received.earlier if now < each.emergency.until]
    return tuple(cancel_emergency(station, each, by=answer.by, reason=reason, now=now) for each in ids)


def known_certificate(station: Station) -> str:
    """Give the certificate that settings name, or an empty string when they name none; raises CertificateUnusable."""
    named = station.settings.emergency.cap_certificate
    if not named:
        return ""
    try:
        text = read_text(station.folder / named)
    except FileMissing as error:
        raise CertificateUnusable(path=named, reason="không có tệp này") from error
    from broadcaster.feeds.cap_signature import check_certificate  # noqa: PLC0415 - its libraries take long to load

    check_certificate(text, name=named)
    return text


def _notes(alert: Alert, unknown: tuple[str, ...], earlier: tuple[EmergencyStanding, ...], now: datetime) -> list[str]:
    notes = [] if alert.signature is SignatureState.VALID else [alert.signature.value]
    if alert.kind is not AlertKind.CANCEL and not alert.in_vietnamese:
        notes.append(f"không có lời tiếng Việt, chỉ có {', '.join(alert.languages)}: giọng Việt đọc sẽ khó nghe")
    if unknown:
        notes.append(f"vùng không khớp đơn vị nào: {', '.join(unknown)}")
    if alert.effective is not None and alert.effective > now:
        notes.append(f"chưa tới giờ hiệu lực {alert.effective.astimezone(ZONE):%H:%M ngày %d/%m/%Y}")
    if alert.kind is AlertKind.UPDATE and not earlier:
        notes.append("tin cập nhật, nhưng đài chưa phát cảnh báo nào mà nó nói tới")
    return notes
