"""Figures and times on pages."""

from datetime import UTC, date, datetime, timedelta

import pytest

from broadcaster.web.look.language import Language
from broadcaster.web.look.shown import Shown, clock, day, first_up, hour, iso, moment, short_day

VIETNAMESE, ENGLISH = Shown(language=Language.VIETNAMESE), Shown(language=Language.ENGLISH)
NOON = datetime(2023, 3, 15, 5, 0, tzinfo=UTC)


def test_times_are_those_of_vietnam():
    late = datetime(2023, 3, 14, 22, 30, tzinfo=UTC)
    assert (hour(late), day(late), moment(late)) == ("05:30", "15/03/2023", "05:30 15/03/2023")
    assert (day(date(2023, 2, 1)), short_day(date(2023, 2, 1))) == ("01/02/2023", "01/02")
    assert iso(late) == "2023-03-15T05:30:00+07:00"
    assert iso(date(2023, 2, 1)) == "2023-02-01"
    assert VIETNAMESE.weekday(late) == "thứ Tư"
    assert ENGLISH.weekday(date(2023, 3, 19)) == "Sunday"


@pytest.mark.parametrize(
    ("milliseconds", "told", "english", "face"),
    [
        (0, "0 giây", "0 s", "0:00"),
        (45_400, "45 giây", "45 s", "0:45"),
        (59_600, "1 phút", "1 min", "1:00"),
        (750_000, "12 phút 30 giây", "12 min 30 s", "12:30"),
        (3_900_000, "1 giờ 05 phút", "1 h 05 min", "1:05:00"),
    ],
)
def test_lengths(milliseconds, told, english, face):
    assert VIETNAMESE.lasting(milliseconds) == told
    assert ENGLISH.lasting(milliseconds) == english
    assert clock(milliseconds) == face


@pytest.mark.parametrize(
    ("value", "digits", "told", "english"),
    [
        (1234.5, None, "1.234,5", "1,234.5"),
        (1234.0, None, "1.234", "1,234"),
        (0.04, None, "0", "0"),
        (-2.25, 2, "-2,25", "-2.25"),
        (1_000_000, 1, "1.000.000,0", "1,000,000.0"),
    ],
)
def test_numbers(value, digits, told, english):
    assert VIETNAMESE.number(value, digits) == told
    assert ENGLISH.number(value, digits) == english


def test_a_share_is_never_rounded_up_to_the_whole():
    assert VIETNAMESE.percent(0.9999) == "99\N{NO-BREAK SPACE}%"
    assert VIETNAMESE.percent(0.29) == "29\N{NO-BREAK SPACE}%"
    assert VIETNAMESE.percent(1.05) == "105\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(("count", "told"), [(0, "0 B"), (999, "999 B"), (1_500, "1,5 kB"), (104_857_600, "104,9 MB"), (3e12, "3 TB")])  # fmt: skip
def test_sizes(count, told):
    assert VIETNAMESE.size(count) == told


@pytest.mark.parametrize(
    ("gap", "told", "english"),
    [
        (timedelta(seconds=-20), "vừa xong", "just now"),
        (timedelta(seconds=20), "ngay bây giờ", "right now"),
        (timedelta(minutes=-1), "1 phút trước", "1 minute ago"),
        (timedelta(minutes=-59), "59 phút trước", "59 minutes ago"),
        (timedelta(hours=-2), "2 giờ trước", "2 hours ago"),
        (timedelta(days=-1), "1 ngày trước", "1 day ago"),
        (timedelta(days=-30), "13/02/2023", "13/02/2023"),
        (timedelta(minutes=29, seconds=10), "còn 30 phút", "in 30 minutes"),
        (timedelta(hours=1), "còn 1 giờ", "in 1 hour"),
        (timedelta(hours=1, minutes=5), "còn 1 giờ 05 phút", "in 1 h 05 min"),
        (timedelta(days=3), "còn 3 ngày", "in 3 days"),
    ],
)
def test_moments_as_seen_from_now(gap, told, english):
    assert VIETNAMESE.since(NOON + gap, NOON) == told
    assert ENGLISH.since(NOON + gap, NOON) == english


def test_the_first_letter_alone_is_made_large():
    assert [first_up(text) for text in ("thứ Tư", "đài", "")] == ["Thứ Tư", "Đài", ""]
