"""Segments shortened and stretched: whole frames, exact sums, words never moved against themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from unit.scheduling.builders import a_candidate, a_frame

from broadcaster.domain.carts import CartKind, SegmentKind
from broadcaster.domain.sound import FRAME_MS
from broadcaster.errors import PlanError
from broadcaster.scheduling.elastic import PAUSE_PERCENT, elastic
from broadcaster.scheduling.layout import (
    LEAST_TAIL,
    Pauses,
    headlines_segment,
    item_segment,
    music_segment,
    opening_segment,
    sign_off_segment,
)
from broadcaster.scheduling.stretch import resized, stretched

PAUSES = Pauses()


def an_item(number=1, length_s=60):
    candidate = a_candidate(number, length_s)
    return item_segment(SegmentKind.ITEM, candidate.item, candidate.voiced, PAUSES)


def an_edition():
    return (
        music_segment(SegmentKind.IDENT, CartKind.IDENT, 10_000),
        opening_segment(a_frame(), PAUSES),
        headlines_segment(a_frame(), [a_candidate(1).voiced, a_candidate(2).voiced], PAUSES),
        an_item(1, 60),
        an_item(2, 90),
        sign_off_segment(a_frame(), PAUSES),
        music_segment(SegmentKind.CLOSING, CartKind.CLOSING, 6_000),
    )


def room(segments):
    spoken = [segment for segment in segments if segment.lines]
    gives = sum(segment.duration - elastic(segment)[0] for segment in spoken)
    takes = sum(elastic(segment)[1] - segment.duration for segment in spoken)
    return gives, takes


def sounds(segment):
    return [(u.audio, u.duration) for line in segment.lines for u in line.utterances]


def gaps(segment):
    at, found = 0, []
    for line in segment.lines:
        for utterance in line.utterances:
            found.append(utterance.starts - at)
            at = utterance.starts + utterance.duration
    return found, segment.duration - at


@given(st.data())
def test_any_change_within_the_limits_is_exact_and_leaves_the_words_alone(data):
    segments = an_edition()
    gives, takes = room(segments)
    change = FRAME_MS * data.draw(st.integers(-(takes // FRAME_MS), gives // FRAME_MS))
    made = stretched(segments, change)
    assert sum(each.duration for each in made) == sum(each.duration for each in segments) - change
    for before, after in zip(segments, made, strict=True):
        assert after.duration % FRAME_MS == 0
        assert sounds(after) == sounds(before)
        assert [line.written for line in after.lines] == [line.written for line in before.lines]
        (old, _), (new, tail) = gaps(before), gaps(after)
        assert sum(new) >= sum(old) * PAUSE_PERCENT[0] // 100
        assert sum(new) <= -(-sum(old) * PAUSE_PERCENT[1] // 100)
        assert not after.lines or (min(new) >= 0 and tail >= LEAST_TAIL)


def test_the_headlines_give_first_and_items_only_when_the_frame_cannot():
    segments = an_edition()
    made = stretched(segments, FRAME_MS * 4)
    changed = [after.kind for before, after in zip(segments, made, strict=True) if before != after]
    assert changed == [SegmentKind.HEADLINES]


def test_under_music_more_time_is_music_after_the_last_word():
    opening = opening_segment(a_frame(), PAUSES)
    longer = resized(opening, opening.duration + 2_400)
    assert longer.lines == opening.lines


def test_an_item_is_stretched_in_its_pauses():
    item = an_item()
    longer = resized(item, item.duration + FRAME_MS * 5)
    assert gaps(longer)[0] != gaps(item)[0]
    assert longer.content_hash != item.content_hash, "another sound is another block"
    assert resized(item, item.duration) is item


def test_music_alone_is_left_as_it_is():
    ident = music_segment(SegmentKind.IDENT, CartKind.IDENT, 10_000)
    assert resized(ident, 9_600) is ident


def test_more_than_the_pauses_have_is_refused():
    segments = an_edition()
    gives, takes = room(segments)
    for change in (gives + FRAME_MS, -(takes + FRAME_MS)):
        with pytest.raises(PlanError, match="không co giãn được"):
            stretched(segments, change)


def test_a_part_of_a_frame_is_refused():
    with pytest.raises(PlanError, match="khung âm thanh"):
        stretched(an_edition(), 10)
