"""Relays, exceptions, campaigns, holidays, start rules and daily limits of a schedules folder, and what is refused."""

from datetime import date, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadcaster.domain.day_grid import DAY_MS
from broadcaster.domain.ids import minutes
from broadcaster.domain.timetables import ClockEventKind, HolidayRule
from broadcaster.errors import SettingsError

from .conftest import FILES

WEDNESDAY, SATURDAY = date(2023, 3, 15), date(2023, 3, 18)
TET = date(2023, 1, 22)
NIGHT = '\n[[daypart]]\nid = "night"\nname = "đêm"\nstarts = "19:00"\nstops = "01:00"\n'
NO_QUIET = '\n[[policy]]\noutlets = ["*"]\nquiet_hours = { starts = "02:00", stops = "04:00" }\n'
EVERYWHERE = "HUYEN-NGHIA-HUNG, NGHIA-SON, XA-NGHIA-HUNG"


def a_row(table, **keys):
    def toml(value):
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, list):
            return f"[{', '.join(map(toml, value))}]"
        return str(value) if isinstance(value, int | date) else f'"{value}"'

    return f"\n[[{table}]]\n" + "".join(f"{key} = {toml(value)}\n" for key, value in keys.items() if value is not None)


def a_slot(**over):
    keys = {"session": "evening", "clock": "ban-tin-15", "starts": "17:15", "weekdays": "mon-sun", "outlets": ["*"]}
    return a_row("slot", **keys | over)


def a_relay(**over):
    keys = {"id": "vov", "source": "VOV1", "starts": "18:00", "length": "30:00", "weekdays": "mon-sun"}
    return a_row("relay", **keys | {"outlets": ["*"]} | over)


def an_exception(**over):
    return a_row("exception", **{"name": "Nghỉ", "first": WEDNESDAY} | over)


def times(timetable, day, outlet="NGHIA-SON"):
    events = [event for event in timetable.events_on(day) if event.row.outlet_id == outlet]
    return {event.name: f"{event.as_aired.starts:%H:%M}" for event in events}


# --- what holds when


def test_a_relay_is_an_event_of_every_outlet_that_it_names(schedules):
    schedules.add("grid.toml", a_relay(outlets=["group:xa"]) + a_relay(starts="19:00", outlets=["NGHIA-SON"]))
    (relay, _) = schedules.timetable.relays
    assert (relay.source, relay.length) == ("VOV1", minutes(30))
    assert times(schedules.timetable, WEDNESDAY) == {"morning": "06:00", "vov": "19:00"}
    assert times(schedules.timetable, WEDNESDAY, "XA-NGHIA-HUNG") == {"morning": "06:00", "vov": "18:00"}


def test_a_row_for_some_days_beats_the_equally_near_row_on_those_days(schedules):
    schedules.add("grid.toml", a_slot(session="morning", starts="07:00", first=WEDNESDAY, last=WEDNESDAY))
    schedules.add("grid.toml", a_slot(session="morning", starts="07:30", holidays="only"))
    timetable = schedules.timetable
    assert times(timetable, WEDNESDAY) == {"morning": "07:00"}
    assert times(timetable, SATURDAY) == {"morning": "06:00"}
    assert times(timetable, TET) == {"morning": "07:30"}


def test_a_farther_row_for_some_days_does_not_beat_a_nearer_one(schedules):
    schedules.add("grid.toml", a_slot(session="morning", starts="06:30", outlets=["NGHIA-SON"], weekdays="mon-fri"))
    schedules.add("grid.toml", a_slot(session="morning", starts="07:00", first=WEDNESDAY))
    assert times(schedules.timetable, WEDNESDAY) == {"morning": "06:30"}
    assert times(schedules.timetable, SATURDAY) == {}
    assert times(schedules.timetable, SATURDAY, "XA-NGHIA-HUNG") == {"morning": "07:00"}


