"""Airtime in a real browser: from the figures down to the chain, at a desk and on a phone."""

import pytest
from airtime_made import AFTER, LONG, fill_airtime
from browser_made import CHROMIUM, DESK, PHONE, axe_faults, served, stands_out
from makers import DAY
from planned_station import ready_station
from web_made import Crew, enter, people

from broadcaster.domain.accounts import Role

pytestmark = [pytest.mark.chromium, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]

MARCH = "ky=2023-03"
PAGES = {
    "airtime": f"/thoi-luong?{MARCH}",
    "airtime-none": "/thoi-luong?ky=2022-03",
    "targets": f"/thoi-luong/chi-tieu?{MARCH}",
    "why": f"/thoi-luong/vi-sao?{MARCH}&chu_de=3",
    "reconciled": f"/thoi-luong/doi-soat?ngay={DAY}",
    "reconciled-none": "/thoi-luong/doi-soat?ngay=2023-03-01",
    "heads": "/thoi-luong/dau-chuoi?kiem=*",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("thoi-luong")
    with ready_station(folder, items=3) as station:
        people(station)
        fill_airtime(station)
    crew = Crew(folder, now=AFTER)
    with served(crew.app) as address:
        yield address
    crew.close()


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, False), (DESK, True)])
def test_every_page_of_airtime_fits_and_is_readable(site, at, shot, width, dark):
    page = at(width, dark=dark)
    enter(page, site, Role.TECHNICIAN)
    for name, path in PAGES.items():
        page.goto(site + path)
        shot(page, f"{name}-{width}-{'dark' if dark else 'light'}")
        assert stands_out(page) == [], name
        assert axe_faults(page) == [], name


def test_an_auditor_goes_from_a_figure_to_the_chain_and_takes_the_report_away(site, at):
    page = at()
    enter(page, site, Role.AUDITOR, "/thoi-luong")
    page.select_option("[name=ky]", "2023-03")
    page.select_option("[name=chu_de]", "3")
    page.get_by_role("button", name="Xem", exact=True).click()
    page.wait_for_url("**/thoi-luong?ky=2023-03**chu_de=3**")
    with page.expect_download() as taken:
        page.get_by_role("link", name="CSV").click()
    assert taken.value.suggested_filename == "thoi-luong-2023-03.csv"
    page.locator("#chu-de tbody a").first.click()
    page.wait_for_url("**/thoi-luong/vi-sao**")
    assert page.get_by_text(LONG).first.is_visible()
    page.get_by_role("link", name="Thời lượng").first.click()
    page.get_by_role("link", name="Đầu chuỗi").click()
    page.get_by_role("link", name="Đối chiếu mọi nơi").click()
    assert page.get_by_text("không sai chỗ nào").is_visible()


def test_all_of_it_is_done_by_keys_and_without_a_script(site, at):
    page = at(java_script_enabled=False)
    enter(page, site, Role.TECHNICIAN, f"/thoi-luong/doi-soat?ngay={DAY}")
    page.locator("[name=ket_qua]").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**ket_qua=on-time**")
    page.get_by_role("button", name="Đối soát lại ngày này").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/thoi-luong/doi-soat?ngay={DAY}")
    assert page.get_by_text("mất điện").is_visible()


def test_printed_in_grey_every_bar_keeps_its_pattern_and_its_words(site, at, shot):
    page = at()
    enter(page, site, Role.AUDITOR, f"/thoi-luong?{MARCH}")
    page.emulate_media(media="print")
    fills = page.locator("#chu-de .row-bars rect").evaluate_all("each => each.map(one => getComputedStyle(one).fill)")
    assert len(fills) == len(set(fills)) == 4
    assert page.locator("#chu-de .legend").is_visible()
    assert not page.locator(".choose").is_visible()
    shot(page, "airtime-print")
    page.goto(f"{site}/thoi-luong/vi-sao?{MARCH}")
    shot(page, "why-print")
