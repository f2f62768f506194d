"""Two numbers with a mark between them: the evidence around decides what they mean."""

import pytest

from broadcaster.copydesk.reading import read
from broadcaster.copydesk.reading.pairs import DASH_BETWEEN, DOT, SLASH


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Hạn cuối là ngày 1/2", "Hạn cuối là ngày mồng một tháng hai"),
        ("Sáng 1/2, huyện họp", "Sáng ngày mồng một tháng hai, huyện họp"),
        ("Bà con góp 1/2 kinh phí", "Bà con góp một phần hai kinh phí"),
        ("Mới đạt 1/2 tiêu chí", "Mới đạt một trên hai tiêu chí"),
        ("xếp hạng 1/2 đội", "xếp hạng một trên hai đội"),
        ("nhà ở số 1/2 ngõ 5", "nhà ở số một xuyệt hai ngõ năm"),
        ("Nghỉ lễ Quốc khánh 2/9", "Nghỉ lễ Quốc khánh mồng hai tháng chín"),
        ("KỶ NIỆM QUỐC KHÁNH 2/9", "Kỷ niệm quốc khánh mồng hai tháng chín"),
        ("rằm tháng tám (15/8 âm lịch)", "rằm tháng tám, ngày mười lăm tháng tám âm lịch"),
        ("trực 24/7", "trực hai mươi tư trên bảy"),
        ("từ 15/8 đến 15/9", "từ ngày mười lăm tháng tám đến ngày mười lăm tháng chín"),
    ],
)
def test_a_slash_is_a_date_a_part_a_total_or_a_place(written, spoken):
    reading = read(written)
    assert reading.spoken == spoken
    assert not reading.questions


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Đội nhà thắng 3-1", "Đội nhà thắng ba một"),
        ("trong 3-5 ngày", "trong ba đến năm ngày"),
        ("Chiều 3-1, tỉnh họp", "Chiều ngày mồng ba tháng một, tỉnh họp"),
        ("Chiều nay (12-11), phường họp", "Chiều nay, ngày mười hai tháng mười một, phường họp"),
        ("trẻ từ 5-11 tuổi", "trẻ từ năm đến mười một tuổi"),
        ("thắng hai ván 21-15, 21-18", "thắng hai ván hai mươi mốt, mười lăm, hai mươi mốt, mười tám"),
        ("các ngày 5-9 trời mưa", "các ngày năm đến chín trời mưa"),
    ],
)
def test_a_dash_is_a_range_a_date_or_a_score(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Đến 30.9, thu ngân sách đạt", "Đến ngày ba mươi tháng chín, thu ngân sách đạt"),
        ("Mục 2.1 của kế hoạch", "Mục hai chấm một của kế hoạch"),
        ("tăng 2.5 lần", "tăng hai phẩy năm lần"),
    ],
)
def test_a_dot_is_a_date_only_where_a_date_is_spoken_of(written, spoken):
    assert read(written).spoken == spoken


def test_a_fraction_that_could_be_a_date_is_asked_about():
    reading = read("ghi 2/3")
    (question,) = reading.questions
    assert question.written == "2/3"
    assert " hay " in question.note


def test_every_line_of_evidence_speaks_for_a_meaning_of_its_table():
    assert {line.meaning for line in SLASH} == {"ngày tháng", "phân số", "đạt trên tổng", "địa chỉ", "tỷ số"}
    assert {line.meaning for line in DASH_BETWEEN} == {"khoảng", "ngày tháng", "tỷ số"}
    assert {line.meaning for line in DOT} == {"số", "ngày tháng"}
