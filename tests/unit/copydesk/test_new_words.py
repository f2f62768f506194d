"""A typed word is kept as texts are searched for it, and a reading that is none is refused."""

import unicodedata

import pytest
from makers import a_word

from broadcaster.copydesk.new_words import new_word
from broadcaster.copydesk.reading import read
from broadcaster.domain.readings import Lexicon
from broadcaster.errors import NotSpoken, WordRefused


@pytest.mark.parametrize("spoken", ["vi en e ai đi", "bốn chấm không", "ủy ban nhân dân, hội đồng nhân dân", "ô kê."])
def test_a_reading_that_is_said_as_it_stands_is_taken(spoken):
    assert new_word(a_word(spoken=spoken)).spoken == spoken


@pytest.mark.parametrize("spoken", ["bản 4.0", "UBND xã", "số 15", "15/3", "vi-nét", "50%", "http://nghiahung.vn"])
def test_a_reading_that_would_be_read_otherwise_is_refused_with_how(spoken):
    with pytest.raises(NotSpoken) as refused:
        new_word(a_word(spoken=spoken))
    assert f'"{spoken}"' in str(refused.value)
    assert f'"{read(spoken).spoken}"' in str(refused.value)


@pytest.mark.parametrize(
    ("over", "what"),
    [
        ({"written": ""}, "chữ viết"),
        ({"written": " \u00a0 "}, "chữ viết"),
        ({"spoken": ""}, "cách đọc"),
        ({"context": ("xã", " ")}, "từ đứng gần"),
    ],
)
def test_what_is_missing_is_named(over, what):
    with pytest.raises(WordRefused, match=f"{what}.*trống"):
        new_word(a_word(**over))


@pytest.mark.parametrize(("part", "most"), [("written", 200), ("spoken", 1_000), ("context", 200)])
def test_a_text_pasted_by_mistake_is_refused_with_its_length_and_its_beginning(part, most):
    def word(length):
        text = ("a " * length)[: length - 1] + "a"
        return new_word(a_word(**{part: (text,) if part == "context" else text}))

    assert word(most)
    with pytest.raises(WordRefused, match=rf"dài {most + 1} ký tự, nhiều nhất {most}") as refused:
        word(most + 1)
    assert len(str(refused.value)) < 150


@pytest.mark.parametrize("over", [{"written": "&"}, {"written": "…"}, {"spoken": "..."}, {"context": ("-",)}])
def test_signs_alone_are_no_word(over):
    with pytest.raises(WordRefused, match="chữ cái"):
        new_word(a_word(**over))


@pytest.mark.parametrize("sign", ["\n", "\t", "\x00", "\x1b", "\x7f", "\u200b", "\ufeff", "\u2028", "\ue000", "\udc80"])
@pytest.mark.parametrize("part", ["written", "spoken", "context"])
def test_what_nobody_can_see_is_refused_and_shown(part, sign):
    text = f"a{sign}b"
    with pytest.raises(WordRefused) as refused:
        new_word(a_word(**{part: (text,) if part == "context" else text}))
    assert f"a<{ord(sign):04X}>b" in str(refused.value)


@pytest.mark.parametrize("voice", ["espeak:", ":nu", "e s", "a:b:c", "a\nb"])
def test_a_voice_is_an_engine_or_one_of_its_voices(voice):
    with pytest.raises(WordRefused, match="giọng"):
        new_word(a_word(voice=voice))
    assert new_word(a_word(voice="espeak:nu")).voice == "espeak:nu"


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Nghĩa  Hưng ", "Mở ở Nghĩa Hưng nhé"),
        ("Nghĩa\u00a0Hưng", "Mở ở Nghĩa Hưng nhé"),
        (unicodedata.normalize("NFD", "Nghĩa Hưng"), "Mở ở Nghĩa Hưng nhé"),
        ("Hà Nội – Huế", "Tàu Hà Nội - Huế chạy"),
        ("“Một cửa”", 'Quầy "Một cửa" mở'),
        (".vn", "Tên miền .vn mới"),
        ("A+", "Hạng A+ rồi"),
    ],
)
def test_a_word_is_found_however_its_signs_were_typed(typed, text):
    word = new_word(a_word(written=typed, spoken="đọc thế này"))
    assert "đọc thế này" in read(text, lexicon=Lexicon(entries=(word,))).spoken


def test_a_context_is_kept_as_it_is_looked_for():
    word = new_word(a_word(written="TT", spoken="thị trấn", context=("tổ  dân-phố", "tổ dân phố")))
    assert word.context == ("tổ dân phố",)
    assert read("TT có tổ dân phố", lexicon=Lexicon(entries=(word,))).spoken.startswith("Thị trấn")


@pytest.mark.parametrize(
    ("typed", "kept"), [(">y tế", ">y tế"), ("> y-tế", ">y tế"), ("<sở", "<sở"), (" <  Sở", "<Sở")]
)
def test_a_context_may_say_that_it_stands_right_before_or_right_after(typed, kept):
    assert new_word(a_word(written="TT", spoken="trung tâm", context=(typed,))).context == (kept,)


@pytest.mark.parametrize("context", [">", "< ", "<>", ">-"])
def test_a_side_alone_is_no_context(context):
    with pytest.raises(WordRefused, match="chữ cái"):
        new_word(a_word(context=(context,)))
