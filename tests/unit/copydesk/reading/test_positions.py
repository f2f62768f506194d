"""Places on the map, as weather and border bulletins write them."""

import pytest

from broadcaster.copydesk.reading import read


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        (
            "tại 20°01'15\"N 106°10'30\"E",
            "tại hai mươi độ một phút mười lăm giây vĩ bắc, một trăm linh sáu độ mười phút ba mươi giây kinh đông",
        ),
        ("19°55'N", "Mười chín độ năm mươi lăm phút vĩ bắc"),
        ("20,5N-108,2E", "Hai mươi phẩy năm độ vĩ bắc, một trăm linh tám phẩy hai độ kinh đông"),
        ("19-45N; 106-50E", "Mười chín độ bốn mươi lăm phút vĩ bắc; một trăm linh sáu độ năm mươi phút kinh đông"),
        ("19°55' đến 20°19'20\"", "Mười chín độ năm mươi lăm phút đến hai mươi độ mười chín phút hai mươi giây"),
        ("20°10'B, 106°15'Đ", "Hai mươi độ mười phút vĩ bắc, một trăm linh sáu độ mười lăm phút kinh đông"),
        ("vĩ độ 18,5 độ Vĩ Bắc", "vĩ độ mười tám phẩy năm độ Vĩ Bắc"),
    ],
)
def test_degrees_and_sides_are_said_in_full(written, spoken):
    assert read(written).spoken == spoken


def test_a_temperature_is_no_place():
    assert read("25-28°C").spoken == "Hai mươi lăm đến hai mươi tám độ xê"
