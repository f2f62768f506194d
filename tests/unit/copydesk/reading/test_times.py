"""Times of day."""

import pytest

from broadcaster.copydesk.reading import read


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("7h30", "Bảy giờ ba mươi phút"),
        ("17h00", "Mười bảy giờ"),
        ("18h05'", "Mười tám giờ linh năm phút"),
        ("05:30", "Năm giờ ba mươi phút"),
        ("7g15", "Bảy giờ mười lăm phút"),
        ("8 giờ 15 phút", "Tám giờ mười lăm phút"),
        ("5 giờ 05 phút", "Năm giờ linh năm phút"),
        ("9h sáng", "Chín giờ sáng"),
        ("00h00", "Không giờ"),
        ("07:05:09", "Bảy giờ linh năm phút linh chín giây"),
    ],
)
def test_hours_and_minutes_are_said_in_full(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("7h-11h30", "Bảy giờ đến mười một giờ ba mươi phút"),
        ("7-11h", "Bảy giờ đến mười một giờ"),
        ("13:30 – 17:00", "Mười ba giờ ba mươi phút đến mười bảy giờ"),
    ],
)
def test_a_dash_between_times_is_den(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("trong 48h", "trong bốn mươi tám giờ"),
        ("tỷ lệ 1:10", "tỷ lệ một trên mười"),
        ("30'", "Ba mươi phút"),
    ],
)
def test_durations_and_scales_are_no_times(written, spoken):
    assert read(written).spoken == spoken
