"""The night of 3h15: every way in which somebody could make loudspeakers speak at a wrong hour is stopped or asked about.

In December 2025 a technician of a commune in Nghệ An set an automatic relay to 3:15 by mistake, and the loudspeakers
woke everybody. Each test here makes that mistake, or one like it, in its own way.
"""

import shutil
import time as clock
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from day_made import broadcaster
from makers import a_playlist, an_edition
from schedule_files import (
    LATER,
    MONDAY_NOON,
    ONE_PERSON,
    TWO,
    add,
    evening,
    in_force,
    new_station,
    rewrite,
    setting,
    starts_of,
)

from broadcaster.domain.ids import DurationMs, OutletId, SessionId, minutes
from broadcaster.domain.schedule_changes import ChangeKind
from broadcaster.domain.timetables import DayException, QuietHours, Relay, Slot
from broadcaster.errors import (
    BadDate,
    ClockSetBack,
    DayNotNear,
    InQuietHours,
    MovesUnseen,
    SecondPersonNeeded,
    SettingsError,
    StoreOlderThanSent,
)
from broadcaster.scheduling.schedule_diff import schedule_changes
from broadcaster.services.apply_schedule import apply_schedule
from broadcaster.services.clearance import in_quiet_hours, refuse_in_quiet_hours
from broadcaster.services.keep_schedules import revert_schedule
from broadcaster.services.propose_schedule import confirm_schedule, propose_schedule
from broadcaster.services.publish_day import publish_day
from broadcaster.services.show_board import show_board
from broadcaster.station import Station

MONDAY = MONDAY_NOON.date()
TODAY = range(7)
QUARTER_PAST_THREE = time(3, 15)


@pytest.fixture
def station(tmp_path):
    with new_station(tmp_path / "dai") as opened:
        yield opened


@pytest.fixture
def timetable(station):
    return in_force(station)[1]


def still_as_it_was(station):
    version, timetable = in_force(station)
    return version == 1 and starts_of(timetable) == {time(17)}


# --- typing


def test_3_15_for_15_15_in_a_slot_is_refused_with_file_and_line(station):
    folder = evening(station, "03:15")
    with pytest.raises(SettingsError) as refused:
        apply_schedule(station, folder, **TWO, moves_seen=True, now=LATER)
    assert any("grid.toml, dòng" in each and "giờ yên tĩnh" in each for each in refused.value.findings)
    with pytest.raises(SettingsError):
        propose_schedule(station, folder, by="Nam", now=LATER)
    assert still_as_it_was(station)


@pytest.mark.parametrize("typed", ["3:15 PM", "3:15 AM", "3h15", "15:15 PM", "3:15 chiều", "315", "3.15", "24:15"])
def test_an_hour_that_is_not_of_24_hours_is_refused_and_never_guessed_at(station, typed):
    folder = evening(station, typed)
    with pytest.raises(SettingsError, match="starts"):
        apply_schedule(station, folder, **TWO, moves_seen=True, now=LATER)
    assert still_as_it_was(station)


def test_5_15_for_17_15_lies_outside_its_daypart(station):
    folder = rewrite(station, ('starts = "17:00"', 'starts = "05:15"'))
    with pytest.raises(SettingsError, match="nằm ngoài buổi"):
        apply_schedule(station, folder, **TWO, moves_seen=True, now=LATER)
    assert still_as_it_was(station)


def test_5_00_for_17_00_is_asked_about_twice_when_the_daypart_was_widened(station):
    folder = evening(station, "05:00")
    with pytest.raises(SecondPersonNeeded):
        apply_schedule(station, folder, by="Nam", now=LATER)
    with pytest.raises(MovesUnseen, match=r"5 giờ chiều \(17:00\) sang 5 giờ sáng \(05:00\).*12 GIỜ"):
        apply_schedule(station, folder, **TWO, now=LATER)
    assert still_as_it_was(station)


