"""How news comes in, in a real browser: topics chosen, letters compared, files sent one by one."""

import re
from dataclasses import replace

import pytest
from browser_made import CHROMIUM, DESK, PHONE, axe_faults, served, stands_out
from news_in_made import BODY, DOCUMENT, OLD_LETTERS, ONE, OTHER, TOPICLESS, bring, with_areas
from web_made import crew, enter, peopled_folder

from broadcaster.domain.accounts import Role

pytestmark = [pytest.mark.chromium, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]

__all__ = ["crew", "peopled_folder"]

GOOD = "Tiêu đề: {title}\nChủ đề: 3\nThể loại: tin\n\nNội dung của tệp {title}.\n"
FEEDS = """
[feeds.cong]
address = "https://cong.example.vn/rss/cai-cach-hanh-chinh-va-chuyen-doi-so"
source = "Cổng thông tin điện tử huyện Nghĩa Hưng"
"""


@pytest.fixture(scope="module")
def items(crew):
    with_areas(crew.station)
    made = [each.id for each in bring(crew.station, TOPICLESS, OLD_LETTERS, DOCUMENT, ONE)]
    bring(crew.station, OTHER)
    return made


@pytest.fixture(scope="module")
def site(crew, items):
    settings = crew.folder / "station.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + FEEDS, encoding="utf-8")
    with served(crew.app) as address:
        yield address


def looked_at(page, shot, name):
    shot(page, name)
    assert stands_out(page) == [], name
    assert axe_faults(page) == [], name


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_every_page_fits_and_is_readable(site, at, shot, items, width, dark):
    page = at(width, dark=dark)
    enter(page, site, Role.EDITOR)
    topicless, letters, paper, twin = items
    look = "dark" if dark else "light"
    for path, name in [
        ("/tin", "inbox"),
        ("/tin?loc=cho-chu-de", "inbox-topics"),
        (f"/tin/{topicless}", "topic"),
        (f"/tin/{letters}", "letters"),
        (f"/tin/{paper}", "document"),
        (f"/tin/{letters}/cac-ban", "versions"),
        ("/tin/nguon", "sources"),
        (f"/tin/{twin}/trung", "twins"),
        (f"/tin/{twin}/rut-gon?giay=15", "shorten"),
    ]:
        page.goto(site + path)
        if name == "document":
            for each in page.locator("#van-ban summary").all():
                each.click()
        looked_at(page, shot, f"in-{name}-{width}-{look}")


