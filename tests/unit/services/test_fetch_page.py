"""Pages that somebody names: their articles with link and day, lists followed, everything else refused by name."""

from __future__ import annotations

import socket
from dataclasses import replace

import pytest
from click.testing import CliRunner
from local_site import Reply, served
from makers import NOW
from papers_made import samples
from pdf_files_made import by_reportlab
from schedule_files import new_station
from web_pages_made import article, modern

from broadcaster.cli.entry import broadcaster
from broadcaster.domain.news_receipts import Way
from broadcaster.domain.topics import TopicOrigin
from broadcaster.errors import PagesRefused
from broadcaster.feeds.visitor import Visitor
from broadcaster.services.fetch_page import fetch_pages
from broadcaster.services.poll_feeds import visitor_of
from broadcaster.services.take_in_news import Bringing
from broadcaster.station import Station
from broadcaster.storage.saved import Saved

BRINGING = Bringing(way=Way.PAGE, by="Lan", now=NOW)
RSS = b'<?xml version="1.0"?>\n<!-- x --><rss version="2.0"><channel></channel></rss>'
HTML = {"Content-Type": "text/html; charset=utf-8"}


def _page(of, canonical=""):
    text = modern(of)
    text = text.decode() if isinstance(text, bytes) else text
    start = text.index("<link rel='canonical'")
    end = text.index(">", start) + 1
    link = f"<link rel='canonical' href='{canonical}'>" if canonical else ""
    return Reply((text[:start] + link + text[end:]).encode(), headers=HTML)


def _list(*paths):
    title = "Bài về cải cách hành chính ở xã số"
    links = "".join(f'<li><a href="{path}">{title} {at}</a></li>' for at, path in enumerate(paths))
    return Reply(f"<html><body><ul>{links}</ul></body></html>".encode(), headers=HTML)


@pytest.fixture
def site():
    with served() as made:
        yield made


@pytest.fixture
def folder(tmp_path, site):
    new_station(tmp_path / "dai", "huyen-2023", NOW).close()
    settings = tmp_path / "dai" / "station.toml"
    told = f'\n[feeds]\ninside = ["127.0.0.1:{site.port}"]\n'
    settings.write_text(settings.read_text(encoding="utf-8") + told, encoding="utf-8")
    return tmp_path / "dai"


@pytest.fixture
def station(folder):
    with Station.open(folder, {}) as opened:
        yield opened


@pytest.fixture
def fetch(station):
    asking = visitor_of(station)
    asking._sleep = lambda _: None

    def ask(*addresses, follow=0, bringing=BRINGING):
        return fetch_pages(station, addresses, bringing=bringing, follow=follow, visitor=asking)

    return ask


def _receipt(station, item):
    with station.store.reading() as tx:
        return tx.news_receipts.latest([item.id])[item.id]


def test_the_article_of_a_page_comes_in_with_its_link_day_and_author(station, site, fetch):
    of = article()
    site.pages["/tin/1"] = _page(of)
    (visit,) = fetch(site.address("/tin/1"))
    (taken,) = visit.taken
    assert (taken.item.title, taken.item.author, visit.refusal) == (of.title, of.author, "")
    assert taken.item.topic_origin is TopicOrigin.SUGGESTED
    assert "Trang chủ" not in taken.item.body
    receipt = _receipt(station, taken.item)
    assert (receipt.way, receipt.by, receipt.link) == (Way.PAGE, "Lan", site.address("/tin/1"))
    assert receipt.published_at == of.at


def test_a_page_that_is_fetched_again_is_nothing_new_and_a_changed_one_is_a_version(station, site, fetch):
    of = article()
    site.pages["/tin/1"] = _page(of)
    fetch(site.address("/tin/1"))
    assert [each.saved for each in fetch(site.address("/tin/1"))[0].taken] == [Saved.UNCHANGED]
    site.pages["/tin/1"] = _page(replace(of, body=(*of.body, "Từ tháng sau, xã trả kết quả tại nhà.")))
    assert [each.saved for each in fetch(site.address("/tin/1"))[0].taken] == [Saved.CHANGED]
    with station.store.reading() as tx:
        assert len(tx.news.all()) == 1


def test_two_pages_that_call_the_front_page_their_own_address_stay_two_items(station, site, fetch):
    site.pages["/tin/1"] = _page(article(), site.address("/"))
    site.pages["/tin/2"] = _page(replace(article(), title="Xã Nghĩa Sơn mở thêm một cửa cho dân"), site.address("/"))
    first, second = fetch(site.address("/tin/1"), site.address("/tin/2"))
    assert first.taken[0].item.id != second.taken[0].item.id


def test_two_pages_of_one_address_never_overwrite_each_other(site, fetch):
    site.pages["/tin/1"] = _page(article(), site.address("/tin/0"))
    site.pages["/tin/2"] = _page(
        replace(article(), title="Xã Nghĩa Sơn mở thêm một cửa cho dân"), site.address("/tin/0")
    )
    first, second = fetch(site.address("/tin/1"), site.address("/tin/2"))
    assert first.taken
    assert "cùng mã" in second.refusal


def test_a_list_is_refused_with_how_to_follow_it(site, fetch):
    site.pages["/"] = _list("/tin/1", "/tin/2", "/tin/3")
    (visit,) = fetch(site.address())
    assert "trang danh sách, có 3 bài" in visit.refusal
    assert "--follow 3" in visit.refusal
    assert site.paths() == ["/"]


