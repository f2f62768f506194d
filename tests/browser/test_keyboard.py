"""The newsroom with a keyboard alone: each journey by Tab, Enter, Space and arrows, the focus always to be seen."""

import shutil
from pathlib import Path

import pytest
from browser_made import CHROMIUM, DESK, PHONE, served
from keyboard_made import Hands, never_reached
from makers import COMMUNE
from portal_made import EVENING_OF, airings, given_day, moved
from web_made import PASSWORD, crew_in, peopled_folder

import broadcaster
from broadcaster.domain.accounts import Role
from broadcaster.domain.approvals import ScriptState
from broadcaster.services.approve_script import standings

pytestmark = [pytest.mark.chromium, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]

__all__ = ["peopled_folder"]

TEMPLATES = Path(broadcaster.__file__).parent / "profiles" / "templates"
TITLE = "Lịch tiếp dân tháng ba"
BODY = "Ủy ban nhân dân xã tiếp công dân sáng thứ Năm hằng tuần."


@pytest.fixture(scope="module")
def crew(tmp_path_factory, peopled_folder):
    made = moved(given_day(crew_in(tmp_path_factory.mktemp("bàn phím"), peopled_folder)), EVENING_OF)
    shutil.copytree(TEMPLATES, made.folder / "scripts" / "templates", dirs_exist_ok=True)
    yield made
    made.close()


@pytest.fixture(scope="module")
def site(crew):
    with served(crew.app) as address:
        yield address


def signed_in(page, site, role):
    """Come in by the door, with keys alone."""
    page.goto(f"{site}/vao")
    hands = Hands(page)
    hands.field("Tên đăng nhập").type(role.value)
    hands.field("Mật khẩu").type(PASSWORD)
    hands.enter()
    page.wait_for_url(lambda url: "/vao" not in url)
    return hands


def until(page, truth):
    """Wait for an expression to become true."""
    for _ in range(150):
        if page.evaluate(truth):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"never: {truth}")


def test_news_becomes_an_approved_script_without_a_mouse(crew, site, at):
    page = at()
    hands = signed_in(page, site, Role.EDITOR)
    hands.link("Tin", exact=True).enter()
    hands.link("Soạn tin").enter()
    hands.field("Tiêu đề").type(TITLE)
    hands.field("Nội dung").type(BODY)
    hands.field("Chủ đề").press("ArrowDown")
    hands.button("Lưu tin").space()
    hands.button("Viết kịch bản").enter()
    hands.field("Lời viết", exact=True).press("Control+End")
    hands.type("NAM: Mời bà con đến đúng giờ.")
    page.locator(".spoken li", has_text="Mời bà con").wait_for()
    hands.link("Nghe câu 1, giọng nữ").enter()
    until(page, "document.getElementById('may-nghe').duration > 0.3")
    hands.button("Lưu kịch bản").enter()
    page.get_by_text("Đã lưu kịch bản.").wait_for()
    hands.button("Trình duyệt").space()
    page.get_by_text("Đã trình duyệt.").wait_for()
    other = at()
    approver = signed_in(other, site, Role.APPROVER)
    approver.link("Duyệt", exact=True).enter()
    approver.link(TITLE).enter()
    approver.button("Duyệt bài").enter()
    other.get_by_text("Đã duyệt bài.").wait_for()
    (script,) = [each for each in standings(crew.station) if each.script.title == TITLE]
    assert script.state is ScriptState.APPROVED
    assert hands.unseen + approver.unseen == []


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_what_aired_is_told_without_a_mouse(crew, site, at, width):
    page, before = at(width), len(airings(crew, COMMUNE))
    hands = signed_in(page, site, Role.OPERATOR)
    hands.link("Đã phát").enter()
    page.wait_for_url("**/da-phat")
    if width == PHONE:
        hands.link("Phát đủ, đúng giờ").enter()
        hands.button("Xác nhận").space()
    else:
        hands.link("Khác kế hoạch").enter()
        page.wait_for_url("**/khac")
        hands.box(page.locator("[name=nghe]").nth(1)).space()
        hands.field("Nguyên nhân", exact=True).press("ArrowDown")
        hands.button("Ghi", exact=True).enter()
    page.get_by_text("Đã ghi vào sổ.").wait_for()
    assert len(airings(crew, COMMUNE)) > before
    assert hands.unseen == []


def test_a_word_is_added_to_the_lexicon_without_a_mouse(site, at):
    page = at()
    hands = signed_in(page, site, Role.EDITOR)
    hands.link("Từ điển").enter()
    page.wait_for_url("**/tu-dien")
    hands.box(page.locator("[name=viet]")).type("ĐTT")
    hands.box(page.locator("[name=doc]")).type("đài truyền thanh")
    hands.enter()
    hands.button("Ghi cách đọc").enter()
    page.get_by_text("Đã ghi cách đọc").wait_for()
    assert hands.unseen == []


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
@pytest.mark.parametrize(
    ("role", "path"),
    [
        (Role.EDITOR, "/tin/moi"),
        (Role.EDITOR, "/kich-ban/tin-003"),
        (Role.APPROVER, "/duyet"),
        (Role.TECHNICIAN, "/ke-hoach"),
        (Role.TECHNICIAN, f"/noi-phat/{COMMUNE}"),
        (Role.TECHNICIAN, "/thoi-luong"),
        (Role.OPERATOR, f"/xa/{COMMUNE}"),
        (Role.OPERATOR, f"/xa/{COMMUNE}/thong-bao"),
        (Role.EDITOR, "/tu-dien"),
    ],
)
def test_everything_is_reached_and_nothing_holds_the_focus(site, at, role, path, key):
    page = at()
    page.goto(f"{site}/vao?tiep={path}")
    page.fill("[name=ten]", role.value)
    page.fill("[name=mat_khau]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/vao" not in url)
    assert never_reached(page, key) == []
