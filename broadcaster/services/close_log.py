"""Look into the as-run log, close its days with signed heads, and hold it against its chain."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from broadcaster.asrun.chain import faults, head_subject, start
from broadcaster.domain.airings import Airing
from broadcaster.domain.chains import ChainedAiring, ChainFault, ChainHead, OutsideHead
from broadcaster.domain.directory import find_outlet
from broadcaster.domain.ids import OutletId
from broadcaster.errors import DayNotOver, HeadElsewhere
from broadcaster.signing import is_signed
from broadcaster.station import Station
from broadcaster.storage.as_stored import Spoiled

_UNHEARD_OF = "kho và lịch không có nơi này: gõ nhầm mã, đầu chuỗi của đài khác, hoặc cả nhật ký đã bị xóa"
_NAMELESS = "có mục, mắt xích hoặc đầu chuỗi mang mã nơi phát không phải chữ: có người sửa thẳng vào kho"


@dataclass(frozen=True, kw_only=True, slots=True)
class Verified:
    """What holding the log against its chain came to."""

    outlets: int
    """How many chains were walked."""
    entries: int
    """How many entries they hold."""
    heads: int
    """How many heads were held against them."""
    faults: tuple[ChainFault, ...]
    """Everything that is not as it was recorded; empty when all is."""


def airings_of(station: Station, day: date, outlet: str | None = None) -> tuple[Airing, ...]:
    """Give the entries of one day in order of outlet and planned time; raises UnknownOutlet, AmbiguousOutlet."""
    wanted = find_outlet(station.timetable(), outlet).id if outlet else None
    with station.store.reading() as tx:
        entries = tx.airings.between(day, day)
    chosen = [entry for entry in entries if wanted is None or entry.outlet_id == wanted]
    return tuple(sorted(chosen, key=lambda entry: (entry.outlet_id, entry.planned_at, entry.position)))


def close_log(station: Station, day: date, *, now: datetime) -> tuple[ChainHead, ...]:
    """Issue the heads that close an arrival day, one for every outlet of the timetable and of the log.

    A day that has heads already keeps them: nothing is issued twice. Late evidence then goes into the next day.

    Raises:
        DayNotOver: entries can still arrive on that day.
        KeyRefused: the station's key cannot be used.
    """
    if now < datetime.combine(day + timedelta(days=1), time(), tzinfo=station.zone):
        raise DayNotOver(date=day.isoformat())
    key = station.signing_key
    named = [outlet.id for outlet in station.timetable().outlets]
    with station.store.writing() as tx:
        outlets = sorted({*named, *tx.chain.outlets()})
        closed, tails = tx.chain.closed_days(outlets), tx.chain.tails(outlets, until=day)
        issued: list[ChainHead] = []
        for outlet_id in outlets:
            if outlet_id in closed and closed[outlet_id] >= day:
                continue
            tail = tails.get(outlet_id)
            head = ChainHead(
                outlet_id=outlet_id,
                arrival_day=day,
                sequence=tail.sequence if tail else 0,
                link=tail.link if tail else start(outlet_id),
                at=now,
                key=key.public,
                signature="",
            )
            issued.append(replace(head, signature=key.sign(head_subject(head))))
        tx.chain.add_heads(issued)
    return tuple(issued)


def heads_of(station: Station, *, outlet: str | None = None, day: date | None = None) -> tuple[ChainHead, ...]:
    """Give the heads that were issued; raises UnknownOutlet, AmbiguousOutlet."""
    wanted = find_outlet(station.timetable(), outlet).id if outlet else None
    with station.store.reading() as tx:
        return tx.chain.heads(wanted, day)


def verify_log(station: Station, *, outlet: str | None = None, outside: Sequence[OutsideHead] = ()) -> Verified:
    """Walk the chain of one outlet or of all, and hold it against every head, those kept outside too.

    Raises:
        UnknownOutlet, AmbiguousOutlet, KeyRefused.
        HeadElsewhere: a head is of another outlet than the one that is asked for.
    """
    timetable = station.timetable()
    wanted = find_outlet(timetable, outlet).id if outlet else None
    for each in outside:
        if wanted not in (None, each.outlet_id):
            raise HeadElsewhere(head=f"{each.outlet_id} {each.sequence}", outlet=wanted)
    public = station.signing_key.public
    found: list[ChainFault] = []
    with station.store.reading() as tx:
        logged = tx.chain.outlets()
        outlets = [wanted] if wanted else sorted({*logged, *(each.outlet_id for each in outside)})
        known = {*logged, *(each.id for each in timetable.outlets)}
        strays = tx.chain.with_strays()
        entries = heads = 0
        if tx.chain.nameless():
            found.append(ChainFault(outlet_id=OutletId("?"), sequence=0, sentence=_NAMELESS))
        for outlet_id in outlets:
            issued, spoiled = tx.chain.heads_as_stored(outlet_id)
            kept = [each for each in outside if each.outlet_id == outlet_id]
            counted = _Counted()
            found += _before_walking(outlet_id, spoiled, known)
            found += faults(
                outlet_id,
                counted.through(tx.chain.of(outlet_id, strays=outlet_id in strays)),
                heads=issued,
                outside=kept,
                signed=lambda head: (
                    head.key == public and is_signed(head_subject(head), key=head.key, signature=head.signature)
                ),
            )
            entries += counted.number
            heads += len(issued) + len(kept)
    return Verified(outlets=len(outlets), entries=entries, heads=heads, faults=tuple(found))


def _before_walking(
    outlet_id: OutletId, spoiled: Sequence[Spoiled], known: Collection[OutletId]
) -> Iterator[ChainFault]:
    """Tell of an outlet of which nothing is known, and of heads that cannot be read."""
    sentences = [f'một đầu chuỗi có trường "{each.column}" không đọc được, không còn như khi khóa' for each in spoiled]
    for sentence in [*sentences, *([] if outlet_id in known else [_UNHEARD_OF])]:
        yield ChainFault(outlet_id=outlet_id, sequence=0, sentence=sentence)


class _Counted:
    """Counts what goes through it."""

    def __init__(self) -> None:
        self.number = 0

    def through(self, chained: Iterable[ChainedAiring]) -> Iterator[ChainedAiring]:
        for each in chained:
            self.number += 1
            yield each