def test_a_campaign_brings_more_sessions_on_its_days(schedules):
    schedules.add(
        "grid.toml",
        a_row("campaign", id="tuan-le", name="Tuần lễ CCHC", first=WEDNESDAY, last=SATURDAY, topics=[2], least_runs=3)
        + a_slot(campaign="tuan-le"),
    )
    timetable = schedules.timetable
    (campaign,) = timetable.campaigns
    assert (campaign.topics, campaign.least_runs) == ((2,), 3)
    assert times(timetable, WEDNESDAY) == {"morning": "06:00", "evening": "17:15"}
    assert times(timetable, SATURDAY + timedelta(days=1)) == {"morning": "06:00"}


def test_an_exception_moves_or_silences(schedules):
    schedules.add("grid.toml", an_exception(sessions=["morning"], starts="07:00", outlets=["NGHIA-SON"]))
    schedules.add("grid.toml", an_exception(first=SATURDAY, last=SATURDAY))
    timetable = schedules.timetable
    assert times(timetable, WEDNESDAY) == {"morning": "07:00"}
    assert times(timetable, WEDNESDAY, "XA-NGHIA-HUNG") == {"morning": "06:00"}
    assert timetable.slots_on(SATURDAY) == ()


def test_holidays_of_many_years_are_in_the_timetable_and_rows_change_them(schedules):
    schedules.add(
        "grid.toml",
        a_row("holiday", name="Hoán đổi", first=date(2023, 3, 16), last=date(2023, 3, 17))
        + a_row("holiday", name="Làm bù", first=TET, working=True),
    )
    timetable = schedules.timetable
    assert {day.day.year for day in timetable.holidays} == set(range(2020, 2051))
    assert timetable.holiday_on(date(2023, 3, 17)).name == "Hoán đổi"
    assert timetable.holiday_on(TET) is None
    assert timetable.holiday_on(TET + timedelta(days=1)).name == "Mùng hai Tết Nguyên Đán"


def test_a_slot_may_rest_on_holidays(schedules):
    schedules.change("grid.toml", 'weekdays = "mon-sun"', 'weekdays = "mon-sun"\nholidays = "never"')
    assert times(schedules.timetable, TET) == {}
    assert schedules.timetable.slots[0].holidays is HolidayRule.NEVER


def test_new_holidays_of_the_library_make_a_new_version_of_unchanged_files(schedules, monkeypatch):
    before = schedules.load()[2]
    monkeypatch.setattr("broadcaster.settings.schedules.public_holidays", dict)
    assert schedules.load()[2] != before


# --- start rules


def test_a_back_timed_slot_has_its_worked_out_time_in_the_timetable_and_on_the_day(schedules):
    schedules.add("grid.toml", a_relay() + a_slot(starts=None, precedes="vov", gap="1:00"))
    timetable = schedules.timetable
    assert {slot.starts for slot in timetable.slots if slot.session == "evening"} == {time(17, 44)}
    assert times(timetable, WEDNESDAY)["evening"] == "17:44"


def test_a_soft_slot_waits_for_a_relay(schedules):
    schedules.add("grid.toml", a_relay() + a_slot(starts="18:20", start="soft", window="10:00"))
    assert times(schedules.timetable, WEDNESDAY)["evening"] == "18:30"


def test_a_soft_slot_that_would_wait_too_long_is_refused(schedules):
    schedules.add("grid.toml", a_relay() + a_slot(starts="18:20", start="soft", window="9:00"))
    place, relay = schedules.line("grid.toml", '"18:20"'), schedules.line("grid.toml", "[[relay]]")
    assert schedules.finding == (
        f"{place}: buổi 'evening' lúc 18:20-18:35 trùng giờ với tiếp âm 'vov' lúc 18:00-18:30 ({relay}) ở {EVERYWHERE} "
        "(giờ mềm không đợi được lâu hơn 'window')"
    )


