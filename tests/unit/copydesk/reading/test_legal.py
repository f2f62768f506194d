"""Numbers of official documents."""

import pytest

from broadcaster.copydesk.reading import read


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Nghị quyết số 76/NQ-CP về", "Nghị quyết số bảy mươi sáu của Chính phủ về"),
        (
            "Thông tư số 39/2020/TT-BTTTT có hiệu lực",
            "Thông tư số ba mươi chín, năm hai nghìn không trăm hai mươi, của Bộ Thông tin và Truyền thông có hiệu lực",
        ),
        ("Nghị quyết số 18-NQ/TW", "Nghị quyết số mười tám của Trung ương"),
        ("Luật số 77/2015/QH13", "Luật số bảy mươi bảy, năm hai nghìn không trăm mười lăm, của Quốc hội khóa mười ba"),
        ("Công văn số 1024/VPCP-KSTT", "Công văn số một nghìn không trăm hai mươi tư của Văn phòng Chính phủ"),
        ("Công văn số 520/SNV-CCHC", "Công văn số năm trăm hai mươi của Sở Nội vụ"),
        (
            "Thông tư liên tịch số 01/2015/TTLT-BTC-BNV",
            "Thông tư liên tịch số một, năm hai nghìn không trăm mười lăm, của Bộ Tài chính và Bộ Nội vụ",
        ),
        ("Nghị quyết số 30c/NQ-CP", "Nghị quyết số ba mươi xê của Chính phủ"),
        ("Nghị định 45/2020", "Nghị định bốn mươi lăm, năm hai nghìn không trăm hai mươi"),
    ],
)
def test_number_year_and_issuer_are_said(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        (
            "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ",
            "Nghị quyết số bảy mươi sáu ngày mười lăm tháng bảy năm hai nghìn không trăm hai mươi mốt của Chính phủ",
        ),
        ("Kế hoạch số 92/KH-UBND của UBND huyện", "Kế hoạch số chín mươi hai của Ủy ban nhân dân huyện"),
        (
            "Thủ tướng Chính phủ ban hành Quyết định số 766/QĐ-TTg",
            "Thủ tướng Chính phủ ban hành Quyết định số bảy trăm sáu mươi sáu",
        ),
        (
            "Kế hoạch số 15-KH/HU ngày 02/02/2023 của Ban Thường vụ Huyện ủy",
            "Kế hoạch số mười lăm ngày mồng hai tháng hai năm hai nghìn không trăm hai mươi ba của Ban Thường vụ Huyện ủy",
        ),
        (
            "Nghị quyết số 76/NQ-CP về Chính phủ điện tử",
            "Nghị quyết số bảy mươi sáu của Chính phủ về Chính phủ điện tử",
        ),
    ],
)
def test_an_issuer_that_the_sentence_names_is_said_once(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("theo số 76/NQ-CP", "theo số bảy mươi sáu, nghị quyết của Chính phủ"),
        ("Số:            /KH-UBND", "Số, kế hoạch của Ủy ban nhân dân"),
    ],
)
def test_a_kind_without_its_noun_is_said(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        (
            "Kế hoạch số 106/KH-\n\nUBND ngày 03/12/2021",
            "Kế hoạch số một trăm linh sáu của Ủy ban nhân dân ngày mồng ba tháng mười hai năm hai nghìn không trăm hai mươi mốt",
        ),
    ],
)
def test_a_code_broken_by_the_line_is_whole(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("điểm a khoản 2 Điều 15", "điểm a khoản hai Điều mười lăm"),
        ("điểm b, c khoản 1", "điểm bê, xê khoản một"),
        ("điểm d và đ khoản 1", "điểm dê và đê khoản một"),
        ("Điều 12a", "Điều mười hai a"),
    ],
)
def test_articles_clauses_and_points(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("năm 2022 - UBND huyện", "năm hai nghìn không trăm hai mươi hai, Ủy ban nhân dân huyện"),
        ("220V/50Hz", "Hai trăm hai mươi vôn, năm mươi héc"),
    ],
)
def test_a_year_before_a_dash_and_a_body_is_no_document(written, spoken):
    assert read(written).spoken == spoken


def test_an_unknown_issuer_is_spelt_and_asked_about():
    reading = read("Kế hoạch số 15/KH-XYZK về tuyên truyền")
    assert reading.spoken == "Kế hoạch số mười lăm, ích i dài dét ca về tuyên truyền"
    assert [question.written for question in reading.questions] == ["15/KH-XYZK"]
