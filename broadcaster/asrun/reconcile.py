"""Holds a day's plan against what witnesses say: one outcome for every planned item, what no plan has apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from broadcaster.asrun.chain import entry_hash
from broadcaster.asrun.matching import matched, moment_of, playlist_for
from broadcaster.asrun.outcomes import TOLERANCE
from broadcaster.asrun.pairing import paired
from broadcaster.asrun.standing import standing
from broadcaster.domain.airings import Airing, Evidence
from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.ids import DurationMs, OutletId, PlaylistId, Sha256
from broadcaster.domain.outcomes import Outcome
from broadcaster.domain.playlists import Playlist, PlaylistItem
from broadcaster.domain.reconciliations import Reconciled, Reconciliation, Unplanned

FORM = "broadcaster-reconcile/1"
"""Names the way of working; another way would have another name."""

_MS = timedelta(milliseconds=1)
_Dated = TypeVar("_Dated", Playlist, Airing)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rules:
    """What an answer depends on beside plan and entries."""

    tolerance: DurationMs = TOLERANCE
    """How far start and length may be from the plan and still be on time."""
    clocks: Mapping[str, DurationMs] = field(default_factory=dict[str, DurationMs])
    """How far each witness's clock is ahead of the station's; nothing for one that is right."""
    programmes: Mapping[PlaylistId, frozenset[Sha256]] = field(default_factory=dict[PlaylistId, frozenset[Sha256]])
    """The finished files that carry each plan."""

    def clock(self, said_by: str) -> DurationMs:
        """Give how far a witness's clock is ahead."""
        return self.clocks.get(said_by, DurationMs(0))


RULES = Rules()
"""Clocks that are right, and a second's tolerance."""


def reconcile(
    outlet_id: OutletId,
    day: date,
    playlists: Iterable[Playlist],
    airings: Iterable[Airing],
    *,
    rules: Rules = RULES,
    made_at: datetime,
) -> Reconciliation:
    """Give what became of everything that an outlet had planned for a day.

    Every planned item has exactly one outcome. The strongest grade settles it, within a grade the latest entry;
    corrections take the place of what they name; rehearsals say nothing. An entry settles one item at most, and each
    session is worked out from its own entries alone, in whatever order they came.
    """
    plan, told = tuple(_of(playlists, outlet_id, day)), tuple(_of(airings, outlet_id, day))
    items, unplanned = settle(plan, told, rules=rules)
    return Reconciliation(
        outlet_id=outlet_id,
        day=day,
        made_at=made_at,
        inputs=_inputs(plan, told, rules),
        items=items,
        unplanned=unplanned,
    )


def settle(
    playlists: Iterable[Playlist], airings: Iterable[Airing], *, rules: Rules = RULES
) -> tuple[tuple[Reconciled, ...], tuple[Unplanned, ...]]:
    """Give what became of each item of one outlet's day, and what no plan has: all of an answer but its name.

    Args:
        playlists: The plans of that outlet and day alone.
        airings: Its entries of that day alone.
        rules: What an answer depends on beside them.
    """
    plan = sorted(playlists, key=lambda each: (each.starts_at, each.id))
    told = sorted(airings, key=lambda each: (each.recorded_at, each.id))
    by_playlist: dict[PlaylistId | None, list[Airing]] = defaultdict(list)
    for entry in told:
        found = playlist_for(entry, plan, rules.clock(entry.said_by))
        by_playlist[found.id if found else None].append(entry)
    items: list[Reconciled] = []
    left = _heard(by_playlist[None])
    for playlist in plan:
        settled, unplanned = _session(playlist, _heard(by_playlist[playlist.id]), rules)
        items += settled
        left += unplanned
    return tuple(items), _unplanned(left, rules)


def _heard(told: Iterable[Airing]) -> list[Airing]:
    """Give what counts of the entries of one session."""
    return [entry for entry in standing(told) if entry.evidence is not Evidence.REHEARSAL]


def _of(values: Iterable[_Dated], outlet_id: OutletId, day: date) -> list[_Dated]:
    return [each for each in values if each.outlet_id == outlet_id and each.air_date == day]


def _session(playlist: Playlist, entries: Sequence[Airing], rules: Rules) -> tuple[list[Reconciled], list[Airing]]:
    """Settle one plan's items; gives what is left of the entries too."""
    programmes = rules.programmes.get(playlist.id, frozenset())
    found = matched(playlist, entries, programmes=programmes, clocks=rules.clocks)
    used = {entry.id for told in found.values() for entry in told}
    left = [entry for entry in entries if entry.id not in used]
    settled = [_settled(playlist, item, found.get(item.position, ()), rules) for item in playlist.items]
    replaced, taken = _replaced(settled, left, rules)
    return replaced, [entry for entry in left if entry.id not in taken]


