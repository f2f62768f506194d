"""Take a person's word for what aired where no player writes it down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from broadcaster.asrun.confirmed import Heard, Witness, session_entries
from broadcaster.asrun.corrected import Spoken, correcting
from broadcaster.domain.airings import Airing, Evidence
from broadcaster.domain.directory import find_outlet, find_session
from broadcaster.domain.ids import NO_TIME, DurationMs
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.signs import hidden_sign
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.zone import ZONE
from broadcaster.errors import ConfirmationRefused, ConfirmedOtherwise, NameNeeded, NotPlanned
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

_DAY_MS = 86_400_000


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionWord:
    """What somebody says of a session; nothing said is: in full, on time."""

    late: DurationMs = NO_TIME
    """How late it began; earlier when negative."""
    at: datetime | None = None
    """When it began (aware); none when on time or late by so much."""
    partial: DurationMs | None = None
    """How much of it was heard from its beginning; none when all was."""
    lost: bool = False
    """Whether it did not air at all."""
    reason: str = ""
    """Why it was late, cut or lost."""


def heard_of(playlist: Playlist, word: SessionWord, *, now: datetime) -> Heard:
    """Give what a person's word says of a session.

    Raises:
        ConfirmationRefused: it contradicts itself, or cannot have been so by now.
    """
    if word.lost:
        return _lost(playlist, word, now)
    if word.at is not None and word.late:
        raise ConfirmationRefused(reason="chỉ nói một trong hai: phát lúc mấy giờ, hay trễ bao lâu")
    if abs(word.late) > _DAY_MS:
        raise ConfirmationRefused(reason="trễ hoặc sớm hơn một ngày thì không phải buổi phát này")
    start = word.at or playlist.starts_at + timedelta(milliseconds=word.late)
    length = playlist.duration if word.partial is None else word.partial
    if not 0 < length <= playlist.duration:
        raise ConfirmationRefused(reason="thời lượng đã phát phải lớn hơn 0 và không dài hơn buổi phát")
    if start + timedelta(milliseconds=length) > now:
        raise ConfirmationRefused(reason=f"buổi phát lúc {_hour(start)} còn chưa xong")
    if start.astimezone(ZONE).date() != playlist.air_date:
        raise ConfirmationRefused(reason=f"{_hour(start)} không thuộc ngày {playlist.air_date:%d/%m/%Y}")
    return Heard(start=start, length=word.partial, cause=word.reason.strip())


def _lost(playlist: Playlist, word: SessionWord, now: datetime) -> Heard:
    if word.late or word.at is not None or word.partial is not None:
        raise ConfirmationRefused(reason="đã nói không phát thì không có giờ phát hay thời lượng")
    if not word.reason.strip():
        raise ConfirmationRefused(reason="không phát thì phải nói lý do")
    if playlist.starts_at > now:
        raise ConfirmationRefused(reason=f"chưa tới giờ phát {_hour(playlist.starts_at)}")
    return Heard(start=None, cause=word.reason.strip())


def playlists_meant(
    station: Station,
    playlist_id: str | None = None,
    *,
    outlet: str | None = None,
    day: date | None = None,
    session: str | None = None,
) -> tuple[Playlist, ...]:
    """Find the plan that is named by its id, or those of an outlet, a day and, where given, a session.

    Raises:
        ConfirmationRefused: neither is given whole.
        NotPlanned, UnknownOutlet, AmbiguousOutlet, UnknownSession.
    """
    if playlist_id is not None:
        day, wanted = _day_of(playlist_id), None
    elif outlet is None or day is None:
        raise ConfirmationRefused(reason="cần mã lịch phát, hoặc cả --outlet và --date")
    else:
        wanted = find_outlet(station.timetable(), outlet, day=day).id
    named = find_session(station.timetable(), session).id if session else None
    with station.store.reading() as tx:
        planned = tx.playlists.on(day)
    found = tuple(
        each
        for each in planned
        if playlist_id in (None, each.id) and wanted in (None, each.outlet_id) and named in (None, each.session)
    )
    if not found:
        raise NotPlanned(date=day)
    return found


def confirm(
    station: Station, playlists: Sequence[Playlist], word: SessionWord, *, by: str, replace: bool = False, now: datetime
) -> int:
    """Write down a person's word for some sessions and give the number of new entries.

    Said again it adds nothing. Said otherwise it is refused, or takes the place of what was said where that is asked.

    Raises:
        NameNeeded, ConfirmationRefused, ConfirmedOtherwise: nothing is written.
    """
    refuse_hidden_signs(by, word.reason)
    timetable = station.timetable()
    with station.store.writing() as tx:
        entries: list[Airing] = []
        for playlist in playlists:
            witness = Witness(
                evidence=Evidence.OPERATOR,
                said_by=by.strip(),
                unit_code=unit_code(timetable, playlist),
                recorded_at=now,
                source="xác nhận bằng lệnh",
            )
            programme = programme_of(tx, timetable, playlist)
            entries += session_entries(playlist, heard_of(playlist, word, now=now), witness, programme=programme)
        return add_word(tx, entries, replace=replace, reason=word.reason.strip() or "xác nhận lại")


def refuse_hidden_signs(by: str, *words: str) -> None:
    """Refuse a name that is empty, and words with signs that nobody sees; raises NameNeeded, ConfirmationRefused."""
    if not by.strip():
        raise NameNeeded
    for text in (by, *words):
        if hidden := hidden_sign(text.strip()):
            raise ConfirmationRefused(reason=f"tên hoặc lý do có ký tự ẩn {hidden}, hãy gõ lại")


def never_sent(station: Station, playlists: Iterable[Playlist]) -> tuple[Playlist, ...]:
    """Give the plans that no bundle carried to their outlet, so that a confirmation of them deserves a second look."""
    told = tuple(playlists)
    days = [each.air_date for each in told]
    with station.store.reading() as tx:
        given = tx.handovers.between(min(days), max(days)) if days else ()
    sent = {(each.outlet_id, playlist_id) for each in given for playlist_id in each.playlists}
    return tuple(each for each in told if (each.outlet_id, each.id) not in sent)


def add_word(tx: Transaction, entries: Iterable[Airing], *, replace: bool, reason: str) -> int:
    """Add what people say, as corrections of what they said otherwise where asked; gives the number of new ones.

    Raises:
        ConfirmedOtherwise: they said otherwise, and it was not asked to replace that.
    """
    there: dict[date, Spoken] = {}
    added: list[Airing] = []
    for entry in entries:
        if entry.air_date not in there:
            there[entry.air_date] = Spoken(tx.airings.between(entry.air_date, entry.air_date))
        if there[entry.air_date].holds(entry):
            continue
        wrong = there[entry.air_date].contradicted(entry) if entry.evidence is Evidence.OPERATOR else None
        if wrong is None:
            new = entry
        elif replace:
            new = correcting(wrong, entry, reason=reason)
        else:
            raise ConfirmedOtherwise(what=_said(wrong))
        added.append(new)
        there[entry.air_date].hear(new)
    return tx.airings.add_many(added)


def unit_code(timetable: Timetable, playlist: Playlist) -> str:
    """Give the official code of a plan's unit on its day; empty when the timetable has the outlet no more."""
    found = [each for each in timetable.outlets if each.id == playlist.outlet_id]
    return timetable.unit_of(found[0]).code_on(playlist.air_date) if found else ""


def programme_of(tx: Transaction, timetable: Timetable, playlist: Playlist) -> str:
    """Give the hash of the file that an outlet was given for a plan, or an empty string when it is not mixed."""
    levels = [each.offset_lu for each in timetable.outlets if each.id == playlist.outlet_id]
    made = tx.programmes.get(playlist.edition_id, levels[0] if levels else 0)
    return made.audio if made else ""


def _day_of(playlist_id: str) -> date:
    try:
        return date.fromisoformat(playlist_id[:10])
    except ValueError as error:
        raise ConfirmationRefused(reason=f'không hiểu mã lịch phát "{playlist_id}"') from error


def _said(entry: Airing) -> str:
    what = "không phát" if entry.observed_start is None else f"phát lúc {_hour(entry.observed_start)}"
    return f'{entry.said_by} nói mục "{entry.title}" ngày {entry.air_date:%d/%m/%Y} ở {entry.outlet_name} {what}'


def _hour(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%H:%M:%S}"
