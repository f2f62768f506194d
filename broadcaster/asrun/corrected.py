"""An entry that takes the place of another one: the same place in the plan, told otherwise."""

from __future__ import annotations

from collections import defaultdict
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


class Spoken:
    """What the log of a day holds already, for new words to be held against."""

    def __init__(self, there: Iterable[Airing]) -> None:
        """Take the entries of the day, corrected ones too."""
        every = tuple(there)
        self._ids = {each.id for each in every}
        self._words: set[tuple[object, ...]] = set()
        self._people: dict[tuple[str, int], list[Airing]] = defaultdict(list)
        for each in standing(every):
            self._stand(each)

    def hear(self, told: Airing) -> None:
        """Take one more entry; one that corrects another stands in its place."""
        self._ids.add(told.id)
        mine = self._people[_place(told)]
        mine[:] = [each for each in mine if each.id != told.corrects]
        self._stand(told)

    def _stand(self, told: Airing) -> None:
        self._words.add(_word(told))
        if told.evidence is Evidence.OPERATOR and told.playlist_id:
            self._people[_place(told)].append(told)

    def holds(self, told: Airing) -> bool:
        """Say whether this word of this witness is there: as it stands, or as it was before somebody corrected it."""
        return told.id in self._ids or _word(told) in self._words

    def contradicted(self, told: Airing) -> Airing | None:
        """Find the standing word of people about the same item of a plan that says something else, or nothing."""
        return next((each for each in self._people[_place(told)] if _said(each) != _said(told)), None)


def _word(entry: Airing) -> tuple[object, ...]:
    return entry.evidence, entry.said_by, entry.outlet_id, entry.title, *_place(entry), *_said(entry)


def _place(entry: Airing) -> tuple[str, int]:
    return entry.playlist_id, entry.position


def _said(entry: Airing) -> tuple[object, ...]:
    return entry.observed_start, entry.observed_stop, entry.played, entry.cause
