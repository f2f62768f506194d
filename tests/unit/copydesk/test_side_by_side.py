"""Two forms of a text, paragraph beside paragraph."""

from broadcaster.copydesk.side_by_side import MOST_WORDS, side_by_side
from broadcaster.copydesk.word_diff import DiffKind

SAME, NEW, OLD = DiffKind


def texts(spans):
    return "".join(text for _, text in spans)


def test_paragraphs_stand_beside_their_twins_with_the_words_that_differ():
    one, two, three = side_by_side("Đầu.\n\nHọp ngày 15.\n\nBỏ.", "Đầu.\n\nHọp ngày 16.")
    assert not one.is_change
    assert (texts(one.old), texts(one.new)) == ("Đầu.", "Đầu.")
    assert two.is_change
    assert [span for span in two.old if span.kind is OLD] == [(OLD, "15.")]
    assert [span for span in two.new if span.kind is NEW] == [(NEW, "16.")]
    assert (texts(three.old), three.new) == ("Bỏ.", ())


def test_line_ends_and_spaces_within_a_paragraph_are_no_difference():
    assert not any(each.is_change for each in side_by_side("a  b\nc\n\nd", "a b c\n\nd"))


def test_a_text_of_lines_alone_is_cut_at_its_lines():
    assert len(side_by_side("một\nhai", "một\nba")) == 2


def test_very_long_paragraphs_are_marked_as_a_whole():
    (pair,) = side_by_side("a " * MOST_WORDS + "x", "a " * MOST_WORDS + "y")
    assert [span.kind for span in pair.woven] == [OLD, NEW]


def test_nothing_beside_nothing():
    assert side_by_side("", " \n\n ") == ()
