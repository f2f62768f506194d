"""The week and the changes of the timetable in a real browser."""

from dataclasses import replace
from datetime import time

import pytest
from browser_made import CHROMIUM, DESK, PHONE, axe_faults, served, stands_out
from makers import DAY, EVENING, NOW, a_queue_entry, a_target, a_timetable, a_topic
from planned_station import SLOTS, ready_item, ready_station
from web_made import Crew, enter, people

from broadcaster.domain.accounts import Role
from broadcaster.domain.ids import NewsItemId, TopicCode
from broadcaster.domain.schedule_changes import ScheduleDraft
from broadcaster.services.plan_week import plan_days
from broadcaster.services.propose_schedule import propose_draft

pytestmark = [pytest.mark.chromium, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]

LONG = "Ủy ban nhân dân huyện Nghĩa Hưng triển khai kế hoạch cải cách hành chính và chuyển đổi số năm 2023 tới các xã"
TOPICS = tuple(a_topic(code=TopicCode(code), name=f"Chủ đề {code}", short=f"Chủ đề {code}") for code in range(8))


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ke-hoach")
    with ready_station(folder, items=0, topics=TOPICS, targets=(a_target(period="2023-Q1"),)) as station:
        for number in range(1, 15):
            over = {"title": LONG} if number == 4 else {}
            ready_item(station, number, topic=TopicCode(number % 7 + 1), **over)
        with station.store.writing() as tx:
            tx.queue.add(a_queue_entry(item_id=NewsItemId("tin-004"), session=EVENING))
        list(plan_days(station, DAY, now=NOW))
        for starts in (time(12, 0), time(17, 45)):
            slots = tuple(replace(each, starts=starts) if each.session == EVENING else each for each in SLOTS)
            timetable = a_timetable(slots=slots, topics=TOPICS, targets=())
            draft = ScheduleDraft(timetable=timetable, source=f"{starts}", files=())
            propose_draft(station, draft, by="Phạm Văn Nam", now=NOW, what="lịch")
        people(station)
    crew = Crew(folder, now=NOW)
    with served(crew.app) as address:
        yield address
    crew.close()


PAGES = {
    "plan": f"/ke-hoach?tuan={DAY}",
    "plan-day": f"/ke-hoach/ngay/{DAY}",
    "plan-order": f"/ke-hoach/ngay/{DAY}/dat/plan",
    "plan-targets": "/ke-hoach/chi-tieu",
    "plan-why": "/ke-hoach/vi-sao/tin-004",
    "schedule": "/ke-hoach/lich",
}


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, False), (DESK, True)])
def test_every_page_of_the_plan_fits_and_is_readable(site, at, shot, width, dark):
    page = at(width, dark=dark)
    enter(page, site, Role.TECHNICIAN)
    for name, path in PAGES.items():
        page.goto(site + path)
        if page.locator(".session details").count():
            page.locator(".session summary").first.click()
        shot(page, f"{name}-{width}-{'dark' if dark else 'light'}")
        assert stands_out(page) == [], name
        assert axe_faults(page) == [], name


def test_a_reader_goes_from_the_week_to_the_reason_by_keys_alone(site, at):
    page = at()
    enter(page, site, Role.EDITOR, f"/ke-hoach?tuan={DAY}")
    page.locator(".session summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ke-hoach/vi-sao/**")
    assert page.get_by_role("heading", name="Vì sao xếp như vậy").is_visible()


def test_a_second_person_reads_the_change_ticks_and_confirms(site, at):
    page = at(PHONE)
    enter(page, site, Role.APPROVER, "/ke-hoach/lich")
    first = page.locator("#de-nghi-1")
    first.get_by_role("button", name="Xác nhận và áp dụng").click()
    assert page.locator("#de-nghi-1 [name=da_xem]:invalid").count() == 1, "nothing was sent before it was ticked"
    page.locator("#de-nghi-1 [name=da_xem]").check()
    page.locator("#de-nghi-1").get_by_role("button", name="Xác nhận và áp dụng").click()
    page.locator("#de-nghi-1").wait_for(state="detached")
    page.locator("#de-nghi-2 [name=ly_do]").fill("lịch đã đổi")
    page.get_by_role("button", name="Bác đề nghị").click()
    assert page.get_by_text("Không có đề nghị nào đang chờ").is_visible()
