"""A rehearsal: a playlist played on a simulated clock, for entries that never count as aired."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from broadcaster.asrun.entries import airing_id
from broadcaster.asrun.outcomes import TOLERANCE
from broadcaster.domain.airings import Airing, Evidence
from broadcaster.domain.ids import NO_TIME, DurationMs, Sha256
from broadcaster.domain.playlists import Playlist, PlaylistItem

SAID_BY = "diễn tập"
"""Who says so in every rehearsal entry."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Mishap:
    """What goes wrong in a rehearsed session; nothing by default."""

    late: DurationMs = NO_TIME
    """How late the session starts; negative is early."""
    lost: bool = False
    """Whether the whole session is lost."""
    cause: str = ""
    """Why, in Vietnamese; a plain word is put in when it is empty."""

    @property
    def reason(self) -> str:
        """Give the cause, or a plain word for it; empty when nothing goes wrong."""
        if self.lost:
            return self.cause or "mất điện"
        if self.late:
            return self.cause or ("phát trễ" if self.late > 0 else "phát sớm")
        return self.cause


NO_MISHAP = Mishap()
"""All goes well."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Heard:
    """What was heard of one item."""

    start: datetime | None
    stop: datetime | None
    played: DurationMs
    cause: str


def rehearse(
    playlist: Playlist,
    *,
    programme: Sha256,
    unit_code: str,
    programme_length: DurationMs,
    mishap: Mishap = NO_MISHAP,
    recorded_at: datetime,
) -> tuple[Airing, ...]:
    """Play a playlist on a simulated clock that starts on time, or as the mishap has it.

    What is heard follows from the length of the programme file as it is: the last item plays to the end of the file,
    and whatever lies beyond that end is cut or not heard. Gives one entry per item, of grade rehearsal.
    """
    return tuple(
        _entry(
            playlist,
            item,
            _hear(playlist, item, programme_length, mishap),
            programme=programme,
            unit_code=unit_code,
            recorded_at=recorded_at,
        )
        for item in playlist.items
    )


def _hear(playlist: Playlist, item: PlaylistItem, programme_length: DurationMs, mishap: Mishap) -> _Heard:
    """Work out what is heard of an item."""
    if mishap.lost:
        return _Heard(start=None, stop=None, played=NO_TIME, cause=mishap.reason)
    last = item is playlist.items[-1]
    end = programme_length if last else min(item.offset + item.duration, programme_length)
    if end <= item.offset:
        return _Heard(start=None, stop=None, played=NO_TIME, cause="tệp chương trình kết thúc trước mục này")
    begun = playlist.starts_at + timedelta(milliseconds=mishap.late)
    played = DurationMs(end - item.offset)
    short = item.duration - played > TOLERANCE
    return _Heard(
        start=begun + timedelta(milliseconds=item.offset),
        stop=begun + timedelta(milliseconds=end),
        played=played,
        cause="tệp chương trình ngắn hơn kế hoạch" if short else mishap.reason,
    )


def _entry(
    playlist: Playlist, item: PlaylistItem, heard: _Heard, *, programme: Sha256, unit_code: str, recorded_at: datetime
) -> Airing:
    """Write the as-run entry of an item; it copies all that it needs."""
    return Airing(
        id=airing_id(
            evidence=Evidence.REHEARSAL,
            playlist=playlist,
            programme=programme,
            position=item.position,
            said_by=SAID_BY,
        ),
        evidence=Evidence.REHEARSAL,
        said_by=SAID_BY,
        outlet_id=playlist.outlet_id,
        outlet_name=playlist.outlet_name,
        unit_code=unit_code,
        air_date=playlist.air_date,
        session=playlist.session,
        playlist_id=playlist.id,
        edition_id=playlist.edition_id,
        position=item.position,
        kind=item.kind,
        title=item.title,
        item_id=item.item_id,
        topic=item.topic,
        genre=item.genre,
        run=item.run,
        programme=programme,
        planned_at=item.starts_at,
        planned=item.duration,
        observed_start=heard.start,
        observed_stop=heard.stop,
        played=heard.played,
        cause=heard.cause,
        recorded_at=recorded_at,
    )
