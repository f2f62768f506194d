"""Which sentences are said otherwise."""

import pytest

from broadcaster.copydesk.sentence_changes import SentenceChange, sentence_changes


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Một. Hai. Ba.", "Một. Hai. Ba.", []),
        ("Một. Hai. Ba.", "Một. Hai khác. Ba.", [("Hai.", "Hai khác.")]),
        ("Một. Hai. Ba.", "Một mới. Hai. Ba mới.", [("Một.", "Một mới."), ("Ba.", "Ba mới.")]),
        ("Một. Hai. Ba.", "Một. Hai và ba.", [("Hai. Ba.", "Hai và ba.")]),
        ("Một. Ba.", "Một. Hai. Ba.", [("", "Hai.")]),
        ("Một. Hai.", "Hai.", [("Một.", "")]),
        ("", "Một.", [("", "Một.")]),
    ],
)
def test_changed_sentences_are_told_and_no_others(before, after, told):
    assert [*sentence_changes(before, after)] == [SentenceChange(before=a, after=b) for a, b in told]
