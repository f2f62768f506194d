"""Job runs, alarms, notices and the lead, on SQLite and on PostgreSQL."""

from dataclasses import replace
from datetime import timedelta

from makers import NOW

from broadcaster.domain.alarms import AlarmKind, Notice, NoticeEvent, Trouble
from broadcaster.domain.ids import JobId
from broadcaster.domain.jobs import JobOutcome, JobRun
from broadcaster.domain.orders import OrderKind, OrderOutcome, WorkOrder
from broadcaster.storage.store import Store

PLAN = JobId("plan")
RUN = JobRun(job=PLAN, due_at=NOW, attempt=1, started_at=NOW)
DISK = Trouble(key="disk", kind=AlarmKind.DISK, sentence="Ổ đĩa sắp đầy.")
MINUTE = timedelta(minutes=1)


def test_the_same_attempt_is_begun_once_and_the_next_one_takes_its_place(store):
    with store.writing() as tx:
        assert tx.job_runs.begin(RUN)
        assert not tx.job_runs.begin(RUN)
        tx.job_runs.end(replace(RUN, ended_at=NOW + MINUTE, outcome=JobOutcome.FAILED, message="hỏng"))
        again = replace(RUN, attempt=2, started_at=NOW + 2 * MINUTE)
        assert tx.job_runs.begin(again)
        assert not tx.job_runs.begin(RUN)
        assert tx.job_runs.newest([PLAN]) == (again,)


def test_what_was_recorded_is_never_recorded_again(store):
    passed = JobRun(job=PLAN, due_at=NOW, outcome=JobOutcome.MISSED, ended_at=NOW)
    with store.writing() as tx:
        assert tx.job_runs.add([passed, passed]) == 1
        assert tx.job_runs.add([replace(passed, outcome=JobOutcome.DONE)]) == 0
        assert tx.job_runs.between(NOW, NOW + MINUTE) == (passed,)
        assert tx.job_runs.between(NOW - MINUTE, NOW) == ()


def test_only_the_newest_runs_of_each_job_are_looked_at(store):
    runs = [
        JobRun(job=JobId(job), due_at=NOW + n * MINUTE, outcome=JobOutcome.DONE, ended_at=NOW + n * MINUTE)
        for job in ("plan", "watch")
        for n in range(60)
    ]
    with store.writing() as tx:
        tx.job_runs.add(runs)
        newest = tx.job_runs.newest([PLAN])
        assert (newest[0], len(newest)) == (runs[59], 40)
        assert tx.job_runs.last_done() == {"plan": NOW + 59 * MINUTE, "watch": NOW + 59 * MINUTE}
        assert tx.job_runs.forget_done([JobId("watch")], before=NOW + 30 * MINUTE) == 30
        tx.job_runs.forget([runs[59]])
        assert len(tx.job_runs.between(NOW, NOW + 100 * MINUTE)) == 60 + 30 - 1


def test_a_trouble_is_one_alarm_until_it_is_over_and_another_one_when_it_comes_again(store):
    with store.writing() as tx:
        first, new = tx.alarms.see(DISK, NOW)
        assert new
        seen, new = tx.alarms.see(replace(DISK, sentence="Ổ đĩa đầy."), NOW + MINUTE)
        assert (new, seen.times, seen.sentence, seen.first_at) == (False, 2, "Ổ đĩa đầy.", NOW)
        noted = tx.alarms.acknowledge(seen, by="Lan", now=NOW + MINUTE)
        assert tx.alarms.standing() == (noted,)
        over = tx.alarms.clear(noted, NOW + 2 * MINUTE)
        assert tx.alarms.standing() == ()
        second, new = tx.alarms.see(DISK, NOW + 3 * MINUTE)
        assert (new, second.acknowledged_by) == (True, "")
        assert tx.alarms.all() == (second, over)
        assert tx.alarms.get("disk", first.first_at) == over


def test_a_notice_is_made_once_and_waits_until_it_went_out(store):
    told = Notice(channel="email", event=NoticeEvent.RAISED, key="disk", first_at=NOW, made_at=NOW)
    with store.writing() as tx:
        tx.notices.add(told)
        tx.notices.add(told)
        assert tx.notices.waiting(since=NOW) == (told,)
        assert tx.notices.waiting(since=NOW + MINUTE) == ()
        tx.notices.keep(replace(told, tries=1, tried_at=NOW, fault="hỏng"))
        assert tx.notices.waiting(since=NOW)[0].fault == "hỏng"
        tx.notices.keep(replace(told, tries=2, tried_at=NOW, sent_at=NOW))
        assert tx.notices.waiting(since=NOW) == ()


def test_one_leads_and_another_one_takes_over_when_it_lets_go(store, store_url):
    other = Store.open(store_url)
    first, second = store.leadership(), other.leadership()
    assert first.take()
    assert first.take(), "asking again changes nothing"
    assert not second.take()
    assert (first.holds(), second.holds()) == (True, False)
    first.let_go()
    assert not first.holds()
    assert second.take()
    with store.writing() as tx:
        tx.alarms.see(DISK, NOW)
    second.let_go()
    other.close()


def test_an_order_is_begun_by_one_alone_and_ends_once(store):
    with store.writing() as tx:
        numbers = [
            tx.work_orders.add(WorkOrder(kind=OrderKind.MIX, arguments=(day,), by="Kỹ", ordered_at=NOW))
            for day in ("2023-03-15", "2023-03-16")
        ]
        first, second = tx.work_orders.open()
        assert [first.id, second.id] == numbers
        begun = replace(first, started_at=NOW)
        assert tx.work_orders.begin(begun)
        assert not tx.work_orders.begin(begun)
        assert tx.work_orders.keep(replace(begun, done=3, total=9))
        ended = replace(begun, ended_at=NOW + MINUTE, outcome=OrderOutcome.DONE, message="xong", done=9, total=9)
        assert tx.work_orders.keep(ended)
        assert not tx.work_orders.keep(replace(ended, outcome=OrderOutcome.FAILED))
        assert tx.work_orders.get(first.id) == ended
        assert tx.work_orders.newest(1) == (second,)
        assert tx.work_orders.open() == (second,)


def test_who_carries_orders_out_is_another_post_than_who_leads(store, store_url):
    other = Store.open(store_url)
    lead, desk, rival = store.leadership(), store.order_desk(), other.order_desk()
    assert lead.take()
    assert desk.take()
    assert not rival.take()
    desk.let_go()
    assert rival.take()
    rival.let_go()
    lead.let_go()
    other.close()
