"""Pages of the plan: the week, why an item is where it is, and changes of the timetable by two people."""

import html
import re
import shutil
from dataclasses import replace
from datetime import time, timedelta
from pathlib import Path
from urllib.parse import urlencode

import pytest
from makers import COMMUNE, DAY, EVENING, MORNING, NOW, STATION, a_handover, a_queue_entry, a_timetable
from planned_station import SLOTS
from small_station import kept
from web_made import crew_in

import broadcaster
from broadcaster.domain.accounts import Role
from broadcaster.domain.airings import fetched_how
from broadcaster.domain.ids import NewsItemId
from broadcaster.domain.orders import OrderKind, OrderOutcome
from broadcaster.domain.schedule_changes import ScheduleDraft
from broadcaster.services.order_work import carry_out, orders
from broadcaster.services.plan_week import plan_days
from broadcaster.services.propose_schedule import propose_draft, waiting_proposals
from broadcaster.services.queue_segment import queue_on

NAM = "Phạm Văn Nam"
TEMPLATES = Path(broadcaster.__file__).parent / "profiles" / "templates"
WEEK = f"/ke-hoach?tuan={DAY}"


@pytest.fixture(scope="module")
def planned(tmp_path_factory, peopled_folder):
    made = crew_in(tmp_path_factory.mktemp("kế hoạch"), peopled_folder)
    with made.station.store.writing() as tx:
        tx.queue.add(a_queue_entry(item_id=NewsItemId("tin-002"), session=EVENING, by="Lan <b>"))
    list(plan_days(made.station, DAY, now=NOW))
    yield made
    made.close()


