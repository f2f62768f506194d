"""Markdown files with YAML front matter."""

import unicodedata

import pytest

from broadcaster.errors import BadFrontMatter, BinaryFile, EmptyFile, NewsWithoutBody, NewsWithoutTitle, WrongEncoding
from broadcaster.feeds.markdown import MarkdownSource
from broadcaster.ports import NewsSource

WHOLE = """---
title: "Cách làm hay: một đầu mối"
topic: 07
genre: guong
source: "Công văn số 271"
author: Ban Biên tập
headline: Một đầu mối cho nhiều loại loa.
question: Vì sao?
outlets: [NGHIA-SON, Nghĩa Thành]
id: dm-1
date: 2025-09-01
---
Đoạn **một**
còn tiếp.

Đoạn _hai_.
"""


def read_one(tmp_path, text, name="tin.md"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    (draft,) = MarkdownSource().read(path)
    return draft


def body_of(tmp_path, markup):
    return read_one(tmp_path, f"---\ntitle: Tên\n---\n{markup}").body


def test_it_is_a_news_source():
    assert isinstance(MarkdownSource(), NewsSource)
    assert ".md" in MarkdownSource.suffixes


def test_every_field_is_read_as_it_is_typed(tmp_path):
    draft = read_one(tmp_path, WHOLE)
    assert draft.title == "Cách làm hay: một đầu mối"
    assert (draft.topic, draft.genre, draft.key) == ("07", "guong", "dm-1")
    assert (draft.source, draft.author) == ("Công văn số 271", "Ban Biên tập")
    assert (draft.headline, draft.question) == ("Một đầu mối cho nhiều loại loa.", "Vì sao?")
    assert draft.outlets == ("NGHIA-SON", "Nghĩa Thành")
    assert draft.body == "Đoạn một còn tiếp.\n\nĐoạn hai."


@pytest.mark.parametrize("written", ["outlets: NGHIA-SON, Nghĩa Thành", "Nơi phát:\n- NGHIA-SON\n- Nghĩa Thành"])
def test_outlets_are_a_list_or_a_line(tmp_path, written):
    assert read_one(tmp_path, f"---\ntitle: T\n{written}\n---\nN.").outlets == ("NGHIA-SON", "Nghĩa Thành")


@pytest.mark.parametrize("typed", ["Có", "no", "2023-01-05", "12:30", "0x10", "~"])
def test_a_title_is_never_taken_for_another_kind_of_value(tmp_path, typed):
    assert read_one(tmp_path, f"---\ntitle: {typed}\n---\nN.").title == typed


def test_words_are_composed_so_that_they_compare(tmp_path):
    draft = read_one(tmp_path, unicodedata.normalize("NFD", WHOLE))
    assert draft == read_one(tmp_path, WHOLE)


@pytest.mark.parametrize(
    ("markup", "paragraphs"),
    [
        ("## Hồ sơ gồm\n\nMột tờ đơn.", "Hồ sơ gồm\n\nMột tờ đơn."),
        ("Xem [trang](https://vi.example) và `mã`.", "Xem trang và mã."),
        ("- Một\n- Hai\n\nHết.", "Một\n\nHai\n\nHết."),
        ("1. Hỏi\n2. Nộp", "1. Hỏi\n\n2. Nộp"),
        ("    Đoạn thụt đầu dòng, có **đậm**.", "Đoạn thụt đầu dòng, có đậm."),
        ("![ảnh](a.jpg)\n\nLời.", "Lời."),
        ("> Trích.\n\n---\n\nLời.", "Trích.\n\nLời."),
        ("Giá 2 * 3 là 6 &amp; 5 < 7.", "Giá 2 * 3 là 6 & 5 < 7."),
        ("| Việc | Ngày |\n|---|---|\n| Nộp | 15/3 |", "Việc, Ngày\n\nNộp, 15/3"),
        ("Câu một!\nCâu hai!", "Câu một!\n\nCâu hai!"),
        ("<div>Khối <b>HTML</b></div>", "Khối HTML"),
    ],
)
def test_markdown_becomes_plain_paragraphs(tmp_path, markup, paragraphs):
    assert body_of(tmp_path, markup) == paragraphs


def test_a_title_that_stands_only_in_the_text_is_taken_from_there(tmp_path):
    draft = read_one(tmp_path, "# Tên **tin**\n\nNội dung.")
    assert (draft.title, draft.body) == ("Tên tin", "Nội dung.")


def test_a_title_that_stands_in_both_places_is_not_read_twice(tmp_path):
    assert body_of(tmp_path, "# Tên\n\nNội dung.") == "Nội dung."


def test_another_heading_than_the_title_is_not_lost(tmp_path):
    assert body_of(tmp_path, "# Phần một\n\nNội dung.") == "Phần một\n\nNội dung."


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("---\ntitle: [hở\ntopic: 2\n---\nN.", 3, "YAML"),
        ("---\ntopic: 2\ntitle: Cách làm hay: một\n---\nN.", 3, "ngoặc kép"),
        ("\n\n---\ntopic: 2\ntitle: Cách làm hay: một\n---\nN.", 5, "ngoặc kép"),
        ("---\n\n\ntitle: 'hở\n---\nN.", 5, "YAML"),
        ("---\ntitle: T\n\nNội dung.", 1, "không có dòng --- kết thúc"),
        ("---\nchỉ là lời\n---\nN.", 2, "tên: giá trị"),
        ("---\ntopic: 2\ntitle: {a: b}\n---\nN.", 3, '"title" phải là chữ'),
        ("---\ntopic: 2\ngenre: tin\noutlets: [[a], b]\n---\nN.", 4, '"outlets" phải là chữ'),
    ],
)
def test_bad_front_matter_is_told_with_its_line(tmp_path, text, line, words):
    with pytest.raises(BadFrontMatter) as raised:
        read_one(tmp_path, text)
    assert f"{tmp_path / 'tin.md'}, dòng {line} " in str(raised.value)
    assert words in str(raised.value)


def test_an_item_without_text_is_named(tmp_path):
    with pytest.raises(NewsWithoutBody) as raised:
        read_one(tmp_path, "---\ntitle: Tin trống\n---\n\n")
    assert '"Tin trống"' in str(raised.value)
    assert "tin.md" in str(raised.value)


def test_an_item_without_title_is_named(tmp_path):
    with pytest.raises(NewsWithoutTitle, match=r"tin\.md"):
        read_one(tmp_path, "---\ntopic: 2\n---\nNội dung.")


@pytest.mark.parametrize(
    ("content", "error"), [(b"  ", EmptyFile), (b"\x00\x01", BinaryFile), (b"---\ntitle: \xff\n---\n", WrongEncoding)]
)
def test_a_file_that_is_no_text_is_named(tmp_path, content, error):
    with pytest.raises(error, match=r"tin\.md"):
        read_one(tmp_path, content)
