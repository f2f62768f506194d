"""What another timetable changes on air, in as few lines as it takes."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import (
    COMMUNE,
    EVENING,
    MORNING,
    STATION,
    a_clock,
    a_slot,
    a_station_outlet,
    a_target,
    a_timetable,
    an_outlet,
    an_outlet_policy,
)

from broadcaster.domain.ids import OutletId, minutes
from broadcaster.domain.schedule_changes import ChangeKind
from broadcaster.domain.timetables import DayException, QuietHours, Relay
from broadcaster.errors import InQuietHours
from broadcaster.scheduling.schedule_diff import changed_places, schedule_changes
from broadcaster.scheduling.schedule_words import change_sentence, days_told, outlets_told, summary

MONDAY = date(2026, 11, 23)
OLD = a_timetable()
NAMES = {outlet.id: outlet.name for outlet in OLD.outlets}


def at(session, hour, *, outlets=(STATION, COMMUNE), timetable=OLD, **over):
    """Give a timetable in which a session of some outlets starts at another hour."""
    slots = tuple(
        replace(slot, starts=hour, **over) if slot.session == session and slot.outlet_id in outlets else slot
        for slot in timetable.slots
    )
    return replace(timetable, slots=slots)


def changes_to(new, old=OLD):
    return schedule_changes(old, new, first=MONDAY)


def told(changes, names=NAMES):
    return [change_sentence(each, changes, names) for each in changes.changes]


def a_relay(**over):
    values = {"id": "vov", "outlet_id": COMMUNE, "source": "VOV1", "starts": time(12), "length": minutes(30)}
    return Relay(**values | {"weekdays": (0, 1, 2, 3, 4, 5, 6)} | over)


def test_the_same_timetable_changes_nothing():
    changes = changes_to(a_timetable())
    assert changes.changes == ()
    assert not changes.alters_air


def test_one_move_everywhere_every_day_is_one_line():
    changes = changes_to(at(EVENING, time(18)))
    (change,) = changes.changes
    assert (change.kind, change.before, change.after, change.shift) == (ChangeKind.MOVED, time(17, 30), time(18), 30)
    assert change.outlets == (STATION, COMMUNE)
    assert len(change.days) == 14
    assert not change.asks
    assert told(changes) == [
        (
            "dời buổi chiều từ 5 giờ 30 chiều (17:30) sang 6 giờ chiều (18:00), muộn hơn 30 phút; "
            "Đài Truyền thanh huyện Nghĩa Hưng, Đài Truyền thanh xã Nghĩa Sơn; mọi ngày."
        )
    ]


def test_afternoon_typed_as_morning_is_marked_and_asked_again():
    changes = changes_to(at(EVENING, time(5, 0), outlets=(COMMUNE,)))
    (change,) = changes.asking
    assert change.night
    assert "sớm hơn 12 giờ 30 phút" in told(changes)[0]
    assert "LỆCH KHOẢNG 12 GIỜ" in told(changes)[0]
    exactly = changes_to(at(MORNING, time(17, 45), outlets=(COMMUNE,), timetable=at(MORNING, time(5, 45))), OLD)
    assert any(each.asks for each in exactly.changes)


def test_a_shift_of_exactly_twelve_hours_is_named_as_the_slip_that_it_looks_like():
    changes = changes_to(at(EVENING, time(5, 30), outlets=(COMMUNE,)))
    assert "LỆCH ĐÚNG 12 GIỜ" in told(changes)[0]
    assert "21:00-06:00" in told(changes)[0]


@pytest.mark.parametrize(("hour", "asks"), [(time(19, 30), False), (time(19, 31), True), (time(15, 29), True)])
def test_only_a_move_of_more_than_two_hours_asks(hour, asks):
    assert bool(changes_to(at(EVENING, hour)).asking) is asks


def test_coming_into_the_night_asks_however_short_the_way():
    old = at(MORNING, time(6))
    (change,) = changes_to(at(MORNING, time(5, 45)), old).changes
    assert change.asks
    (change,) = changes_to(at(MORNING, time(5, 15))).changes  # it was in the band before
    assert change.night
    assert not change.asks


def test_added_and_removed_sessions_are_told_apart_from_moves():
    without = replace(OLD, slots=tuple(s for s in OLD.slots if s.session != EVENING))
    (change,) = changes_to(without).changes
    assert change.kind is ChangeKind.REMOVED
    (change,) = changes_to(OLD, without).changes
    assert change.kind is ChangeKind.ADDED
    assert "thêm buổi chiều lúc 5 giờ 30 chiều (17:30), dài 15 phút" in told(changes_to(OLD, without))[0]


def test_an_added_session_at_night_asks():
    extra = replace(OLD, slots=(*OLD.slots, a_slot(session="dem", starts=time(20, 50))))
    assert changes_to(extra).asking


def test_a_second_airing_of_one_session_is_paired_by_its_hour():
    twice = replace(OLD, slots=(*OLD.slots, a_slot(starts=time(7))))
    (change,) = changes_to(twice).changes
    assert (change.kind, change.after) == (ChangeKind.ADDED, time(7))


def test_length_clock_and_relay_source_are_told():
    longer = replace(OLD, clocks=(a_clock(length=minutes(20)),))
    assert {each.kind for each in changes_to(longer).changes} == {ChangeKind.LENGTH}
    fewer = replace(OLD, clocks=(a_clock(events=a_clock().events[1:]),))
    (change,) = {each.kind for each in changes_to(fewer).changes}
    assert change is ChangeKind.CLOCK
    assert "nội dung khác" in told(changes_to(fewer))[0]
    relayed = replace(OLD, relays=(a_relay(),))
    (change,) = changes_to(replace(OLD, relays=(a_relay(source="Đài tỉnh"),)), relayed).changes
    assert (change.kind, change.old, change.new) == (ChangeKind.SOURCE, "VOV1", "Đài tỉnh")


def test_quiet_hours_limits_and_levels_are_changes_on_air():
    less = replace(OLD, policies=(an_outlet_policy(quiet=QuietHours(starts=time(22), stops=time(3))),))
    (change,) = changes_to(less).changes
    assert (change.kind, change.asks, change.old, change.new) == (ChangeKind.QUIET, True, "21:30-04:30", "22:00-03:00")
    (change,) = changes_to(OLD, less).changes
    assert not change.asks, "more quiet wakes nobody"
    most = replace(OLD, policies=(an_outlet_policy(daily_most=minutes(60)),))
    assert "không giới hạn thành 60 phút" in told(changes_to(most))[0]
    louder = replace(OLD, outlets=(a_station_outlet(), an_outlet(offset_lu=4)))
    assert [each.kind for each in changes_to(louder).changes] == [ChangeKind.LEVEL]


@pytest.mark.parametrize("hour", [time(3, 15), time(4, 20), time(21, 20), time(23, 59)])
def test_nothing_that_touches_the_quiet_hours_is_even_shown_as_a_change(hour):
    with pytest.raises(InQuietHours, match="giờ yên tĩnh"):
        changes_to(at(EVENING, hour, outlets=(COMMUNE,)))


def test_a_relay_at_3h15_is_refused_like_a_session():
    with pytest.raises(InQuietHours, match="tiếp âm vov"):
        changes_to(replace(OLD, relays=(a_relay(starts=time(3, 15)),)))


def test_names_and_targets_alter_nothing_on_air():
    new = replace(
        OLD,
        targets=(a_target(amount=99.0),),
        outlets=(a_station_outlet(), an_outlet(name="Đài xã Nghĩa Sơn", aliases=("xã ta",))),
        clocks=(a_clock(name="Bản tin mới"),),
        policies=(an_outlet_policy(basis="Quyết định 12"),),
        dayparts=tuple(replace(each, name=f"{each.name} mới") for each in OLD.dayparts),
    )
    changes = changes_to(new)
    assert (changes.changes, changes.alters_air) == ((), False)
    assert summary(changes, NAMES) == "không đổi gì trên sóng"


def test_what_comes_only_after_the_two_weeks_still_alters_the_air():
    far = MONDAY + timedelta(days=200)
    new = replace(OLD, exceptions=(DayException(name="Lễ", first=far, last=far, starts=time(9)),))
    assert changes_to(new).alters_air


def test_days_are_told_as_every_day_weekdays_or_dates():
    days = [MONDAY + timedelta(days=number) for number in range(14)]
    assert days_told(days, MONDAY, 14) == "mọi ngày"
    assert days_told([d for d in days if d.weekday() >= 5], MONDAY, 14) == "các ngày thứ Bảy, Chủ nhật"
    assert days_told(days[:3], MONDAY, 14) == "ngày 23/11/2026 đến 25/11/2026"
    assert days_told([days[0], days[2]], MONDAY, 14) == "ngày 23/11/2026, 25/11/2026"


def test_a_change_on_weekdays_alone_names_them():
    new = at(EVENING, time(18), weekdays=(0, 1, 2, 3, 4))
    kinds = {each.kind: each.days for each in changes_to(new).changes}
    assert {day.weekday() for day in kinds[ChangeKind.MOVED]} == {0, 1, 2, 3, 4}
    assert {day.weekday() for day in kinds[ChangeKind.REMOVED]} == {5, 6}


def many(count, hour=time(17, 30)):
    outlets = tuple(an_outlet(id=OutletId(f"XA-{number:05}"), name=f"Xã {number}") for number in range(count))
    slots = tuple(a_slot(outlet_id=o.id, session=EVENING, starts=hour) for o in outlets)
    return a_timetable(outlets=outlets, slots=slots, policies=())


def test_a_thousand_outlets_that_change_alike_are_one_line():
    changes = schedule_changes(many(1000), many(1000, time(17, 45)), first=MONDAY)
    (change,) = changes.changes
    assert len(change.outlets) == 1000
    names = {outlet.id: outlet.name for outlet in many(1000).outlets}
    assert outlets_told(change.outlets, names) == "tất cả 1000 nơi phát"
    assert outlets_told(change.outlets[:5], names) == "5 nơi phát: Xã 0, Xã 1, Xã 2…"


def test_the_changed_places_name_each_outlet_of_each_day():
    places = changed_places(changes_to(at(EVENING, time(18), outlets=(COMMUNE,))).changes)
    assert len(places) == 14
    assert set(places.values()) == {frozenset({COMMUNE})}


HOURS = st.times(min_value=time(6), max_value=time(20)).map(lambda t: t.replace(second=0, microsecond=0))


@given(HOURS, HOURS, HOURS, HOURS)
def test_going_there_and_back_tells_the_same_changes_turned_round(one, two, three, four):
    old = at(EVENING, two, timetable=at(MORNING, one))
    new = at(EVENING, four, timetable=at(MORNING, three))
    there, back = changes_to(new, old), changes_to(old, new)
    turned = {(each.what, each.after, each.before, each.days, each.outlets) for each in back.changes}
    assert {(each.what, each.before, each.after, each.days, each.outlets) for each in there.changes} == turned
    assert there.alters_air == bool(there.changes)
