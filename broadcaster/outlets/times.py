"""Times as outlets read them: local, with the offset written out."""

from __future__ import annotations

from datetime import datetime

from broadcaster.domain.ids import DurationMs
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.zone import ZONE


def absolute(moment: datetime) -> str:
    """Write an aware time to the millisecond with its offset: ``2023-03-15T06:00:00.000+07:00``."""
    return moment.astimezone(ZONE).isoformat(timespec="milliseconds")


def time_of_day(moment: datetime) -> str:
    """Write an aware time as a clock on the wall shows it: ``06:00:00``."""
    return f"{moment.astimezone(ZONE):%H:%M:%S}"


def length_in_words(length: DurationMs) -> str:
    """Write a length for reading, to the second: ``15 phút 04 giây``."""
    minutes, seconds = divmod(round(length / 1000), 60)
    return f"{minutes} phút {seconds:02d} giây"


def session_title(playlist: Playlist) -> str:
    """Name a session in a list: outlet, start and day.

    Players take what stands before " - " for the artist; without it a comma in the name would split the title.
    """
    start = time_of_day(playlist.starts_at)
    return f"{one_line(playlist.outlet_name)} - buổi phát {start} ngày {playlist.air_date:%d/%m/%Y}"


def one_line(text: str) -> str:
    """Write a text in one line, since a second one would be another entry of the list."""
    return " ".join(text.split())
