"""News as an OpenDocument text (ODT), as LibreOffice writes it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from broadcaster.domain.news import NewsDraft
from broadcaster.domain.reading_limits import ReadingLimits
from broadcaster.errors import DocumentDamaged, DocumentHasMacros, DocumentLocked
from broadcaster.feeds.composed import composed
from broadcaster.feeds.document_draft import document_draft
from broadcaster.feeds.limits import Limits
from broadcaster.feeds.odt_styles import OFFICE, OdtStyles
from broadcaster.feeds.odt_text import BOXES, FOOTNOTES, HIDDEN, OBJECTS, PICTURES, OdtText
from broadcaster.feeds.packed import Packed, local

KIND = "tài liệu OpenDocument (ODT)"
_LEFT_OUT = {
    HIDDEN: "Đã bỏ chữ ẩn trong tài liệu.",
    BOXES: "Đã bỏ chữ trong khung rời (text box) của trang.",
    OBJECTS: "Đã bỏ tệp nhúng trong tài liệu (OLE).",
    FOOTNOTES: "Chú thích của tài liệu được đặt trong ngoặc ở cuối đoạn có chú thích.",
}


class OdtSource:
    """Reads one item out of an ``.odt`` file."""

    suffixes: Sequence[str] = (".odt", ".ott")
    """File endings it answers for."""

    def __init__(self, limits: Limits | None = None) -> None:
        """Take how much is read at most."""
        self._limits = limits or Limits()

    @classmethod
    def within(cls, limits: ReadingLimits) -> OdtSource:
        """Make it with what the station's settings allow."""
        return cls(Limits.of(limits))

    def read(self, path: Path) -> Sequence[NewsDraft]:
        """Give the document as one item.

        Raises:
            FileMissing, EmptyFile: of the file.
            DocumentDamaged, DocumentLocked, DocumentOfAnotherKind: it is no ODT file that can be opened.
            DocumentTooLarge, DocumentUnsafe, DocumentHasMacros: it could do harm.
            DocumentWithoutText, NewsWithoutBody: what it lacks.
        """
        with Packed(path, limits=self._limits, kind=KIND, old_suffix=".doc") as packed:
            if any(_is_macro(name) for name in packed.names):
                raise DocumentHasMacros(path=path)
            manifest = packed.tree("META-INF/manifest.xml")
            if manifest is not None and any(local(each) == "encryption-data" for each in manifest.iter()):
                raise DocumentLocked(path=path)
            root = packed.tree("content.xml")
            body = None if root is None else root.find(f"{OFFICE}body/{OFFICE}text")
            if body is None:
                raise DocumentDamaged(path=path, kind=KIND)
            text = OdtText(styles=OdtStyles(root, packed.tree("styles.xml")), limits=self._limits, path=path)
            blocks = list(text.blocks(body))
            meta = packed.tree("meta.xml")
        said = [] if meta is None else [each.text or "" for each in meta.iter() if local(each) == "title"]
        notes = [sentence for what, sentence in _LEFT_OUT.items() if text.left_out[what]]
        hint = ", chỉ có hình" if text.left_out[PICTURES] else ""
        draft = document_draft(composed(blocks), path=path, said_title=" ".join(said).strip(), notes=notes, hint=hint)
        return (draft,)


def _is_macro(name: str) -> bool:
    """Say whether a part is a program; lists of programs stand in documents that have none, too."""
    folder, _, file = name.rpartition("/")
    return folder.startswith(("Basic", "Scripts")) and bool(file) and not file.endswith(("-lb.xml", "-lc.xml"))
