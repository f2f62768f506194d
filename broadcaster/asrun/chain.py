"""The hash chain over an outlet's as-run log: what makes a link, and where a log is not what was recorded.

A link is the SHA-256 over canonical JSON of the link before it, its own place and the hash of every field of its
entry, in order of arrival. Late evidence is a new link of the day on which it arrives, whatever day it speaks of. A
chain alone cannot show that its end was cut off: a head that was kept outside can.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import cast

from broadcaster.domain.airings import Airing
from broadcaster.domain.chains import ChainedAiring, ChainFault, ChainHead, ChainLink, OutsideHead
from broadcaster.domain.fingerprints import canonical, fingerprint
from broadcaster.domain.ids import OutletId, Sha256

FORM = "broadcaster-chain/1"
"""Names how links are made; another way would have another name."""

_DEFAULTS = {field.name: field.default for field in fields(Airing) if field.default is not MISSING}
"""Fields that were added later: where one says nothing, the entry hashes as it did before there was one."""


def entry_hash(airing: Airing) -> Sha256:
    """Name an entry by every one of its fields."""
    return fingerprint([FORM, entry_content(airing)])


def entry_content(airing: Airing) -> dict[str, object]:
    """Give every field of an entry as its hash has it, in plain values."""
    told = {field.name: getattr(airing, field.name) for field in fields(airing)}
    return {name: _plain(value) for name, value in told.items() if name not in _DEFAULTS or value != _DEFAULTS[name]}


def start(outlet_id: OutletId) -> Sha256:
    """Give what stands before the first link of an outlet."""
    return fingerprint([FORM, outlet_id])


def link_hash(before: Sha256, outlet_id: OutletId, sequence: int, arrival_day: date, entry: Sha256) -> Sha256:
    """Give the hash of one link."""
    return fingerprint([FORM, before, outlet_id, sequence, arrival_day.isoformat(), entry])


def extended(
    outlet_id: OutletId, tail: ChainLink | None, entries: Iterable[Airing], *, arrival_day: date
) -> Iterator[ChainLink]:
    """Give the links of new entries, in their order, after the last link of their outlet.

    Should the clock have been set back, they arrive on the day of the link before them.
    """
    before, last = (tail.link, tail.sequence) if tail else (start(outlet_id), 0)
    day = max(arrival_day, tail.arrival_day) if tail else arrival_day
    for sequence, airing in enumerate(entries, start=last + 1):
        before = link_hash(before, outlet_id, sequence, day, entry_hash(airing))
        yield ChainLink(outlet_id=outlet_id, sequence=sequence, arrival_day=day, link=before)


def head_subject(head: ChainHead) -> bytes:
    """Give the bytes that a head's signature is over."""
    return canonical(
        [FORM, head.outlet_id, head.arrival_day.isoformat(), head.sequence, head.link, _plain(head.at), head.key]
    )


def faults(
    outlet_id: OutletId,
    chained: Iterable[ChainedAiring],
    *,
    heads: Iterable[ChainHead] = (),
    outside: Iterable[OutsideHead] = (),
    signed: Callable[[ChainHead], bool],
) -> Iterator[ChainFault]:
    """Find every place where an outlet's log is not what was recorded.

    Args:
        outlet_id: Whose chain.
        chained: Its entries in order of sequence.
        heads: The heads that the station issued for it.
        outside: Heads of it that were kept outside.
        signed: Says whether a head's signature is good and by a key of the station.
    """
    wanted: dict[int, list[ChainHead]] = {}
    for head in sorted(heads, key=lambda each: each.arrival_day):
        wanted.setdefault(head.sequence, []).append(head)
    printed: dict[int, list[OutsideHead]] = {}
    for kept in outside:
        printed.setdefault(kept.sequence, []).append(kept)
    closed = _closed(wanted)
    last, before = 0, start(outlet_id)
    yield from _held(outlet_id, 0, before, wanted, printed, signed)
    for each in chained:
        if each.link is None:
            yield from _stray(outlet_id, each)
            continue
        yield from _fault(outlet_id, each, each.link, last, before, closed)
        last, before = each.link.sequence, each.link.link
        yield from _held(outlet_id, last, before, wanted, printed, signed)
    yield from _cut_off(outlet_id, last, wanted, printed)
    yield from _heads_gone(outlet_id, wanted, printed)


def _closed(wanted: Mapping[int, Iterable[ChainHead]]) -> list[tuple[int, date]]:
    """Give the last link of each closed day, in order."""
    return sorted((sequence, head.arrival_day) for sequence, heads in wanted.items() for head in heads)