def test_the_command_asks_too_and_nobody_there_means_no(station):
    folder = evening(station, "05:00")
    station.store.close()
    shown = broadcaster("schedule", "diff", folder, folder=station.folder)
    assert "LỆCH ĐÚNG 12 GIỜ" in shown.stdout
    two = ("--by", "Nam", "--confirm-by", "Lan")
    refused = broadcaster("schedule", "apply", folder, *two, folder=station.folder)
    assert refused.returncode == 1
    assert "--moves-seen" in refused.stderr
    with Station.open(station.folder, {}) as opened:
        assert still_as_it_was(opened)


def test_a_policy_of_one_person_does_not_silence_the_question(station):
    folder = evening(station, "05:00")
    with setting(station.folder, ONE_PERSON) as lone, pytest.raises(MovesUnseen):
        apply_schedule(lone, folder, by="Nam", now=LATER)


# --- relays, exceptions, rules that land at night


def test_the_incident_itself_a_relay_set_to_3_15(timetable):
    relay = Relay(
        id="thoi-su",
        outlet_id=OutletId("QUY-NHAT"),
        source="VOV1",
        starts=QUARTER_PAST_THREE,
        length=minutes(20),
        weekdays=tuple(TODAY),
    )
    with pytest.raises(InQuietHours, match="03:15"):
        schedule_changes(timetable, replace(timetable, relays=(relay,)), first=MONDAY)


@pytest.mark.parametrize("first", [MONDAY + timedelta(days=1), MONDAY + timedelta(days=40)])
def test_an_exception_that_moves_a_session_to_3_15(timetable, first):
    wrong = DayException(name="Lễ", first=first, last=first, sessions=("evening",), starts=QUARTER_PAST_THREE)
    with pytest.raises(InQuietHours, match="03:15"):
        schedule_changes(timetable, replace(timetable, exceptions=(wrong,)), first=MONDAY)


def test_an_exception_from_afternoon_to_early_morning_is_asked_about(timetable):
    tuesday = MONDAY + timedelta(days=1)
    wrong = DayException(name="Lễ", first=tuesday, last=tuesday, sessions=("evening",), starts=time(5))
    changes = schedule_changes(timetable, replace(timetable, exceptions=(wrong,)), first=MONDAY)
    (change,) = changes.asking
    assert (change.days, change.after) == ((tuesday,), time(5))


def test_a_session_that_follows_a_relay_into_the_night(timetable):
    relay = Relay(
        id="thoi-su",
        outlet_id=OutletId("QUY-NHAT"),
        source="VOV1",
        starts=time(21),
        length=minutes(25),
        weekdays=tuple(TODAY),
    )
    after = Slot(
        outlet_id=OutletId("QUY-NHAT"),
        session=SessionId("evening"),
        clock="ban-tin-15",
        starts=time(21, 26),
        weekdays=tuple(TODAY),
        follows="thoi-su",
        gap=minutes(1),
    )
    slots = tuple(
        slot for slot in timetable.slots if (slot.outlet_id, slot.session) != (after.outlet_id, after.session)
    )
    new = replace(timetable, relays=(relay,), slots=(*slots, after))
    with pytest.raises(InQuietHours, match=r"Quỹ Nhất"):
        schedule_changes(timetable, new, first=MONDAY)


def test_a_date_on_which_a_wrong_hour_begins_is_seen_however_far_off(timetable):
    first = MONDAY + timedelta(days=300)
    slots = tuple(
        replace(slot, starts=time(5), first=first) if slot.session == "evening" else slot for slot in timetable.slots
    )
    changes = schedule_changes(timetable, replace(timetable, slots=slots), first=MONDAY)
    assert changes.alters_air
    assert any(each.after == time(5) and each.asks for each in changes.changes)


# --- limits and other stations


