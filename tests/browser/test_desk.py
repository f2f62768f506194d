"""The way from a piece of news to a submitted script, in a real browser."""

import shutil
from pathlib import Path

import pytest
from browser_made import ARGUMENTS, CHROMIUM, DESK, PHONE, axe_faults, served, stands_out
from web_made import PASSWORD, crew, crew_in, peopled_folder

import broadcaster
from broadcaster.domain.accounts import Role

pytestmark = [pytest.mark.chromium, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]

__all__ = ["crew", "crew_in", "peopled_folder"]

TEMPLATES = Path(broadcaster.__file__).parent / "profiles" / "templates"
TITLE = (
    "Huyện Nghĩa Hưng đẩy mạnh tuyên truyền cơ chế một cửa, một cửa liên thông tại 24 xã, thị trấn trong quý I năm 2023"
)
BODY = (
    "Ngày 15/3/2023, UBND huyện ban hành Kế hoạch số 25/KH-UBND về tuyên truyền cải cách hành chính.\n\n"
    "Theo đó, 24/24 xã, thị trấn phát thanh ít nhất 3 buổi mỗi tuần. ĐTT xã phối hợp với TT VHTT&TT lúc 5h30 và 17h."
)


@pytest.fixture(scope="module")
def site(crew):
    shutil.copytree(TEMPLATES, crew.folder / "scripts" / "templates", dirs_exist_ok=True)
    with served(crew.app) as address:
        yield address


def signed_in(page, site, role):
    page.goto(f"{site}/vao")
    page.get_by_label("Tên đăng nhập").fill(role.value)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/")
    return page


def until(page, truth):
    """Wait for an expression to become true; the content policy lets nothing be evaluated within the page."""
    for _ in range(150):
        if page.evaluate(truth):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"never: {truth}")


def looked_at(page, shot, name):
    shot(page, name)
    assert stands_out(page) == [], name
    assert axe_faults(page) == [], name


def test_news_is_pasted_cleaned_written_and_submitted(site, at, shot):
    page = signed_in(at(), site, Role.EDITOR)
    page.get_by_role("link", name="Tin", exact=True).click()
    page.get_by_role("link", name="Soạn tin").first.click()
    page.get_by_label("Tiêu đề").fill(TITLE)
    page.get_by_label("Nội dung").fill(BODY.replace("tuyên truyền", "tuyên tru\u00ad\nyền", 1))
    page.get_by_label("Chủ đề").select_option(index=1)
    page.get_by_role("button", name="Làm sạch").click()
    assert page.get_by_label("Nội dung").input_value() == BODY
    looked_at(page, shot, "news-form-1366")
    page.get_by_role("button", name="Lưu tin").click()
    looked_at(page, shot, "news-item-1366")
    page.get_by_role("button", name="Viết kịch bản").click()
    page.get_by_label("Lời viết", exact=True).wait_for()
    assert page.locator(".said.unsure").count() >= 1
    looked_at(page, shot, "desk-1366")
    page.get_by_label("Lời viết", exact=True).press("Control+End")
    page.keyboard.type("NAM: Mời gọi 18001234 để hỏi.\n")
    page.locator(".spoken li", has_text="Mời gọi").wait_for()
    assert "Đã giữ nháp" in page.locator("#da-giu").text_content()
    page.get_by_role("button", name="Lưu kịch bản").click()
    page.get_by_text("Đã lưu kịch bản.").wait_for()
    page.get_by_role("button", name="Đã biên tập").click()
    page.get_by_role("button", name="Trình duyệt").click()
    page.get_by_text("Đã trình duyệt.").wait_for()
    assert page.locator(".standing .badge").text_content() == "chờ duyệt"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_every_page_fits_and_is_readable(site, at, shot, width, dark):
    page = signed_in(at(width, dark=dark), site, Role.EDITOR)
    look = "dark" if dark else "light"
    for path, name in [
        ("/tin", "news"),
        ("/tin?tim=khong-co-dau", "news-none"),
        ("/tin/moi", "news-form"),
        ("/tin/tin-001", "news-item"),
        ("/tin/tin-001/bo", "news-remove"),
        ("/kich-ban", "scripts"),
        ("/kich-ban/tin-001", "desk"),
        ("/kich-ban/tin-001?viet=UBND#them-tu", "desk-word"),
        ("/kich-ban/tin-001/cac-ban", "versions"),
        ("/kich-ban/tin-001/thu-tieng", "takes"),
        ("/kich-ban/tin-001/to-in", "sheet"),
        ("/kich-ban/tin-001/nhac-chu", "prompter"),
    ]:
        page.goto(site + path)
        looked_at(page, shot, f"{name}-{width}-{look}")


