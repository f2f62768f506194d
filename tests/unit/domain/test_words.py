"""When two words are the same word, and whose reading holds."""

import pytest
from makers import COMMUNE, STATION, a_word

from broadcaster.domain.words import joined, word_key

BOUND = a_word(context=("Xã", "huyện"), voice="espeak", outlets=(COMMUNE, STATION))


def test_a_word_is_the_same_whatever_it_is_read_as_and_whatever_the_order_of_its_lists():
    turned = a_word(spoken="khác", context=("huyện", "xã"), voice="espeak", outlets=(STATION, COMMUNE, COMMUNE))
    assert word_key(turned) == word_key(BOUND)


@pytest.mark.parametrize(
    "other", [{"written": "vneid"}, {"context": ("xã",)}, {"voice": "espeak:nu"}, {"outlets": (COMMUNE,)}]
)
def test_a_word_that_holds_elsewhere_is_another_word(other):
    values = {"context": BOUND.context, "voice": BOUND.voice, "outlets": BOUND.outlets}
    assert word_key(a_word(**values | other)) != word_key(BOUND)


def test_the_stores_words_go_before_the_files_and_win_over_the_same_word_there():
    filed = [a_word(spoken="tệp"), a_word(written="Zalo", spoken="da lô")]
    stored = [a_word(spoken="kho"), a_word(written="BTV", spoken="biên tập viên")]
    assert joined(stored, filed).entries == (*stored, filed[1])


def test_among_the_stores_words_those_for_a_few_go_before_those_for_all():
    free, bound = a_word(), a_word(outlets=(COMMUNE,))
    assert joined([free, bound], []).entries == (bound, free)


def test_the_files_keep_the_order_in_which_people_wrote_them():
    free, bound = a_word(), a_word(outlets=(COMMUNE,))
    assert joined([], [free, bound]).entries == (free, bound)
