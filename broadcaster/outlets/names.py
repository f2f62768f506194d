"""File names inside an outlet's day: ASCII, legal on Windows, sorted by time."""

from __future__ import annotations

from collections.abc import Sequence

from broadcaster.domain.aliases import slug
from broadcaster.domain.ids import EditionId
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.zone import ZONE

PLAYLIST = "lich-phat.m3u8"
PLAYLIST_JSON = "lich-phat.json"
PLAYLIST_XSPF = "lich-phat.xspf"
PLAYLIST_PLS = "lich-phat.pls"
PLAYLIST_CSV = "lich-phat.csv"
CALENDAR = "lich-phat.ics"
READ_FIRST = "DOC-TRUOC.txt"
MANIFEST = "manifest.json"
SHEETS = "kich-ban"


def session_stems(playlists: Sequence[Playlist]) -> dict[EditionId, str]:
    """Name each edition of one outlet's day by its first local start and its session: ``0600-morning``.

    An edition that the outlet airs twice keeps the name of its first start, so that its sound is carried once.
    """
    stems: dict[EditionId, str] = {}
    for playlist in sorted(playlists, key=lambda each: (each.starts_at, each.id)):
        if playlist.edition_id not in stems:
            stem = f"{playlist.starts_at.astimezone(ZONE):%H%M}-{slug(playlist.session)}"
            twins = sum(taken.startswith(stem) for taken in stems.values())
            stems[playlist.edition_id] = f"{stem}-{twins + 1}" if twins else stem
    return stems