def test_quiet_hours_cannot_be_taken_away_by_one_person_or_unnoticed(station):
    policy = '\n[[policy]]\noutlets = ["QUY-NHAT"]\nquiet_hours = { starts = "23:30", stops = "03:00" }\n'
    folder = add(station, policy, file="outlets.toml")
    with pytest.raises(SecondPersonNeeded):
        apply_schedule(station, folder, by="Nam", now=LATER)
    with pytest.raises(MovesUnseen, match=r"21:30-04:30 thành 23:30-03:00.*BỚT GIỜ YÊN TĨNH"):
        apply_schedule(station, folder, **TWO, now=LATER)
    rewrite(station, ('starts = "06:15"', 'starts = "03:15"'), ('starts = "06:00"', 'starts = "03:00"'))
    with pytest.raises(SettingsError):  # quiet hours of one outlet are nothing to the others
        apply_schedule(station, folder, **TWO, moves_seen=True, now=LATER)


def test_quiet_hours_of_station_toml_change_nothing_until_two_have_said_yes(station):
    path = station.folder / "station.toml"
    text = path.read_text(encoding="utf-8").replace('stops = "04:30"', 'stops = "03:00"')
    path.write_text(text.replace('starts = "21:30"', 'starts = "23:30"'), encoding="utf-8")
    playlist = a_playlist(starts_at=MONDAY_NOON.replace(hour=20, minute=15), outlet_id=OutletId("QUY-NHAT"))
    with Station.open(station.folder, {}) as again:
        with pytest.raises(InQuietHours, match="21:30-04:30"):
            refuse_in_quiet_hours(again, [playlist])
        with pytest.raises(SecondPersonNeeded):
            apply_schedule(again, again.folder / "schedules", by="Nam", now=LATER)


def test_the_files_of_another_station_are_shown_as_what_they_are(station, tmp_path):
    with new_station(tmp_path / "khac", "huyen-2023") as other, pytest.raises(SecondPersonNeeded):
        apply_schedule(station, other.folder / "schedules", by="Nam", now=LATER)
    made = propose_schedule(station, other.folder / "schedules", by="Nam", now=LATER)
    kinds = {each.kind for each in made.preview.changes.changes}
    assert {ChangeKind.ADDED, ChangeKind.REMOVED} <= kinds
    assert any(each.night and "RANG-DONG" in each.outlets for each in made.preview.changes.asking)
    with pytest.raises(MovesUnseen):
        confirm_schedule(station, made.proposal.id, by="Lan", now=LATER)
    assert still_as_it_was(station)


def test_the_way_back_to_a_version_with_a_night_session_is_no_way_round(station, timetable):
    slots = tuple(
        replace(slot, starts=QUARTER_PAST_THREE) if slot.session == "evening" else slot for slot in timetable.slots
    )
    with station.store.writing() as tx:  # as a program of before this rule might have left it
        tx.timetables.apply(replace(timetable, slots=slots), by="ai đó", at=MONDAY_NOON, source="đêm")
        tx.timetables.apply(timetable, by="ai đó", at=MONDAY_NOON, source="ngày")
    with pytest.raises(InQuietHours, match="03:15"):
        revert_schedule(station, 2, **TWO, moves_seen=True, now=LATER)
    assert in_force(station)[0] == 3


def test_quiet_hours_stand_in_the_way_back_to_a_louder_night(station, timetable):
    loud = tuple(replace(each, quiet=QuietHours(starts=time(23), stops=time(3))) for each in timetable.policies)
    with station.store.writing() as tx:
        tx.timetables.apply(replace(timetable, policies=loud), by="ai đó", at=MONDAY_NOON, source="ồn")
        tx.timetables.apply(timetable, by="ai đó", at=MONDAY_NOON, source="yên")
    with pytest.raises(MovesUnseen, match="BỚT GIỜ YÊN TĨNH"):
        revert_schedule(station, 2, **TWO, now=LATER)


