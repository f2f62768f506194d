"""The parts of all pages in a real browser, at the width of a phone and of an old screen, light and dark."""

import gzip

import pytest
from browser_made import CHROMIUM, DESK, PHONE, answers_of, axe_faults, served, stands_out
from gallery_made import gallery_app

pytestmark = [pytest.mark.chromium, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]


@pytest.fixture(scope="module")
def site():
    with served(gallery_app()) as address:
        yield address


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_every_part_fits_is_readable_and_logs_nothing(site, at, shot, width, dark):
    page = at(width, dark=dark)
    for path in ("/kieu-dang", "/kieu-dang/hoi"):
        page.goto(site + path)
        shot(page, f"{path.strip('/').replace('/', '-')}-{width}-{'dark' if dark else 'light'}")
        assert stands_out(page) == []
        assert axe_faults(page) == []


def test_the_letters_are_the_station_s_own_and_draw_every_mark(site, at):
    page = at()
    page.goto(site + "/kieu-dang")
    page.evaluate("document.fonts.ready")
    loaded = page.evaluate(
        "[...document.fonts].filter(each => each.status === 'loaded').map(each => each.weight).sort()"
    )
    assert loaded == ["400", "400", "600", "600"]
    assert page.evaluate("""() => document.fonts.check('16px "Be Vietnam Pro"', 'ẶỠữỹđằ')""")


def test_a_dark_room_stays_dark_on_a_light_machine(site, at):
    page = at()
    page.goto(site + "/kieu-dang")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Tối").click()
    assert page.url == site + "/kieu-dang"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != paper
    page.get_by_role("button", name="English").click()
    assert page.get_by_role("button", name="Sign out").is_visible()


def test_the_menu_opens_on_a_phone_without_a_script(site, at):
    page = at(PHONE, java_script_enabled=False)
    page.goto(site + "/kieu-dang")
    news = page.locator(".ways").get_by_role("link", name="Tin", exact=True)
    assert not news.is_visible()
    page.get_by_role("link", name="Mục lục").click()
    assert news.is_visible()
    page.get_by_role("link", name="Đóng").click()
    assert not news.is_visible()


def test_a_dialog_asks_and_without_a_script_a_page_does(site, at):
    page = at()
    page.goto(site + "/kieu-dang")
    page.get_by_role("link", name="Rút tin").click()
    asks = page.get_by_role("dialog", name="Rút tin này khỏi sóng?")
    assert asks.is_visible()
    asks.get_by_role("button", name="Thôi").click()
    assert not asks.is_visible()
    bare = at(java_script_enabled=False)
    bare.goto(site + "/kieu-dang")
    bare.get_by_role("link", name="Rút tin").click()
    assert bare.get_by_role("heading", level=1).text_content() == "Rút tin này khỏi sóng?"


def test_the_keyboard_reaches_the_content_first_and_shows_where_it_is(site, at):
    page = at()
    page.goto(site + "/kieu-dang")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_on_paper_there_is_no_frame_and_black_on_white(site, at):
    page = at(dark=True)
    page.goto(site + "/kieu-dang")
    page.emulate_media(media="print")
    assert not page.locator(".side").is_visible()
    colours = page.evaluate("[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]")
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    chip = page.locator(".topic-1 > b").first
    assert chip.evaluate("each => getComputedStyle(each).color") == "rgb(0, 0, 0)"


def test_a_page_of_every_part_weighs_less_than_30_kb_packed(site, at):
    page = at()
    answers = answers_of(page)
    page.goto(site + "/kieu-dang", wait_until="load")
    packed = {
        each.url: len(gzip.compress(each.body(), 9))
        for each in answers
        if each.headers.get("content-type", "").startswith(("text/html", "text/css"))
    }
    assert sum(packed.values()) <= 30_000, packed
    styles = [each for each in answers if each.headers["content-type"].startswith("text/css")]
    assert [each.headers["content-encoding"] for each in styles] == ["gzip"]
