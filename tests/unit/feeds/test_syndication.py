"""RSS and Atom feeds that were saved to a file."""

import contextlib
import socket

import pytest

from broadcaster.errors import (
    DocumentUnsafe,
    EmptyFile,
    NewsWithoutBody,
    NewsWithoutTitle,
    NotAFeed,
    WrongEncoding,
)
from broadcaster.feeds.syndication import SyndicationSource
from broadcaster.ports import NewsSource

ITEM = """<item>
<title>Cập nhật thông tin &amp; số liệu</title>
<guid isPermaLink="false">cchc-001</guid>
<category domain="topic">6</category>
<category domain="genre">hoi-dap</category>
<category domain="question">Nộp ở đâu?</category>
<category domain="outlets">NGHIA-SON</category>
<category domain="outlet">Nghĩa Thành</category>
<category>thời sự</category>
<dc:creator>Phòng Nội vụ</dc:creator>
<dc:source>Kế hoạch năm 2023</dc:source>
<description>&lt;b&gt;Tóm tắt&lt;/b&gt; một câu.</description>
<content:encoded><![CDATA[<p>Đoạn <b>một</b>.</p><script>x()</script><p>Đoạn hai.</p>]]></content:encoded>
</item>"""


def rss(*items):
    namespaces = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<?xml version="1.0"?>\n<rss version="2.0" {namespaces}><channel><title>Cổng</title>{"".join(items)}</channel></rss>'


def atom(*entries):
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Cổng</title>{"".join(entries)}</feed>'


def read_all(tmp_path, text, name="nguon.xml"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return SyndicationSource().read(path)


def test_it_is_a_news_source():
    assert isinstance(SyndicationSource(), NewsSource)
    assert SyndicationSource.suffixes == (".xml", ".rss", ".atom")


def test_every_field_of_an_rss_item_is_read(tmp_path):
    (draft,) = read_all(tmp_path, rss(ITEM))
    assert draft.title == "Cập nhật thông tin & số liệu"
    assert (draft.topic, draft.genre, draft.key, draft.question) == ("6", "hoi-dap", "cchc-001", "Nộp ở đâu?")
    assert (draft.source, draft.author) == ("Kế hoạch năm 2023", "Phòng Nội vụ")
    assert draft.headline == "Tóm tắt một câu."
    assert draft.body == "Đoạn một.\n\nĐoạn hai."
    assert draft.outlets == ("NGHIA-SON", "Nghĩa Thành")


def test_every_field_of_an_atom_entry_is_read(tmp_path):
    entry = """<entry><title>Hai kế hoạch</title><id>tag:x,2023:1</id><category scheme="topic" term="0"/>
<category scheme="genre" term="pho-bien"/><author><name>Phòng Nội vụ</name></author><summary>Một câu.</summary>
<source><title>Kế hoạch, phần căn cứ</title></source>
<content type="html">&lt;p&gt;Đoạn một.&lt;/p&gt;&lt;p&gt;Đoạn hai.&lt;/p&gt;</content></entry>"""
    (draft,) = read_all(tmp_path, atom(entry), "nguon.atom")
    assert (draft.title, draft.topic, draft.genre, draft.key) == ("Hai kế hoạch", "0", "pho-bien", "tag:x,2023:1")
    assert (draft.source, draft.author, draft.headline) == ("Kế hoạch, phần căn cứ", "Phòng Nội vụ", "Một câu.")
    assert draft.body == "Đoạn một.\n\nĐoạn hai."


def test_the_rights_stand_in_for_a_source_that_is_not_named(tmp_path):
    entry = "<entry><title>T</title><rights>Báo Nam Định</rights><content>Nội dung.</content></entry>"
    assert read_all(tmp_path, atom(entry))[0].source == "Báo Nam Định"


def test_a_feed_that_only_summarises_gives_the_summary_as_text_and_the_title_as_headline(tmp_path):
    (draft,) = read_all(
        tmp_path, rss("<item><title>Tin</title><description>Đoạn một.\n\nĐoạn hai.</description></item>")
    )
    assert (draft.body, draft.headline) == ("Đoạn một.\n\nĐoạn hai.", "Tin")


def test_entries_come_in_the_feeds_order_with_their_places(tmp_path):
    drafts = read_all(tmp_path, rss(ITEM, ITEM.replace("Cập nhật", "Bổ sung")))
    assert [draft.title.split()[0] for draft in drafts] == ["Cập", "Bổ"]
    assert [draft.origin.rsplit(", ", 1)[1] for draft in drafts] == ["mục thứ 1", "mục thứ 2"]


def test_what_the_file_declares_does_not_matter_once_it_is_utf_8(tmp_path):
    text = rss(ITEM).replace('version="1.0"', 'version="1.0" encoding="windows-1252"', 1)
    assert read_all(tmp_path, text)[0].author == "Phòng Nội vụ"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<!DOCTYPE html><html><body>404</body></html>", "trang web HTML"),
        ("\n<!-- x -->\n<HTML lang='vi'><p>404</HTML>", "trang web HTML"),
        ('<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" ""><html/>', "trang web HTML"),
        ('<?xml version="1.0"?>\n<sitemap><url/></sitemap>', "XML loại <sitemap>"),
        ("Chỉ là lời văn.", "không phải XML"),
        ('{"items": []}', "không phải XML"),
        ("http://nghia-hung.example/rss", "không phải XML"),
        (rss(ITEM).replace("</channel></rss>", ""), "XML hỏng ở dòng 15"),
        (rss(ITEM.replace("&amp;", "&")), "XML hỏng ở dòng 3"),
    ],
)
def test_what_is_no_feed_is_named_with_what_was_found(tmp_path, text, found):
    with pytest.raises(NotAFeed) as raised:
        read_all(tmp_path, text)
    assert "nguon.xml" in str(raised.value)
    assert found in str(raised.value)


