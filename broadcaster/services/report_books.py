"""Write the station's books of a month: the broadcast diary and the register of news items."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path

from broadcaster.asrun.airtime import AirtimeRequest, counted_airings
from broadcaster.asrun.diary import OutletDiary, diary
from broadcaster.asrun.register import RegisterRequest, register
from broadcaster.domain.approvals import Approval, ApprovalStage
from broadcaster.domain.ids import NewsItemId, OutletId, ScriptId
from broadcaster.domain.news import NewsItem
from broadcaster.domain.periods import Period
from broadcaster.domain.royalties import PayRole, RateTable
from broadcaster.domain.takes import TAKE_ENGINE
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.zone import ZONE
from broadcaster.errors import BadMonth, BadPeriod, EmptyBook, UnknownReportKind
from broadcaster.files import write_bytes
from broadcaster.reports.diary_book import DiaryBook, diary_pdf
from broadcaster.reports.register_book import RegisterBook, register_pdf
from broadcaster.reports.station_diary_book import station_diary_pdf
from broadcaster.reports.typeset import let_go
from broadcaster.services.progress import Progress, silent
from broadcaster.services.report_airtime import ReportScope, airtime_request
from broadcaster.services.report_paper import newest_heads
from broadcaster.settings.folder import SCHEDULES
from broadcaster.settings.rates import load_rates
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
_PDF = ".pdf"
_ENDINGS = (_PDF, ".xlsx")


class BookKind(StrEnum):
    """Which book; the value is what operators type."""

    DIARY = "nhat-ky"
    REGISTER = "tin-bai"


@dataclass(frozen=True, kw_only=True, slots=True)
class BookOrder:
    """What is asked for."""

    kind: BookKind
    """Which book."""
    month: Period
    """Which month."""
    outlet: str = ""
    """Only this outlet, as it was typed; empty for the whole station."""
    apart: bool = False
    """One file for each outlet."""
    as_of: date
    """Evidence that arrived by the end of this day counts."""
    out: Path
    """Where it goes; its ending says in which form."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sources:
    """What the books of an order are made of."""

    station: str
    issuer: tuple[str, ...]
    timetable: Timetable
    rates: RateTable
    request: AirtimeRequest


def month_of(text: str) -> Period:
    """Read a month, ``2023-09``; raises BadMonth."""
    if not _MONTH.fullmatch(text):
        raise BadMonth(text=text)
    try:
        return Period.parse(text)
    except BadPeriod as error:
        raise BadMonth(text=text) from error


def write_books(station: Station, order: BookOrder, progress: Progress = silent) -> tuple[Path, ...]:
    """Write the asked book, or one for each outlet, and give the files.

    Raises:
        UnknownReportKind, NoTimetable, UnknownOutlet, AmbiguousOutlet, SettingsError: before anything is counted.
        EmptyBook: nothing was planned or told in that month.
        NotTypeset, DiskFull, ReadOnlyPlace, FileFailed.
    """
    if order.out.suffix.lower() not in _ENDINGS:
        raise UnknownReportKind(path=order.out, known=", ".join(_ENDINGS))
    timetable, rates = station.timetable(), load_rates(station.folder / SCHEDULES)
    with station.store.reading() as tx:
        scope = ReportScope(outlet=order.outlet)
        sources = _Sources(
            station=station.words.name,
            issuer=_issuer(station, timetable, order.month),
            timetable=timetable,
            rates=rates,
            request=airtime_request(tx, timetable, order.month, scope, as_of=order.as_of),
        )
        make = _diaries if order.kind is BookKind.DIARY else _registers
        made = make(tx, sources, order)
    if not made:
        raise EmptyBook(month=order.month.spoken, scope=scope.words(timetable) or "toàn đài")
    written: list[Path] = []
    for done, (outlet_id, write) in enumerate(made.items(), start=1):
        path = order.out.with_name(f"{order.out.stem}-{outlet_id}{order.out.suffix}") if outlet_id else order.out
        write_bytes(path, write())
        written.append(path)
        if done < len(made) and path.suffix.lower() == _PDF:
            let_go()
        progress(done, len(made))
    return tuple(written)


_Made = Mapping[OutletId | None, Callable[[], bytes]]
"""What writes each file: by outlet where each has its own."""


def _issuer(station: Station, timetable: Timetable, month: Period) -> tuple[str, ...]:
    unit = next((each for each in timetable.units if each.id == station.settings.station.unit), None)
    if unit is None:
        return ()
    head = unit.letterhead_on(month.last)
    return tuple(line for line in (head.superior, head.issuer) if line)


