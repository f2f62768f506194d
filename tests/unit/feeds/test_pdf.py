"""PDF files by several writers: the true text comes out, page furniture does not."""

import dataclasses
import functools

import pytest
from papers_made import Paper, error_rate, plan, samples
from pdf_files_made import by_chromium, by_libreoffice, by_matplotlib, by_reportlab, by_typst, furniture

from broadcaster.feeds.pdf.source import PdfSource

BARE_PLAN = dataclasses.replace(plan(), left=(), right=(), end_left=(), end_right=())
TWO_COLUMNS = functools.partial(by_typst, columns=2)


def read(content, folder):
    path = folder / "tin.pdf"
    path.write_bytes(content)
    (draft,) = PdfSource().read(path)
    return draft


def told(draft):
    """Give title and body as the paper has them."""
    return draft.body.split("\n\n") if draft.document else [draft.title, *draft.body.split("\n\n")]


def is_true(draft, paper, most=0.005):
    assert error_rate("\n".join(told(draft)), "\n".join(paper.truth)) <= most
    assert furniture(draft.body) == []


@pytest.mark.parametrize("write", [by_typst, by_reportlab], ids=["typst", "reportlab"])
def test_the_founding_plan_comes_out_as_it_was_typed(write, tmp_path):
    draft = read(write(plan()), tmp_path)
    is_true(draft, plan())
    assert draft.document.kind == "Kế hoạch"
    assert draft.document.signer == "Nguyễn Văn Thắng"
    wrong = set(plan().truth) ^ set(draft.body.split("\n\n"))
    assert all(
        "2021-2025, định hướng 2030" in text.replace("- ", "-") for text in wrong
    )  # a line may end at its hyphen


@pytest.mark.parametrize("write", [TWO_COLUMNS, by_matplotlib], ids=["two columns", "matplotlib"])
def test_columns_and_fonts_drawn_glyph_by_glyph_are_read_in_order(write, tmp_path):
    draft = read(write(BARE_PLAN), tmp_path)
    is_true(draft, BARE_PLAN)


@pytest.mark.parametrize("write", [by_typst, TWO_COLUMNS, by_reportlab, by_matplotlib])
def test_sample_news_comes_out_paragraph_by_paragraph(write, tmp_path):
    for paper in list(samples().values())[::5]:
        draft = read(write(paper), tmp_path)
        assert told(draft) == list(paper.truth)


def test_papers_that_word_programs_print_come_out_as_they_were_typed(tmp_path):
    papers = {"ke-hoach": plan(), **dict(list(samples().items())[:3])}
    made = by_libreoffice(papers, tmp_path)
    if made is None:
        pytest.skip("LibreOffice is not installed")
    for name, path in made.items():
        (draft,) = PdfSource().read(path)
        is_true(draft, papers[name])
        assert told(draft) == list(papers[name].truth)


def test_pages_that_a_browser_printed_lose_its_date_and_address(tmp_path):
    made = by_chromium(BARE_PLAN, tmp_path, "trang-in")
    if made is None:
        pytest.skip("Chromium is not installed")
    (draft,) = PdfSource().read(made)
    assert draft.title == " ".join(BARE_PLAN.titles)
    assert draft.body.split("\n\n") == list(BARE_PLAN.body)


TABLE = (
    ("STT", "Xã, thị trấn", "Số hồ sơ giải quyết trên môi trường mạng trong quý I năm 2023"),
    ("1", "Nghĩa Sơn", "Một trăm hai mươi ba hồ sơ, trong đó có hai hồ sơ nộp qua bưu điện"),
    ("2", "Thị trấn Liễu Đề", "Hai trăm hồ sơ"),
)


@pytest.mark.parametrize("write", [by_typst, by_reportlab], ids=["typst", "reportlab"])
def test_rows_of_a_table_are_read_cell_by_cell(write, tmp_path):
    paper = Paper(titles=("Kết quả quý I",), body=("Số liệu của các xã, thị trấn như sau.",), table=TABLE)
    assert told(read(write(paper), tmp_path)) == list(paper.truth)
