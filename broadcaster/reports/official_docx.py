"""An official paper as DOCX, to be finished in Word or LibreOffice; the same paper gives the same bytes.

Every size and length is from :class:`Layout`. Word draws with its own Times New Roman.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime, time

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import _Cell  # pyright: ignore[reportPrivateUsage] - the only name that the library gives cells

from broadcaster.reports.docx_parts import (
    Place,
    add_grid,
    add_text,
    bare_table,
    page_setup,
    rule_below,
    set_base_style,
    start_numbering,
    words_mm,
)
from broadcaster.reports.fixed_zip import with_fixed_times
from broadcaster.reports.official import MOTTO, NATION, Block, Clause, Grid, Layout, OfficialPaper, Picture, Words

_CENTER, _LEFT, _JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY
_TEXT_MM = Layout.PAPER[0] - Layout.LEFT - Layout.RIGHT
_HEAD_MM = (70, _TEXT_MM - 70)
_ADDRESSEES_MM = 25
_SIGNATURE_ROOM_PT = 72


def official_docx(paper: OfficialPaper) -> bytes:
    """Write the paper."""
    document = Document()
    set_base_style(document)
    page_setup(document.sections[0])
    start_numbering(document.sections[0])
    _head(document, paper)
    _title(document, paper)
    _addressees(document, paper.letterhead.addressees)
    _body(document, paper)
    _foot(document, paper)
    for annex in paper.annexes:
        section = document.add_section(WD_SECTION.NEW_PAGE)
        start_numbering(section)
        _centred(document, annex.name, size=Layout.ANNEX_NAME, bold=True)
        _centred(document, annex.title.upper(), size=Layout.ANNEX_TITLE, bold=True)
        _centred(document, paper.annex_note, size=Layout.ANNEX_NOTE, italic=True, after=Layout.PARAGRAPH_GAP)
        for block in annex.blocks:
            _block(document, block)
    return _saved(document, paper)


def _saved(document: DocumentObject, paper: OfficialPaper) -> bytes:
    about = document.core_properties
    about.title = f"{paper.kind} {paper.subject}"
    about.author = about.last_modified_by = paper.letterhead.in_words
    about.comments, about.language = "", "vi-VN"
    about.created = about.modified = datetime.combine(paper.as_of, time())
    written = io.BytesIO()
    document.save(written)
    return with_fixed_times(written.getvalue(), made_on=paper.as_of)


# --- first page


def _head(document: DocumentObject, paper: OfficialPaper) -> None:
    """Set the issuing body and the number to the left, the nation's name, the motto and the date to the right."""
    # two rows: number and date stand on one line, however long the names above them
    left, right, below_left, below_right = bare_table(document, _HEAD_MM, rows=2)
    letterhead = paper.letterhead
    if letterhead.superior:
        _cell_line(left, letterhead.superior.upper(), size=Layout.AGENCY)
    agency = _cell_line(left, letterhead.issuer.upper(), size=Layout.AGENCY, bold=True)
    rule_below(left, agency, _HEAD_MM[0], share=Layout.SHORT_RULE)
    _cell_line(below_left, paper.number_line, size=Layout.NUMBER, before=Layout.PARAGRAPH_GAP)
    _cell_line(right, NATION, size=Layout.NATION, bold=True)
    motto = _cell_line(right, MOTTO, size=Layout.MOTTO, bold=True)
    rule_below(right, motto, _HEAD_MM[1], share=1.0)
    _cell_line(below_right, paper.date_line, size=Layout.DATE, italic=True, before=Layout.PARAGRAPH_GAP)


def _title(document: DocumentObject, paper: OfficialPaper) -> None:
    _centred(document, paper.kind.upper(), size=Layout.TITLE, bold=True, before=18)
    subject = _centred(document, paper.subject, size=Layout.TITLE, bold=True)
    rule_below(document, subject, _TEXT_MM, share=Layout.SHORT_RULE)


def _addressees(document: DocumentObject, addressees: Sequence[str]) -> None:
    """Name to whom the report goes: one on the same line, several on a line each."""
    if not addressees:
        return
    if len(addressees) == 1:
        _centred(document, f"Kính gửi: {addressees[0]}", before=12, after=12)
        return
    line = document.add_paragraph()
    line.paragraph_format.left_indent, line.paragraph_format.space_before = Mm(_ADDRESSEES_MM), Pt(12)
    line.paragraph_format.keep_with_next = True
    add_text(line, "Kính gửi:")
    for place, each in enumerate(addressees):
        line = document.add_paragraph()
        line.paragraph_format.left_indent = Mm(_ADDRESSEES_MM + words_mm("Kính gửi", Layout.BODY))  # under the colon
        last = place == len(addressees) - 1
        line.paragraph_format.space_after = Pt(12 if last else 0)
        add_text(line, f"- {each}{'.' if last else ';'}")


