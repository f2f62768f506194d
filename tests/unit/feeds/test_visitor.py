from __future__ import annotations

import gzip
import threading

import pytest
from local_site import Reply, served

from broadcaster.errors import AddressRefused, PageTooLarge, SiteBusy, SiteForbids, SiteUnreachable
from broadcaster.feeds.reachable import is_public, place_of
from broadcaster.feeds.visitor import PAUSE, Visitor


@pytest.fixture
def site():
    with served() as made:
        yield made


@pytest.fixture
def slept():
    return []


@pytest.fixture
def visitor(site, slept):
    inside = [f"127.0.0.1:{site.port}"]
    return Visitor(contact="dai@xa.vn", inside=inside, seconds=2, most_bytes=100_000, sleep=slept.append)


def _resolving(*ips):
    """Give a name service that answers with one address after another."""
    answers = iter(ips)

    def resolve(host, port):
        del host
        return [(2, 1, 6, "", (next(answers), port))]

    return resolve


def test_a_page_is_fetched_with_who_we_are_and_what_it_is(site, visitor):
    site.pages["/tin"] = Reply(b"<p>Tin</p>", headers={"Content-Type": "text/html; charset=utf-8", "ETag": '"1"'})
    got = visitor.fetch(site.address("/tin"))
    assert (got.content, got.media_type, got.charset, got.etag) == (b"<p>Tin</p>", "text/html", "utf-8", '"1"')
    headers = dict(site.asked)["/tin"]
    assert "dai@xa.vn" in headers["user-agent"]
    assert headers["host"] == f"127.0.0.1:{site.port}"


def test_what_has_not_changed_is_asked_for_by_its_mark_and_not_sent_again(site, visitor):
    def page(headers):
        known = headers.get("if-none-match") == '"1"' and headers.get("if-modified-since") == "Mon"
        return Reply(status=304) if known else Reply(b"x", headers={"ETag": '"1"'})

    site.pages["/tin"] = page
    assert not visitor.fetch(site.address("/tin")).unchanged
    again = visitor.fetch(site.address("/tin"), etag='"1"', modified="Mon")
    assert again.unchanged
    assert again.content == b""


def test_a_site_is_asked_for_its_wishes_once_and_slowly(site, visitor, slept):
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 7\nDisallow: /kin\n")
    site.pages["/mot"] = site.pages["/hai"] = Reply(b"x")
    visitor.fetch(site.address("/mot"))
    visitor.fetch(site.address("/hai"))
    assert [path for path, _ in site.asked] == ["/robots.txt", "/mot", "/hai"]
    assert 6 < slept[0] <= 7
    with pytest.raises(SiteForbids, match="robots"):
        visitor.fetch(site.address("/kin/1"))
    assert "/kin/1" not in site.paths()


def test_a_site_without_wishes_is_still_asked_slowly(site, visitor, slept):
    site.pages["/mot"] = Reply(b"x")
    visitor.fetch(site.address("/mot"))
    visitor.fetch(site.address("/mot"))
    assert PAUSE - 0.5 < slept[0] <= PAUSE


def test_a_site_whose_wishes_cannot_be_read_is_left_alone(site, visitor):
    site.pages["/robots.txt"] = Reply(status=500)
    with pytest.raises(SiteUnreachable, match="500"):
        visitor.fetch(site.address("/mot"))
    assert site.paths() == []


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://127.0.0.1:1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://10.1.2.3/",
        "http://192.168.1.1/",
        "file:///etc/passwd",
        "ftp://example.com/",
        "gopher://127.0.0.1/",
    ],
)
def test_a_redirect_into_our_own_network_or_to_our_files_is_not_followed(site, visitor, target):
    site.pages["/tin"] = Reply(status=302, headers={"Location": target})
    with pytest.raises((AddressRefused, SiteUnreachable)) as caught:
        visitor.fetch(site.address("/tin"))
    assert caught.type is AddressRefused or target == "http://2130706433/"
    assert site.paths() == ["/tin"]


