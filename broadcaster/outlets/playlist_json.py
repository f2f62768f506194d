"""One outlet's day as JSON, for programs; a stable shape, named by ``schema`` (docs/luoc-do/playlist-1.schema.json).

A field may be added under the same schema; a field that changes its meaning or goes away makes a new number::

    {
      "schema": "broadcaster.playlist/1",
      "outlet": {"id": "NGHIA-SON", "name": "Đài Truyền thanh xã Nghĩa Sơn"},
      "date": "2023-03-15",
      "timezone": "Asia/Ho_Chi_Minh",
      "sessions": [{
        "session": "morning", "playlist_id": "…", "edition_id": "…", "run": 1,
        "start": "2023-03-15T06:00:00.000+07:00", "duration_ms": 900000,
        "file": "0600-morning.mp3", "sha256": "64 hexadecimal digits of the file",
        "items": [{
          "position": 1, "starts_at": "2023-03-15T06:00:00.000+07:00", "offset_ms": 0, "duration_ms": 12000,
          "kind": "ident", "title": "Nhạc hiệu", "item_id": null, "topic": null, "genre": null, "run": 0
        }]
      }]
    }

``kind`` is a value of SegmentKind, ``genre`` of Genre, ``topic`` the code of the publicity plan. ``run`` is 1 for an
item's first run on this outlet, 2 and more for repeats, 0 for music and frame.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from broadcaster.domain.ids import EditionId, Sha256
from broadcaster.domain.playlists import Playlist, PlaylistItem
from broadcaster.domain.zone import ZONE
from broadcaster.outlets.times import absolute

SCHEMA = "broadcaster.playlist/1"


def playlist_json(
    playlists: Sequence[Playlist], *, files: Mapping[EditionId, str], hashes: Mapping[EditionId, Sha256]
) -> str:
    """Write one outlet's day.

    Args:
        playlists: The outlet's sessions of one day, at least one, in any order.
        files: Where each edition's sound lies, relative to the list, with forward slashes.
        hashes: The SHA-256 of each edition's sound.
    """
    ordered = sorted(playlists, key=lambda each: (each.starts_at, each.id))
    day = {
        "schema": SCHEMA,
        "outlet": {"id": ordered[0].outlet_id, "name": ordered[0].outlet_name},
        "date": ordered[0].air_date.isoformat(),
        "timezone": ZONE.key,
        "sessions": [_session(each, files[each.edition_id], hashes[each.edition_id]) for each in ordered],
    }
    return json.dumps(day, ensure_ascii=False, indent=2) + "\n"


def _session(playlist: Playlist, file: str, sha256: Sha256) -> dict[str, object]:
    return {
        "session": playlist.session,
        "playlist_id": playlist.id,
        "edition_id": playlist.edition_id,
        "run": playlist.run,
        "start": absolute(playlist.starts_at),
        "duration_ms": playlist.duration,
        "file": file,
        "sha256": sha256,
        "items": [_item(item) for item in playlist.items],
    }


def _item(item: PlaylistItem) -> dict[str, object]:
    return {
        "position": item.position,
        "starts_at": absolute(item.starts_at),
        "offset_ms": item.offset,
        "duration_ms": item.duration,
        "kind": item.kind.value,
        "title": item.title,
        "item_id": item.item_id,
        "topic": item.topic,
        "genre": item.genre.value if item.genre else None,
        "run": item.run,
    }
