"""Days, months, quarters and years."""

import pytest

from broadcaster.copydesk.reading import read


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("ngày 19/10/2021", "ngày mười chín tháng mười năm hai nghìn không trăm hai mươi mốt"),
        ("ngày 05/4/2023", "ngày mồng năm tháng tư năm hai nghìn không trăm hai mươi ba"),
        ("ngày 24-11-2020", "ngày hai mươi tư tháng mười một năm hai nghìn không trăm hai mươi"),
        ("ngày 1.2.2023", "ngày mồng một tháng hai năm hai nghìn không trăm hai mươi ba"),
        ("ngày 12 - 5 - 2010", "ngày mười hai tháng năm năm hai nghìn không trăm mười"),
        ("Ngày 5 tháng 4 năm 2023", "Ngày mồng năm tháng tư năm hai nghìn không trăm hai mươi ba"),
        ("lúc 7h30/14-3", "lúc bảy giờ ba mươi phút ngày mười bốn tháng ba"),
        ("lúc 7h/14-3", "lúc bảy giờ ngày mười bốn tháng ba"),
        ("phát hành 2023-04-05", "phát hành ngày mồng năm tháng tư năm hai nghìn không trăm hai mươi ba"),
    ],
)
def test_a_date_has_mong_for_the_first_ten_days_and_always_its_year(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("từ 25/12 đến 31/12", "từ ngày hai mươi lăm tháng mười hai đến ngày ba mươi mốt tháng mười hai"),
        ("Sáng 16/2, họp", "Sáng ngày mười sáu tháng hai, họp"),
        ("mùng 8/3", "mùng tám tháng ba"),
        ("Ngày Quốc tế Phụ nữ 8/3", "Ngày Quốc tế Phụ nữ mồng tám tháng ba"),
        ("Sáng nay (14/6), họp", "Sáng nay, ngày mười bốn tháng sáu, họp"),
    ],
)
def test_the_word_for_day_is_said_once(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        (
            "từ ngày 01 đến 15/3/2023",
            "từ ngày mồng một đến ngày mười lăm tháng ba năm hai nghìn không trăm hai mươi ba",
        ),
        ("từ ngày 10-12/5/2023", "từ ngày mồng mười đến ngày mười hai tháng năm năm hai nghìn không trăm hai mươi ba"),
        ("các ngày 10, 11 và 12/5", "các ngày mồng mười, mười một và mười hai tháng năm"),
        (
            "01/01/2023 - 31/3/2023",
            "Ngày mồng một tháng một năm hai nghìn không trăm hai mươi ba đến ngày ba mươi mốt tháng ba năm hai nghìn không trăm hai mươi ba",
        ),
        ("nghỉ lễ 30/4 - 1/5", "nghỉ lễ ngày ba mươi tháng tư đến ngày mồng một tháng năm"),
        (
            "1.2.2023-3.2.2023",
            "Ngày mồng một tháng hai năm hai nghìn không trăm hai mươi ba đến ngày mồng ba tháng hai năm hai nghìn không trăm hai mươi ba",
        ),
    ],
)
def test_a_range_of_days_has_den(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("tháng 12/2022", "tháng mười hai năm hai nghìn không trăm hai mươi hai"),
        ("tháng 5 - 6/2023", "tháng năm đến tháng sáu năm hai nghìn không trăm hai mươi ba"),
        ("từ 3/2023", "từ tháng ba năm hai nghìn không trăm hai mươi ba"),
        ("quý I/2023", "quý một năm hai nghìn không trăm hai mươi ba"),
        ("quý IV", "quý bốn"),
        ("quý 1/2023", "quý một năm hai nghìn không trăm hai mươi ba"),
        ("quý II+III/2023", "quý hai và ba năm hai nghìn không trăm hai mươi ba"),
        ("đợt 1/2023", "đợt một năm hai nghìn không trăm hai mươi ba"),
        ("tháng 4", "tháng tư"),
        ("6 tháng đầu năm 2023", "Sáu tháng đầu năm hai nghìn không trăm hai mươi ba"),
    ],
)
def test_months_quarters_and_numbered_periods_take_their_year(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("đạt 10/12 tiêu chí", "đạt mười trên mười hai tiêu chí"),
        ("trực 24/7", "trực hai mươi tư trên bảy"),
        ("từ 3/5 xã đến 5/5 xã", "từ ba trên năm xã đến năm trên năm xã"),
    ],
)
def test_a_count_of_a_total_is_no_date(written, spoken):
    assert read(written).spoken == spoken


def test_a_year_of_two_digits_is_plain_after_the_word_for_day():
    assert not read("ký ngày 15/7/21").questions


def test_a_year_of_two_digits_is_asked_about():
    (question,) = read("bản 15/7/21").questions
    assert question.spoken == "ngày mười lăm tháng bảy năm hai nghìn không trăm hai mươi mốt"
