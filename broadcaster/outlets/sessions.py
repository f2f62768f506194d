"""How a player finds one session's sound in a bundle."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from broadcaster.domain.ids import PlaylistId, Sha256
from broadcaster.errors import BundleUnreadable
from broadcaster.files import translated
from broadcaster.outlets.names import PLAYLIST_JSON


def read_session(path: Path, playlist_id: PlaylistId) -> tuple[Sha256, Callable[[], bytes]]:
    """Find the programme of one playlist in a bundle that :func:`verify_bundle` has passed.

    Returns:
        The SHA-256 of the programme, and what reads its bytes when they are wanted.

    Raises:
        FileMissing, FileFailed: the bundle is not there.
        BundleUnreadable: it is no bundle, or does not carry that playlist.
    """
    sessions = json.loads(_member(path, PLAYLIST_JSON))["sessions"]
    found = next((each for each in sessions if each["playlist_id"] == playlist_id), None)
    if found is None:
        raise BundleUnreadable(path=path, reason=f"không có buổi phát {playlist_id}")
    return Sha256(found["sha256"]), partial(_member, path, found["file"])


def session_files(path: Path) -> Mapping[PlaylistId, str]:
    """Give the name of each playlist's sound in a bundle; raises FileMissing, FileFailed, BundleUnreadable."""
    try:
        sessions = json.loads(_member(path, PLAYLIST_JSON))["sessions"]
        return {PlaylistId(each["playlist_id"]): str(each["file"]) for each in sessions}
    except (ValueError, KeyError, TypeError) as error:
        raise BundleUnreadable(path=path, reason=f"không đọc được {PLAYLIST_JSON}") from error


def _member(path: Path, name: str) -> bytes:
    try:
        with translated(path), zipfile.ZipFile(path) as archive:
            return archive.read(name)
    except (zipfile.BadZipFile, KeyError) as error:
        raise BundleUnreadable(path=path, reason=f"không đọc được {name}") from error
