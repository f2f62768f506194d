"""The one file of a backup: a ZIP with a table of contents that names every part by its SHA-256.

ban-ke.json          what is in it (written last)
kho/TABLE.jsonl      the rows of one table, one JSON object a line
tep/…                files of the station folder, by their path in it
"""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
import zlib
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any

from broadcaster.domain.ids import Sha256
from broadcaster.domain.zone import ZONE
from broadcaster.errors import BackupDamaged, BackupTooNew, BackupUnreadable
from broadcaster.files import translated, written_whole

FORM = 1
"""The form of the file; a reader refuses a higher one."""

CONTENTS = "ban-ke.json"
_ROWS, _FILES = "kho/", "tep/"
_PIECE = 1 << 20
_PACKED = (".mp3", ".zip", ".flac", ".m4a", ".ogg")
"""What gets no smaller by packing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """One entry of a backup."""

    sha256: Sha256
    """Its bytes."""
    size: int
    """How many they are."""
    rows: int = 0
    """How many rows it holds, when it is a table."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BackupContents:
    """What a backup says of itself."""

    station: str
    """Whose it is."""
    made_at: datetime
    """When it was made (aware, UTC)."""
    program: str
    """Version of the program that made it."""
    revision: str
    """Revision of the schema that the rows are of."""
    with_sound: bool
    """Whether what was made is in it too."""
    parts: Mapping[str, Part]
    """Every entry by its name."""

    @property
    def tables(self) -> dict[str, int]:
        """Give the number of rows of each table."""
        return {_table(name): part.rows for name, part in self.parts.items() if name.startswith(_ROWS)}

    @property
    def files(self) -> dict[str, Part]:
        """Give the station's files by their path in its folder."""
        return {name.removeprefix(_FILES): part for name, part in self.parts.items() if name.startswith(_FILES)}


class BackupWriter:
    """Fills a backup; nothing stands under its name before the end."""

    def __init__(self, archive: zipfile.ZipFile, made_at: datetime) -> None:
        self._archive, self._made_at = archive, made_at
        self.parts: dict[str, Part] = {}

    def table(self, name: str, rows: Iterable[Mapping[str, object]]) -> None:
        """Put in the rows of a table."""
        count = 0

        def lines() -> Iterator[bytes]:
            nonlocal count
            for count, row in enumerate(rows, start=1):  # noqa: B007 - told below
                yield json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"

        part = self._put(f"{_ROWS}{name}.jsonl", lines())
        self.parts[f"{_ROWS}{name}.jsonl"] = Part(sha256=part.sha256, size=part.size, rows=count)

    def file(self, name: str, path: Path) -> None:
        """Put in a file; one that has just been removed is left out."""
        with translated(path), path.open("rb") as stream:
            self.parts[f"{_FILES}{name}"] = self._put(f"{_FILES}{name}", iter(lambda: stream.read(_PIECE), b""))

    def contents(self, told: BackupContents) -> None:
        """Put in the table of contents."""
        said: dict[str, Any] = asdict(told) | {"form": FORM, "made_at": told.made_at.isoformat()}
        self._put(CONTENTS, [json.dumps(said, ensure_ascii=False, indent=1).encode()])

    def _put(self, name: str, pieces: Iterable[bytes]) -> Part:
        local = self._made_at.astimezone(ZONE)
        entry = zipfile.ZipInfo(name, max(local.timetuple()[:6], (1980, 1, 1, 0, 0, 0)))
        entry.compress_type = zipfile.ZIP_STORED if name.endswith(_PACKED) else zipfile.ZIP_DEFLATED
        digest, size = hashlib.sha256(), 0
        with self._archive.open(entry, "w", force_zip64=True) as stream:
            for piece in pieces:
                stream.write(piece)
                digest.update(piece)
                size += len(piece)
        return Part(sha256=Sha256(digest.hexdigest()), size=size)


@contextmanager
def writing(path: Path, made_at: datetime) -> Generator[BackupWriter]:
    """Write a backup, whole or not at all; raises DiskFull, ReadOnlyPlace, FileFailed."""
    with written_whole(path) as stream, zipfile.ZipFile(stream, "w") as archive:
        yield BackupWriter(archive, made_at)


class BackupReader:
    """An open backup."""

    def __init__(self, path: Path, archive: zipfile.ZipFile) -> None:
        self.path, self._archive = path, archive
        self.contents = self._contents()

    def verify(self) -> None:
        """Read every byte and hold it against the table of contents; raises BackupDamaged."""
        listed = {*self.contents.parts, CONTENTS}
        if set(self._archive.namelist()) != listed:
            raise BackupDamaged(path=self.path, reason="thiếu hoặc thừa tệp so với bảng kê")
        for name, part in self.contents.parts.items():
            digest = hashlib.sha256()
            with self._opened(name) as stream:
                for piece in iter(lambda: stream.read(_PIECE), b""):
                    digest.update(piece)
            if digest.hexdigest() != part.sha256:
                raise BackupDamaged(path=self.path, reason=f"{name} không khớp mã SHA-256")

    def rows(self, table: str) -> Iterator[Mapping[str, Any]]:
        """Give the rows of a table; none when it is not in the backup."""
        name = f"{_ROWS}{table}.jsonl"
        if name not in self.contents.parts:
            return
        with self._opened(name) as stream:
            for line in stream:
                yield json.loads(line)

    def extract(self, name: str, target: Path) -> None:
        """Write one of the station's files; raises DiskFull, ReadOnlyPlace."""
        with self._opened(f"{_FILES}{name}") as stream, written_whole(target) as written:
            shutil.copyfileobj(stream, written, _PIECE)

    @contextmanager
    def _opened(self, name: str) -> Generator[IO[bytes]]:
        try:
            with self._archive.open(name) as stream:
                yield stream
        except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, ValueError) as error:
            raise BackupDamaged(path=self.path, reason=f"{name} đọc không được") from error

    def _contents(self) -> BackupContents:
        try:
            with self._opened(CONTENTS) as stream:
                told = json.load(stream)
            if told["form"] > FORM:
                raise BackupTooNew(path=self.path, found=f"dạng {told['form']}")
            parts = {str(name): Part(**part) for name, part in told["parts"].items()}
            made_at = datetime.fromisoformat(told["made_at"])
            names = ("station", "program", "revision", "with_sound")
            contents = BackupContents(made_at=made_at, parts=parts, **{name: told[name] for name in names})
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise BackupDamaged(path=self.path, reason="không phải bản sao lưu của đài, hoặc bảng kê hỏng") from error
        for name in contents.parts:
            _refuse_elsewhere(name, self.path)
        return contents


@contextmanager
def reading(path: Path) -> Generator[BackupReader]:
    """Open a backup.

    Raises:
        FileMissing, FileFailed, BackupUnreadable, BackupDamaged, BackupTooNew.
    """
    with translated(path), path.open("rb") as stream:
        try:
            archive = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, ValueError) as error:
            raise BackupUnreadable(path=path, reason="không phải tệp ZIP, hoặc chép chưa hết") from error
        with archive:
            yield BackupReader(path, archive)


def _table(name: str) -> str:
    return name.removeprefix(_ROWS).removesuffix(".jsonl")


def _refuse_elsewhere(name: str, path: Path) -> None:
    """Refuse an entry that would be written outside the station folder, on any system."""
    parts = PurePosixPath(name).parts
    strange = any(part in {"..", ""} or "\\" in part or ":" in part for part in parts)
    if strange or name.startswith("/") or not name.startswith((_ROWS, _FILES)):
        raise BackupDamaged(path=path, reason=f"có tên tệp lạ: {name}")
