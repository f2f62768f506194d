"""The page of orders and jobs: what waits, how far it is, how it ended."""

from dataclasses import replace

import pytest
from makers import DAY, NOW

from broadcaster.domain.accounts import Role
from broadcaster.domain.orders import OrderKind, OrderOutcome
from broadcaster.services.order_work import carry_out, order, orders
from broadcaster.services.run_jobs import JOBS
from broadcaster.web.office import Office
from broadcaster.web.order_desk import OrderDesk
from broadcaster.web.pages.jobs import NAMES

BY = "Người kỹ thuật viên"


def test_every_job_has_a_name_that_people_know():
    assert set(NAMES) == set(JOBS)


def test_what_waits_runs_and_ended_is_shown_and_the_page_asks_again_meanwhile(own_crew):
    client = own_crew.as_(Role.TECHNICIAN)
    empty = client.get("/viec")
    assert "Chưa ai đặt việc nào" in empty.text
    assert "refresh" not in empty.headers
    first = order(own_crew.station, OrderKind.PLAN, [DAY.isoformat()], by=BY, now=NOW)
    order(own_crew.station, OrderKind.MIX, ["2023-01-01"], by=BY, now=NOW)
    with own_crew.station.store.writing() as tx:
        tx.work_orders.begin(replace(first, started_at=NOW, done=3, total=12))
    told = client.get("/viec")
    assert told.headers["refresh"] == "3; url=/viec"
    assert '<progress max="12" value="3"' in told.text
    assert "3 trên 12" in told.text
    assert "chờ tới lượt" in told.text
    carry_out(own_crew.station, clock=own_crew.clock)
    told = client.get("/viec")
    assert "refresh" not in told.headers
    assert "bị ngắt" in told.text
    assert "Chưa có kế hoạch phát cho ngày" in told.text or "kế hoạch" in told.text


def test_what_waits_can_be_taken_back_and_what_ended_cannot(own_crew):
    client = own_crew.as_(Role.TECHNICIAN)
    made = order(own_crew.station, OrderKind.PLAN, [DAY.isoformat()], by=BY, now=NOW)
    assert client.fill(f"/viec/{made.id}/huy").status_code == 303
    assert orders(own_crew.station)[0].outcome is OrderOutcome.CANCELLED
    answer = client.fill(f"/viec/{made.id}/huy")
    assert (answer.status_code, "không hủy được" in answer.text) == (409, True)


@pytest.mark.parametrize("role", list(Role))
def test_who_may_look(crew, role):
    assert crew.as_(role).get("/viec").status_code == (403 if role is Role.OPERATOR else 200)


def test_the_desk_beside_the_pages_carries_orders_out_and_lets_its_post_go(own_crew):
    office: Office = own_crew.app.state.office
    order(own_crew.station, OrderKind.PLAN, [DAY.isoformat()], by=BY, now=NOW)
    desk, other = OrderDesk(office), own_crew.station.store.order_desk()
    desk.start()
    for _ in range(600):
        if not orders(own_crew.station)[0].is_open:
            break
        desk._stop.wait(0.05)
    desk.stop()
    assert orders(own_crew.station)[0].outcome is OrderOutcome.DONE
    assert other.take()
    other.let_go()
