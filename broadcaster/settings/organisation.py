"""Checks units, outlets and topics, and makes the domain's values of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from broadcaster.domain.aliases import fold
from broadcaster.domain.ids import OutletId, TopicCode, UnitId
from broadcaster.domain.topics import Topic
from broadcaster.domain.units import OfficialCode, Outlet, Unit
from broadcaster.settings.findings import Finding
from broadcaster.settings.letterheads import letterhead, letterhead_faults
from broadcaster.settings.rows import Placed, repeated, unknown_name
from broadcaster.settings.tables import CodeRow, OutletRow, TopicRow, UnitRow

Units = Sequence[Placed[UnitRow]]
Outlets = Sequence[Placed[OutletRow]]


def unit(row: UnitRow) -> Unit:
    """Make the domain's unit."""
    return Unit(
        id=UnitId(row.id),
        kind=row.kind,
        name=row.name,
        codes=tuple(OfficialCode(code=c.code, valid_from=c.valid_from, valid_to=c.valid_to) for c in row.codes),
        parent=UnitId(row.parent) if row.parent else None,
        aliases=row.aliases,
        heading=row.heading,
        signer_title=row.signer_title,
        signer=row.signer,
        letterheads=tuple(map(letterhead, row.letterheads)),
    )


def outlet(row: OutletRow) -> Outlet:
    """Make the domain's outlet."""
    return Outlet(
        id=OutletId(row.id),
        unit_id=UnitId(row.unit),
        name=row.name,
        transmission=row.transmission,
        aliases=row.aliases,
        groups=row.groups,
        offset_lu=row.offset_lu,
    )


def topic(row: TopicRow) -> Topic:
    """Make the domain's topic."""
    return Topic(code=TopicCode(row.code), name=row.name, short=row.short or row.name)


def unit_findings(units: Units, known: frozenset[str]) -> Iterator[Finding]:
    """Find ids and codes used twice, days in the wrong order, parents that are missing or go round in a circle."""
    yield from repeated(units, "id", lambda row: row.id)
    for placed in units:
        if placed.row.parent:
            yield from unknown_name(placed, "parent", placed.row.parent, known)
        for code in placed.row.codes:
            if code.valid_from and code.valid_to and code.valid_to < code.valid_from:
                yield placed.finding(
                    "codes", f"mã '{code.code}' hết hiệu lực {code.valid_to} trước ngày bắt đầu {code.valid_from}"
                )
        for fault in letterhead_faults(placed.row.letterheads):
            yield placed.finding("letterheads", fault)
    yield from _shared_codes(units)
    yield from _circles(units)


def _shared_codes(units: Units) -> Iterator[Finding]:
    every = [(placed, code) for placed in units for code in placed.row.codes]
    for (first, one), (second, other) in combinations(every, 2):
        if one.code == other.code and _meet((one,), (other,)):
            yield second.finding(
                "codes",
                f"mã '{other.code}' trùng ngày hiệu lực với đơn vị '{first.row.id}' ({first.place}); "
                "sửa valid_from, valid_to",
            )


def _meet(ones: tuple[CodeRow, ...], others: tuple[CodeRow, ...]) -> bool:
    """Say whether two sets of codes share a day; no codes at all counts as every day."""
    return any(
        (one.valid_from or date.min) <= (other.valid_to or date.max)
        and (other.valid_from or date.min) <= (one.valid_to or date.max)
        for one in ones or _ALWAYS
        for other in others or _ALWAYS
    )


_ALWAYS = (CodeRow(code="-"),)


def _circles(units: Units) -> Iterator[Finding]:
    parents = {placed.row.id: placed.row.parent for placed in units}
    for placed in units:
        seen: set[str] = set()
        above = placed.row.parent
        while above and above not in seen:
            seen.add(above)
            above = parents.get(above)
        if placed.row.id in seen:
            yield placed.finding("parent", f"'parent' của '{placed.row.id}' đi vòng về chính nó")


def outlet_findings(outlets: Outlets, units: Units, known_units: frozenset[str]) -> Iterator[Finding]:
    """Find ids used twice, units that are missing, and aliases that could mean another place."""
    yield from repeated(outlets, "id", lambda row: row.id)
    for placed in outlets:
        yield from unknown_name(placed, "unit", placed.row.unit, known_units)
        for alias in placed.row.aliases:
            clash = _other_outlet(alias, placed, outlets) or _other_unit(alias, placed, units)
            if clash:
                yield placed.finding(
                    "aliases", f"tên gọi '{alias}' bỏ dấu thành {fold(alias)}, trùng với {clash}; dùng tên khác"
                )


def _other_outlet(alias: str, placed: Placed[OutletRow], outlets: Outlets) -> str:
    for other in outlets:
        row = other.row
        if other is not placed and fold(alias) in {row.id, *map(fold, (row.name, *row.aliases))}:
            return f"đài, cụm loa {row.id}"
    return ""


def _other_unit(alias: str, placed: Placed[OutletRow], units: Units) -> str:
    """Name another unit that an alias could mean.

    A unit that ended before the outlet's own unit began is no rival: inherited clusters keep the old place's name.
    """
    own = next((other.row for other in units if other.row.id == placed.row.unit), None)
    rivals = [other.row for other in units if own and other.row is not own and _meet(own.codes, other.row.codes)]
    for named in map(unit, rivals):
        if fold(alias) in {fold(name) for name in (named.name, named.full_name, *named.aliases)}:
            return f"đơn vị {named.full_name} ({named.id})"
    return ""


def topic_findings(topics: Sequence[Placed[TopicRow]]) -> Iterator[Finding]:
    """Find codes used twice."""
    yield from repeated(topics, "code", lambda row: row.code)
