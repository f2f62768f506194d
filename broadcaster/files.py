"""How files are written: whole or not at all, and never over one that is in use."""

from __future__ import annotations

import codecs
import contextlib
import errno
import hashlib
import os
import tempfile
import uuid
from collections.abc import Generator
from pathlib import Path
from typing import IO

from broadcaster.domain.ids import Sha256
from broadcaster.errors import BinaryFile, DiskFull, EmptyFile, FileFailed, FileMissing, ReadOnlyPlace, WrongEncoding

_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}
_FOLDER = "đây là thư mục, không phải tệp"
FULL = frozenset({errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)})
"""What the system says where no more can be written: the disk, the file or the quota is full."""


@contextlib.contextmanager
def translated(path: Path) -> Generator[None]:
    """Turn the operating system's refusal into DiskFull, ReadOnlyPlace, FileMissing or FileFailed."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise DiskFull(path=path) from error
        if error.errno in _READ_ONLY:
            raise ReadOnlyPlace(path=path) from error
        if isinstance(error, FileNotFoundError):
            raise FileMissing(path=path) from error
        reason = _FOLDER if isinstance(error, IsADirectoryError) else error.strerror or str(error)
        raise FileFailed(path=path, reason=reason) from error


@contextlib.contextmanager
def written_whole(path: Path, *, flushed: bool = True) -> Generator[IO[bytes]]:
    """Open a temporary neighbour for writing and rename it into place when the block ends well.

    `flushed` waits until the disk has the bytes, so that a power cut cannot leave a name without its content. Files
    that are named by their hash and checked when read do without: there are hundreds of them.

    Raises:
        DiskFull, ReadOnlyPlace, FileFailed: nothing is left behind and the old file stands.
    """
    part = path.with_name(f".{path.name[:80]}.{uuid.uuid4().hex[:8]}.part")
    with translated(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with part.open("wb") as stream:
                yield stream
                stream.flush()
                if flushed:
                    os.fsync(stream.fileno())
            part.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise


def write_bytes(path: Path, content: bytes, *, flushed: bool = True) -> None:
    """Write a file whole; leaves a file with the same bytes untouched."""
    with contextlib.suppress(OSError):
        if path.stat().st_size == len(content) and path.read_bytes() == content:
            return
    with written_whole(path, flushed=flushed) as stream:
        stream.write(content)


def make_private(path: Path, content: bytes) -> None:
    """Make a file that nobody else can read, from its first byte on; one that another process makes first stands.

    Raises:
        DiskFull, ReadOnlyPlace, FileFailed.
    """
    with translated(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=path.parent)  # which nobody else may read
        with os.fdopen(number, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        made = Path(name)
        try:
            path.hardlink_to(made)
        except FileExistsError:
            pass
        finally:
            made.unlink()


def write_text(path: Path, text: str) -> None:
    """Write a text file whole, UTF-8 with plain line ends."""
    write_bytes(path, text.encode("utf-8"))


def read_text(path: Path) -> str:
    """Read a text file that a person gave us.

    Raises:
        FileMissing, EmptyFile, BinaryFile, WrongEncoding, FileFailed: named with the file.
    """
    return text_of(read_bytes(path), path)


def read_bytes(path: Path) -> bytes:
    """Read a file as it is; raises FileMissing or FileFailed."""
    with translated(path):
        if path.is_dir():
            raise FileFailed(path=path, reason=_FOLDER)  # Windows would speak of rights
        return path.read_bytes()


def sha256_of_file(path: Path) -> Sha256:
    """Name a file by its bytes, without holding them all; raises FileMissing or FileFailed."""
    with translated(path), path.open("rb") as stream:
        return Sha256(hashlib.file_digest(stream, "sha256").hexdigest())


def text_of(content: bytes, name: object) -> str:
    """Decode text that a person gave us, with plain line ends; raises EmptyFile, BinaryFile or WrongEncoding."""
    if not content.strip(b" \t\r\n\xef\xbb\xbf"):
        raise EmptyFile(path=name)
    return decoded(content, name).replace("\r", "\n")  # what is left of them ends the lines of an old Mac


def decoded(content: bytes, name: object) -> str:
    """Decode text that may be blank, of whose line ends a lone CR stays; raises BinaryFile or WrongEncoding."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # what Notepad calls Unicode
        raise WrongEncoding(path=name, position=0)
    if b"\x00" in content[:4096]:
        raise BinaryFile(path=name)
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise WrongEncoding(path=name, position=error.start) from error
