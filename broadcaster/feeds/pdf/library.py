"""PDFium as this package asks it: typed, a page at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from PIL.Image import Image

_Call = Callable[..., Any]


class Raw(Protocol):
    """The functions of PDFium that are asked here; the library itself tells no types."""

    FPDFText_CountChars: _Call
    FPDFText_GetUnicode: _Call
    FPDFText_GetCharOrigin: _Call
    FPDFText_GetLooseCharBox: _Call
    FPDFText_GetTextObject: _Call
    FPDFText_GetFontInfo: _Call
    FPDFText_GetFontWeight: _Call
    FPDFText_GetFillColor: _Call
    FPDFText_GetCharAngle: _Call
    FPDFText_GetMatrix: _Call
    FPDFText_IsGenerated: _Call
    FPDFText_HasUnicodeMapError: _Call
    FPDFText_GetFontSize: _Call
    FPDFTextObj_GetTextRenderMode: _Call
    FPDFPage_CountObjects: _Call
    FPDFPage_GetObject: _Call
    FPDFPageObj_GetType: _Call
    FPDFPageObj_GetBounds: _Call
    FPDFPageObj_GetFillColor: _Call
    FPDFPath_GetDrawMode: _Call
    FPDFPath_CountSegments: _Call
    FPDF_GetPageBoundingBox: _Call
    FPDFPage_GetRotation: _Call
    FPDFDoc_GetJavaScriptActionCount: _Call
    FPDFDoc_GetAttachmentCount: _Call
    FS_RECTF: _Call
    FS_MATRIX: _Call


class Drawn(Protocol):
    """A page as dots."""

    def to_pil(self) -> Image:
        """Give it as a picture."""
        ...


class OpenedPage(Protocol):
    """A page of an opened document, or its text."""

    def get_textpage(self) -> OpenedPage:
        """Give its text."""
        ...

    def render(self, *, scale: float, grayscale: bool) -> Drawn:
        """Draw it; at scale 1 a dot is a point."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class Opened(Protocol):
    """An opened document."""

    raw: Any
    """What the functions call it."""

    def __len__(self) -> int:
        """Count its pages."""
        ...

    def __getitem__(self, at: int) -> OpenedPage:
        """Open a page, from 0."""
        ...

    def get_metadata_dict(self) -> dict[str, str]:
        """Give title, author and the like."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


class Locked(Exception):
    """The file asks for a password."""


class Broken(Exception):
    """The file or one of its pages cannot be opened."""


def raw() -> Raw:
    """Give PDFium's functions."""
    import pypdfium2.raw as functions  # noqa: PLC0415 - seven megabytes that only PDF files need

    return cast("Raw", functions)


@contextlib.contextmanager
def opened(content: bytes) -> Generator[Opened]:
    """Open a document; raises Locked or Broken."""
    import pypdfium2  # noqa: PLC0415 - as above

    try:
        document = cast("Opened", pypdfium2.PdfDocument(content))
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == cast("Any", raw()).FPDF_ERR_PASSWORD:
            raise Locked from error
        raise Broken(str(error)) from error
    try:
        yield document
    finally:
        document.close()


@contextlib.contextmanager
def page_of(document: Opened, at: int) -> Generator[tuple[OpenedPage, OpenedPage]]:
    """Open a page and its text; raises Broken."""
    import pypdfium2  # noqa: PLC0415 - as above

    try:
        page = document[at]
        text = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise Broken(str(error)) from error
    try:
        yield page, text
    finally:
        text.close()
        page.close()


def address(pointer: object) -> bytes:
    """Give where a pointer leads, so that it can be a key."""
    return bytes(cast("Any", pointer))
