"""Nothing is changed or sent by a clock that was set back, or from a store that is older than what was sent."""

import shutil
from datetime import date, timedelta

import pytest
from makers import a_handover
from schedule_files import LATER, MONDAY_NOON, TWO, evening, in_force, new_station

from broadcaster.domain.trust import TrustKind
from broadcaster.errors import ClockSetBack, DayNotNear, NameNeeded, NotPlanned, StoreOlderThanSent
from broadcaster.services.apply_schedule import apply_schedule
from broadcaster.services.check_station import check_station
from broadcaster.services.guard_sending import (
    SENT_FILE,
    newest_record,
    note_sent,
    refuse_unless_current,
    refuse_unless_near,
    vouch,
)
from broadcaster.services.propose_schedule import propose_schedule
from broadcaster.services.publish_day import publish_day
from broadcaster.station import SAMPLE_MARKER, Station

YESTERDAY = MONDAY_NOON - timedelta(days=1)


@pytest.fixture
def station(tmp_path):
    with new_station(tmp_path / "dai") as opened:
        yield opened


def test_a_clock_that_was_set_back_stops_every_change(station):
    folder = evening(station, "17:30")
    for attempt in (
        lambda: apply_schedule(station, folder, **TWO, now=YESTERDAY),
        lambda: propose_schedule(station, folder, by="Nam", now=YESTERDAY),
        lambda: publish_day(station, YESTERDAY.date(), now=YESTERDAY),
    ):
        with pytest.raises(ClockSetBack, match=r"12:00 ngày 22/11/2026.*lần áp dụng lịch.*12:00 ngày 23/11/2026"):
            attempt()
    assert in_force(station)[0] == 1


def test_some_minutes_between_two_pcs_are_no_matter(station):
    refuse_unless_current(station, now=MONDAY_NOON - timedelta(minutes=9))
    with pytest.raises(ClockSetBack):
        refuse_unless_current(station, now=MONDAY_NOON - timedelta(minutes=11))


def test_records_made_while_the_clock_ran_ahead_can_be_vouched_for(station):
    wrong = MONDAY_NOON + timedelta(days=3650)
    with station.store.writing() as tx:
        tx.handovers.add(a_handover(at=wrong))
    with pytest.raises(ClockSetBack, match="clock-right"):
        refuse_unless_current(station, now=LATER)
    with pytest.raises(NameNeeded):
        vouch(station, TrustKind.CLOCK, by=" ", now=LATER)
    vouch(station, TrustKind.CLOCK, by="Lan", now=LATER)
    refuse_unless_current(station, now=LATER)
    assert newest_record(station).at == LATER
    with pytest.raises(ClockSetBack):
        refuse_unless_current(station, now=YESTERDAY)  # the word holds for that clock, not for any other


def test_a_store_restored_from_before_a_change_is_found(station, tmp_path):
    shutil.copy(station.folder / "broadcaster.db", tmp_path / "sao-luu.db")
    apply_schedule(station, evening(station, "17:30"), **TWO, now=LATER)
    station.store.close()
    shutil.copy(tmp_path / "sao-luu.db", station.folder / "broadcaster.db")
    for left in station.folder.glob("broadcaster.db-*"):
        left.unlink()
    with Station.open(station.folder, {}) as restored:
        with pytest.raises(StoreOlderThanSent, match=r"phiên bản 2.*phiên bản 1"):
            publish_day(restored, LATER.date(), now=LATER)
        with pytest.raises(StoreOlderThanSent):
            apply_schedule(restored, restored.folder / "schedules", **TWO, now=LATER)
        vouch(restored, TrustKind.STORE, by="Lan", now=LATER)
        refuse_unless_current(restored, now=LATER)


def test_a_store_that_lacks_handovers_is_found(station, tmp_path):
    with station.store.writing() as tx:
        tx.handovers.add(a_handover(at=MONDAY_NOON))
    note_sent(station)
    noted = (station.folder / SENT_FILE).read_text(encoding="utf-8")
    with new_station(tmp_path / "moi") as other:
        (other.folder / SENT_FILE).write_text(noted, encoding="utf-8")
        with pytest.raises(StoreOlderThanSent, match="lần thứ 1"):
            refuse_unless_current(other, now=LATER)


@pytest.mark.parametrize("spoilt", ["", "{", "[]", '{"version": "x", "sent": 1}', "\ufeff?"])
def test_a_spoilt_note_stops_nobody(station, spoilt):
    (station.folder / SENT_FILE).write_text(spoilt, encoding="utf-8")
    refuse_unless_current(station, now=LATER)


def test_a_deleted_database_does_not_pass_as_a_new_station(station):
    apply_schedule(station, evening(station, "17:30"), **TWO, now=LATER)
    station.store.close()
    for left in station.folder.glob("broadcaster.db*"):
        left.unlink()
    with Station.open(station.folder, {}) as empty, pytest.raises(StoreOlderThanSent):
        apply_schedule(empty, empty.folder / "schedules", by="Nam", now=LATER)


@pytest.mark.parametrize(("shift", "word"), [(-1, "đã qua"), (32, "còn xa")])
def test_only_days_that_are_near_are_handed_over(station, shift, word):
    day = MONDAY_NOON.date() + timedelta(days=shift)
    with pytest.raises(DayNotNear, match=word):
        publish_day(station, day, now=LATER)
    with pytest.raises(NotPlanned):  # asked for by name it is as any other day
        publish_day(station, day, now=LATER, any_day=True)


def test_the_day_is_the_local_one(station):
    late = MONDAY_NOON.replace(hour=18)  # 01:00 on Tuesday in Vietnam
    refuse_unless_near(station, date(2026, 11, 24), now=late)
    with pytest.raises(DayNotNear):
        refuse_unless_near(station, date(2026, 11, 23), now=late)


def test_the_sample_station_may_play_any_day(station):
    (station.folder / SAMPLE_MARKER).write_text("mẫu", encoding="utf-8")
    refuse_unless_near(station, date(2023, 3, 15), now=LATER)


def test_check_names_the_clock_and_a_long_silence(station):
    found = check_station(station.folder, now=YESTERDAY, environ={})
    assert any("bị lùi" in each.fault for each in found)
    found = check_station(station.folder, now=MONDAY_NOON + timedelta(days=90), environ={})
    assert any("đã cách 90 ngày" in each.fault and each.warning for each in found)
