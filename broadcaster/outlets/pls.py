"""One outlet's day as PLS version 2, for old players.

PLS names no encoding. Names of files are ASCII anyway; titles are UTF-8 without a byte order mark, which VLC, mpv and
foobar2000 read as such, and before which some players would not see the ``[playlist]`` line. Lengths are whole seconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from broadcaster.domain.ids import EditionId
from broadcaster.domain.playlists import Playlist
from broadcaster.outlets.times import session_title


def pls(playlists: Sequence[Playlist], *, files: Mapping[EditionId, str]) -> str:
    """Write one outlet's day.

    Args:
        playlists: The outlet's sessions of one day, in any order.
        files: Where each edition's sound lies, relative to the list, with forward slashes.
    """
    lines = ["[playlist]"]
    ordered = sorted(playlists, key=lambda each: (each.starts_at, each.id))
    for number, playlist in enumerate(ordered, start=1):
        lines += [
            f"File{number}={files[playlist.edition_id]}",
            f"Title{number}={session_title(playlist)}",
            f"Length{number}={round(playlist.duration / 1000)}",
        ]
    return "\n".join([*lines, f"NumberOfEntries={len(ordered)}", "Version=2"]) + "\n"