def test_a_redirect_within_what_is_allowed_is_followed_and_told(site, visitor):
    site.pages["/cu"] = Reply(status=301, headers={"Location": "/moi"})
    site.pages["/moi"] = Reply(b"x")
    assert visitor.fetch(site.address("/cu")).address == site.address("/moi")
    site.pages["/vong"] = Reply(status=302, headers={"Location": "/vong"})
    with pytest.raises(AddressRefused, match="chuyển tiếp quá 5 lần"):
        visitor.fetch(site.address("/vong"))


def test_a_name_that_changes_between_check_and_use_changes_nothing():
    place = place_of("http://doi-ten.vn/tin", resolve=_resolving("93.184.216.34", "127.0.0.1"))
    assert place.ip == "93.184.216.34"


def test_a_connection_goes_to_the_address_that_was_checked_and_names_the_host(site, slept):
    inside = [f"trang.xa.vn:{site.port}"]
    answers = _resolving("127.0.0.1", "127.0.0.1", "10.9.9.9", "10.9.9.9")
    asking = Visitor(contact="", inside=inside, seconds=2, resolve=answers, sleep=slept.append)
    site.pages["/tin"] = Reply(b"x")
    assert asking.fetch(f"http://trang.xa.vn:{site.port}/tin").content == b"x"
    assert dict(site.asked)["/tin"]["host"] == f"trang.xa.vn:{site.port}"


@pytest.mark.parametrize("ips", [("10.0.0.1",), ("8.8.8.8", "192.168.0.1")])
def test_a_host_with_any_address_of_a_private_network_is_refused(ips):
    with pytest.raises(AddressRefused, match="mạng nội bộ"):
        place_of("http://la.vn/", resolve=lambda _host, port: [(2, 1, 6, "", (ip, port)) for ip in ips])


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("http://a:b@xa.vn/", "mật khẩu"),
        ("http://xa.vn:22/", "cổng 22"),
        ("javascript:alert(1)", "http"),
        ("http://xa.vn/a b", "khoảng trắng"),
        ("http://xa.vn:99999/", "viết sai"),
    ],
)
def test_an_address_that_means_something_else_is_refused(address, reason):
    with pytest.raises(AddressRefused, match=reason):
        place_of(address, resolve=_resolving("8.8.8.8"))


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:7f00:1::", False),
        ("fe80::1%eth0", False),
        ("khong", False),
    ],
)
def test_which_addresses_are_public(ip, public):
    assert is_public(ip) is public


def test_a_busy_site_says_when_to_come_back(site, visitor):
    site.pages["/tin"] = Reply(status=429, headers={"Retry-After": "90"})
    with pytest.raises(SiteBusy) as caught:
        visitor.fetch(site.address("/tin"))
    assert caught.value.fields["seconds"] == 90


@pytest.mark.parametrize("reply", [Reply(status=500), Reply(b"x" * 10, cut=50), Reply(status=404)])
def test_what_goes_wrong_is_told_with_the_address(site, visitor, reply):
    site.pages["/tin"] = reply
    with pytest.raises(SiteUnreachable, match="/tin"):
        visitor.fetch(site.address("/tin"))


def test_a_page_that_is_too_large_is_left_even_when_it_is_packed_small(site, visitor):
    packed = gzip.compress(b"0" * 50_000_000)
    assert len(packed) < 100_000
    site.pages["/tin"] = Reply(packed, headers={"Content-Encoding": "gzip"})
    with pytest.raises(PageTooLarge):
        visitor.fetch(site.address("/tin"))


def test_a_site_that_drips_is_left_when_its_time_is_over(site, visitor):
    stopped = threading.Event()
    site.pages["/tin"] = Reply(b"x" * 1000, drip=lambda: stopped.wait(0.3))
    with pytest.raises(SiteUnreachable):
        visitor.fetch(site.address("/tin"))
    stopped.set()


def test_nobody_there_is_told(visitor, site):
    site.pages.clear()
    with served() as other:
        gone = other.address("/tin")
    lonely = Visitor(contact="", inside=[gone.split("/")[2]], seconds=2)
    with pytest.raises(SiteUnreachable, match="Kiểm tra mạng"):
        lonely.fetch(gone)
