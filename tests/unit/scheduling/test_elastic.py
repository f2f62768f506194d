import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import a_music_segment, a_segment, a_spoken_line, an_utterance

from broadcaster.domain.carts import CartKind
from broadcaster.domain.ids import DurationMs
from broadcaster.domain.sound import framed
from broadcaster.scheduling.elastic import elastic


def spoken(words, pauses, tail, music=None):
    at, utterances = 0, []
    for length, pause in zip(words, pauses, strict=True):
        at += pause
        utterances.append(an_utterance(starts=DurationMs(at), duration=DurationMs(length)))
        at += length
    return a_segment(lines=(a_spoken_line(utterances=tuple(utterances)),), duration=framed(at + tail), music=music)


lengths = st.lists(st.tuples(st.integers(100, 9_000), st.integers(0, 3_000)), min_size=1, max_size=6)


@given(lengths, st.integers(48, 2_000), st.sampled_from([None, CartKind.BED]))
def test_the_words_always_have_room_and_the_lengths_are_whole_frames(said, tail, music):
    words, pauses = zip(*said, strict=True)
    segment = spoken(words, pauses, tail, music)
    shortest, longest = elastic(segment)
    assert sum(words) + 48 <= shortest <= segment.duration <= longest
    assert shortest % 24 == longest % 24 == 0


def test_pauses_give_way_and_words_do_not():
    shortest, longest = elastic(spoken([5_000, 5_000], [1_000, 1_000], 1_000))
    assert shortest == framed(10_000 + 1_400 + 704)
    assert longest == pytest.approx(10_000 + 3_000 + 1_512, abs=24)


def test_a_bed_may_play_on():
    plain, bedded = (elastic(spoken([5_000], [500], 500, music)) for music in (None, CartKind.BED))
    assert bedded[1] > plain[1] + 7_000


def test_the_closing_takes_many_lengths_and_other_music_its_own():
    closing = a_music_segment(music=CartKind.CLOSING, duration=DurationMs(18_000))
    assert elastic(closing) == (3_000, 60_000)
    ident = a_music_segment(music=CartKind.IDENT, duration=DurationMs(12_000))
    assert elastic(ident) == (12_000, 12_000)
