"""Take in what people and other systems say aired: filled-in sheets, CSV, logs of automation systems."""

from __future__ import annotations

import codecs
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from broadcaster.asrun.confirmed import Witness, session_entries
from broadcaster.asrun.foreign import ForeignRow, foreign_entries
from broadcaster.domain.airings import Airing, Evidence
from broadcaster.domain.directory import find_outlet
from broadcaster.domain.fingerprints import sha256_of
from broadcaster.domain.ids import OutletId, PlaylistId, Sha256
from broadcaster.domain.log_sheets import SheetWord
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.units import Outlet
from broadcaster.domain.zone import ZONE
from broadcaster.errors import (
    AmbiguousOutlet,
    ConfirmationRefused,
    LogFileRefused,
    UnknownOutlet,
)
from broadcaster.feeds.log_csv import decoded_log, known_form, mapped_form, read_csv
from broadcaster.feeds.log_rows import LogFile, LogRow, RowFault, SheetRow, refuse, time_faults
from broadcaster.feeds.log_sheet_file import read_log_sheet
from broadcaster.feeds.rivendell_log import is_rivendell, read_rivendell
from broadcaster.files import read_bytes, translated
from broadcaster.services.confirm_airings import (
    SessionWord,
    add_word,
    heard_of,
    programme_of,
    refuse_hidden_signs,
    unit_code,
)
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

