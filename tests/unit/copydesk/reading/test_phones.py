"""Telephone numbers and numbers that are names."""

import pytest

from broadcaster.copydesk.reading import read


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("gọi 0228.3871.234", "gọi không hai hai tám, ba tám bảy một, hai ba bốn"),
        ("0912 345 678", "Không chín một hai, ba bốn năm, sáu bảy tám"),
        ("0987654321", "Không chín tám bảy, sáu năm bốn, ba hai một"),
        ("(0228) 3871 234", "Không hai hai tám, ba tám bảy một, hai ba bốn"),
        ("+84 912 345 678", "Cộng tám bốn, chín một hai, ba bốn năm, sáu bảy tám"),
        ("19001234", "Một chín không không, một hai ba bốn"),
        ("1900 6068", "Một chín không không, sáu không sáu tám"),
        ("Điện thoại 3871234", "Điện thoại ba tám bảy một hai ba bốn"),
    ],
)
def test_telephone_numbers_are_read_digit_by_digit_in_groups(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Đường dây nóng 1022", "Đường dây nóng một không hai hai"),
        ("gọi 113", "gọi một một ba"),
        ("gọi 113, 114 hoặc 115", "gọi một một ba, một một bốn hoặc một một năm"),
    ],
)
def test_short_codes_are_never_counts(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("gọi 150 người", "gọi một trăm năm mươi người"),
        ("115 hộ", "Một trăm mười lăm hộ"),
        ("liên hệ 3 cán bộ", "liên hệ ba cán bộ"),
        ("tổng đài nhận 1.200 cuộc", "tổng đài nhận một nghìn hai trăm cuộc"),
    ],
)
def test_counts_after_a_call_stay_counts(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Biển số 18A-123.45", "Biển số mười tám a, một hai ba, bốn năm"),
        (
            "Mã hồ sơ 000.00.12.H40-0001",
            "Mã hồ sơ không không không, không không, một hai, hát bốn không, không không không một",
        ),
        ("mã số thuế 0600123456", "mã số thuế không sáu không không một hai ba bốn năm sáu"),
    ],
)
def test_record_and_plate_numbers_are_spelt(written, spoken):
    assert read(written).spoken == spoken