def test_a_feed_without_entries_is_empty(tmp_path):
    with pytest.raises(EmptyFile, match=r"nguon\.xml"):
        read_all(tmp_path, rss())


def test_one_bad_entry_keeps_all_entries_out(tmp_path):
    with pytest.raises(NewsWithoutTitle, match=r"nguon\.xml \(mục thứ 2\)"):
        read_all(tmp_path, rss(ITEM, "<item><description>Nội dung.</description></item>"))
    with pytest.raises(NewsWithoutBody, match='"Tin trống"'):
        read_all(
            tmp_path,
            rss(ITEM, "<item><title>Tin trống</title><description><![CDATA[<img src='a'>]]></description></item>"),
        )


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyFile),
        (rss(ITEM)[:40].encode("utf-16") + b"\x00\xd8", NotAFeed),
        (rss("<item><title>題名は</title></item>").encode("shift-jis", "ignore"), WrongEncoding),
    ],
)
def test_a_file_that_is_no_text_is_named(tmp_path, content, error):
    with pytest.raises(error, match=r"nguon\.xml"):
        read_all(tmp_path, content)


def test_no_feed_ever_makes_the_station_call_out(tmp_path, monkeypatch):
    def refused(*_):
        raise AssertionError("the network was touched")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    calling = [
        f'<!DOCTYPE rss SYSTEM "http://vi.example/x.dtd">{rss(ITEM)}',
        rss(ITEM)
        .replace("<rss", '<!DOCTYPE rss [<!ENTITY xx SYSTEM "http://vi.example/y">]><rss', 1)
        .replace("Tóm", "&xx;"),
        rss(ITEM).replace(
            "<channel>", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="http://vi.example"/><channel>'
        ),
        "http://vi.example/rss",
    ]
    for text in calling:
        with contextlib.suppress(NotAFeed, DocumentUnsafe):
            read_all(tmp_path, text)


def test_entities_that_swell_do_no_harm(tmp_path):
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    text = rss(ITEM.replace("Cập nhật", "&j;")).replace("<rss", f"{bomb}]><rss", 1)
    with pytest.raises(DocumentUnsafe, match="ENTITY"):
        read_all(tmp_path, text)
