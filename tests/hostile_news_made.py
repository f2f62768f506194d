"""Files that mean harm, are broken, or bring nothing: what is said of each, and what of it may come in."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path

from documents_made import ENTITIES, odt_file, p, word_file
from hostile_pdf_made import CATALOGUE, PAGE, SENTENCE, assembled, bomb, changed, drawn, lines, many_pages, picture
from news_files_made import docx_bytes
from openpyxl import Workbook
from papers_made import samples
from web_pages_made import list_page

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
SECRET = "root:"
"""What stands in the file that an external entity asks for; it may come out nowhere."""
_MB = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Hostile:
    """One file, and what must be said when it comes."""

    write: Callable[[Path], object]
    words: tuple[str, ...]
    """What the refusal says."""
    taken: int = 0
    """Items that come out of it nevertheless."""


def _written(content: Callable[[], bytes]) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content())


def zipped(*members) -> bytes:
    """Give a ZIP of names and contents."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members:
            packed.writestr(name, content)
    return stream.getvalue()


def in_one_another(depth: int, *, letters: bool = False) -> bytes:
    """Give an item within so many archives, every second one a letter where asked."""
    content, name = "Tin ở đáy\n\nChữ ở đáy của gói.".encode(), "day.txt"
    for at in range(depth):
        if letters and at % 2:
            message = EmailMessage()
            message["Subject"], message["From"] = f"Thư lớp {at}", "a@example.vn"
            message.set_content("Gửi kèm.")
            message.add_attachment(content, maintype="application", subtype="zip", filename=name)
            content, name = message.as_bytes(), f"lop-{at}.eml"
        else:
            content, name = zipped((name, content)), f"lop-{at}.zip"
    return content if name.endswith(".zip") else zipped((name, content))


def a_letter_in_itself(times: int) -> bytes:
    """Give a letter that holds a letter that holds a letter."""
    message = EmailMessage()
    message["Subject"], message["From"] = "Thư ở đáy", "a@example.vn"
    message.set_content("Chữ ở đáy.")
    for at in range(times):
        outer = EmailMessage()
        outer["Subject"], outer["From"] = f"Lớp {at}", "a@example.vn"
        outer.set_content("Xem thư kèm.")
        outer.add_attachment(message)
        message = outer
    return message.as_bytes()


def overlapping(count: int) -> bytes:
    """Give a ZIP whose members all share the bytes of one, as bombs without recursion do."""
    packed = zlib.compress(bytes(8 * _MB), 9)[2:-4]
    crc = zlib.crc32(bytes(8 * _MB))
    sizes = struct.pack("<III", crc, len(packed), 8 * _MB)
    content = struct.pack("<4sHHHHH", b"PK\x03\x04", 20, 0, 8, 0, 33) + sizes + struct.pack("<HH", 1, 0) + b"a" + packed
    listed = b"".join(
        struct.pack("<4sHHHHHH", b"PK\x01\x02", 20, 20, 0, 8, 0, 33)
        + sizes
        + struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0)
        + name
        for name in (b"%d.txt" % at for at in range(count))
    )
    return content + listed + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(listed), len(content), 0)


def _sheet_with_entities(path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Tiêu đề", "Nội dung"])
    sheet.append(["Tin", "Chữ"])
    plain = io.BytesIO()
    book.save(plain)
    with zipfile.ZipFile(plain) as packed, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as spoilt:
        for name in packed.namelist():
            content = packed.read(name)
            if name.endswith("sheet1.xml"):
                content = ENTITIES.encode() + content.replace(b"Tin", b"&b;&c;")
            spoilt.writestr(name, content)


def _feed_with_entities(path: Path) -> None:
    item = "<item><title>Tin &b;</title><description>Chữ &c; &b;</description></item>"
    path.write_text(
        f'<?xml version="1.0"?>{ENTITIES}<rss version="2.0"><channel>{item}</channel></rss>', encoding="utf-8"
    )


def billion(levels: int = 12) -> str:
    """Give a declaration of entities that grow tenfold at each level."""
    inner = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, levels))
    return f'<!DOCTYPE x [<!ENTITY e0 "ha">{inner}]>'


def _feed_bomb(path: Path) -> None:
    item = "<item><title>Tin</title><description>&e11;</description></item>"
    path.write_text(
        f'<?xml version="1.0"?>{billion()}<rss version="2.0"><channel>{item}</channel></rss>', encoding="utf-8"
    )