# --- body


def _body(document: DocumentObject, paper: OfficialPaper) -> None:
    for block in paper.opening:
        _block(document, block)
    for section in paper.sections:
        title = document.add_paragraph()
        title.paragraph_format.first_line_indent = Mm(Layout.FIRST_LINE_MM)
        title.paragraph_format.space_before = title.paragraph_format.space_after = Pt(Layout.PARAGRAPH_GAP)
        title.paragraph_format.keep_with_next = True
        add_text(title, section.title.upper(), bold=True)
        for block in section.blocks:
            _block(document, block)
    document.paragraphs[-1].paragraph_format.keep_with_next = True


def _block(document: DocumentObject, block: Block) -> None:
    if isinstance(block, Words):
        line = _paragraph(document, _JUSTIFY)
        line.paragraph_format.keep_with_next = block.text.endswith(":")  # what it speaks of comes next
        add_text(line, block.text, italic=block.italic)
    elif isinstance(block, Clause):
        line = _paragraph(document, _LEFT)
        line.paragraph_format.keep_with_next = True
        add_text(line, block.text, bold=True)
    elif isinstance(block, Grid):
        add_grid(document, block, _TEXT_MM)
    else:
        _picture(document, block)


def _paragraph(document: DocumentObject, alignment: WD_ALIGN_PARAGRAPH) -> Place:
    line = document.add_paragraph()
    line.alignment = alignment
    form = line.paragraph_format
    form.first_line_indent = Mm(Layout.FIRST_LINE_MM)
    form.space_after = Pt(Layout.PARAGRAPH_GAP)
    form.line_spacing = Layout.LINE_SPACING
    return line


def _picture(document: DocumentObject, block: Picture) -> None:
    line = document.add_paragraph()
    line.alignment = _CENTER
    line.paragraph_format.keep_with_next = True
    shape = line.add_run().add_picture(io.BytesIO(block.png), width=Mm(_TEXT_MM))
    shape._inline.docPr.set("descr", block.caption)  # noqa: SLF001 # pyright: ignore - the library has no door to it
    _centred(document, block.caption, size=Layout.TABLE, italic=True, after=Layout.PARAGRAPH_GAP)


# --- end


def _foot(document: DocumentObject, paper: OfficialPaper) -> None:
    """Set who else gets it to the left, and who signs to the right, level with it."""
    spacer = document.add_paragraph()
    spacer.paragraph_format.keep_with_next = True
    left, right = bare_table(document, (_TEXT_MM / 2, _TEXT_MM / 2))
    head = _cell_line(left, "Nơi nhận:", size=Layout.RECIPIENTS_HEAD, bold=True, italic=True)
    head.alignment = _LEFT
    for each in paper.recipients:
        line = _cell_line(left, each, size=Layout.RECIPIENTS)
        line.alignment = _LEFT
    for each in paper.letterhead.signer_title:
        line = _cell_line(right, each.upper(), size=Layout.SIGNATURE, bold=True)
        line.paragraph_format.keep_with_next = True
    _cell_line(right, paper.letterhead.signer, size=Layout.SIGNATURE, bold=True, before=_SIGNATURE_ROOM_PT)


def _cell_line(
    cell: _Cell, text: str, *, size: float, bold: bool = False, italic: bool = False, before: float = 0
) -> Place:
    """Add a centred line to a cell; the first takes the paragraph that every cell has."""
    fresh = len(cell.paragraphs) == 1 and not cell.paragraphs[0].runs
    line = cell.paragraphs[0] if fresh else cell.add_paragraph()
    line.alignment = _CENTER
    line.paragraph_format.space_before = Pt(before)
    add_text(line, text, size=size, bold=bold, italic=italic)
    return line


def _centred(
    document: DocumentObject,
    text: str,
    *,
    size: float = Layout.BODY,
    bold: bool = False,
    italic: bool = False,
    before: float = 0,
    after: float = 0,
) -> Place:
    line = document.add_paragraph()
    line.alignment = _CENTER
    line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(before), Pt(after)
    line.paragraph_format.keep_with_next = True
    add_text(line, text, size=size, bold=bold, italic=italic)
    return line