def _diaries(tx: Transaction, sources: _Sources, order: BookOrder) -> _Made:
    told = diary(sources.request)
    if not told:
        return {}
    whole = DiaryBook(
        station=sources.station,
        issuer=sources.issuer,
        period=order.month,
        as_of=order.as_of,
        timetable=sources.timetable,
        outlets=told,
        heads=newest_heads(tx, [each.outlet_id for each in told], as_of=order.as_of),
    )
    if not order.apart:
        return {None: lambda: _diary_bytes(whole, order)}
    return {each.outlet_id: _one_diary(whole, each, order) for each in told}


def _one_diary(whole: DiaryBook, mine: OutletDiary, order: BookOrder) -> Callable[[], bytes]:
    heads = [head for head in whole.heads if head.outlet_id == mine.outlet_id]
    return lambda: _diary_bytes(replace(whole, outlets=(mine,), heads=heads), order)


def _diary_bytes(book: DiaryBook, order: BookOrder) -> bytes:
    if order.out.suffix.lower() == _PDF:
        return diary_pdf(book) if len(book.outlets) == 1 else station_diary_pdf(book)
    from broadcaster.reports.diary_xlsx import diary_xlsx  # noqa: PLC0415 - only workbooks need the library

    return diary_xlsx(book)


def _registers(tx: Transaction, sources: _Sources, order: BookOrder) -> _Made:
    scopes: tuple[frozenset[OutletId], ...] = (sources.request.outlets,)
    if order.apart:
        known = {each.outlet_id for each in (*sources.request.playlists, *sources.request.airings)}
        wanted = sources.request.outlets or known
        scopes = tuple(frozenset({each}) for each in sorted(wanted & known))
    made: dict[OutletId | None, Callable[[], bytes]] = {}
    for outlets in scopes:
        book = _register(tx, replace(sources, request=replace(sources.request, outlets=outlets)), order)
        if book.register.lines or book.register.itemless_first.airings or book.register.itemless_repeat.airings:
            made[next(iter(outlets)) if order.apart else None] = _writer(book, order)
    return made


def _writer(book: RegisterBook, order: BookOrder) -> Callable[[], bytes]:
    return lambda: _register_bytes(book, order)


def _register(tx: Transaction, sources: _Sources, order: BookOrder) -> RegisterBook:
    request, rates = sources.request, sources.rates
    named = {each.item_id for each in counted_airings(request) if each.item_id is not None}
    named |= {item.item_id for plan in request.playlists for item in plan.items if item.item_id is not None}
    told = register(
        RegisterRequest(
            airtime=request,
            items=_items(tx, named),
            approvals=_approvals(tx, named),
            aired_before=tx.airings.items_heard_before(order.month.first, named, known_at=_end_of(order.as_of)),
            read_by_people=_read_by_people(tx, named) if PayRole.READER in rates.roles else frozenset(),
            rates=rates,
        )
    )
    held = [
        rate for rate in rates.rates if rate.amount is not None and rate.shares(order.month.first, order.month.last)
    ]
    return RegisterBook(
        station=sources.station,
        issuer=sources.issuer,
        period=order.month,
        as_of=order.as_of,
        timetable=sources.timetable,
        outlets=tuple(sorted(request.outlets)),
        register=told,
        bases=tuple(dict.fromkeys(rate.basis for rate in held if rate.basis)),
    )


def _register_bytes(book: RegisterBook, order: BookOrder) -> bytes:
    if order.out.suffix.lower() == _PDF:
        return register_pdf(book)
    from broadcaster.reports.register_xlsx import register_xlsx  # noqa: PLC0415 - only workbooks need the library

    return register_xlsx(book)


def _items(tx: Transaction, named: Iterable[NewsItemId]) -> Mapping[NewsItemId, NewsItem]:
    """Give the items as they stand; one that was taken away as it last was."""
    standing = {item.id: item for item in tx.news.all()}
    found: dict[NewsItemId, NewsItem] = {}
    for item_id in named:
        item = standing.get(item_id) or next(reversed(tx.news.history(item_id)), None)
        if item is not None:
            found[item_id] = item
    return found


def _approvals(tx: Transaction, named: Iterable[NewsItemId]) -> Mapping[NewsItemId, tuple[Approval, ...]]:
    given = tx.approvals.all()
    return {each: tuple(a for a in given.get(ScriptId(each), ()) if a.stage is ApprovalStage.TEXT) for each in named}


def _read_by_people(tx: Transaction, named: Iterable[NewsItemId]) -> frozenset[NewsItemId]:
    """Give the items of whose newest voicing a person read every line."""
    voiced = tx.voicings.all()
    found: set[NewsItemId] = set()
    for item_id in named:
        made = voiced.get(ScriptId(item_id))
        engines = {cut.engine for line in made.lines for cut in line} if made else set[str]()
        if engines == {TAKE_ENGINE}:
            found.add(item_id)
    return frozenset(found)


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=ZONE)
