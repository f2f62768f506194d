"""A chain head that was printed or typed from paper still proves a log: it is read back from every form."""

import io
import re
from dataclasses import replace
from datetime import timedelta

import openpyxl
import pypdf
import pytest
from click.testing import CliRunner
from docx import Document
from makers import COMMUNE, NOW, a_timetable, a_unit, an_airing
from small_station import opened_station

from broadcaster.cli.entry import broadcaster
from broadcaster.domain.chains import key_fingerprint
from broadcaster.domain.ids import AiringId, UnitId
from broadcaster.domain.periods import Period
from broadcaster.reports.airtime_paper import airtime_paper
from broadcaster.reports.airtime_xlsx import airtime_xlsx
from broadcaster.reports.official_docx import official_docx
from broadcaster.reports.official_pdf import official_pdf
from broadcaster.services.close_log import close_log, heads_of
from broadcaster.services.print_log_sheet import print_log_sheets
from broadcaster.services.report_paper import airtime_facts

DAY = an_airing().recorded_at.date()


@pytest.fixture(scope="module")
def station(tmp_path_factory):
    folder, timetable = tmp_path_factory.mktemp("đài"), a_timetable()
    with pytest.MonkeyPatch.context() as patch, opened_station(folder) as opened:
        patch.setenv("BROADCASTER_SIGNING_KEY", str(folder / "khoa.pem"))
        opened._environ = {"BROADCASTER_SIGNING_KEY": str(folder / "khoa.pem")}
        units = (*timetable.units, a_unit(id=UnitId("xa"), letterheads=()))
        with opened.store.writing() as tx:
            tx.timetables.apply(replace(timetable, units=units), by="Nam", at=NOW, source="hai")
            tx.airings.add_many([an_airing(id=AiringId(f"{n}"), position=n) for n in range(12)])
        close_log(opened, DAY, now=NOW + timedelta(days=2))
        yield opened


@pytest.fixture(scope="module")
def head(station):
    (found,) = [each for each in heads_of(station) if each.outlet_id == COMMUNE]
    return found


@pytest.fixture(scope="module")
def facts(station):
    return airtime_facts(station, Period.parse("2023-03"), as_of=DAY)


def pdf_text(content):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def annex_pdf(facts):
    text = pdf_text(official_pdf(airtime_paper(facts)))
    return re.search(rf"{COMMUNE}\s+\d\d/\d\d/\d{{4}}\s[\d\s]+[0-9a-f\s]+", text).group()


def annex_docx(facts):
    document = Document(io.BytesIO(official_docx(airtime_paper(facts))))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    return "\t".join(next(row for row in rows if row[0] == COMMUNE and len(row) == 4))


def workbook(facts):
    sheet = openpyxl.load_workbook(io.BytesIO(airtime_xlsx(facts)))["Đầu chuỗi"]
    row = next(row for row in sheet.iter_rows(values_only=True) if row[0] == COMMUNE)
    return " ".join(str(cell) for cell in row[:4])


def sheets(station):
    pdf, xlsx = print_log_sheets(station, DAY, outlet=COMMUNE)
    text = pdf_text(pdf.read_bytes())
    on_paper = re.search(r"Đầu chuỗi khóa ngày [^T]*?(?=\s*Trang)", text, re.DOTALL).group()
    return on_paper, str(openpyxl.load_workbook(xlsx).worksheets[0]["A3"].value)


def verified(station, printed):
    told = CliRunner().invoke(broadcaster, ["-C", str(station.folder), "log", "verify", "--head", printed])
    return told.exit_code, told.output


@pytest.fixture(scope="module")
def printed(station, facts):
    on_paper, on_phone = sheets(station)
    return {
        "annex of the PDF": annex_pdf(facts),
        "annex of the DOCX": annex_docx(facts),
        "workbook": workbook(facts),
        "log sheet, PDF": on_paper,
        "log sheet, XLSX": on_phone,
    }


FORMS = ("annex of the PDF", "annex of the DOCX", "workbook", "log sheet, PDF", "log sheet, XLSX")


@pytest.mark.parametrize("form", FORMS)
def test_a_head_is_the_same_on_paper_as_log_heads_says_and_verifies_as_it_was_typed(station, head, printed, form):
    text = printed[form]
    assert head.link in re.sub(r"\s", "", text)
    assert re.search(rf"\b{head.sequence}\b", text)
    code, said = verified(station, text)
    assert (code, "không sai chỗ nào" in said) == (0, True), said
    told = CliRunner().invoke(broadcaster, ["-C", str(station.folder), "log", "heads"]).output
    assert f"{COMMUNE} {head.sequence} {head.link}" in told


@pytest.mark.parametrize("form", FORMS)
def test_a_head_of_another_log_is_found_in_whatever_form_it_was_typed(station, head, printed, form):
    wrong = "0" if head.link[-1] != "0" else "1"
    code, said = verified(station, re.sub(r"[0-9a-f](?=\s*(?:--.*)?$)", wrong, printed[form].strip()))
    assert code == 1
    assert "đầu chuỗi giữ bên ngoài không khớp" in said


def test_the_stations_key_is_printed_where_a_stranger_can_compare_it(station, facts, head):
    told = CliRunner().invoke(broadcaster, ["-C", str(station.folder), "log", "key"]).output
    named = key_fingerprint(head.key)
    assert named in told
    assert head.key in told
    assert named in " ".join(pdf_text(official_pdf(airtime_paper(facts))).split())
    document = Document(io.BytesIO(official_docx(airtime_paper(facts))))
    assert any(named in each.text for each in document.paragraphs)
    sheet = openpyxl.load_workbook(io.BytesIO(airtime_xlsx(facts)))["Đầu chuỗi"]
    assert any(named in str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