def _page_with_entities(path: Path) -> None:
    body = "".join(f"<p>{text}</p>" for text in samples()["bon-chi-so-danh-gia"].body)
    path.write_text(
        f"{billion()}<html><meta charset=utf-8><body><h1>Trang có thực thể</h1>{body}<p>&e11;</p></body></html>",
        encoding="utf-8",
    )


def _sparse(size: int) -> Callable[[Path], object]:
    def write(path: Path) -> None:
        with path.open("wb") as stream:
            stream.truncate(size)

    return write


def _page_that_does_things(path: Path) -> None:
    text = "".join(f"<p>{each}</p>" for each in samples()["bon-chi-so-danh-gia"].body)
    path.write_text(
        "<html><head><meta charset=utf-8><title>Trang có mã lệnh</title><script>document.write('Chữ do mã lệnh')</script>"
        "<link rel='canonical' href='javascript:alert(1)'><meta http-equiv=refresh content='0;url=file:///etc/passwd'>"
        f"</head><body onload='alert(2)'><h1>Trang có mã lệnh</h1><article>{text}<p><a href='javascript:alert(3)'>Bấm vào đây "
        "để xem thêm về cải cách hành chính của huyện.</a></p><img src=x onerror='alert(4)'><iframe src='file:///etc/passwd'>"
        "</iframe></article></body></html>",
        encoding="utf-8",
    )


def _disguised(path: Path) -> None:
    path.write_text(
        "Tin có ký tự ẩn\n\nỦy ban nhân\u200b dân huyện \u202emời\u202c bà con\ufeff đến hội trường.\n",
        encoding="utf-8",
    )


def _docx(name: str) -> bytes:
    return docx_bytes(samples()[name])


