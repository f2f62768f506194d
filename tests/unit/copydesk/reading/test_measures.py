"""Units, money, percentages and rates."""

import pytest

from broadcaster.copydesk.reading import read


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("12,5 km", "Mười hai phẩy năm ki lô mét"),
        ("850 m2", "Tám trăm năm mươi mét vuông"),
        ("45ha", "Bốn mươi lăm héc ta"),
        ("15kg", "Mười lăm ki lô gam"),
        ("37°C", "Ba mươi bảy độ xê"),
        ("37 độ C", "Ba mươi bảy độ xê"),
        ("55 dB", "Năm mươi lăm đề xi ben"),
        ("95,1MHz", "Chín mươi lăm phẩy một mê ga héc"),
        ("1 Gbps", "Một gi ga bít trên giây"),
        ("220V", "Hai trăm hai mươi vôn"),
        ("mỗi km đường", "mỗi ki lô mét đường"),
        ("1m65", "Một mét sáu mươi lăm"),
        ("Km 12+500", "Ki lô mét mười hai cộng năm trăm"),
    ],
)
def test_a_unit_is_never_left_unread(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("60 km/h", "Sáu mươi ki lô mét trên giờ"),
        ("2.500 m³/s", "Hai nghìn năm trăm mét khối trên giây"),
        ("65 tạ/ha", "Sáu mươi lăm tạ trên héc ta"),
        ("25.000 đồng/m2", "Hai mươi lăm nghìn đồng một mét vuông"),
        ("62 triệu đồng/người/năm", "Sáu mươi hai triệu đồng một người một năm"),
        ("2 - 3 tin, bài/tuần", "Hai đến ba tin, bài một tuần"),
        ("1.250 người/km2", "Một nghìn hai trăm năm mươi người một ki lô mét vuông"),
        ("6,5%/năm", "Sáu phẩy năm phần trăm một năm"),
        ("15'/chương trình", "Mười lăm phút một chương trình"),
    ],
)
def test_physical_rates_are_tren_and_others_mot(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("500.000đ", "Năm trăm nghìn đồng"),
        ("350.000 VNĐ", "Ba trăm năm mươi nghìn đồng"),
        ("15 triệu USD", "Mười lăm triệu đô la Mỹ"),
        ("$2,5 triệu", "Hai phẩy năm triệu đô la Mỹ"),
        ("50tr", "Năm mươi triệu"),
        ("1tr200", "Một triệu hai trăm nghìn"),
        ("1tr2", "Một triệu hai"),
        ("5 tr.đ", "Năm triệu đồng"),
        ("20k", "Hai mươi nghìn"),
    ],
)
def test_money_is_said_in_full(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("98,7%", "Chín mươi tám phẩy bảy phần trăm"),
        ("15-20 %", "Mười lăm đến hai mươi phần trăm"),
        ("15% - 20%", "Mười lăm phần trăm đến hai mươi phần trăm"),
        ("2,1 điểm %", "Hai phẩy một điểm phần trăm"),
        ("12.5%", "Mười hai phẩy năm phần trăm"),
        ("giảm -2,5%", "giảm âm hai phẩy năm phần trăm"),
    ],
)
def test_percentages_and_their_ranges(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("≥ 90%", "Từ chín mươi phần trăm trở lên"),
        ("≤ 5 ngày", "Từ năm ngày trở xuống"),
        (">= 18 tuổi", "Từ mười tám tuổi trở lên"),
    ],
)
def test_a_bound_is_tro_len_or_tro_xuong(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("cán bộ/năm", "cán bộ, năm"),
        ("ngày/tháng/năm", "ngày, tháng, năm"),
    ],
)
def test_a_slash_that_counts_nothing_is_a_pause(written, spoken):
    assert read(written).spoken == spoken
