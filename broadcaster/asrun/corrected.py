"""An entry that takes the place of another one: the same place in the plan, told otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from broadcaster.asrun.standing import standing
from broadcaster.domain.airings import Airing, Evidence
from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.ids import AiringId


def correcting(wrong: Airing, told: Airing, *, reason: str) -> Airing:
    """Give an entry as the correction of another one; its name follows from both."""
    name = fingerprint([told.id, wrong.id, reason])
    return replace(told, id=AiringId(name), corrects=wrong.id, correction_reason=reason)


def said_already(told: Airing, there: Iterable[Airing]) -> bool:
    """Say whether the log has this word of this witness: as it stands, or as it was before somebody corrected it."""
    every = tuple(there)
    if told.id in {each.id for each in every}:
        return True
    return any(
        (each.evidence, each.said_by, _place(each), _said(each))
        == (told.evidence, told.said_by, _place(told), _said(told))
        for each in standing(every)
    )


def contradicted(told: Airing, there: Iterable[Airing]) -> Airing | None:
    """Find the standing word of people about the same item of a plan that says something else, or nothing."""
    same = [
        each
        for each in standing(there)
        if each.evidence is Evidence.OPERATOR and _place(each) == _place(told) and told.playlist_id
    ]
    return next((each for each in same if _said(each) != _said(told)), None)


def _place(entry: Airing) -> tuple[str, int]:
    return entry.playlist_id, entry.position


def _said(entry: Airing) -> tuple[object, ...]:
    return entry.observed_start, entry.observed_stop, entry.played, entry.cause
