"""Documents that are ZIP files of XML parts: DOCX, XLSX, ODT; opened only when nothing in them can do harm."""

from __future__ import annotations

import zipfile
import zlib
from importlib import import_module
from pathlib import Path
from typing import Any, Self

from broadcaster.errors import (
    DocumentDamaged,
    DocumentLocked,
    DocumentOfAnotherKind,
    DocumentTooLarge,
    DocumentUnsafe,
    EmptyFile,
)
from broadcaster.feeds.limits import Limits
from broadcaster.files import translated

Element = Any  # lxml has no types

_etree: Any = import_module("lxml.etree")  # it has no types

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an OLE container begins: an old Office document, or a new one behind a password."""
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED = 0x1
_RATIO_MATTERS = 1_000_000
_BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error)
_STRICT = (b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/")
"""The strict form of Office's own format differs from the usual one in the names of its namespaces alone."""
_STRICT_NAMES = (
    (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    (b"drawingml/main", b"drawingml/2006/main"),
)


class Packed:
    """A document's parts, read one by one; each within the limits."""

    def __init__(self, path: Path, *, limits: Limits, kind: str, old_suffix: str) -> None:
        """Open the file and look it over.

        `kind` names what it should be, `old_suffix` the ending of its old binary form.

        Raises:
            FileMissing, FileFailed, EmptyFile: of the file.
            DocumentDamaged: it is no ZIP file.
            DocumentLocked, DocumentOfAnotherKind: it is behind a password, or of the old form.
            DocumentTooLarge, DocumentUnsafe: beyond the limits, or packed to harm.
        """
        self._path, self._limits, self._kind = path, limits, kind
        with translated(path):
            size = path.stat().st_size
        if size > limits.file_bytes:
            raise DocumentTooLarge(path=path, reason=f"nặng hơn {limits.mb(limits.file_bytes)}")
        if not size:
            raise EmptyFile(path=path)
        self._refuse_old(old_suffix)
        try:
            self._zip = zipfile.ZipFile(path)
        except _BROKEN as error:
            raise DocumentDamaged(path=path, kind=kind) from error
        self._look_over()
        self.names = frozenset(self._zip.namelist())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *args: object) -> None:
        self._zip.close()

    def part(self, name: str) -> bytes | None:
        """Give the bytes of a part, none when it is not there; raises DocumentDamaged or DocumentTooLarge."""
        if name not in self.names:
            return None
        if self._zip.getinfo(name).file_size > self._limits.part_bytes:
            raise DocumentTooLarge(
                path=self._path, reason=f"phần {name} quá {self._limits.mb(self._limits.part_bytes)}"
            )
        try:
            with self._zip.open(name) as stream:
                return stream.read()
        except _BROKEN as error:
            raise DocumentDamaged(path=self._path, kind=self._kind) from error

    def tree(self, name: str) -> Element | None:
        """Give the XML of a part, none when it is not there.

        Raises:
            DocumentUnsafe: it declares a document type, through which entities multiply or files are fetched.
            DocumentDamaged, DocumentTooLarge: of the part.
        """
        content = self.part(name)
        if content is None:
            return None
        if _STRICT[0] in content:
            for strict, usual in _STRICT_NAMES:
                content = content.replace(_STRICT[0] + strict, _STRICT[1] + usual)
        parser = _etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_pis=True,
            remove_comments=True,
        )
        try:
            root = _etree.fromstring(content, parser)
        except (_etree.XMLSyntaxError, ValueError) as error:
            if b"<!DOCTYPE" in content[:4096]:
                raise self._unsafe("XML có khai báo DOCTYPE") from error
            raise DocumentDamaged(path=self._path, kind=self._kind) from error
        if root.getroottree().docinfo.doctype:
            raise self._unsafe("XML có khai báo DOCTYPE")
        return root

    def refuse_declarations(self) -> None:
        """Look at every XML part as bytes, for readers that open the file themselves; raises DocumentUnsafe."""
        for name in self.names:
            if not name.endswith((".xml", ".rels", ".vml")):
                continue
            content = self.part(name) or b""
            if b"<!DOCTYPE" in content or b"<!ENTITY" in content or content.startswith((b"\xff\xfe", b"\xfe\xff")):
                raise self._unsafe("XML có khai báo DOCTYPE")

    def _unsafe(self, reason: str) -> DocumentUnsafe:
        return DocumentUnsafe(path=self._path, reason=reason)

    def _refuse_old(self, old_suffix: str) -> None:
        with translated(self._path), self._path.open("rb") as stream:
            if not stream.read(len(OLE)).startswith(OLE):
                return
            if _LOCKED in stream.read():
                raise DocumentLocked(path=self._path)
        raise DocumentOfAnotherKind(path=self._path, kind="tệp Office kiểu cũ", suffix=old_suffix)

    def _look_over(self) -> None:
        members, limits = self._zip.infolist(), self._limits
        if len(members) > limits.members * 10:
            raise DocumentTooLarge(path=self._path, reason=f"chứa hơn {limits.members * 10} phần")
        if sum(each.file_size for each in members) > limits.unpacked_bytes:
            reason = f"giải nén ra hơn {limits.mb(limits.unpacked_bytes)}"
            raise DocumentTooLarge(path=self._path, reason=reason)
        if len({each.filename for each in members}) < len(members):
            raise self._unsafe("có hai phần trùng tên")
        if any(each.flag_bits & _ENCRYPTED for each in members):
            raise DocumentLocked(path=self._path)
        if any(is_bomb(each, limits) for each in members):
            raise self._unsafe("nén quá chặt, như tệp làm để phá máy")


def is_bomb(member: zipfile.ZipInfo, limits: Limits) -> bool:
    """Say whether a member of a packed file is packed as no honest file is."""
    return member.file_size > _RATIO_MATTERS and member.file_size > limits.ratio * max(member.compress_size, 1)


def local(element: Element) -> str:
    """Give an element's name without its namespace; empty for what is none."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