HOSTILE: Mapping[str, Hostile] = {
    "bom.zip": Hostile(
        write=_written(lambda: zipped(("tin.txt", bytes(64 * _MB)))), words=("bom.zip › tin.txt", "nén quá chặt")
    ),
    "chong.zip": Hostile(write=_written(lambda: overlapping(40)), words=("chong.zip › 0.txt", "nén quá chặt")),
    "long-nhau.zip": Hostile(
        write=_written(lambda: in_one_another(12)), words=("long-nhau.zip", "lồng nhau quá 3 lớp")
    ),
    "thu-goi.zip": Hostile(
        write=_written(lambda: in_one_another(12, letters=True)), words=("thu-goi.zip", "lồng nhau quá 3 lớp")
    ),
    "thu-trong-thu.eml": Hostile(
        write=_written(lambda: a_letter_in_itself(60)), words=("thu-trong-thu.eml", "lồng nhau quá 3 lớp")
    ),
    "bom-xml.docx": Hostile(
        write=lambda path: word_file(path, p("Tin &b;&c;"), head=ENTITIES), words=("bom-xml.docx", "DOCTYPE")
    ),
    "bom-xml.odt": Hostile(
        write=lambda path: odt_file(path, "<text:p>Tin &b;&c;</text:p>", head=ENTITIES),
        words=("bom-xml.odt", "DOCTYPE"),
    ),
    "bom-xml.xlsx": Hostile(write=_sheet_with_entities, words=("bom-xml.xlsx", "DOCTYPE")),
    "thuc-the.xml": Hostile(write=_feed_with_entities, words=("thuc-the.xml", "ENTITY")),
    "ty-lan-cuoi.rss": Hostile(write=_feed_bomb, words=("ty-lan-cuoi.rss", "ENTITY")),
    "macro.docm": Hostile(
        write=lambda path: word_file(path, p("Tin"), main_type=MACRO_TYPE, more={"word/vbaProject.bin": "x"}),
        words=("macro.docm", "có macro"),
    ),
    "macro.docx": Hostile(
        write=lambda path: word_file(path, p("Tin"), more={"word/vbaProject.bin": "x"}),
        words=("macro.docx", "có macro"),
    ),
    "ole.docx": Hostile(
        write=_written(lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(9000)),
        words=("ole.docx", "đặt mật khẩu"),
    ),
    "ole.xlsx": Hostile(write=_written(lambda: OLE + bytes(9000)), words=("ole.xlsx", "kiểu cũ", ".xls")),
    "hai-gb.docx": Hostile(write=_sparse(2 << 30), words=("hai-gb.docx", "quá mức 50 MB")),
    "hai-gb.txt": Hostile(write=_sparse(2 << 30), words=("hai-gb.txt", "quá mức 50 MB")),
    "hai-gb.zip": Hostile(write=_sparse(2 << 30), words=("hai-gb.zip", "quá mức 50 MB")),
    "hai-gb.doc": Hostile(write=_sparse(2 << 30), words=("hai-gb.doc", "50 MB")),
    "muoi-nghin-trang.pdf": Hostile(
        write=_written(lambda: many_pages(10_000)), words=("muoi-nghin-trang.pdf", "300 trang")
    ),
    "hong.pdf": Hostile(write=_written(lambda: drawn(lines(SENTENCE))[:900]), words=("hong.pdf", "hỏng")),
    "vong.pdf": Hostile(
        write=_written(
            lambda: assembled(CATALOGUE, b"<< /Type /Pages /Count 5 /Kids [2 0 R 2 0 R 3 0 R] >>", PAGE, b"<< >>")
        ),
        words=("vong.pdf",),
    ),
    "bom.pdf": Hostile(write=_written(lambda: bomb(220)), words=("bom.pdf",)),
    "bom-hai-lop.pdf": Hostile(write=_written(lambda: bomb(220, layers=2)), words=("bom-hai-lop.pdf",)),
    "scan.pdf": Hostile(write=_written(lambda: drawn(picture, picture)), words=("scan.pdf", "bản chụp")),
    "mat-khau.pdf": Hostile(
        write=_written(
            lambda: changed(drawn(lines(SENTENCE)), change=lambda _: None, user_password="mo", owner_password="chu")
        ),
        words=("mat-khau.pdf", "mật khẩu"),
    ),
    "cut.docx": Hostile(write=_written(lambda: _docx("bon-chi-so-danh-gia")[:9000]), words=("cut.docx", "hỏng")),
    "la-anh.txt": Hostile(
        write=_written(lambda: b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8),
        words=("la-anh.txt", "không phải tệp văn bản"),
    ),
    "danh-sach.html": Hostile(
        write=lambda path: path.write_text(list_page()[0], encoding="utf-8"), words=("danh-sach.html", "danh sách")
    ),
    "co-chuong-trinh.zip": Hostile(
        write=_written(lambda: zipped(("tin.docx", _docx("nghi-quyet-so-76")), ("virus.exe", b"MZ" + bytes(100)))),
        words=("co-chuong-trinh.zip › virus.exe", "chương trình"),
        taken=1,
    ),
    "duong-dan.zip": Hostile(
        write=_written(
            lambda: zipped(
                ("../../ra-ngoai.txt", "Tin\n\nChữ."),
                ("/tmp/tuyet-doi-cua-broadcaster.txt", "Tin\n\nChữ."),
                ("C:\\Windows\\o-dia.txt", "Tin\n\nChữ."),
                ("..\\nguoc.txt", "Tin\n\nChữ."),
                ("thu\u202etxt.exe", "MZ"),
                ("an\u202efdp.txt", "Tin tên đảo chiều\n\nChữ của tin tên đảo chiều."),
            )
        ),
        words=(
            "ra-ngoai.txt",
            "tuyet-doi",
            "o-dia.txt",
            "nguoc.txt",
            "tên tệp trỏ ra ngoài gói",
            "thutxt.exe",
            "chương trình",
        ),
        taken=1,
    ),
}
"""By the name of the file, which is what people are told."""

HARMLESS: Mapping[str, Hostile] = {
    "ma-lenh.html": Hostile(write=_page_that_does_things, words=(), taken=1),
    "thuc-the.html": Hostile(write=_page_with_entities, words=(), taken=1),
    "ky-tu-an.txt": Hostile(write=_disguised, words=(), taken=1),
}
"""Files that come in, with nothing in them that does anything."""

REFUSED = (
    "scan.pdf",
    "mat-khau.pdf",
    "macro.docm",
    "bom.zip",
    "bom-xml.docx",
    "hai-gb.docx",
    "cut.docx",
    "co-chuong-trinh.zip",
    "danh-sach.html",
    "la-anh.txt",
)
"""Those that stand among the good ones in the folder of the bar."""