def _stray(outlet_id: OutletId, each: ChainedAiring) -> Iterator[ChainFault]:
    """Tell of an entry that was put in past the chain."""
    airing = each.airing
    if airing is not None:
        sentence = f'mục "{airing.title}" ngày {airing.air_date:%d/%m/%Y} không có trong chuỗi, bị chèn thêm'
        yield ChainFault(outlet_id=outlet_id, sequence=0, sentence=sentence, airing_id=airing.id)
    elif each.spoiled:
        yield _at(outlet_id, 0, f'một mục không có trong chuỗi, bị chèn thêm; trường "{each.spoiled}" không đọc được')


def _fault(
    outlet_id: OutletId, each: ChainedAiring, link: ChainLink, last: int, before: Sha256, closed: list[tuple[int, date]]
) -> Iterator[ChainFault]:
    """Hold one entry against its link, and its link against the one before."""
    airing = each.airing
    sequence = link.sequence
    if sequence != last + 1:
        gap = f"mất mục {last + 1}" if sequence == last + 2 else f"mất các mục {last + 1}-{sequence - 1}"
        yield _at(outlet_id, last + 1, f"{gap} trước mục {sequence}")
        return  # what it was tied to is not there, so that its own link tells nothing
    if airing is None:
        done = (
            f'có trường "{each.spoiled}" không đọc được, không còn như khi ghi'
            if each.spoiled
            else "đã bị xóa khỏi nhật ký"
        )
        yield _at(outlet_id, sequence, f"mục {sequence} {done}")
        return
    if link.link != link_hash(before, outlet_id, sequence, link.arrival_day, entry_hash(airing)):
        sentence = f'mục {sequence} ("{airing.title}", ngày {airing.air_date:%d/%m/%Y}) không còn như khi ghi'
        yield ChainFault(outlet_id=outlet_id, sequence=sequence, sentence=sentence, airing_id=airing.id)
    late = [day for end, day in closed if end < sequence and link.arrival_day <= day]
    if late:
        yield _at(outlet_id, sequence, f"mục {sequence} ghi lùi vào ngày {max(late):%d/%m/%Y} đã khóa sổ")


def _held(
    outlet_id: OutletId,
    sequence: int,
    link: Sha256,
    wanted: Mapping[int, Iterable[ChainHead]],
    printed: Mapping[int, Iterable[OutsideHead]],
    signed: Callable[[ChainHead], bool],
) -> Iterator[ChainFault]:
    """Hold the heads that end at one link against it."""
    for head in wanted.get(sequence, ()):
        day = f"{head.arrival_day:%d/%m/%Y}"
        if head.link != link:
            yield _at(outlet_id, sequence, f"đầu chuỗi đã khóa ngày {day} không khớp mục {sequence}")
        if not signed(head):
            yield _at(outlet_id, sequence, f"chữ ký của đầu chuỗi ngày {day} sai hoặc không phải của đài")
    for kept in printed.get(sequence, ()):
        if kept.link != link:
            yield _at(outlet_id, sequence, f"đầu chuỗi giữ bên ngoài không khớp mục {sequence} trong kho")


def _cut_off(
    outlet_id: OutletId,
    last: int,
    wanted: Mapping[int, Iterable[ChainHead]],
    printed: Mapping[int, Iterable[OutsideHead]],
) -> Iterator[ChainFault]:
    """Tell of heads that speak of links beyond the end."""
    beyond = max((sequence for sequence in (*wanted, *printed) if sequence > last), default=0)
    if beyond:
        yield _at(outlet_id, last + 1, f"mất {beyond - last} mục cuối: đầu chuỗi ghi {beyond} mục, kho chỉ còn {last}")


def _heads_gone(
    outlet_id: OutletId, wanted: Mapping[int, Iterable[ChainHead]], printed: Mapping[int, Iterable[OutsideHead]]
) -> Iterator[ChainFault]:
    """Tell of heads that were issued, as the days kept with them outside show, and are no longer there."""
    for sequence, kept in sorted(printed.items()):
        there = {head.arrival_day for head in wanted.get(sequence, ())}
        for day in sorted({each.arrival_day for each in kept if each.arrival_day} - there):
            yield _at(outlet_id, sequence, f"đầu chuỗi khóa ngày {day:%d/%m/%Y} ở mục {sequence} không còn trong kho")


def _at(outlet_id: OutletId, sequence: int, sentence: str) -> ChainFault:
    return ChainFault(outlet_id=outlet_id, sequence=sequence, sentence=sentence)


def _plain(value: object) -> object:
    """Write a field's value as canonical JSON holds it."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(part) for part in cast("tuple[object, ...]", value)]
    return value