MOST_BYTES = 20_000_000
"""Larger files are refused before they are read."""
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportRequest:
    """What is to be taken in."""

    path: Path
    """The file."""
    by: str
    """Who brings it."""
    mapping: Path | None = None
    """The file that says what the columns of a CSV are."""
    outlet: str | None = None
    """Whose log it is, where its rows do not say."""
    vouch: bool = False
    """Whether who brings it says that all this truly went out."""
    replace: bool = False
    """Whether it takes the place of what people said otherwise before."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Imported:
    """What taking in a file came to."""

    system: str
    """What wrote it."""
    fresh: int
    """Entries that are new."""
    known: int
    """Entries that were there."""
    unplanned: int
    """Those of them that belong to no plan."""


def import_log(station: Station, asked: ImportRequest, *, now: datetime) -> Imported:
    """Take in a file, all of it or nothing.

    Raises:
        NameNeeded: nobody is named.
        LogFileRefused: it is no log that we know, or no evidence as it stands.
        LogRowsWrong: naming every wrong row.
        ConfirmedOtherwise: people said otherwise, and it is not to replace that.
        FileMissing, FileFailed, UnknownOutlet, AmbiguousOutlet.
    """
    refuse_hidden_signs(asked.by)
    content = _content(asked.path)
    log, faults = _read(content, asked)
    if log.planned_times and not asked.vouch:
        reason = (
            f"{log.system} ghi giờ theo kế hoạch, không phải giờ đã phát; nếu chắc các mục này đã phát, thêm --vouch"
        )
        raise LogFileRefused(path=asked.path, reason=reason)
    faults = [*faults, *time_faults(log.rows, now=now)]
    timetable = station.timetable()
    source = f"{asked.path.name} ({sha256_of(content)[:16]}), {asked.by.strip()} nhập"
    with station.store.writing() as tx:
        taker = _Taker(tx, timetable, log, asked, source, now)
        entries = [*taker.sheet(log.sheet, faults), *taker.rows(log.rows, faults)]
        refuse(asked.path, faults)
        entries = list({each.id: each for each in entries}.values())
        fresh = add_word(tx, entries, replace=asked.replace, reason=f"nhập lại từ {asked.path.name}")
    unplanned = sum(not each.playlist_id for each in entries)
    return Imported(system=log.system, fresh=fresh, known=len(entries) - fresh, unplanned=unplanned)


def _content(path: Path) -> bytes:
    with translated(path):
        size = path.stat().st_size
    if size > MOST_BYTES:
        raise LogFileRefused(path=path, reason=f"tệp lớn hơn {MOST_BYTES // 1_000_000} MB, hãy xuất từng tháng")
    content = read_bytes(path)
    if not content.strip():
        raise LogFileRefused(path=path, reason="tệp rỗng")
    return content


def _read(content: bytes, asked: ImportRequest) -> tuple[LogFile, Sequence[RowFault]]:
    if content.startswith(b"PK"):
        return read_log_sheet(content, asked.path)
    if asked.mapping is not None:
        return read_csv(content, asked.path, mapped_form(asked.mapping))
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise LogFileRefused(path=asked.path, reason="tệp lưu kiểu UTF-16 (Unicode); hãy lưu lại dạng UTF-8")
    text = content.decode("utf-8-sig", errors="replace")
    if is_rivendell(text):
        return read_rivendell(decoded_log(content, asked.path), asked.path)
    form = known_form(text)
    if form is None:
        reason = "không phải phiếu xác nhận, nhật ký LibreTime, AzuraCast hay Rivendell; CSV khác thì thêm --mapping"
        raise LogFileRefused(path=asked.path, reason=reason)
    return read_csv(content, asked.path, form)


class _Taker:
    """Turns rows into entries, with what the station knows of the plans they speak of."""

    def __init__(
        self, tx: Transaction, timetable: Timetable, log: LogFile, asked: ImportRequest, source: str, now: datetime
    ) -> None:
        self.tx, self.timetable, self.log, self.asked = tx, timetable, log, asked
        self.source, self.now = source, now

    def sheet(self, rows: Sequence[SheetRow], faults: list[RowFault]) -> list[Airing]:
        """Give the entries of a filled-in sheet; adds to the faults."""
        entries: list[Airing] = []
        days = [row.day for row in rows]
        planned = self.tx.playlists.between(min(days), max(days)) if days else ()
        for row in rows:
            playlist = _meant(row, planned)
            if playlist is None:
                faults.append(
                    RowFault(place=row.place, column="Buổi", sentence="buổi này không có trong kế hoạch đã lập")
                )
                continue
            if row.word is SheetWord.ON_TIME and (told := _other_than_planned(row, playlist)):
                faults.append(told)
                continue
            at = None if row.word is SheetWord.ON_TIME else row.at
            partial = None if row.word is SheetWord.ON_TIME else row.partial
            word = SessionWord(at=at, partial=partial, lost=row.word is SheetWord.LOST, reason=row.reason)
            try:
                heard = heard_of(playlist, word, now=self.now)
            except ConfirmationRefused as refused:
                faults.append(RowFault(place=row.place, column="Kết quả", sentence=str(refused.fields["reason"])))
                continue
            witness = self._witness(playlist, row.signed or self.asked.by.strip())
            programme = programme_of(self.tx, self.timetable, playlist)
            entries += session_entries(playlist, heard, witness, programme=programme)
        return entries

    def rows(self, rows: Sequence[LogRow], faults: list[RowFault]) -> list[Airing]:
        """Give the entries of a log of another system; adds to the faults."""
        by_outlet: dict[OutletId, list[LogRow]] = defaultdict(list)
        outlets: dict[OutletId, Outlet] = {}
        for row in rows:
            outlet = self._outlet(row, faults)
            if outlet is not None:
                outlets[outlet.id] = outlet
                by_outlet[outlet.id].append(row)
        if faults or not rows:
            return []
        return [entry for outlet_id, told in by_outlet.items() for entry in self._of(outlets[outlet_id], told)]

    def _of(self, outlet: Outlet, rows: Sequence[LogRow]) -> Iterator[Airing]:
        days = [row.starts.astimezone(ZONE).date() for row in rows]
        around = self.tx.playlists.between(min(days) - timedelta(days=1), max(days) + timedelta(days=1))
        planned = [each for each in around if each.outlet_id == outlet.id]
        told = [self._foreign(row) for row in rows]
        code = self.timetable.unit_of(outlet).code_on(min(days))
        witness = self._say(self.asked.by.strip(), code)
        yield from foreign_entries(
            outlet, planned, told, witness, names=self._names(planned), programmes=self._programmes(planned)
        )

    def _foreign(self, row: LogRow) -> ForeignRow:
        return ForeignRow(
            starts=row.starts,
            length=row.length,
            title=row.title,
            file=row.file,
            item=row.item,
            cause=row.cause,
            guessed_end=row.guessed_end,
        )

    def _outlet(self, row: LogRow, faults: list[RowFault]) -> Outlet | None:
        named = row.outlet or self.asked.outlet
        if named is None:
            faults.append(RowFault(place=row.place, column="", sentence="không ghi nơi phát; thêm --outlet ĐÀI"))
            return None
        try:
            return find_outlet(self.timetable, named, day=row.starts.astimezone(ZONE).date())
        except (UnknownOutlet, AmbiguousOutlet) as error:
            if not row.outlet:
                raise
            faults.append(RowFault(place=row.place, column="nơi phát", sentence=str(error).rstrip(".")))
            return None

    def _witness(self, playlist: Playlist, said_by: str) -> Witness:
        return self._say(said_by, unit_code(self.timetable, playlist))

    def _say(self, person: str, code: str) -> Witness:
        machine = self.log.evidence is Evidence.PLAYER and not self.log.planned_times
        vouched = f"{person} (theo nhật ký {self.log.system}, giờ theo kế hoạch)" if self.log.planned_times else person
        return Witness(
            evidence=Evidence.PLAYER if machine else Evidence.OPERATOR,
            said_by=self.log.system if machine else vouched,
            unit_code=code,
            recorded_at=self.now,
            source=self.source,
            resolution=self.log.resolution,
        )

    def _names(self, planned: Iterable[Playlist]) -> dict[PlaylistId, str]:
        """Give what each plan's whole programme is called in players: the title in its tags."""
        sessions = {each.id: each.name for each in self.timetable.dayparts}
        found: dict[PlaylistId, str] = {}
        for each in planned:
            edition = self.tx.editions.get(each.edition_id)
            if edition is not None:
                session = sessions.get(each.session, each.session)
                found[each.id] = f"{edition.programme}, {session} {each.air_date:%d/%m/%Y}"
        return found

    def _programmes(self, planned: Iterable[Playlist]) -> dict[PlaylistId, Sha256]:
        return {each.id: Sha256(programme_of(self.tx, self.timetable, each)) for each in planned}


def _other_than_planned(row: SheetRow, playlist: Playlist) -> RowFault | None:
    """Find what a row says beside its word that it went as planned, and that is otherwise."""
    if row.at is not None and abs(row.at - playlist.starts_at) >= _MINUTE:
        sentence = f'khác giờ kế hoạch mà lại chọn "{row.word}"; chọn "{SheetWord.LATE}", hoặc để trống ô này'
        return RowFault(place=row.place, column="Giờ phát thật", sentence=sentence)
    if row.partial is not None and abs(timedelta(milliseconds=row.partial - playlist.duration)) >= _MINUTE:
        sentence = f'khác độ dài buổi phát mà lại chọn "{row.word}"; chọn "{SheetWord.PARTIAL}", hoặc để trống ô này'
        return RowFault(place=row.place, column="Đã phát (phút)", sentence=sentence)
    return None


def _meant(row: SheetRow, planned: Iterable[Playlist]) -> Playlist | None:
    """Find the plan of a row: the one it names, or the only one of its outlet, day and session."""
    there = [each for each in planned if each.outlet_id == row.outlet and each.air_date == row.day]
    named = [each for each in there if each.id == row.playlist_id]
    same = named or [each for each in there if each.session == row.session]
    return same[0] if len(same) == 1 else None
