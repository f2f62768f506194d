"""The first page in a real browser."""

import gzip

import pytest
from browser_made import CHROMIUM, DESK, PHONE, answers_of, axe_faults, served, stands_out
from schedule_files import LATER, new_station
from web_made import Crew, enter, people

from broadcaster.domain.accounts import Role
from broadcaster.domain.alarms import AlarmKind, Trouble
from broadcaster.domain.zone import ZONE
from broadcaster.services.raise_alarms import settle

pytestmark = [pytest.mark.chromium, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]

SENTENCE = "Ổ đĩa chỉ còn 120 MB, cần ít nhất 500 MB. Dọn ổ đĩa: broadcaster cache prune."


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with new_station(tmp_path_factory.mktemp("hom-nay") / "dai") as station:
        settle(station, [Trouble(key="disk", kind=AlarmKind.DISK, sentence=SENTENCE)], of=lambda _: False, now=LATER)
        people(station, now=LATER, places={Role.OPERATOR: {"outlet": "QUY-NHAT"}})
        crew = Crew(station.folder, now=LATER)
        with served(crew.app) as address:
            yield address
        crew.close()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("width", "path"), [(PHONE, "/"), (DESK, "/"), (DESK, "/?tuong=1"), (1920, "/?tuong=1")])
def test_the_first_page_fits_is_readable_and_logs_nothing(site, at, shot, width, path, dark):
    page = at(width, dark=dark)
    enter(page, site, Role.EDITOR, path)
    shot(page, f"today{'-wall' if 'tuong' in path else ''}-{width}-{'dark' if dark else 'light'}")
    assert stands_out(page) == []
    assert axe_faults(page) == []
    assert page.get_by_text(SENTENCE).is_visible()


def test_the_first_page_weighs_less_than_30_kb_packed(site, at):
    page = at()
    enter(page, site, Role.EDITOR)
    answers = answers_of(page)
    page.goto(site, wait_until="load")
    seen = [a for a in answers if a.headers.get("content-type", "").startswith(("text/html", "text/css"))]
    assert len(seen) == 3
    assert sum(len(gzip.compress(each.body(), 9)) for each in seen) <= 30_000


def test_the_clock_ticks_with_a_script_and_stands_without_one(site, at):
    page = at()
    enter(page, site, Role.EDITOR)
    assert page.locator("[data-clock]").text_content().startswith(f"{LATER.astimezone(ZONE):%H:%M:}")
    bare = at(java_script_enabled=False)
    enter(bare, site, Role.EDITOR)
    assert bare.locator("[data-clock]").text_content() == f"{LATER.astimezone(ZONE):%H:%M}"


def test_the_wall_is_read_from_three_metres(site, at):
    """On a television a metre wide, 1920 points across, a letter of 8 mm is 16 points high: type of 22 and more."""
    page = at(1920)
    enter(page, site, Role.EDITOR, "/?tuong=1")
    smallest = "each => parseFloat(getComputedStyle(each).fontSize)"
    for place in (".present", ".coming", "th.title", ".waits li", ".callout p", ".today-head h1"):
        assert page.locator(place).first.evaluate(smallest) >= 22, place
    assert page.locator(".clock").evaluate(smallest) >= 90
    assert not page.locator(".side").is_visible()
