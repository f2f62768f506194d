"""News as a PDF file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from broadcaster.domain.news import NewsDraft
from broadcaster.domain.reading_limits import ReadingLimits
from broadcaster.errors import (
    DocumentDamaged,
    DocumentGarbled,
    DocumentLocked,
    DocumentOfAnotherKind,
    DocumentScanned,
    DocumentTooLarge,
    DocumentUnsafe,
    EmptyFile,
)
from broadcaster.feeds.composed import Composed
from broadcaster.feeds.document_draft import document_draft
from broadcaster.feeds.pdf.assembling import Assembled, assembled
from broadcaster.feeds.pdf.dangers import carried, unpacks_beyond
from broadcaster.feeds.pdf.legible import is_scanned, lines_of, meant_title, reads_as_words, unread_share
from broadcaster.feeds.pdf.letters import TooManyLetters, page_at
from broadcaster.feeds.pdf.library import Broken, Locked, Opened, opened
from broadcaster.feeds.pdf.pieces import Hidden, Page
from broadcaster.feeds.pdf.scans import recognised
from broadcaster.files import read_bytes
from broadcaster.ports import TextRecognition

KIND = "tệp PDF"
_MARK = b"%PDF-"
_MARK_WITHIN = 1024
_MEGABYTE = 1024 * 1024
_MOST_LETTERS_ON_PAGE = 40_000
_MOST_UNREAD = 0.02
_MOST_SCANNED = 0.5
_OTHER_KINDS = {b"PK\x03\x04": ("tệp nén hoặc Word", ".docx hoặc .zip"), b"\xd0\xcf\x11\xe0": ("tệp Word cũ", ".doc")}


class PdfSource:
    """Reads one item out of a ``.pdf`` file."""

    suffixes: Sequence[str] = (".pdf",)
    """File endings it answers for."""

    def __init__(self, limits: ReadingLimits | None = None, *, recognition: TextRecognition | None = None) -> None:
        """Take how much is read at most, and what reads letters out of pictures, where the station has it."""
        self._limits = limits or ReadingLimits()
        self._recognition = recognition

    @classmethod
    def within(cls, limits: ReadingLimits) -> PdfSource:
        """Make it with the limits that the station sets."""
        return cls(limits)

    def recognising(self, recognition: TextRecognition) -> PdfSource:
        """Give one that has letters read out of pictures."""
        return PdfSource(self._limits, recognition=recognition)

    def read(self, path: Path) -> Sequence[NewsDraft]:
        """Give the document as one item.

        Raises:
            FileMissing, EmptyFile: of the file.
            DocumentDamaged, DocumentLocked, DocumentOfAnotherKind: it is no PDF that can be opened.
            DocumentTooLarge, DocumentUnsafe: it could do harm.
            LettersUnread: what the station has to read letters out of pictures failed at it.
            DocumentScanned, DocumentGarbled: its pages are pictures, or its letters are not told rightly.
            DocumentWithoutText, NewsWithoutBody: what it lacks.
        """
        content = read_bytes(path)
        self._check(content, path)
        try:
            with opened(content) as document:
                pages = self._pages(document, path)
                notes = carried(content, document)
                said_title = meant_title(document.get_metadata_dict().get("Title", ""))
                recognised_text = self._recognised(document, pages, path)
        except Locked as error:
            raise DocumentLocked(path=path) from error
        except Broken as error:
            raise DocumentDamaged(path=path, kind=KIND) from error
        read = assembled([page for page in pages if page.number not in recognised_text])
        return (self._draft(read, pages, recognised_text, path=path, said_title=said_title, notes=notes),)

    def _check(self, content: bytes, path: Path) -> None:
        """Refuse what is no PDF, or would unpack to more than allowed."""
        if not content.strip():
            raise EmptyFile(path=path)
        if _MARK not in content[:_MARK_WITHIN]:
            for start, (kind, suffix) in _OTHER_KINDS.items():
                if content.startswith(start):
                    raise DocumentOfAnotherKind(path=path, kind=kind, suffix=suffix)
            raise DocumentDamaged(path=path, kind=KIND)
        if unpacks_beyond(content, self._limits.unpacked_mb * _MEGABYTE):
            reason = f"các phần nén bung ra hơn {self._limits.unpacked_mb} MB"
            raise DocumentUnsafe(path=path, reason=reason)

    def _pages(self, document: Opened, path: Path) -> list[Page]:
        counted, most = len(document), self._limits.pages
        if counted > most:
            raise DocumentTooLarge(path=path, reason=f"có {counted} trang, đài nhận nhiều nhất {most} trang")
        if not counted:
            raise DocumentDamaged(path=path, kind=KIND)
        pages: list[Page] = []
        left = self._limits.letters
        for at in range(counted):
            try:
                pages.append(page_at(document, at, most_letters=min(left, _MOST_LETTERS_ON_PAGE)))
            except TooManyLetters as error:
                raise DocumentTooLarge(path=path, reason=f"trang {at + 1} có quá nhiều ký tự") from error
            left -= len(pages[-1].letters)
        return pages

    def _recognised(self, document: Opened, pages: Sequence[Page], path: Path) -> dict[int, str]:
        """Have pictures of pages read where the station can; else refuse a paper that is mostly pictures."""
        scanned = [page for page in pages if is_scanned(page)]
        if self._recognition is not None:
            return {page.number: recognised(document, page, self._recognition) for page in scanned}
        if len(scanned) > _MOST_SCANNED * len(pages) or (scanned and scanned[0] is pages[0]):
            layer = any(reason is Hidden.INVISIBLE for page in scanned for reason, _ in page.hidden)
            more = " và lớp chữ nhận dạng ẩn không ai đối chiếu" if layer else ""
            raise DocumentScanned(path=path, scanned=len(scanned), pages=len(pages), more=more)
        return {}

    def _draft(
        self,
        read: Assembled,
        pages: Sequence[Page],
        recognised_text: dict[int, str],
        *,
        path: Path,
        said_title: str,
        notes: Sequence[str],
    ) -> NewsDraft:
        lines = lines_of(read.paragraphs, recognised_text)
        unread = unread_share(pages)
        if lines and (unread > _MOST_UNREAD or not reads_as_words(lines)):
            raise DocumentGarbled(path=path)
        whole = Composed(lines=tuple(lines), notes=read.notes)
        said = (*_page_notes(pages, recognised_text), *_furniture_notes(read), *notes)
        return document_draft(whole, path=path, said_title=said_title, notes=said, hint=", chỉ có hình hoặc chữ ẩn")


def _page_notes(pages: Sequence[Page], recognised_text: dict[int, str]) -> list[str]:
    hidden: Counter[Hidden] = Counter()
    for page in pages:
        hidden.update(dict(page.hidden))
    notes = [f"Đã bỏ {count} ký tự {reason.value} trong tệp PDF." for reason, count in sorted(hidden.items())]
    unread = [str(page.number) for page in pages if is_scanned(page) and page.number not in recognised_text]
    if unread:
        notes.append(f"Trang {', '.join(unread)} là ảnh chụp, chưa đọc được chữ; hãy xem tệp gốc.")
    if recognised_text:
        listed = ", ".join(map(str, sorted(recognised_text)))
        notes.append(f"Chữ của trang {listed} do máy nhận dạng từ ảnh; hãy soát từng chữ với tệp gốc.")
    return notes


def _furniture_notes(read: Assembled) -> list[str]:
    shown = [text for text in read.furniture if any(letter.isalpha() for letter in text)]
    return [f"Đã bỏ tiêu đề đầu trang, cuối trang: {'; '.join(shown[:3])}."] if shown else []
