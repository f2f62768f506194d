"""Written text made regular, with the way back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.copydesk.reading.tidying import tidy


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("UBND\u00a0huyện", "UBND huyện"),
        ("ＵＢＮＤ　１２", "UBND 12"),
        ("Văn hoá,  Thông tin", "Văn hoá, Thông tin"),
        ("UB\u200bND\ufeff", "UBND"),
        ("2020–2025", "2020-2025"),
        ("“mở”", '"mở"'),
        ("Ðảng", "Đảng"),
        ("٣ xã", "3 xã"),
        ("hồ sơ .", "hồ sơ."),
    ],
)
def test_odd_characters_become_plain_ones(written, plain):
    assert tidy(written).text == plain


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("của UBND huyện về \n\nCải cách hành chính của huyện", "của UBND huyện về\nCải cách hành chính của huyện"),
        (
            "Trong quá trình thực hiện nếu có khó khăn thì phản ánh về UBND huyện \n\nHưng năm",
            "Trong quá trình thực hiện nếu có khó khăn thì phản ánh về UBND huyện Hưng năm",
        ),
        ("các xã, thị \n\ntrấn", "các xã, thị trấn"),
        ("số 106/KH-\n\nUBND", "số 106/KH-UBND"),
        ("ỦY BAN NHÂN DÂN\nHUYỆN NGHĨA HƯNG", "ỦY BAN NHÂN DÂN HUYỆN NGHĨA HƯNG"),
        ("thủ tục;\n- Cắt giảm", "thủ tục;\n- Cắt giảm"),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"),
    ],
)
def test_only_real_line_ends_stay(written, plain):
    assert tidy(written).text == plain


@given(st.text(alphabet="aà1 .,\n\u200b\u00a0-–BĐ", max_size=40))
def test_every_plain_character_knows_its_written_place(text):
    written = unicodedata.normalize("NFC", text)
    tidied = tidy(written)
    for place, character in enumerate(tidied.text):
        start, end = tidied.written_range(place, place + 1)
        assert end == start + 1
        if character.isalnum():
            assert written[start] == character
