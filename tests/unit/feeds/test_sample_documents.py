"""The sample news and the papers of the offices, written in every form in which offices send them, come back word for word."""

import email.policy
import html
import subprocess
from email.header import Header
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest
from documents_made import odt_file
from docx.enum.text import WD_ALIGN_PARAGRAPH
from legal_papers import NATION
from legal_papers_state import PAPERS
from openpyxl import Workbook

import broadcaster
from broadcaster.feeds import office_files
from broadcaster.feeds.mail import MailSource
from broadcaster.feeds.markdown import MarkdownSource
from broadcaster.feeds.odt import OdtSource
from broadcaster.feeds.old_word import OldWordSource
from broadcaster.feeds.sheet import SheetSource
from broadcaster.feeds.syndication import SyndicationSource
from broadcaster.feeds.table import TableSource
from broadcaster.feeds.text import TextSource
from broadcaster.feeds.word import WordSource

NEWS = Path(broadcaster.__file__).parent / "profiles" / "huyen-2023" / "news"
SOURCES = (MarkdownSource(), TextSource(), TableSource(), SyndicationSource())
TRUTH = [
    draft
    for path in sorted(NEWS.iterdir())
    for source in SOURCES
    if path.suffix in source.suffixes
    for draft in source.read(path)
]


def word_document(draft, path, *, font="Times New Roman"):
    """Write an item as an office writes it: the title bold in the middle, the text justified."""
    document = docx.Document()
    document.styles["Normal"].font.name = font
    document.sections[0].header.paragraphs[0].text = "UBND HUYỆN"
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(draft.title).bold = True
    for paragraph in draft.body.split("\n\n"):
        added = document.add_paragraph()
        added.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        half = len(paragraph) // 2
        added.add_run(paragraph[:half])
        added.add_run(paragraph[half:]).italic = True
    document.save(path)
    return path


def same(found, wanted):
    return (found.title, found.body) == (wanted.title, wanted.body)


def test_there_is_enough_to_compare():
    assert len(TRUTH) >= 30


def test_word_documents_come_back_word_for_word(tmp_path):
    for draft in TRUTH:
        (found,) = WordSource().read(word_document(draft, tmp_path / "t.docx"))
        assert same(found, draft)
        assert found.notes == ()


def test_opendocument_texts_come_back_word_for_word(tmp_path):
    for draft in TRUTH:
        paragraphs = "".join(f"<text:p>{html.escape(each)}</text:p>" for each in draft.body.split("\n\n"))
        heading = f'<text:h text:outline-level="1">{html.escape(draft.title)}</text:h>'
        (found,) = OdtSource().read(odt_file(tmp_path / "t.odt", heading + paragraphs))
        assert same(found, draft)


def test_a_spreadsheet_of_all_items_comes_back_word_for_word(tmp_path):
    book = Workbook()
    book.active.append(["Tiêu đề", "Nội dung", "Chủ đề", "Thể loại", "Nguồn"])
    for draft in TRUTH:
        book.active.append([draft.title, draft.body, draft.topic, draft.genre, draft.source])
    book.save(tmp_path / "t.xlsx")
    found = SheetSource().read(tmp_path / "t.xlsx")
    assert [(each.title, each.body, each.topic, each.genre, each.source) for each in found] == [
        (each.title, each.body, each.topic, each.genre, each.source) for each in TRUTH
    ]


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
def test_letters_come_back_word_for_word(tmp_path, encoding):
    for draft in TRUTH:
        message = EmailMessage(policy=email.policy.SMTP)
        message["From"] = "Phòng Nội vụ <a@b.example>"
        said = f"Kính gửi Đài,\n\n{draft.body}\n\n--\nPhòng Nội vụ\n"
        message.set_content(said, cte=encoding, charset="utf-8")
        # Python 3.11 itself loses spaces when it folds such a head; the older writer does not.
        subject = f"Subject: {Header(f'Fwd: {draft.title}', 'utf-8').encode()}\r\n"
        (tmp_path / "t.eml").write_bytes(subject.encode() + message.as_bytes())
        (found,) = MailSource().read(tmp_path / "t.eml")
        assert same(found, draft)


@pytest.mark.skipif(office_files.converter() is None, reason="LibreOffice is not installed")
def test_what_libreoffice_writes_comes_back_word_for_word(tmp_path):
    some = TRUTH[::6]
    given = [word_document(draft, tmp_path / f"{n}.docx") for n, draft in enumerate(some)]
    profile = f"-env:UserInstallation={(tmp_path / 'p').as_uri()}"
    for kind in ("odt", "doc"):
        line = [office_files.converter(), profile, "--headless", "--convert-to", kind, "--outdir", tmp_path, *given]
        subprocess.run(line, check=True, capture_output=True, timeout=120)
    for n, draft in enumerate(some):
        assert same(OdtSource().read(tmp_path / f"{n}.odt")[0], draft)
    old = [tmp_path / f"{n}.doc" for n in range(len(some))]
    source = OldWordSource(converted=office_files.convert_all(old, tmp_path / "ra"))
    for path in old:
        assert same(source.read(path)[0], some[int(path.stem)])


def paper_document(paper, path):
    """Write a paper as offices do: the head and the end are tables without lines, of two columns."""
    document = docx.Document()

    def beside(left, right):
        grid = document.add_table(1, 2)
        for cell, lines in zip(grid.rows[0].cells, (left, right), strict=True):
            cell.text = lines[0] if lines else ""
            for line in lines[1:]:
                cell.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.CENTER

    is_letter = paper.is_letter
    beside([*paper.left, paper.number_line, *(paper.title if is_letter else ())], [*NATION, paper.date_line])
    for line in () if is_letter else paper.title:
        added = document.add_paragraph()
        added.alignment = WD_ALIGN_PARAGRAPH.CENTER
        added.add_run(line).bold = True
    for line in paper.body.strip().split("\n"):
        document.add_paragraph(line)
    beside(["Nơi nhận:", *(f"- {each};" for each in paper.recipients)], list(paper.signed))
    document.save(path)
    return path


@pytest.mark.parametrize("paper", [each for each in PAPERS if not each.before], ids=lambda paper: paper.number)
def test_papers_are_read_into_their_parts_from_tables_of_two_columns(tmp_path, paper):
    (found,) = WordSource().read(paper_document(paper, tmp_path / "t.docx"))
    act = found.document
    assert act is not None
    assert (act.number, act.kind, act.agency, act.place) == (paper.number, paper.kind, paper.agency, paper.place)
    assert (act.issued_on, act.signer, act.signer_title) == (paper.issued_on, paper.signer, paper.office)
    assert act.grounds == paper.grounds
    assert found.genre == "pho-bien"
    assert found.title.startswith(paper.kind)


def test_the_sample_news_is_no_act(tmp_path):
    for draft in TRUTH:
        assert WordSource().read(word_document(draft, tmp_path / "t.docx"))[0].document is None
