"""Which words of the lexicon a reading owes its words to."""

import pytest
from makers import COMMUNE, a_word

from broadcaster.copydesk.word_uses import stands_in, word_uses
from broadcaster.domain.readings import Lexicon, ReadingContext

HERE = ReadingContext(voice="espeak", outlets=(COMMUNE,))
NEAR = a_word(written="ĐTT", spoken="đài truyền thanh", context=("loa",))
FREE = a_word(written="ĐTT", spoken="đội tự túc")


def uses(text, *entries, context=HERE):
    return [(use.entry, use.sure) for use in word_uses(text, Lexicon(entries=entries), context)]


def test_only_the_words_that_decided_are_told():
    phone, shop = a_word(written="iPhone", spoken="ai phôn"), a_word(written="Shop", spoken="sốp")
    assert uses("Bán iPhone", phone, shop) == [(phone, True)]


def test_the_words_around_decide_between_two_readings():
    (use,) = word_uses("Mở loa ĐTT", Lexicon(entries=(FREE, NEAR)), HERE)
    assert (use.entry, use.by_context, use.sure, use.built_in) == (NEAR, True, True, False)
    (use,) = word_uses("Mở ĐTT", Lexicon(entries=(FREE, NEAR)), HERE)
    assert (use.entry, use.by_context, use.sure) == (FREE, False, False)


def test_both_readings_are_told_where_both_are_said():
    found = uses(
        "Mở loa ĐTT.\nChi tiền trợ cấp khó khăn đột xuất cho các hộ gia đình và cả những cá nhân ở ĐTT.", FREE, NEAR
    )
    assert {entry for entry, _ in found} == {FREE, NEAR}


@pytest.mark.parametrize("other", [{"outlets": (COMMUNE,)}, {"voice": "espeak"}, {"outlets": ("KHAC",)}])
def test_of_two_words_with_one_reading_the_one_that_holds_is_told(other):
    bound, free = a_word(written="iPhone", spoken="ai phôn", **other), a_word(written="iPhone", spoken="ai phôn")
    holds = other != {"outlets": ("KHAC",)}
    assert uses("Bán iPhone", bound, free) == [(bound if holds else free, True)]


def test_a_word_for_another_voice_is_not_used():
    assert uses("Bán iPhone", a_word(written="iPhone", spoken="ai phôn", voice="gtts")) == []


def test_a_word_that_takes_the_place_of_a_built_in_one_with_the_same_reading_is_the_stations():
    own = a_word(written="UBND", spoken="ủy ban nhân dân")
    (use,) = word_uses("UBND họp", Lexicon(entries=(own,)), HERE)
    assert (use.entry, use.built_in) == (own, False)


def test_a_word_that_keeps_a_text_as_it_is_is_told():
    own = a_word(written="UBND", spoken="UBND")
    assert uses("UBND họp", own) == [(own, True)]


def test_built_in_words_are_told_as_such():
    (use,) = word_uses("Hôm nay UBND họp", Lexicon(entries=()), HERE)
    assert (use.entry.written, use.entry.spoken, use.built_in) == ("UBND", "Ủy ban nhân dân", True)


def test_a_word_stands_where_the_tidied_text_has_it():
    assert stands_in("Hà Nội - Huế", "tàu Hà\u00a0Nội – Huế")
    assert not stands_in("VNeID", "vneid")
