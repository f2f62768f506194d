"""Approval in a real browser: read, tick, approve, let it be voiced, hear, approve; by keyboard; on a phone too."""

import pytest
from approval_made import TITLE, speaking_folder, standing
from browser_made import CHROMIUM, PHONE, axe_faults, served, stands_out
from makers import NOW
from small_station import speak_in_tones, told_script
from web_made import Crew, enter

from broadcaster.domain.accounts import Role
from broadcaster.domain.approvals import ScriptState
from broadcaster.services.move_script import submit
from broadcaster.services.write_script import edit_script

pytestmark = [pytest.mark.chromium, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]

LONG = (
    "Hội nghị trực tuyến toàn huyện sơ kết một năm thực hiện Đề án đẩy mạnh truyền thông về cải cách hành chính, "
    "kết nối tới 24 xã, thị trấn"
)


@pytest.fixture
def crew(tmp_path, monkeypatch):
    speak_in_tones(monkeypatch)
    made = Crew(speaking_folder(tmp_path))
    told_script(made.station, "dai", "Sáng 14/3/2023, UBND huyện họp.", "Tỷ lệ đạt 98,5%.", title=LONG)
    submit(made.station, ["dai"], by="Người viết", now=NOW)
    yield made
    made.station.close()


@pytest.fixture
def site(crew):
    with served(crew.app) as address:
        yield address


def looked_at(page, shot, name):
    shot(page, name)
    assert stands_out(page) == []
    assert axe_faults(page) == []


def test_a_script_goes_from_submitted_to_heard_by_clicks(crew, site, at, shot):
    page = at()
    enter(page, site, Role.APPROVER, "/duyet")
    looked_at(page, shot, "duyet-1366")
    page.click(f"text={TITLE}")
    looked_at(page, shot, "duyet-bai-1366")
    page.get_by_role("button", name="Duyệt bài").click()
    assert page.url.endswith("/duyet/mot-cua"), "a question that is not ticked holds the form back"
    page.check("[name=cau]")
    page.get_by_role("button", name="Duyệt bài").click()
    assert page.get_by_text("Đã duyệt bài.").is_visible()
    page.get_by_role("button", name="Thu tiếng").click()
    page.get_by_label("Nghe cả bài").wait_for()  # the page asks again by itself
    looked_at(page, shot, "duyet-nghe-1366")
    assert page.get_by_label("Tôi đã nghe bản thu này bằng cách khác").is_visible()
    page.evaluate("document.querySelector('audio.whole').play()")
    page.wait_for_function("document.querySelector('audio.whole').currentTime > 0")
    page.get_by_role("button", name="Nghe duyệt").click()
    assert page.get_by_text("Bài sẵn sàng lên sóng").is_visible()
    assert standing(crew).state is ScriptState.CLEARED
    page.get_by_role("link", name="Lịch sử").click()
    looked_at(page, shot, "duyet-lich-su-1366")
    page.goto(f"{site}/viec")
    looked_at(page, shot, "viec-1366")


def test_words_that_changed_meanwhile_are_caught_and_shown(crew, site, browser, shot):
    page = browser.new_page(viewport={"width": PHONE, "height": 740})  # which itself logs the 409 as an error
    enter(page, site, Role.APPROVER, "/duyet/le-hoi")
    edit_script(crew.station, "le-hoi", "NỮ: Lễ hội mở lúc 8 giờ.", path="x", by="Biên", now=NOW)
    page.get_by_role("button", name="Duyệt bài").click()
    page.locator("#khac del").first.wait_for()
    looked_at(page, shot, "duyet-doi-360")
    page.close()
    assert standing(crew, "le-hoi").approvals == ()


def test_by_keyboard_alone(crew, site, at):
    page = at()
    enter(page, site, Role.APPROVER, "/duyet/mot-cua")
    page.locator("[name=cau]").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/duyet/mot-cua?xong=bai")
    assert standing(crew).state is ScriptState.APPROVED


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", ["/duyet", "/duyet/dai", "/duyet-cung-luc", "/duyet/dai/lich-su", "/viec"])
def test_every_page_fits_a_phone(site, at, shot, path, dark):
    page = at(PHONE, dark=dark)
    enter(page, site, Role.APPROVER, path)
    for each in page.locator("details.reading > summary").all():
        each.click()
    looked_at(page, shot, f"{path.strip('/').replace('/', '-')}-360-{'dark' if dark else 'light'}")


def test_several_at_once(crew, site, at, shot):
    page = at()
    enter(page, site, Role.APPROVER, "/duyet-cung-luc")
    for title in (LONG, "Lễ hội đình làng"):
        page.get_by_text(title).click()
    for box in page.locator("[name=chon]:visible").all():
        box.check()
    looked_at(page, shot, "duyet-cung-luc-1366")
    page.get_by_role("button", name="Duyệt các bài đã đọc").click()
    assert page.get_by_text("Đã duyệt các bài đã chọn.").is_visible()
    assert standing(crew, "mot-cua").state is ScriptState.SUBMITTED


@pytest.mark.parametrize("size", [None, PHONE])
def test_a_fact_without_a_source_stands_beside_the_readings_in_doubt(crew, site, at, shot, size):
    text = "NỮ: Ngày 24/3, xã Nghĩa Lâm mở một cửa.\nNỮ: ĐTT họp ngày 15/3."
    edit_script(crew.station, "mot-cua", text, path="x", by="Biên", now=NOW)
    page = at(size) if size else at()
    enter(page, site, Role.APPROVER, "/duyet/mot-cua")
    assert page.locator("text=Chưa thấy trong tin gốc (2)").count() == 1
    looked_at(page, shot, f"duyet-tin-goc-{360 if size else 1366}")
