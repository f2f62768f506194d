"""News as a Word document (DOCX).

Its XML is read directly: the library for writing such files knows neither the numbers of lists nor tracked changes,
footnotes and hidden text, and unpacks every picture. Macros never run and nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

from broadcaster.domain.news import NewsDraft
from broadcaster.domain.reading_limits import ReadingLimits
from broadcaster.errors import DocumentDamaged, DocumentHasMacros
from broadcaster.feeds.composed import Block, composed
from broadcaster.feeds.document_draft import document_draft
from broadcaster.feeds.limits import Limits
from broadcaster.feeds.packed import Element, Packed, local
from broadcaster.feeds.word_numbering import Numbering
from broadcaster.feeds.word_styles import Styles, W, value
from broadcaster.feeds.word_text import BOXES, DELETED, FOOTNOTES, HIDDEN, PARTS, PICTURES, WordText

KIND = "tài liệu Word (DOCX)"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_MACROS = ("vbaproject.bin", "vbadata.xml")
_FETCHED = {"attachedTemplate", "image", "oleObject", "frame", "subDocument", "aFChunk", "video", "audio"}
"""What a program for writing would fetch by itself; an ordinary link is only followed by a click."""

_LEFT_OUT = {
    DELETED: "Đã bỏ phần bị xóa trong chế độ theo dõi thay đổi, nhận phần được thêm.",
    HIDDEN: "Đã bỏ chữ ẩn trong tài liệu.",
    BOXES: "Đã bỏ chữ trong khung rời (text box) của trang.",
    FOOTNOTES: "Chú thích của tài liệu được đặt trong ngoặc ở cuối đoạn có chú thích.",
    PARTS: "Có phần chèn từ tệp khác không đọc được; hãy xem lại tài liệu gốc.",
}
_OBJECTS = "Đã bỏ tệp nhúng trong tài liệu (OLE)."
_OUTSIDE = "Tài liệu trỏ tới tệp bên ngoài (khuôn mẫu, hình); không tải về."


class WordSource:
    """Reads one item out of a ``.docx`` file."""

    suffixes: Sequence[str] = (".docx", ".docm", ".dotx", ".dotm")
    """File endings it answers for; those with macros to say why they are refused."""

    def __init__(self, limits: Limits | None = None) -> None:
        """Take how much is read at most."""
        self._limits = limits or Limits()

    @classmethod
    def within(cls, limits: ReadingLimits) -> WordSource:
        """Make it with what the station's settings allow."""
        return cls(Limits.of(limits))

    def read(self, path: Path) -> Sequence[NewsDraft]:
        """Give the document as one item.

        Raises:
            FileMissing, EmptyFile: of the file.
            DocumentDamaged, DocumentLocked, DocumentOfAnotherKind: it is no DOCX file that can be opened.
            DocumentTooLarge, DocumentUnsafe, DocumentHasMacros: it could do harm.
            DocumentWithoutText, NewsWithoutBody: what it lacks.
        """
        with Packed(path, limits=self._limits, kind=KIND, old_suffix=".doc") as packed:
            names = [name.lower() for name in packed.names]
            if any(name.rpartition("/")[2] in _MACROS for name in names):
                raise DocumentHasMacros(path=path)
            main = _main_part(packed, path)
            text, blocks = self._text(packed, main, path)
            notes = [sentence for what, sentence in _LEFT_OUT.items() if text.left_out[what]]
            notes += [_OBJECTS] * any("/embeddings/" in name for name in names)
            notes += [_OUTSIDE] * _points_outside(packed, main)
            said_title = _said_title(packed)
        hint = ", chỉ có hình" if text.left_out[PICTURES] else ""
        return (document_draft(composed(blocks), path=path, said_title=said_title, notes=notes, hint=hint),)

    def _text(self, packed: Packed, main: str, path: Path) -> tuple[WordText, list[Block]]:
        root = packed.tree(main)
        body = None if root is None else root.find(W + "body")
        if body is None:
            raise DocumentDamaged(path=path, kind=KIND)
        folder = str(PurePosixPath(main).parent)
        parts = {name: packed.tree(f"{folder}/{name}.xml") for name in ("styles", "numbering", "footnotes", "endnotes")}
        styles = Styles(parts["styles"], packed.tree(f"{folder}/theme/theme1.xml"))
        footnotes = {**_notes(parts["footnotes"], "footnote"), **_notes(parts["endnotes"], "endnote")}

        def reader(*, fields: bool) -> WordText:
            numbering = Numbering(parts["numbering"], styles)
            return WordText(
                styles=styles, numbering=numbering, footnotes=footnotes, limits=self._limits, path=path, fields=fields
            )

        text = reader(fields=True)
        blocks = list(text.blocks(body))
        if text.in_field:  # it never ends: better a number of a page too many than half the text gone
            text = reader(fields=False)
            blocks = list(text.blocks(body))
        return text, blocks


def _main_part(packed: Packed, path: Path) -> str:
    """Give the name of the document's own part; raises DocumentDamaged or DocumentHasMacros."""
    types = packed.tree("[Content_Types].xml")
    for each in () if types is None else types:
        if "macroEnabled" in str(each.get("ContentType")):
            raise DocumentHasMacros(path=path)
    relations = packed.tree("_rels/.rels")
    for each in () if relations is None else relations:
        if str(each.get("Type")).endswith("/officeDocument"):
            target = str(each.get("Target")).lstrip("/")
            if target in packed.names:
                return target
    if "word/document.xml" not in packed.names:
        raise DocumentDamaged(path=path, kind=KIND)
    return "word/document.xml"


def _points_outside(packed: Packed, main: str) -> bool:
    """Say whether the document names files elsewhere that a writing program would fetch unasked."""
    folder = PurePosixPath(main).parent
    for name in (f"{folder}/_rels/{PurePosixPath(main).name}.rels", f"{folder}/_rels/settings.xml.rels"):
        relations = packed.tree(name)
        for each in () if relations is None else relations:
            kind = str(each.get("Type")).rpartition("/")[2]
            if each.get("TargetMode") == "External" and kind in _FETCHED:
                return True
    return False


def _notes(root: Element | None, kind: str) -> Mapping[str, Element]:
    every = () if root is None else root.findall(W + kind)
    return {f"{kind}Reference {value(each, 'id')}": each for each in every if value(each, "type") in {"", "normal"}}


def _said_title(packed: Packed) -> str:
    root = packed.tree("docProps/core.xml")
    said = [] if root is None else [each.text or "" for each in root if local(each) == "title"]
    return " ".join(" ".join(said).split())
