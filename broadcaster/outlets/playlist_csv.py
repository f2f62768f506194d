"""One outlet's day as a table for Excel: a line per item, with semicolons and a byte order mark.

Excel with Vietnamese settings takes the semicolon for the separator, and without the mark it breaks the letters. A
cell that would begin like a formula begins with an apostrophe, which Excel shows as text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from broadcaster.domain.ids import EditionId
from broadcaster.domain.playlists import Playlist, PlaylistItem
from broadcaster.outlets.times import one_line, time_of_day

COLUMNS = (
    *("Ngày", "Buổi", "Tệp", "STT", "Giờ bắt đầu", "Vị trí trong tệp (giây)", "Dài (giây)"),
    *("Phần", "Nội dung", "Mã tin", "Chủ đề", "Thể loại", "Lần phát"),
)


def playlist_csv(playlists: Sequence[Playlist], *, files: Mapping[EditionId, str]) -> str:
    """Write one outlet's day.

    Args:
        playlists: The outlet's sessions of one day, in any order.
        files: Where each edition's sound lies, relative to the list, with forward slashes.
    """
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";", lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for playlist in sorted(playlists, key=lambda each: (each.starts_at, each.id)):
        rows.writerows(_row(playlist, item, files[playlist.edition_id]) for item in playlist.items)
    return "\ufeff" + out.getvalue()


def _row(playlist: Playlist, item: PlaylistItem, file: str) -> Sequence[str]:
    return [*map(_harmless, _cells(playlist, item, file))]


def _cells(playlist: Playlist, item: PlaylistItem, file: str) -> Iterator[str]:
    yield f"{playlist.air_date:%d/%m/%Y}"
    yield playlist.session
    yield file
    yield str(item.position)
    yield time_of_day(item.starts_at)
    yield _seconds(item.offset)
    yield _seconds(item.duration)
    yield item.kind.label
    yield one_line(item.title)
    yield item.item_id or ""
    yield "" if item.topic is None else str(item.topic)
    yield item.genre.label if item.genre else ""
    yield str(item.run) if item.run else ""


def _seconds(length: int) -> str:
    return f"{length / 1000:.3f}".replace(".", ",")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell
