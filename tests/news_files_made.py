"""A folder of files as offices send them, of every kind that is taken in, each with the news that is truly in it."""

from __future__ import annotations

import csv
import dataclasses
import email.policy
import io
import itertools
import json
import mailbox
import shutil
import subprocess
import tempfile
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from email.message import EmailMessage
from html import escape
from pathlib import Path

from docx import Document
from old_letters_made import WRITERS, misread, written_plainly
from openpyxl import Workbook
from papers_made import Paper, plan, samples
from pdf_files_made import by_chromium, by_libreoffice, by_matplotlib, by_reportlab, by_typst, docx_of
from web_pages_made import ADDRESS, LAYOUTS, Article

POINTS = ("Nộp hồ sơ qua mạng hoặc qua bưu điện", "Nhận kết quả tại nhà nếu có yêu cầu")
TABLE = (
    ("STT", "Xã, thị trấn", "Số hồ sơ nộp qua mạng trong quý I năm 2023"),
    ("1", "Nghĩa Sơn", "Một trăm hai mươi ba hồ sơ"),
    ("2", "Liễu Đề", "Chín mươi tám hồ sơ"),
)
OLD_FONTS = {".VnTime": "TCVN3 (ABC)", "VNI-Times": "VNI-Windows"}
_HEADINGS = ("Tiêu đề", "Chủ đề", "Thể loại", "Nguồn", "Nội dung")


@dataclass(frozen=True, kw_only=True)
class TrueItem:
    """One item as it should come out."""

    title: str
    body: tuple[str, ...]
    act: bool = False
    """Whether it is an administrative document, whose body is the whole of it."""
    fold: bool = False
    """Whether its letters have lost their capitals."""

    @property
    def words(self):
        """Title and text, a paragraph a line; of a document its text alone, where the title stands again."""
        return "\n".join(self.body if self.act else (self.title, *self.body))


@dataclass(frozen=True, kw_only=True)
class MadeFile:
    """One file with what is truly in it."""

    path: Path
    kind: str
    """What the table of the benchmark calls it."""
    items: tuple[TrueItem, ...]


class _Papers:
    """Sample news one after another, each with a number of its own in the title, so that no two are the same item."""

    def __init__(self, *, longest=10_000):
        papers = [each for each in samples().values() if len(each.titles[0]) <= longest and not each.left]
        self._papers, self._numbers = itertools.cycle(papers), itertools.count(1)

    def number(self):
        """Give the next number."""
        return next(self._numbers)

    def next(self, *, plainly=False, shortest=0) -> Paper:
        """Give the next paper, `plainly` in the letters that every encoding has."""
        paper = next(each for each in self._papers if len(" ".join(each.body).split()) >= shortest)
        title = f"{paper.titles[0]} ({self.number():03})"
        if plainly:
            return Paper(titles=(written_plainly(title),), body=tuple(map(written_plainly, paper.body)))
        return dataclasses.replace(paper, titles=(title,))

    def plan(self) -> Paper:
        """Give the founding plan under another number."""
        whole = plan()
        left = tuple(line.replace("Số:", f"Số: {self.number():03}") for line in whole.left)
        if left == whole.left:
            raise AssertionError(whole.left)
        return dataclasses.replace(whole, left=left)


def item_of(paper: Paper, **more) -> TrueItem:
    """Give what a paper should come out as."""
    if paper.left:
        return TrueItem(title=paper.titles[-1], body=paper.truth, act=True)
    rows = tuple(", ".join(row) for row in paper.table)
    return TrueItem(title=paper.titles[0], body=(*paper.body, *rows), **more)


# --- documents


def _docx(papers: _Papers, folder: Path, count: int) -> Iterator[MadeFile]:
    for at in range(count):
        paper = papers.plan() if at % 8 == 7 else papers.next()
        if at % 4 == 1:
            paper = dataclasses.replace(paper, table=TABLE)
        path = folder / f"Tin bài {at:03}.docx"
        docx_of(paper, path)
        points = POINTS if at % 4 == 2 else ()
        if points:
            _add_points(path, points)
        true = item_of(paper)
        yield MadeFile(
            path=path, kind="DOCX", items=(dataclasses.replace(true, body=(*true.body, *(f"- {p}" for p in points))),)
        )


def _add_points(path, points):
    document = Document(str(path))
    for point in points:
        document.add_paragraph(point, style="List Bullet")
    document.save(str(path))


def _old_fonts(papers: _Papers, folder: Path, count: int) -> Iterator[MadeFile]:
    for at in range(count):
        font, letters = list(OLD_FONTS.items())[at % len(OLD_FONTS)]
        paper, document = papers.next(plainly=True), Document()
        for text in (*paper.titles, *paper.body):
            run = document.add_paragraph().add_run(misread(WRITERS[letters](text)))
            run.font.name, run.bold = font, text in paper.titles
        document.paragraphs[0].alignment = 1
        path = folder / f"phong-cu-{at:03}.docx"
        document.save(str(path))
        yield MadeFile(path=path, kind=f"DOCX, {font}", items=(item_of(paper, fold=letters.startswith("TCVN3")),))


_FILTERS = {"doc": "doc:MS Word 97", "odt": "odt:writer8", "rtf": "rtf:Rich Text Format"}


def _by_office(papers: _Papers, folder: Path, count: int, *, suffix: str) -> Iterator[MadeFile]:
    program = shutil.which("soffice")
    if program is None:
        return
    made = [papers.plan() if at % 8 == 7 else papers.next() for at in range(count)]
    with tempfile.TemporaryDirectory() as place:
        sources = [Path(place, f"van-phong-{at:03}.docx") for at in range(count)]
        for paper, source in zip(made, sources, strict=True):
            docx_of(paper, source)
        command = [program, f"-env:UserInstallation={Path(place, 'profile').as_uri()}", "--headless", "--convert-to"]
        line = [*command, _FILTERS[suffix], "--outdir", str(folder), *map(str, sources)]
        subprocess.run(line, check=True, capture_output=True, timeout=240)
    for paper, source in zip(made, sources, strict=True):
        yield MadeFile(path=folder / f"{source.stem}.{suffix}", kind=suffix.upper(), items=(item_of(paper),))


# --- PDF


def _pdf(papers: _Papers, folder: Path, count: int, *, write: Callable[[Paper], bytes], kind: str, plans=0):
    for at in range(count):
        paper = papers.plan() if at < plans else papers.next()
        path = folder / f"{kind.lower().replace(', ', '-').replace(' ', '-')}-{at:03}.pdf"
        path.write_bytes(write(paper))
        yield MadeFile(path=path, kind=kind, items=(item_of(paper),))


def _pdf_by_office(papers: _Papers, folder: Path, count: int) -> Iterator[MadeFile]:
    made = {f"in-ra-{at:03}": papers.plan() if at % 6 == 5 else papers.next() for at in range(count)}
    with tempfile.TemporaryDirectory() as place:
        for name, path in (by_libreoffice(made, Path(place)) or {}).items():
            kept = Path(shutil.move(path, folder / path.name))
            yield MadeFile(path=kept, kind="PDF, LibreOffice", items=(item_of(made[name]),))


def _pdf_by_browser(papers: _Papers, folder: Path, count: int) -> Iterator[MadeFile]:
    for at in range(count):
        paper, name = papers.next(), f"trinh-duyet-{at:03}"
        with tempfile.TemporaryDirectory() as place:
            made = by_chromium(paper, Path(place), name)
            if made is None:
                return
            kept = Path(shutil.move(made, folder / made.name))
        yield MadeFile(path=kept, kind="PDF, Chromium", items=(item_of(paper),))


# --- tables, text, pages


def _rows(papers: _Papers, count: int) -> tuple[list[list[str]], tuple[TrueItem, ...]]:
    made = [papers.next() for _ in range(count)]
    return [[paper.titles[0], "2", "tin", "Phòng Nội vụ", "\n\n".join(paper.body)] for paper in made], tuple(
        map(item_of, made)
    )


def _xlsx(papers: _Papers, folder: Path, count: int) -> Iterator[MadeFile]:
    for at in range(count):
        rows, items = _rows(papers, 3)
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for row in ([["BẢNG TIN TUẦN"], []] if at % 2 else []) + [list(_HEADINGS), *rows]:
            sheet.append(row)
        path = folder / f"bang-tin-{at:03}.xlsx"
        book.save(path)
        yield MadeFile(path=path, kind="XLSX", items=items)


def _csv(papers: _Papers, folder: Path, count: int) -> Iterator[MadeFile]:
    for at in range(count):
        rows, items = _rows(papers, 3)
        written = io.StringIO()
        csv.writer(written, delimiter=";" if at % 2 else ",").writerows([_HEADINGS, *rows])
        path = folder / f"bang-{at:03}.csv"
        path.write_bytes(written.getvalue().encode("utf-8-sig" if at % 3 else "utf-8"))
        yield MadeFile(path=path, kind="CSV", items=items)


_UNICODE: Mapping[str, Callable[[str], bytes]] = {
    "UTF-8": str.encode,
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-8, decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
}


