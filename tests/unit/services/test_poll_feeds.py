from __future__ import annotations

import json
from datetime import timedelta

import pytest
from local_site import Reply, served
from makers import NOW
from schedule_files import new_station

from broadcaster.domain.news_feeds import PAUSES
from broadcaster.domain.news_receipts import Way
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
    (state, _) = feed_states(station, now=NOW)
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
    with station.store.reading() as tx:
        assert tx.news.all() == ()


def test_one_bad_feed_keeps_no_other_from_coming_in(station, site, poll):
    site.pages["/rss"] = Reply(status=404)
    site.pages["/xa.json"] = _json({"id": "a", "title": "Tin xã", "content_text": "Nội dung."})
    bad, good = poll(names=())
    assert (bad.failed, good.failed) == (True, False)
    assert poll(now=NOW + timedelta(minutes=1), names=()) == (), "nothing is due yet"


def test_a_feed_under_another_address_begins_anew(station, site, poll, tmp_path):
    site.pages["/rss"] = Reply(status=404)
    poll()
    path = tmp_path / "dai" / "station.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("/rss", "/rss2"), encoding="utf-8")
    with Station.open(tmp_path / "dai", {}) as again:
        state, _ = feed_states(again, now=NOW)
    assert (state.failures, state.next_at) == (0, NOW)


@pytest.mark.usefixtures("station")
def test_a_wrong_address_in_the_settings_is_told(tmp_path):
    path = tmp_path / "dai" / "station.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("http://127", "file://127", 1), encoding="utf-8")
    with pytest.raises(Exception, match="https://"):
        load_station(tmp_path / "dai", {})
