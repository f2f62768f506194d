"""What strangers write into feeds and pages never becomes a program, nor a link that is one, on ours."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from makers import NOW

from broadcaster.domain.accounts import Role
from broadcaster.domain.news_receipts import Way
from broadcaster.domain.reading_limits import ReadingLimits
from broadcaster.services.read_apart import reading_room
from broadcaster.services.take_in_news import Bringing, arrivals, take_in

ALERT = "<script>alert(1)</script>"
SHOWN = "&lt;img src=x onerror=alert(1)&gt;"
FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>{SHOWN}</title><item><guid>javascript:alert(1)</guid>
<title>Một cửa {SHOWN}</title><link>javascript:alert(1)</link><author>"onmouseover="alert(1)</author>
<category domain="topic">3</category><source url="x">&lt;svg onload=alert(1)&gt;</source>
<description><![CDATA[<p>Xã mở một cửa.{ALERT}</p><p onclick="alert(1)"><a href="javascript:alert(1)">Xem tiếp</a></p>
<img src=x onerror=alert(1)><p>&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;</p>]]></description></item></channel></rss>"""
PAGE = f"""<html><head><title>Một cửa {SHOWN}</title><link rel="canonical" href="javascript:alert(1)">
<meta name="author" content='"><script>alert(1)</script>'><meta property="og:site_name" content="{SHOWN}"></head><body>
<article><h1>Một cửa ở xã {SHOWN}{ALERT}</h1><p>{"Xã mở thêm bộ phận một cửa cho dân ở các thôn xa trung tâm. " * 5}</p>
<p onclick="alert(1)">Người dân nộp hồ sơ <a href="javascript:alert(1)">tại đây</a> và nhận kết quả trong ngày.{ALERT}</p>
</article></body></html>"""


class _Marked(HTMLParser):
    """What a browser would take for programs and attributes of a page."""

    def __init__(self):
        super().__init__()
        self.programs, self.attributes, self._within = "", [], ""

    def handle_starttag(self, tag, attrs):
        self._within, self.attributes = tag, self.attributes + attrs

    def handle_endtag(self, tag):
        self._within = ""

    def handle_data(self, data):
        self.programs += data * (self._within == "script")


def _feed(room, path):
    path.write_text(FEED, encoding="utf-8")
    return room.feed(path)


def _page(room, path):
    path.write_text(PAGE, encoding="utf-8")
    return (room.page(path, address="https://xa.vn/tin/1"),)


@pytest.mark.parametrize(("read", "name", "way"), [(_feed, "f.xml", Way.FEED), (_page, "p.html", Way.PAGE)])
def test_no_script_of_a_stranger_is_in_our_pages_and_no_link_leads_to_one(crew, tmp_path, read, name, way):
    drafts = read(reading_room(ReadingLimits()), tmp_path / name)
    coming = arrivals(crew.station.timetable(), drafts, now=NOW, suggest=lambda *_: (3, ()))
    with crew.station.store.writing() as tx:
        ((taken),) = take_in(tx, coming, Bringing(way=way, now=NOW))
        receipt = tx.news_receipts.latest([taken.item.id])[taken.item.id]
    assert receipt.link in {"", "https://xa.vn/tin/1"}
    editor = crew.as_(Role.EDITOR)
    for path in ("/tin", f"/tin/{taken.item.id}", f"/tin/{taken.item.id}/sua"):
        answer = editor.get(path)
        assert answer.status_code == 200
        seen = _Marked()
        seen.feed(answer.text)
        assert "alert(1)" not in seen.programs, path
        assert not [each for each in seen.attributes if each[0].startswith("on")], path
        assert not [each for each in seen.attributes if (each[1] or "").strip().startswith("javascript:")], path
