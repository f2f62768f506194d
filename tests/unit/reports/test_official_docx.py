"""The DOCX held against Nghị định 30/2020/NĐ-CP, Phụ lục I, number by number."""

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from report_facts_made import a_letterhead, empty_facts, report_facts

from broadcaster.reports.airtime_paper import NO_RECORDS, NOT_TYPED, airtime_paper
from broadcaster.reports.docx_parts import words_mm
from broadcaster.reports.official import MOTTO, NATION
from broadcaster.reports.official_docx import official_docx

CENTER, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


def made(facts=None):
    return Document(io.BytesIO(official_docx(airtime_paper(facts or report_facts()))))


@pytest.fixture(scope="module")
def document():
    return made()


def every_line(document):
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs


def line(document, start):
    return next(each for each in every_line(document) if each.text.startswith(start))


def look(paragraph):
    run = paragraph.runs[0]
    return run.font.size.pt, bool(run.font.bold), bool(run.font.italic)


def rule_mm(document, above):
    below = line(document, above)._p.getnext()
    assert below.find(qn("w:pPr")).find(qn("w:pBdr")).find(qn("w:top")).get(qn("w:val")) == "single"
    indent = below.find(qn("w:pPr")).find(qn("w:ind"))
    return {side: int(indent.get(qn(f"w:{side}"))) / 1440 * 25.4 for side in ("left", "right")}


def test_the_paper_is_a4_upright_with_the_margins_of_the_rules(document):
    for section in document.sections:
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        assert 20 <= round(section.top_margin.mm, 1) <= 25
        assert 20 <= round(section.bottom_margin.mm, 1) <= 25
        assert 30 <= round(section.left_margin.mm, 1) <= 35
        assert 15 <= round(section.right_margin.mm, 1) <= 20


def test_every_letter_is_times_new_roman_in_black(document):
    assert {run.font.name for each in every_line(document) for run in each.runs if run.text} == {"Times New Roman"}
    assert str(document.styles["Normal"].font.color.rgb) == "000000"
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}


def test_pages_are_numbered_in_the_top_margin_but_for_the_first_and_each_annex_anew(document):
    assert len(document.sections) == 2
    for section in document.sections:
        assert section.different_first_page_header_footer
        assert section.first_page_header.paragraphs[0].text == ""
        number = section.header.paragraphs[0]
        assert number.alignment is CENTER
        assert " PAGE " in number._p.xml
        assert look(number) == (14, False, False)
        assert section.header_distance < section.top_margin
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"


@pytest.mark.parametrize(
    ("start", "sizes", "bold", "italic"),
    [
        (NATION, (12, 13), True, False),
        (MOTTO, (13, 14), True, False),
        ("ỦY BAN NHÂN DÂN HUYỆN", (12, 13), False, False),
        ("TRUNG TÂM VĂN HÓA", (12, 13), True, False),
        ("Số:", (13, 13), False, False),
        ("Nghĩa Hưng, ngày", (13, 14), False, True),
        ("BÁO CÁO", (13, 14), True, False),
        ("Kết quả phát thanh", (13, 14), True, False),
        ("Kính gửi:", (13, 14), False, False),
        ("I. CÔNG TÁC CHỈ ĐẠO", (13, 14), True, False),
        ("2. Theo chủ đề", (13, 14), True, False),
        ("Đã phát 2 tin", (13, 14), False, False),
        ("GIÁM ĐỐC", (13, 14), True, False),
        ("Trần Văn Sơn", (13, 14), True, False),
        ("Nơi nhận:", (12, 12), True, True),
        ("- Như trên;", (11, 11), False, False),
        ("Phụ lục", (14, 14), True, False),
        ("BẰNG CHỨNG PHÁT SÓNG", (13, 14), True, False),
        ("(Kèm theo Báo cáo số", (13, 14), False, True),
    ],
)
def test_every_element_has_its_size_and_style(document, start, sizes, bold, italic):
    size, is_bold, is_italic = look(line(document, start))
    assert sizes[0] <= size <= sizes[1]
    assert (is_bold, is_italic) == (bold, italic)


@pytest.mark.parametrize(
    "start", [NATION, MOTTO, "Số:", "Nghĩa Hưng, ngày", "BÁO CÁO", "Kết quả phát thanh", "GIÁM ĐỐC", "Phụ lục"]
)
def test_what_stands_in_the_middle_is_centred(document, start):
    assert line(document, start).alignment is CENTER


def test_body_is_justified_indented_and_spaced(document):
    body = line(document, "Đã phát 2 tin")
    form = body.paragraph_format
    assert body.alignment is JUSTIFY
    assert round(form.first_line_indent.cm, 2) in {1.0, 1.27}
    assert form.space_after.pt >= 6
    assert 1.0 <= form.line_spacing <= 1.5


