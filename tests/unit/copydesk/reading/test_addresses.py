"""Web and e-mail addresses."""

import pytest

from broadcaster.copydesk.reading import read


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("dichvucong.gov.vn", "Dịch vụ công chấm gov chấm vê nờ"),
        ("nghiahung.namdinh.gov.vn", "Nghĩa hưng chấm nam định chấm gov chấm vê nờ"),
        ("https://namdinh.gov.vn/", "Nam định chấm gov chấm vê nờ"),
        ("www.baohiemxahoi.gov.vn.", "Bảo hiểm xã hội chấm gov chấm vê nờ."),
        ("zalo.me/ubndnghiahung", "Zalo chấm me gạch chéo u bê nờ đê nghĩa hưng"),
        ("namdinh.gov.vn/tra-cuu để biết", "Nam định chấm gov chấm vê nờ gạch chéo tra cứu để biết"),
    ],
)
def test_labels_are_cut_into_syllables(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("motcua@gmail.com", "Một cửa a còng gmail chấm com"),
        ("abc@namdinh.gov.vn.", "A bê xê a còng nam định chấm gov chấm vê nờ."),
        ("phongnoivu.nghiahung@namdinh.gov.vn", "Phòng nội vụ chấm nghĩa hưng a còng nam định chấm gov chấm vê nờ"),
    ],
)
def test_at_is_a_cong(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("hết việc.Người dân", "hết việc. Người dân"),
        ("TP.HCM", "Thành phố Hồ Chí Minh"),
    ],
)
def test_dots_between_words_are_no_address(written, spoken):
    assert read(written).spoken == spoken


def test_syllables_that_no_phrase_knows_are_asked_about():
    (question,) = read("xem khoailang.vn").questions
    assert question.spoken == "khoai lang chấm vê nờ"
