"""The parts of a DOCX that its library does not know: page numbers, rules under words, tables with a running head."""

# ruff: noqa: SLF001 - the library keeps its XML behind private names, and has no other door to it
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false
# pyright: reportPrivateUsage=false, reportAttributeAccessIssue=false
# The library's XML elements have no types of their own.

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

from docx.document import Document as DocumentObject
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from matplotlib import font_manager, ft2font

from broadcaster.reports.official import Grid, Layout

Place = Paragraph
"""Where words go."""

_MM_PER_PT = 25.4 / 72
_RULE_EIGHTHS = 6
"""Thickness of a rule, in eighths of a point."""
_CELL_MARGIN_MM = 1.2


def set_base_style(document: DocumentObject) -> None:
    """Let every paragraph be Times New Roman 14, black, single-spaced, without gaps, in Vietnamese."""
    style = document.styles["Normal"]
    style.font.name, style.font.size = Layout.FONT, Pt(Layout.BODY)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(script), Layout.FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.rPr.append(language)
    style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(0)
    style.paragraph_format.line_spacing = 1.0


def page_setup(section: Section) -> None:
    """Set A4 upright with the margins of the rules."""
    section.page_width, section.page_height = Mm(Layout.PAPER[0]), Mm(Layout.PAPER[1])
    section.top_margin, section.bottom_margin = Mm(Layout.TOP), Mm(Layout.BOTTOM)
    section.left_margin, section.right_margin = Mm(Layout.LEFT), Mm(Layout.RIGHT)
    section.header_distance = Mm(Layout.HEADER_FROM_EDGE)


def start_numbering(section: Section) -> None:
    """Number pages from 1, centred in the top margin, hidden on the first page of the section."""
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
    line = section.header.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = line.add_run()
    _form(run, size=Layout.PAGE_NUMBER)
    for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
        run._r.append(_field(kind, text))
    numbers = OxmlElement("w:pgNumType")
    numbers.set(qn("w:start"), "1")
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    title_page = section._sectPr.find(qn("w:titlePg"))
    columns = section._sectPr.find(qn("w:cols"))
    (columns if columns is not None else title_page).addprevious(numbers)


def _field(kind: str, text: str) -> BaseOxmlElement:
    if not kind:
        element = OxmlElement("w:instrText")
        element.set(qn("xml:space"), "preserve")
        element.text = text
        return element
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), kind)
    return element


def add_text(
    line: Paragraph, text: str, *, size: float = Layout.BODY, bold: bool = False, italic: bool = False
) -> None:
    """Add words to a paragraph."""
    _form(line.add_run(text), size=size, bold=bold, italic=italic)


def _form(run: Run, *, size: float, bold: bool = False, italic: bool = False) -> None:
    run.font.name, run.font.size = Layout.FONT, Pt(size)
    run.font.bold, run.font.italic = bold, italic


def bare_table(document: DocumentObject, widths_mm: Sequence[float], *, rows: int = 1) -> list[_Cell]:
    """Add a table without lines, and give its cells row by row; no row breaks over pages."""
    table = document.add_table(rows=rows, cols=len(widths_mm))
    _fix_widths(table, widths_mm, margin_mm=0)
    for row in table.rows:
        _keep_whole(row._tr)
    return [cell for row in table.rows for cell in row.cells]


def rule_below(place: DocumentObject | _Cell, above: Paragraph, width_mm: float, *, share: float) -> None:
    """Draw a solid rule under a centred line, as long as a share of its words."""
    text, size = "".join(run.text for run in above.runs), above.runs[0].font.size
    points = size.pt if size is not None else Layout.BODY
    length = min(words_mm(text, points), width_mm) * share
    rule = place.add_paragraph()
    indent = Mm((width_mm - length) / 2)
    rule.paragraph_format.left_indent = rule.paragraph_format.right_indent = indent
    rule.paragraph_format.line_spacing = Pt(4)
    rule.paragraph_format.keep_with_next = True
    border, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for key, value in (("val", "single"), ("sz", str(_RULE_EIGHTHS)), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{key}"), value)
    border.append(top)
    properties = rule._p.get_or_add_pPr()
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def words_mm(text: str, size: float) -> float:
    """Measure bold words in millimetres, with letters as wide as those of Times New Roman."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    font = _measured()
    font.set_size(size, 72)
    font.set_text(plain.replace("Đ", "D").replace("đ", "d"), 0.0)
    width, _ = font.get_width_height()
    return width / 64 * _MM_PER_PT


@cache
def _measured() -> ft2font.FT2Font:
    return ft2font.FT2Font(font_manager.findfont(font_manager.FontProperties(family="STIXGeneral", weight="bold")))


def add_grid(document: DocumentObject, grid: Grid, width_mm: float) -> None:
    """Add a table with lines; its heading is repeated on every page, and no row breaks over pages."""
    whole = sum(grid.widths)
    table = document.add_table(rows=1, cols=len(grid.columns))
    table.style = document.styles["Table Grid"]
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    size = Layout.SMALL_TABLE if grid.small else Layout.TABLE
    for cell, name in zip(table.rows[0].cells, grid.columns, strict=True):
        _cell_text(cell, name, size=size, bold=True, alignment=WD_ALIGN_PARAGRAPH.CENTER)
    _repeat(table.rows[0]._tr)
    for number, row in enumerate(grid.rows):
        is_total = grid.total and number == len(grid.rows) - 1
        for place, (cell, text) in enumerate(zip(table.add_row().cells, row, strict=True)):
            words = place in grid.left
            alignment = WD_ALIGN_PARAGRAPH.LEFT if words else WD_ALIGN_PARAGRAPH.RIGHT
            _cell_text(cell, text, size=size, bold=is_total, alignment=alignment)
    for row in table.rows:
        _keep_whole(row._tr)
    _keep_together(table)
    _fix_widths(table, [share / whole * width_mm for share in grid.widths], margin_mm=_CELL_MARGIN_MM)
    after = document.add_paragraph()
    after.paragraph_format.line_spacing = Pt(Layout.PARAGRAPH_GAP)


def _keep_together(table: Table) -> None:
    """Keep a small table on one page, and the first and last lines of any: no heading and no sum stands alone."""
    *before, _ = table.rows
    kept = before if len(before) <= Layout.WHOLE_TABLE else [*before[:2], before[-1]]
    for row in kept:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _cell_text(cell: _Cell, text: str, *, size: float, bold: bool, alignment: WD_ALIGN_PARAGRAPH) -> None:
    line = cell.paragraphs[0]
    line.alignment = alignment
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(1.5)
    add_text(line, text, size=size, bold=bold)


def _fix_widths(table: Table, widths_mm: Sequence[float], *, margin_mm: float) -> None:
    """Give columns their widths for good; Word reads them from the cells, LibreOffice from the grid."""
    table.autofit = False
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(round(margin_mm * 1440 / 25.4)))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is None:
        table._tbl.tblPr.append(margins)
    else:
        look.addprevious(margins)


def _repeat(row: CT_Row) -> None:
    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _keep_whole(row: CT_Row) -> None:
    row.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))
