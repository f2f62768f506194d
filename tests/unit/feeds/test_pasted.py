"""Text that somebody pasted."""

import pytest

from broadcaster.feeds.pasted import cleaned, cleaned_line


@pytest.mark.parametrize(
    ("pasted", "plain"),
    [
        ("Huyê\u0323n", "Huyện"),
        ("một\u200b cửa\ufeff liên\u00ad thông", "một cửa liên thông"),
        ("tuyên tru-\nyền về cải cách", "tuyên truyền về cải cách"),
        ("tuyên tru\u00ad\nyền", "tuyên truyền"),
        ("kế hoạch 25-\nKH của huyện", "kế hoạch 25- KH của huyện"),
        ("dòng một bị\r\nngắt giữa câu.\r\n\r\nĐoạn hai.", "dòng một bị ngắt giữa câu.\n\nĐoạn hai."),
        ("Hết trang.\n\n3\n\nSang trang.", "Hết trang.\n\nSang trang."),
        ("Hết trang.\n\nTrang 3/10\n\nSang trang.", "Hết trang.\n\nSang trang."),
        ("Có 3\n", "Có 3"),
        ("<p>Một <b>cửa</b></p><script>alert(1)</script><p>Hai</p>", "Một cửa\n\nHai"),
        ("giá < 5 và > 3", "giá < 5 và > 3"),
        ("\u202emột\u202c cửa\x00", "một cửa"),
        ("", ""),
    ],
)
def test_a_pasted_text_becomes_plain_paragraphs(pasted, plain):
    assert cleaned(pasted) == plain


def test_cleaning_twice_changes_nothing_more():
    once = cleaned("<p>tuyên tru-\nyền</p>\n\n2\n\n• điểm một\n• điểm hai")
    assert cleaned(once) == once


def test_a_title_stands_on_one_line():
    assert cleaned_line(" Một\n\ncửa\u200b ") == "Một cửa"
