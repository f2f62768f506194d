"""Look after the folder into which alerts of other bodies are put: read each once, and leave none without an answer."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from broadcaster.domain.alerts import AlertKind, SignatureState
from broadcaster.errors import (
    AlertError,
    AlertUnreadable,
    BroadcasterError,
    CertificateUnusable,
    EmergencyError,
    FileFailed,
    MixError,
)
from broadcaster.files import translated, write_text
from broadcaster.services.end_emergency import expire_emergencies
from broadcaster.services.hand_over_emergency import SERVICE
from broadcaster.services.send_alert import ActedOn, AlertAnswer, ReceivedAlert, act_on_alert, receive_alert
from broadcaster.station import Station

logger = logging.getLogger(__name__)

INBOX = "khan-cap"
"""The watched folder of a station; a file is put there whole, or under a name that ends otherwise."""

READ, REFUSED, WAITING = "da-doc", "tu-choi", "cho-duyet"
"""Where files go from it: acted on or told before; refused, with a text that says why; waiting for a person."""

_UNFINISHED = timedelta(seconds=10)
"""How long a file that cannot be read is taken for one that is still being copied."""

_SUFFIXES = {".xml", ".cap"}


class AlertOutcome(StrEnum):
    """What became of a file; the value is what operators are shown."""

    ACTED_ON = "đã phát"
    ENDED = "đã hủy bản tin"
    KNOWN = "đã phát từ trước"
    WAITS = "chờ người duyệt"
    REFUSED = "từ chối"


@dataclass(frozen=True, kw_only=True, slots=True)
class WatchedAlert:
    """One file of the watched folder, and what became of it."""

    path: Path
    """Where it lies now."""
    outcome: AlertOutcome
    """What became of it."""
    told: str
    """More of it, in Vietnamese."""


def watch_alerts(station: Station, now: datetime) -> tuple[WatchedAlert, ...]:
    """Answer every alert in the watched folder, then take away bulletins whose time has come.

    An alert goes on air by itself only by the station's recorded policy, with a signature that is right, in Vietnamese,
    for outlets that it names, within its time; every other one waits for a person. The service calls this every minute;
    a file that cannot be read never keeps others waiting, and what only failed here (a full disk, a busy store, a
    certificate of ours that is none) is never held against an alert.
    """
    answered = tuple(found for path in _files(station) if (found := _answered(station, path, now)) is not None)
    expire_emergencies(station, now)
    return answered


def waiting_alerts(station: Station) -> tuple[Path, ...]:
    """Give the alerts that wait for a person, by name."""
    folder = station.folder / INBOX / WAITING
    return tuple(sorted(path for path in folder.glob("*") if path.suffix.lower() in _SUFFIXES))


def put_by(station: Station, path: Path) -> None:
    """Move a file of the watched folder that a person has acted on to those that are read; others stay."""
    inbox = (station.folder / INBOX).resolve()
    if path.resolve().parent in {inbox, inbox / WAITING}:
        _moved(path, inbox / READ)
        path.with_name(f"{path.name}.txt").unlink(missing_ok=True)


def _files(station: Station) -> Iterator[Path]:
    inbox = station.folder / INBOX
    if inbox.is_dir():
        with translated(inbox):
            yield from sorted(p for p in inbox.iterdir() if p.is_file() and p.suffix.lower() in _SUFFIXES)


def _answered(station: Station, path: Path, now: datetime) -> WatchedAlert | None:
    try:
        return _judged(station, path, now)
    except BroadcasterError as error:  # our own trouble: the file stays for the next time
        logger.error("%s: %s", path.name, error, extra={"action": "alert_left"})  # noqa: TRY400 - the sentence says it
        return None


def _judged(station: Station, path: Path, now: datetime) -> WatchedAlert | None:
    try:
        received = receive_alert(station, path, now=now)
    except CertificateUnusable as error:
        return _filed(station, path, AlertOutcome.WAITS, str(error))
    except AlertError as error:
        unfinished = isinstance(error, AlertUnreadable) and _may_be_unfinished(path, now)
        return None if unfinished else _filed(station, path, AlertOutcome.REFUSED, str(error))
    return _acted(station, received, now)


def _acted(station: Station, received: ReceivedAlert, now: datetime) -> WatchedAlert:
    path = received.path
    if received.told is not None and not received.told.missing:
        return _filed(station, path, AlertOutcome.KNOWN, received.told.emergency.id)
    held_up = _why_not_by_itself(station, received)
    if held_up:
        return _filed(station, path, AlertOutcome.WAITS, held_up)
    policy = station.automatic_alerts
    answer = AlertAnswer(by=SERVICE, automatic=policy)
    try:
        done = act_on_alert(station, received, answer, now=now)
    except (AlertError, EmergencyError, MixError) as error:
        return _filed(station, path, AlertOutcome.WAITS, str(error))
    return _filed(station, path, *_said_of(done))


def _said_of(done: ActedOn) -> tuple[AlertOutcome, str]:
    if done.sent is None:
        return AlertOutcome.ENDED, ", ".join(each.emergency.id for each in done.ended)
    failed = "".join(f"; {event.outlet_id} chưa nhận: {event.reason}" for event in done.sent.handed.failed)
    given = len(done.sent.standing.handed_over)
    return AlertOutcome.ACTED_ON, f"{done.sent.standing.emergency.id}, {given} nơi{failed}"


def _why_not_by_itself(station: Station, received: ReceivedAlert) -> str:
    """Say why a person has to answer; nothing when the station's policy may."""
    if not station.automatic_alerts:
        return "chính sách của đài không cho cảnh báo tự phát"
    return next(_hindrances(received), "")