def test_where_what_a_slot_names_is_missing_on_a_day_it_must_say_its_own_time(schedules):
    schedules.add("grid.toml", a_relay(weekdays="mon-fri") + a_slot(starts=None, follows="vov"))
    assert schedules.finding.startswith(
        f"{schedules.line('grid.toml', 'follows')}: ở {EVERYWHERE} vào thứ bảy, chủ nhật không có 'vov'"
    )
    assert schedules.finding.endswith(
        "không có 'vov' để tính giờ buổi 'evening'; ghi thêm 'starts' là giờ phát những ngày ấy"
    )
    schedules.change("grid.toml", 'follows = "vov"', 'follows = "vov"\nstarts = "18:05"')
    timetable = schedules.timetable
    assert (times(timetable, WEDNESDAY)["evening"], times(timetable, SATURDAY)["evening"]) == ("18:30", "18:05")


@pytest.mark.parametrize(
    ("over", "text"),
    [
        ({"starts": None}, "thiếu khóa 'starts': ghi giờ phát, hoặc ghi mốc 'follows' hay 'precedes'"),
        ({"follows": "vov", "precedes": "morning"}, "ghi 'follows' hoặc 'precedes', không ghi cả hai"),
        ({"follows": "voz"}, "'follows' chỉ tới 'voz' không có; ý bạn là 'vov'?"),
        ({"precedes": "evening"}, "giờ của buổi 'evening' tính vòng về chính nó"),
        ({"gap": "1:00"}, "'gap' chỉ đi với 'follows' hoặc 'precedes'"),
        ({"window": "1:00"}, "giờ mềm (start = \"soft\") và 'window' (muộn nhất bao lâu) phải ghi cùng nhau"),
        ({"start": "soft"}, "giờ mềm (start = \"soft\") và 'window' (muộn nhất bao lâu) phải ghi cùng nhau"),
        ({"start": "mềm"}, "'start' không nhận 'mềm'"),
        ({"first": SATURDAY, "last": WEDNESDAY}, "'last' = 15/03/2023 đứng trước 'first' = 18/03/2023"),
        ({"first": date(203, 3, 15)}, "'first' là 15/03/203, ngoài các năm 2000-2100; xem lại số năm"),
        ({"campaign": "dot"}, "'campaign' chỉ tới 'dot' không có; chưa khai báo tên nào"),
        ({"holidays": "đôi khi"}, "'holidays' không nhận 'đôi khi'"),
        ({"gap": "1 phút", "follows": "vov"}, "'gap' phải là phút:giây trong dấu nháy kép"),
        ({"starts": "3:15"}, 'ghi giờ 24 giờ hai chữ số: "03:15" nếu là sáng, "15:15" nếu là chiều'),
    ],
)
def test_a_start_rule_that_cannot_be_kept_is_told(schedules, over, text):
    schedules.add("grid.toml", a_relay() + a_slot(**over))
    assert any(text in finding for finding in schedules.findings), schedules.findings


def test_a_longer_circle_is_told_at_every_row_of_it(schedules):
    schedules.add("grid.toml", a_slot(starts=None, follows="morning"))
    schedules.change("grid.toml", 'starts = "06:00"', 'precedes = "evening"')
    assert [finding.split(": ")[1] for finding in schedules.findings] == [
        "giờ của buổi 'morning' tính vòng về chính nó",
        "giờ của buổi 'evening' tính vòng về chính nó",
    ]


def test_nothing_is_back_timed_from_a_soft_start(schedules):
    schedules.add("grid.toml", a_slot(start="soft", window="5:00"))
    schedules.change("grid.toml", 'starts = "06:00"', 'starts = "06:00"\nprecedes = "evening"')
    assert any("'evening' có giờ mềm nên không tính lùi theo được" in finding for finding in schedules.findings)


def test_a_worked_out_start_outside_its_daypart_is_refused(schedules):
    schedules.add("grid.toml", a_relay(starts="06:00") + a_slot(starts=None, follows="vov"))
    schedules.change("grid.toml", 'starts = "06:00"', 'starts = "07:00"')
    assert f"giờ phát 06:30-06:45 ở {EVERYWHERE} nằm ngoài buổi 'evening' (17:00-22:00)" in (schedules.finding)


