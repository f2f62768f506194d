"""The airtime report as PDF and as a workbook."""

import io
from dataclasses import replace

import openpyxl
import pypdf
import pytest
from makers import COMMUNE, a_tally, an_airtime_row
from report_facts_made import empty_facts, report_facts

from broadcaster.domain.ids import DurationMs, OutletId
from broadcaster.reports.airtime_paper import NO_RECORDS, airtime_paper
from broadcaster.reports.airtime_xlsx import airtime_xlsx
from broadcaster.reports.official import Grid
from broadcaster.reports.official_pdf import official_pdf

MM = 72 / 25.4


@pytest.fixture(scope="module")
def pdf():
    return pypdf.PdfReader(io.BytesIO(official_pdf(airtime_paper(report_facts()))))


@pytest.fixture(scope="module")
def book():
    return openpyxl.load_workbook(io.BytesIO(airtime_xlsx(report_facts())))


def places(page):
    found = []
    page.extract_text(
        visitor_text=lambda text, cm, tm, font, size: found.append((text.strip(), tm, size)) if text.strip() else None
    )
    return found


def test_the_pdf_is_a4_and_says_what_the_paper_says(pdf):
    text = "\n".join(page.extract_text() for page in pdf.pages)
    assert [round(float(side) / MM) for side in pdf.pages[0].mediabox[2:]] == [210, 297]
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "KẾT QUẢ TUYÊN TRUYỀN",
        "V. KIẾN NGHỊ",
        "1.234,5",
        "- Như trên;",
        "./.",
    ):
        assert words in text


def test_the_pdf_numbers_pages_from_the_second_and_the_annex_anew(pdf):
    heads = [page.extract_text().split("\n")[0].strip() for page in pdf.pages]
    annex = next(n for n, page in enumerate(pdf.pages) if "Phụ lục" in page.extract_text().split("\n")[:2])
    assert heads[1:annex] == [str(number) for number in range(2, annex + 1)]
    assert not heads[0].isdigit()
    assert not heads[annex].isdigit()


def test_the_same_facts_give_the_same_bytes():
    assert official_pdf(airtime_paper(report_facts())) == official_pdf(airtime_paper(report_facts()))
    assert airtime_xlsx(report_facts()) == airtime_xlsx(report_facts())


def test_an_empty_period_is_a_whole_report_in_every_form():
    text = "\n".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(official_pdf(airtime_paper(empty_facts())))).pages
    )
    assert " ".join(NO_RECORDS.split()[:8]) in " ".join(text.split())
    book = openpyxl.load_workbook(io.BytesIO(airtime_xlsx(empty_facts())))
    assert book["Theo chủ đề"]["A3"].value == NO_RECORDS
    assert "Không có số liệu." in {cell.value for row in book["Theo đài"].iter_rows() for cell in row}


