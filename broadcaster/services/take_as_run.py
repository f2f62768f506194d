"""Take in what a player wrote down while it played: each entry once, however often it is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from broadcaster.asrun.confirmed import Heard, Witness, item_entry
from broadcaster.domain.airings import Airing, Evidence
from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.ids import AiringId, DurationMs, OutletId, PlaylistId, Sha256
from broadcaster.domain.playlists import Playlist
from broadcaster.errors import AsRunRefused
from broadcaster.services.audit import Actor, record
from broadcaster.services.confirm_airings import add_word, programme_of, unit_code
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

MOST_ENTRIES = 5_000
"""How many are taken at once."""

CLOCK_ROOM = timedelta(minutes=5)
"""How far a player's clock may be ahead of ours."""

_APART = timedelta(hours=24)
_SLACK_MS = 2_000
_LISTED = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class PlayerEntry:
    """One item as a player saw it go out, or fail to."""

    id: str
    """The player's own name for this event; the same event always has the same."""
    playlist_id: str
    """The plan that it played."""
    position: int
    """Place in that plan."""
    started_at: datetime | None
    """When it began (aware); none when it did not air."""
    stopped_at: datetime | None
    """When it ended (aware); none when that is not known."""
    played: DurationMs
    """How much was played; 0 when it did not air."""
    cause: str = ""
    """Why it was late, cut or lost."""
    cuts: tuple[Sha256, ...] = ()
    """Hashes of the sounds that were played."""
    sink: str = ""
    """Through which loudspeaker or transmitter."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlayerLog:
    """What one player sends."""

    outlet_id: OutletId
    """Where it plays."""
    player: str
    """What it is called."""
    entries: tuple[PlayerEntry, ...]
    """What it saw."""
    measured: bool
    """Whether the player itself speaks, known by a token for its outlet alone; else somebody passes its word on."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AsRunTaken:
    """What came of it."""

    fresh: int
    """Entries that are new."""
    known: int
    """Entries that were there."""


def take_as_run(station: Station, log: PlayerLog, *, by: Actor) -> AsRunTaken:
    """Add a player's entries to the log, all of them or none; what was sent before is known again.

    Raises:
        AsRunRefused: naming every row that cannot be.
        ConfirmedOtherwise: people said otherwise, and the entries are not the player's own word.
    """
    timetable = station.timetable()
    with station.store.writing() as tx:
        plans = _plans(tx, log)
        faults = [*_twins(log.entries), *_faults(log.entries, plans, by.now)]
        _refuse(faults)
        codes = {each.id: unit_code(timetable, each) for each in plans.values()}
        programmes = {each.id: Sha256(programme_of(tx, timetable, each)) for each in plans.values()}
        told = [
            _airing(log, each, plan, now=by.now, unit_code=codes[plan.id], programme=programmes[plan.id])
            for each in log.entries
            for plan in (plans[PlaylistId(each.playlist_id)],)
        ]
        _refuse([*_contradicted(told, tx.airings.named(each.id for each in told))])
        fresh = tx.airings.add_many(told) if log.measured else add_word(tx, told, replace=False, reason="")
        detail = f"{log.player}: {fresh} mới, {len(told) - fresh} đã có"
        record(tx, by, "as_run_received", log.outlet_id, detail=detail)
    return AsRunTaken(fresh=fresh, known=len(told) - fresh)


def entries_of(station: Station, outlet_id: OutletId, day: date) -> tuple[Airing, ...]:
    """Give the log of an outlet's day, corrected entries too."""
    with station.store.reading() as tx:
        return tuple(each for each in tx.airings.between(day, day) if each.outlet_id == outlet_id)


def entry_name(outlet_id: OutletId, player: str, entry_id: str) -> AiringId:
    """Name a player's entry in the log of the station."""
    return AiringId(fingerprint(["as-run", outlet_id, player, entry_id]))


def _plans(tx: Transaction, log: PlayerLog) -> Mapping[PlaylistId, Playlist]:
    """Give the plans of the outlet that the entries speak of."""
    days = sorted({day for each in log.entries if (day := _day_of(each.playlist_id))})
    there = (plan for day in days for plan in tx.playlists.on(day))
    return {plan.id: plan for plan in there if plan.outlet_id == log.outlet_id}


