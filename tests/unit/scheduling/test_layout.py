"""Voiced lines in time: exact starts, whole frames, silence at the end."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import a_cut, a_news_item, a_read_line, a_script, a_voicing
from unit.scheduling.builders import a_candidate, a_frame, voiced

from broadcaster.domain.breaths import PauseKind
from broadcaster.domain.carts import CartKind, SegmentKind
from broadcaster.domain.ids import DurationMs
from broadcaster.domain.scripts import LinePart, Presenter
from broadcaster.domain.sound import FRAME_MS, framed
from broadcaster.errors import CutMissing, PlanError
from broadcaster.scheduling.layout import (
    LEAST_TAIL,
    Pauses,
    headline_addition,
    headlines_base,
    headlines_segment,
    item_segment,
    lay_out,
    music_segment,
    opening_segment,
    reader,
    sign_off_segment,
    voiced_lines,
)

PAUSES = Pauses()


def a_body(*lines: tuple[int, ...]):
    """Give a script of body lines with one cut per length."""
    script = a_script(lines=tuple(a_read_line(spoken=f"Câu {number}.") for number in range(len(lines))))
    cuts = tuple(
        tuple(a_cut(spoken=f"{n}-{m}", duration=ms) for m, ms in enumerate(line)) for n, line in enumerate(lines)
    )
    return script, a_voicing(script, lines=cuts)


def starts_of(layout):
    return [[int(u.starts) for u in line.utterances] for line in layout.lines]


def test_sentences_and_lines_start_exactly_one_pause_after_the_last():
    layout = lay_out(voiced_lines(a_body((1000, 2000), (500,)), LinePart.BODY), PAUSES, title="Tin")
    assert starts_of(layout) == [[240, 240 + 1000 + 340], [240 + 1000 + 340 + 2000 + 560]]
    assert layout.duration == framed(240 + 1000 + 340 + 2000 + 560 + 500 + 300)


def test_the_items_of_a_list_follow_each_other_sooner_than_paragraphs():
    script = a_script(lines=tuple(a_read_line(spoken=spoken) for spoken in ("Gồm có:", "đơn đề nghị;", "ảnh.", "Hết.")))
    voicing = a_voicing(script, lines=tuple((a_cut(duration=DurationMs(1000)),) for _ in script.lines))
    starts = starts_of(lay_out(voiced_lines((script, voicing), LinePart.BODY), PAUSES, title="Tin"))
    assert [two[0] - one[0] - 1000 for one, two in pairwise(starts)] == [420, 420, 560]


def test_the_pauses_of_the_mix_are_those_of_a_reader():
    assert (PAUSES.sentence, PAUSES.item, PAUSES.line) == (
        PauseKind.SENTENCE.length,
        PauseKind.LIST_ITEM.length,
        PauseKind.PARAGRAPH.length,
    )


def test_a_line_keeps_presenter_words_and_the_approved_sound():
    script, voicing = a_body((1000,))
    (line,) = lay_out(voiced_lines((script, voicing), LinePart.BODY), PAUSES, title="Tin").lines
    assert (line.presenter, line.spoken, line.script_id) == (Presenter.FEMALE, "Câu 0.", script.id)
    assert line.utterances[0].cut == voicing.lines[0][0].hash
    assert line.utterances[0].audio == voicing.lines[0][0].audio


LINES = st.lists(st.lists(st.integers(1, 20_000), min_size=1, max_size=4).map(tuple), min_size=1, max_size=6)
SILENCES = st.builds(
    Pauses,
    lead=st.integers(0, 900).map(DurationMs),
    sentence=st.integers(0, 900).map(DurationMs),
    line=st.integers(0, 900).map(DurationMs),
    item=st.integers(0, 900).map(DurationMs),
    tail=st.integers(0, 900).map(DurationMs),
)


@given(lines=LINES, pauses=SILENCES)
def test_nothing_overlaps_and_two_frames_of_silence_always_end_a_segment(lines, pauses):
    layout = lay_out(voiced_lines(a_body(*lines), LinePart.BODY), pauses, title="Tin")
    spans = [(u.starts, u.starts + u.duration) for line in layout.lines for u in line.utterances]
    assert all(stop <= start for (_, stop), (start, _) in pairwise(spans))
    assert layout.duration % FRAME_MS == 0
    assert layout.duration - spans[-1][1] >= LEAST_TAIL
    assert layout.duration - spans[-1][1] < max(pauses.tail, LEAST_TAIL) + FRAME_MS


def test_a_voicing_of_other_words_is_refused():
    script, voicing = a_body((1000,))
    with pytest.raises(CutMissing, match="khớp với lời hiện nay"):
        voiced_lines((script, replace(voicing, text_hash=a_script().text_hash)), LinePart.BODY)


@pytest.mark.parametrize("cuts", [(), (a_cut(duration=DurationMs(0)),), (a_cut(duration=DurationMs(-1)),)])
def test_a_line_without_sound_of_any_length_is_refused(cuts):
    script, voicing = a_body((1000,), (1000,))
    with pytest.raises(CutMissing, match="dòng 2"):
        voiced_lines((script, replace(voicing, lines=(voicing.lines[0], cuts))), LinePart.BODY)


def test_a_voicing_with_a_line_too_few_is_refused():
    script, voicing = a_body((1000,), (1000,))
    with pytest.raises(CutMissing):
        voiced_lines((script, replace(voicing, lines=voicing.lines[:1])), LinePart.BODY)


def test_a_script_without_body_makes_no_segment_and_the_error_names_the_item():
    script = a_script(lines=(a_read_line(part=LinePart.HEADLINE),))
    item = a_news_item(title="Tin câm")
    with pytest.raises(PlanError, match="Tin câm"):
        item_segment(SegmentKind.ITEM, item, (script, a_voicing(script)), PAUSES)


def test_an_item_segment_takes_only_the_body_and_what_airtime_needs():
    candidate = a_candidate(1)
    segment = item_segment(SegmentKind.FEATURE, candidate.item, candidate.voiced, PAUSES)
    assert [line.spoken for line in segment.lines] == ["Nội dung tin số 1.", "Phần hai của tin số 1."]
    assert (segment.kind, segment.title, segment.music) == (SegmentKind.FEATURE, "Tin số 1", None)
    assert (segment.item_id, segment.topic, segment.genre) == (
        candidate.item.id,
        candidate.item.topic,
        candidate.item.genre,
    )


def test_headlines_are_introduced_by_the_frame_and_lie_over_a_bed():
    first, second = a_candidate(1), a_candidate(2)
    segment = headlines_segment(a_frame(), [first.voiced, second.voiced], PAUSES)
    assert [line.spoken for line in segment.lines] == ["Lời introduction.", "Điểm tin số 1.", "Điểm tin số 2."]
    assert (segment.kind, segment.music) == (SegmentKind.HEADLINES, CartKind.BED)
    assert segment.lines[1].script_id == first.script.id


@given(count=st.integers(1, 6), introduced=st.booleans(), pauses=SILENCES)
def test_headlines_last_what_base_and_additions_say(count, introduced, pauses):
    script, voicing = a_frame()
    if not introduced:
        lines = tuple(line for line in script.read_lines if line.part is not LinePart.INTRODUCTION)
        script = replace(script, lines=lines)
        voicing = voiced(script, 3_000, 8_000, 6_000)
    items = [a_candidate(number).voiced for number in range(count)]
    told = headlines_base((script, voicing), pauses) + sum(headline_addition(item, pauses) for item in items)
    assert headlines_segment((script, voicing), items, pauses).duration == framed(told)


def test_a_script_without_a_headline_adds_nothing_to_the_headlines():
    assert headline_addition(a_body((1000,)), PAUSES) == 0


def test_the_opening_is_call_and_greeting_over_a_bed():
    segment = opening_segment(a_frame(), PAUSES)
    assert [line.spoken for line in segment.lines] == ["Lời call.", "Lời greeting."]
    assert (segment.title, segment.music) == ("Lời xướng, lời chào", CartKind.BED)


def test_the_sign_off_is_spoken_without_music():
    segment = sign_off_segment(a_frame(), PAUSES)
    assert [line.spoken for line in segment.lines] == ["Lời sign-off."]
    assert segment.music is None


def test_music_is_rounded_up_to_whole_frames():
    segment = music_segment(SegmentKind.STING, CartKind.STING, 3_001)
    assert (segment.duration, segment.title, segment.lines) == (3_024, "Nhạc cắt", ())


def test_who_leads_an_item_is_the_presenter_of_its_body_not_of_its_headline():
    assert reader(a_script()) is Presenter.MALE
