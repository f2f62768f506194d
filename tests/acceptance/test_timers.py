"""The station's service: one leader, what is due is done once, and it stops when asked."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, date, datetime, timedelta

import pytest
from day_made import broadcaster
from stores import (  # noqa: F401 - fixtures are found by name
    EITHER,
    postgresql_store_url,
    ready_postgresql,
)

from broadcaster.domain.approvals import ScriptState
from broadcaster.domain.jobs import JobOutcome, Lane
from broadcaster.services.approve_script import approve_text, standings
from broadcaster.services.init_station import init_station
from broadcaster.services.run_jobs import JOBS
from broadcaster.station import Station
from broadcaster.timers import Timers

NOON = datetime(2025, 9, 19, 5, 0, tzinfo=UTC)  # 12:00 in Vietnam
TOMORROW = date(2025, 9, 20)


@pytest.fixture
def station(tmp_path):
    folder = tmp_path / "dai"
    init_station(folder, "xa-2025", now=NOON - timedelta(days=1), environ={})
    return folder


@pytest.fixture
def service(station):
    """A service whose clock stands where the test puts it."""
    made = []

    def make(at, folder=station, environ=None):
        clock = [at]
        timers = Timers(folder, environ or {}, lambda: clock[0])
        made.append(timers)
        return timers, clock

    yield make
    for timers in made:
        timers.close()


def approve(station):
    with Station.open(station, {}) as opened:
        for each in standings(opened):
            if each.state is ScriptState.DRAFT:
                approve_text(opened, each.script.id, by="Người duyệt", now=NOON)


def runs(station, environ=None):
    with Station.open(station, environ or {}) as opened, opened.store.reading() as tx:
        found = tx.job_runs.between(NOON - timedelta(days=30), NOON + timedelta(days=3650))
    return {name: [run for run in found if run.job == name] for name in JOBS}


def test_a_day_is_made_for_tomorrow_once_people_have_approved(station, service):
    timers, clock = service(NOON)
    assert timers.lead()
    clock[0] = datetime(2025, 9, 19, 7, 0, tzinfo=UTC)  # 14:00
    timers.work(Lane.WORK)
    clock[0] += timedelta(hours=1)
    timers.work(Lane.WORK)
    (plan,) = runs(station)["plan"]
    assert plan.outcome is JobOutcome.FAILED, "nothing is approved yet"
    approve(station)
    clock[0] += timedelta(minutes=2)
    timers.work(Lane.WORK)
    clock[0] += timedelta(hours=1)
    timers.work(Lane.WORK)
    done = {name: each[-1].outcome for name, each in runs(station).items() if each}
    assert done["plan"] is done["mix"] is done["publish"] is JobOutcome.DONE
    with Station.open(station, {}) as opened, opened.store.reading() as tx:
        assert len(tx.playlists.on(TOMORROW)) == 12
        handed = tx.handovers.between(TOMORROW, TOMORROW)
    assert len(handed) == 6
    before = runs(station)
    timers.work(Lane.WORK)
    assert runs(station) == before, "waking again changes nothing"
    assert timers.run("publish"), "asking by hand is harmless too"
    with Station.open(station, {}) as opened, opened.store.reading() as tx:
        assert tx.handovers.between(TOMORROW, TOMORROW) == handed


def test_only_the_leader_works(station, service):
    first, _ = service(NOON)
    second, _ = service(NOON)
    assert first.lead()
    assert not second.lead()
    second.work(Lane.WATCH)
    assert runs(station)["watch"] == []
    first.work(Lane.WATCH)
    assert len(runs(station)["watch"]) == 1
    first.close()
    assert second.lead()


def test_a_broken_settings_file_is_told_and_the_service_goes_on(station, service, caplog):
    timers, clock = service(NOON)
    timers.lead()
    whole = (station / "station.toml").read_text(encoding="utf-8")
    (station / "station.toml").write_text("[station", encoding="utf-8")
    timers.work(Lane.WATCH)
    assert "timers_work_failed" in [getattr(record, "action", "") for record in caplog.records]
    (station / "station.toml").write_text(whole, encoding="utf-8")
    clock[0] += timedelta(seconds=5)
    timers.work(Lane.WATCH)
    assert runs(station)["watch"][-1].outcome is JobOutcome.DONE


def test_a_clock_put_forward_and_back_runs_no_daily_job_twice(station, service):
    timers, clock = service(datetime(2025, 9, 19, 18, 31, tzinfo=UTC))  # 01:31
    timers.lead()
    for at in (timedelta(), timedelta(days=2), timedelta(), timedelta(minutes=5), timedelta(days=1), timedelta(days=2)):
        clock[0] = datetime(2025, 9, 19, 18, 31, tzinfo=UTC) + at
        timers.work(Lane.WORK)
    done = [run for run in runs(station)["backup"] if run.outcome is JobOutcome.DONE]
    assert len(done) == len({run.due_at for run in done})
    assert all(run.attempt == 1 for run in done)


# --- real processes


class Service:
    """`broadcaster run` in a process of its own, with what it says."""

    def __init__(self, folder, environ=None):
        self.said = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "broadcaster", "-C", str(folder), "run", "--no-web"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1", **(environ or {})},
        )
        self._reader = threading.Thread(target=lambda: self.said.extend(iter(self.process.stderr.readline, "")))
        self._reader.start()

    def says(self, action, within=600):
        give_up = time.monotonic() + within
        while not any(f"action={action} " in line for line in self.said):
            assert self.process.poll() is None, "".join(self.said)
            assert time.monotonic() < give_up, "".join(self.said)
            time.sleep(0.05)

    def end(self):
        with contextlib.suppress(OSError):
            self.process.kill()
        self.process.wait(300)
        self._reader.join(300)
        self.process.stderr.close()


@pytest.fixture
def started():
    services = []

    def start(folder, environ=None):
        services.append(Service(folder, environ))
        return services[-1]

    yield start
    for each in services:
        each.end()


@pytest.fixture(params=EITHER)
def environ(request):
    if request.param == "sqlite":
        return {}
    return {"BROADCASTER_STORE__URL": request.getfixturevalue("postgresql_store_url")}


def test_when_the_leader_is_killed_the_other_service_takes_over(station, environ, started):
    leader = started(station, environ)
    leader.says("timers_lead_taken")
    leader.says("timer_watch_done")
    other = started(station, environ)
    other.says("timers_started")
    assert not any("timers_lead_taken" in line for line in other.said)
    leader.process.kill()
    leader.process.wait(300)
    other.says("timers_lead_taken")
    assert all(len({run.due_at for run in each}) == len(each) for each in runs(station, environ).values())


@pytest.mark.skipif(sys.platform == "win32", reason="SIGTERM ends a Windows process at once")
def test_the_service_stops_cleanly_on_sigterm_and_says_so(station, started):
    service = started(station)
    service.says("timers_started")
    service.says("timers_lead_taken")
    service.process.send_signal(signal.SIGTERM)
    assert service.process.wait(600) == 0
    service.end()
    assert "action=timers_stopped" in service.said[-1]
    assert all(line.count("action=") == 1 for line in service.said if " INFO " in line)


def test_an_unknown_job_is_told(station):
    done = broadcaster("run", "--once", "fly", folder=station)
    assert done.returncode == 2
    assert "prepare" in done.stderr


def test_the_commands_show_jobs_and_alarms(station, service):
    timers, _ = service(datetime.now(UTC))  # noqa: TID251 - the commands read the wall clock too
    timers.lead()
    timers.work(Lane.WATCH)
    shown = broadcaster("jobs", folder=station)
    assert "watch" in shown.stdout
    assert "chưa chạy" in shown.stdout
    assert broadcaster("jobs", "--day", "2025-09-19", folder=station).returncode == 0
    listed = broadcaster("alarms", "--all", folder=station)
    assert listed.returncode in {0, 1}, listed.stderr
    refused = broadcaster("alarms", "ack", "disk-khong-co", "--by", "Lan", folder=station)
    assert refused.returncode == 1
    assert "Không có báo động" in refused.stderr
