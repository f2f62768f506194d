"""The calendar that technicians look at: what airs on which day, and why that day is special."""

from datetime import time, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from makers import DAY, NOW, a_slot, a_timetable
from small_station import opened_station

from broadcaster.cli.entry import broadcaster
from broadcaster.domain.ids import minutes
from broadcaster.domain.timetables import Campaign, Relay, StartKind
from broadcaster.errors import BadDate, UnknownOutlet

GOLDEN = Path(__file__).parents[2] / "golden" / "lich-tet-2023.txt"


@pytest.fixture(scope="module")
def district(tmp_path_factory):
    folder = tmp_path_factory.mktemp("đài") / "huyện"
    made = CliRunner().invoke(broadcaster, ["init", str(folder)])
    assert made.exit_code == 0, made.output
    return folder


def run(folder, *arguments):
    return CliRunner(mix_stderr=False).invoke(
        broadcaster, ["-C", str(folder), "schedule", "calendar", *map(str, arguments)]
    )


def shown(folder, *arguments):
    done = run(folder, *arguments)
    assert done.exit_code == 0, done.exception or done.stderr
    return "\n".join(line.rstrip() for line in done.stdout.splitlines() if line.strip()) + "\n"


def test_the_week_of_tet_is_the_golden_one(district):
    assert shown(district, "--from", "2023-01-20", "--days", 7) == GOLDEN.read_text(encoding="utf-8")


def test_one_outlet_may_be_asked_for_by_its_name(district):
    calendar = shown(district, "--from", DAY, "--days", 1, "--outlet", "rạng đông")
    assert calendar.count("RANG-DONG") == 2
    assert "06:00" not in calendar
    assert "tiếp âm" not in calendar


def test_without_a_day_the_calendar_starts_today(district, monkeypatch):
    monkeypatch.setattr("broadcaster.cli.schedule_calendar.wall_clock", lambda: NOW + timedelta(hours=16))
    assert shown(district, "--days", 1).startswith("Thứ tư 15/03/2023 (âm lịch 24/2 Quý Mão)")


def test_a_wrong_day_or_place_is_refused(district):
    assert isinstance(run(district, "--from", "15/3/2023").exception, BadDate)
    assert isinstance(run(district, "--outlet", "Hà Nội").exception, UnknownOutlet)


def test_worked_out_times_are_explained_and_days_without_sessions_said(tmp_path):
    slot = a_slot(weekdays=(DAY.weekday(),), starts=time(18))
    relay = Relay(
        id="vov", outlet_id=slot.outlet_id, source="VOV1", starts=time(18), length=minutes(30), weekdays=slot.weekdays
    )
    slots = (
        a_slot(weekdays=slot.weekdays, precedes="vov"),
        a_slot(
            weekdays=slot.weekdays, session="evening", starts=time(18, 20), start=StartKind.SOFT, window=minutes(20)
        ),
    )
    campaign = Campaign(id="dot", name="Đợt cao điểm", first=DAY, last=DAY)
    station = opened_station(tmp_path)
    with station.store.writing() as tx:
        timetable = a_timetable(slots=slots, relays=(relay,), campaigns=(campaign,))
        tx.timetables.apply(timetable, by="Nam", at=NOW + timedelta(hours=1), source="hai")
    station.store.close()
    today, tomorrow = shown(tmp_path, "--from", DAY, "--days", 2).split("Thứ năm")
    assert "; đợt tuyên truyền: Đợt cao điểm" in today
    for words in (
        "tính lùi từ vov",
        "tiếp âm VOV1",
        "giờ mềm 18:20, đợi mục trước phát xong",
        "17:45–18:00",
        "18:30–18:45",
    ):
        assert words in today
    assert "Không có buổi phát nào." in tomorrow
