"""The register of news items (sổ theo dõi tin bài): each item of a period with its runs, length and pay.

Its sums are made of the same entries as the airtime report's (``counted_airings``), so that the two always agree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from broadcaster.asrun.airtime import AirtimeRequest, counted_airings
from broadcaster.asrun.royalties import royalty
from broadcaster.domain.airings import Airing, Evidence
from broadcaster.domain.airtime import NOTHING, Tally
from broadcaster.domain.approvals import Approval
from broadcaster.domain.ids import Dong, DurationMs, NewsItemId, OutletId, TopicCode
from broadcaster.domain.news import NewsItem
from broadcaster.domain.playlists import PlaylistItem
from broadcaster.domain.royalties import PayRole, RateTable, Royalty
from broadcaster.domain.topics import Genre
from broadcaster.domain.zone import ZONE

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterRequest:
    """What a register is made from."""

    airtime: AirtimeRequest
    """Period, plans and entries."""
    items: Mapping[NewsItemId, NewsItem]
    """The items that the newsroom knows."""
    approvals: Mapping[NewsItemId, tuple[Approval, ...]]
    """Text approvals, oldest first."""
    aired_before: frozenset[NewsItemId]
    """Items that had aired before the period already, at whatever outlet: they were due then."""
    read_by_people: frozenset[NewsItemId]
    """Items that a person read."""
    rates: RateTable
    """What the station pays."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RegisterLine:
    """One item."""

    item_id: NewsItemId
    """Which item."""
    received_at: datetime | None
    """When it came in (aware, UTC); none when the newsroom does not know it."""
    title: str
    """Its title."""
    author: str
    """Who wrote it; empty when nobody recorded it."""
    genre: Genre | None
    """Its form."""
    topic: TopicCode | None
    """Its topic."""
    source: str
    """Where its facts rest."""
    approval: Approval | None
    """The text approval that stood at its first airing, else the newest."""
    first_at: datetime | None
    """When it was first heard in the period (aware, UTC); none when nobody says that it aired."""
    aired_before: bool
    """Whether it had aired before the period."""
    first: Tally
    """First runs, every real grade together."""
    repeat: Tally
    """Repeats, every real grade together."""
    rehearsals: int
    """Rehearsed airings: never counted as aired."""
    outlets: tuple[OutletId, ...]
    """Where it aired."""
    length: DurationMs
    """Its longest airing; as planned while it has not aired."""
    royalty: Royalty | None
    """What it comes to; none when it is not due in this register."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AuthorSum:
    """What one author's items come to."""

    author: str
    """Who; empty for items without a recorded author."""
    items: int
    """Items that are due."""
    amount: Dong
    """What is known."""
    without_rate: int
    """How many of them have no rate."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Register:
    """The register of a period."""

    lines: tuple[RegisterLine, ...]
    """Aired items in order of their first airing, then those of which nobody says that they aired."""
    itemless_first: Tally
    """First runs that count as airtime and name no item."""
    itemless_repeat: Tally
    """Repeats that count as airtime and name no item."""
    roles: tuple[PayRole, ...]
    """Works that the rates speak of."""
    authors: tuple[AuthorSum, ...]
    """Pay by author, those without a name last."""

    @property
    def first(self) -> Tally:
        """Add up first runs, as the airtime report does."""
        return _sum([*(line.first for line in self.lines), self.itemless_first])

    @property
    def repeat(self) -> Tally:
        """Add up repeats, as the airtime report does."""
        return _sum([*(line.repeat for line in self.lines), self.itemless_repeat])

    @property
    def aired(self) -> int:
        """Give how many different items aired, as the airtime report does."""
        return sum(1 for line in self.lines if line.first_at is not None)

    @property
    def amount(self) -> Dong:
        """Add up all pay that is known."""
        return Dong(sum(part.amount or 0 for line in self.lines if line.royalty for part in line.royalty.parts))

    @property
    def without_rate(self) -> int:
        """Give how many items that are due have a work without a rate."""
        return sum(1 for line in self.lines if line.royalty and line.royalty.amount is None)


def register(request: RegisterRequest) -> Register:
    """Write the register of a period.

    An item is due once, in the period of its very first airing, by the rate of that day; the pay is for the station as
    a whole, so a register of some outlets alone has none.
    """
    told: dict[NewsItemId | None, list[Airing]] = defaultdict(list)
    for airing in counted_airings(request.airtime):
        told[airing.item_id].append(airing)
    itemless = [each for each in told.pop(None, []) if _is_real(each)]
    planned = _planned(request.airtime)
    named = [each for each in dict.fromkeys([*told, *planned]) if each is not None]
    lines = [_line(request, each, told.get(each, []), planned.get(each)) for each in named]
    lines.sort(key=lambda line: (line.first_at is None, line.first_at or _NEVER, line.title, line.item_id))
    first, repeat = _tallies(itemless)
    return Register(
        lines=tuple(lines),
        itemless_first=first,
        itemless_repeat=repeat,
        roles=request.rates.roles,
        authors=_authors(lines),
    )


def _planned(asked: AirtimeRequest) -> Mapping[NewsItemId, PlaylistItem]:
    """Give the items of the period's plans, each as the first plan that has it."""
    found: dict[NewsItemId, PlaylistItem] = {}
    for plan in asked.playlists:
        if asked.period.holds(plan.air_date):
            for item in plan.items:
                if item.item_id and item.topic is not None and asked.asks_for(plan.outlet_id, item.topic):
                    found.setdefault(item.item_id, item)
    return found