def read(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    return html.unescape(answer.text)


def moved(**over):
    """Give a timetable whose evenings begin at another time."""
    starts = over.pop("starts", time(18, 0))
    slots = tuple(replace(each, starts=starts) if each.session == EVENING else each for each in SLOTS)
    return ScheduleDraft(timetable=a_timetable(slots=slots, targets=(), **over), source=str(starts), files=())


@pytest.fixture
def proposed(own_crew):
    made = propose_draft(own_crew.station, moved(), by=NAM, now=NOW, what="lịch")
    own_crew.number = made.proposal.id
    return own_crew


def test_a_week_shows_every_session_with_its_stories_and_how_far_it_has_come(planned):
    text = read(planned.as_(Role.EDITOR), WEEK)
    assert [f"Thứ {name}" in text for name in ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy")] == [True] * 6
    assert text.count('<article class="session planned"') == 2, "alike outlets stand together"
    assert "chưa có kế hoạch" in text
    assert re.search(r'<rect class="mark topic-3" x="[\d.]+%" width="[\d.]+%"', text)
    assert 'href="/ke-hoach/vi-sao/tin-002"' in text
    assert " style=" not in text


def test_what_waits_by_hand_is_shown_and_is_never_markup(planned):
    answer = planned.as_(Role.EDITOR).get(WEEK)
    assert "Lan &lt;b&gt;" in answer.text
    assert "Tin số 2" in answer.text


def test_one_outlet_or_a_group_is_chosen_in_the_address(planned):
    client = planned.as_(Role.EDITOR)
    one = read(client, f"{WEEK}&noi={COMMUNE}")
    assert re.search(rf'<option value="{COMMUNE}" selected>', one)
    assert f"/ke-hoach/vi-sao/tin-002?noi={COMMUNE}" in one
    assert "session planned" in read(client, f"{WEEK}&nhom=xa-ven-bien")
    assert "Không có nhóm" in read(client, f"{WEEK}&nhom=la", 400)
    assert "Không hiểu ngày" in read(client, "/ke-hoach?tuan=mai", 400)
    read(client, "/ke-hoach?tuan=9999-12-31", 400)
    read(client, f"{WEEK}&noi=KHONG-CO", 404)


def test_an_operator_sees_their_own_outlet_and_no_change_of_the_whole_timetable(planned):
    client = planned.as_(Role.OPERATOR)
    text = read(client, WEEK)
    assert "session planned" in text
    assert STATION not in text
    assert "Đài Truyền thanh huyện" not in text
    assert "/ke-hoach/lich" not in text
    for foreign in (
        f"{WEEK}&noi={STATION}",
        "/ke-hoach/lich",
        "/ke-hoach/chi-tieu",
        f"/ke-hoach/vi-sao/tin-001?noi={STATION}",
    ):
        read(client, foreign, 404)
    assert "Đài Truyền thanh huyện" not in read(client, "/ke-hoach/vi-sao/tin-001")


def test_the_reasons_of_the_planner_are_told(planned):
    text = read(planned.as_(Role.EDITOR), "/ke-hoach/vi-sao/tin-002")
    assert "Tin số 2" in text
    assert re.search(r'data-label="Vì sao">[^<]+', text)
    with planned.station.store.reading() as tx:
        reasons = tx.plan_records.reasons_of(NewsItemId("tin-002"), DAY, DAY)
    assert reasons
    assert all(each.sentence[1:] in text for each in reasons)
    read(planned.as_(Role.EDITOR), "/ke-hoach/vi-sao/khong-co", 400)


def test_a_proposal_shows_what_it_changes_and_a_second_person_confirms_it(proposed):
    text = read(proposed.as_(Role.AUDITOR), "/ke-hoach/lich")
    assert "Đề nghị số 1" in text
    assert "buổi chiều" in text
    assert "6 giờ chiều" in text
    assert "Xác nhận và áp dụng" not in text, "an auditor looks on"
    assert "Xác nhận và áp dụng" in read(proposed.as_(Role.APPROVER), "/ke-hoach/lich")
    done = proposed.as_(Role.APPROVER).fill("/ke-hoach/lich/1/xac-nhan", da_xem="1")
    assert (done.status_code, done.headers["location"]) == (303, "/ke-hoach/lich")
    assert not waiting_proposals(proposed.station)
    shown = read(proposed.as_(Role.APPROVER), "/ke-hoach/lich")
    assert re.search(rf"{NAM}</td><td[^>]*>{approver(proposed)}</td>", shown)
    assert "xác nhận đổi lịch" in read(proposed.as_(Role.AUDITOR), "/nhat-ky-viec?viec=schedule_confirmed")


def test_nobody_confirms_their_own_change_nor_without_the_right_nor_from_elsewhere(proposed):
    version = a_version(proposed)
    for role in (Role.EDITOR, Role.AUDITOR, Role.OPERATOR):
        assert proposed.as_(role).fill("/ke-hoach/lich/1/xac-nhan").status_code == 403
    assert proposed.as_(Role.APPROVER).post("/ke-hoach/lich/1/xac-nhan", data={}).status_code == 403
    own = propose_draft(proposed.station, moved(starts=time(17, 45)), by=approver(proposed), now=NOW, what="lịch")
    refused = proposed.as_(Role.APPROVER).fill(f"/ke-hoach/lich/{own.proposal.id}/xac-nhan", da_xem="1")
    assert refused.status_code == 409
    assert "không được tự xác nhận" in refused.text
    assert a_version(proposed) == version
    assert len(waiting_proposals(proposed.station)) == 2


def test_a_far_move_is_confirmed_only_by_whoever_says_that_it_was_seen(own_crew):
    propose_draft(own_crew.station, moved(starts=time(12, 0)), by=NAM, now=NOW, what="lịch")
    client = own_crew.as_(Role.APPROVER)
    assert 'name="da_xem"' in read(client, "/ke-hoach/lich")
    refused = client.fill("/ke-hoach/lich/1/xac-nhan")
    assert refused.status_code == 409
    assert "Có thay đổi phải xem kỹ" in refused.text
    assert client.fill("/ke-hoach/lich/1/xac-nhan", da_xem="1").status_code == 303


def test_a_proposal_is_rejected_with_a_reason_and_only_once(proposed):
    client = proposed.as_(Role.APPROVER)
    missing = client.fill("/ke-hoach/lich/1/bac", ly_do="  ")
    assert missing.status_code == 400
    assert "chưa ghi lý do bác" in missing.text
    assert len(waiting_proposals(proposed.station)) == 1
    assert client.fill("/ke-hoach/lich/1/bac", ly_do="trùng giờ chợ").status_code == 303
    assert not waiting_proposals(proposed.station)
    again = client.fill("/ke-hoach/lich/1/xac-nhan", da_xem="1")
    assert again.status_code == 409
    assert client.fill("/ke-hoach/lich/77/xac-nhan").status_code == 409


def test_going_back_is_proposed_and_waits_for_somebody_else(proposed):
    proposed.as_(Role.APPROVER).fill("/ke-hoach/lich/1/xac-nhan", da_xem="1")
    proposed.clock.now = NOW + timedelta(hours=1)
    first = a_version(proposed) - 1
    done = proposed.as_(Role.TECHNICIAN).fill("/ke-hoach/lich/quay-lai", phien_ban=str(first))
    assert done.status_code == 303
    assert f"Quay lại phiên bản {first}" in read(proposed.as_(Role.APPROVER), "/ke-hoach/lich")
    assert proposed.as_(Role.APPROVER).fill("/ke-hoach/lich/quay-lai", phien_ban=str(first)).status_code == 403
    assert proposed.as_(Role.TECHNICIAN).fill("/ke-hoach/lich/quay-lai", phien_ban="99").status_code == 409


def test_the_pages_are_in_english_too(planned):
    client = planned.anybody()
    client.sign_in("editor")
    client.get("/giao-dien?tieng=en&ve=/")
    assert "Week 13/03 to 19/03/2023" in read(client, WEEK)
    assert "Timetable changes" in read(client, "/ke-hoach/lich")
    assert "Why it is planned so" in read(client, "/ke-hoach/vi-sao/tin-002")
    assert "Targets and plan" in read(client, "/ke-hoach/chi-tieu")


def queued(crew):
    return [(each.item_id, each.outlet_id, each.position) for each in queue_on(crew.station, DAY)]


def test_a_story_is_queued_by_hand_moved_up_and_taken_out_and_each_is_noted(own_crew):
    client = own_crew.as_(Role.TECHNICIAN)
    assert "Xếp vào buổi" in read(client, "/ke-hoach/vi-sao/tin-001")
    where = {"ngay": str(DAY), "buoi": str(EVENING)}
    for item in ("tin-001", "tin-002"):
        done = client.fill("/ke-hoach/xep-tay", viec="them", tin=item, noi=COMMUNE, **where)
        assert (done.status_code, done.headers["location"]) == (303, f"/ke-hoach?tuan={DAY}&noi={COMMUNE}#ngay-{DAY}")
    assert queued(own_crew) == [("tin-001", COMMUNE, 1), ("tin-002", COMMUNE, 2)]
    assert "Đưa Tin số 2 lên trước" in read(client, WEEK)
    client.fill("/ke-hoach/xep-tay", viec="len", tin="tin-002", noi=COMMUNE, thu_tu="2", **where)
    assert queued(own_crew) == [("tin-002", COMMUNE, 1), ("tin-001", COMMUNE, 2)]
    client.fill("/ke-hoach/xep-tay", viec="bo", tin="tin-002", noi=COMMUNE, **where)
    assert queued(own_crew) == [("tin-001", COMMUNE, 1)]
    assert "bỏ tin xếp tay" in read(own_crew.as_(Role.AUDITOR), "/nhat-ky-viec?viec=queue_remove")


@pytest.mark.parametrize(
    ("over", "status"),
    [
        ({"tin": "khong-co"}, 400),
        ({"buoi": "dem"}, 400),
        ({"noi": "KHONG-CO"}, 404),
        ({"ngay": "mai"}, 422),
        ({"viec": "xoa-het"}, 422),
        ({"viec": "bo", "tin": "tin-003"}, 409),
    ],
)
def test_what_cannot_be_queued_is_refused_and_nothing_is_queued(own_crew, over, status):
    form = {"viec": "them", "tin": "tin-001", "ngay": str(DAY), "buoi": str(EVENING), "noi": COMMUNE} | over
    assert own_crew.as_(Role.TECHNICIAN).fill("/ke-hoach/xep-tay", **form).status_code == status
    assert queued(own_crew) == []


def test_only_planners_queue_and_no_foreign_form_does(own_crew):
    form = {"viec": "them", "tin": "tin-001", "ngay": str(DAY), "buoi": str(EVENING), "noi": COMMUNE}
    for role in (Role.EDITOR, Role.APPROVER, Role.AUDITOR, Role.OPERATOR):
        assert own_crew.as_(role).fill("/ke-hoach/xep-tay", **form).status_code == 403
        assert "Xếp vào buổi" not in read(own_crew.as_(role), "/ke-hoach/vi-sao/tin-001")
    assert own_crew.as_(Role.TECHNICIAN).post("/ke-hoach/xep-tay", data=form).status_code == 403
    assert queued(own_crew) == []


def a_version(crew):
    with crew.station.store.reading() as tx:
        return tx.timetables.version()


def approver(crew):
    with crew.station.store.reading() as tx:
        found = tx.accounts.get(Role.APPROVER.value)
    assert found is not None
    return found.full_name


# --- what is ordered for a day -------------------------------------------------------------------------------------

DAY_PAGE = f"/ke-hoach/ngay/{DAY}"


def test_planning_is_ordered_by_a_button_confirmed_and_carried_out(own_crew):
    client = own_crew.as_(Role.TECHNICIAN)
    assert f'href="{DAY_PAGE}"' in read(client, WEEK)
    told = read(client, DAY_PAGE)
    assert "0 trên 4 buổi" in told
    assert "Chưa có kế hoạch để giao" in told
    assert f'href="{DAY_PAGE}/dat/plan"' in told
    asked = read(client, f"{DAY_PAGE}/dat/plan")
    assert "Lập 4 buổi chưa có kế hoạch" in asked
    assert orders(own_crew.station) == (), "nothing is ordered by looking"
    done = client.fill(f"{DAY_PAGE}/dat/plan")
    assert (done.status_code, done.headers["location"]) == (303, "/viec#dat")
    (made,) = orders(own_crew.station)
    assert (made.kind, made.arguments, made.by) == (OrderKind.PLAN, (str(DAY),), "Người kỹ thuật viên")
    waits = read(client, DAY_PAGE)
    assert "Đang chờ tới lượt" in waits
    assert f'href="{DAY_PAGE}/dat/plan"' not in waits
    (ended,) = carry_out(own_crew.station, clock=own_crew.clock)
    assert ended.outcome is OrderOutcome.DONE
    assert "4 trên 4 buổi" in read(client, DAY_PAGE)
    assert "đặt việc" in read(own_crew.as_(Role.AUDITOR), "/nhat-ky-viec?viec=order_made")


def test_what_cannot_be_done_yet_is_refused_in_words_and_not_ordered(own_crew):
    client = own_crew.as_(Role.TECHNICIAN)
    assert "Chưa có kế hoạch để giao" in read(client, f"{DAY_PAGE}/dat/publish")
    refused = client.fill(f"{DAY_PAGE}/dat/publish")
    assert refused.status_code == 409
    assert "Không đặt được việc này: Chưa có kế hoạch để giao" in refused.text
    assert client.fill(f"{DAY_PAGE}/dat/voice").status_code == 409
    assert client.get(f"{DAY_PAGE}/dat/voice").status_code == 404
    assert client.get(f"{DAY_PAGE}/dat/xoa").status_code == 422
    assert client.get("/ke-hoach/ngay/mai").status_code == 422
    assert client.get("/ke-hoach/ngay/9999-12-31").status_code == 400
    assert orders(own_crew.station) == ()


def test_what_stands_in_the_way_of_every_step_is_told_once(own_crew):
    told = read(own_crew.as_(Role.TECHNICIAN), f"/ke-hoach/ngay/{DAY - timedelta(days=9)}")
    assert told.count("Ngày này đã qua.") == 1
    assert "Viết lời dẫn" not in told


def test_only_planners_of_the_whole_station_order_and_no_foreign_form_does(own_crew):
    for role in (Role.EDITOR, Role.APPROVER, Role.AUDITOR):
        assert "/dat/" not in read(own_crew.as_(role), DAY_PAGE)
        assert own_crew.as_(role).fill(f"{DAY_PAGE}/dat/plan").status_code == 403
    assert own_crew.as_(Role.OPERATOR).get(DAY_PAGE).status_code == 404
    local = own_crew.at_outlet("tai-xa", Role.TECHNICIAN, COMMUNE)
    assert local.fill(f"{DAY_PAGE}/dat/plan").status_code == 403
    assert local.get(f"{DAY_PAGE}/dat/plan").status_code == 403
    assert local.get(DAY_PAGE).status_code == 404
    assert DAY_PAGE not in local.get(WEEK).text
    assert own_crew.as_(Role.TECHNICIAN).post(f"{DAY_PAGE}/dat/plan", data={}).status_code == 403
    assert orders(own_crew.station) == ()


def test_missing_opening_words_are_written_by_a_button_once_and_shown_on_their_way(own_crew):
    shutil.copytree(TEMPLATES, own_crew.folder / "scripts" / "templates", dirs_exist_ok=True)
    client, later = own_crew.as_(Role.TECHNICIAN), DAY + timedelta(days=1)
    page = f"/ke-hoach/ngay/{later}"
    told = read(client, page)
    assert told.count("chưa viết") >= 2
    assert "0 trên 2 buổi sẵn sàng" in told
    assert "broadcaster script" not in told
    assert client.fill(f"{page}/loi-dan").headers["location"] == page
    told = read(client, page)
    assert f'href="/kich-ban/khung-{later}-{EVENING}"' in told
    assert "Viết lời dẫn" not in told
    assert f'href="/duyet/khung-{later}-{EVENING}"' in read(own_crew.as_(Role.APPROVER), page)
    before = kept(own_crew.station, f"khung-{later}-{EVENING}")
    own_crew.clock.move(minutes=5)
    assert client.fill(f"{page}/loi-dan").status_code == 303
    assert kept(own_crew.station, f"khung-{later}-{EVENING}") == before
    with own_crew.station.store.reading() as tx:
        assert ("frame_written", "technician") in [(each.action, each.who) for each in tx.audit.about(str(later))]


def test_opening_words_of_a_day_that_is_over_are_not_written_and_only_planners_write_them(own_crew):
    over = DAY - timedelta(days=9)
    answer = own_crew.as_(Role.TECHNICIAN).fill(f"/ke-hoach/ngay/{over}/loi-dan")
    assert (answer.status_code, "Ngày này đã qua, không viết lời dẫn nữa." in html.unescape(answer.text)) == (409, True)
    assert kept(own_crew.station, f"khung-{over}-{EVENING}") is None
    for role in (Role.EDITOR, Role.APPROVER, Role.OPERATOR):
        assert own_crew.as_(role).fill(f"{DAY_PAGE}/loi-dan").status_code == 403
    local = own_crew.at_outlet("tai-xa", Role.TECHNICIAN, COMMUNE)
    assert local.fill(f"{DAY_PAGE}/loi-dan").status_code == 403
    assert own_crew.as_(Role.TECHNICIAN).post(f"{DAY_PAGE}/loi-dan", data={}).status_code == 403


def test_a_day_is_told_in_english_too(planned):
    client = planned.anybody()
    client.sign_in("technician")
    client.get("/giao-dien?tieng=en&ve=/")
    assert "4 of 4 sessions" in read(client, DAY_PAGE)
    assert "Confirm the order" in read(client, f"{DAY_PAGE}/dat/mix")


# --- a story goes to another session -------------------------------------------------------------------------------

MOVE = "/ke-hoach/chuyen/"
WHERE = {"tu_ngay": str(DAY), "tu_buoi": str(EVENING), "toi": f"{DAY}/{EVENING}", "vi_tri": "3"}


@pytest.fixture
def moving(own_crew):
    """A planned day of many stories, each twice; the first of the evening is to stand third."""
    list(plan_days(own_crew.station, DAY, now=NOW))
    return own_crew


def evening(crew, outlet=COMMUNE):
    with crew.station.store.reading() as tx:
        found = next(p for p in tx.playlists.on(DAY) if (p.outlet_id, p.session) == (outlet, EVENING))
    return [each.item_id for each in found.items if each.item_id]


def given_bundle(crew, outlet=COMMUNE):
    with crew.station.store.writing() as tx:
        mine = tuple(each.id for each in tx.playlists.on(DAY) if each.outlet_id == outlet)
        tx.handovers.add(a_handover(outlet_id=outlet, playlists=mine, items=(), at=NOW, how=fetched_how("hoa <b>")))


def seen_of(text):
    return re.search(r'name="da_xem" value="([0-9a-f]{64})"', text)[1]


def test_a_story_is_moved_from_the_week_by_links_and_a_form_alone(moving):
    client, (first, *_) = moving.as_(Role.TECHNICIAN), evening(moving)
    link = f"{MOVE}{first}?tu_ngay={DAY}&tu_buoi={EVENING}&noi="
    assert link in read(client, WEEK)
    choose = read(client, link)
    assert "đang ở đây: chỉ đổi chỗ trong buổi" in choose
    assert f'value="{DAY}/{MORNING}"' in choose
    assert f'value="{DAY + timedelta(days=2)}/{EVENING}"' in choose
    before = evening(moving)
    told = read(client, f"{MOVE}{first}/xem?{urlencode(WHERE)}")
    assert "Những gì sẽ đổi" in told
    assert "Buổi vẫn kết thúc đúng giờ" in told
    assert evening(moving) == before, "nothing is kept by looking"
    done = client.fill(f"{MOVE}{first}", **WHERE, ly_do="để tin chính lên trước", da_xem=seen_of(told))
    assert (done.status_code, done.headers["location"]) == (303, f"/ke-hoach?tuan={DAY}#ngay-{DAY}")
    assert evening(moving)[2] == first
    record = read(client, "/ke-hoach/lan-chuyen")
    assert "để tin chính lên trước" in record
    assert "một người: chưa giao gói phát nào" in record
    assert "chuyển tin" in read(moving.as_(Role.AUDITOR), "/nhat-ky-viec?viec=plan_moved")
    assert "xếp tay" in read(client, f"/ke-hoach/vi-sao/{first}"), "the reason is that of the new plan"


def test_without_a_reason_or_after_somebody_else_nothing_is_moved(moving):
    client, (first, second, *_) = moving.as_(Role.TECHNICIAN), evening(moving)
    before, seen = evening(moving), seen_of(read(client, f"{MOVE}{first}/xem?{urlencode(WHERE)}"))
    refused = client.fill(f"{MOVE}{first}", **WHERE, ly_do="  ", da_xem=seen)
    assert refused.status_code == 400
    assert "Chưa ghi lý do chuyển" in refused.text
    assert evening(moving) == before
    client.fill(f"{MOVE}{second}", **WHERE | {"vi_tri": "3"}, ly_do="việc khác")
    between = evening(moving)
    late = client.fill(f"{MOVE}{first}", **WHERE, ly_do="x<script>", da_xem=seen)
    assert late.status_code == 409
    assert "kế hoạch đã khác lúc xem" in late.text
    assert "x<script>" not in late.text
    assert evening(moving) == between


@pytest.mark.parametrize(
    ("over", "status", "said"),
    [
        ({"toi": f"{DAY}/{MORNING}", "vi_tri": "1"}, 409, "đã có trong buổi ấy"),
        ({"toi": f"{DAY}/dem"}, 400, "dem"),
        ({"toi": "mai/evening"}, 400, "mai"),
        ({"toi": ""}, 400, ""),
        ({"toi": "9999-12-31/evening"}, 400, "9999"),
        ({"toi": f"{DAY + timedelta(days=40)}/{EVENING}"}, 400, "quá 31 ngày"),
        ({"tu_ngay": "0001-01-01"}, 400, ""),
        ({"tu_ngay": "hôm qua"}, 422, ""),
        ({"noi": "KHONG-CO"}, 404, ""),
    ],
)
def test_where_it_cannot_go_is_said_and_nothing_is_moved(moving, over, status, said):
    client, before = moving.as_(Role.TECHNICIAN), evening(moving)
    for answer in (
        client.get(f"{MOVE}{before[0]}/xem?{urlencode(WHERE | over)}"),
        client.fill(f"{MOVE}{before[0]}", **WHERE | over, ly_do="x"),
    ):
        assert answer.status_code == status
        assert said in html.unescape(answer.text)
    assert evening(moving) == before


def test_what_was_handed_over_waits_for_another_person_who_reads_and_confirms(moving):
    given_bundle(moving)
    client, (first, *_) = moving.as_(Role.TECHNICIAN), evening(moving)
    before, told = evening(moving), client.get(f"{MOVE}{first}/xem?{urlencode(WHERE)}").text
    assert "Gói phát đã giao cho 1 nơi không còn đúng" in told
    assert "hoa &lt;b&gt; đã tải" in told
    done = client.fill(f"{MOVE}{first}", **WHERE, ly_do="theo yêu cầu", da_xem=seen_of(told))
    assert (done.status_code, done.headers["location"]) == (303, "/ke-hoach/lan-chuyen#lan-1")
    assert evening(moving) == before
    own = read(client, "/ke-hoach/lan-chuyen")
    assert "chờ người khác xác nhận" in own
    assert "/xac-nhan" not in own
    assert client.fill("/ke-hoach/lan-chuyen/1/xac-nhan").status_code == 409
    other = moving.as_(Role.APPROVER)
    confirmed = other.fill("/ke-hoach/lan-chuyen/1/xac-nhan", da_xem=seen_of(read(other, "/ke-hoach/lan-chuyen")))
    assert confirmed.status_code == 303
    assert evening(moving)[2] == first
    assert [(each.kind, each.arguments) for each in reversed(orders(moving.station))] == [
        (OrderKind.MIX, (str(DAY),)),
        (OrderKind.PUBLISH, (str(DAY),)),
    ]
    assert other.fill("/ke-hoach/lan-chuyen/1/xac-nhan").status_code == 409
    assert "xác nhận</small>" in read(client, "/ke-hoach/lan-chuyen")


def test_a_waiting_move_is_rejected_with_a_reason(moving):
    given_bundle(moving)
    before = evening(moving)
    moving.as_(Role.TECHNICIAN).fill(f"{MOVE}{before[0]}", **WHERE, ly_do="x")
    other = moving.as_(Role.APPROVER)
    assert other.fill("/ke-hoach/lan-chuyen/1/bac", ly_do=" ").status_code == 400
    assert other.fill("/ke-hoach/lan-chuyen/1/bac", ly_do="không cần").status_code == 303
    assert "không cần" in read(other, "/ke-hoach/lan-chuyen")
    assert other.fill("/ke-hoach/lan-chuyen/9/bac", ly_do="x").status_code == 404
    assert evening(moving) == before


def test_only_planners_move_each_at_their_own_outlets_and_no_foreign_form_does(moving):
    before = evening(moving)
    for role in (Role.EDITOR, Role.APPROVER, Role.AUDITOR, Role.OPERATOR):
        assert moving.as_(role).get(f"{MOVE}{before[0]}?{urlencode(WHERE)}").status_code == 403
        assert moving.as_(role).fill(f"{MOVE}{before[0]}", **WHERE, ly_do="x").status_code == 403
        assert MOVE not in read(moving.as_(role), WEEK)
    assert moving.as_(Role.TECHNICIAN).post(f"{MOVE}{before[0]}", data=WHERE).status_code == 403
    local = moving.at_outlet("tai-xa", Role.TECHNICIAN, COMMUNE)
    assert local.fill(f"{MOVE}{before[0]}", **WHERE, ly_do="x").status_code == 403
    assert local.fill(f"{MOVE}{before[0]}", **WHERE, noi=STATION, ly_do="x").status_code == 404
    assert evening(moving) == before
    assert local.fill(f"{MOVE}{before[0]}", **WHERE, noi=COMMUNE, ly_do="tại xã").status_code == 303
    assert evening(moving) != before
    assert evening(moving, STATION) == before
    assert "tại xã" in read(local, "/ke-hoach/lan-chuyen")
    moving.as_(Role.TECHNICIAN).fill(f"{MOVE}{before[0]}", **WHERE, noi=STATION, ly_do="tại đài")
    assert "tại đài" not in read(local, "/ke-hoach/lan-chuyen")