def _day_of(playlist_id: str) -> date | None:
    try:
        return date.fromisoformat(playlist_id[:10])
    except ValueError:
        return None


def _twins(entries: Sequence[PlayerEntry]) -> Iterator[str]:
    told = {each.id: each for each in reversed(entries)}
    for row, each in enumerate(entries, start=1):
        if told[each.id] != each:
            yield f"dòng {row} ({each.id}): mã đã dùng cho mục khác trong cùng lần gửi"


def _faults(entries: Sequence[PlayerEntry], plans: Mapping[PlaylistId, Playlist], now: datetime) -> Iterator[str]:
    for row, each in enumerate(entries, start=1):
        plan = plans.get(PlaylistId(each.playlist_id))
        if plan is None:
            yield f"dòng {row} ({each.id}): nơi phát không có lịch phát {each.playlist_id}"
            continue
        item = next((item for item in plan.items if item.position == each.position), None)
        if item is None:
            yield f"dòng {row} ({each.id}): lịch phát không có mục thứ {each.position}"
            continue
        reason = _wrong_times(each, item.starts_at, now)
        if reason:
            yield f"dòng {row} ({each.id}): {reason}"


def _wrong_times(entry: PlayerEntry, planned_at: datetime, now: datetime) -> str:
    """Say why the times of an entry cannot be; nothing where they can."""
    start, stop = entry.started_at, entry.stopped_at
    if start is None:
        told = stop is not None or entry.played or not entry.cause.strip()
        return "không phát thì ghi lý do, không ghi giờ kết thúc hay thời lượng" if told else ""
    heard = timedelta(milliseconds=max(entry.played - _SLACK_MS, 0))
    wrong = (
        (stop is not None and stop < start, "kết thúc trước khi bắt đầu"),
        (max(start, stop or start) > now + CLOCK_ROOM, "giờ phát ở tương lai; chỉnh lại đồng hồ máy phát"),
        (abs(start - planned_at) > _APART, "giờ phát cách lịch hơn một ngày"),
        (stop is not None and heard > stop - start, "thời lượng dài hơn từ lúc bắt đầu tới lúc kết thúc"),
    )
    return next((reason for holds, reason in wrong if holds), "")


def _airing(
    log: PlayerLog, entry: PlayerEntry, plan: Playlist, *, now: datetime, unit_code: str, programme: Sha256
) -> Airing:
    item = next(each for each in plan.items if each.position == entry.position)
    evidence = Evidence.PLAYER if log.measured else Evidence.OPERATOR
    heard = Heard(start=entry.started_at, length=entry.played, cause=entry.cause.strip())
    witness = Witness(evidence=evidence, said_by=log.player, unit_code=unit_code, recorded_at=now)
    told = item_entry(plan, item, heard, witness, programme=programme)
    return replace(
        told,
        id=entry_name(log.outlet_id, log.player, entry.id),
        observed_start=entry.started_at,
        observed_stop=entry.stopped_at,
        played=entry.played,
        cuts=entry.cuts,
        sink=entry.sink,
    )


def _contradicted(told: Sequence[Airing], there: Mapping[AiringId, Airing]) -> Iterator[str]:
    for row, each in enumerate(told, start=1):
        known = there.get(each.id)
        if known is not None and _said(known) != _said(each):
            yield f"dòng {row}: mã này đã ghi với nội dung khác; sổ nhật ký không sửa được, hãy gửi mã mới"


def _said(entry: Airing) -> tuple[object, ...]:
    return entry.playlist_id, entry.position, entry.observed_start, entry.observed_stop, entry.played, entry.cause


def _refuse(faults: Sequence[str]) -> None:
    if faults:
        more = f" và {len(faults) - _LISTED} dòng khác" if len(faults) > _LISTED else ""
        raise AsRunRefused(count=len(faults), rows="; ".join(faults[:_LISTED]) + more)
