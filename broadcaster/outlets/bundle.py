"""One outlet's day in one file that can be checked: sound, playlists, script sheets, a note, and the manifest.

A bundle is a plain ZIP without compression (MP3 does not shrink), so that a file manager opens it. The same content
always gives the same bytes: times come from the air date, names are sorted, nothing tells of the machine.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

from broadcaster.domain.fingerprints import sha256_of
from broadcaster.domain.ids import EditionId, Sha256
from broadcaster.domain.playlists import Playlist
from broadcaster.errors import BundleError, FileFailed, FileMissing, SoundDamaged
from broadcaster.files import translated, written_whole
from broadcaster.outlets import names
from broadcaster.outlets.archive import chunks, digest, entry_header
from broadcaster.outlets.day_lists import day_lists
from broadcaster.outlets.manifest import VERSION, Manifest, ManifestEntry
from broadcaster.outlets.read_first import read_first
from broadcaster.outlets.sessions import read_session
from broadcaster.outlets.verify import verify_bundle

__all__ = ["BundleContent", "SessionFile", "build_bundle", "holds", "read_session", "verify_bundle"]


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionFile:
    """One edition's sound and script sheet."""

    edition_id: EditionId
    """Which edition."""
    sound: Path
    """The programme file (MP3)."""
    audio: Sha256
    """Its SHA-256."""
    bytes_count: int
    """Its size."""
    sheet_text: str
    """The script sheet as plain text."""
    sheet_html: str
    """The script sheet as a page."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BundleContent:
    """All that goes into one outlet's bundle of one day."""

    station: str
    """Name of the producing station."""
    playlists: tuple[Playlist, ...]
    """The outlet's sessions of the day, at least one."""
    sessions: tuple[SessionFile, ...]
    """One per edition of the playlists."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Member:
    """A file on its way into the archive."""

    entry: ManifestEntry
    content: bytes | Path


def build_bundle(path: Path, content: BundleContent) -> Sha256:
    """Write one outlet's bundle whole or not at all, and give its SHA-256.

    Raises:
        FileMissing, SoundDamaged: a programme file is not there, or is not the one that was approved.
        DiskFull, ReadOnlyPlace, FileFailed: the old bundle, if any, stands.
    """
    members = list(_members(content))
    manifest = _manifest(content, members)
    members.append(_member(names.MANIFEST, manifest.to_bytes()))
    with written_whole(path) as stream, zipfile.ZipFile(stream, "w") as archive:
        for member in sorted(members, key=lambda each: each.entry.name):
            _store(archive, member, manifest.air_date)
    with translated(path), path.open("rb") as stream:
        return digest(stream)


def holds(path: Path, content: BundleContent, bytes_count: int) -> bool:
    """Say whether the very bundle that build_bundle would make lies there whole, of the size that was handed over.

    The whole file is read, so that a bundle that was damaged in its outbox is made anew.
    """
    try:
        with translated(path):
            same_size = path.stat().st_size == bytes_count
        return same_size and verify_bundle(path) == _manifest(content, list(_members(content)))
    except (BundleError, FileMissing, FileFailed):
        return False


def _manifest(content: BundleContent, members: Sequence[_Member]) -> Manifest:
    first = content.playlists[0]
    return Manifest(
        version=VERSION,
        station=content.station,
        outlet_id=first.outlet_id,
        outlet_name=first.outlet_name,
        air_date=first.air_date,
        playlists=tuple(sorted(each.id for each in content.playlists)),
        entries=tuple(sorted((each.entry for each in members), key=lambda entry: entry.name)),
    )


def _members(content: BundleContent) -> Iterator[_Member]:
    stems = names.session_stems(content.playlists)
    sounds = {edition: f"{stem}.mp3" for edition, stem in stems.items()}
    hashes = {session.edition_id: session.audio for session in content.sessions}
    for name, written in day_lists(content.playlists, files=sounds, hashes=hashes).items():
        yield _member(name, written)
    yield _member(names.READ_FIRST, _windows_text(read_first(content.station, content.playlists, files=sounds)))
    for session in content.sessions:
        stem = stems[session.edition_id]
        sound = ManifestEntry(name=f"{stem}.mp3", bytes_count=session.bytes_count, sha256=session.audio)
        yield _Member(entry=sound, content=session.sound)
        yield _member(f"{names.SHEETS}/{stem}.txt", _windows_text(session.sheet_text))
        yield _member(f"{names.SHEETS}/{stem}.html", session.sheet_html.encode())


def _member(name: str, content: bytes) -> _Member:
    entry = ManifestEntry(name=name, bytes_count=len(content), sha256=sha256_of(content))
    return _Member(entry=entry, content=content)


def _windows_text(text: str) -> bytes:
    """Write plain text as the Notepad of an old Windows reads it."""
    return text.replace("\n", "\r\n").encode("utf-8-sig")


def _store(archive: zipfile.ZipFile, member: _Member, day: date) -> None:
    header = entry_header(member.entry.name, member.entry.bytes_count, day)
    with archive.open(header, "w") as target:
        if isinstance(member.content, bytes):
            target.write(member.content)
        else:
            _copy_sound(member.content, target, member.entry)


def _copy_sound(path: Path, target: IO[bytes], entry: ManifestEntry) -> None:
    """Stream a programme file in, and refuse another one than the entry names."""
    hashed = hashlib.sha256()
    with translated(path), path.open("rb") as source:
        for chunk in chunks(source):
            hashed.update(chunk)
            target.write(chunk)
    if hashed.hexdigest() != entry.sha256:
        raise SoundDamaged(path=path, reason="khác với bản đã dựng")
