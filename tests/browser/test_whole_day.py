"""A whole day by clicks alone: news, script, approval, voice, sound, plan, mix, bundle, commune, log, report.

One real ``broadcaster serve`` with its store and a real voice; nobody gives a command, nobody calls a service, and each
person types one address.
"""

import hashlib
import io
import json
import zipfile

import pytest
from browser_made import CHROMIUM, DESK, PHONE, axe_faults, stands_out
from clicked_made import AIRS, CLUSTER, EVENING, MORNING, Person, clicked_station, served_by_command

from broadcaster.domain.accounts import Role

pytestmark = [pytest.mark.chromium, pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")]

TITLE = "Xã Quỹ Nhất nhận hồ sơ trực tuyến cả sáng thứ Bảy"
LENGTH = 150
"""Seconds that the session lasts."""
BODY = (
    "Từ tuần này, Trung tâm Phục vụ hành chính công xã Quỹ Nhất nhận hồ sơ trực tuyến cả sáng thứ Bảy. "
    "Bà con nộp hồ sơ khai sinh, chứng thực, đăng ký hộ kinh doanh mà không phải nghỉ làm.\n\n"
    "Tổ công nghệ số cộng đồng ở 24 thôn, xóm giúp bà con từ 7 giờ 30 đến 11 giờ. "
    "Hồ sơ nộp trước 10 giờ được trả kết quả ngay trong buổi sáng.\n\n"
    "Bà con mang theo căn cước và điện thoại đã cài ứng dụng định danh điện tử. "
    "Ai chưa có tài khoản thì tới nhà văn hóa thôn để được hướng dẫn. Loa ĐTT nhắc lại lịch này mỗi chiều."
)


@pytest.fixture(scope="module")
def station(tmp_path_factory):
    folder = tmp_path_factory.mktemp("một ngày") / "đài"
    clicked_station(folder)
    with served_by_command(folder) as now:
        yield now


@pytest.fixture
def stop(shot):
    """Give what looks at a stop of the way: a picture, nothing over the edge, nothing that axe calls serious."""
    seen = []

    def look(person, name):
        seen.append(name)
        width = person.page.viewport_size["width"]
        shot(person.page, f"day-{len(seen):02}-{name}-{width}")
        assert stands_out(person.page) == [], name
        assert axe_faults(person.page) == [], name

    return look


def write_news(reporter, stop):
    reporter.follow("Tin", exact=True)
    reporter.follow("Soạn tin")
    reporter.page.get_by_label("Tiêu đề").fill(TITLE)
    reporter.page.get_by_label("Nội dung").fill(BODY)
    reporter.page.get_by_label("Chủ đề").select_option(index=2)
    stop(reporter, "news-form")
    reporter.press("Lưu tin")
    reporter.press("Viết kịch bản")
    reporter.page.get_by_label("Lời viết", exact=True).press("Control+End")
    reporter.page.keyboard.type("NAM: Mời bà con đến đúng giờ.")
    reporter.page.locator(".spoken li", has_text="Mời bà con").wait_for()
    stop(reporter, "desk")
    reporter.press("Lưu kịch bản")
    reporter.sees("Đã lưu kịch bản.")
    reporter.press("Trình duyệt")
    reporter.sees("Đã trình duyệt.")


def write_frames(technician, stop):
    technician.follow("Lưới giờ và kế hoạch", exact=True)
    technician.follow(f"Lập, dựng, giao ngày {AIRS:%d/%m}")
    technician.sees("chưa viết")
    technician.press("Viết lời dẫn")
    technician.sees("nháp")
    stop(technician, "frames")


def approve(approver, title, stop, name):
    """Read, answer what is in doubt, approve; let it be voiced; hear it, approve the sound."""
    approver.follow("Duyệt", exact=True)
    approver.follow(title)
    for box in approver.page.locator("[name=cau]").all():
        box.check()
    stop(approver, f"{name}-words")
    approver.press("Duyệt bài")
    approver.sees("Đã duyệt bài.")
    approver.press("Thu tiếng")
    approver.page.get_by_label("Nghe cả bài").wait_for(timeout=60_000)  # the page asks again by itself
    assert approver.hears("audio.whole") > 10
    stop(approver, f"{name}-sound")
    approver.press("Nghe duyệt")
    approver.sees("Bài sẵn sàng lên sóng")


def order_day(technician, stop):
    """Plan, mix, hand over: each asked for, confirmed, and seen to its end on the page of jobs."""
    for step in ("lập kế hoạch", "dựng", "giao gói"):
        technician.follow("Lưới giờ và kế hoạch", exact=True)
        technician.follow(f"Lập, dựng, giao ngày {AIRS:%d/%m}")
        technician.page.get_by_role("link", name=f"Đặt làm: {step}").click()
        technician.press("Xác nhận, đặt việc")
        technician.page.wait_for_url("**/viec**")
        row = technician.page.locator("#dat tbody tr").first
        row.locator(".badge.good, .badge.bad").wait_for(timeout=60_000)  # the page asks again by itself
        assert row.locator(".badge.good").count() == 1, row.inner_text()
    stop(technician, "jobs")
    technician.follow("Lưới giờ và kế hoạch", exact=True)
    stop(technician, "week")
    technician.follow(f"Lập, dựng, giao ngày {AIRS:%d/%m}")
    assert technician.page.locator(".steps > li.good").count() == 4
    stop(technician, "day-done")


def take_home(operator, stop):
    """Hear the day on a phone and download it; gives the bytes."""
    assert operator.path() == f"/xa/{CLUSTER}", "who has one outlet is led to it"
    assert round(operator.hears("audio")) == LENGTH
    stop(operator, "portal")
    assert _taken(operator, "Lịch tuần này (PDF)").startswith(b"%PDF-")
    told = operator.page.locator("details.more > summary").first
    told.click()
    named = operator.page.locator("details.more code").last.text_content().strip()
    with operator.page.expect_download() as taken:
        operator.page.get_by_role("link", name="Tải trọn ngày").first.click()
    content = taken.value.path().read_bytes()
    assert hashlib.sha256(content).hexdigest() == named, "the bytes are those that the page names"
    return content


def verify(content):
    """Check every file of a bundle against its manifest."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert packed.testzip() is None
        (name,) = [each for each in packed.namelist() if each.endswith("manifest.json")]
        manifest = json.loads(packed.read(name))
        for each in manifest["files"]:
            assert hashlib.sha256(packed.read(each["name"])).hexdigest() == each["sha256"], each["name"]
        papers = [packed.read(each["name"]).decode() for each in manifest["files"] if not each["name"].endswith(".mp3")]
        assert any(TITLE in each for each in papers), "the session holds the item"


def tell(operator, stop):
    """Say in two taps that the session aired as planned."""
    operator.follow("Đã phát")
    stop(operator, "aired")
    operator.follow("Phát đủ, đúng giờ")
    stop(operator, "aired-full")
    operator.press("Xác nhận")
    operator.sees("Đã ghi vào sổ.")
    stop(operator, "aired-told")


def trace(auditor, stop):
    """Follow the minutes of the item at the commune down to the entry behind them; take the report away."""
    auditor.follow("Thời lượng", exact=True)
    auditor.page.get_by_label("Nơi phát").select_option(CLUSTER)
    auditor.press("Xem")
    stop(auditor, "airtime")
    row = auditor.page.locator("#chu-de tbody tr", has=auditor.page.locator("td a"))
    assert row.count() == 1, "one item of one topic was confirmed"
    minutes = row.locator("td a").last
    assert minutes.text_content().strip() not in {"", "0,0"}
    reports = [_taken(auditor, kind) for kind in ("DOCX", "PDF")]
    minutes.click()
    auditor.page.get_by_role("heading", name="Vì sao có con số này").wait_for()
    assert auditor.page.locator("tr[id^=muc-] .badge", has_text="người trực").count() >= 1
    stop(auditor, "why")
    auditor.follow(TITLE)
    auditor.sees("Mục nhật ký")
    assert auditor.page.get_by_text("Người người vận hành xã").first.is_visible()
    stop(auditor, "entry")
    return reports


def _taken(person, name):
    with person.page.expect_download(timeout=60_000) as taken:
        person.page.get_by_role("link", name=name, exact=True).click()
    return taken.value.path().read_bytes()


def test_a_whole_day_is_made_aired_and_reported_by_clicks_alone(station, at, stop):
    site = station.site
    reporter = Person(at(DESK), site, Role.REPORTER)
    write_news(reporter, stop)
    technician = Person(at(DESK), site, Role.TECHNICIAN)
    write_frames(technician, stop)
    approver = Person(at(DESK), site, Role.APPROVER)
    approve(approver, TITLE, stop, "news")
    approve(approver, "Lời dẫn buổi chiều", stop, "frame")
    order_day(technician, stop)
    station.it_is(MORNING)
    operator = Person(at(PHONE), site, Role.OPERATOR)
    verify(take_home(operator, stop))
    station.it_is(EVENING)
    tell(operator, stop)
    docx, pdf = trace(Person(at(DESK), site, Role.AUDITOR), stop)
    with zipfile.ZipFile(io.BytesIO(docx)) as paper:
        assert "Nghĩa Bình" in paper.read("word/document.xml").decode()
    assert pdf.startswith(b"%PDF-")
