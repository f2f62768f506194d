"""Sound files named by their content; a file once written is never changed.

A file's time of change says when it was last put, found or read, for it never changes otherwise: what has not been
used for long may be cleared away (:meth:`MediaStore.remove`) while other processes work with the store.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from broadcaster.domain.fingerprints import sha256_of
from broadcaster.domain.ids import Sha256
from broadcaster.errors import SoundDamaged
from broadcaster.files import translated, write_bytes

_SHA = re.compile(r"[0-9a-f]{64}")
_SUFFIX = re.compile(r"\.[a-z0-9]+")

ASIDE = ".hong"
"""What is put behind the name of a damaged file."""

GOING = ".bo"
"""What stands behind the name of a file for the moment in which it is removed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredFile:
    """A file of the store as it was when it was listed."""

    path: Path
    """Where it lies."""
    size: int
    """Bytes."""
    used_at: datetime
    """When it was last put, found or read (aware, UTC)."""


class MediaStore:
    """A folder of content-addressed files: ``ab/abcdef….flac``."""

    def __init__(self, root: Path) -> None:
        """Take the folder; it is made when the first file is written."""
        self.root = root

    def put(self, content: bytes, suffix: str) -> Sha256:
        """Keep some bytes and give their name; the same bytes kept already are left untouched.

        Raises:
            DiskFull, ReadOnlyPlace, FileFailed: nothing is left behind.
        """
        sha = sha256_of(content)
        self._touch(self.path(sha, suffix))
        write_bytes(self.path(sha, suffix), content, flushed=False)
        return sha

    def path(self, sha: Sha256, suffix: str) -> Path:
        """Say where a file lies or would lie; raises ValueError for what is no SHA-256 or no suffix."""
        if not (_SHA.fullmatch(sha) and _SUFFIX.fullmatch(suffix)):
            raise ValueError(f"not a content address: {sha!r} {suffix!r}")
        return self.root / sha[:2] / f"{sha}{suffix}"

    def has(self, sha: Sha256, suffix: str) -> bool:
        """Say whether a file is there and holds something; its bytes are checked when it is read.

        It counts as used from now on, so that nobody clears it away before it is read.
        """
        path = self.path(sha, suffix)
        self._touch(path)
        try:
            return path.is_file() and path.stat().st_size > 0
        except FileNotFoundError:
            return False

    def get(self, sha: Sha256, suffix: str) -> bytes:
        """Read a file and check it.

        Raises:
            FileMissing, FileFailed: it cannot be read.
            SoundDamaged: its bytes are others than its name says; it is set aside, so that it is made again.
        """
        path = self.path(sha, suffix)
        self._touch(path)
        with translated(path):
            content = self._read(path)
        if sha256_of(content) == sha:
            return content
        self.set_aside(path)
        raise SoundDamaged(path=path, reason=f"nội dung không khớp mã SHA-256, đã cất sang {path.name}{ASIDE}")

    def set_aside(self, path: Path) -> None:
        """Move a damaged file out of the way, so that it is made again and can still be looked at."""
        with contextlib.suppress(OSError):
            path.replace(path.with_name(f"{path.name}{ASIDE}"))

    def files(self) -> tuple[StoredFile, ...]:
        """Give every file of the store, of whatever kind, the one that was not used for longest first."""
        for path in sorted(self.root.rglob(f"*{GOING}")):
            self._back(path)
        return listed(self.root.rglob("*"))

    def remove(self, file: StoredFile) -> bool:
        """Remove a file unless somebody has used it since it was listed; says whether it is gone.

        It is renamed before it is looked at again: whoever found it until then has marked it as used, and whoever
        comes later finds nothing and makes it anew.
        """
        going = file.path.with_name(f"{file.path.name}{GOING}")
        try:
            file.path.replace(going)
            if _instant(going.stat().st_mtime) > file.used_at:
                going.replace(file.path)
                return False
            going.unlink()
        except OSError:  # open in another program (Windows), gone already, or no right to remove: it stays
            self._back(going)
            return False
        return True

    def _back(self, going: Path) -> None:
        """Give a file that a killed process was about to remove its name again; a later prune may remove it."""
        path = going.with_name(going.name.removesuffix(GOING))
        with contextlib.suppress(OSError):
            if path.exists():
                going.unlink()
            else:
                going.replace(path)

    def _touch(self, path: Path) -> None:
        with contextlib.suppress(OSError):  # not there, or a disk that is only read: then nothing is cleared either
            os.utime(path)

    def _read(self, path: Path) -> bytes:
        """Read a file, or its bytes in the moment in which :meth:`remove` has it under another name."""
        for place in (path, path.with_name(f"{path.name}{GOING}")):
            with contextlib.suppress(FileNotFoundError):
                return place.read_bytes()
        return path.read_bytes()


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def listed(paths: Iterable[Path]) -> tuple[StoredFile, ...]:
    """Give those of some paths that are files, the one that was not used for longest first."""
    found: list[StoredFile] = []
    for path in paths:
        with contextlib.suppress(OSError):  # another process has just renamed or removed it
            told = path.stat()
            if stat.S_ISREG(told.st_mode):
                found.append(StoredFile(path=path, size=told.st_size, used_at=_instant(told.st_mtime)))
    return tuple(sorted(found, key=lambda file: (file.used_at, file.path)))


def content_address(path: Path) -> Sha256 | None:
    """Give the SHA-256 that names a stored file; none for what was set aside or is half written."""
    return Sha256(path.stem) if _SHA.fullmatch(path.stem) and _SUFFIX.fullmatch(path.suffix) else None
