"""Signs that hide, reverse or pretend are taken out or made ours, and each is told."""

from __future__ import annotations

import pytest

from broadcaster.newsroom.letters import read_letters


@pytest.mark.parametrize(
    ("shown", "meant", "told"),
    [
        ("Nộp \u202e000.01\u202c đồng\u2066", "Nộp 000.01 đồng", "Đã bỏ 3 ký tự ẩn làm đảo chiều chữ."),
        ("cải\u200b cách\u2060 hành\ufe0f chính\U000e0041", "cải cách hành chính", "Đã bỏ 4 ký tự ẩn."),
        ("thu\xadơng mại", "thuơng mại", "Đã bỏ 1 dấu nối ẩn."),
        ("xã\x07 Nghĩa\x1b Sơn\x00", "xã Nghĩa Sơn", "Đã bỏ 3 ký tự điều khiển."),
        ("хã Nghĩа Sơn", "xã Nghĩa Sơn", "Đã đổi chữ nước ngoài trông giống chữ Việt trong 2 từ."),
        ("hồ sơ со bản", "hồ sơ co bản", "Đã đổi chữ nước ngoài trông giống chữ Việt trong 1 từ."),
        ("Ｃải cách", "Cải cách", "Đã đổi 1 cụm chữ kiểu lạ"),
        ("𝐓in 𝓶ới", "Tin mới", "Đã đổi 2 cụm chữ kiểu lạ"),
        ("Ðồng chí ðến", "Đồng chí đến", "Đã đổi chữ Ð sai mã sang Đ trong 2 từ."),
        ("\uf0b7 Nội dung\n  \uf0a7 Điểm", "• Nội dung\n  • Điểm", ""),
        ("tie\u0302\u0301\u0303\u0309n", "tiến", "Đã bỏ 1 ký tự ẩn."),
        ("\ufeffTin\u00a0mới\u3000của\u2009xã", "Tin mới của xã", ""),
    ],
)
def test_disguises_are_undone_and_told(shown, meant, told):
    read = read_letters(shown)
    assert read.text == meant
    assert any(note.startswith(told) for note in read.notes) if told else read.notes == ()
    assert read.original == (shown if told else "")


@pytest.mark.parametrize(
    "text",
    ["Hãng tin ТАСС và Правда", "Α và Ω là chữ Hy Lạp", "Borgarfjörður, Seyðisfjörður", "Số № 5 – “ngoặc”", "5 μm"],
)
def test_foreign_words_stay_foreign(text):
    assert read_letters(text).text == text
