"""The spoken text put together."""

import pytest

from broadcaster.copydesk.reading import read
from broadcaster.copydesk.reading.joining import punctuated


@pytest.mark.parametrize(
    ("rough", "smooth"),
    [
        ("một , hai", "một, hai"),
        ("một,, hai ,.", "một, hai."),
        (" , một", "một"),
        ("một.hai", "một. hai"),
        ("một ;\n\nhai", "một;\nhai"),
        ("thật ?!", "thật?"),
    ],
)
def test_one_mark_stays_where_several_meet(rough, smooth):
    assert punctuated(rough) == smooth


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("100% cán bộ. 20 xã.", "Một trăm phần trăm cán bộ. Hai mươi xã."),
        ("Đạt 5 điểm. UBND họp", "Đạt năm điểm. Ủy ban nhân dân họp"),
        ("Ông Nguyễn Văn A. 20 tuổi", "Ông Nguyễn Văn A. hai mươi tuổi"),
        ("gồm: 20 xã", "gồm: hai mươi xã"),
        ("“100%” cán bộ", "Một trăm phần trăm cán bộ"),
    ],
)
def test_a_sentence_begins_with_a_capital(written, spoken):
    assert read(written).spoken == spoken