def test_the_rule_under_the_motto_is_as_long_as_its_words(document):
    sides = rule_mm(document, MOTTO)
    assert sides["left"] == sides["right"]
    assert 95 - sum(sides.values()) == pytest.approx(words_mm(MOTTO, 13), abs=0.5)


@pytest.mark.parametrize(("above", "width", "size"), [("TRUNG TÂM VĂN HÓA", 70, 12), ("Kết quả phát thanh", 165, 14)])
def test_rules_under_agency_and_subject_are_a_third_to_a_half(document, above, width, size):
    length = width - sum(rule_mm(document, above).values())
    words = min(words_mm(line(document, above).text, size), width)
    assert words / 3 <= length <= words / 2


def test_number_and_date_are_blank_for_the_registry(document):
    assert line(document, "Số:").text.replace("\xa0", "") == "Số:/BC-TTVH"
    assert line(document, "Nghĩa Hưng, ngày").text.replace("\xa0", " ").split() == [
        "Nghĩa",
        "Hưng,",
        "ngày",
        "tháng",
        "năm",
    ]


def test_several_addressees_have_a_line_each_and_one_stands_behind_the_words(document):
    assert [each.text for each in document.paragraphs if each.text.startswith("- ")] == [
        "- Ủy ban nhân dân huyện Nghĩa Hưng;",
        "- Phòng Văn hóa và Thông tin.",
    ]
    alone = made(report_facts(letterhead=a_letterhead(addressees=("Ủy ban nhân dân huyện",))))
    assert line(alone, "Kính gửi:").text == "Kính gửi: Ủy ban nhân dân huyện"


def test_who_else_gets_it_ends_with_the_archive_and_begins_with_the_addressees_if_any(document):
    def recipients(paper):
        (cell,) = [c for t in paper.tables for r in t.rows for c in r.cells if c.text.startswith("Nơi nhận:")]
        return cell.text.split("\n")[1:]

    assert recipients(document) == ["- Như trên;", "- Phòng Nội vụ;", "- Lưu: VT, VHTT."]
    assert recipients(made(report_facts(letterhead=a_letterhead(addressees=())))) == [
        "- Phòng Nội vụ;",
        "- Lưu: VT, VHTT.",
    ]


def test_the_text_ends_with_its_mark(document):
    (last,) = [each.text for each in document.paragraphs if each.text.endswith("./.")]
    assert last == "Đề nghị sửa 03 cụm loa./."


def test_tables_repeat_their_heading_and_break_no_row(document):
    lined = [table for table in document.tables if table.style.name == "Table Grid"]
    assert len(lined) >= 8
    for table in lined:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_figures_are_written_as_vietnamese_readers_do_and_typed_ones_are_marked(document):
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    assert {"1.234,5", "576,0", "38", "4,0"} & cells >= {"1.234,5", "576,0", "4,0"}
    assert line(document, "Bảng này là").text == (
        "Bảng này là số liệu do Nguyễn Thị Hoa nhập ngày 01/04/2023, không phải số đài đếm từ nhật ký."
    )
    assert (
        line(document, "Dự báo tính theo").text
        == "Dự báo tính theo kế hoạch đã lập tới ngày 02/04/2023; sau ngày đó không ước đoán."
    )


def test_a_period_without_records_says_so_in_every_section():
    words = [each.text for each in made(empty_facts()).paragraphs]
    assert NO_RECORDS in words
    assert words.count(NOT_TYPED) == 2
    assert "Kỳ này không có số liệu để đối chiếu." in words
    assert any(each.startswith("Chưa khóa sổ ngày nào") for each in words)
    assert any(each.endswith("./.") for each in words)


def test_the_same_facts_give_the_same_bytes_and_no_clock():
    first = official_docx(airtime_paper(report_facts()))
    assert first == official_docx(airtime_paper(report_facts()))
    assert first != official_docx(airtime_paper(report_facts(as_of=date(2023, 4, 1))))
    assert Document(io.BytesIO(first)).core_properties.modified.date() == date(2023, 3, 31)


def test_a_title_of_any_letters_stays_words():
    facts = report_facts(letterhead=replace(a_letterhead(), signer='<Trần & "Sơn">'))
    assert line(made(facts), "<Trần").text == '<Trần & "Sơn">'


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_makes_it_a_pdf(tmp_path):
    office = shutil.which("soffice")
    (tmp_path / "bao-cao.docx").write_bytes(official_docx(airtime_paper(report_facts())))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "bao-cao.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    assert (tmp_path / "bao-cao.pdf").read_bytes().startswith(b"%PDF")
