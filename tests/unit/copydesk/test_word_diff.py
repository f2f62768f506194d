"""What changed between two texts, by words."""

import pytest

from broadcaster.copydesk.word_diff import DiffKind, word_diff

SAME, NEW, OLD = DiffKind


@pytest.mark.parametrize(
    ("before", "after", "spans"),
    [
        ("", "", []),
        ("một cửa", "một cửa", [(SAME, "một cửa")]),
        ("", "mới", [(NEW, "mới")]),
        ("cũ", "", [(OLD, "cũ")]),
        (
            "nhận hồ sơ sáng thứ Bảy hằng tuần",
            "nhận hồ sơ cả ngày Bảy hằng tuần",
            [(SAME, "nhận hồ sơ "), (OLD, "sáng thứ"), (NEW, "cả ngày"), (SAME, " Bảy hằng tuần")],
        ),
        ("NỮ: a\nNAM: b", "NỮ: a\nNỮ: b", [(SAME, "NỮ: a\n"), (OLD, "NAM:"), (NEW, "NỮ:"), (SAME, " b")]),
    ],
)
def test_changed_words_stand_beside_what_stayed(before, after, spans):
    assert list(word_diff(before, after)) == spans


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a b c d e", "a x c y e"),
        ("một hai ba\n\nbốn năm", "hai ba\nbốn sáu năm"),
        ("  đầu cuối ", "đầu  giữa cuối"),
        ("ngày 15/3/2023 họp", "ngày 16/3/2023 không họp"),
    ],
)
def test_no_letter_of_either_text_is_lost(before, after):
    spans = word_diff(before, after)
    assert "".join(text for kind, text in spans if kind is not OLD) == after
    assert "".join(text for kind, text in spans if kind is not NEW).split() == before.split()
