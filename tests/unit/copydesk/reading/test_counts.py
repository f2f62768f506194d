"""Plain numbers, versions, letters with digits."""

import pytest

from broadcaster.copydesk.reading import read


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("1.234.567 hồ sơ", "Một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy hồ sơ"),
        ("02 bộ", "Hai bộ"),
        ("3,75 điểm", "Ba phẩy bảy mươi lăm điểm"),
        ("0,05", "Không phẩy không năm"),
        ("1,2,3", "Một, hai, ba"),
    ],
)
def test_counts_and_decimals(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Đề án 06", "Đề án không sáu"),
        ("Đề án số 06 của Chính phủ", "Đề án số không sáu của Chính phủ"),
    ],
)
def test_a_named_project_keeps_its_zero(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("mục 2.1", "mục hai chấm một"),
        ("công nghiệp 4.0", "công nghiệp bốn chấm không"),
        ("gấp 1.5 lần", "gấp một phẩy năm lần"),
    ],
)
def test_headings_and_versions_have_cham(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("giấy A4", "giấy a bốn"),
        ("mạng 5G", "mạng năm giê"),
        ("QL37B", "Quốc lộ ba mươi bảy bê"),
        ("COVID-19", "Cô vít mười chín"),
        ("Lớp 5A", "Lớp năm a"),
    ],
)
def test_letters_and_digits_together_are_spelt(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("½", "Một phần hai"),
        ("①", "Một"),
        ("⑫", "Mười hai"),
        ("x²", "x bình phương"),
        ("B¹", "Bê một"),
    ],
)
def test_small_and_circled_numbers_are_said(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize("written", ["1.5", "0038", "123456789", "1,234,567", "H5N1", "2023_01"])
def test_a_number_that_can_be_two_things_is_asked_about(written):
    reading = read(written)
    assert reading.questions
    assert not any(character.isdigit() for character in reading.spoken)
