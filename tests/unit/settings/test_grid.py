"""Findings about dayparts, clocks, slots and policies, and the warnings."""

from datetime import time

import pytest

from broadcaster.domain.timetables import ClockEventKind, QuietHours

from .conftest import QUIET

EVENTS = (
    'events = ["ident", { kind = "headlines", least = 3, most = 5 }, { kind = "news", least = 3, most = 8 }, "closing"]'
)


def a_slot(starts="17:15", session="evening", outlets='["*"]', weekdays='"mon-sun"', clock="ban-tin-15"):
    return (
        f'\n[[slot]]\nsession = "{session}"\nclock = "{clock}"\nstarts = "{starts}"\nweekdays = {weekdays}\n'
        f"outlets = {outlets}\n"
    )


def starts_at(timetable, session="morning"):
    return {slot.outlet_id: f"{slot.starts:%H:%M}" for slot in timetable.slots if slot.session == session}


def test_a_clock_has_its_events_in_order_and_its_exact_length(schedules):
    (clock,) = schedules.timetable.clocks
    assert clock.length == 15 * 60_000
    assert [event.kind for event in clock.events][:2] == [ClockEventKind.IDENT, ClockEventKind.HEADLINES]
    assert [(event.least, event.most) for event in clock.events if event.kind is ClockEventKind.NEWS] == [(3, 8)]


def test_a_star_slot_reaches_every_outlet_every_day(schedules):
    assert set(starts_at(schedules.timetable).values()) == {"06:00"}
    assert {slot.weekdays for slot in schedules.timetable.slots} == {(0, 1, 2, 3, 4, 5, 6)}


def test_a_slot_that_names_an_outlet_beats_a_group_and_a_group_beats_the_star(schedules):
    schedules.add("grid.toml", a_slot("06:30", "morning", '["group:xa"]') + a_slot("07:00", "morning", '["NGHIA-SON"]'))
    assert starts_at(schedules.timetable) == {
        "HUYEN-NGHIA-HUNG": "06:00",
        "XA-NGHIA-HUNG": "06:30",
        "NGHIA-SON": "07:00",
    }


def test_weekdays_are_read_as_spans_and_lists(schedules):
    schedules.add("grid.toml", a_slot(weekdays='["sat", "mon-wed"]'))
    assert {slot.weekdays for slot in schedules.timetable.slots if slot.session == "evening"} == {(0, 1, 2, 5)}


def test_people_may_split_and_join_files_as_they_like(schedules):
    before = schedules.timetable
    schedules.add("units.toml", schedules.read("outlets.toml"))
    (schedules.folder / "outlets.toml").unlink()
    assert schedules.timetable == before


@pytest.mark.parametrize(
    ("old", "new", "text"),
    [
        ('session = "morning"', 'session = "mornin"', "'session' chỉ tới 'mornin' không có; ý bạn là 'morning'?"),
        (
            'clock = "ban-tin-15"',
            'clock = "ban-tin-51"',
            "'clock' chỉ tới 'ban-tin-51' không có; ý bạn là 'ban-tin-15'?",
        ),
        (
            'outlets = ["*"]',
            'outlets = ["NGHIA-SONG"]',
            "'outlets' chỉ tới 'NGHIA-SONG' không có; ý bạn là 'NGHIA-SON'?",
        ),
        ('outlets = ["*"]', 'outlets = ["group:xaa"]', "'outlets' chỉ tới 'group:xaa' không có; ý bạn là 'group:xa'?"),
        ('stops = "08:00"', 'stops = "04:45"', "'stops' = 04:45 phải sau 'starts' = 05:00"),
        ('starts = "06:00"', 'starts = "6 giờ"', 'phải là giờ:phút trong dấu nháy kép, từ "00:00" đến "23:59"'),
        ('starts = "06:00"', "starts = 600", 'phải là giờ:phút trong dấu nháy kép, từ "00:00" đến "23:59"'),
        ('starts = "06:00"', 'starts = "24:00"', 'phải là giờ:phút trong dấu nháy kép, từ "00:00" đến "23:59"'),
        ('weekdays = "mon-sun"', 'weekdays = "t2-cn"', "'weekdays' có ngày 't2-cn' không hiểu được"),
        ('weekdays = "mon-sun"', 'weekdays = "fri-mon"', "'weekdays' 'fri-mon' có ngày cuối đứng trước ngày đầu"),
        ('weekdays = "mon-sun"', "weekdays = []", "'weekdays' không được để trống"),
        ('length = "15:00"', 'length = "15 phút"', "'length' phải là phút:giây trong dấu nháy kép, ví dụ \"15:00\""),
        ('length = "15:00"', 'length = "00:00"', "'length' phải là phút:giây trong dấu nháy kép, ví dụ \"15:00\""),
        ('outlets = ["*"]', "outlets = []", "'outlets' không được để danh sách trống"),
        ('"ident"', '"idnet"', "'events[1].kind' không nhận 'idnet'; ý bạn là 'ident'?"),
        ("least = 3, most = 8", "leest = 3, most = 8", "không có khóa 'events[3].leest'; ý bạn là 'least'?"),
    ],
)
def test_a_wrong_value_in_the_grid_is_told_at_its_line(schedules, old, new, text):
    schedules.change("grid.toml", old, new)
    place = schedules.line("grid.toml", new)
    assert any(finding.startswith(f"{place}: ") and text in finding for finding in schedules.findings), (
        schedules.findings
    )


