"""Marks between and around words."""

import pytest

from broadcaster.copydesk.reading import read


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Văn phòng & Phòng Nội vụ", "Văn phòng và Phòng Nội vụ"),
        ("Tổng = A + B", "Tổng bằng A cộng bê"),
        ("< 5 ngày", "Dưới năm ngày"),
        ("số hồ sơ > 1.000", "số hồ sơ trên một nghìn"),
        ("điểm %", "điểm phần trăm"),
    ],
)
def test_marks_that_are_words(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("cán bộ/công chức", "cán bộ, công chức"),
        ("và/hoặc", "và hoặc"),
        ("Tự do - Hạnh phúc", "Tự do, Hạnh phúc"),
        ("kinh tế - xã hội", "kinh tế xã hội"),
        ("từ lớp 3 - lớp 5", "từ lớp ba đến lớp năm"),
        ("lớp 3 - lớp 5", "lớp ba, lớp năm"),
        ("chỉ số (PCI) năm", "chỉ số, pê xê i, năm"),
    ],
)
def test_marks_that_are_pauses(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("“Chính quyền phục vụ”", "Chính quyền phục vụ"),
        ("'mở'", "mở"),
        ("★ Tin vui", "Tin vui"),
        ("*", ""),
    ],
)
def test_marks_that_are_silent(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("email, Zalo, … để", "email, Zalo, vân vân để"),
        ("đất đai, đầu tư...", "đất đai, đầu tư vân vân."),
        ("Chờ... rồi làm", "Chờ, rồi làm"),
    ],
)
def test_an_ellipsis_after_a_list_is_van_van(written, spoken):
    assert read(written).spoken == spoken
