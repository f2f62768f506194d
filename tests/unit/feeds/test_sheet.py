"""Spreadsheets: one item a row, under whatever names and on whatever sheet."""

import json
import re
import zipfile
from datetime import date, datetime

import pytest
from documents_made import ENTITIES
from openpyxl import Workbook, load_workbook

from broadcaster.domain.news_columns import ColumnSet
from broadcaster.errors import (
    DocumentDamaged,
    DocumentHasMacros,
    DocumentOfAnotherKind,
    DocumentTooLarge,
    DocumentUnsafe,
    EmptyFile,
    MissingColumns,
    NewsWithoutTitle,
)
from broadcaster.feeds.limits import Limits
from broadcaster.feeds.sheet import SheetSource
from broadcaster.feeds.table import TableSource
from broadcaster.ports import NewsSource

HEADINGS = ["Tiêu đề", "Nội dung", "Chủ đề", "Nguồn"]


def book(path, *sheets, change=None):
    """Write a book; each sheet is its rows."""
    made = Workbook()
    made.remove(made.active)
    for at, rows in enumerate(sheets, start=1):
        sheet = made.create_sheet(f"Trang {at}")
        for row in rows:
            sheet.append(row)
    if change:
        change(made)
    made.save(path)
    return path


def test_it_is_a_news_source():
    assert isinstance(SheetSource(), NewsSource)
    assert ".xlsx" in SheetSource.suffixes


def test_rows_of_all_sheets_are_items_and_the_name_of_the_table_is_passed_over(tmp_path):
    first = [
        ["TIN THÁNG 3"],
        [],
        HEADINGS,
        ["Một", "Đoạn một.\n\nĐoạn hai.", 2, "KH"],
        [],
        ["Hai", "Nội dung.", "2", None],
    ]
    second = [["Việc", "Số"], ["a", 1]]
    third = [["noi dung", "ten tin"], ["Nội dung ba.", "Ba"]]
    drafts = SheetSource().read(book(tmp_path / "tin.xlsx", first, second, third))
    assert [(each.title, each.topic, each.genre) for each in drafts] == [
        ("Một", "2", ""),
        ("Hai", "2", ""),
        ("Ba", "", ""),
    ]
    assert drafts[0].body == "Đoạn một.\n\nĐoạn hai."
    places = [each.origin.partition("tin.xlsx, ")[2] for each in drafts]
    assert places == ["trang Trang 1, dòng 4", "trang Trang 1, dòng 6", "trang Trang 3, dòng 2"]


def test_dates_numbers_and_merged_cells_are_written_as_people_write_them(tmp_path):
    rows = [
        HEADINGS,
        [date(2023, 3, 5), 1234, "x", "Sở"],
        [datetime.fromisoformat("2023-03-05T07:30"), 2.5, "#REF!", None],
        ["Ba", True, None, None],
        ["Bốn", "n", None, None],
    ]
    path = book(tmp_path / "t.xlsx", rows, change=lambda made: made["Trang 1"].merge_cells("D2:D4"))
    drafts = SheetSource().read(path)
    assert [(each.title, each.body) for each in drafts[:3]] == [
        ("5/3/2023", "1234"),
        ("5/3/2023 07:30", "2,5"),
        ("Ba", "có"),
    ]
    assert [each.source for each in drafts] == ["Sở", "Sở", "Sở", ""]
    assert drafts[1].topic == ""


def test_a_hidden_sheet_is_left_out(tmp_path):
    def hide(made):
        made["Trang 2"].sheet_state = "hidden"

    rows = [HEADINGS, ["Một", "N."]]
    assert len(SheetSource().read(book(tmp_path / "t.xlsx", rows, rows, change=hide))) == 1


def test_missing_columns_are_named_beside_those_that_are_there(tmp_path):
    path = book(tmp_path / "t.xlsx", [["BÁO CÁO"], ["Tên bài", "Bài viết"], ["a", "b"]])
    with pytest.raises(MissingColumns) as raised:
        SheetSource().read(path)
    said = str(raised.value)
    for part in ("t.xlsx, trang Trang 1", "title (Tiêu đề), body (Nội dung)", "Tên bài, Bài viết", "news columns"):
        assert part in said
    assert json.loads(raised.value.fields["headings"]) == ["Tên bài", "Bài viết"]