def _settled(playlist: Playlist, item: PlaylistItem, told: Sequence[Airing], rules: Rules) -> Reconciled:
    """Give an item's outcome from the entries that speak of it."""
    nothing = Reconciled(
        outlet_id=playlist.outlet_id,
        session=playlist.session,
        playlist_id=playlist.id,
        position=item.position,
        title=item.title,
        planned_at=item.starts_at,
        planned=item.duration,
        outcome=Outcome.UNKNOWN,
        item_id=item.item_id,
        topic=item.topic,
    )
    if not told:
        return nothing
    best, *others = sorted(told, key=_weight)
    started = None if best.observed_start is None else moment_of(best, rules.clock(best.said_by))
    outcome, off_by = _judged(item, best, started, rules.tolerance)
    return replace(
        nothing,
        outcome=outcome,
        entry=best.id,
        evidence=best.evidence,
        said_by=best.said_by,
        started_at=started,
        off_by=off_by,
        heard=best.played,
        cause=best.cause,
        also=tuple(sorted(each.id for each in others)),
    )


def _weight(entry: Airing) -> tuple[bool, int, float, str]:
    """Give what puts entries about one item in order, the one that settles it first."""
    return entry.open_ended, -entry.evidence.strength, -entry.recorded_at.timestamp(), entry.id


def _judged(
    item: PlaylistItem, entry: Airing, started: datetime | None, tolerance: DurationMs
) -> tuple[Outcome, DurationMs]:
    """Judge one entry; a time told by the minute is on time when any moment of that minute is."""
    if started is None:
        return Outcome.NOT_AIRED, DurationMs(0)
    earliest = (started - item.starts_at) // _MS
    latest = earliest + entry.resolution
    off_by = DurationMs(0 if earliest <= 0 <= latest else earliest if earliest > 0 else latest)
    if entry.played <= 0:
        return (Outcome.UNKNOWN if entry.open_ended else Outcome.NOT_AIRED), off_by
    if entry.played + entry.resolution < item.duration - tolerance:
        return Outcome.PARTIAL, off_by
    if abs(off_by) <= tolerance:
        return Outcome.ON_TIME, off_by
    return (Outcome.LATE if off_by > 0 else Outcome.EARLY), off_by


def _replaced(settled: Sequence[Reconciled], left: Sequence[Airing], rules: Rules) -> tuple[list[Reconciled], set[str]]:
    """Find what went out in the place of items that nobody heard; gives the entries that settle one, too.

    An entry long enough to stand in the place of several items settles the first of them and is named by the others.
    """
    strangers = sorted((e for e in left if e.played > 0), key=lambda e: (moment_of(e, rules.clock(e.said_by)), e.id))
    unheard = [n for n, item in enumerate(settled) if item.outcome in {Outcome.UNKNOWN, Outcome.NOT_AIRED}]
    costs = [[_overlap_cost(settled[n], entry, rules) for entry in strangers] for n in unheard]
    answer, taken = list(settled), set[str]()
    for row, column in paired(costs).items():
        entry, item = strangers[column], settled[unheard[row]]
        also = tuple(sorted({*item.also, *([item.entry] if item.entry else [])}))
        answer[unheard[row]] = replace(_instead(item, entry, rules), entry=entry.id, also=also)
        taken.add(entry.id)
    for row, n in enumerate(unheard):
        covering = [entry for entry, cost in zip(strangers, costs[row], strict=True) if cost is not None]
        if answer[n].outcome is not Outcome.REPLACED and covering:
            answer[n] = _instead(settled[n], covering[0], rules)
    return answer, taken


def _instead(item: Reconciled, entry: Airing, rules: Rules) -> Reconciled:
    started = moment_of(entry, rules.clock(entry.said_by))
    return replace(
        item,
        outcome=Outcome.REPLACED,
        evidence=entry.evidence,
        said_by=entry.said_by,
        started_at=started,
        off_by=DurationMs((started - item.planned_at) // _MS),
        heard=DurationMs(0),
        instead=entry.title,
    )


def _overlap_cost(item: Reconciled, entry: Airing, rules: Rules) -> int | None:
    """Give how much of an item's time an entry leaves free, or none when that is more than half of it."""
    begun = moment_of(entry, rules.clock(entry.said_by))
    ended = begun + entry.played * _MS
    overlap = (min(ended, item.planned_at + item.planned * _MS) - max(begun, item.planned_at)) // _MS
    return item.planned - overlap if overlap > 0 and 2 * overlap >= item.planned else None


def _unplanned(entries: Iterable[Airing], rules: Rules) -> tuple[Unplanned, ...]:
    in_order = sorted(entries, key=lambda each: (moment_of(each, rules.clock(each.said_by)), each.id))
    return tuple(
        Unplanned(
            entry=each.id,
            outlet_id=each.outlet_id,
            title=each.title,
            evidence=each.evidence,
            said_by=each.said_by,
            started_at=None if each.observed_start is None else moment_of(each, rules.clock(each.said_by)),
            heard=each.played,
        )
        for each in in_order
    )


def _inputs(plan: Sequence[Playlist], told: Sequence[Airing], rules: Rules) -> Sha256:
    """Name all that an answer is worked out from, so that the same is not worked out and kept twice."""
    return fingerprint(
        [
            FORM,
            [
                [each.id, [[i.position, i.title, i.starts_at.isoformat(), i.duration] for i in each.items]]
                for each in sorted(plan, key=lambda each: (each.starts_at, each.id))
            ],
            sorted(entry_hash(entry) for entry in told),
            rules.tolerance,
            sorted(rules.clocks.items()),
            sorted([each, sorted(files)] for each, files in rules.programmes.items()),
        ]
    )