@pytest.mark.parametrize(
    ("events", "text"),
    [
        ('["opening", "news", "closing"]', "phải mở đầu bằng 'ident' (nhạc hiệu)"),
        ('["ident", "news"]', "phải kết thúc bằng 'closing' (nhạc kết), phần co giãn cho đủ giờ"),
        ('["ident", "opening", "closing"]', "không có mục tin bài nào ('news', 'feature' hoặc 'spot')"),
        ('["ident", "headlines", "opening", "news", "closing"]', "có 'headlines' đứng trước 'opening'"),
        ('["ident", "news", "opening", "closing"]', "có 'opening' đứng sau tin bài"),
        ('["ident", "news", "headlines", "closing"]', "có 'headlines' đứng sau tin bài"),
        ('["ident", "sign-off", "news", "closing"]', "có 'sign-off' (lời kết) đứng trước tin bài"),
        ('["ident", "news", "ident", "closing"]', "có 'ident' nhiều lần, chỉ được một"),
        (
            '["ident", { kind = "news", least = 5, most = 3 }, "closing"]',
            "có mục 'news' với least = 5 lớn hơn most = 3",
        ),
        ('["ident", "news", { kind = "closing", most = 2 }]', "có mục 'closing' không nhận least, most"),
    ],
)
def test_a_clock_that_no_programme_can_follow_is_refused(schedules, events, text):
    schedules.change("grid.toml", EVENTS, f"events = {events}")
    place = schedules.line("grid.toml", "events")
    assert schedules.finding == f"{place}: mẫu giờ 'ban-tin-15' {text}"


def test_a_clock_longer_than_its_daypart_is_refused(schedules):
    schedules.change("grid.toml", 'stops = "08:00"', 'stops = "05:10"')
    place = schedules.line("grid.toml", 'clock = "ban-tin-15"')
    text = "mẫu giờ 'ban-tin-15' dài 15:00, dài hơn cả buổi 'morning' (05:00-05:10)"
    assert schedules.finding == f"{place}: {text}"


def test_a_slot_outside_its_daypart_is_refused(schedules):
    schedules.change("grid.toml", 'starts = "06:00"', 'starts = "09:00"')
    place = schedules.line("grid.toml", "09:00")
    assert schedules.finding == f"{place}: giờ phát 09:00 nằm ngoài buổi 'morning' (05:00-08:00)"


def test_a_slot_that_runs_over_the_end_of_its_daypart_is_refused(schedules):
    schedules.change("grid.toml", 'starts = "06:00"', 'starts = "07:50"')
    place = schedules.line("grid.toml", "07:50")
    assert schedules.finding == f"{place}: giờ phát 07:50 kéo tới 08:05, quá cuối buổi 'morning' (05:00-08:00)"


def test_a_slot_may_end_with_its_daypart(schedules):
    schedules.change("grid.toml", 'starts = "06:00"', 'starts = "07:45"')
    assert schedules.warnings == ()


def test_two_slots_on_air_together_at_one_outlet_are_refused(schedules):
    schedules.add("grid.toml", a_slot("06:10", "morning"))
    place = schedules.line("grid.toml", "06:10")
    first = schedules.line("grid.toml", "[[slot]]")
    assert schedules.finding == (
        f"{place}: buổi 'morning' lúc 06:10-06:25 trùng giờ với buổi 'morning' lúc 06:00-06:15 ({first}) "
        "ở HUYEN-NGHIA-HUNG, NGHIA-SON, XA-NGHIA-HUNG"
    )


def test_slots_on_other_days_do_not_clash(schedules):
    schedules.change("grid.toml", 'weekdays = "mon-sun"', 'weekdays = "mon-fri"')
    schedules.add("grid.toml", a_slot("06:10", "morning", weekdays='"sat"'))
    assert len(schedules.timetable.slots) == 6


def test_a_session_airs_once_a_day(schedules):
    schedules.add("grid.toml", a_slot("06:15", "morning", weekdays='"mon"'))
    place, first = schedules.line("grid.toml", "06:15"), schedules.line("grid.toml", "[[slot]]")
    assert schedules.finding == (
        f"{place}: buổi 'morning' phát hai lần trong ngày, lúc 06:00-06:15 ({first}) và 06:15-06:30, "
        "ở HUYEN-NGHIA-HUNG, NGHIA-SON, XA-NGHIA-HUNG vào thứ hai; lần thứ hai đặt thành buổi khác, hoặc sửa ngày"
    )


