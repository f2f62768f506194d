"""Jobs run when they are due, are recorded, and keep the service alive whatever they meet."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from small_station import opened_station

from broadcaster.domain.ids import JobId
from broadcaster.domain.jobs import JobOutcome, JobRun
from broadcaster.errors import DiskFull
from broadcaster.services import run_jobs
from broadcaster.services.raise_alarms import ALARM_FILE, board
from broadcaster.services.run_jobs import Job, anything_due, run_due, run_once, runs_on, standings, timetable_of

THREE = datetime(2023, 3, 14, 8, 0, tzinfo=UTC)  # 15:00 in Vietnam
MINUTE = timedelta(minutes=1)


class Work:
    """A job that notes when it ran, and fails as told."""

    def __init__(self):
        self.ran, self.fault = [], None

    def __call__(self, station, day, now):
        self.ran.append((day.isoformat(), now))
        if self.fault:
            raise self.fault
        return "xong việc"


@pytest.fixture
def station(tmp_path):
    with opened_station(tmp_path) as opened:
        yield opened


@pytest.fixture
def work(monkeypatch):
    done = Work()
    monkeypatch.setattr(run_jobs, "JOBS", {"plan": Job(work=done)})
    return done


def go(station, now):
    return run_due(station, timetable_of(station.settings.timers), clock=lambda: now)


def newest(station):
    with station.store.reading() as tx:
        return tx.job_runs.newest([JobId("plan")])


def test_a_job_runs_once_at_its_hour_however_often_it_is_woken(station, work):
    timetable = timetable_of(station.settings.timers)
    assert anything_due(station.store, timetable, THREE)
    assert go(station, THREE) == 1
    assert not anything_due(station.store, timetable, THREE + MINUTE)
    assert [go(station, THREE + n * MINUTE) for n in range(3)] == [0, 0, 0]
    assert work.ran == [("2023-03-14", THREE)]
    (run,) = newest(station)
    assert (run.outcome, run.message, run.attempt) == (JobOutcome.DONE, "xong việc", 1)


def test_a_job_that_came_after_midnight_works_for_the_day_on_which_it_was_due(station, work):
    go(station, THREE + timedelta(hours=12))
    assert work.ran == [("2023-03-14", THREE + timedelta(hours=12))]


@pytest.mark.parametrize("fault", [DiskFull(path="kho.db"), ZeroDivisionError("chia cho 0")], ids=["ours", "a bug"])
def test_a_job_that_fails_is_shown_tried_again_and_over_when_it_works(station, work, fault):
    work.fault = fault
    go(station, THREE)
    (run,) = newest(station)
    assert run.outcome is JobOutcome.FAILED
    assert str(fault) in run.message
    assert [each.key for each in board(station, now=THREE).alarms] == ["job:plan"]
    assert str(fault) in (station.folder / "audio_out" / ALARM_FILE).read_text(encoding="utf-8")
    (shown,) = standings(station, now=THREE + 30 * timedelta(seconds=1))
    assert shown.next_try == THREE + MINUTE
    assert [go(station, THREE + MINUTE), go(station, THREE + 2 * MINUTE)] == [1, 0], "the second pause is longer"
    work.fault = None
    assert go(station, THREE + 3 * MINUTE) == 1
    (run,) = newest(station)
    assert (run.outcome, run.attempt) == (JobOutcome.DONE, 3)
    assert board(station, now=THREE).alarms == ()
    assert not (station.folder / "audio_out" / ALARM_FILE).exists()
    (over,) = board(station, now=THREE, every=True).alarms
    assert over.times == 2


def test_a_job_that_was_killed_is_run_again_and_not_at_once(station, work):
    killed = JobRun(job=JobId("plan"), due_at=THREE, attempt=1, started_at=THREE)
    with station.store.writing() as tx:
        tx.job_runs.begin(killed)
    assert go(station, THREE + timedelta(seconds=30)) == 0
    assert go(station, THREE + MINUTE) == 1
    assert newest(station)[0].attempt == 2


def test_days_that_sleep_ate_are_recorded_as_missed_and_are_an_alarm(station, work):
    go(station, THREE)
    go(station, THREE + timedelta(days=3, hours=21))
    assert [run.outcome for run in newest(station)] == [JobOutcome.MISSED] * 3 + [JobOutcome.DONE]
    (alarm,) = board(station, now=THREE).alarms
    assert "lỡ giờ 15:00 ngày 17/03/2023" in alarm.sentence
    (shown,) = standings(station, now=THREE + timedelta(days=3, hours=21))
    assert shown.done_at == THREE
    assert len(runs_on(station, (THREE + timedelta(days=1)).date())) == 1


def test_a_job_that_somebody_asks_for_is_recorded_only_when_it_worked(station, work):
    asked = THREE - 5 * MINUTE
    work.fault = DiskFull(path="kho.db")
    assert not run_once(station, "plan", clock=lambda: asked)
    assert newest(station) == ()
    work.fault = None
    assert run_once(station, "plan", clock=lambda: asked)
    assert go(station, THREE) == 1, "its hour comes all the same"


def test_no_job_begins_once_the_service_is_to_stop(station, work):
    timetable = timetable_of(station.settings.timers)
    assert run_due(station, timetable, clock=lambda: THREE, stopping=lambda: True) == 0
    assert work.ran == []


def test_every_job_has_its_times_and_looks_are_forgotten_after_a_while(station):
    timetable = timetable_of(station.settings.timers)
    assert [each.job for each in timetable] == list(run_jobs.JOBS)
    look = JobRun(job=JobId("watch"), due_at=THREE - timedelta(days=30), outcome=JobOutcome.DONE, ended_at=THREE)
    failed = replace(look, due_at=look.due_at + MINUTE, outcome=JobOutcome.FAILED)
    with station.store.writing() as tx:
        tx.job_runs.add([look, failed, replace(look, job=JobId("plan"))])
    run_jobs.retention(station, THREE.date(), THREE)
    with station.store.reading() as tx:
        assert {run.job for run in tx.job_runs.between(look.due_at, THREE)} == {"watch", "plan"}
        assert tx.job_runs.newest([JobId("watch")]) == (failed,)
