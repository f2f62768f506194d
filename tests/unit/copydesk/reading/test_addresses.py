"""Web and e-mail addresses."""

import pytest

from broadcaster.copydesk.reading import read
from broadcaster.copydesk.reading.hosts import PHRASES
from broadcaster.copydesk.reading.syllables import bare


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


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("quynhat.ninhbinh.gov.vn", "Quỹ nhất chấm ninh bình chấm gov chấm vê nờ"),
        ("xarangdong.ninhbinh.gov.vn", "Xã rạng đông chấm ninh bình chấm gov chấm vê nờ"),
        ("dongthinh.ninhbinh.gov.vn", "Đồng thịnh chấm ninh bình chấm gov chấm vê nờ"),
        ("hongphong.ninhbinh.gov.vn", "Hồng phong chấm ninh bình chấm gov chấm vê nờ"),
        ("nghialam.ninhbinh.gov.vn", "Nghĩa lâm chấm ninh bình chấm gov chấm vê nờ"),
        ("thitranlieude.namdinh.gov.vn", "Thị trấn liễu đề chấm nam định chấm gov chấm vê nờ"),
        ("baria-vungtau.gov.vn", "Bà rịa vũng tàu chấm gov chấm vê nờ"),
        ("vneid.gov.vn", "Vê nờ e i đê chấm gov chấm vê nờ"),
        ("thuedientu.gdt.gov.vn", "Thuế điện tử chấm giê đê tê chấm gov chấm vê nờ"),
        ("hokinhdoanh.dkkd.gov.vn", "Hộ kinh doanh chấm đê ca ca đê chấm gov chấm vê nờ"),
        ("congbobanan.toaan.gov.vn", "Công bố bản án chấm tòa án chấm gov chấm vê nờ"),
        ("tphcm.gov.vn", "Tê pê hát xê mờ chấm gov chấm vê nờ"),
        (
            "ttpvhccxanghiason@ninhbinh.gov.vn",
            "Tê tê pê vê hát xê xê xã nghĩa sơn a còng ninh bình chấm gov chấm vê nờ",
        ),
    ],
)
def test_offices_places_and_portals_are_known(written, spoken):
    reading = read(written)
    assert reading.spoken == spoken
    assert not reading.questions


def test_every_province_is_known():
    now = """hanoi hue laichau dienbien sonla langson quangninh thanhhoa nghean hatinh caobang tuyenquang laocai thainguyen
    phutho bacninh hungyen haiphong ninhbinh quangtri danang quangngai gialai khanhhoa lamdong daklak hochiminh dongnai
    tayninh cantho vinhlong dongthap camau angiang"""
    assert len(now.split()) == 34
    assert not [name for name in now.split() if read(f"{name}.gov.vn").questions]


def test_a_phrase_is_the_only_one_with_its_letters():
    letters = [bare(phrase).replace(" ", "") for phrase in map(str.strip, PHRASES.split(","))]
    assert len(letters) == len(set(letters))
