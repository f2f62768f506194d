"""Letters by name, and what can be a Vietnamese syllable."""

import pytest

from broadcaster.copydesk.reading.letters import letter, spell
from broadcaster.copydesk.reading.syllables import bare, is_bare_syllable, is_syllable


def test_codes_are_spelt_by_vietnamese_letter_names():
    assert spell("PCI") == "pê xê i"
    assert spell("WTO") == "vê kép tê ô"
    assert spell("H40-A") == "hát bốn không a"


def test_d_of_the_vietnamese_alphabet_is_not_d_of_a_code():
    assert letter("d", vietnamese=True) == "dê"
    assert letter("D") == letter("Đ") == "đê"


def test_a_letter_with_marks_goes_by_its_plain_name():
    assert letter("É") == "e"


@pytest.mark.parametrize("word", ["NGHĨA", "HƯNG", "KHUYẾN", "Quỹ", "giờ", "LÀM", "ủy", "Ý"])
def test_vietnamese_words_are_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["PCI", "UBND", "VAT", "BOT", "Zalo", "website", "OCOP"])
def test_codes_and_loan_words_are_no_syllables(word):
    assert not is_syllable(word)


def test_a_stop_at_the_end_is_allowed_where_nobody_writes_tones():
    assert is_bare_syllable("phat")
    assert not is_syllable("phat")
    assert bare("Đặng Thị Hồng") == "dang thi hong"
