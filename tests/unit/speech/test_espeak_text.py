"""Words back to the text that was handed in, and pauses of exactly their length."""

import unicodedata
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.domain.breaths import PauseKind
from broadcaster.errors import SpeechFailed
from broadcaster.speech.espeak import EspeakEngine
from broadcaster.speech.espeak_presets import PRESETS
from broadcaster.speech.espeak_text import plain, with_breaks, word_times
from broadcaster.speech.sentences import readable, word_places

OWN_PAUSES, EXACT_PAUSES = "nam-phat-thanh", "nam-mien-nam"


def words_of(spoken, voice=OWN_PAUSES):
    pcm = EspeakEngine().synthesise(spoken, voice)
    return [spoken[word.at : word.at + word.count] for word in pcm.words]


def longest_silence_ms(voice, spoken):
    """Give the longest stretch under -54 dB, in whole milliseconds."""
    pcm = EspeakEngine().synthesise(spoken, voice)
    loud = np.flatnonzero(np.abs(np.frombuffer(pcm.samples, dtype="<i2").astype(int)) > 60)
    return int(np.diff(loud).max()) * 1000 // pcm.rate_hz


@pytest.mark.parametrize("voice", [OWN_PAUSES, EXACT_PAUSES])
@pytest.mark.parametrize(
    "spoken",
    [
        "Thời gian qua, công tác cải cách – hành chính: tốt; khá.",
        unicodedata.normalize("NFD", "nhân dân huyện Nghĩa Hưng"),
        "  xin\u00a0chào\tquý \u200b vị ",
        'Ủy ban (nhân dân) «xã» \'có\' "hai" phòng," một kho.',
        "U Minh & Cà Mau",
        "Có chín mươi hai, 92. trường hợp",
    ],
)
def test_every_word_is_found_where_it_was_handed_in(voice, spoken):
    signs_only = {"–", "\u200b"}
    expected = [word for word in spoken.replace("\u200b", " ").split() if word not in signs_only]
    assert words_of(spoken, voice) == expected


def test_a_number_or_a_compound_is_one_word_that_begins_once():
    assert words_of("Điều 92 2. khoản 1.234,5 xin-chào 18/10/2021.") == [
        "Điều",
        "92",
        "2.",
        "khoản",
        "1.234,5",
        "xin-chào",
        "18/10/2021.",
    ]


def test_a_sign_that_is_not_said_has_no_time_of_its_own():
    assert words_of("hai < ba", EXACT_PAUSES) == ["hai", "ba"]


@pytest.mark.parametrize("voice", list(PRESETS))
def test_a_word_begins_where_its_sound_begins(voice):
    spoken = "ma ma, ma"
    pcm = EspeakEngine().synthesise(spoken, voice)
    loud = np.flatnonzero(np.abs(np.frombuffer(pcm.samples, dtype="<i2").astype(int)) > 60)
    after_the_pause = loud[int(np.argmax(np.diff(loud))) + 1] * 1000 // pcm.rate_hz
    assert [word.at for word in pcm.words] == [0, 3, 7]
    assert pcm.words[0].starts == 0
    assert pcm.words[2].starts == pytest.approx(after_the_pause, abs=25)


@pytest.mark.parametrize(("mark", "kind"), [(",", PauseKind.COMMA), (":", PauseKind.COLON), (" –", PauseKind.DASH)])
@pytest.mark.parametrize("word", ["qua", "này", "tới"])
def test_a_pause_lasts_exactly_as_long_as_the_house_says(mark, kind, word):
    assert longest_silence_ms(EXACT_PAUSES, f"Năm {word}{mark} mọi nơi.") == pytest.approx(kind.length, abs=20)


@pytest.mark.parametrize(("mark", "most_off"), [(",", 20), (":", 110)])
def test_the_first_voices_pause_as_espeak_does(mark, most_off):
    kept = longest_silence_ms(OWN_PAUSES, f"Năm này{mark} mọi nơi.")
    asked = {",": PauseKind.COMMA, ":": PauseKind.COLON}[mark].length
    assert abs(kept - asked) <= most_off


def test_a_horn_pauses_half_as_long_again():
    assert longest_silence_ms("loa-ngoai-troi-nam", "Năm này, mọi nơi.") == pytest.approx(360, abs=25)


def test_a_mark_gives_way_to_its_pause_and_signs_are_escaped():
    handed = with_breaks('Ông nói: "việc tốt," a & b < c – rồi; hết.', 100)
    assert handed.text == (
        'Ông nói<break time="300ms"/> "việc tốt"<break time="240ms"/> a &amp; b &lt; c <break time="280ms"/> '
        'rồi<break time="300ms"/> hết.'
    )
    assert [handed.text[place:].split()[0].split("<")[0] for place in handed.places[:4]] == [
        "Ông",
        "nói",
        '"việc',
        'tốt"',
    ]


def test_a_word_told_twice_or_backwards_is_the_first_one():
    told = [(1, 0), (4, 100), (5, 200), (4, 300), (1, 400), (8, 500)]
    times = word_times("ab cde fg", plain("ab cde fg"), told, 1000)
    assert [(time.at, time.count, time.starts) for time in times] == [(0, 2, 0), (3, 3, 100), (7, 2, 500)]


@given(st.text(max_size=60))
def test_each_word_of_a_readable_sentence_has_its_place_in_what_was_handed_in(spoken):
    try:
        sentence = readable(spoken, engine="espeak")
    except SpeechFailed:
        return
    places = word_places(spoken)
    assert len(places) == len(sentence.split(" "))
    assert all(at + count <= later for (at, count), (later, _) in pairwise(places))
    for (at, count), word in zip(places, sentence.split(" "), strict=True):
        assert readable(f"a {spoken[at : at + count]}", engine="espeak") == f"a {word}"


@given(st.lists(st.text(alphabet='ab,:;–-&<>"()?!.', min_size=1, max_size=4), min_size=1, max_size=8))
def test_both_ways_of_handing_over_keep_every_word_in_its_place(words):
    sentence = " ".join(words)
    for handed in (plain(sentence), with_breaks(sentence, 100)):
        assert len(handed.places) == len(words)
        assert all(one <= other for one, other in pairwise(handed.places))
        assert handed.places[-1] <= len(handed.text)
