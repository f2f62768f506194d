"""Alarms are raised once, kept until they are over, and told; a channel that fails stops nothing and is shown."""

import shutil
from datetime import timedelta
from types import SimpleNamespace

import pytest
from local_mail import hook_server
from makers import COMMUNE, MORNING, NOW, STARTS_AT
from small_station import SETTINGS, opened_station

from broadcaster.domain.alarms import AlarmKind, NoticeEvent, Trouble
from broadcaster.errors import NameNeeded, SecretMissing, UnknownAlarm
from broadcaster.services.raise_alarms import (
    ALARM_FILE,
    acknowledge,
    board,
    channels,
    send_notices,
    settle,
    watch_engines,
    watch_station,
)
from broadcaster.station import Station

MINUTE = timedelta(minutes=1)
DISK = Trouble(key="disk", kind=AlarmKind.DISK, sentence="Ổ đĩa sắp đầy.")


@pytest.fixture
def station(tmp_path):
    with opened_station(tmp_path) as opened:
        yield opened


@pytest.fixture
def hook():
    with hook_server() as server:
        yield server


@pytest.fixture
def hooked(tmp_path, hook):
    opened_station(tmp_path).close()
    told = f'[alarms]\nwebhook = "{hook.address}"\ntimeout_seconds = 1\n'
    (tmp_path / "station.toml").write_text(SETTINGS + told, encoding="utf-8")
    with Station.open(tmp_path, {}) as opened:
        yield opened


def see(station, *troubles, now=NOW):
    settle(station, troubles, of=lambda alarm: alarm.kind is AlarmKind.DISK, now=now)


def test_a_trouble_that_lasts_is_logged_once_and_its_end_too(station, caplog):
    caplog.set_level("INFO")
    for minute in range(5):
        see(station, DISK, now=NOW + minute * MINUTE)
    see(station, now=NOW + 9 * MINUTE)
    see(station, now=NOW + 10 * MINUTE)
    assert [r.action for r in caplog.records if r.action.startswith("alarm")] == ["alarm_raised", "alarm_cleared"]
    (alarm,) = board(station, now=NOW, every=True).alarms
    assert (alarm.times, alarm.cleared_at) == (5, NOW + 9 * MINUTE)


def test_the_end_of_one_kind_leaves_the_others(station):
    see(station, DISK, Trouble(key="job:plan", kind=AlarmKind.JOB, sentence="Hỏng."))
    see(station)
    assert [each.key for each in board(station, now=NOW).alarms] == ["job:plan"]


def test_somebody_takes_note_by_name(station):
    see(station, DISK)
    with pytest.raises(NameNeeded):
        acknowledge(station, "disk", by=" ", now=NOW)
    with pytest.raises(UnknownAlarm, match='"disk"'):
        acknowledge(station, "disc", by="Lan", now=NOW)
    assert acknowledge(station, "disk", by="Lan", now=NOW).acknowledged_by == "Lan"


def test_a_session_without_a_plan_is_an_alarm_an_hour_before_and_over_when_it_is_past(station, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=10**12, total=10**12))
    watch_station(station, now=STARTS_AT - 61 * MINUTE)
    assert board(station, now=NOW).alarms == ()
    watch_station(station, now=STARTS_AT - 59 * MINUTE)
    (alarm,) = [each for each in board(station, now=NOW).alarms if f":{MORNING}:" in each.key]
    assert alarm.kind is AlarmKind.HORIZON
    assert "05:30 ngày 15/03 chưa có danh sách phát" in alarm.sentence
    assert COMMUNE in alarm.sentence
    assert alarm.sentence.endswith("broadcaster plan 2023-03-15.")
    watch_station(station, now=STARTS_AT + MINUTE)
    assert board(station, now=NOW).alarms == ()


def test_a_disk_that_is_nearly_full_is_an_alarm(station, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=499_000_000, total=10**12))
    watch_station(station, now=NOW)
    assert [each.key for each in board(station, now=NOW).alarms] == ["disk"]
    assert "499 MB" in (station.folder / "audio_out" / ALARM_FILE).read_text(encoding="utf-8")


def test_an_engine_that_settings_name_and_that_cannot_work_is_an_alarm(station):
    assert watch_engines(station, now=NOW) == "1/1 bộ đọc dùng được"
    settings = SETTINGS.replace('engines = ["espeak"]', 'engines = ["espeak", "maydoc"]')
    (station.folder / "station.toml").write_text(settings, encoding="utf-8")
    with Station.open(station.folder, {}) as opened:
        watch_engines(opened, now=NOW)
        assert [each.key for each in board(opened, now=NOW).alarms] == ["engine:maydoc"]
    watch_engines(station, now=NOW)
    assert board(station, now=NOW).alarms == ()


def test_an_alarm_and_its_end_are_told_once_each(hooked, hook):
    for minute in range(3):
        see(hooked, DISK, now=NOW + minute * MINUTE)
        send_notices(hooked, now=NOW + minute * MINUTE)
    see(hooked, now=NOW + 3 * MINUTE)
    assert send_notices(hooked, now=NOW + 3 * MINUTE) == 1
    assert [each["event"] for each in hook.asked] == [NoticeEvent.RAISED, NoticeEvent.CLEARED]


def test_a_channel_that_fails_is_tried_with_growing_pauses_is_shown_and_tells_all_when_it_works(hooked, hook):
    hook.fault = 500
    see(hooked, DISK, Trouble(key="disk:2", kind=AlarmKind.DISK, sentence="Ổ đĩa thứ hai."))
    for second in range(0, 9 * 60, 15):
        send_notices(hooked, now=NOW + timedelta(seconds=second))
    assert len(hook.asked) == 4, "at once, after 1, 2 and 5 minutes; the second alarm waits behind the first"
    shown = board(hooked, now=NOW + 9 * MINUTE)
    assert {each.key for each in shown.alarms} == {"disk", "disk:2", "channel:webhook"}
    assert [(each.tries, "500" in each.fault) for each in shown.waiting] == [(4, True)]
    hook.fault, hook.asked = None, []
    assert send_notices(hooked, now=NOW + 60 * MINUTE) == 2
    assert [each["key"] for each in hook.asked] == ["disk", "disk:2"]
    assert {each.key for each in board(hooked, now=NOW).alarms} == {"disk", "disk:2"}


def test_old_news_is_told_nobody(hooked, hook):
    see(hooked, DISK)
    assert send_notices(hooked, now=NOW + timedelta(days=3)) == 0
    assert hook.asked == []


def test_a_password_comes_from_outside_the_settings_alone(tmp_path):
    opened_station(tmp_path).close()
    told = '[alarms]\nsmtp_host = "thu.xa.vn"\nsmtp_user = "dai"\nsender = "dai@xa.vn"\nto = ["a@xa.vn"]\n'
    (tmp_path / "station.toml").write_text(SETTINGS + told, encoding="utf-8")
    nowhere = {"BROADCASTER_SECRETS": str(tmp_path.parent / "khong-co.toml")}
    with Station.open(tmp_path, nowhere) as station, pytest.raises(SecretMissing):
        channels(station)
    with Station.open(tmp_path, {"BROADCASTER_SMTP_PASSWORD": "bi-mat"}) as station:
        assert [each.name for each in channels(station)] == ["email"]
