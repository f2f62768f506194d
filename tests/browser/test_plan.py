"""The week and the changes of the timetable in a real browser."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from browser_made import CHROMIUM, DESK, PHONE, axe_faults, served, stands_out
from makers import COMMUNE, DAY, EVENING, MORNING, NOW, a_handover, a_queue_entry, a_target, a_timetable, a_topic
from planned_station import SLOTS, ready_frames, ready_item, ready_station
from web_made import Crew, enter, people

from broadcaster.domain.accounts import Role
from broadcaster.domain.ids import NewsItemId, TopicCode
from broadcaster.domain.schedule_changes import ScheduleDraft
from broadcaster.scheduling.day import aired_items
from broadcaster.services.move_item import move_item, propose_move
from broadcaster.services.plan_week import plan_days
from broadcaster.services.propose_schedule import propose_draft
from broadcaster.services.weigh_move import Wanted
from broadcaster.station import Station

pytestmark = [pytest.mark.chromium, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]

LONG = "Ủy ban nhân dân huyện Nghĩa Hưng triển khai kế hoạch cải cách hành chính và chuyển đổi số năm 2023 tới các xã"
TOPICS = tuple(a_topic(code=TopicCode(code), name=f"Chủ đề {code}", short=f"Chủ đề {code}") for code in range(8))


NEXT = DAY + timedelta(days=1)


def there(station, session=EVENING, day=DAY, outlet=COMMUNE):
    with station.store.reading() as tx:
        return next(aired_items(p) for p in tx.playlists.on(day) if (p.outlet_id, p.session) == (outlet, session))


def to_third(item, day=DAY, session=MORNING):
    return Wanted(item_id=item, from_day=day, from_session=session, to_day=day, to_session=session, position=3)


def moved_before(station):
    """Let the next day be handed over; one move is done, one waits for a second person."""
    said = {"by": "Phạm Văn Nam", "reason": "Tin chính của tuần phải đứng trước", "now": NOW}
    move_item(station, to_third(there(station, MORNING)[0]), **said)
    with station.store.writing() as tx:
        mine = tuple(each.id for each in tx.playlists.on(NEXT) if each.outlet_id == COMMUNE)
        tx.handovers.add(a_handover(outlet_id=COMMUNE, air_date=NEXT, playlists=mine, items=(), at=NOW))
    propose_move(
        station,
        to_third("tin-004" if "tin-004" in there(station, day=NEXT) else there(station, day=NEXT)[0], NEXT, EVENING),
        **said,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("ke-hoach")
    with ready_station(folder, items=0, topics=TOPICS, targets=(a_target(period="2023-Q1"),)) as station:
        for number in range(1, 15):
            over = {"title": LONG} if number == 4 else {}
            ready_item(station, number, topic=TopicCode(number % 7 + 1), **over)
        with station.store.writing() as tx:
            tx.queue.add(a_queue_entry(item_id=NewsItemId("tin-004"), session=EVENING))
        ready_frames(station, NEXT)
        for day in (DAY, NEXT):
            list(plan_days(station, day, now=NOW))
        moved_before(station)
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


@pytest.fixture(scope="module")
def folder(site, tmp_path_factory):
    """The folder that the site shows."""
    return next(tmp_path_factory.getbasetemp().glob("ke-hoach*"))


PAGES = {
    "plan": f"/ke-hoach?tuan={DAY}",
    "plan-day": f"/ke-hoach/ngay/{DAY}",
    "plan-order": f"/ke-hoach/ngay/{DAY}/dat/plan",
    "plan-moves": "/ke-hoach/lan-chuyen",
    "plan-move-where": f"/ke-hoach/chuyen/tin-004?tu_ngay={DAY}&tu_buoi={EVENING}",
    "plan-move": f"/ke-hoach/chuyen/tin-004/xem?tu_ngay={DAY}&tu_buoi={EVENING}&toi={DAY}/{EVENING}&vi_tri=4",
    "plan-targets": "/ke-hoach/chi-tieu",
    "plan-why": "/ke-hoach/vi-sao/tin-004",
    "schedule": "/ke-hoach/lich",
}


def test_the_open_tab_is_in_sight_on_a_phone(site, at):
    page = at(PHONE)
    enter(page, site, Role.TECHNICIAN, "/ke-hoach/lich")
    tab = page.locator(".tabs [aria-current]").bounding_box()
    assert tab["x"] >= 0
    assert tab["x"] + tab["width"] <= PHONE


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


def opened_stories(page, session):
    """Open the stories of a planned session and give it."""
    found = page.locator(f".session[data-to='{session}']")
    found.locator("summary").click()
    return found


def test_a_story_is_dragged_to_another_place_and_nothing_is_kept_before_the_word(site, folder, at, shot):
    page = at(DESK)
    enter(page, site, Role.TECHNICIAN, f"/ke-hoach?tuan={DAY}")
    with Station.open(folder, {}) as station:
        first, _, third, *_ = before = there(station)
    session = opened_stories(page, f"{DAY}/{EVENING}")
    page.set_viewport_size({"width": DESK, "height": 1600})
    stories = session.locator("li:has(.move)")
    stories.nth(0).drag_to(stories.nth(2))
    page.wait_for_url("**/xem?**")
    shot(page, "plan-dragged-1366")
    with Station.open(folder, {}) as station:
        assert there(station) == before
    page.get_by_label("Vì sao chuyển").fill("kéo thử")
    page.get_by_role("button", name="Chuyển tin").click()
    page.wait_for_url(f"**/ke-hoach?tuan={DAY}**")
    with Station.open(folder, {}) as station:
        assert there(station)[2] == first
        assert there(station).index(third) < 2


def test_a_story_is_moved_by_keys_alone_and_the_record_says_so(site, folder, at):
    page = at(PHONE, java_script_enabled=False)
    enter(page, site, Role.TECHNICIAN, f"/ke-hoach?tuan={DAY}")
    with Station.open(folder, {}) as station:
        first = there(station)[0]
    page.locator(f".session:has(a.move[href*='{first}'][href*='{EVENING}']) summary").first.focus()
    page.keyboard.press("Enter")
    page.locator(f"a.move[href*='/{first}?'][href*='tu_ngay={DAY}'][href*='{EVENING}']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/ke-hoach/chuyen/**")
    page.locator(f"input[value='{DAY}/{EVENING}']").focus()
    page.keyboard.press("Space")
    page.get_by_label("Đứng thứ mấy trong buổi ấy").fill("2")
    page.keyboard.press("Enter")
    page.wait_for_url("**/xem?**")
    page.get_by_label("Vì sao chuyển").focus()
    page.keyboard.type("bằng bàn phím")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/ke-hoach?tuan={DAY}**")
    with Station.open(folder, {}) as station:
        assert there(station)[1] == first
    page.goto(f"{site}/ke-hoach/lan-chuyen")
    assert page.get_by_text("bằng bàn phím").is_visible()