def test_files_are_sent_one_by_one_and_told_as_they_come(site, at, shot, tmp_path):
    for name in ("mot", "hai"):
        (tmp_path / f"{name}.txt").write_text(GOOD.format(title=f"Tin {name}"), encoding="utf-8")
    (tmp_path / "anh.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (tmp_path / "rong.txt").write_bytes(b"")
    page = at()
    enter(page, site, Role.EDITOR, "/tin")
    page.get_by_label("Tệp", exact=False).first.set_input_files(sorted(tmp_path.iterdir()))
    page.get_by_role("button", name="Gửi tệp").click()
    page.locator("#tien-do tbody tr").nth(2).wait_for()
    page.get_by_text("Đã gửi xong 3 tệp.").wait_for()
    rows = page.locator("#tien-do tbody tr").all_text_contents()
    assert any("nhận 1 tin" in each and "Tin mot" in each for each in rows)
    assert any("anh.jpg" in each and "chỉ nhận" in each for each in rows)
    assert page.locator(".upload.bad").all_text_contents() == ["rong.txtChưa gửi: tệp rỗng."]
    looked_at(page, shot, "in-upload-1366")
    page.set_viewport_size({"width": PHONE, "height": 740})
    looked_at(page, shot, "in-upload-360")
    page.get_by_role("link", name="Tin mot").click()
    page.get_by_text("Nội dung của tệp Tin mot.").wait_for()


def test_a_line_that_breaks_is_told_and_the_file_is_sent_again(site, at, shot, tmp_path):
    (tmp_path / "ba.txt").write_text(GOOD.format(title="Tin ba"), encoding="utf-8")
    page = at()
    enter(page, site, Role.EDITOR, "/tin")
    page.route("**/tin/nhap/tep", lambda route: route.abort("connectionreset"))
    page.locator("#tep").set_input_files(tmp_path / "ba.txt")
    page.get_by_role("button", name="Gửi tệp").click()
    page.get_by_text("Đường truyền bị ngắt").wait_for()
    at.faults[:] = [each for each in at.faults if "ERR_CONNECTION_RESET" not in each]
    looked_at(page, shot, "in-upload-broken")
    page.unroute("**/tin/nhap/tep")
    page.get_by_role("button", name="Gửi lại: ba.txt").press("Enter")
    page.get_by_text("Đã gửi xong 1 tệp.").wait_for()
    assert page.locator(".upload").count() == 0


def test_files_are_dropped_anywhere_on_the_inbox_and_pasted(site, at, shot):
    page = at()
    enter(page, site, Role.EDITOR, "/tin")
    dropped = page.evaluate_handle(
        """text => { const made = new DataTransfer(); made.items.add(new File([text], "tha.txt")); return made; }""",
        GOOD.format(title="Tin thả"),
    )
    page.dispatch_event("h1", "dragenter", {"dataTransfer": dropped})
    shot(page, "in-dropping")
    assert "dropping" in page.locator("body").get_attribute("class")
    page.dispatch_event("h1", "drop", {"dataTransfer": dropped})
    page.locator("#tien-do").get_by_role("link", name="Tin thả").wait_for()
    assert "dropping" not in (page.locator("body").get_attribute("class") or "")
    page.evaluate(
        """text => { const made = new DataTransfer(); made.items.add(new File([text], "dan.txt"));
        dispatchEvent(new ClipboardEvent("paste", { clipboardData: made, bubbles: true, cancelable: true })); }""",
        GOOD.format(title="Tin dán"),
    )
    page.locator("#tien-do").get_by_role("link", name="Tin dán").wait_for()


def test_a_topic_is_chosen_and_letters_accepted_by_the_keyboard(site, at, items):
    topicless, letters, *_ = items
    page = at()
    enter(page, site, Role.EDITOR, f"/tin/{topicless}")
    assert page.get_by_role("button", name="Viết kịch bản").count() == 0
    assert page.locator(".prose mark").count() >= 1
    page.get_by_label("tin nói tới cả chủ đề này").nth(1).press("Space")
    page.get_by_role("button", name=re.compile("Chọn chủ đề này: ")).first.press("Enter")
    page.get_by_text("Đã chọn chủ đề.").wait_for()
    assert page.get_by_role("button", name="Viết kịch bản").count() == 1
    page.goto(f"{site}/tin/{letters}")
    page.get_by_role("button", name="Đã xem, đúng").press("Enter")
    page.get_by_text("Người biên tập viên đã so và thấy đúng").wait_for()


def test_the_form_suggests_topics(site, at, shot):
    page = at(PHONE)
    enter(page, site, Role.EDITOR, "/tin/moi")
    page.get_by_label("Tiêu đề").fill(f"{TOPICLESS.title} tại xã")
    page.get_by_label("Nội dung").fill(TOPICLESS.body)
    page.get_by_role("button", name="Gợi ý chủ đề").click()
    page.locator("#goi-y .suggestion").first.wait_for()
    looked_at(page, shot, "in-form-360")
    page.get_by_role("button", name=re.compile("Chọn chủ đề này: ")).first.click()
    page.locator("#chu_de").wait_for()
    assert page.locator("#chu_de").input_value() != ""
    page.get_by_label("Tiêu đề").press("Enter")  # saves, as before
    page.get_by_text("Đã thêm tin.").wait_for()


def test_one_of_two_that_tell_the_same_is_shortened_then_merged_into_the_other(crew, site, at):
    body = BODY.replace("Nghĩa Sơn", "Nghĩa Hùng").replace("15/3/2023", "20/4/2022").replace("12 quầy", "6 quầy")
    one = replace(ONE, key="ba", title="Xã Nghĩa Hùng mở một cửa", body=body)
    (item,) = bring(crew.station, one)
    bring(crew.station, replace(one, key="bon", title="Nghĩa Hùng có một cửa", source="Báo"))
    page = at(PHONE)
    enter(page, site, Role.EDITOR, f"/tin/{item.id}")
    page.get_by_role("link", name="Rút gọn").click()
    page.get_by_label("Dài nhất bao nhiêu giây").fill("15")
    page.get_by_role("button", name="Gợi ý câu").click()
    page.locator("input[name=cau]").last.check()
    page.get_by_role("button", name="Lưu bản rút gọn").click()
    page.get_by_text("Đã lưu bản rút gọn").wait_for()
    page.goto(f"{site}/tin/{item.id}")
    assert "vui vẻ" in page.locator(".prose").text_content()
    page.get_by_role("link", name="So hai tin").press("Enter")
    page.get_by_label("Lý do").fill("cùng một buổi lễ")
    page.get_by_label("Lý do").press("Enter")  # decides nothing
    page.get_by_role("button", name="Gộp vào tin này").press("Enter")
    page.get_by_text("Đã gộp.").wait_for()
