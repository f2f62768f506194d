"""Text in old Vietnamese letters or with hidden ones comes out as clean Unicode; anything else is left alone."""

from __future__ import annotations

import pytest

from broadcaster.newsroom.letters import Letters, decode_bytes, read_letters

_TRUE = "Nghị quyết về cải cách hành chính của tỉnh"


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("NghÞ quyÕt vÒ c¶i c¸ch hµnh chÝnh cña tØnh", "TCVN3 (ABC)"),
        ("Nghò quyeát veà caûi caùch haønh chính cuûa tænh", "VNI-Windows"),
        ("Nghị quyết về cải cách hành chính của tỉnh", ""),
        ("Nghá»‹ quyáº¿t vá»\x81 cáº£i cÃ¡ch hÃ\xa0nh chÃ\xadnh cá»§a tá»‰nh", "UTF-8 đọc nhầm"),
    ],
)
def test_old_letters_are_told_by_the_text_itself(shown, name):
    read = read_letters(shown)
    assert (read.text, read.encoding) == (_TRUE, name)
    assert read.original == (shown if name else "")
    assert bool(read.notes) == bool(name)


def test_a_font_tells_what_a_short_run_alone_does_not():
    assert read_letters("cã").text == "cã"
    assert read_letters("cã", font=".VnTime").text == "có"
    assert read_letters("Céng hßa x· héi", font=".VnTimeH").text == "CỘNG HÒA XÃ HỘI"
    assert read_letters("Cải cách", font=".VnTime") == Letters(text="Cải cách")


def test_plain_bytes_are_read_whatever_they_are():
    assert decode_bytes(b"C\xb6i c\xb8ch h\xb5nh ch\xddnh").text == "Cải cách hành chính"
    assert decode_bytes(_TRUE.encode("utf-16")).text == _TRUE
    assert decode_bytes(_TRUE.encode("utf-16-le")).text == _TRUE
    assert decode_bytes(_TRUE.encode()) == Letters(text=_TRUE)
