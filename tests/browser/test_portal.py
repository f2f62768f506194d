"""A commune's evening in a real browser, on a phone: sign in, hear, download, say what aired, see it in the log."""

import hashlib
import shutil
import subprocess

import pytest
from browser_made import CHROMIUM, DESK, PHONE, axe_faults, served, stands_out
from makers import COMMUNE, DAY
from portal_made import EVENING_OF, airings, fetched, given_day, moved
from web_made import PASSWORD, crew_in, peopled_folder

from broadcaster.domain.accounts import Role

__all__ = ["peopled_folder"]

pytestmark = [
    pytest.mark.chromium,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="ffmpeg is not installed"),
]

AT = f"/xa/{COMMUNE}"
TITLES = (
    "Bộ phận Tiếp nhận và Trả kết quả giải quyết thủ tục hành chính của huyện nhận hồ sơ cả sáng thứ Bảy",
    "Hướng dẫn người dân khai báo tạm trú trên Cổng Dịch vụ công quốc gia bằng tài khoản định danh điện tử mức độ 2",
    "Gương điển hình",
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """Six seconds of a quiet tone as MP3."""
    path = tmp_path_factory.mktemp("tiếng") / "a.mp3"
    tone = ("-f", "lavfi", "-i", "sine=frequency=440:duration=6", "-af", "volume=0.1", "-b:a", "64k")
    subprocess.run(["ffmpeg", "-nostdin", "-v", "error", *tone, str(path)], check=True)
    return path.read_bytes()


@pytest.fixture
def crew(tmp_path, peopled_folder, sound):
    made = given_day(crew_in(tmp_path, peopled_folder), sound=sound, titles=TITLES)
    yield made
    made.close()


def sign_in(page, site, role=Role.OPERATOR):
    page.goto(site)
    page.get_by_label("Tên đăng nhập").fill(role.value)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


def looked_at(page, shot, name):
    shot(page, f"portal-{name}")
    assert stands_out(page) == []
    assert axe_faults(page) == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with-scripts", "without"])
def test_the_evening_of_an_operator_on_a_phone(crew, at, shot, scripts):
    with served(crew.app) as site:
        page = at(PHONE, java_script_enabled=scripts)
        sign_in(page, site + "/vao?tiep=/xa")
        page.wait_for_url(f"**{AT}")
        if scripts:
            looked_at(page, shot, "today-360-light")
            player = page.locator("audio").first
            player.evaluate("each => { each.muted = true; return each.play(); }")
            page.wait_for_function("() => document.querySelector('audio').currentTime > 0.2")
            assert player.evaluate("each => Math.round(each.duration)") == 6
            player.evaluate("each => each.pause()")
        with page.expect_download() as taken:
            page.get_by_role("link", name="Tải trọn ngày").click()
        assert taken.value.suggested_filename == f"goi-phat-{COMMUNE}-{DAY}.zip"
        sum_of = hashlib.sha256(taken.value.path().read_bytes()).hexdigest()
        assert sum_of == crew.handed[COMMUNE][0].bundle
        page.reload()
        assert fetched(crew, COMMUNE) == ["Người người vận hành xã"]
        assert page.get_by_text("Người người vận hành xã đã tải lúc").is_visible()
        # The evening: both sessions are over.
        moved(crew, EVENING_OF)
        page = at(PHONE, java_script_enabled=scripts)
        sign_in(page, site + f"/vao?tiep={AT}/da-phat")
        if scripts:
            looked_at(page, shot, "aired-waiting-360-light")
        page.get_by_role("link", name="Phát đủ, đúng giờ").first.click()
        if scripts:
            looked_at(page, shot, "aired-full-360-light")
        page.get_by_role("button", name="Xác nhận").click()
        page.get_by_text("Đã ghi vào sổ.").wait_for()
        assert page.get_by_role("link", name="Phát đủ, đúng giờ").count() == 1
        assert page.get_by_text("người trực xác nhận").is_visible()
        # The other session was cut.
        page.get_by_role("link", name="Khác kế hoạch").click()
        page.get_by_label(TITLES[1]).uncheck()
        page.get_by_label("Nguyên nhân", exact=True).select_option("mất điện")
        if scripts:
            looked_at(page, shot, "aired-otherwise-360-light")
        page.get_by_role("button", name="Ghi").click()
        page.get_by_text("Mọi buổi đã qua đều đã ghi.").wait_for()
        assert page.get_by_text("Nguyên nhân: mất điện").is_visible()
        if scripts:
            looked_at(page, shot, "aired-told-360-light")
    assert len(airings(crew, COMMUNE)) == sum(len(each.items) for each in crew.playlists[COMMUNE])


@pytest.mark.parametrize(("width", "dark"), [(PHONE, True), (DESK, False), (DESK, True)])
def test_every_page_fits_and_is_readable(crew, at, shot, width, dark):
    shade = "dark" if dark else "light"
    moved(crew, EVENING_OF)
    first = crew.playlists[COMMUNE][0].id
    with served(crew.app) as site:
        page = at(width, dark=dark)
        sign_in(page, site + "/vao")
        for name, path in (
            ("today", AT),
            ("print", f"{AT}/ngay/{DAY}"),
            ("aired-waiting", f"{AT}/da-phat"),
            ("aired-full", f"{AT}/da-phat/{first}/du"),
            ("aired-otherwise", f"{AT}/da-phat/{first}/khac"),
            ("notices", f"{AT}/thong-bao"),
        ):
            page.goto(site + path)
            for each in page.locator("details").all():
                each.evaluate("each => { each.open = true; }")
            looked_at(page, shot, f"{name}-{width}-{shade}")
        page.get_by_label("Tên thông báo").fill("Lịch cắt điện")
        page.get_by_label("Nội dung").fill("Ngày 16/3, thôn 5 mất điện từ 7h đến 11h30. Liên hệ số 0228.3871.234.")
        page.get_by_role("button", name="Xem và nghe cách đọc").click()
        looked_at(page, shot, f"notices-tried-{width}-{shade}")


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (PHONE, True), (DESK, False), (DESK, True)])
def test_the_outlets_fit_and_a_token_is_issued(crew, at, shot, width, dark):
    shade = "dark" if dark else "light"
    with served(crew.app) as site:
        page = at(width, dark=dark)
        sign_in(page, site + "/vao?tiep=/noi-phat", Role.TECHNICIAN)
        looked_at(page, shot, f"outlets-{width}-{shade}")
        page.get_by_role("link", name="Đài Truyền thanh xã Nghĩa Sơn").click()
        page.get_by_label("Người, máy giữ mã").fill("Máy thu thôn 3")
        page.get_by_role("button", name="Cấp mã").click()
        assert page.get_by_text("Mã truy cập mới: Máy thu thôn 3").is_visible()
        looked_at(page, shot, f"outlet-{width}-{shade}")
        page.goto(f"{site}/xa")
        looked_at(page, shot, f"choose-{width}-{shade}")


def test_a_session_is_confirmed_with_the_keyboard_alone(crew, at):
    moved(crew, EVENING_OF)
    with served(crew.app) as site:
        page = at(DESK)
        sign_in(page, site + f"/vao?tiep={AT}/da-phat")
        page.get_by_role("link", name="Phát đủ, đúng giờ").first.focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Xác nhận").focus()
        page.keyboard.press("Enter")
        page.get_by_text("Đã ghi vào sổ.").wait_for()
    assert len(airings(crew, COMMUNE)) == len(crew.playlists[COMMUNE][0].items)