# --- the hours themselves


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        ("3:15", '"03:15" nếu là sáng, "15:15" nếu là chiều'),
        ("5h15", '"05:15" nếu là sáng, "17:15" nếu là chiều'),
        ("6 giờ", '"06:00" nếu là sáng, "18:00" nếu là chiều'),
        ("3:15 PM", '"15:15"'),
        ("3:15am", '"03:15"'),
        ("12:15 AM", '"00:15"'),
        ("12h15", '"12:15"'),
        ("3h15 chiều", '"15:15"'),
        ("9 giờ tối", '"21:00"'),
        ("11 giờ đêm", '"23:00"'),
        ("2 giờ đêm", '"02:00"'),
        ("12 giờ đêm", '"00:00"'),
        ("17g30", '"17:30"'),
        ("06.30", '"06:30"'),
    ],
)
def test_an_hour_typed_otherwise_is_refused_with_what_may_have_been_meant(schedules, typed, advice):
    schedules.change("grid.toml", 'starts = "06:00"', f'starts = "{typed}"')
    place = schedules.line("grid.toml", typed)
    assert schedules.finding == (
        f'{place}: \'starts\' phải là giờ:phút trong dấu nháy kép, từ "00:00" đến "23:59"; '
        f"ghi giờ 24 giờ hai chữ số: {advice}"
    )


@pytest.mark.parametrize("typed", ["25:00", "06:60", "sáng sớm", "-6:00", ""])
def test_an_hour_that_means_nothing_is_refused(schedules, typed):
    schedules.change("grid.toml", 'starts = "06:00"', f'starts = "{typed}"')
    assert schedules.finding.endswith('từ "00:00" đến "23:59"')


# --- what may not be


def test_nothing_overlaps_a_relay(schedules):
    schedules.add("grid.toml", a_relay(starts="06:10"))
    slot, relay = schedules.line("grid.toml", '"06:00"'), schedules.line("grid.toml", "[[relay]]")
    assert schedules.finding == (
        f"{slot}: buổi 'morning' lúc 06:00-06:15 trùng giờ với tiếp âm 'vov' lúc 06:10-06:40 ({relay}) ở {EVERYWHERE}"
    )


def test_a_relay_in_quiet_hours_is_refused(schedules):
    schedules.add("grid.toml", a_relay(starts="03:15"))
    assert schedules.finding == (
        f"{schedules.line('grid.toml', '03:15')}: tiếp âm 'vov' 03:15-03:45 nằm trong giờ yên tĩnh 21:30-04:30 "
        f"của {EVERYWHERE}; chọn giờ khác"
    )


def test_a_relay_in_the_night_band_is_warned_of(schedules):
    schedules.add("grid.toml", a_relay(starts="05:00"))
    (warning,) = schedules.warnings
    assert "tiếp âm 'vov' 05:00-05:30 ở" in warning


def test_a_move_into_quiet_hours_is_told_at_the_exception_with_its_day(schedules):
    schedules.add("grid.toml", an_exception(sessions=["morning"], starts="03:15"))
    quiet, daypart = sorted(schedules.findings, key=lambda finding: "nằm ngoài" in finding)
    place = schedules.line("grid.toml", '"03:15"')
    assert quiet.startswith(f"{place}: giờ phát 03:15-03:30 nằm trong giờ yên tĩnh 21:30-04:30 của {EVERYWHERE} ngày")
    assert (
        daypart
        == f"{place}: giờ phát 03:15-03:30 ở {EVERYWHERE} ngày 15/03/2023 nằm ngoài buổi 'morning' (05:00-08:00)"
    )


def test_sessions_that_meet_on_one_day_only_are_refused_with_that_day(schedules):
    schedules.add("grid.toml", a_relay(starts="06:00", weekdays="sun", holidays="only"))
    assert "trùng giờ với tiếp âm 'vov' lúc 06:00-06:30" in schedules.finding
    assert schedules.finding.endswith(f"ở {EVERYWHERE} ngày 26/01/2020")  # the second day of Tết was a Sunday