def test_a_list_is_followed_on_its_own_site_as_far_as_asked_each_refusal_named(site, fetch):
    site.pages["/"] = _list("/tin/1", "https://khac.vn/tin/9", "/tin/2", "/tin/3", "/tin/4")
    site.pages["/tin/1"] = _page(article())
    site.pages["/tin/3"] = _page(replace(article(), title="Xã Nghĩa Sơn mở thêm một cửa cho dân"))
    visits = fetch(site.address(), follow=3)
    assert site.paths() == ["/", "/tin/1", "/tin/2", "/tin/3"]
    assert [bool(each.taken) for each in visits] == [True, False, True]
    assert (visits[1].address, "404" in visits[1].refusal) == (site.address("/tin/2"), True)


def test_what_a_list_gave_before_is_passed_over_without_asking(site, fetch):
    site.pages["/"] = _list("/tin/1", "/tin/2")
    site.pages["/tin/1"] = _page(article())
    fetch(site.address(), follow=1)
    site.pages["/tin/2"] = _page(replace(article(), title="Xã Nghĩa Sơn mở thêm một cửa cho dân"))
    site.asked.clear()
    visits = fetch(site.address(), follow=2)
    assert site.paths() == ["/", "/tin/2"]
    assert [(each.known, len(each.taken)) for each in visits] == [(True, 0), (False, 1)]
    fetch(site.address(), follow=2, bringing=replace(BRINGING, again=True))
    assert site.paths()[2:] == ["/", "/tin/1", "/tin/2"]


def test_a_list_of_a_list_is_not_followed_any_further(site, fetch):
    site.pages["/"] = _list("/muc/1")
    site.pages["/muc/1"] = _list("/tin/1", "/tin/2")
    (visit,) = fetch(site.address(), follow=5)
    assert "trang danh sách" in visit.refusal


def test_a_document_behind_a_link_is_read_by_its_source(station, site, fetch):
    paper = samples()["bon-chi-so-danh-gia"]
    site.pages["/tep?so=1"] = Reply(by_reportlab(paper), headers={"Content-Type": "application/octet-stream"})
    (visit,) = fetch(site.address("/tep?so=1"))
    (taken,) = visit.taken
    assert taken.item.title == paper.titles[0]
    receipt = _receipt(station, taken.item)
    assert (receipt.link, receipt.origin, receipt.way) == (site.address("/tep?so=1"),) * 2 + (Way.PAGE,)


@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (Reply(RSS, headers={"Content-Type": "text/html"}), "[feeds.TÊN]"),
        (
            Reply(b'{"version": "https://jsonfeed.org/version/1.1"}', headers={"Content-Type": "application/json"}),
            "[feeds.TÊN]",
        ),
        (Reply(b"\x89PNG\r\n", headers={"Content-Type": "image/png"}), "image/png"),
        (Reply(b"MZ\x90", headers={"Content-Type": "application/octet-stream"}), "không đọc được"),
        (Reply(b"%PDF-1.4 hong", headers={"Content-Type": "application/pdf"}), "PDF"),
        (Reply(b"", headers=HTML), "không có bài viết"),
        (Reply(b"<p>Ngan.</p>", headers=HTML), "không có bài viết"),
        (Reply(b"x", status=500), "500"),
        (Reply(status=302, headers={"Location": "http://169.254.169.254/latest/meta-data/"}), "mạng nội bộ"),
        (Reply(status=302, headers={"Location": "file:///etc/passwd"}), "http://"),
    ],
)
def test_what_is_no_article_is_refused_by_its_address_and_the_next_comes_in(station, site, fetch, reply, told):
    site.pages["/x"], site.pages["/tin/1"] = reply, _page(article())
    bad, good = fetch(site.address("/x"), site.address("/tin/1"))
    assert told in bad.refusal
    assert (bad.taken, len(good.taken)) == ((), 1)
    with station.store.reading() as tx:
        assert len(tx.news.all()) == 1


def test_a_list_that_leads_into_our_own_network_is_followed_nowhere(station, site):
    """The name answers with a public address for the list and with our own network's for the article."""
    answers = iter(["127.0.0.1", "127.0.0.1", "10.0.0.5"])

    def resolve(host, port):
        return [(socket.AF_INET, 0, 0, "", (next(answers, "10.0.0.5"), port))]

    asking = Visitor(contact="", inside=[f"127.0.0.1:{site.port}"], resolve=resolve, sleep=lambda _: None)
    site.pages["/"] = _list(f"http://noi-bo.vn:{site.port}/tin/1", f"http://127.0.0.1:{site.port}@10.0.0.5/tin/so/2")
    visits = fetch_pages(station, [site.address()], bringing=BRINGING, follow=5, visitor=asking)
    assert site.paths() == ["/"]
    assert all(each.taken == () for each in visits)


def test_the_command_takes_in_what_it_can_and_fails_for_the_rest(folder, site):
    def run(*paths):
        asked = ["-C", str(folder), "news", "fetch", *map(site.address, paths)]
        return CliRunner(mix_stderr=False).invoke(broadcaster, asked)

    site.pages["/tin/1"] = _page(article())
    good = run("/tin/1")
    assert (good.exit_code, good.stdout.strip()) == (0, "Lấy trang: 1 tin mới.")
    bad = run("/tin/2")
    assert bad.exit_code != 0
    assert isinstance(bad.exception, PagesRefused)
    assert f"{site.address('/tin/2')}: " in str(bad.exception)
