"""One outlet's day in every format that some player, program or phone reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from broadcaster.domain.ids import EditionId, Sha256
from broadcaster.domain.playlists import Playlist
from broadcaster.outlets import names
from broadcaster.outlets.calendar_feed import CalendarEntry, calendar_feed
from broadcaster.outlets.m3u8 import m3u8
from broadcaster.outlets.playlist_csv import playlist_csv
from broadcaster.outlets.playlist_json import playlist_json
from broadcaster.outlets.pls import pls
from broadcaster.outlets.times import one_line, time_of_day
from broadcaster.outlets.xspf import xspf


def day_lists(
    playlists: Sequence[Playlist], *, files: Mapping[EditionId, str], hashes: Mapping[EditionId, Sha256]
) -> Mapping[str, bytes]:
    """Write one outlet's day (at least one session) in all formats; gives the bytes by file name.

    Args:
        playlists: The outlet's sessions of one day, in any order.
        files: Where each edition's sound lies, relative to the lists, with forward slashes.
        hashes: The SHA-256 of each edition's sound.
    """
    return {
        names.PLAYLIST: m3u8(playlists, files=files).encode(),
        names.PLAYLIST_JSON: playlist_json(playlists, files=files, hashes=hashes).encode(),
        names.PLAYLIST_XSPF: xspf(playlists, files=files),
        names.PLAYLIST_PLS: pls(playlists, files=files).encode(),
        names.PLAYLIST_CSV: playlist_csv(playlists, files=files).encode(),
        names.CALENDAR: calendar_feed(playlists[0].outlet_name, [calendar_entry(each) for each in playlists]),
    }


def calendar_entry(playlist: Playlist, title: str = "") -> CalendarEntry:
    """Give a planned session as a phone's calendar shows it; without a title it is named after its hour."""
    said = title or f"Phát thanh lúc {time_of_day(playlist.starts_at)[:5]}"
    lines = (f"{time_of_day(item.starts_at)} {one_line(item.title)}" for item in playlist.items)
    return CalendarEntry(
        outlet_id=playlist.outlet_id,
        air_date=playlist.air_date,
        name=playlist.session,
        title=said,
        place=playlist.outlet_name,
        starts_at=playlist.starts_at,
        stops_at=playlist.stops_at,
        text="\n".join(lines),
    )
