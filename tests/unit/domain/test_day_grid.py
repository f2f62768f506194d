"""What airs on a day and when: which rows hold, what exceptions change, relative and soft starts."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import COMMUNE, DAY, STATION, a_clock, a_slot, a_timetable

from broadcaster.domain.day_grid import DAY_MS, Placing, milliseconds, time_of_day
from broadcaster.domain.ids import minutes
from broadcaster.domain.timetables import Campaign, DayException, Holiday, HolidayRule, Relay, StartKind

SUNDAY = date(2023, 3, 19)
HOLIDAY = date(2023, 4, 29)
CLOCKS = (a_clock(), a_clock(id="five", length=minutes(5)), a_clock(id="thirty", length=minutes(30)))


def a_relay(**over):
    values = {
        "id": "vov",
        "outlet_id": COMMUNE,
        "source": "VOV1",
        "starts": time(18),
        "length": minutes(30),
        "weekdays": (0, 1, 2, 3, 4, 5, 6),
    }
    return Relay(**values | over)


def a_grid(*slots, relays=(), **over):
    holidays = (Holiday(day=HOLIDAY, name="Giỗ Tổ"),)
    return a_timetable(slots=slots, relays=relays, clocks=CLOCKS, holidays=holidays, **over)


def times(grid, day=DAY):
    return {event.name: f"{time_of_day(event.starts):%H:%M}" for event in grid.events_on(day)}


def placings(grid, day=DAY):
    return {event.name: event.placing for event in grid.events_on(day)}


# --- which rows hold


def test_a_slot_holds_from_its_first_to_its_last_day():
    grid = a_grid(a_slot(first=DAY, last=DAY + timedelta(days=1)))
    held = [day for day in (DAY + timedelta(days=n) for n in range(-1, 3)) if grid.slots_on(day)]
    assert held == [DAY, DAY + timedelta(days=1)]


@pytest.mark.parametrize(
    ("rule", "holiday", "usual"),
    [(HolidayRule.ANY, True, True), (HolidayRule.ONLY, True, False), (HolidayRule.NEVER, False, True)],
)
def test_a_rule_for_holidays_is_kept(rule, holiday, usual):
    grid = a_grid(a_slot(holidays=rule), relays=(a_relay(holidays=rule),))
    assert (bool(grid.slots_on(HOLIDAY)), bool(grid.slots_on(DAY))) == (holiday, usual)
    assert (bool(grid.relays_on(HOLIDAY)), bool(grid.relays_on(DAY))) == (holiday, usual)


def test_a_slot_of_a_campaign_airs_on_its_days_alone():
    campaign = Campaign(id="dot", name="Đợt cao điểm", first=DAY, last=DAY)
    grid = a_grid(a_slot(campaign="dot"), campaigns=(campaign,))
    assert grid.slots_on(DAY)
    assert grid.campaigns_on(DAY) == (campaign,)
    assert not grid.slots_on(DAY + timedelta(days=1))
    assert not replace(grid, campaigns=()).slots_on(DAY)


def test_the_highest_rank_that_holds_on_a_day_airs_and_others_stand_back_for_that_day_only():
    grid = a_grid(a_slot(), a_slot(starts=time(7), first=DAY, last=DAY, rank=1))
    assert times(grid) == {"morning": "07:00"}
    assert times(grid, SUNDAY) == {"morning": "05:30"}


def test_ranks_of_one_outlet_say_nothing_of_another():
    grid = a_grid(a_slot(rank=3), a_slot(outlet_id=STATION))
    assert len(grid.slots_on(DAY)) == 2


# --- exceptions


def test_a_session_falls_out_on_the_days_of_an_exception_where_it_holds():
    gone = DayException(name="Nghỉ", first=DAY, last=DAY, outlets=(STATION,), sessions=("morning",))
    grid = a_grid(a_slot(), a_slot(outlet_id=STATION), exceptions=(gone,))
    assert [slot.outlet_id for slot in grid.slots_on(DAY)] == [COMMUNE]
    assert len(grid.slots_on(SUNDAY)) == 2


def test_an_exception_without_names_silences_relays_too():
    grid = a_grid(a_slot(), relays=(a_relay(),), exceptions=(DayException(name="Quốc tang", first=DAY, last=DAY),))
    assert grid.events_on(DAY) == ()


def test_a_moved_session_takes_along_what_follows_it():
    moved = DayException(name="Dời", first=DAY, last=DAY, sessions=("morning",), starts=time(7))
    grid = a_grid(a_slot(), a_slot(session="b", follows="morning"), exceptions=(moved,))
    assert times(grid) == {"morning": "07:00", "b": "07:15"}
    (event, _) = grid.events_on(DAY)
    assert (event.placing, event.exception) == (Placing.MOVED, moved)


def test_of_two_exceptions_the_one_that_silences_wins():
    days = {"first": DAY, "last": DAY, "sessions": ("morning",)}
    exceptions = (DayException(name="Dời", starts=time(7), **days), DayException(name="Nghỉ", **days))
    assert a_grid(a_slot(), exceptions=exceptions).events_on(DAY) == ()


# --- relative starts


def test_a_session_follows_a_relay_after_its_gap():
    grid = a_grid(a_slot(session="b", follows="vov", gap=minutes(1)), relays=(a_relay(),))
    assert times(grid)["b"] == "18:31"
    assert grid.slots_on(DAY)[0].starts == time(18, 31)


def test_a_session_is_back_timed_to_end_before_a_relay():
    grid = a_grid(a_slot(precedes="vov", gap=minutes(1)), relays=(a_relay(),))
    assert times(grid)["morning"] == "17:44"


def test_chains_are_worked_out_whatever_the_order_of_the_rows():
    grid = a_grid(
        a_slot(session="c", follows="b"),
        a_slot(session="b", follows="vov", clock="five"),
        a_slot(session="a", precedes="z"),
        a_slot(session="z", precedes="vov"),
        relays=(a_relay(),),
    )
    assert times(grid) == {"a": "17:30", "z": "17:45", "vov": "18:00", "b": "18:30", "c": "18:35"}


def test_on_a_day_without_what_it_names_a_session_airs_at_its_own_time():
    grid = a_grid(a_slot(follows="vov"), relays=(a_relay(weekdays=(0,)),))
    assert (times(grid), placings(grid)) == ({"morning": "05:30"}, {"morning": Placing.ALONE})


def test_a_relay_of_another_outlet_is_none():
    grid = a_grid(a_slot(follows="vov"), relays=(a_relay(outlet_id=STATION),))
    assert placings(grid)["morning"] is Placing.ALONE


def test_a_circle_comes_to_an_end_at_the_rows_own_times():
    grid = a_grid(a_slot(session="a", follows="b"), a_slot(session="b", follows="a", starts=time(9)))
    assert len(grid.events_on(DAY)) == 2


@pytest.mark.parametrize(("key", "starts"), [("follows", time(23, 45)), ("precedes", time(0, 5))])
def test_a_relative_start_on_another_day_is_not_taken(key, starts):
    grid = a_grid(a_slot(**{key: "vov"}), relays=(a_relay(starts=starts),))
    assert (times(grid)["morning"], placings(grid)["morning"]) == ("05:30", Placing.ASTRAY)


def test_a_session_that_crosses_midnight_belongs_to_the_day_of_its_start():
    grid = a_grid(a_slot(starts=time(23, 50), clock="thirty", weekdays=(2,)))
    (event,) = grid.events_on(DAY)
    assert event.stops == DAY_MS + minutes(20)
    assert grid.events_on(DAY + timedelta(days=1)) == ()


# --- soft starts


def soft(session="b", at=time(18, 10), window=30, **over):
    return a_slot(session=session, starts=at, start=StartKind.SOFT, window=minutes(window), **over)


def test_a_soft_start_waits_for_what_is_on_air():
    grid = a_grid(soft(), relays=(a_relay(),))
    assert (times(grid)["b"], placings(grid)["b"]) == ("18:30", Placing.PUSHED)


def test_a_soft_start_does_not_wait_longer_than_its_window():
    grid = a_grid(soft(window=19), relays=(a_relay(),))
    assert (times(grid)["b"], placings(grid)["b"]) == ("18:10", Placing.OWN)


def test_a_hard_start_never_waits():
    grid = a_grid(a_slot(session="b", starts=time(18, 10)), relays=(a_relay(),))
    assert times(grid)["b"] == "18:10"


def test_soft_starts_queue_up_in_their_order():
    grid = a_grid(soft("c", time(18, 20)), soft("b", time(18, 10)), relays=(a_relay(),))
    assert times(grid) == {"vov": "18:00", "b": "18:30", "c": "18:45"}


def test_what_follows_a_session_that_waited_waits_too():
    grid = a_grid(soft(), a_slot(session="c", follows="b"), relays=(a_relay(),))
    assert times(grid)["c"] == "18:45"


@given(
    st.lists(
        st.tuples(st.integers(0, 90), st.sampled_from(["ban-tin-15", "five", "thirty"]), st.booleans()),
        min_size=1,
        max_size=6,
    )
)
def test_soft_starts_are_those_of_a_station_that_waits_minute_by_minute(asked):
    slots, hard, waiting = [], {}, {}
    for number, (minute, clock, is_soft) in enumerate(asked):
        at = time_of_day(minutes(600 + minute))
        make = soft if is_soft else a_slot
        slots.append(make(session=f"s{number}", **{"at" if is_soft else "starts": at}, clock=clock))
        if is_soft:
            slots[-1] = replace(slots[-1], window=minutes(600))
        (waiting if is_soft else hard)[f"s{number}"] = (
            600 + minute,
            {"ban-tin-15": 15, "five": 5, "thirty": 30}[clock],
        )
    expected, busy, minute = {}, 0, 600
    while waiting or minute < 700:
        for name, (start, length) in hard.items():
            if start == minute:
                expected[name], busy = minute, max(busy, minute + length)
        due = sorted((start, name) for name, (start, _) in waiting.items() if start <= minute)
        if due and busy <= minute:
            name = due[0][1]
            expected[name], busy = minute, minute + waiting.pop(name)[1]
        minute += 1
    assert {e.name: e.starts // 60_000 for e in a_grid(*slots).events_on(DAY)} == expected


@given(st.data())
def test_relative_starts_are_those_found_by_trying_every_minute(data):
    """Each session names one of the events before it; brute force tries every start until all rules hold."""
    lengths = {"ban-tin-15": 15, "five": 5, "thirty": 30}
    relay = a_relay(starts=time(12))
    found, slots = {"vov": (720, 30)}, []
    for number in range(data.draw(st.integers(1, 5))):
        anchor = data.draw(st.sampled_from(sorted(found)))
        clock, gap = data.draw(st.sampled_from(sorted(lengths))), data.draw(st.integers(0, 20))
        key = data.draw(st.sampled_from(["follows", "precedes"]))
        slots.append(a_slot(session=f"s{number}", clock=clock, gap=minutes(gap), **{key: anchor}))
        start, length = found[anchor]
        fits = [
            at
            for at in range(1440)
            if (at - gap == start + length if key == "follows" else at + lengths[clock] + gap == start)
        ]
        assert len(fits) == 1
        found[f"s{number}"] = (fits[0], lengths[clock])
    grid = a_grid(*data.draw(st.permutations(slots)), relays=(relay,))
    assert {e.name: e.starts // 60_000 for e in grid.events_on(DAY)} == {name: at for name, (at, _) in found.items()}


@given(st.times())
def test_a_time_of_day_survives_being_a_length(at):
    whole = at.replace(microsecond=at.microsecond // 1000 * 1000)
    assert time_of_day(milliseconds(at)) == whole