def _line(
    request: RegisterRequest, item_id: NewsItemId, told: Sequence[Airing], planned: PlaylistItem | None
) -> RegisterLine:
    """Write one item's line: as the newsroom knows it, else as the entries or plans call it."""
    aired = [each for each in told if _is_real(each)]
    item, known = request.items.get(item_id), told[0] if told else planned
    genre = item.genre if item else known and known.genre
    first_at = min((each.observed_start or each.planned_at for each in aired), default=None)
    length = DurationMs(max((each.played for each in aired), default=planned.duration if planned else 0))
    first, repeat = _tallies(aired)
    due = first_at is not None and item_id not in request.aired_before and not request.airtime.outlets
    return RegisterLine(
        item_id=item_id,
        received_at=item.received_at if item else None,
        title=item.title if item else known.title if known else item_id,
        author=item.author if item else "",
        genre=genre,
        topic=item.topic if item else known and known.topic,
        source=item.source if item else "",
        approval=_approval(request.approvals.get(item_id, ()), first_at),
        first_at=first_at,
        aired_before=item_id in request.aired_before,
        first=first,
        repeat=repeat,
        rehearsals=len(told) - len(aired),
        outlets=tuple(sorted({each.outlet_id for each in aired})),
        length=length,
        royalty=_pay(request, item_id, genre, length, first_at) if due and first_at else None,
    )


def _pay(
    request: RegisterRequest, item_id: NewsItemId, genre: Genre | None, length: DurationMs, first_at: datetime
) -> Royalty:
    day, by_people = first_at.astimezone(ZONE).date(), item_id in request.read_by_people
    return royalty(request.rates, item_id, genre, length, day=day, read_by_people=by_people)


def _is_real(airing: Airing) -> bool:
    return airing.evidence is not Evidence.REHEARSAL


def _tallies(airings: Sequence[Airing]) -> tuple[Tally, Tally]:
    """Add up first runs and repeats."""
    first = [each.played for each in airings if each.run <= 1]
    repeat = [each.played for each in airings if each.run > 1]
    return NOTHING.plus(sum(first), len(first)), NOTHING.plus(sum(repeat), len(repeat))


def _approval(given: Sequence[Approval], first_at: datetime | None) -> Approval | None:
    """Give the last approval before the first airing, else the newest there is."""
    before = [each for each in given if first_at is None or each.at <= first_at]
    return (before or [*given] or [None])[-1]


def _sum(tallies: Iterable[Tally]) -> Tally:
    total = NOTHING
    for each in tallies:
        total = total.plus(each.length, each.airings)
    return total


def _authors(lines: Iterable[RegisterLine]) -> tuple[AuthorSum, ...]:
    """Add up what authors are due, by name; those whom nobody recorded stand last."""
    due: dict[str, list[Dong | None]] = defaultdict(list)
    for line in lines:
        part = line.royalty.of(PayRole.AUTHOR) if line.royalty else None
        if part is not None:
            due[line.author].append(part.amount)
    return tuple(
        AuthorSum(
            author=author,
            items=len(amounts),
            amount=Dong(sum(each or 0 for each in amounts)),
            without_rate=sum(1 for each in amounts if each is None),
        )
        for author, amounts in sorted(due.items(), key=lambda pair: (not pair[0], pair[0]))
    )
