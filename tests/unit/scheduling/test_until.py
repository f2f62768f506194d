"""End times as somebody in a hurry types them."""

from datetime import UTC, datetime, timedelta

import pytest

from broadcaster.errors import EmergencyTimeWrong
from broadcaster.scheduling.until import until_when

NOW = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)  # 13:00 in Vietnam


@pytest.mark.parametrize(
    ("typed", "later"),
    [
        ("2h", timedelta(hours=2)),
        ("90m", timedelta(minutes=90)),
        ("1h30m", timedelta(minutes=90)),
        ("2 giờ", timedelta(hours=2)),
        ("45 phút", timedelta(minutes=45)),
        ("14:30", timedelta(minutes=90)),
        ("12:59", timedelta(hours=23, minutes=59)),
        ("2026-11-26 06:00", timedelta(hours=17)),
        ("2026-11-25T13:30:00+07:00", timedelta(minutes=30)),
    ],
)
def test_an_end_is_read(typed, later):
    assert until_when(typed, NOW) == NOW + later


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "viết"),
        ("chiều nay", "viết"),
        ("25:00", "viết"),
        ("0h", "đã qua"),
        ("2026-11-25 12:00", "đã qua"),
        ("169h", "7 ngày"),
        ("2027-01-01 06:00", "7 ngày"),
    ],
)
def test_what_is_no_end_is_refused(typed, why):
    with pytest.raises(EmergencyTimeWrong, match=why):
        until_when(typed, NOW)
