"""Words found again in a text."""

import pytest

from broadcaster.newsroom.marked_words import mark_words


def marked(text, *words):
    found = mark_words(text, words)
    assert "".join(each.text for each in found) == text
    return [each.text for each in found if each.marked]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Thủ tục bớt giấy tờ.", ["thủ tục", "giấy tờ"], ["Thủ tục", "giấy tờ"]),
        ("thủ tục hành chính", ["thủ tục", "thủ tục hành chính"], ["thủ tục hành chính"]),
        ("Một, cửa", ["một cửa"], ["Một, cửa"]),
        ("Một. Cửa", ["một cửa"], []),
        ("giấy và giấytờ", ["giấy"], ["giấy"]),
        ("a.b (c) [d]", ["(c)", "."], ["(c)"]),
        ("không có gì", [], []),
        ("", ["một"], []),
    ],
)
def test_words_are_found_as_they_stand(text, words, found):
    assert marked(text, *words) == found
