"""The DOCX held against Nghị định 30/2020/NĐ-CP, Phụ lục I, number by number."""

import io
import re
import shutil
import subprocess
import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
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


def body_lines(document):
    """Every paragraph of running text: all that is justified."""
    return [each for each in document.paragraphs if each.alignment is JUSTIFY]


def test_every_paragraph_of_the_body_is_justified_indented_and_spaced(document):
    body = body_lines(document)
    assert len(body) >= 12
    assert line(document, "Đã phát 2 tin").text in {each.text for each in body}
    for each in body:
        form = each.paragraph_format
        assert round(form.first_line_indent.cm, 2) in {1.0, 1.27}
        assert form.space_after.pt >= 6
        assert 1.0 <= form.line_spacing <= 1.5
        assert 13 <= look(each)[0] <= 14
        assert not look(each)[1]


def test_the_nation_stands_to_the_right_of_the_agency_and_the_date_on_the_line_of_the_number(document):
    head = document.tables[0]
    assert document.element.body[0] is head._tbl
    (left, right), (below_left, below_right) = ([cell.text for cell in row.cells] for row in head.rows)
    assert left.split("\n")[:2] == ["ỦY BAN NHÂN DÂN HUYỆN NGHĨA HƯNG", "TRUNG TÂM VĂN HÓA, THÔNG TIN VÀ THỂ THAO"]
    assert right.split("\n")[:2] == [NATION, MOTTO]
    assert below_left.startswith("Số:")
    assert below_right.startswith("Nghĩa Hưng, ngày")
    for cell in head.rows[1].cells:
        assert [bool(each.text) for each in cell.paragraphs] == [True]
    assert below_left.count("/") == 1
    assert "-TTVH" in below_left
    assert " " not in below_left.split("/")[1]
    assert NATION.isupper()
    assert left.split("\n")[0].isupper()


def test_nation_and_motto_are_single_spaced_and_nothing_stands_between_them(document):
    above, motto = line(document, NATION), line(document, MOTTO)
    assert above._p.getnext() is motto._p
    normal = document.styles["Normal"].paragraph_format
    for each in (above, motto):
        form = each.paragraph_format
        assert (form.line_spacing or normal.line_spacing) == 1.0
        assert (form.space_after or normal.space_after).pt == 0
        assert (form.space_before or normal.space_before).pt == 0


def test_rules_are_solid_black_and_thin_and_stand_in_the_middle(document):
    for above in (MOTTO, "TRUNG TÂM VĂN HÓA", "Kết quả phát thanh"):
        border = line(document, above)._p.getnext().find(qn("w:pPr")).find(qn("w:pBdr")).find(qn("w:top"))
        assert (border.get(qn("w:val")), border.get(qn("w:color"))) == ("single", "000000")
        assert 4 <= int(border.get(qn("w:sz"))) <= 12
        sides = rule_mm(document, above)
        assert sides["left"] == pytest.approx(sides["right"], abs=0.1)


def test_no_letter_is_coloured_underlined_or_in_another_font_anywhere(document):
    parts = [document.element.body, *(section.header._element for section in document.sections)]
    for part in parts:
        assert part.findall(".//" + qn("w:u")) == []
        assert {each.get(qn("w:val")) for each in part.findall(".//" + qn("w:color"))} <= {"000000"}
        fonts = [each.attrib.values() for each in part.findall(".//" + qn("w:rFonts"))]
        assert {name for names in fonts for name in names} == {"Times New Roman"}


def test_letters_are_composed_as_tcvn_6909_has_them(document):
    texts = [each.text for each in every_line(document)]
    assert texts == [unicodedata.normalize("NFC", each) for each in texts]


def test_page_numbers_are_arabic_and_the_first_page_has_none(document):
    for section in document.sections:
        kind = section._sectPr.find(qn("w:pgNumType"))
        assert kind.get(qn("w:fmt")) in {None, "decimal"}
        assert section.orientation == WD_ORIENT.PORTRAIT
        assert section.footer.is_linked_to_previous or not section.footer.paragraphs[0].text
        assert "PAGE" not in section.first_page_header._element.xml


def test_sections_stand_in_capitals_on_lines_of_their_own_and_clauses_do_not(document):
    titles = [each.text for each in document.paragraphs if re.match(r"[IV]+\. ", each.text)]
    assert [title.split(".")[0] for title in titles] == ["I", "II", "III", "IV", "V"]
    assert all(title.split(". ", 1)[1].isupper() for title in titles)
    clauses = [each for each in document.paragraphs if re.match(r"\d\. ", each.text)]
    assert len(clauses) == 10
    for each in clauses:
        assert look(each) == (14, True, False)
        assert not each.text.isupper()


def test_the_addressees_stand_under_the_colon(document):
    first = next(each for each in document.paragraphs if each.text.startswith("- Ủy ban"))
    start = line(document, "Kính gửi:").paragraph_format.left_indent.mm
    words = first.paragraph_format.left_indent.mm - start
    assert words == pytest.approx(words_mm("Kính gửi", 14), abs=0.5)
    assert look(first) == (14, False, False)


def test_who_signs_stands_to_the_right_level_with_who_else_gets_it_and_with_room_to_sign():
    letterhead = a_letterhead(signer_title=("KT. Giám đốc", "Phó Giám đốc"))
    document = made(report_facts(letterhead=letterhead))
    (row,) = [row for table in document.tables for row in table.rows if row.cells[0].text.startswith("Nơi nhận:")]
    left, right = row.cells
    assert [each.text for each in right.paragraphs] == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Văn Sơn"]
    assert left.paragraphs[0].text == "Nơi nhận:"
    assert {each.alignment for each in right.paragraphs} == {CENTER}
    assert left.paragraphs[0].alignment is not CENTER
    assert right.paragraphs[-1].paragraph_format.space_before.pt >= 60


def test_no_heading_no_picture_and_no_signature_is_left_alone_on_a_page(document):
    for start in ("I. CÔNG TÁC", "2. Theo chủ đề", "Đối chiếu kế hoạch", "Đề nghị sửa 03 cụm loa"):
        assert line(document, start).paragraph_format.keep_with_next, start
    for table in document.tables:
        if table.style.name == "Table Grid":
            *before, last = table.rows
            assert before[-1].cells[0].paragraphs[0].paragraph_format.keep_with_next
            assert not last.cells[0].paragraphs[0].paragraph_format.keep_with_next


def test_figures_of_a_year_of_24_outlets_do_not_break_in_their_columns(document):
    (table,) = [each for each in document.tables if each.rows[0].cells[1].text == "Chủ đề"]
    sizes = {run.font.size.pt for row in table.rows for cell in row.cells for run in cell.paragraphs[0].runs}
    for place, figure in ((2, "99.999"), (3, "99.999,9"), (4, "99.999"), (5, "199.999,9"), (6, "199.999,9")):
        room = table.rows[0].cells[place].width.mm - 2 * 1.2
        assert words_mm(figure, max(sizes)) <= room


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
