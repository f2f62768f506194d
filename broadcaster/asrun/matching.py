"""Finds the planned item that an entry speaks of, where the entry does not name its place in the plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from broadcaster.asrun.pairing import paired
from broadcaster.domain.airings import Airing
from broadcaster.domain.aliases import fold
from broadcaster.domain.ids import DurationMs, OutletId, Sha256
from broadcaster.domain.playlists import Playlist, PlaylistItem

_TIER = 10**12
"""What a weaker likeness costs; more than any distance in time."""
_BEGINNING = 16
"""Letters from which the beginning of a title stands for it; Rivendell's reports cut titles off at 23."""


def moment_of(entry: Airing, clock: DurationMs) -> datetime:
    """Give when an entry speaks of, by the station's clock: what was heard, else what was planned."""
    if entry.observed_start is None:
        return entry.planned_at
    return entry.observed_start - timedelta(milliseconds=clock)


def playlist_for(entry: Airing, playlists: Sequence[Playlist], clock: DurationMs) -> Playlist | None:
    """Give the plan that an entry belongs to: the one it names, else the nearest in time, of its session if it has one.

    It depends on nothing but this entry and the plans, so that entries never change one another's session.
    """
    there = [each for each in playlists if each.outlet_id == entry.outlet_id]
    for each in there:
        if each.id == entry.playlist_id:
            return each
    same_session = [each for each in there if each.session == entry.session]
    moved = entry.corrects is not None and not entry.session  # it stays where the entry was that it puts right
    moment = entry.planned_at if moved else moment_of(entry, clock)
    return min(same_session or there, key=lambda each: (_distance(moment, each), each.starts_at, each.id), default=None)


def matched(
    playlist: Playlist, entries: Iterable[Airing], *, programmes: frozenset[Sha256], clocks: Mapping[str, DurationMs]
) -> dict[int, list[Airing]]:
    """Give the entries that speak of each planned item, by its position.

    Those that name the plan and a place in it go there. Each other witness's entries are paired with the items by item
    id, programme file and place, title, at the least distance in time; one entry an item and witness.
    """
    found: dict[int, list[Airing]] = defaultdict(list)
    positions = {item.position for item in playlist.items}
    strangers: dict[tuple[str, str], list[Airing]] = defaultdict(list)
    for entry in entries:
        if entry.playlist_id == playlist.id and entry.position in positions:
            found[entry.position].append(entry)
        else:
            strangers[entry.evidence.value, entry.said_by].append(entry)
    for (_, said_by), told in sorted(strangers.items()):
        clock = clocks.get(said_by, DurationMs(0))
        told.sort(key=lambda entry: (moment_of(entry, clock), entry.id))
        rated = [(entry, [_cost(item, entry, programmes, clock) for item in playlist.items]) for entry in told]
        alike = [(entry, costs) for entry, costs in rated if any(cost is not None for cost in costs)]
        for row, column in paired([list(row) for row in zip(*(costs for _, costs in alike), strict=True)]).items():
            found[playlist.items[row].position].append(alike[column][0])
    return found


def outlets_of(entries: Iterable[Airing], playlists: Iterable[Playlist]) -> tuple[OutletId, ...]:
    """Give every outlet that a plan or an entry speaks of, in order."""
    return tuple(sorted({each.outlet_id for each in entries} | {each.outlet_id for each in playlists}))


def _distance(moment: datetime, playlist: Playlist) -> timedelta:
    return max(playlist.starts_at - moment, moment - playlist.stops_at, timedelta(0))


def _cost(item: PlaylistItem, entry: Airing, programmes: frozenset[Sha256], clock: DurationMs) -> int | None:
    tier = likeness(item, entry, programmes)
    if tier is None:
        return None
    return tier * _TIER + abs(moment_of(entry, clock) - item.starts_at) // timedelta(milliseconds=1)


_folded = lru_cache(maxsize=4_096)(fold)
"""Every title is held against every item."""


def likeness(item: PlaylistItem, entry: Airing, programmes: frozenset[Sha256]) -> int | None:
    """Say how surely an entry speaks of an item, 0 is surest; none when nothing but time could tie them."""
    if entry.item_id is not None and item.item_id is not None:
        return 0 if entry.item_id == item.item_id else None
    if entry.programme in programmes and entry.position == item.position:
        return 1
    told, planned = _folded(entry.title), _folded(item.title)
    if told and told == planned:
        return 2
    return 3 if len(told) >= _BEGINNING and planned.startswith(told) else None
