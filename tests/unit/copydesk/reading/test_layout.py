"""Marks of the page."""

import pytest

from broadcaster.copydesk.reading import read


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("- Nâng cao nhận thức.", "Nâng cao nhận thức."),
        ("+ Cải cách thể chế", "Cải cách thể chế"),
        ("• Nộp hồ sơ", "Nộp hồ sơ"),
        ("\uf0b7 Nộp hồ sơ", "Nộp hồ sơ"),
        ("- 100% cán bộ ký", "Một trăm phần trăm cán bộ ký"),
    ],
)
def test_bullets_are_silent(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("1. Mục đích", "Một, Mục đích"),
        ("II. NỘI DUNG", "Hai, nội dung"),
        ("2.1. Công khai", "Hai chấm một, Công khai"),
        ("a) Tiếp nhận", "A, Tiếp nhận"),
        ("b/ Nội dung", "Bê, Nội dung"),
        ("A. PHẦN CHUNG", "A, phần chung"),
        ("(1) Nộp; (2) Nhận", "Một, Nộp; hai, Nhận"),
    ],
)
def test_numbers_of_items_are_said(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("xem xét, giải quyết./.", "xem xét, giải quyết."),
        ("giải quyết ./.", "giải quyết."),
    ],
)
def test_the_closing_mark_is_a_full_stop(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("KẾ HOẠCH\nTuyên truyền", "Kế hoạch.\nTuyên truyền"),
        ("- Rà soát thủ tục;\n- Cắt giảm 03 loại", "Rà soát thủ tục;\nCắt giảm ba loại"),
    ],
)
def test_a_line_end_without_a_stop_gets_one(written, spoken):
    assert read(written).spoken == spoken
