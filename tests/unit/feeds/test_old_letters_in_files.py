"""News files in old fonts, or with hidden signs, come in as clean Unicode with their original and what was done."""

from __future__ import annotations

import pytest
from old_letters_made import WRITERS

from broadcaster.errors import BinaryFile, WrongEncoding
from broadcaster.feeds.markdown import MarkdownSource
from broadcaster.feeds.news_text import read_news_text
from broadcaster.feeds.pasted import cleaned, read_pasted
from broadcaster.feeds.syndication import SyndicationSource
from broadcaster.feeds.table import TableSource
from broadcaster.feeds.text import TextSource
from broadcaster.files import read_text

TITLE = "nghị quyết về cải cách hành chính"
BODY = "hội đồng nhân dân tỉnh đã thông qua nghị quyết về cải cách hành chính, đặt chỉ tiêu cho từng sở, ngành."
TEXT = f"{TITLE}\nchủ đề: 2\nthể loại: tin\nnguồn: sở nội vụ\n\n{BODY}\n"
SOURCES = {
    ".txt": (TextSource, TEXT),
    ".md": (MarkdownSource, f"---\ntiêu đề: {TITLE}\nchủ đề: 2\nnguồn: sở nội vụ\n---\n\n{BODY}\n"),
    ".csv": (
        TableSource,
        f'tiêu đề,chủ đề,thể loại,nguồn,nội dung\ntin khác,2,tin,s,plain\n{TITLE},2,tin,sở nội vụ,"{BODY}"\n',
    ),
    ".xml": (
        SyndicationSource,
        (f'<?xml version="1.0"?><rss version="2.0"><channel><item><title>{TITLE}</title><description>{BODY}</description>'
        '<category domain="topic">2</category></item></channel></rss>'),
    ),
}  # fmt: skip


def read(tmp_path, suffix, content):
    path = tmp_path / f"tin{suffix}"
    path.write_bytes(content)
    return SOURCES[suffix][0]().read(path)[-1]


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("suffix", SOURCES)
def test_a_file_in_an_old_encoding_comes_in_with_its_original(tmp_path, suffix, name):
    draft = read(tmp_path, suffix, WRITERS[name](SOURCES[suffix][1]))
    assert (draft.title, draft.body, draft.topic) == (TITLE, BODY, "2")
    assert any(name in note for note in draft.notes)
    assert WRITERS[name]("nghị quyết về cải cách")[:4].decode("latin-1") in draft.original
    assert "plain" not in draft.original, "a row of a table is shown beside itself alone"


@pytest.mark.parametrize("suffix", SOURCES)
def test_utf_16_comes_in_and_utf_8_has_nothing_to_tell(tmp_path, suffix):
    wide = read(tmp_path, suffix, SOURCES[suffix][1].encode("utf-16"))
    assert (wide.title, wide.body, wide.original) == (TITLE, BODY, "")
    plain = read(tmp_path, suffix, SOURCES[suffix][1].encode())
    assert (plain.title, plain.notes, plain.original) == (TITLE, (), "")


@pytest.mark.parametrize("suffix", SOURCES)
def test_hidden_signs_are_taken_out_and_told(tmp_path, suffix):
    draft = read(tmp_path, suffix, SOURCES[suffix][1].replace("sở, ngành", "sở\u202e, \u202cngành").encode())
    assert draft.body == BODY
    assert draft.notes == ("Đã bỏ 2 ký tự ẩn làm đảo chiều chữ.",)
    assert "\u202e" in draft.original


def test_entities_of_a_feed_are_read_too(tmp_path):
    marks = "".join(
        f"&#{ord(each)};" if ord(each) > 127 else each for each in "H¶i quan: NghÞ quyÕt vÒ c¶i c¸ch hµnh chÝnh"
    )
    feed = f"<rss version='2.0'><channel><item><title>{marks}</title><description>{marks}</description></item></channel></rss>"
    draft = read(tmp_path, ".xml", feed.encode())
    assert draft.title == "Hải quan: Nghị quyết về cải cách hành chính"
    assert draft.original.startswith("H¶i quan")


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("題名は主題です".encode("shift-jis"), WrongEncoding),
        (b"\x00\x01\x02PK", BinaryFile),
        ("Tin mới".encode()[:-2], WrongEncoding),
        (b"PK\x03\x04\x14\x00\x08\x00", BinaryFile),
    ],
)
def test_what_is_no_vietnamese_text_is_refused(tmp_path, content, error):
    (tmp_path / "tin.txt").write_bytes(content)
    with pytest.raises(error, match=r"tin\.txt"):
        read_news_text(tmp_path / "tin.txt")


def test_files_of_other_commands_stay_utf_8(tmp_path):
    (tmp_path / "lich.toml").write_bytes(WRITERS["TCVN3 (ABC)"](TEXT))
    with pytest.raises(WrongEncoding):
        read_text(tmp_path / "lich.toml")


def test_text_pasted_out_of_an_old_word_is_read():
    read = read_pasted("NghÞ quyÕt vÒ c¶i c¸ch\r\nhµnh chÝnh cña tØnh.\r\n\r\nHéi ®ång nh©n d©n ®· th«ng qua.")
    assert read.text == "Nghị quyết về cải cách hành chính của tỉnh.\n\nHội đồng nhân dân đã thông qua."
    assert read.converted
    assert cleaned("Tuyên tru\xad\nyền") == "Tuyên truyền"