def _hindrances(received: ReceivedAlert) -> Iterator[str]:
    alert = received.alert
    if alert.signature is not SignatureState.VALID:
        yield alert.signature.value
    if any(each.sender != alert.sender for each in alert.references):
        yield "nói tới cảnh báo của nơi gửi khác"
    if alert.kind is AlertKind.CANCEL:
        if not received.earlier:
            yield "tin hủy không nói tới bản tin nào đang hiệu lực"
        return
    yield from _hindrances_to_air(received)


def _hindrances_to_air(received: ReceivedAlert) -> Iterator[str]:
    alert = received.alert
    if not received.outlets:
        yield "vùng của cảnh báo không khớp đơn vị nào của đài"
    if alert.expires is None:
        yield "cảnh báo không ghi giờ hết hiệu lực"
    if not alert.in_vietnamese:
        yield "cảnh báo không có lời tiếng Việt"
    if received.early:
        yield "cảnh báo chưa tới giờ hiệu lực"


def _filed(station: Station, path: Path, outcome: AlertOutcome, told: str) -> WatchedAlert:
    """Move a file to where its answer belongs; what waits or is refused gets a text that says why."""
    inbox = station.folder / INBOX
    folders = {AlertOutcome.REFUSED: REFUSED, AlertOutcome.WAITS: WAITING}
    moved = _moved(path, inbox / folders.get(outcome, READ))
    text = f"{outcome.value}: {told}\n"
    if outcome is AlertOutcome.WAITS:
        text += (
            f'Duyệt và phát: broadcaster emergency send --cap "{moved.relative_to(station.folder).as_posix()}"'
            ' --by "NGƯỜI DUYỆT" --confirm-by "NGƯỜI THỨ HAI"\n'
        )
    if outcome in folders:
        write_text(moved.with_name(f"{moved.name}.txt"), text)
        logger.error("%s: %s", moved.name, text.strip(), extra={"action": "alert_waits_or_refused"})
    return WatchedAlert(path=moved, outcome=outcome, told=told)


def _moved(path: Path, folder: Path) -> Path:
    """Move a file into a folder under a name that is free there."""
    with translated(path):
        folder.mkdir(parents=True, exist_ok=True)
        target, number = folder / path.name, 1
        while target.exists():
            number += 1
            target = folder / f"{path.stem}-{number}{path.suffix}"
        path.replace(target)
    return target


def _may_be_unfinished(path: Path, now: datetime) -> bool:
    try:
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError as error:
        raise FileFailed(path=path, reason=error.strerror or str(error)) from error
    return now - _UNFINISHED < changed <= now + _UNFINISHED