def test_a_session_that_crosses_midnight_must_be_over_before_the_next_days_first(schedules):
    schedules.write("night.toml", NIGHT + NO_QUIET)
    schedules.add(
        "night.toml", a_slot(session="night", starts="23:50") + a_relay(starts="00:00", weekdays="thu", length="5:00")
    )
    relay = schedules.line("night.toml", "[[relay]]")
    assert schedules.finding.startswith(
        f"{schedules.line('night.toml', '23:50')}: buổi 'night' lúc 23:50-00:05 trùng giờ với tiếp âm 'vov' "
        f"lúc 00:00-00:05 hôm sau ({relay}) ở {EVERYWHERE} vào thứ tư"
    )
    schedules.change("night.toml", 'starts = "00:00"', 'starts = "00:05"')
    assert len(schedules.timetable.relays) == 3


def test_the_last_day_of_a_row_is_held_against_the_first_of_the_next(schedules):
    schedules.write("night.toml", NIGHT + NO_QUIET + a_slot(session="night", starts="23:50", last=WEDNESDAY))
    schedules.add("night.toml", a_relay(starts="00:00", length="5:00", first=WEDNESDAY + timedelta(days=1)))
    assert "ngày 15/03/2023" in schedules.finding


@pytest.mark.parametrize(("starts", "refused"), [("19:00", False), ("00:45", False), ("00:46", True), ("18:59", True)])
def test_a_daypart_may_cross_midnight(schedules, starts, refused):
    schedules.write("night.toml", NIGHT + NO_QUIET + a_slot(session="night", starts=starts))
    if refused:
        assert "buổi 'night' (19:00-01:00)" in schedules.finding
    else:
        assert len(schedules.timetable.slots) == 6


def test_the_most_of_a_day_counts_sessions_and_relays(schedules):
    policy = a_row("policy", outlets=["NGHIA-SON"], daily_most=45, basis="Quyết định mẫu")
    schedules.add("grid.toml", a_relay() + policy)
    assert schedules.timetable.policies[1].basis == "Quyết định mẫu"
    assert schedules.timetable.policies[1].daily_most == minutes(45)
    schedules.add("grid.toml", a_slot(weekdays="sat"))
    assert schedules.finding.endswith(
        "phát tổng 60 phút (06:00-06:15, 17:15-17:30, 18:00-18:30), quá 45 phút mỗi ngày; "
        "bớt giờ phát, tiếp âm hoặc sửa 'daily_most'"
    )
    assert schedules.finding.startswith(schedules.line("grid.toml", "daily_most"))


def test_limits_come_each_from_the_nearest_row_that_has_it(schedules):
    hours = '\n[[policy]]\noutlets = ["*"]\nquiet_hours = { starts = "22:00", stops = "05:00" }\nbasis = "A"\n'
    schedules.add("grid.toml", hours + a_row("policy", outlets=["NGHIA-SON"], daily_most=60, basis="B"))
    limits = {policy.outlet_id: policy for policy in schedules.timetable.policies}
    assert str(limits["NGHIA-SON"].quiet) == "22:00-05:00"
    assert (limits["NGHIA-SON"].daily_most, limits["NGHIA-SON"].basis) == (minutes(60), "A; B")
    assert limits["XA-NGHIA-HUNG"].daily_most is None


