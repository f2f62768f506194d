"""Show what days came to, as reconciliation answered: the last answer for each item, and those before it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from broadcaster.domain.ids import OutletId
from broadcaster.domain.outcomes import Outcome
from broadcaster.domain.reconciliations import Reconciled, Reconciliation, Unplanned
from broadcaster.station import Station


@dataclass(frozen=True, kw_only=True, slots=True)
class EarlierAnswer:
    """What was answered for an item before."""

    at: datetime
    """When (aware, UTC)."""
    outcome: Outcome
    """What it was thought to have become."""
    cause: str
    """Why, as it was known then."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReconciledLine:
    """One planned item and what became of it."""

    item: Reconciled
    """The last answer."""
    earlier: tuple[EarlierAnswer, ...]
    """Answers before it that were others, the first one first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DayReconciled:
    """A day as it was reconciled."""

    lines: tuple[ReconciledLine, ...]
    """Planned items, by outlet and time."""
    unplanned: tuple[Unplanned, ...]
    """What went out and is in no plan."""
    made_at: datetime | None
    """When the newest answer was worked out; none when nobody has reconciled the day."""

    def count(self, outcome: Outcome) -> int:
        """Count the items that came to this."""
        return sum(1 for each in self.lines if each.item.outcome is outcome)


def show_reconciled(station: Station, day: date, outlets: Collection[OutletId] | None = None) -> DayReconciled:
    """Give what was answered for a day, at some outlets or all; nothing is worked out anew."""
    with station.store.reading() as tx:
        answers = [each for each in tx.reconciliations.on(day) if outlets is None or each.outlet_id in outlets]
    by_outlet: dict[OutletId, list[Reconciliation]] = {}
    for each in answers:
        by_outlet.setdefault(each.outlet_id, []).append(each)
    return DayReconciled(
        lines=tuple(line for outlet in sorted(by_outlet) for line in _lines(by_outlet[outlet])),
        unplanned=tuple(each for outlet in sorted(by_outlet) for each in by_outlet[outlet][-1].unplanned),
        made_at=max((each.made_at for each in answers), default=None),
    )


def _lines(history: Sequence[Reconciliation]) -> Iterator[ReconciledLine]:
    for item in history[-1].items:
        yield ReconciledLine(item=item, earlier=tuple(_earlier(item, history[:-1])))


def _earlier(item: Reconciled, before: Sequence[Reconciliation]) -> Iterator[EarlierAnswer]:
    """Give how the answer came to be what it is; the same answer twice is told once."""
    last = None
    for answer in before:
        for each in answer.items:
            told = (each.outcome, each.cause)
            if (each.playlist_id, each.position) == (item.playlist_id, item.position) and told != last:
                last = told
                yield EarlierAnswer(at=answer.made_at, outcome=each.outcome, cause=each.cause)
