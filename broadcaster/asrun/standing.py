"""Which entries of the log still stand: a correction takes the place of the entry that it names."""

from __future__ import annotations

from collections.abc import Iterable

from broadcaster.domain.airings import Airing, Evidence
from broadcaster.domain.ids import AiringId


def standing(airings: Iterable[Airing]) -> tuple[Airing, ...]:
    """Give the entries that no correction has replaced, in their order.

    A correction counts only within one session of one outlet. A rehearsal neither corrects what went out nor is made
    true by a correction.
    """
    every = tuple(airings)
    named = {entry.id: entry for entry in every}
    replaced = {
        wrong.id
        for entry in every
        if entry.corrects is not None
        and (wrong := named.get(entry.corrects)) is not None
        and wrong.id != entry.id
        and _may_correct(entry, wrong)
    }
    return tuple(entry for entry in every if entry.id not in replaced and not _raises_a_rehearsal(entry, named))


def _may_correct(entry: Airing, wrong: Airing) -> bool:
    same_place = (entry.outlet_id, entry.air_date, entry.session) == (wrong.outlet_id, wrong.air_date, wrong.session)
    return same_place and _rehearsed(entry) == _rehearsed(wrong)


def _raises_a_rehearsal(entry: Airing, named: dict[AiringId, Airing]) -> bool:
    wrong = None if entry.corrects is None else named.get(entry.corrects)
    return wrong is not None and _rehearsed(wrong) and not _rehearsed(entry)


def _rehearsed(entry: Airing) -> bool:
    return entry.evidence is Evidence.REHEARSAL