def test_a_policy_without_a_limit_is_refused(schedules):
    schedules.add("grid.toml", a_row("policy", outlets=["*"], basis="B"))
    assert "chính sách chưa ghi giới hạn nào" in schedules.finding


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        (a_relay(id="evening"), "'id' = 'evening' là mã của một buổi ([[daypart]]); đặt mã khác"),
        (a_relay(length="0:00"), "'length' phải là phút:giây"),
        (a_relay(outlets=["NGHIA-SONG"]), "'outlets' chỉ tới 'NGHIA-SONG' không có; ý bạn là 'NGHIA-SON'?"),
        (a_relay() + a_relay(starts="19:00"), "tiếp âm 'vov' phát hai lần trong ngày"),
        (an_exception(sessions=["mornin"]), "'sessions' chỉ tới 'mornin' không có; ý bạn là 'morning'?"),
        (an_exception(outlets=["group:xe"]), "'outlets' chỉ tới 'group:xe' không có; ý bạn là 'group:xa'?"),
        (an_exception(starts="07:00"), "dời giờ thì phải ghi 'sessions'"),
        (an_exception(last=date(2023, 3, 1)), "'last' = 01/03/2023 đứng trước 'first' = 15/03/2023"),
        (
            an_exception() + an_exception(name="Dời", sessions=["morning"], starts="07:00"),
            "'Dời' trái với 'Nghỉ' (schedules/more.toml, dòng 2): cùng ngày, cùng nơi, cùng buổi",
        ),
        (
            a_row("campaign", id="a", name="A", first=SATURDAY, last=WEDNESDAY),
            "'last' = 15/03/2023 đứng trước 'first' = 18/03/2023",
        ),
        (
            a_row("campaign", id="a", name="A", first=WEDNESDAY, last=SATURDAY, topics=[9]),
            "'topics' chỉ tới '9' không có",
        ),
        (a_row("holiday", name="Làm bù", first=WEDNESDAY, working=True), "vốn không phải ngày lễ; bỏ ngày này"),
        (a_row("holiday", name="Nghỉ", first=WEDNESDAY) * 2, "ngày 15/03/2023 đã ghi ở schedules/more.toml, dòng 2"),
        (a_row("holiday", name="Nghỉ", first=WEDNESDAY, last=date(2023, 5, 1)), "dài quá 31 ngày"),
        (a_row("holiday", name="Nghỉ"), "thiếu khóa 'first'"),
    ],
)
def test_a_wrong_row_about_days_is_told(schedules, rows, text):
    schedules.write("more.toml", rows)
    assert text in schedules.finding
    assert schedules.finding.startswith("schedules/more.toml, dòng ")


def test_an_exception_that_changes_nothing_is_warned_of(schedules):
    schedules.write("more.toml", an_exception(sessions=["evening"]) + an_exception(sessions=["morning"]))
    assert schedules.warnings == (
        "schedules/more.toml, dòng 4: 'Nghỉ' không đổi gì: ngày ấy không có buổi nào như vậy; xem lại ngày, buổi, nơi",
    )


def test_all_findings_about_days_come_at_once(schedules):
    schedules.write(
        "more.toml", a_relay(starts="3:15") + a_slot(starts=None, follows="vov") + an_exception(sessions=["x"])
    )
    assert [finding.split(": ")[1][:20] for finding in schedules.findings] == [
        "'starts' phải là giờ",
        "'sessions' chỉ tới '",
    ]


# --- music


def music(events):
    return f'events = ["ident", {events}, {{ kind = "news", least = 1, most = 8 }}, "closing"]'


def test_music_has_a_length_of_whole_frames(schedules):
    text = schedules.read("grid.toml")
    old = next(line for line in text.splitlines() if line.startswith("events"))
    schedules.change("grid.toml", old, music('{ kind = "music", length = "1:10" }'))
    (clock,) = schedules.timetable.clocks
    (event,) = (event for event in clock.events if event.kind is ClockEventKind.MUSIC)
    assert event.length == 70_008
    assert all(other.length == 0 for other in clock.events if other is not event)


