"""What a technician is told of a recording, and what trimming leaves."""

import numpy as np
import pytest
from readings import RATE, read_aloud, recording, said, silence

from broadcaster.errors import TakeSilent
from broadcaster.mixdown.takes import MARGIN_AFTER, MARGIN_BEFORE, Listening, clock, decimal, seconds_of

NEWS = "Bộ phận tiếp nhận và trả kết quả mở cửa từ thứ hai đến thứ sáu hằng tuần."
CALL = "Đây là Đài truyền thanh xã Quỹ Nhất."
READING = read_aloud(NEWS, 400, CALL)
WORDS_MS = len(READING) * 1000 // RATE - 1_500


def faults_of(samples, expected=WORDS_MS, **over):
    return Listening(recording(samples, **over), "bai.wav").faults(expected)


@pytest.mark.parametrize("noise", [None, -70, -50])
def test_a_fair_reading_has_no_fault(noise):
    assert faults_of(read_aloud(NEWS, 400, CALL, noise_dbfs=noise)) == ()


@pytest.mark.parametrize(
    ("samples", "told"),
    [
        (READING * 0.03, "quá nhỏ"),
        (np.clip(READING * 8, -0.95, 0.95), "quá to"),
        (np.clip(READING * 2, -0.4, 0.4), "bị vỡ"),
        (np.clip(READING * 2.5, -1, 1), "bị vỡ"),
        (read_aloud(NEWS, 400, CALL, noise_dbfs=-28), "nhiễu nền lớn"),
        (READING + np.float32(0.03), "lệch một chiều 3,"),
        (read_aloud(NEWS, 3_500, CALL), "im lặng 3,6 giây ở 0:0"),
        (read_aloud(NEWS), "đọc thiếu"),
        (read_aloud(NEWS, CALL, NEWS, CALL, NEWS, 400, CALL), "đọc thừa"),
    ],
    ids=["soft", "loud", "clipped softly", "clipped", "noisy", "dc", "gap", "short", "long"],
)
def test_each_fault_is_told(samples, told):
    expected = WORDS_MS * (2 if told == "đọc thiếu" else 1)
    assert told in "; ".join(faults_of(samples, expected))


def test_a_narrow_line_and_channels_against_each_other_are_told():
    assert any("điện thoại" in fault for fault in faults_of(READING[::2], rate=RATE // 2))
    assert any("ngược pha" in fault for fault in faults_of(READING, lost_db=12.0))


def test_a_loud_low_tone_is_not_taken_for_clipping():
    time = np.arange(RATE * 2) / RATE
    tone = np.concatenate([silence(500), (0.5 * np.sin(2 * np.pi * 110 * time)).astype(np.float32), silence(500)])
    assert not any("vỡ" in fault for fault in faults_of(tone, 2_000))


@pytest.mark.parametrize("samples", [silence(2_000), np.zeros(0, dtype=np.float32), silence(3)])
def test_silence_is_no_reading(samples):
    with pytest.raises(TakeSilent):
        Listening(recording(samples), "bai.wav")


def test_hiss_alone_is_no_reading():
    hiss = np.random.default_rng(1).normal(0, 10 ** (-65 / 20), RATE * 2)
    with pytest.raises(TakeSilent):
        Listening(recording(hiss), "bai.wav")


@pytest.mark.parametrize("noise", [None, -60, -45])
def test_trimming_takes_the_ends_and_no_sound_of_a_word(noise):
    lead, tail = 1_700, 2_300
    samples = read_aloud(NEWS, 400, CALL, lead=lead, tail=tail, noise_dbfs=noise)
    trimmed = Listening(recording(samples), "bai.wav").trimmed()
    words = np.concatenate([said(NEWS), silence(400), said(CALL)])
    begins = RATE * lead // 1000
    heard = Listening(recording(samples), "bai.wav")
    assert lead - 50 <= heard.starts <= lead + 120, "within the margin of where the words begin"
    assert heard.stops >= lead + len(words) * 1000 // RATE - MARGIN_AFTER
    left = (len(samples) - len(trimmed.samples)) * 1000 // RATE
    assert lead + tail - MARGIN_BEFORE - MARGIN_AFTER - 250 <= left <= lead + tail
    offset = (heard.starts - MARGIN_BEFORE) * RATE // 1000
    inside = slice(RATE // 100, len(trimmed.samples) - RATE // 100)
    assert (trimmed.samples[inside] == samples[offset:][: len(trimmed.samples)][inside]).all(), (
        "nothing else is changed"
    )
    assert offset <= begins


def test_trimming_what_is_tight_already_changes_nothing():
    words = said(NEWS)
    trimmed = Listening(recording(words), "bai.wav").trimmed()
    assert (trimmed.samples == words).all()


def test_a_cut_in_a_silence_has_no_click():
    samples = read_aloud(NEWS, 600, CALL, noise_dbfs=-45)
    heard = Listening(recording(samples), "bai.wav")
    middle = max(heard.pauses, key=lambda pause: pause.length).middle
    first, second = heard.between(0, middle), heard.between(middle)
    assert len(first.samples) + len(second.samples) == len(samples)
    assert abs(first.samples[-1]) < 1e-6
    assert abs(second.samples[0]) < 1e-6
    assert first.samples[0] == samples[0], "an end that was not cut stays"


@pytest.mark.parametrize(
    ("text", "at"), [("0:00", 0), ("0:12.5", 12_500), ("1:03", 63_000), ("62.5", 62_500), (" 0:7 ", 7_000)]
)
def test_a_place_is_typed_as_minutes_and_seconds(text, at):
    assert seconds_of(text) == at


@pytest.mark.parametrize("text", ["", "x", "1:", "0:-3", "nan", "0:inf", "1.5:00"])
def test_what_is_no_place_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever float says
        seconds_of(text)


def test_figures_are_written_for_people():
    assert decimal(-38.24) == "\N{MINUS SIGN}38,2"
    assert clock(62_540) == "1:02.5"
    assert seconds_of(clock(62_500)) == 62_500
