"""Sound files named by their content; a file once written is never changed."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from broadcaster.domain.fingerprints import sha256_of
from broadcaster.domain.ids import Sha256
from broadcaster.errors import SoundDamaged
from broadcaster.files import translated, write_bytes

_SHA = re.compile(r"[0-9a-f]{64}")
_SUFFIX = re.compile(r"\.[a-z0-9]+")


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
        write_bytes(self.path(sha, suffix), content, flushed=False)
        return sha

    def path(self, sha: Sha256, suffix: str) -> Path:
        """Say where a file lies or would lie; raises ValueError for what is no SHA-256 or no suffix."""
        if not (_SHA.fullmatch(sha) and _SUFFIX.fullmatch(suffix)):
            raise ValueError(f"not a content address: {sha!r} {suffix!r}")
        return self.root / sha[:2] / f"{sha}{suffix}"

    def has(self, sha: Sha256, suffix: str) -> bool:
        """Say whether a file is there; its bytes are checked when it is read."""
        return self.path(sha, suffix).is_file()

    def get(self, sha: Sha256, suffix: str) -> bytes:
        """Read a file and check it.

        Raises:
            FileMissing, FileFailed: it cannot be read.
            SoundDamaged: its bytes are others than its name says; it is set aside, so that it is made again.
        """
        path = self.path(sha, suffix)
        with translated(path):
            content = path.read_bytes()
        if sha256_of(content) == sha:
            return content
        aside = path.with_name(f"{path.name}.hong")
        with contextlib.suppress(OSError):
            path.replace(aside)
        raise SoundDamaged(path=path, reason=f"nội dung không khớp mã SHA-256, đã cất sang {aside.name}")
