"""What a text holds, by which steps are called or pass it by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.copydesk.reading.marks import mark_of, marks, marks_of, word_of


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("P. Nội vụ", {"P.", "vụ", ".", "^P", "^x."}),
        ("ngày 5/4", {"ngày", "9/", "9/9", "/"}),
        ("số 76/NQ", {"9/a", "NQ"}),
        ("7h30", {"9h", "9a", "9h9"}),
        ("QL21B", {"a9", "QL", "9B"}),
        ("5 triệu", {"9t", "triệu"}),
        ("thôi....", {".."}),
        ("a\n- b", {"^a", "^-", "\n"}),
    ],
)
def test_signs_words_numbers_and_line_heads_are_marks(text, held):
    assert held <= marks(text)


def test_a_letter_inside_a_word_is_no_word():
    assert "P." not in marks("Phòng")


@given(st.from_regex("[a-zA-ZđĐ]+", fullmatch=True))
def test_what_stands_for_a_word_leads_back_to_it(word):
    assert word_of(mark_of(word)) == word


@given(st.text(alphabet="ab12 /.-", min_size=1), st.text(alphabet="ab12 /.-"))
def test_a_written_form_is_called_wherever_it_stands_as_a_word(written, after):
    if written.strip():
        assert not marks_of([written.strip()]).isdisjoint(marks(f"x {written.strip()} {after}"))