def _txt(papers: _Papers, folder: Path, count: int, *, letters: str) -> Iterator[MadeFile]:
    old = WRITERS.get(letters)
    write = old or _UNICODE[letters]
    for at in range(count):
        paper = papers.next(plainly=old is not None)
        text = "\n\n".join((paper.titles[0], *paper.body)) + "\n"
        name = "".join(each for each in letters.lower() if each.isalnum())
        path = folder / f"{name}-{at:03}.txt"
        path.write_bytes(write(text.replace("\n", "\r\n") if at % 2 else text))
        yield MadeFile(path=path, kind=f"TXT, {letters}", items=(item_of(paper, fold=letters.startswith("TCVN3")),))


def _markdown(papers: _Papers, folder: Path, count: int) -> Iterator[MadeFile]:
    for at in range(count):
        paper = papers.next()
        path = folder / f"tin-{at:03}.md"
        front = f"---\ntitle: {json.dumps(paper.titles[0], ensure_ascii=False)}\ntopic: 2\ngenre: tin\n---\n\n"
        path.write_text(front + "\n\n".join(paper.body) + "\n", encoding="utf-8")
        yield MadeFile(path=path, kind="Markdown", items=(item_of(paper),))


def _html(papers: _Papers, folder: Path, count: int) -> Iterator[MadeFile]:
    layouts = itertools.cycle(LAYOUTS.items())
    for at in range(count):
        name, layout = next(layouts)
        paper = papers.next(shortest=60)
        of = Article(title=paper.titles[0], body=paper.body, points=POINTS if at % 2 else ())
        path = folder / f"trang {name} {at:03}.html"
        page = layout(of).replace(ADDRESS, f"{ADDRESS}{at:03}")  # a page's own address is its item's name
        path.write_text(page, encoding="utf-8")
        body = of.body[:2] if name == "short" else of.truth
        yield MadeFile(path=path, kind="HTML", items=(TrueItem(title=of.title, body=body),))


def _mhtml(papers: _Papers, folder: Path, count: int) -> Iterator[MadeFile]:
    layouts = itertools.cycle(list(LAYOUTS.values())[1:4])
    for at in range(count):
        paper = papers.next(shortest=60)
        of, address = Article(title=paper.titles[0], body=paper.body), f"https://tin.example.vn/bai-{at}"
        whole = EmailMessage(policy=email.policy.SMTP)
        whole["From"], whole["Snapshot-Content-Location"], whole["Subject"] = "<Saved by Blink>", address, of.title
        whole["Date"] = "Mon, 13 Mar 2023 08:00:00 +0700"
        whole.set_content(next(layouts)(of), subtype="html")
        whole.make_related()
        whole.get_payload()[0]["Content-Location"] = address
        whole.add_related(b"\x89PNG", maintype="image", subtype="png")
        path = folder / f"trang-luu-{at:03}.mhtml"
        path.write_bytes(whole.as_bytes())
        yield MadeFile(path=path, kind="MHTML", items=(TrueItem(title=of.title, body=of.truth),))


# --- feeds


def _rss(papers: _Papers, folder: Path, count: int) -> Iterator[MadeFile]:
    for at in range(count):
        made = [papers.next() for _ in range(3)]
        inner = "".join(
            f"<item><title>{escape(paper.titles[0])}</title><guid>tin-{at}-{number}</guid><description>"
            f"{escape(''.join(f'<p>{escape(text)}</p>' for text in paper.body))}</description></item>"
            for number, paper in enumerate(made)
        )
        path = folder / f"kenh-{at:03}.xml"
        path.write_text(
            f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Cổng tin</title>{inner}</channel></rss>',
            encoding="utf-8",
        )
        yield MadeFile(path=path, kind="RSS", items=tuple(map(item_of, made)))


def _json_feed(papers: _Papers, folder: Path, count: int) -> Iterator[MadeFile]:
    for at in range(count):
        made = [papers.next() for _ in range(3)]
        items = [
            {
                "id": f"https://tin.example.vn/{at}/{number}",
                "title": paper.titles[0],
                "content_html": "".join(f"<p>{escape(text)}</p>" for text in paper.body),
            }
            for number, paper in enumerate(made)
        ]
        path = folder / f"kenh-{at:03}.json"
        feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Cổng tin", "items": items}
        path.write_text(json.dumps(feed, ensure_ascii=False), encoding="utf-8")
        yield MadeFile(path=path, kind="JSON Feed", items=tuple(map(item_of, made)))


# --- letters and archives


def letter(paper: Paper, *, at: int, attached: Sequence[tuple[str, bytes]] = (), markup: bool = False) -> EmailMessage:
    """Write a letter with greeting and signature whose news is its own text."""
    # Where the library folds a subject between two words that it encodes, it loses the space.
    message = EmailMessage(policy=email.policy.SMTP.clone(max_line_length=500))
    message["Subject"], message["From"] = paper.titles[0], "Phòng Nội vụ <noivu@huyen.example.vn>"
    message["To"], message["Date"] = "dai@huyen.example.vn", "Mon, 13 Mar 2023 08:00:00 +0700"
    message["Message-ID"] = f"<{at}.{paper.titles[0][-4:-1]}@huyen.example.vn>"
    message.set_content("\n\n".join(paper.body) + "\n\n-- \nPhòng Nội vụ huyện\nĐiện thoại: 0228 3871 123\n")
    if markup:
        message.add_alternative("".join(f"<p>{escape(text)}</p>" for text in paper.body), subtype="html")
    for name, content in attached:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message


