"""Words in capitals."""

import pytest

from broadcaster.copydesk.reading import read


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("NỘI DUNG TUYÊN TRUYỀN", "Nội dung tuyên truyền"),
        (
            "KẾ HOẠCH TUYÊN TRUYỀN CCHC NĂM 2023",
            "Kế hoạch tuyên truyền cải cách hành chính năm hai nghìn không trăm hai mươi ba",
        ),
        ("UỶ BAN NHÂN DÂN", "Uỷ ban nhân dân"),
    ],
)
def test_headings_are_read_as_ordinary_words(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("MobiFone và Agribank", "MobiFone và Agribank"),
        ("Nguyễn Văn A", "Nguyễn Văn A"),
    ],
)
def test_names_of_mixed_letters_stay(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"), [("hệ thống ABCX", "hệ thống a bê xê ích"), ("mã KKTT", "mã ca ca tê tê")]
)
def test_an_unknown_code_is_spelt_and_asked_about(written, spoken):
    reading = read(written)
    assert reading.spoken == spoken
    assert len(reading.questions) == 1


def test_a_lone_word_in_capitals_without_marks_may_be_a_code():
    assert read("chương trình LAM").questions
    assert not read("chương trình VIỆC LÀM").questions
