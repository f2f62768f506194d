"""What can be ordered for a day is told as it stands: nothing approved, not planned, planned, mixed, handed over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from makers import COMMUNE, DAY, EVENING, NOW, STATION, a_handover, a_programme
from planned_station import SLOTS, ready_item, ready_station

from broadcaster.domain.orders import OrderKind
from broadcaster.errors import NameNeeded, OrderRefused
from broadcaster.services import order_day
from broadcaster.services.order_day import order_day_work, see_day_work
from broadcaster.services.order_work import orders
from broadcaster.services.plan_week import plan_days

PLAN, MIX, PUBLISH = order_day.DAY_WORK
BY = "Phạm Văn Nam"


@pytest.fixture
def station(tmp_path, monkeypatch):
    monkeypatch.setattr(order_day, "refuse_unless_cleared", lambda station, editions: None)
    with ready_station(tmp_path, items=4) as made:
        yield made


def steps(station, *, day=DAY, now=NOW):
    return {each.kind: each for each in see_day_work(station, day, now=now)}


def mixed(station):
    with station.store.writing() as tx:
        for edition in tx.editions.on(DAY):
            tx.programmes.save(a_programme(edition_id=edition.id))


def handed(station, *outlets, old=()):
    with station.store.writing() as tx:
        for outlet in (*outlets, *old):
            mine = tuple(each.id for each in tx.playlists.on(DAY) if each.outlet_id == outlet)
            plans = () if outlet in old else mine
            tx.handovers.add(a_handover(outlet_id=outlet, path=f"{outlet}.zip", playlists=plans, items=(), at=NOW))


def test_before_any_plan_only_planning_can_be_ordered_and_says_from_what(station):
    ready_item(station, 9, sound=False)
    told = steps(station)
    assert (told[PLAN].done, told[PLAN].total, told[PLAN].may, told[PLAN].stands) == (0, len(SLOTS), True, False)
    assert told[PLAN].tells[0] == "Lập 4 buổi chưa có kế hoạch, chọn trong 4 tin đã nghe duyệt."
    assert "1 tin chưa được xếp" in told[PLAN].tells[1]
    assert "broadcaster" not in "".join(told[PLAN].tells)
    assert told[MIX].refused.startswith("Chưa có kế hoạch để dựng")
    assert told[PUBLISH].refused.startswith("Chưa có kế hoạch để giao")


def test_a_day_without_opening_words_is_refused_without_naming_a_command(station):
    told = steps(station, day=DAY + timedelta(days=1))[PLAN].refused
    assert told == "Lời dẫn khung-2023-03-16-morning chưa viết cho buổi morning."


def test_where_nothing_is_approved_planning_says_so_and_is_refused(tmp_path):
    with ready_station(tmp_path, items=0) as station:
        assert "chưa có kịch bản nào đã duyệt bài" in steps(station)[PLAN].refused
        with pytest.raises(OrderRefused, match="chưa có kịch bản nào đã duyệt bài"):
            order_day_work(station, DAY, PLAN, by=BY, now=NOW)
        assert orders(station) == ()


def test_a_step_that_waits_lets_the_next_be_ordered_behind_it(station):
    first = order_day_work(station, DAY, PLAN, by=BY, now=NOW)
    assert steps(station)[PLAN].waiting == first
    assert not steps(station)[PLAN].may
    assert steps(station)[MIX].tells == ("Chạy ngay sau việc đang chờ ở bước trước.",)
    assert not steps(station)[PUBLISH].may, "nothing would be mixed by then"
    order_day_work(station, DAY, MIX, by=BY, now=NOW)
    order_day_work(station, DAY, PUBLISH, by=BY, now=NOW)
    assert [each.kind for each in orders(station)] == [PUBLISH, MIX, PLAN]
    assert order_day_work(station, DAY, PLAN, by="Lan", now=NOW) == first, "one that waits is given, not doubled"


def test_a_planned_day_is_mixed_then_handed_over(station):
    list(plan_days(station, DAY, now=NOW))
    told = steps(station)
    assert told[PLAN].stands
    assert told[PLAN].may, "what is planned and not sent may be planned again"
    assert told[PUBLISH].refused.endswith("chương trình chưa dựng: dựng trước đã.")
    assert told[MIX].done == 0 < told[MIX].total
    mixed(station)
    told = steps(station)
    assert told[MIX].stands
    assert "chỉ kiểm tra tệp" in told[MIX].tells[0]
    assert told[PUBLISH].tells[0] == "Giao gói phát cho 2 nơi."


def test_who_holds_this_plan_and_who_an_older_one_is_told(station):
    list(plan_days(station, DAY, now=NOW))
    mixed(station)
    handed(station, STATION, old=(COMMUNE,))
    told = steps(station)[PUBLISH]
    assert (told.done, told.total) == (1, 2)
    assert told.tells[0].startswith("1 nơi đang giữ gói theo kế hoạch cũ")
    assert told.tells[1].startswith("1 nơi đã có gói đúng kế hoạch này")
    assert steps(station)[PLAN].refused == "Cả 4 buổi đã giao, đang phát hoặc đã phát nên giữ nguyên."


def test_past_and_far_days_are_refused(station):
    past = steps(station, now=NOW + timedelta(days=9))
    assert {each.refused for each in past.values()} == {"Ngày này đã qua."}
    assert "còn xa" in steps(station, day=DAY + timedelta(days=90))[PUBLISH].refused


def test_what_is_no_work_of_a_day_and_nobody_s_order_are_refused(station):
    with pytest.raises(OrderRefused, match="thu tiếng"):
        order_day_work(station, DAY, OrderKind.VOICE, by=BY, now=NOW)
    with pytest.raises(NameNeeded):
        order_day_work(station, DAY, PLAN, by=" ", now=NOW)
    assert orders(station) == ()


def test_a_session_without_its_frame_is_named(station):
    with station.store.writing() as tx:
        frame = next(each for each in tx.scripts.all() if each.id.endswith(EVENING))
        tx.scripts.remove(frame.id)
    assert EVENING in steps(station)[PLAN].refused
