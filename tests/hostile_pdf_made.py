"""PDF files that hide, lie, are locked, broken, endless or carry programs."""

import io
import re
import zlib

from pdf_files_made import FONTS
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

SENTENCE = "Ủy ban nhân dân huyện đã ban hành kế hoạch tuyên truyền cải cách hành chính năm 2023."


def drawn(*pages):
    """Give a PDF whose pages are drawn by functions of a canvas."""
    pdfmetrics.registerFont(TTFont("Serif", FONTS / "DejaVuSerif.ttf"))
    written = io.BytesIO()
    canvas = Canvas(written, pagesize=A4)
    for page in pages:
        canvas.setFont("Serif", 11)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def lines(*texts, x=60, top=700):
    """Give a function that writes lines, each a paragraph."""

    def write(canvas):
        for at, text in enumerate(texts):
            canvas.drawString(x, top - 30 * at, text)

    return write


def picture(canvas, *, of=(200, 280)):
    """Cover the page with a picture."""
    canvas.drawInlineImage(Image.new("L", of, 230), 0, 0, *A4)


def hidden(canvas, *, text):
    """Write a text in every way that nobody sees."""
    mode = canvas.beginText(60, 500)
    mode.setFont("Serif", 11)
    mode.setTextRenderMode(3)
    mode.textOut(text)
    canvas.drawText(mode)
    canvas.saveState()
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(60, 450, text)
    canvas.restoreState()
    canvas.drawString(5000, 400, text)
    canvas.setFont("Serif", 0.5)
    canvas.drawString(60, 350, text)
    canvas.setFont("Serif", 40)
    canvas.saveState()
    canvas.rotate(45)
    canvas.drawString(200, 100, text[:12])
    canvas.restoreState()


def changed(content, *, change, **encryption):
    """Give a PDF after `change` saw its writer; `encryption` is pypdf's."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    change(writer)
    if encryption:
        writer.encrypt(**encryption)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def fonts_of(writer):
    """Give the fonts of a writer's pages."""
    return [font.get_object() for page in writer.pages for font in page["/Resources"]["/Font"].get_object().values()]


def tell_letters_wrongly(writer):
    """Let every font say that its letters mean others."""
    for font in (each for each in fonts_of(writer) if "/ToUnicode" in each):
        told = font["/ToUnicode"].get_object().get_data().decode("latin-1")
        lie = re.sub(
            r"<([0-9A-Fa-f]{4})>(?=\s*(?:\n|$))", lambda found: f"<{0x3A0 + int(found[1], 16) % 60:04X}>", told
        )
        stream = DecodedStreamObject()
        stream.set_data(lie.encode("latin-1"))
        font[NameObject("/ToUnicode")] = stream


def rename_fonts(writer, name):
    """Call every font by another name."""
    for font in fonts_of(writer):
        font[NameObject("/BaseFont")] = NameObject(f"/ABCDEF+{name}")
        for inner in (font, *(each.get_object() for each in font.get("/DescendantFonts", ()))):
            if "/FontDescriptor" in inner:
                inner["/FontDescriptor"].get_object()[NameObject("/FontName")] = NameObject(f"/ABCDEF+{name}")
                inner[NameObject("/BaseFont")] = NameObject(f"/ABCDEF+{name}")


def assembled(*objects):
    """Give a PDF of raw objects, numbered from 1; the first is the catalogue."""
    body = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + table + trailer


CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>"


def many_pages(count):
    """Give a PDF with one page shown again and again."""
    return assembled(CATALOGUE, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, b"3 0 R " * count), PAGE, b"<< >>")


def pages_in_a_circle():
    """Give a PDF whose tree of pages leads back to itself."""
    return assembled(CATALOGUE, b"<< /Type /Pages /Count 5 /Kids [2 0 R 3 0 R] >>", PAGE, b"<< >>")


def bomb(megabytes, *, layers=1):
    """Give a PDF whose page unpacks to so many megabytes of spaces."""
    packed = b" " * (megabytes * 1024 * 1024)
    for _ in range(layers):
        packed = zlib.compress(packed, 9)
    filters = b"[" + b"/FlateDecode " * layers + b"]"
    stream = b"<< /Filter %s /Length %d >>\nstream\n%s\nendstream" % (filters, len(packed), packed)
    return assembled(CATALOGUE, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", PAGE, stream)
