import math
import re
import shutil
import subprocess

import numpy as np
import pyloudnorm
import pytest
from sounds import RATE, pcm_of, speech_like

from broadcaster.errors import MixError
from broadcaster.mixdown import mp3
from broadcaster.mixdown.loudness import loudness, measure, weighted
from broadcaster.mixdown.peaks import true_peak
from broadcaster.mixdown.samples import from_pcm
from broadcaster.speech.espeak import EspeakEngine


def tone(hz, seconds, amplitude=1.0, phase=0.0):
    time = np.arange(round(seconds * RATE)) / RATE
    return (amplitude * np.sin(2 * np.pi * hz * time + phase)).astype(np.float32)


def test_the_standards_own_reference_tone():
    assert loudness(tone(997, 20)) == pytest.approx(-3.01, abs=0.02)


@pytest.mark.parametrize("seconds", [3, 7.35, 61])
def test_it_agrees_with_pyloudnorm(seconds):
    sound = np.concatenate([speech_like(seconds, 1), 0.01 * speech_like(2, 2), np.zeros(RATE, dtype=np.float32)])
    meter = pyloudnorm.Meter(RATE, filter_class="DeMan")
    assert loudness(sound) == pytest.approx(meter.integrated_loudness(sound.astype(float)), abs=0.02)


def test_quiet_stretches_are_gated_out():
    loud = speech_like(10, 3)
    assert loudness(np.concatenate([loud, loud * np.float32(0.001)])) == pytest.approx(loudness(loud), abs=0.1)


@pytest.mark.parametrize("text", ["Tin tiếp theo.", "Xin kính chào.", "Câu hỏi thứ nhất.", "Mời quý vị nghe tiếp."])
def test_a_short_sentence_is_as_loud_as_the_same_sentence_said_ten_times(text):
    sentence = from_pcm(EspeakEngine().synthesise(text, "nu-phat-thanh"))
    assert loudness(sentence) == pytest.approx(loudness(np.tile(sentence, 10)), abs=0.7)


def test_less_than_a_gating_block_counts_as_it_is():
    assert loudness(tone(997, 0.2, 0.5)) == pytest.approx(-3.01 - 6.02, abs=0.2)


@pytest.mark.parametrize("seconds", [0, 0.05, 0.39, 1, 5])
def test_silence_of_any_length_has_no_loudness_and_no_peak(seconds):
    silence = np.zeros(round(seconds * RATE), dtype=np.float32)
    assert loudness(silence) == -math.inf
    assert true_peak(silence) == -math.inf


def test_a_peak_between_samples_is_seen():
    between = tone(RATE / 4, 1, 0.5, math.pi / 4)
    assert 20 * math.log10(np.abs(between).max()) == pytest.approx(-9.03, abs=0.01)
    assert true_peak(between[1000:-1000]) == pytest.approx(-6.02, abs=0.2)


def test_the_true_peak_does_not_hang_on_where_the_pieces_are_cut():
    sound = speech_like(14, 4)
    sound[1 << 18] = 0.9
    assert true_peak(sound) == pytest.approx(true_peak(sound[(1 << 18) - 5_000 : (1 << 18) + 5_000]), abs=0.001)


@pytest.mark.parametrize("seconds", [0.01, 2, 11.3])
def test_energies_do_not_hang_on_where_the_pieces_are_cut(seconds):
    sound = np.concatenate([speech_like(6, 5), speech_like(6, 6)])[: round(seconds * RATE)]
    assert len(weighted(sound)) == -(-len(sound) // 24)
    padded = np.concatenate([sound, np.zeros(7 * RATE, dtype=np.float32)])
    assert weighted(padded)[: len(sound) // 24] == pytest.approx(weighted(sound)[: len(sound) // 24])


def test_an_mp3_is_measured_as_decoded():
    sound = speech_like(8, 6)
    lufs, dbtp = measure(mp3.splice([mp3.encode(pcm_of(sound), kbps=192)], kbps=192))
    assert lufs == pytest.approx(loudness(sound), abs=0.05)
    assert dbtp == pytest.approx(true_peak(sound), abs=0.3)


def test_a_long_mp3_has_no_false_peak_where_it_was_read_in_pieces():
    count = 1_152 * 1_000
    low = 0.25 * np.sin(2 * np.pi * 60 * np.arange(count) / RATE) * np.sin(np.pi * np.arange(count) / count)
    _, dbtp = measure(mp3.splice([mp3.encode(pcm_of(low), kbps=192)], kbps=192))
    assert dbtp == pytest.approx(-12.04, abs=0.1)


def test_a_silent_mp3_measures_as_silence():
    lufs, dbtp = measure(mp3.splice([mp3.encode(pcm_of(np.zeros(1_152 * 50)), kbps=64)], kbps=64))
    assert lufs == -math.inf
    assert dbtp < -80


def test_a_file_that_is_no_mp3_is_refused():
    with pytest.raises(MixError):
        measure(b"not an mp3" * 50)


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="ffmpeg is not installed")
def test_ffmpeg_measures_the_same():
    content = mp3.splice([mp3.encode(pcm_of(speech_like(20, 7)), kbps=128)], kbps=128)
    command = [
        "ffmpeg",
        "-nostats",
        "-hide_banner",
        "-f",
        "mp3",
        "-i",
        "-",
        "-af",
        "ebur128=peak=true",
        "-f",
        "null",
        "-",
    ]
    told = subprocess.run(command, input=content, capture_output=True, check=True).stderr.decode()
    summary = told[told.rindex("Summary") :]
    lufs, dbtp = measure(content)
    assert float(re.search(r"I:\s+(-[\d.]+) LUFS", summary)[1]) == pytest.approx(lufs, abs=0.1)
    assert float(re.search(r"Peak:\s+(-[\d.]+) dBFS", summary)[1]) == pytest.approx(dbtp, abs=0.15)