def docx_bytes(paper: Paper) -> bytes:
    """Give a paper as the bytes of a DOCX."""
    with tempfile.TemporaryDirectory() as place:
        docx_of(paper, Path(place, "a.docx"))
        return Path(place, "a.docx").read_bytes()


def _eml(papers: _Papers, folder: Path, count: int) -> Iterator[MadeFile]:
    for at in range(count):
        paper, more = papers.next(shortest=100), [papers.next()] if at % 2 else []
        attached = [(f"Văn bản kèm {number}.docx", docx_bytes(each)) for number, each in enumerate(more)]
        path = folder / f"thu-{at:03}.eml"
        path.write_bytes(letter(paper, at=at, attached=attached, markup=at % 4 == 0).as_bytes())
        yield MadeFile(path=path, kind="EML", items=tuple(map(item_of, [paper, *more])))


def _mbox(papers: _Papers, folder: Path, count: int) -> Iterator[MadeFile]:
    for at in range(count):
        made = [papers.next(shortest=100) for _ in range(2)]
        path = folder / f"hop-thu-{at:03}.mbox"
        box = mailbox.mbox(path)
        for number, paper in enumerate(made):
            box.add(letter(paper, at=100 * at + number).as_bytes())
        box.close()
        yield MadeFile(path=path, kind="MBOX", items=tuple(map(item_of, made)))


def _zip(papers: _Papers, folder: Path, count: int) -> Iterator[MadeFile]:
    for at in range(count):
        made = [papers.next() for _ in range(3)]
        path = folder / f"goi-{at:03}.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("Tin/Bài một.docx", docx_bytes(made[0]))
            packed.writestr("Tin/bài hai.txt", "\n\n".join((made[1].titles[0], *made[1].body)))
            packed.writestr("bài ba.pdf", by_typst(made[2]))
        yield MadeFile(path=path, kind="ZIP", items=tuple(map(item_of, made)))


_Maker = Callable[[_Papers, Path, int], Iterator[MadeFile]]


def _made_by(of, **more) -> _Maker:
    return lambda papers, folder, count: of(papers, folder, count, **more)


MAKERS: Mapping[str, tuple[int, _Maker]] = {
    "docx": (20, _docx),
    "old fonts": (8, _old_fonts),
    "doc": (12, _made_by(_by_office, suffix="doc")),
    "odt": (12, _made_by(_by_office, suffix="odt")),
    "rtf": (8, _made_by(_by_office, suffix="rtf")),
    "pdf libreoffice": (12, _pdf_by_office),
    "pdf reportlab": (10, _made_by(_pdf, write=by_reportlab, kind="PDF, ReportLab", plans=2)),
    "pdf typst": (10, _made_by(_pdf, write=by_typst, kind="PDF, Typst", plans=2)),
    "pdf columns": (6, _made_by(_pdf, write=lambda paper: by_typst(paper, columns=2), kind="PDF, two columns")),
    "pdf matplotlib": (4, _made_by(_pdf, write=by_matplotlib, kind="PDF, Matplotlib")),
    "pdf chromium": (4, _pdf_by_browser),
    "xlsx": (6, _xlsx),
    "csv": (6, _csv),
    "html": (12, _html),
    "mhtml": (2, _mhtml),
    "markdown": (6, _markdown),
    "rss": (3, _rss),
    "json": (3, _json_feed),
    "eml": (8, _eml),
    "mbox": (2, _mbox),
    "zip": (4, _zip),
    **{
        f"txt {letters}": (count, _made_by(_txt, letters=letters))
        for letters, count in {
            "UTF-8": 6,
            "UTF-16": 4,
            "UTF-8, decomposed": 2,
            **dict.fromkeys(WRITERS, 6),
        }.items()
    },
}
"""How many of each kind stand in the folder of the bar, and what writes them: 200 files."""


def news_folder(folder: Path, *, counts: Mapping[str, int] | None = None) -> list[MadeFile]:
    """Write the files into a folder that is there; `counts` by maker, the bar's own where nothing is said."""
    papers = _Papers(longest=70)
    wanted = counts if counts is not None else {name: count for name, (count, _) in MAKERS.items()}
    return [made for name, count in wanted.items() for made in MAKERS[name][1](papers, folder, count)]