def test_a_late_start_is_not_shifted_into_the_quiet_hours(station):
    evening_session = a_playlist(
        an_edition(session="evening"),
        outlet_id=OutletId("QUY-NHAT"),
        starts_at=MONDAY_NOON.replace(hour=14, minute=10),  # 21:10
    )
    assert not in_quiet_hours(station, evening_session, DurationMs(0))
    assert in_quiet_hours(station, evening_session, minutes(20))


# --- the clock, the zone, the date, the backup


def test_a_clock_set_back_sends_and_changes_nothing(station):
    for now in (MONDAY_NOON - timedelta(hours=12), MONDAY_NOON - timedelta(days=365)):
        with pytest.raises(ClockSetBack):
            publish_day(station, now.date() + timedelta(days=1), now=now)
        with pytest.raises(ClockSetBack):
            apply_schedule(station, evening_once(station), **TWO, now=now)
        assert show_board(station, now=now).warnings
    assert still_as_it_was(station)


def evening_once(station):
    folder = station.folder / "schedules"
    return folder if 'starts = "17:30"' in (folder / "grid.toml").read_text("utf-8") else evening(station, "17:30")


@pytest.mark.parametrize("zone", ["UTC0", "PST8", "JST-9"])
@pytest.mark.skipif(not hasattr(clock, "tzset"), reason="this system cannot set a zone for one process")
def test_a_pc_set_to_another_zone_shows_and_sends_the_same_hours(station, zone, monkeypatch):
    before = show_board(station, now=LATER)
    monkeypatch.setenv("TZ", zone)
    clock.tzset()
    try:
        assert show_board(station, now=LATER) == before
        assert f"{before.lines[0].starts:%d %H:%M %z}" == "23 17:00 +0700"
        changes = propose_schedule(station, evening(station, "17:30"), by="Nam", now=LATER).preview.changes
        assert changes.first == MONDAY
    finally:
        monkeypatch.undo()
        clock.tzset()


def test_the_command_shows_vietnamese_hours_on_a_pc_set_to_another_zone(station):
    station.store.close()
    seen = {
        zone: broadcaster("schedule", "history", folder=station.folder, environ={"TZ": zone}).stdout
        for zone in ("UTC0", "PST8", "JST-9")
    }
    assert len(set(seen.values())) == 1
    assert "12:00 23/11/2026" in seen["UTC0"]


def test_a_wrong_date_is_not_handed_over(station):
    for day in (MONDAY - timedelta(days=1), MONDAY + timedelta(days=365)):
        with pytest.raises(DayNotNear, match=f"{day}"):
            publish_day(station, day, now=LATER)


@pytest.mark.parametrize("typed", ["23/11/2026", "2026-13-01", "2026-02-30", "mai"])
def test_a_date_that_is_none_is_never_guessed_at(station, typed):
    done = broadcaster("plan", typed, folder=station.folder)
    assert done.returncode == 1
    assert str(BadDate(text=typed)) in done.stderr


def test_a_backup_of_before_the_change_does_not_bring_the_old_hours_back_unnoticed(station, tmp_path):
    shutil.copy(station.folder / "broadcaster.db", tmp_path / "sao-luu.db")
    apply_schedule(station, evening(station, "17:30"), **TWO, now=LATER)
    station.store.close()
    for left in station.folder.glob("broadcaster.db*"):
        left.unlink()
    shutil.copy(tmp_path / "sao-luu.db", station.folder / "broadcaster.db")
    with Station.open(station.folder, {}) as restored:
        with pytest.raises(StoreOlderThanSent):
            publish_day(restored, date(2026, 11, 24), now=LATER)
        assert any("bản sao lưu" in each for each in show_board(restored, now=LATER).warnings)
    refused = broadcaster("plan", "2026-11-24", folder=station.folder, environ={"TZ": "UTC0"})
    assert refused.returncode == 1
    checked = broadcaster("check", folder=station.folder)
    assert "bản sao lưu cũ" in checked.stdout
