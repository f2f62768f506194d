"""Two numbers with a mark between."""

import pytest

from broadcaster.copydesk.reading import read


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("1/3 số phiếu", "Một phần ba số phiếu"),
        ("1/4", "Một phần tư"),
        ("3/5 thành viên", "Ba phần năm thành viên"),
        ("2/3 tổng số", "Hai phần ba tổng số"),
    ],
)
def test_a_part_of_a_whole_is_a_fraction(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("21/24 xã", "Hai mươi mốt trên hai mươi tư xã"),
        ("9/10 điểm", "Chín trên mười điểm"),
        ("8,5/10 điểm", "Tám phẩy năm trên mười điểm"),
        ("xếp hạng 5/63", "xếp hạng năm trên sáu mươi ba"),
        ("xếp thứ 1/10 huyện", "xếp thứ nhất trên mười huyện"),
        ("hạng 3/10", "hạng ba trên mười"),
        ("24/24 giờ", "Hai mươi tư trên hai mươi tư giờ"),
    ],
)
def test_achieved_of_a_total_and_a_rank_are_tren(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("thắng 3-1", "thắng ba một"),
        ("tỷ số 2 - 0", "tỷ số hai không"),
        ("hòa 1-1", "hòa một một"),
    ],
)
def test_a_score_is_two_numbers(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("2021-2025", "Hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm hai mươi lăm"),
        ("2021- 2025", "Hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm hai mươi lăm"),
        ("3 – 5 ngày", "Ba đến năm ngày"),
        ("2-3 cán bộ", "Hai đến ba cán bộ"),
    ],
)
def test_a_dash_between_numbers_is_den(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("tỷ lệ 1:500", "tỷ lệ một trên năm trăm"),
        ("3m x 4m", "Ba mét nhân bốn mét"),
        ("số nhà 15/2", "số nhà mười lăm xuyệt hai"),
    ],
)
def test_scales_products_and_house_numbers(written, spoken):
    assert read(written).spoken == spoken


def test_a_range_that_goes_down_is_asked_about():
    assert read("9-5 ngày").questions
    assert not read("5-9 ngày").questions