EXPLAINED = (ColumnSet(headings=("STT", "Tên bài", "Bài viết"), meanings=(("Tên bài", "title"), ("Bài viết", "body"))),)


def test_a_table_that_an_editor_explained_is_read_in_any_order_and_writing(tmp_path):
    rows = [["BÀI VIẾT", "stt", "ten bai"], ["Nội dung.", 1, "Một"]]
    (draft,) = SheetSource(columns=EXPLAINED).read(book(tmp_path / "t.xlsx", rows))
    assert (draft.title, draft.body) == ("Một", "Nội dung.")
    (tmp_path / "t.csv").write_text("Tên bài;Bài viết;STT\nHai;N.;2\n", encoding="utf-8")
    (draft,) = TableSource().knowing(EXPLAINED).read(tmp_path / "t.csv")
    assert (draft.title, draft.body) == ("Hai", "N.")


def test_a_table_with_another_column_is_another_kind_of_table(tmp_path):
    rows = [["Bài viết", "STT", "Tên bài", "Người viết"], ["Nội dung.", 1, "Một", "A"]]
    with pytest.raises(MissingColumns):
        SheetSource(columns=EXPLAINED).read(book(tmp_path / "t.xlsx", rows))


def test_a_row_without_title_is_named_and_nothing_is_taken(tmp_path):
    with pytest.raises(NewsWithoutTitle, match="thứ 2"):
        SheetSource().read(book(tmp_path / "t.xlsx", [HEADINGS, ["Một", "N."], [None, "N."]]))


def test_what_is_no_spreadsheet_or_would_do_harm_is_refused(tmp_path):
    path = book(tmp_path / "t.xlsx", [HEADINGS, ["Một", "N."]])
    whole = path.read_bytes()
    for content, error in (
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", DocumentOfAnotherKind),
        (whole[:900], DocumentDamaged),
        (b"", EmptyFile),
    ):
        path.write_bytes(content)
        with pytest.raises(error, match=r"t\.xlsx"):
            SheetSource().read(path)
    for name, content, error in (
        ("xl/vbaProject.bin", "x", DocumentHasMacros),
        ("xl/x.xml", f"{ENTITIES}<a>&b;</a>", DocumentUnsafe),
        ("xl/y.xml", "<a/>" * 500_000, DocumentUnsafe),
    ):
        path.write_bytes(whole)
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(name, content)
        with pytest.raises(error):
            SheetSource().read(path)
    with pytest.raises(EmptyFile):
        SheetSource().read(book(tmp_path / "e.xlsx", [HEADINGS]))


def test_more_rows_than_the_limits_allow_are_refused_whatever_the_file_says_of_its_size(tmp_path):
    path = book(tmp_path / "t.xlsx", [HEADINGS, *[[f"Tin {n}", "N."] for n in range(4)]])
    with pytest.raises(DocumentTooLarge, match="3 dòng tin"):
        SheetSource(Limits(rows=3)).read(path)


def test_a_formula_has_the_value_that_was_last_counted(tmp_path):
    path = book(tmp_path / "t.xlsx", [HEADINGS, ["Một", "N.", "=1+1", "KH"]])
    assert load_workbook(path)["Trang 1"]["C2"].value == "=1+1"
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = re.sub(rb"(<f>1\+1</f>)<v ?/?>(</v>)?", rb"\1<v>2</v>", parts[sheet])
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    assert [each.topic for each in SheetSource().read(path)] == ["2"]


def test_a_row_that_lies_a_trillion_rows_away_is_not_waited_for(tmp_path):
    path = book(tmp_path / "t.xlsx", [HEADINGS, ["Một", "N."], ["Hai", "N."]])
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b'r="3"', b'r="999999999999"').replace(b'r="A3"', b'r="A999999999999"')
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    assert [each.title for each in SheetSource().read(path)] == ["Một"]
