"""What airs when after an emergency bulletin: a session goes on later and still ends when it was to end.

All is counted in whole milliseconds. What no longer fits before the session's end is pushed out, and named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from broadcaster.domain.emergencies import AfterEmergency, Interruption, PushedOut
from broadcaster.domain.ids import NO_TIME, DurationMs
from broadcaster.domain.playlists import Playlist, PlaylistItem

_MS = timedelta(milliseconds=1)


def interruptions(
    playlists: Iterable[Playlist], *, at: datetime, length: DurationMs, after: AfterEmergency
) -> tuple[Interruption, ...]:
    """Give what a bulletin of that length, on air from `at`, does to each session that it meets, in order of time.

    A session that it does not touch is not named. One that was to begin while it airs begins after it.
    """
    ordered = sorted(playlists, key=lambda each: (each.starts_at, each.id))
    return tuple(_broken(each, at, length, after) for each in ordered if _meets(each, at, length))


def _meets(playlist: Playlist, at: datetime, length: DurationMs) -> bool:
    """Say whether some millisecond of a session falls into the bulletin."""
    starts, ends = _offset(playlist, at), _offset(playlist, at) + length
    return length > 0 and starts < playlist.duration and ends > 0


def _broken(playlist: Playlist, at: datetime, length: DurationMs, after: AfterEmergency) -> Interruption:
    offset = max(_offset(playlist, at), 0)
    item = _item_at(playlist, offset)
    begins_anew = after is AfterEmergency.RESTART and item is not None
    source = item.offset if item is not None and begins_anew else offset
    free_from = _offset(playlist, at) + length
    airs = max(playlist.duration - free_from, 0)
    return Interruption(
        playlist_id=playlist.id,
        edition_id=playlist.edition_id,
        offset=DurationMs(offset),
        position=item.position if item is not None else 0,
        title=item.title if item is not None else "",
        resumes_at=playlist.starts_at + timedelta(milliseconds=free_from),
        from_offset=DurationMs(source),
        airs=DurationMs(airs),
        pushed_out=tuple(_pushed_out(playlist, source + airs)),
    )


def _pushed_out(playlist: Playlist, starts: int) -> Iterator[PushedOut]:
    """Name what lies behind an offset, item by item."""
    for item in playlist.items:
        begins = max(item.offset, starts)
        left = item.offset + item.duration - begins
        if left > NO_TIME:
            yield PushedOut(
                position=item.position, title=item.title, offset=DurationMs(begins), duration=DurationMs(left)
            )


def _item_at(playlist: Playlist, offset: int) -> PlaylistItem | None:
    return next((item for item in playlist.items if item.offset <= offset < item.offset + item.duration), None)


def _offset(playlist: Playlist, at: datetime) -> int:
    """Give a moment as whole milliseconds after a session's start, the one that has begun."""
    return (at - playlist.starts_at) // _MS
