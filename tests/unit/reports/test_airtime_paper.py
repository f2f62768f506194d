"""The airtime report as PDF and as a workbook."""

import io
from dataclasses import replace

import openpyxl
import pypdf
import pytest
from report_facts_made import empty_facts, report_facts

from broadcaster.reports.airtime_paper import NO_RECORDS, airtime_paper
from broadcaster.reports.airtime_xlsx import airtime_xlsx
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
