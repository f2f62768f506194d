"""Orders: each once, in their turn, told how they end."""

from datetime import timedelta

import pytest
from makers import DAY, NOW
from planned_station import ready_station
from small_station import TONE_SETTINGS, opened_station, speak_in_tones, told_script

from broadcaster.domain.approvals import ScriptState
from broadcaster.domain.ids import OrderId
from broadcaster.domain.orders import OrderKind, OrderOutcome
from broadcaster.errors import NameNeeded, OrderRefused
from broadcaster.services import order_work
from broadcaster.services.approve_script import standings
from broadcaster.services.order_work import anything_ordered, cancel, carry_out, order, orders
from broadcaster.station import Station


def clock():
    return NOW


@pytest.fixture
def station(tmp_path, monkeypatch):
    speak_in_tones(monkeypatch)
    opened_station(tmp_path).close()
    (tmp_path / "station.toml").write_text(TONE_SETTINGS, encoding="utf-8")
    with Station.open(tmp_path, {}) as opened:
        yield opened


def test_scripts_are_voiced_by_an_order_and_not_before(station):
    script = told_script(station, "mot", "Ngày mai họp.", approved=True)
    asked = order(station, OrderKind.VOICE, [script.id], by="Kỹ", now=NOW)
    assert (asked.id, asked.by, asked.is_open) == (1, "Kỹ", True)
    assert standings(station)[0].state is ScriptState.APPROVED
    (ended,) = carry_out(station, clock=clock)
    assert (ended.outcome, ended.message) == (OrderOutcome.DONE, "thu 1 kịch bản: 1 câu mới, 0 câu giữ lại")
    assert (ended.done, ended.total) == (1, 1)
    assert orders(station) == (ended,)
    assert standings(station)[0].state is ScriptState.VOICED
    assert not anything_ordered(station)
    assert carry_out(station, clock=clock) == ()


def test_a_day_is_planned_by_an_order(tmp_path):
    with ready_station(tmp_path) as station:
        order(station, OrderKind.PLAN, [DAY.isoformat()], by="Kỹ", now=NOW)
        (ended,) = carry_out(station, clock=clock)
        assert ended.outcome is OrderOutcome.DONE, ended.message
        with station.store.reading() as tx:
            assert ended.message == f"{len(tx.playlists.on(DAY))} buổi phát"


def test_what_cannot_be_done_tells_why_and_the_next_order_is_done(station):
    unready = told_script(station, "mot", "Ngày mai họp.")
    ready = told_script(station, "hai", "Ngày kia họp.", approved=True)
    for each in (unready, ready):
        order(station, OrderKind.VOICE, [each.id], by="Kỹ", now=NOW)
    order(station, OrderKind.MIX, [DAY.isoformat()], by="Kỹ", now=NOW)
    first, second, third = carry_out(station, clock=clock)
    assert (first.outcome, "chưa được duyệt" in first.message) == (OrderOutcome.FAILED, True)
    assert second.outcome is OrderOutcome.DONE
    assert third.outcome is OrderOutcome.FAILED


def test_a_fault_of_the_program_ends_the_order_and_nothing_else(station, monkeypatch):
    def broken(*_):
        raise RuntimeError("hỏng")

    monkeypatch.setattr(order_work, "WORK", {OrderKind.MIX: broken})
    order(station, OrderKind.MIX, [DAY.isoformat()], by="Kỹ", now=NOW)
    (ended,) = carry_out(station, clock=clock)
    assert (ended.outcome, "RuntimeError" in ended.message) == (OrderOutcome.FAILED, True)


def test_the_same_work_is_ordered_once_while_it_waits(station):
    first = order(station, OrderKind.PLAN, [DAY.isoformat()], by="Kỹ", now=NOW)
    assert order(station, OrderKind.PLAN, [DAY.isoformat()], by="Lan", now=NOW) == first
    assert order(station, OrderKind.MIX, [DAY.isoformat()], by="Lan", now=NOW) != first
    carry_out(station, clock=clock)
    assert order(station, OrderKind.PLAN, [DAY.isoformat()], by="Lan", now=NOW).id == 3


@pytest.mark.parametrize(
    ("kind", "arguments", "by", "error"),
    [
        (OrderKind.VOICE, [], "Kỹ", OrderRefused),
        (OrderKind.PLAN, [], "Kỹ", OrderRefused),
        (OrderKind.MIX, ["mai"], "Kỹ", OrderRefused),
        (OrderKind.PUBLISH, ["2023-03-15", "2023-03-16"], "Kỹ", OrderRefused),
        (OrderKind.PLAN, ["2023-03-15"], " ", NameNeeded),
    ],
)
def test_an_order_that_makes_no_sense_is_refused(station, kind, arguments, by, error):
    with pytest.raises(error):
        order(station, kind, arguments, by=by, now=NOW)
    assert orders(station) == ()


def test_what_waits_can_be_taken_back_and_what_ended_cannot(station):
    asked = order(station, OrderKind.MIX, [DAY.isoformat()], by="Kỹ", now=NOW)
    assert cancel(station, asked.id, by="Lan", now=NOW).outcome is OrderOutcome.CANCELLED
    assert carry_out(station, clock=clock) == ()
    for number in (asked.id, OrderId(99)):
        with pytest.raises(OrderRefused):
            cancel(station, number, by="Lan", now=NOW)


def test_an_order_whose_process_died_is_told_so_and_not_begun_again(station):
    asked = order(station, OrderKind.MIX, [DAY.isoformat()], by="Kỹ", now=NOW)
    with station.store.writing() as tx:
        assert tx.work_orders.begin(order_work.replace(asked, started_at=NOW))
        assert not tx.work_orders.begin(order_work.replace(asked, started_at=NOW)), "two processes, one order"
    assert carry_out(station, clock=clock) == ()
    assert orders(station)[0].outcome is OrderOutcome.CUT_OFF


def test_progress_is_written_down_but_not_at_every_step(station, monkeypatch):
    times = iter(NOW + timedelta(seconds=0.4 * number) for number in range(100))
    seen = []

    def long(_station, _order, _now, progress):
        for done in range(1, 6):
            progress(done, 5)
            seen.append(orders(station)[0].done)
        return "xong"

    monkeypatch.setattr(order_work, "WORK", {OrderKind.MIX: long})
    order(station, OrderKind.MIX, [DAY.isoformat()], by="Kỹ", now=NOW)
    (ended,) = carry_out(station, clock=lambda: next(times))
    assert ended.done == 5
    assert max(seen) > 0
    assert len(set(seen)) < 5


def test_one_process_alone_holds_the_post(station):
    with Station.open(station.folder, {}) as other:
        first, second = station.store.order_desk(), other.store.order_desk()
        assert first.take()
        assert not second.take()
        assert other.store.leadership().take(), "the jobs by the clock are another post"
        first.let_go()
        assert second.take()
        second.let_go()
