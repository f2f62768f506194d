import numpy as np
import pytest
from makers import a_segment
from sounds import FRAME, LEAD_MS, RATE, Recordings, a_voiced_segment, floats, lag, music

from broadcaster.domain.carts import CartKind
from broadcaster.domain.ids import DurationMs
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import Pcm
from broadcaster.errors import CutMissing, MixError
from broadcaster.mixdown.blocks import encoded_block, render_block
from broadcaster.mixdown.loudness import loudness, measure
from broadcaster.mixdown.mp3 import splice
from broadcaster.mixdown.peaks import true_peak
from broadcaster.mixdown.samples import from_pcm
from broadcaster.speech.espeak import EspeakEngine

SAID = [
    (Presenter.FEMALE, ["Ủy ban nhân dân xã mở bộ phận một cửa.", "Người dân nộp hồ sơ trực tuyến."]),
    (Presenter.MALE, ["Kết quả được trả tại nhà qua bưu điện."]),
]


@pytest.fixture
def recordings():
    return Recordings()


def rendered(segment, recordings, **over):
    return floats(render_block(segment, recordings, **{"lufs": -16.0} | over))


def between(samples, start_ms, stop_ms):
    return samples[start_ms * RATE // 1000 : stop_ms * RATE // 1000]


@pytest.mark.parametrize("bed", [None, CartKind.BED])
def test_a_block_is_exactly_as_long_as_planned_and_ends_in_a_silent_frame(recordings, bed):
    segment = a_voiced_segment(recordings, SAID, music=bed)
    pcm = render_block(segment, recordings, lufs=-16.0)
    assert (pcm.rate_hz, pcm.count) == (RATE, segment.duration * 48)
    assert pcm.duration == segment.duration
    assert not floats(pcm)[-FRAME:].any()


@pytest.mark.parametrize("bed", [None, CartKind.BED])
def test_every_sentence_starts_where_the_rundown_says(recordings, bed):
    segment = a_voiced_segment(recordings, SAID, music=bed)
    heard = rendered(segment, recordings)
    for line in segment.lines:
        for utterance in line.utterances:
            place = between(heard, utterance.starts, utterance.starts + utterance.duration)
            assert lag(place, from_pcm(recordings[utterance.audio])) == 0


def test_between_sentences_there_is_silence(recordings):
    segment = a_voiced_segment(recordings, SAID)
    heard = rendered(segment, recordings)
    assert not between(heard, 0, LEAD_MS).any()
    first = segment.lines[0].utterances[0]
    assert not between(heard, first.starts + first.duration + 1, first.starts + first.duration + 399).any()


@pytest.mark.parametrize("bed", [None, CartKind.BED])
@pytest.mark.parametrize("lufs", [-23.0, -16.0])
def test_the_loudness_is_right_and_the_peak_leaves_room_for_encoding(recordings, bed, lufs):
    heard = rendered(a_voiced_segment(recordings, SAID, music=bed), recordings, lufs=lufs)
    assert loudness(heard) == pytest.approx(lufs, abs=0.15)
    assert true_peak(heard) <= -2.4


def test_a_lower_peak_can_be_asked_for(recordings):
    heard = rendered(a_voiced_segment(recordings, SAID), recordings, lufs=-14.0, ceiling_dbtp=-5.0)
    assert true_peak(heard) <= -4.95


@pytest.mark.parametrize("peak_dbtp", [-1.0, -3.0])
@pytest.mark.parametrize("kbps", [48, 64, 128])
def test_an_encoded_block_keeps_under_the_peak_as_decoded(kbps, peak_dbtp):
    voices = {Presenter.FEMALE: "nu-phat-thanh", Presenter.MALE: "nam-phat-thanh"}
    recordings = Recordings(EspeakEngine(), voices)
    segment = a_voiced_segment(recordings, SAID)
    made = encoded_block(segment, recordings, lufs=-16.0, peak_dbtp=peak_dbtp, kbps=kbps)
    lufs, dbtp = measure(splice([made.content], kbps=kbps))
    assert dbtp <= peak_dbtp
    assert lufs == pytest.approx(-16.0, abs=0.3)
    assert (made.facts.duration, made.facts.peak_dbtp) == (segment.duration, pytest.approx(dbtp, abs=0.01))
    assert len(made.content) == segment.duration // 24 * 3 * kbps


def test_both_presenters_are_equally_loud_however_they_were_recorded(recordings):
    segment = a_voiced_segment(recordings, SAID)
    soft = segment.lines[1].utterances[0].audio
    samples = np.frombuffer(recordings[soft].samples, dtype="<i2") // 16
    recordings[soft] = Pcm(rate_hz=24_000, samples=samples.astype("<i2").tobytes())
    heard = rendered(segment, recordings)
    female, male = (between(heard, line.starts, line.starts + line.duration) for line in segment.lines)
    assert loudness(female) == pytest.approx(loudness(male), abs=1.0)


def test_the_bed_is_heard_alone_and_lies_far_below_the_words(recordings):
    segment = a_voiced_segment(recordings, SAID, lead=4_000, tail=4_000, music=CartKind.BED)
    plain = a_voiced_segment(recordings, SAID, lead=4_000, tail=4_000)
    with_bed, without = rendered(segment, recordings, lufs=-25.0), rendered(plain, recordings, lufs=-25.0)
    words = slice(5 * RATE, 8 * RATE)
    gain = (with_bed[words] @ without[words]) / (without[words] @ without[words])
    bed = with_bed - gain * without
    assert -16 < loudness(bed[RATE : 3 * RATE]) - loudness(with_bed[words]) < -4
    assert loudness(bed[words]) < loudness(with_bed[words]) - 15
    assert loudness(bed[words]) < loudness(bed[RATE : 3 * RATE]) - 6


def test_the_bed_comes_in_and_goes_out_softly(recordings):
    heard = rendered(a_voiced_segment(recordings, SAID, lead=3_000, tail=3_000, music=CartKind.BED), recordings)
    assert np.abs(heard[:480]).max() < 0.02
    assert np.abs(heard[-FRAME - 480 : -FRAME]).max() < 0.02
    assert np.abs(between(heard, 1_000, 2_000)).max() > 0.03


@pytest.mark.parametrize("lead", [0, 1, 50, 399, 401])
def test_the_bed_works_however_early_the_first_word_comes(recordings, lead):
    segment = a_voiced_segment(recordings, SAID, lead=lead, tail=48, music=CartKind.BED)
    assert render_block(segment, recordings, lufs=-16.0).duration == segment.duration


@pytest.mark.parametrize(("kind", "length"), [(kind, length) for kind in CartKind for length in (3_000, 12_000)])
def test_music_alone_is_exact_and_as_loud_as_the_words(kind, length):
    heard = rendered(music(kind, length), {})
    assert len(heard) == length * 48
    assert not heard[-FRAME:].any()
    assert np.abs(heard[-FRAME - 48 : -FRAME]).max() < 0.01
    assert loudness(heard) == pytest.approx(-16.0, abs=0.15)


def test_a_segment_of_nothing_is_silence():
    heard = rendered(a_segment(lines=(), music=None, duration=DurationMs(2_400)), {})
    assert len(heard) == 2_400 * 48
    assert not heard.any()


def test_a_silent_recording_is_left_silent(recordings):
    segment = a_voiced_segment(recordings, SAID[1:])
    audio = segment.lines[0].utterances[0].audio
    recordings[audio] = Pcm(rate_hz=24_000, samples=bytes(len(recordings[audio].samples)))
    assert not rendered(segment, recordings).any()


def test_a_missing_cut_is_named_with_its_script(recordings):
    segment = a_voiced_segment(recordings, SAID)
    recordings.clear()
    with pytest.raises(CutMissing, match=segment.lines[0].script_id):
        render_block(segment, recordings, lufs=-16.0)


@pytest.mark.parametrize("short_by", [24, 1_600, 3_000])
def test_a_cut_that_runs_over_the_end_is_refused(recordings, short_by):
    segment = a_voiced_segment(recordings, SAID, tail=24)
    shorter = a_segment(lines=segment.lines, duration=DurationMs(segment.duration - short_by // 24 * 24))
    with pytest.raises(MixError, match="dài hơn chỗ"):
        render_block(shorter, recordings, lufs=-16.0)


@pytest.mark.parametrize("length", [-24, 0, 25, 1_000])
def test_a_length_that_is_no_whole_frames_is_refused(length):
    with pytest.raises(MixError, match="không chia chẵn"):
        render_block(a_segment(lines=(), duration=DurationMs(length)), {}, lufs=-16.0)


def test_the_same_segment_gives_the_same_bytes(recordings):
    segment = a_voiced_segment(recordings, SAID, music=CartKind.BED)
    assert render_block(segment, recordings, lufs=-16.0) == render_block(segment, recordings, lufs=-16.0)
