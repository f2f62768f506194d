"""Entries from logs that know nothing of our plans: only titles or files, and times."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadcaster.asrun.confirmed import Heard, Witness, item_entry, session_entries
from broadcaster.asrun.matching import matched, playlist_for
from broadcaster.domain.airings import Airing
from broadcaster.domain.aliases import fold
from broadcaster.domain.carts import SegmentKind
from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.ids import (
    NO_TIME,
    AiringId,
    DurationMs,
    EditionId,
    NewsItemId,
    PlaylistId,
    SessionId,
    Sha256,
)
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.units import Outlet
from broadcaster.domain.zone import ZONE

_PAUSE = DurationMs(5 * 60_000)
"""How much later than its planned end the next thing may begin and still tell where something ended."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ForeignRow:
    """One thing that went out, as another system tells it."""

    starts: datetime
    """When it began (aware)."""
    length: DurationMs | None
    """How much was heard; none when nobody says."""
    title: str
    """What it calls it."""
    file: str = ""
    """Name or hash of the sound file."""
    item: str = ""
    """Id of the news item."""
    cause: str = ""
    """Why it was late, cut or lost."""
    guessed_end: bool = False
    """Whether its end is only the beginning of what came next."""


def foreign_entries(
    outlet: Outlet,
    planned: Sequence[Playlist],
    rows: Sequence[ForeignRow],
    witness: Witness,
    *,
    names: Mapping[PlaylistId, str],
    programmes: Mapping[PlaylistId, Sha256],
) -> Iterator[Airing]:
    """Give the entries of one outlet's log: each row as the item or the whole session it means, else as unplanned.

    Args:
        outlet: Whose log.
        planned: Its plans on the days of the log.
        rows: What the log says.
        witness: Whose word it is.
        names: What each plan's whole programme is called in players.
        programmes: The hash of each plan's file; empty for one that is not mixed.
    """
    told: dict[AiringId, ForeignRow] = {}
    by_plan: dict[PlaylistId, list[Airing]] = defaultdict(list)
    plans = {each.id: each for each in planned}
    for row in rows:
        entry = _unplanned(outlet, row, witness)
        if entry.id in told:
            continue
        told[entry.id] = row
        plan = playlist_for(entry, planned, NO_TIME)
        if plan is None or not _same_day(plan, row):
            yield entry
        elif _is_whole(plan, row, names.get(plan.id, ""), programmes.get(plan.id, Sha256(""))):
            heard = _heard(row, plan.duration, witness.resolution)
            yield from session_entries(plan, heard, witness, programme=programmes.get(plan.id, ""))
        else:
            by_plan[plan.id].append(entry)
    for plan_id, entries in by_plan.items():
        yield from _items(plans[plan_id], entries, told, witness, programmes.get(plan_id, Sha256("")))


def _items(
    plan: Playlist, entries: list[Airing], told: Mapping[AiringId, ForeignRow], witness: Witness, programme: Sha256
) -> Iterator[Airing]:
    found = matched(plan, entries, programmes=frozenset(), clocks={})
    items = {item.position: item for item in plan.items}
    used: set[AiringId] = set()
    for position, (entry,) in sorted(found.items()):
        row, item = told[entry.id], items[position]
        used.add(entry.id)
        yield item_entry(plan, item, _heard(row, item.duration, witness.resolution), witness, programme=programme)
    yield from (entry for entry in entries if entry.id not in used)


def _same_day(plan: Playlist, row: ForeignRow) -> bool:
    return row.starts.astimezone(ZONE).date() == plan.air_date


def _is_whole(plan: Playlist, row: ForeignRow, name: str, programme: Sha256) -> bool:
    """Say whether a row means the one file that carries a whole session: by its hash, its edition's id or its title."""
    if programme and programme in row.file.lower():
        return True
    return plan.edition_id in row.file or plan.edition_id in row.title or bool(name and fold(name) == fold(row.title))


def _heard(row: ForeignRow, planned: DurationMs, resolution: DurationMs) -> Heard:
    """Give what is said of something planned; an end that is only guessed counts where it lies near the planned one."""
    if row.length is None or (row.guessed_end and row.length > planned + _PAUSE):
        return Heard(start=row.starts, ended=False, cause=row.cause)
    whole = row.guessed_end and row.length + resolution >= planned
    return Heard(start=row.starts, length=None if whole else row.length, cause=row.cause)


def _unplanned(outlet: Outlet, row: ForeignRow, witness: Witness) -> Airing:
    """Give a row as it stands, of no plan; it counts for no topic."""
    known = row.length is not None and not row.guessed_end
    played = row.length if row.length is not None and known else NO_TIME
    moment = round(row.starts.timestamp() * 1000)
    name = [witness.evidence.value, witness.said_by, outlet.id, moment, played, row.title, row.file, row.item]
    return Airing(
        id=AiringId(fingerprint(name)),
        evidence=witness.evidence,
        said_by=witness.said_by,
        outlet_id=outlet.id,
        outlet_name=outlet.name,
        unit_code=witness.unit_code,
        air_date=row.starts.astimezone(ZONE).date(),
        session=SessionId(""),
        playlist_id=PlaylistId(""),
        edition_id=EditionId(""),
        position=0,
        kind=SegmentKind.MUSIC,
        title=row.title,
        item_id=NewsItemId(row.item) if row.item else None,
        topic=None,
        genre=None,
        run=0,
        programme=Sha256(""),
        planned_at=row.starts,
        planned=NO_TIME,
        observed_start=row.starts,
        observed_stop=row.starts + timedelta(milliseconds=played) if known else None,
        played=played,
        cause=row.cause,
        recorded_at=witness.recorded_at,
        source=witness.source,
        resolution=witness.resolution,
    )