def test_every_sheet_prints_with_its_headings_frozen_and_repeated(book):
    assert {
        "Theo chủ đề",
        "Theo thể loại",
        "Theo đài",
        "So sánh",
        "Chỉ tiêu",
        "Thang điểm",
        "Không như kế hoạch",
        "Đầu chuỗi",
    } < set(book.sheetnames)
    for sheet in book:
        assert sheet.print_area
        assert sheet.print_title_rows
        assert sheet.freeze_panes == f"B{int(sheet.print_title_rows.split('$')[-1]) + 1}"
        assert (sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == ("9", 1) or sheet.page_setup.paperSize == 9
        assert len(sheet.tables) == 1


def test_charts_are_excels_own(book):
    assert [len(book[name]._charts) for name in ("Theo chủ đề", "Theo thể loại", "Theo đài")] == [1, 1, 1]


def test_figures_are_numbers_with_a_format_and_codes_are_words(book):
    sheet = book["Theo chủ đề"]
    heads = {cell.value: cell.column for cell in sheet[4]}
    cell = sheet.cell(5, heads["Máy phát ghi: lần đầu (phút)"])
    assert (cell.value, cell.number_format) == (0.8, "#,##0.0")
    count = sheet.cell(5, heads["Máy phát ghi: lần đầu (lượt)"])
    assert (count.value, count.number_format) == (1, "#,##0")
    assert book["Thang điểm"].cell(6, 5).value == 3


def test_a_name_that_looks_like_a_formula_stays_a_name():
    typed = report_facts().typed
    figures = (replace(typed.figures[0], name="=1+1"),)
    book = openpyxl.load_workbook(io.BytesIO(airtime_xlsx(report_facts(typed=replace(typed, figures=figures)))))
    cells = [cell for row in book["Hình thức khác"].iter_rows() for cell in row if cell.value == "=1+1"]
    assert [cell.data_type for cell in cells] == ["s"]


def test_the_signature_stands_on_a_page_with_words(pdf):
    (page,) = [text for text in (each.extract_text() for each in pdf.pages) if "- Như trên;" in text]
    assert "./." in page


def test_counts_have_no_decimals_and_what_people_copy_has_no_dots(book):
    sheet = book["So sánh"]
    rows = {row[0].value: row[1].number_format for row in sheet.iter_rows(min_row=5)}
    assert (rows["Tin, bài đã phát"], rows["Phút phát lần đầu"]) == ("#,##0", "#,##0.0")
    (numbers,) = [row[2] for row in book["Đầu chuỗi"].iter_rows() if row[0].value == COMMUNE]
    assert (numbers.value, numbers.number_format) == (3, "0")


def test_a_period_of_which_the_log_tells_nothing_is_not_compared_as_a_nought():
    facts = report_facts(previous=report_facts().report, year_before=empty_facts().report)
    book = openpyxl.load_workbook(io.BytesIO(airtime_xlsx(facts)))
    rows = {row[0]: row[1:4] for row in book["So sánh"].iter_rows(values_only=True)}
    now, before, earlier = rows["Lượt phát lần đầu"]
    assert (now > 0, before, earlier) == (True, now, "-")


def test_words_that_take_several_lines_get_their_room(book):
    sheet = book["Đầu chuỗi"]
    (row,) = [row for row in sheet.iter_rows() if row[0].value == COMMUNE]
    assert len(row[4].value) == 128
    assert sheet.row_dimensions[row[0].row].height >= 2 * 15


def test_the_chart_of_many_outlets_has_a_page_of_its_own():
    facts = report_facts()
    rows = tuple(replace(facts.report.by_outlet[0], outlet_id=OutletId(f"XA-{n}")) for n in range(24))
    book = openpyxl.load_workbook(io.BytesIO(airtime_xlsx(report_facts(report=replace(facts.report, by_outlet=rows)))))
    assert len(book["Theo đài"].row_breaks.brk) == 1
    assert not book["Theo chủ đề"].row_breaks.brk


def test_what_was_measured_off_air_falls_into_its_own_columns_alone():
    heard = a_tally(airings=7, length=DurationMs(7 * 60_000))
    row = an_airtime_row(measured_first=heard, aired_first=heard)
    report = replace(report_facts().report, by_topic=(row,), total=row)
    sheet = openpyxl.load_workbook(io.BytesIO(airtime_xlsx(report_facts(report=report))))["Theo chủ đề"]
    heads = [cell.value for cell in sheet[4]]
    (line,) = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5, max_row=5)]
    assert {head for head, value in zip(heads, line, strict=True) if value == 7} == {
        "Đo ngoài sóng: lần đầu (lượt)",
        "Đo ngoài sóng: lần đầu (phút)",
    }
    assert len(sheet._charts[0].series) == 4
    blocks = [block for section in airtime_paper(report_facts(report=report)).sections for block in section.blocks]
    (evidence,) = [each for each in blocks if isinstance(each, Grid) and each.columns[0] == "Bằng chứng"]
    assert [row[:3] for row in evidence.rows] == [
        ("Đo ngoài sóng", "7", "7,0"),
        ("Máy phát ghi", "0", "0,0"),
        ("Người trực xác nhận", "0", "0,0"),
    ]


def test_what_a_person_typed_is_marked_as_such_in_every_form(pdf, book):
    mark = report_facts().typed.mark
    assert mark == "số liệu do Nguyễn Thị Hoa nhập ngày 01/04/2023"
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert mark in text
    assert any(mark in str(cell.value) for row in book["Hình thức khác"].iter_rows() for cell in row)
