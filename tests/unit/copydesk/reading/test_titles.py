"""Short forms before names."""

import pytest

from broadcaster.copydesk.reading import read


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("TP. Nam Định", "Thành phố Nam Định"),
        ("TP Nam Định", "Thành phố Nam Định"),
        ("TT. Liễu Đề", "Thị trấn Liễu Đề"),
        ("H. Nghĩa Hưng", "Huyện Nghĩa Hưng"),
        ("Q.1", "Quận một"),
        ("TP.HCM", "Thành phố Hồ Chí Minh"),
        ("P. Trần Phú", "Phường Trần Phú"),
        ("P. Nội vụ", "Phòng Nội vụ"),
        ("P.Chủ tịch", "Phó Chủ tịch"),
    ],
)
def test_places(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("GS.TS. Nguyễn Văn An", "Giáo sư, tiến sĩ Nguyễn Văn An"),
        ("PGS.TS Trần Hoa", "Phó giáo sư, tiến sĩ Trần Hoa"),
        ("ThS. Lê Nam", "Thạc sĩ Lê Nam"),
        ("Đ/c Nguyễn Văn A", "Đồng chí Nguyễn Văn A"),
        ("ông H. Văn Nam", "ông hát Văn Nam"),
    ],
)
def test_people(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("TM. ỦY BAN NHÂN DÂN", "Thay mặt ủy ban nhân dân"),
        ("KT. CHỦ TỊCH", "Ký thay chủ tịch"),
        ("TUQ. CHỦ TỊCH", "Thừa ủy quyền chủ tịch"),
    ],
)
def test_forms_of_signing(written, spoken):
    assert read(written).spoken == spoken


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("hồ sơ, giấy tờ, v.v. đều số hóa", "hồ sơ, giấy tờ, vân vân đều số hóa"),
        ("ảnh, v.v. Các xã làm", "ảnh, vân vân. Các xã làm"),
    ],
)
def test_and_so_on(written, spoken):
    assert read(written).spoken == spoken
