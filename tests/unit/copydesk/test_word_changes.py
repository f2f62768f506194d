"""Words that went and came between two versions of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.copydesk.word_changes import Change, word_changes


def told(before, after):
    marks = {Change.SAME: "{}", Change.OLD: "[-{}-]", Change.NEW: "[+{}+]"}
    return "".join(marks[each.change].format(each.text) for each in word_changes(before, after))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("mở lúc 7 giờ", "mở lúc 8 giờ", "mở lúc [-7-] [+8+] giờ"),
        ("họp ngày mai", "họp", "họp [-ngày mai-]"),
        ("họp", "họp ngày mai", "họp [+ngày mai+]"),
        ("", "một", "[+một+]"),
        ("như cũ.", "như cũ.", "như cũ."),
        ("NỮ: một\nNAM: hai", "NỮ: một\nNAM: ba", "NỮ: một\nNAM: [-hai-] [+ba+]"),
    ],
)
def test_what_is_gone_stands_before_what_is_new(before, after, shown):
    assert told(before, after) == shown


@given(st.lists(st.sampled_from(["một", "hai", "ba", "bốn"])), st.lists(st.sampled_from(["một", "hai", "ba", "bốn"])))
def test_each_version_can_be_read_back_word_by_word(before, after):
    spans = word_changes(" ".join(before), " ".join(after))
    for words, dropped in ((before, Change.NEW), (after, Change.OLD)):
        kept = " ".join(span.text for span in spans if span.change is not dropped)
        assert kept.split() == words
