"""What the topic model sees of a text."""

import unicodedata
from collections import Counter

from broadcaster.classifier.grams import grams, runs


def test_a_pair_never_reaches_over_the_end_of_a_phrase():
    found = grams(runs("", "Thủ tục gọn. Hồ sơ ít (giấy tờ): tốt"))
    assert "thủ tục" in found
    assert not {"gọn hồ", "ít giấy", "tờ tốt"} & set(found)


def test_the_title_counts_twice_and_a_comma_joins():
    counts = Counter(grams(runs("Một cửa", "Một cửa, liên thông")))
    assert counts["một cửa"] == 3
    assert counts["cửa liên"] == 1


def test_numbers_are_left_out_and_decomposed_letters_are_the_same_letters():
    assert grams(runs("", "Quyết định 45 năm 2023")) == grams(runs("", unicodedata.normalize("NFD", "quyết định năm")))
