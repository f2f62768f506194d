"""Plain text files: the title, header lines, a blank line, the text."""

from pathlib import Path

import pytest

from broadcaster.errors import (
    BadFrontMatter,
    BinaryFile,
    EmptyFile,
    FileMissing,
    NewsWithoutBody,
    NewsWithoutTitle,
    WrongEncoding,
)
from broadcaster.feeds.text import TextSource
from broadcaster.ports import NewsSource

PLAN = Path(__file__).parents[3] / "broadcaster/profiles/huyen-2023/sources/ke-hoach-tuyen-truyen-cchc-2023.txt"

WHOLE = """Đẩy mạnh truyền thông về cơ chế một cửa
Chủ đề: 2
Thể loại: hoi-dap
Nguồn: Kế hoạch: mục II.1
Tác giả: Văn phòng huyện
Điểm tin: Huyện đẩy mạnh truyền thông.
Câu hỏi: Nộp ở đâu?
Nơi phát: NGHIA-SON, Nghĩa Thành; CUM-1
Mã: vp-001

Đoạn một
còn tiếp.

Đoạn hai.
"""


def a_file(tmp_path, text, name="tin.txt"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read_one(tmp_path, text):
    (draft,) = TextSource().read(a_file(tmp_path, text))
    return draft


def test_it_is_a_news_source():
    assert isinstance(TextSource(), NewsSource)
    assert TextSource.suffixes == (".txt",)


def test_every_field_is_read(tmp_path):
    draft = read_one(tmp_path, WHOLE)
    assert draft.title == "Đẩy mạnh truyền thông về cơ chế một cửa"
    assert (draft.topic, draft.genre, draft.key) == ("2", "hoi-dap", "vp-001")
    assert (draft.source, draft.author) == ("Kế hoạch: mục II.1", "Văn phòng huyện")
    assert (draft.headline, draft.question) == ("Huyện đẩy mạnh truyền thông.", "Nộp ở đâu?")
    assert draft.outlets == ("NGHIA-SON", "Nghĩa Thành", "CUM-1")
    assert draft.body == "Đoạn một còn tiếp.\n\nĐoạn hai."
    assert draft.origin == str(tmp_path / "tin.txt")


@pytest.mark.parametrize("header", ["Chủ đề: 2", "chu de: 2", "CHỦ ĐỀ : 2", "topic: 2", "Topic\uff1a2", "  Chủ  đề:2"])
def test_a_header_is_known_however_it_is_typed(tmp_path, header):
    assert read_one(tmp_path, f"Tin\n{header}\n\nNội dung.").topic == "2"


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm(tmp_path):
    assert read_one(tmp_path, b"\xef\xbb\xbf" + WHOLE.replace("\n", "\r\n").encode()) == read_one(tmp_path, WHOLE)


def test_a_file_without_header_lines_has_only_title_and_text(tmp_path):
    draft = read_one(tmp_path, "\nTên tin\n\nLưu ý: nộp trước ngày 15.\n")
    assert (draft.title, draft.topic, draft.body) == ("Tên tin", "", "Lưu ý: nộp trước ngày 15.")
    assert draft.headline == "Tên tin"


def test_a_blank_line_between_title_and_header_does_no_harm(tmp_path):
    draft = read_one(tmp_path, "Tên tin\n\nChủ đề: 2\nThể loại: tin\n\nNội dung.\n")
    assert (draft.topic, draft.genre, draft.body) == ("2", "tin", "Nội dung.")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Tin\nChủ đề: 2\nThể lọai hình: tin\n\nNội dung.", 3, "Thể lọai hình: tin"),
        ("Tin\nChủ đề: 2\nNội dung không có dòng trống trước.", 3, "dòng trống"),
        ("Tin\nChủ đề: 2\nchu de: 3\n\nNội dung.", 3, '"Chủ đề" ghi hai lần'),
    ],
)
def test_a_header_line_that_is_none_is_never_read_on_air(tmp_path, text, line, words):
    with pytest.raises(BadFrontMatter) as raised:
        read_one(tmp_path, text)
    assert f"{tmp_path / 'tin.txt'}, dòng {line} " in str(raised.value)
    assert words in str(raised.value)


@pytest.mark.parametrize("text", ["Tin trống\nChủ đề: 2\n", "Tin trống", "Tin trống\n\n   \n"])
def test_an_item_without_text_is_named(tmp_path, text):
    with pytest.raises(NewsWithoutBody) as raised:
        read_one(tmp_path, text)
    assert '"Tin trống"' in str(raised.value)
    assert "tin.txt" in str(raised.value)


def test_an_item_without_title_is_named(tmp_path):
    with pytest.raises(NewsWithoutTitle, match=r"tin\.txt \(mục thứ 1\)"):
        read_one(tmp_path, "Chủ đề: 2\nThể loại: tin\n\nNội dung.")


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyFile),
        (b"\xef\xbb\xbf \r\n", EmptyFile),
        (b"PK\x03\x04\x00\x00", BinaryFile),
        (b"Tin \xe1\xbb", WrongEncoding),
    ],
)
def test_a_file_that_is_no_text_is_named(tmp_path, content, error):
    with pytest.raises(error, match=r"tin\.txt"):
        read_one(tmp_path, content)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileMissing, match=r"khong-co\.txt"):
        TextSource().read(tmp_path / "khong-co.txt")


def test_an_administrative_document_is_told_by_its_layout(tmp_path):
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PLAN.read_text(encoding="utf-8"), encoding="utf-8")
    (draft,) = TextSource().read(path)
    assert draft.document is not None
    assert draft.document.kind == "Kế hoạch"
    assert draft.source == draft.document.agency
    assert "cải cách hành chính" in draft.title.lower()
    assert "Căn cứ Kế hoạch số 92/KH-UBND" in draft.body
