"""The members of a ZIP file, each looked at before it is unpacked: a bad one is refused by name, the others are not."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from broadcaster.errors import DocumentDamaged, DocumentTooLarge
from broadcaster.feeds.limits import Limits
from broadcaster.feeds.members import is_program, shown_name
from broadcaster.feeds.packed import is_bomb
from broadcaster.files import translated

KIND = "tệp nén ZIP"
_UTF8, _ENCRYPTED = 0x800, 0x1
_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error)
_END = b"PK\x05\x06"
_TAIL = 65_557
_LARGEST_LIST = 8_000_000
"""Bytes of the longest list of members; the library holds all of it."""
_CHUNK = 1 << 16
_HEAD = 30
_OUTSIDE = re.compile(r"^[/~]|^[A-Za-z]:|(?:^|/)\.\.(?:/|$)")
_LITTER = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$)", re.IGNORECASE)

TOO_MUCH = "Gói giải nén ra quá lớn"


class MemberRefused(Exception):
    """Why a member is not taken, in Vietnamese."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ZipMember:
    """One file inside."""

    name: str
    """Its name, decoded and shown."""
    info: zipfile.ZipInfo
    """What the list of members says of it."""
    refused: str
    """Why it is not taken; empty when it may be."""


class ZipMembers:
    """An opened ZIP file."""

    def __init__(self, path: Path, *, limits: Limits) -> None:
        """Open it; raises FileMissing, FileFailed, DocumentDamaged or DocumentTooLarge."""
        self._path, self._limits = path, limits
        with translated(path):
            size = path.stat().st_size
        if size > limits.file_bytes:
            raise DocumentTooLarge(path=path, reason=f"nặng hơn {limits.mb(limits.file_bytes)}")
        if _list_size(path) > _LARGEST_LIST:
            raise DocumentTooLarge(path=path, reason=f"chứa hơn {limits.members} tệp")
        try:
            self._zip = zipfile.ZipFile(path)
        except _BROKEN as error:
            raise DocumentDamaged(path=path, kind=KIND) from error
        if len(self._zip.infolist()) > limits.members * 2:
            self._zip.close()
            raise DocumentTooLarge(path=path, reason=f"chứa hơn {limits.members} tệp")

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    def members(self) -> Iterator[ZipMember]:
        """Give every file inside but for what systems leave behind, in order."""
        overlapping = _overlapping(self._zip.infolist())
        seen: set[str] = set()
        for info in self._zip.infolist():
            raw = _name(info).replace("\\", "/")
            if info.is_dir() or raw.endswith("/") or _LITTER.search(raw):
                continue
            refused = self._fault(info, raw)
            if not refused and info.header_offset in overlapping:
                refused = "các tệp trong gói chồng lên nhau, như gói làm để phá máy"
            if not refused and raw.casefold() in seen:
                refused = "trùng tên với một tệp khác trong gói"
            seen.add(raw.casefold())
            yield ZipMember(name=shown_name(raw), info=info, refused=refused)

    def unpack(self, member: ZipMember, into: Path, *, most: int) -> int:
        """Write a member to a file and give its bytes; raises MemberRefused, and leaves no half file."""
        try:
            with self._zip.open(member.info) as stream, into.open("wb") as out:
                written = _copied(stream, out, most)
        except _BROKEN as error:
            into.unlink(missing_ok=True)
            raise MemberRefused("hỏng, không giải nén được") from error
        except MemberRefused:
            into.unlink(missing_ok=True)
            raise
        return written

    def _fault(self, info: zipfile.ZipInfo, raw: str) -> str:
        limits = self._limits
        faults = (
            (bool(_OUTSIDE.search(raw)), "tên tệp trỏ ra ngoài gói"),
            (stat.S_ISLNK(info.external_attr >> 16), "là lối tắt tới tệp khác, không phải tệp"),
            (bool(info.flag_bits & _ENCRYPTED), "đặt mật khẩu; xin bên gửi gói không đặt mật khẩu"),
            (is_program(raw), "là tệp chương trình; đừng mở"),
            (is_bomb(info, limits), "nén quá chặt, như tệp làm để phá máy"),
            (info.file_size > limits.file_bytes, f"nặng hơn {limits.mb(limits.file_bytes)}"),
        )
        return next((sentence for wrong, sentence in faults if wrong), "")


def _copied(stream: IO[bytes], out: IO[bytes], most: int) -> int:
    """Copy bytes, whatever the list of members says of their number; raises MemberRefused."""
    written = 0
    while chunk := stream.read(_CHUNK):
        written += len(chunk)
        if written > most:
            raise MemberRefused(TOO_MUCH)
        out.write(chunk)
    return written


def _list_size(path: Path) -> int:
    """Give the bytes of the list of members, before it is read; 0 where no list is found."""
    with translated(path), path.open("rb") as stream:
        length = stream.seek(0, 2)
        stream.seek(max(length - _TAIL, 0))
        tail = stream.read()
    at = tail.rfind(_END)
    return int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0


def _overlapping(infos: Sequence[zipfile.ZipInfo]) -> set[int]:
    """Give the offsets of members that share bytes with another."""
    ordered = sorted(infos, key=lambda info: info.header_offset)
    found: set[int] = set()
    reach, owner = -1, -1
    for info in ordered:
        if info.header_offset < reach:
            found |= {owner, info.header_offset}
        end = info.header_offset + _HEAD + info.compress_size
        if end > reach:
            reach, owner = end, info.header_offset
    return found


def _name(info: zipfile.ZipInfo) -> str:
    """Give a member's name: what is not marked as UTF-8 often is, or is in the letters of a Vietnamese Windows."""
    if info.flag_bits & _UTF8:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    for encoding in ("utf-8", "cp1258"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename
