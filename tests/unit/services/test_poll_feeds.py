from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from local_site import Reply, served
from makers import NOW
from schedule_files import new_station
from web_pages_made import article, modern

from broadcaster.domain.news_feeds import PAUSES
from broadcaster.domain.news_receipts import Way
from broadcaster.errors import NewsWithoutBody, NewsWithoutTitle, SettingsError
from broadcaster.feeds.syndication import SyndicationSource
from broadcaster.feeds.visitor import Visitor
from broadcaster.services.poll_feeds import feed_states, poll_feeds, visitor_of
from broadcaster.settings.station import load_station
from broadcaster.station import Station
from broadcaster.storage.saved import Saved

ENTRY = """<item><guid>{key}</guid><title>{title}</title><link>{link}</link><description>{text}</description>
<category domain="topic">{topic}</category><pubDate>Tue, 14 Mar 2023 08:00:00 +0700</pubDate></item>"""


def _rss(*entries):
    items = "".join(entries)
    text = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Cổng</title>{items}</channel></rss>'
    return Reply(text.encode(), headers={"Content-Type": "application/rss+xml"})


def _entry(key="1", title="Một cửa", text="Xã mở thêm một cửa.", link="https://xa.vn/1", topic="2"):
    return ENTRY.format(key=key, title=title, text=text, link=link, topic=topic)


@pytest.fixture
def site():
    with served() as made:
        yield made


@pytest.fixture
def station(tmp_path, site):
    new_station(tmp_path / "dai", "huyen-2023", NOW).close()
    settings = tmp_path / "dai" / "station.toml"
    told = f"""
[feeds]
contact = "dai@xa.vn"
inside = ["127.0.0.1:{site.port}"]

[feeds.cong]
address = "{site.address("/rss")}"
source = "Cổng thông tin huyện"
rights = "Được dùng lại, ghi nguồn"

[feeds.bai]
address = "{site.address("/bai")}"
pages = true

[feeds.xa]
address = "{site.address("/xa.json")}"
topic = "3"
"""
    settings.write_text(settings.read_text(encoding="utf-8") + told, encoding="utf-8")
    with Station.open(tmp_path / "dai", {}) as opened:
        yield opened


@pytest.fixture
def poll(station):
    asking = visitor_of(station)
    asking._sleep = lambda _: None

    def ask(now=NOW, names=("cong",)):
        return poll_feeds(station, now=now, visitor=asking, names=names)

    return ask


def _json(*items):
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Xã Nghĩa Sơn", "items": list(items)}
    return Reply(json.dumps(feed).encode(), headers={"Content-Type": "application/feed+json"})


def test_the_entries_of_a_feed_come_in_with_their_source_link_and_day(station, site, poll):
    site.pages["/rss"] = _rss(_entry(), _entry("2", "Họp dân", link="javascript:alert(1)"))
    (visit,) = poll()
    first, second = visit.taken
    assert (first.item.source, first.item.origin) == ("Cổng thông tin huyện", f"{site.address('/rss')}, mục thứ 1")
    with station.store.reading() as tx:
        receipts = tx.news_receipts.latest([first.item.id, second.item.id])
    receipt = receipts[first.item.id]
    assert (receipt.way, receipt.link, receipt.rights) == (Way.FEED, "https://xa.vn/1", "Được dùng lại, ghi nguồn")
    assert receipt.published_at is not None
    assert receipt.published_at.isoformat() == "2023-03-14T01:00:00+00:00"
    assert receipts[second.item.id].link == ""


def test_a_json_feed_comes_in_too(site, poll):
    item = {"id": "a", "title": "Tin xã", "content_html": "<p>Đoạn một.</p><script>x()</script><p>Đoạn hai.</p>"}
    site.pages["/xa.json"] = _json(item | {"url": "https://xa.vn/a", "date_published": "2023-03-14T08:00:00+07:00"})
    (visit,) = poll(names=("xa",))
    (taken,) = visit.taken
    assert (taken.item.title, taken.item.body, taken.item.source) == (
        "Tin xã",
        "Đoạn một.\n\nĐoạn hai.",
        "Xã Nghĩa Sơn",
    )


def test_what_has_not_changed_is_not_read_again(station, site, poll):
    def page(headers):
        return Reply(status=304) if headers.get("if-none-match") == "m1" else marked

    marked = _rss(_entry())
    marked.headers = {**marked.headers, "ETag": "m1"}
    site.pages["/rss"] = page
    poll()
    (again,) = poll(now=NOW + timedelta(hours=1))
    assert again.taken == ()
    assert not again.failed
    (state, *_) = feed_states(station, now=NOW)
    assert (state.etag, state.done_at, state.failures) == ("m1", NOW + timedelta(hours=1), 0)


def test_an_entry_that_changed_becomes_a_new_version_and_no_double(station, site, poll):
    site.pages["/rss"] = _rss(_entry())
    poll()
    site.pages["/rss"] = _rss(_entry(text="Xã mở thêm hai bộ phận một cửa."))
    (visit,) = poll()
    assert [each.saved for each in visit.taken] == [Saved.CHANGED]
    with station.store.reading() as tx:
        assert len(tx.news.all()) == 1
        assert len(tx.news.history(visit.taken[0].item.id)) == 2


def test_a_feed_that_fails_is_asked_less_and_less_often_and_told(station, site, poll):
    site.pages["/rss"] = Reply(status=500)
    now = NOW
    gaps = []
    for _ in range(4):
        (visit,) = poll(now=now)
        assert visit.failed
        gaps.append(visit.state.next_at - now)
        now = visit.state.next_at
    assert gaps == [timedelta(minutes=30), *PAUSES[1:4]]
    assert visit.state.failures == 4
    assert "500" in visit.state.told
    site.pages["/rss"] = _rss(_entry())
    (visit,) = poll(now=now)
    assert (visit.state.failures, visit.state.next_at) == (0, now + timedelta(minutes=30))


def test_a_site_that_asks_for_a_day_is_left_for_a_day(site, poll):
    site.pages["/rss"] = Reply(status=503, headers={"Retry-After": "86400"})
    (visit,) = poll()
    assert visit.state.next_at == NOW + timedelta(days=1)


@pytest.mark.parametrize(
    "body",
    [
        b"<html><body>Dang nhap</body></html>",
        b"<rss><channel><item>",
        (
            b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
            b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><rss version="2.0"><channel><item><title>&c;</title></item></channel></rss>'
        ),
        b'{"version": 1}',
        b"",
    ],
)
def test_what_is_no_feed_is_told_and_nothing_comes_in(station, site, poll, body):
    site.pages["/rss"] = Reply(body)
    (visit,) = poll()
    assert visit.failed
    assert visit.state.told
    assert site.address("/rss") in visit.state.told, "people know the feed by its address, not by our file"
    with station.store.reading() as tx:
        assert tx.news.all() == ()


def test_one_bad_feed_keeps_no_other_from_coming_in(station, site, poll):
    site.pages["/rss"] = Reply(status=404)
    site.pages["/xa.json"] = _json({"id": "a", "title": "Tin xã", "content_text": "Nội dung."})
    site.pages["/bai"] = _rss()
    bad, _, good = poll(names=())
    assert (bad.failed, good.failed) == (True, False)
    assert poll(now=NOW + timedelta(minutes=1), names=()) == (), "nothing is due yet"


def test_a_feed_under_another_address_begins_anew(station, site, poll, tmp_path):
    site.pages["/rss"] = Reply(status=404)
    poll()
    path = tmp_path / "dai" / "station.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("/rss", "/rss2"), encoding="utf-8")
    with Station.open(tmp_path / "dai", {}) as again:
        state, *_ = feed_states(again, now=NOW)
    assert (state.failures, state.next_at) == (0, NOW)


@pytest.mark.usefixtures("station")
def test_a_wrong_address_in_the_settings_is_told(tmp_path):
    path = tmp_path / "dai" / "station.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("http://127", "file://127", 1), encoding="utf-8")
    with pytest.raises(Exception, match="https://"):
        load_station(tmp_path / "dai", {})


# --- entries that lack something, and pages of entries


def test_an_entry_without_title_or_text_is_made_up_for_and_keeps_no_other_out(station, site, poll):
    site.pages["/rss"] = _rss(
        _entry(title="", text="Xã mở thêm một cửa cho dân ở ba thôn xa trung tâm từ đầu tháng tư tới."),
        _entry("2", title="Lịch tiếp dân tháng tư", text=""),
        _entry("3", title="", text=""),
        _entry("4", topic="99"),
        _entry("5"),
        _entry("5", title="Một cửa khác"),
    )
    (visit,) = poll()
    assert not visit.failed
    first, second, third = visit.taken
    assert first.item.title == "Xã mở thêm một cửa cho dân ở ba thôn xa trung…"
    assert (second.item.body, third.item.title) == ("Lịch tiếp dân tháng tư", "Một cửa")
    with station.store.reading() as tx:
        receipts = tx.news_receipts.latest([each.item.id for each in visit.taken])
    assert [len(receipts[each.item.id].notes) for each in visit.taken] == [1, 1, 0]
    assert receipts[second.item.id].link == "https://xa.vn/1"
    assert [("99" in visit.refused[0]), "cùng mã" in visit.refused[1], len(visit.refused)] == [True, True, 2]
    assert "không nhận 2 mục" in visit.state.told


def test_a_json_item_without_title_is_made_up_for_too(site, poll):
    site.pages["/xa.json"] = _json({"url": "https://xa.vn/a", "content_text": "Nội dung."}, {"url": "https://xa.vn/b"})
    (visit,) = poll(names=("xa",))
    assert [(each.item.title, each.item.id.startswith("https-xa-vn-a")) for each in visit.taken] == [
        ("Nội dung.", True)
    ]


@pytest.mark.parametrize("text", ["", "Nội dung."])
def test_a_feed_file_that_somebody_brings_stays_strict(tmp_path, text):
    path = tmp_path / "nguon.xml"
    path.write_bytes(_rss(_entry(title="" if text else "Một cửa", text=text)).body)
    with pytest.raises((NewsWithoutTitle, NewsWithoutBody)):
        SyndicationSource().read(path)


PAGE = article()


def _page_at(site, path, of=PAGE):
    site.pages[path] = Reply(modern(of).encode(), headers={"Content-Type": "text/html; charset=utf-8"})


def _linked(site, *numbers, text="Tóm tắt."):
    return _rss(*(_entry(str(at), f"Tin số {at}", text, site.address(f"/tin/{at}")) for at in numbers))


def test_the_page_of_an_entry_is_read_in_place_of_its_summary_and_keeps_the_key(station, site, poll):
    site.pages["/bai"] = _linked(site, 1)
    _page_at(site, "/tin/1")
    (visit,) = poll(names=("bai",))
    (taken,) = visit.taken
    assert taken.item.title == "Tin số 1"
    assert PAGE.body[0] in taken.item.body
    assert "Tóm tắt" not in taken.item.body
    with station.store.reading() as tx:
        receipt = tx.news_receipts.latest([taken.item.id])[taken.item.id]
    assert (receipt.way, receipt.link) == (Way.FEED, site.address("/tin/1"))
    assert any(site.address("/tin/1") in note for note in receipt.notes)
    site.asked.clear()
    (again,) = poll(names=("bai",))
    assert site.paths() == ["/bai"], "what is known is not opened a second time"
    assert [each.saved for each in again.taken] == [Saved.UNCHANGED]
    with station.store.reading() as tx:
        assert PAGE.body[0] in tx.news.get(taken.item.id).body


def test_an_entry_that_changed_has_its_page_opened_again(site, poll):
    site.pages["/bai"] = _linked(site, 1)
    _page_at(site, "/tin/1")
    poll(names=("bai",))
    site.pages["/bai"] = _linked(site, 1, text="Tóm tắt đã sửa.")
    _page_at(site, "/tin/1", replace(PAGE, body=(*PAGE.body, "Xã bổ sung giờ làm việc ngày thứ bảy.")))
    (visit,) = poll(names=("bai",))
    assert [each.saved for each in visit.taken] == [Saved.CHANGED]
    assert "thứ bảy" in visit.taken[0].item.body


def test_a_changed_entry_whose_page_fails_keeps_the_text_it_has(station, site, poll):
    site.pages["/bai"] = _linked(site, 1)
    _page_at(site, "/tin/1")
    (first,) = poll(names=("bai",))
    site.pages["/bai"] = _linked(site, 1, text="Tóm tắt đã sửa.")
    site.pages["/tin/1"] = Reply(status=500)
    (visit,) = poll(names=("bai",))
    assert (visit.failed, visit.taken) == (False, ())
    with station.store.reading() as tx:
        assert tx.news.get(first.taken[0].item.id).body == first.taken[0].item.body


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Reply(status=404), "404"),
        (Reply(b"<p>Ngan.</p>", headers={"Content-Type": "text/html"}), "không có bài viết"),
        (Reply(b"%PDF-1.4", headers={"Content-Type": "application/pdf"}), "application/pdf"),
        (Reply(status=302, headers={"Location": "http://169.254.169.254/latest/"}), "mạng nội bộ"),
        (Reply(status=302, headers={"Location": "file:///etc/passwd"}), "http://"),
    ],
)
def test_a_page_that_fails_leaves_the_summary_with_a_note(station, site, poll, answer, told):
    site.pages["/bai"] = _linked(site, 1, 2)
    site.pages["/tin/1"] = answer
    _page_at(site, "/tin/2")
    (visit,) = poll(names=("bai",))
    first, second = visit.taken
    assert first.item.body == "Tóm tắt."
    assert PAGE.body[0] in second.item.body
    with station.store.reading() as tx:
        notes = tx.news_receipts.latest([first.item.id])[first.item.id].notes
    assert told in " ".join(notes)


def test_no_more_than_twenty_pages_are_opened_at_one_visit_and_the_rest_at_the_next(site, poll):
    def answer(headers):
        return Reply(status=304) if headers.get("if-none-match") else whole

    whole = _linked(site, *range(23))
    whole.headers = {**whole.headers, "ETag": "m1"}
    site.pages["/bai"] = answer
    for at in range(23):
        _page_at(site, f"/tin/{at}")
    (first,) = poll(names=("bai",))
    assert (len(first.taken), "3 mục đợi lần sau" in first.state.told) == (20, True)
    (second,) = poll(names=("bai",))
    assert sum(each.saved is Saved.ADDED for each in second.taken) == 3
    assert second.state.etag == "m1"


def test_a_site_that_is_busy_is_not_asked_for_further_pages(site, poll):
    site.pages["/bai"] = _linked(site, 1, 2)
    site.pages["/tin/1"] = Reply(status=429)
    _page_at(site, "/tin/2")
    (visit,) = poll(names=("bai",))
    assert visit.taken == ()
    assert site.paths() == ["/bai", "/tin/1"]
    site.pages["/tin/1"] = site.pages["/tin/2"]
    assert len(poll(names=("bai",))[0].taken) == 2


# --- feeds that would lead us into our own network


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:1/",
        "http://[::1]/",
        "http://10.0.0.5/",
        "http://0x7f.1/",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
    ],
)
def test_a_feed_that_leads_elsewhere_into_the_network_is_refused(station, site, poll, target):
    site.pages["/rss"] = Reply(status=302, headers={"Location": target})
    (visit,) = poll()
    assert visit.failed
    assert visit.taken == ()
    assert "Không mở địa chỉ" in visit.state.told
    with station.store.reading() as tx:
        assert tx.news.all() == ()


def test_a_name_that_turns_to_our_own_network_between_feed_and_page_is_not_followed(station, site):
    """The name service answers with a public address first, and with one of ours when the page is asked for."""
    answers = iter(["127.0.0.1", "127.0.0.1"])

    def resolve(host, port):
        return [(2, 1, 6, "", (next(answers, "10.0.0.5"), port))]

    asking = Visitor(contact="", inside=[f"127.0.0.1:{site.port}"], resolve=resolve, sleep=lambda _: None)
    link = f"http://cong.vn:8080/tin/{site.port}"
    site.pages["/bai"] = _rss(_entry("1", link=link))
    (visit,) = poll_feeds(station, now=NOW, visitor=asking, names=["bai"])
    (taken,) = visit.taken
    assert taken.item.body == "Xã mở thêm một cửa."
    assert site.paths() == ["/bai"]
    with station.store.reading() as tx:
        assert "mạng nội bộ" in " ".join(tx.news_receipts.latest([taken.item.id])[taken.item.id].notes)


# --- settings


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ('[feeds.cong]\naddres = "https://xa.vn/rss"', ("addres", "address")),
        ('[feeds.cong]\naddress = "https://xa.vn/rss"\nminute = 5', ("minute", "minutes")),
        ('[feeds.cong]\naddress = "https://xa.vn/rss"\nminutes = 1', ("minutes",)),
        ('[feeds.cong]\naddress = "https://xa.vn/rss"\npages = "co"', ("pages",)),
        ('[feeds.cong]\nsource = "Cổng"', ("address",)),
        ('[feeds.cong]\naddress = "javascript:alert(1)"', ("https://",)),
        ('[feeds]\ncontacts = "a@b.vn"', ("contacts",)),
        ('[mailbox]\nhots = "thu.xa.vn"', ("hots", "host")),
    ],
)
def test_what_is_wrong_with_feeds_in_the_settings_is_told_with_its_line_and_the_nearest_name(tmp_path, told, said):
    new_station(tmp_path / "sai", "huyen-2023", NOW).close()
    path = tmp_path / "sai" / "station.toml"
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}\n{told}\n", encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        load_station(tmp_path / "sai", {})
    finding, *_ = refused.value.findings
    first = before.count("\n") + 2
    lines = {f"dòng {first + at}" for at in range(told.count("\n") + 1)}
    assert any(line in finding for line in lines), finding
    assert all(each in finding for each in said), finding
