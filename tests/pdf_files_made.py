"""PDF files of the papers, made by several writers, each with its own headers, footers and page numbers."""

import io
import shutil
import subprocess
import tempfile
import textwrap
from html import escape
from pathlib import Path

import matplotlib as mpl
import typst
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from papers_made import Paper
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

HEADER = "Cổng thông tin điện tử huyện Nghĩa Hưng"
FOOTER = "Tài liệu lưu hành trong ngành"
FONTS = Path(mpl.get_data_path()) / "fonts" / "ttf"
_MM = 72 / 25.4


def furniture(text):
    """Say which page furniture of these writers stands in a text."""
    return [words for words in (HEADER, FOOTER, "Trang 1", "Trang 2", "1/2", "2/3") if words in text]


# --- LibreOffice, from DOCX


def by_libreoffice(papers, folder):
    """Write PDF files of papers by their names, all by one start of LibreOffice; None where it is missing."""
    program = shutil.which("soffice")
    if program is None:
        return None
    sources = []
    for name, paper in papers.items():
        sources.append(folder / f"{name}.docx")
        docx_of(paper, sources[-1])
    with tempfile.TemporaryDirectory() as profile:
        command = [program, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--convert-to", "pdf"]
        subprocess.run([*command, "--outdir", folder, *sources], check=True, capture_output=True, timeout=120)
    return {name: folder / f"{name}.pdf" for name in papers}


def docx_of(paper: Paper, path):
    """Write a paper as DOCX as offices set it: 14 points, first lines indented, header and numbered footer."""

    document = Document()
    _set_page(document)
    if paper.left:
        _columns(document, paper.left, paper.right)
    for title in paper.titles:
        paragraph = document.add_paragraph()
        paragraph.add_run(title).bold = True
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in paper.body:
        paragraph = document.add_paragraph(text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(12.7)
        paragraph.paragraph_format.space_after = Pt(6)
    if paper.table:
        table = document.add_table(rows=0, cols=len(paper.table[0]), style="Table Grid")
        for row in paper.table:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    if paper.end_left:
        _columns(document, paper.end_left, paper.end_right)
    document.core_properties.title = ""
    document.save(path)


def _set_page(document):
    """Set paper, letters, the header, and a footer such as ``Trang 3/12``."""
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header.paragraphs[0].text = HEADER
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for word, instruction in (("Trang ", "PAGE"), ("/", "NUMPAGES")):
        foot.add_run(word)
        run = foot.add_run()
        for kind in ("begin", "", "end"):
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            else:
                part.text = instruction
            run._r.append(part)


def _columns(document, left, right):
    """Set lines beside each other, never parted by a page."""
    table = document.add_table(rows=1, cols=2)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        for at, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
            paragraph.add_run(line).font.size = Pt(12)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


# --- Typst


def by_typst(paper: Paper, *, columns=1, table_rules=True):
    """Typeset a paper by Typst; with two columns words are parted at line ends as its Vietnamese patterns would."""

    def quoted(text):
        return '#"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def centred(lines):
        return "#align(center)[" + " \\ ".join(quoted(line) for line in lines) + "]"

    def two(left, right):
        return f"#grid(columns: (1fr, 1.3fr), [{centred(left)}], [{centred(right)}])\n"

    parts = [
        '#set page(paper: "a4", margin: 20mm, numbering: "1/1", header: align(right, text(9pt)['
        + quoted(HEADER)
        + "]),"
        f" columns: {columns})",
        '#set text(font: "Libertinus Serif", size: 12pt, lang: "vi")',
        "#set par(justify: true, first-line-indent: (amount: 10mm, all: true))",
    ]
    if paper.left:
        parts.append(two(paper.left, paper.right))
    parts.extend(f'#align(center, text(14pt, weight: "bold")[{quoted(title)}])\n' for title in paper.titles)
    parts.extend(quoted(text) + "\n" for text in paper.body)
    if paper.table:
        cells = ", ".join(f"[{quoted(cell)}]" for row in paper.table for cell in row)
        stroke = "1pt" if table_rules else "none"
        parts.append(f"#table(columns: {len(paper.table[0])}, stroke: {stroke}, {cells})")
    if paper.end_left:
        parts.append(two(paper.end_left, paper.end_right))
    return typst.compile("\n".join(parts).encode(), ignore_system_fonts=True)


# --- ReportLab


def by_reportlab(paper: Paper):
    """Typeset a paper by ReportLab: ragged right, no indent, a gap between paragraphs, the footer repeated."""

    for name, file in (("Serif", "DejaVuSerif.ttf"), ("Serif-Bold", "DejaVuSerif-Bold.ttf")):
        pdfmetrics.registerFont(TTFont(name, FONTS / file))
    plain = ParagraphStyle("plain", fontName="Serif", fontSize=11, leading=15, spaceAfter=8)
    middle = ParagraphStyle("middle", parent=plain, alignment=TA_CENTER, spaceAfter=0)
    head = ParagraphStyle("head", parent=middle, fontName="Serif-Bold", fontSize=13, leading=17, spaceAfter=8)

    def two(left, right):
        cells = [[Paragraph(escape(line), middle) for line in lines] for lines in (left, right)]
        return Table([cells], colWidths=[200, 270], style=[("VALIGN", (0, 0), (-1, -1), "TOP")])

    story = []
    if paper.left:
        story.append(two(paper.left, paper.right))
    story.extend(Paragraph(escape(title), head) for title in paper.titles)
    story.extend(Paragraph(escape(text), plain) for text in paper.body)
    if paper.table:
        rows = [[Paragraph(escape(cell), plain) for cell in row] for row in paper.table]
        story.append(Table(rows, style=[("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    if paper.end_left:
        story.append(two(paper.end_left, paper.end_right))

    def frame(canvas, document):
        canvas.setFont("Serif", 8)
        canvas.drawString(50, 30, FOOTER)
        canvas.drawRightString(545, 30, f"- {document.page} -")

    written = io.BytesIO()
    SimpleDocTemplate(written, pagesize=A4).build(story, onFirstPage=frame, onLaterPages=frame)
    return written.getvalue()


# --- Matplotlib


def by_matplotlib(paper: Paper, *, letters_in_line=78, lines_on_page=46):
    """Set a paper line by line by Matplotlib, whose fonts are drawn glyph by glyph."""

    lines = [(title, True) for title in paper.titles]
    for text in paper.body:
        lines.append(("", False))
        lines.extend((line, False) for line in textwrap.wrap(text, letters_in_line, break_on_hyphens=False))
    written = io.BytesIO()
    pages = [lines[at : at + lines_on_page] for at in range(0, len(lines), lines_on_page)]
    with PdfPages(written) as book:
        for number, page in enumerate(pages, start=1):
            figure = Figure(figsize=(8.27, 11.69))
            figure.text(0.1, 0.96, HEADER, fontsize=8)
            figure.text(0.5, 0.03, f"Trang {number}", fontsize=8, ha="center")
            for at, (line, bold) in enumerate(page):
                weight = "bold" if bold else "normal"
                figure.text(0.1, 0.92 - 0.0185 * at, line, fontsize=10, weight=weight, va="top")
            book.savefig(figure)
    return written.getvalue()


# --- Chromium


def by_chromium(paper: Paper, folder, name):
    """Print a paper by Chromium with its own header (date, title) and footer (address, page); None where missing."""
    program = shutil.which("chromium")
    if program is None:
        return None
    lines = "".join(f"<p>{escape(text)}</p>" for text in paper.body)
    titles = "".join(f"<h1>{escape(title)}</h1>" for title in paper.titles)
    page = folder / f"{name}.html"
    page.write_text(f"<meta charset=utf-8><title>{escape(paper.titles[0])}</title>{titles}{lines}", encoding="utf-8")
    made = folder / f"{name}.pdf"
    command = [program, "--headless", "--no-sandbox", f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={made}"]
    subprocess.run([*command, page.as_uri()], check=True, capture_output=True, timeout=60)
    return made
