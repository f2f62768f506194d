"""The station's service: wakes the same services as the commands, tells what failed, and stops when asked."""

import signal
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta

import pytest
from day_made import broadcaster

from broadcaster.domain.approvals import ScriptState
from broadcaster.services.approve_script import approve_text, standings
from broadcaster.services.init_station import init_station
from broadcaster.station import Station
from broadcaster.timers import Timers

NOON = datetime(2025, 9, 19, 5, 0, tzinfo=UTC)  # 12:00 in Vietnam


@pytest.fixture
def station(tmp_path):
    folder = tmp_path / "dai"
    init_station(folder, "xa-2025", now=NOON - timedelta(days=1), environ={})
    return folder


def test_a_day_is_made_for_tomorrow_once_people_have_approved(station, caplog):
    timers = Timers(station, {}, lambda: NOON)
    assert timers.run("prepare")
    assert not timers.run("plan"), "nothing is approved yet"
    assert {record.action for record in caplog.records if hasattr(record, "action")} >= {"timer_plan_failed"}
    with Station.open(station, {}) as opened:
        for each in standings(opened):
            if each.state is ScriptState.DRAFT:
                approve_text(opened, each.script.id, by="Người duyệt", now=NOON)
    assert timers.run("plan")
    assert timers.run("publish")
    tomorrow = date(2025, 9, 20)
    with Station.open(station, {}) as opened, opened.store.reading() as tx:
        assert len(tx.playlists.on(tomorrow)) == 12
        assert len(tx.handovers.between(tomorrow, tomorrow)) == 6
        first = tx.handovers.between(tomorrow, tomorrow)
    assert timers.run("publish"), "waking twice is harmless"
    with Station.open(station, {}) as opened, opened.store.reading() as tx:
        assert tx.handovers.between(tomorrow, tomorrow) == first


def test_late_in_the_evening_tomorrow_is_still_the_next_local_day(station):
    timers = Timers(station, {}, lambda: datetime(2025, 9, 19, 16, 30, tzinfo=UTC))  # 23:30 in Vietnam
    assert timers.run("prepare")
    with Station.open(station, {}) as opened, opened.store.reading() as tx:
        assert tx.scripts.get("khung-2025-09-20-morning") is not None


@pytest.mark.skipif(sys.platform == "win32", reason="SIGTERM ends a Windows process at once")
def test_the_service_stops_cleanly_on_sigterm(station):
    process = subprocess.Popen(
        [sys.executable, "-m", "broadcaster", "-C", str(station), "run"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert "14:00" in process.stdout.readline()
    give_up = time.monotonic() + 20
    while "timers_started" not in process.stderr.readline():
        assert time.monotonic() < give_up
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=timedelta(seconds=20).total_seconds())
    assert process.returncode == 0
    assert "action=timers_stopped" in said


def test_an_unknown_job_is_told(station):
    done = broadcaster("run", "--once", "fly", folder=station)
    assert done.returncode == 2
    assert "prepare" in done.stderr