@pytest.mark.parametrize(
    ("event", "text"),
    [
        ('"music"', "có mục 'music' thiếu length"),
        ('{ kind = "music", length = "15:00" }', "có mục 'music' dài bằng hoặc hơn cả chương trình"),
        ('{ kind = "music", length = "1:00", most = 2 }', "có mục 'music' không nhận least, most"),
        ('{ kind = "opening", length = "1:00" }', "có mục 'opening' không nhận length, chỉ mục 'music' nhận"),
        (", ".join(['{ kind = "music", length = "1:00" }'] * 2), "có 'music' nhiều lần, chỉ được một"),
    ],
)
def test_wrong_music_is_told(schedules, event, text):
    old = next(line for line in FILES["grid.toml"].splitlines() if line.startswith("events"))
    schedules.change("grid.toml", old, music(event))
    assert f"{schedules.line('grid.toml', 'events')}: mẫu giờ 'ban-tin-15' {text}" in schedules.finding


# --- whatever loads is safe

HOURS = {
    "morning": ["04:50", "05:00", "05:20", "05:50", "06:00"],
    "evening": ["18:00", "18:05", "18:20", "18:50"],
    "night": ["18:30", "23:20", "23:50", "00:20"],
    "vov": ["00:00", "05:15", "06:15", "18:10", "23:55"],
}
SPANS = st.sampled_from([{}, {}, {"first": WEDNESDAY}, {"last": WEDNESDAY}, {"first": TET, "last": WEDNESDAY}])
DAYS = st.sampled_from(["mon-sun", "mon-fri", "sat", "wed"])
PLACES = st.sampled_from([["*"], ["group:xa"], ["NGHIA-SON"]])
RULES = st.sampled_from(["any", "any", "only", "never"])
STARTS = [{}, {}, {"start": "soft", "window": "20:00"}, {"follows": "vov"}, {"precedes": "vov", "gap": "5:00"}]


@st.composite
def some_slot(draw):
    session = draw(st.sampled_from(["morning", "evening", "night"]))
    over = {"weekdays": draw(DAYS), "outlets": draw(PLACES), "holidays": draw(RULES), **draw(SPANS)}
    starts = draw(st.sampled_from(HOURS[session]))
    return a_slot(session=session, starts=starts, **over, **draw(st.sampled_from(STARTS)))


@st.composite
def some_relay(draw):
    over = {"starts": draw(st.sampled_from(HOURS["vov"])), "weekdays": draw(DAYS), "outlets": draw(PLACES)}
    return a_relay(**over, length=draw(st.sampled_from(["5:00", "30:00"])), holidays=draw(RULES), **draw(SPANS))


@st.composite
def some_exception(draw):
    session = draw(st.sampled_from(["morning", "evening", "vov"]))
    day, starts = draw(st.sampled_from([TET, WEDNESDAY])), draw(st.sampled_from(HOURS[session]))
    return an_exception(first=day, sessions=[session], starts=starts)


DAYPARTS = "".join(
    f'\n[[daypart]]\nid = "{name}"\nname = "{name}"\nstarts = "{starts}"\nstops = "{stops}"\n'
    for name, starts, stops in (
        ("morning", "04:30", "12:00"),
        ("evening", "12:00", "23:00"),
        ("night", "18:00", "04:00"),
    )
)


@given(
    slots=st.lists(some_slot(), min_size=1, max_size=4),
    relays=st.lists(some_relay(), max_size=1),
    exceptions=st.lists(some_exception(), max_size=1),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_on_no_day_of_a_timetable_that_loads_does_anything_overlap(schedules, slots, relays, exceptions):
    clock = FILES["grid.toml"][FILES["grid.toml"].index("[[clock]]") : FILES["grid.toml"].index("[[slot]]")]
    schedules.write("grid.toml", DAYPARTS + clock + NO_QUIET + "".join((*slots, *relays, *exceptions)))
    try:
        timetable = schedules.timetable
    except SettingsError:
        return
    for outlet in timetable.outlets:
        busy, names = 0, set()
        for number in range(-70, 420):
            day = WEDNESDAY + timedelta(days=number)
            shift = (number + 70) * DAY_MS
            for event in timetable.events_on(day):
                if event.row.outlet_id == outlet.id:
                    assert busy <= shift + event.starts, (day, event)
                    assert (day, event.name) not in names
                    names.add((day, event.name))
                    busy = shift + event.stops
