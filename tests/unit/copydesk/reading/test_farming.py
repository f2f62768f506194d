"""Farm bulletins: fertilisers, pesticides, doses."""

import pytest

from broadcaster.copydesk.reading import read


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("phân NPK 16-16-8", "phân nờ pê ca mười sáu, mười sáu, tám"),
        ("NPK 5:10:3", "Nờ pê ca năm, mười, ba"),
        ("thuốc Beam 75WP", "thuốc Beam bảy mươi lăm vê kép pê"),
        ("Validacin 5SL", "Validacin năm ét lờ"),
        ("bón 20-25 kg/sào", "bón hai mươi đến hai mươi lăm ki lô gam một sào"),
        ("pha 1 gói 20g với 16 lít nước", "pha một gói hai mươi gam với mười sáu lít nước"),
        ("họp lúc 8g", "họp lúc tám giờ"),
        ("đất có pH 5,5-6,5", "đất có pê hát năm phẩy năm đến sáu phẩy năm"),
    ],
)
def test_formulas_and_doses(written, spoken):
    assert read(written).spoken == spoken
