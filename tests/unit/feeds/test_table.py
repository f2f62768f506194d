"""CSV files: one item a row."""

import pytest

from broadcaster.errors import (
    BinaryFile,
    EmptyFile,
    InputError,
    MissingColumns,
    NewsWithoutBody,
    NewsWithoutTitle,
    WrongEncoding,
)
from broadcaster.feeds.table import TableSource
from broadcaster.ports import NewsSource

HEADER = "title,topic,genre,source,author,headline,body,question,outlets,id"
ROW = 'Một cửa,2,tin,"Kế hoạch, mục II",Văn phòng,"Đầu đề, có phẩy","Đoạn một.\n\nĐoạn hai.",Hỏi?,NGHIA-SON; Nghĩa Thành,k1'


def read_all(tmp_path, text):
    path = tmp_path / "tin.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return TableSource().read(path)


def test_it_is_a_news_source():
    assert isinstance(TableSource(), NewsSource)
    assert TableSource.suffixes == (".csv",)


def test_every_field_is_read(tmp_path):
    (draft,) = read_all(tmp_path, f"{HEADER}\n{ROW}\n")
    assert (draft.title, draft.topic, draft.genre, draft.key) == ("Một cửa", "2", "tin", "k1")
    assert (draft.source, draft.author) == ("Kế hoạch, mục II", "Văn phòng")
    assert (draft.headline, draft.question) == ("Đầu đề, có phẩy", "Hỏi?")
    assert draft.outlets == ("NGHIA-SON", "Nghĩa Thành")
    assert draft.body == "Đoạn một.\n\nĐoạn hai."


def test_spreadsheets_in_vietnam_write_semicolons_and_a_byte_order_mark(tmp_path):
    text = "Tiêu đề;Chủ đề;Thể loại;Nguồn;Nội dung\r\nTin, có phẩy;2;tin;KH;Nội dung.\r\n"
    (draft,) = read_all(tmp_path, b"\xef\xbb\xbf" + text.encode())
    assert (draft.title, draft.topic, draft.body) == ("Tin, có phẩy", "2", "Nội dung.")
    assert draft.headline == "Tin, có phẩy"


def test_columns_may_stand_in_any_order_under_any_of_their_names(tmp_path):
    text = "ghi chu\tnoi dung\tTen tin\tCHỦ ĐỀ\tthe loai\tNguon tin\nbỏ qua\tNội dung.\tTin\t2\ttin\tKH\n"
    (draft,) = read_all(tmp_path, text)
    assert (draft.title, draft.topic, draft.body) == ("Tin", "2", "Nội dung.")


def test_rows_come_in_order_each_with_the_line_it_begins_on(tmp_path):
    drafts = read_all(tmp_path, f"\n{HEADER}\n{ROW}\n,,,,,,,,,\n{ROW.replace('Một cửa', 'Hai cửa')}\n\n")
    assert [draft.title for draft in drafts] == ["Một cửa", "Hai cửa"]
    assert [draft.origin.rsplit(", ", 1)[1] for draft in drafts] == ["dòng 3", "dòng 7"]


@pytest.mark.parametrize(
    ("header", "missing"),
    [
        ("title,topic,genre,source", ["body (Nội dung)", "title, topic, genre, source"]),
        ("tieu de,topic,genre,source,noidug", ["body (Nội dung)"]),
        ("Một tin không có dòng đầu", ["title", "body"]),
    ],
)
def test_all_missing_columns_are_named_at_once(tmp_path, header, missing):
    with pytest.raises(MissingColumns) as raised:
        read_all(tmp_path, f"{header}\nA,B\n")
    assert all(column in str(raised.value) for column in ["tin.csv", *missing])
    assert "author" not in str(raised.value)


def test_a_comma_outside_quotes_never_cuts_a_text_short(tmp_path):
    with pytest.raises(InputError) as raised:
        read_all(tmp_path, "title,topic,genre,source,body\nA,2,tin,s,N.\nB,2,tin,s,Một, hai, ba.\n")
    assert "tin.csv, dòng 3 có 7 ô trong khi dòng đầu có 5 cột" in str(raised.value)


def test_an_unclosed_quote_is_told_with_the_line_where_the_row_begins(tmp_path):
    with pytest.raises(InputError) as raised:
        read_all(tmp_path, 'title,topic,genre,source,body\nA,2,tin,s,N.\nB,2,tin,s,"Một\nhai')
    assert "tin.csv, dòng 3: dấu ngoặc kép" in str(raised.value)


def test_one_bad_row_keeps_all_rows_out(tmp_path):
    with pytest.raises(NewsWithoutBody, match='"Tin trống"'):
        read_all(tmp_path, f"{HEADER}\n{ROW}\nTin trống,2,tin,s,a,h,,,,\n")
    with pytest.raises(NewsWithoutTitle, match=r"tin\.csv \(mục thứ 2\)"):
        read_all(tmp_path, f"{HEADER}\n{ROW}\n,2,tin,s,a,h,Nội dung.,,,\n")


def test_a_table_without_rows_is_empty(tmp_path):
    with pytest.raises(EmptyFile, match=r"tin\.csv"):
        read_all(tmp_path, f"{HEADER}\n\n")


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"", EmptyFile), (b"a,\x00", BinaryFile), ("tiêu đề".encode("cp1258", "ignore"), WrongEncoding)],
)
def test_a_file_that_is_no_text_is_named(tmp_path, content, error):
    with pytest.raises(error, match=r"tin\.csv"):
        read_all(tmp_path, content)
