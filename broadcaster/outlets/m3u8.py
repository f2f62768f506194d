"""One outlet's day as an extended M3U in UTF-8, for VLC, Winamp and automation software.

One entry per session, because a session is one file: whoever opens the list plays each session once. The items inside
are comment lines, which players pass over and programs can read::

    #EXTM3U
    #EXTENC:UTF-8
    #PLAYLIST:Đài Truyền thanh xã Nghĩa Sơn, ngày 15/03/2023
    #EXTINF:900,Đài Truyền thanh xã Nghĩa Sơn - buổi phát 06:00:00 ngày 15/03/2023
    #EXT-X-PROGRAM-DATE-TIME:2023-03-15T06:00:00.000+07:00
    #BROADCASTER-ITEM:2023-03-15T06:00:12.000+07:00,12000,48000,Một cửa liên thông tại xã Nghĩa Sơn
    0600-morning.mp3

``#BROADCASTER-ITEM`` holds the absolute start, the offset in the file (ms), the length (ms), and the title, which may
itself hold commas. The only ``EXT-X`` tag is the date: any tag that belongs to a media playlist alone (version, target
duration) would make VLC take the list for a stream instead of a list of files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from broadcaster.domain.ids import DurationMs, EditionId
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.zone import ZONE
from broadcaster.outlets.times import absolute, one_line, session_title


def m3u8(playlists: Sequence[Playlist], *, files: Mapping[EditionId, str]) -> str:
    """Write one outlet's day.

    Args:
        playlists: The outlet's sessions of one day, in any order.
        files: Where each edition's sound lies, relative to the list, with forward slashes.
    """
    ordered = sorted(playlists, key=lambda each: (each.starts_at, each.id))
    lines = ["#EXTM3U", "#EXTENC:UTF-8"]
    lines += [f"#PLAYLIST:{one_line(each.outlet_name)}, ngày {each.air_date:%d/%m/%Y}" for each in ordered[:1]]
    for playlist in ordered:
        lines += _session(playlist)
        lines.append(files[playlist.edition_id])
    return "\n".join(lines) + "\n"


def _session(playlist: Playlist) -> Iterator[str]:
    start = playlist.starts_at.astimezone(ZONE)
    yield f"#EXTINF:{_seconds(playlist.duration)},{session_title(playlist)}"
    yield f"#EXT-X-PROGRAM-DATE-TIME:{absolute(start)}"
    for item in playlist.items:
        yield f"#BROADCASTER-ITEM:{absolute(item.starts_at)},{item.offset},{item.duration},{one_line(item.title)}"


def _seconds(length: DurationMs) -> str:
    """Write whole seconds where they are exact, since old players read no more; else three decimals."""
    whole, rest = divmod(length, 1000)
    return f"{whole}.{rest:03d}" if rest else str(whole)