def test_two_people_at_one_desk_lose_nothing(site, at, shot):
    lan, nam = signed_in(at(), site, Role.EDITOR), signed_in(at(PHONE), site, Role.REPORTER)
    desk = f"{site}/kich-ban/tin-002"
    lan.goto(desk)
    lan.get_by_role("button", name="Bắt đầu sửa").click()
    lan.get_by_label("Lời viết", exact=True).fill("NỮ: Lời của biên tập viên, ngày 20/11.\n")
    lan.locator(".spoken", has_text="hai mươi tháng mười một").wait_for()
    nam.goto(desk)
    nam.get_by_text("Người biên tập viên đang sửa").wait_for()
    looked_at(nam, shot, "desk-held-360")
    nam.get_by_role("link", name="Sửa thay").click()
    nam.get_by_role("dialog").get_by_role("button", name="Sửa thay").click()
    nam.get_by_label("Lời viết", exact=True).fill("NAM: Lời của phóng viên.\n")
    nam.locator("#da-giu", has_text="Đã giữ nháp").wait_for()
    nam.get_by_role("button", name="Lưu kịch bản").click()
    nam.get_by_text("Đã lưu kịch bản.").wait_for()
    lan.get_by_role("button", name="Lưu kịch bản").click()
    lan.get_by_text("đang sửa kịch bản này. Lời của bạn đã được giữ").wait_for()
    assert lan.locator(".compare ins").first.text_content().startswith("NỮ:")
    looked_at(lan, shot, "desk-both-1366")
    assert all("409" in each for each in at.faults)
    at.faults.clear()


def test_a_sentence_is_played_in_the_page(site, at):
    page = signed_in(at(), site, Role.EDITOR)
    page.goto(f"{site}/kich-ban/tin-003")
    page.get_by_role("link", name="Nghe câu 1, giọng nam").focus()
    page.keyboard.press("Enter")
    until(page, "document.getElementById('may-nghe').duration > 0.3")
    assert page.url.endswith("/kich-ban/tin-003")


def test_the_desk_works_without_a_script(site, at):
    page = signed_in(at(java_script_enabled=False), site, Role.EDITOR)
    page.goto(f"{site}/kich-ban/tin-003")
    page.get_by_role("button", name="Bắt đầu sửa").click()
    page.get_by_label("Lời viết", exact=True).fill("NỮ: Họp ngày 2/9 ở ĐTT.\n")
    page.get_by_role("button", name="Đọc thử").click()
    page.get_by_role("link", name="đê tê tê").click()
    assert page.get_by_label("Viết", exact=False).last.input_value() == "ĐTT"
    page.get_by_role("link", name="Bỏ bản nháp").click()
    page.get_by_role("button", name="Bỏ bản nháp").click()
    assert page.get_by_text("Đã bỏ bản nháp của bạn.").is_visible()


def test_the_prompter_runs_and_is_turned_by_keys(site, at):
    page = signed_in(at(), site, Role.EDITOR)
    page.goto(f"{site}/kich-ban/tin-001/nhac-chu?co=8&toc=9")
    page.locator("h1").click()
    page.keyboard.press("-")
    assert page.locator(".prompter.size-7").count() == 1
    page.keyboard.press(" ")
    until(page, "scrollY > 20")
    page.keyboard.press(" ")
    assert page.get_by_role("button", name="Chạy").is_visible()
    page.get_by_role("link", name="Lật gương").click()
    assert page.locator(".prompter.mirrored").count() == 1
    assert "lat=1" in page.url


@pytest.fixture
def with_microphone(browser):
    """Give a page of a browser whose microphone beeps by itself."""
    beeping = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    there = browser.browser_type.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *beeping])
    page = there.new_page()
    page.set_default_timeout(15_000)
    yield page
    there.close()


def test_a_voice_is_recorded_in_the_browser_and_sent(site, with_microphone):
    page = signed_in(with_microphone, site, Role.TECHNICIAN)
    page.goto(f"{site}/kich-ban/tin-001/thu-tieng")
    page.get_by_role("button", name="Thu", exact=True).click()
    page.get_by_text("Đang thu…").wait_for()
    until(page, "document.querySelector('.recorder meter').value > 0")
    page.wait_for_timeout(1_500)
    page.get_by_role("button", name="Dừng").click()
    page.get_by_text("Đã thu xong.").wait_for()
    given = page.evaluate("(file => [file.name, file.type, file.size])(document.getElementById('tep').files[0])")
    assert given[:2] == ["ban-thu.wav", "audio/wav"]
    assert given[2] > 50_000
    page.get_by_label("Chỗ đọc").select_option("1")
    page.get_by_role("button", name="Gửi bản đọc").click()
    told = page.get_by_role("alert").or_(page.get_by_role("heading", name="Đã nhận bản đọc")).first.text_content()
    assert "Không mở được" not in told  # it was opened and judged, whatever beeps are worth