def test_the_wrong_hour_of_the_night_that_woke_a_commune_is_refused_with_its_reason(schedules):
    schedules.change("grid.toml", 'starts = "05:00"', 'starts = "03:00"')
    schedules.add("grid.toml", a_slot("03:15", "morning", '["NGHIA-SON"]'))
    place = schedules.line("grid.toml", '"03:15"')
    assert (
        schedules.finding
        == f"{place}: giờ phát 03:15-03:30 nằm trong giờ yên tĩnh 21:30-04:30 của NGHIA-SON; chọn giờ khác"
    )


def test_a_slot_that_only_runs_into_quiet_hours_is_refused_too(schedules):
    schedules.add("grid.toml", a_slot("21:20"))
    assert (
        "giờ phát 21:20-21:35 nằm trong giờ yên tĩnh 21:30-04:30 của HUYEN-NGHIA-HUNG, NGHIA-SON, XA-NGHIA-HUNG"
        in schedules.finding
    )


def test_a_slot_may_begin_with_the_first_loud_minute(schedules):
    schedules.change("grid.toml", 'starts = "05:00"', 'starts = "04:30"')
    schedules.change("grid.toml", 'starts = "06:00"', 'starts = "04:30"')
    assert len(schedules.timetable.slots) == 3


def test_a_session_in_the_night_band_is_kept_with_a_warning(schedules):
    schedules.add("grid.toml", a_slot("05:15", "morning", '["NGHIA-SON"]'))
    place = schedules.line("grid.toml", "05:15")
    assert starts_at(schedules.timetable)["NGHIA-SON"] == "05:15"
    (warning,) = schedules.warnings
    assert warning == (
        f"{place}: giờ phát 05:15-05:30 ở NGHIA-SON nằm trong khung đêm 21:00-06:00 của QCVN 26:2010/BTNMT; "
        "vẫn xếp lịch, nên cân nhắc giờ khác hoặc giảm âm lượng"
    )


def test_an_outlet_without_any_slot_is_warned_of(schedules):
    schedules.change("grid.toml", 'outlets = ["*"]', 'outlets = ["group:xa"]')
    assert schedules.warnings == ("schedules: chưa có giờ phát nào cho HUYEN-NGHIA-HUNG",)


def test_every_outlet_has_the_stations_quiet_hours_unless_a_policy_says_otherwise(schedules):
    schedules.add(
        "outlets.toml",
        '\n[[policy]]\noutlets = ["*"]\nquiet_hours = { starts = "22:00", stops = "05:00" }\n'
        '\n[[policy]]\noutlets = ["NGHIA-SON"]\nquiet_hours = { starts = "20:00", stops = "05:30" }\n',
    )
    hours = {policy.outlet_id: str(policy.quiet) for policy in schedules.timetable.policies}
    assert hours == {
        "HUYEN-NGHIA-HUNG": "22:00-05:00",
        "NGHIA-SON": "20:00-05:30",
        "XA-NGHIA-HUNG": "22:00-05:00",
    }


def test_the_stations_own_quiet_hours_reach_the_timetable(schedules):
    quiet = QuietHours(starts=time(20), stops=time(5))
    timetable, _, source = schedules.load(quiet)
    assert {policy.quiet for policy in timetable.policies} == {quiet}
    assert source != schedules.load(QUIET)[2]


def test_two_policies_for_one_outlet_are_refused(schedules):
    policy = '\n[[policy]]\noutlets = ["NGHIA-SON"]\nquiet_hours = { starts = "20:00", stops = "05:30" }\n'
    schedules.write("policies.toml", policy * 2)
    assert schedules.finding == (
        "schedules/policies.toml, dòng 7: NGHIA-SON đã có chính sách ở schedules/policies.toml, dòng 2; chỉ ghi một lần"
    )


def test_quiet_hours_of_no_length_are_refused(schedules):
    schedules.write(
        "policies.toml", '[[policy]]\noutlets = ["*"]\nquiet_hours = { starts = "21:00", stops = "21:00" }\n'
    )
    assert schedules.finding == (
        "schedules/policies.toml, dòng 3: 'quiet_hours' có 'starts' trùng 'stops', giờ yên tĩnh dài 0 phút"
    )


def test_an_unknown_outlet_of_a_policy_is_refused(schedules):
    schedules.write(
        "policies.toml", '[[policy]]\noutlets = ["NGHIA-SOM"]\nquiet_hours = { starts = "21:00", stops = "05:00" }\n'
    )
    assert schedules.finding == (
        "schedules/policies.toml, dòng 2: 'outlets' chỉ tới 'NGHIA-SOM' không có; ý bạn là 'NGHIA-SON'?"
    )
