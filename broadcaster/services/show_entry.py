"""Show one entry of the as-run log: what it says, its place in the chain, what it corrects and what corrects it."""

from __future__ import annotations

from dataclasses import dataclass

from broadcaster.asrun.standing import standing
from broadcaster.domain.airings import Airing, Evidence
from broadcaster.domain.chains import ChainLink
from broadcaster.domain.ids import AiringId
from broadcaster.errors import NotThere
from broadcaster.station import Station


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryShown:
    """One entry with those it is tied to."""

    airing: Airing
    """The entry."""
    link: ChainLink | None
    """Its place in the chain; none when somebody put it in past the chain."""
    earlier: tuple[Airing, ...]
    """What it takes the place of, and what that took the place of, the newest first."""
    later: Airing | None
    """What takes its place."""
    stands: bool
    """Whether no correction took its place."""

    @property
    def correctable(self) -> bool:
        """Say whether it can be corrected at all: a rehearsal never becomes something that aired."""
        return self.stands and self.airing.evidence is not Evidence.REHEARSAL

    @property
    def by_people(self) -> bool:
        """Say whether it is the word of people, not of a machine."""
        return self.airing.evidence is Evidence.OPERATOR


def show_entry(station: Station, entry: str) -> EntryShown:
    """Give an entry by its whole id; raises NotThere."""
    with station.store.reading() as tx:
        airing = tx.airings.named([AiringId(entry)]).get(AiringId(entry))
        if airing is None:
            raise NotThere
        there = tx.airings.of_outlets(airing.air_date, [airing.outlet_id])
        chained = tx.chain.between(airing.air_date, airing.air_date)
    known = {each.id: each for each in there}
    earlier: list[Airing] = []
    before = airing.corrects
    while before is not None and before in known and known[before] not in earlier:
        earlier.append(known[before])
        before = known[before].corrects
    return EntryShown(
        airing=airing,
        link=next((each.link for each in chained if each.airing and each.airing.id == airing.id), None),
        earlier=tuple(earlier),
        later=next((each for each in there if each.corrects == airing.id), None),
        stands=any(each.id == airing.id for each in standing(there)),
    )
