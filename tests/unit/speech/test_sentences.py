import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.errors import SpeechFailed
from broadcaster.speech.sentences import readable, syllables


@given(st.text(max_size=60))
def test_a_sentence_comes_out_composed_on_one_line_or_not_at_all(text):
    try:
        sentence = readable(text, engine="espeak")
    except SpeechFailed:
        return
    assert unicodedata.is_normalized("NFC", sentence)
    assert sentence == " ".join(sentence.split())
    assert "\x00" not in sentence


def test_decomposed_letters_are_put_together():
    assert readable(unicodedata.normalize("NFD", "nhân dân"), engine="espeak") == "nhân dân"


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("hành\u00adchính", "hànhchính"),
        ("\ufeffXin chào", "Xin chào"),
        ("một\u200bcửa", "một cửa"),
        ("một\tcửa\nliên\u00a0thông", "một cửa liên thông"),
    ],
)
def test_invisible_signs_are_taken_for_what_they_mean(given, read):
    assert readable(given, engine="espeak") == read


def test_the_refusal_names_the_engine_and_the_text():
    with pytest.raises(SpeechFailed, match='espeak không đọc được câu "…"'):
        readable(" … ", engine="espeak")


def test_signs_are_not_counted_as_tieng():
    assert syllables("Xin chào – quý vị , 3 lần .") == 6
