"""Segments and recordings with real samples, for tests of the mixer."""

import numpy as np
from makers import a_music_segment, a_segment, a_spoken_line, an_utterance

from broadcaster.domain.carts import SegmentKind
from broadcaster.domain.fingerprints import sha256_of
from broadcaster.domain.ids import DurationMs
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import Pcm, framed
from broadcaster.testing.engines import ToneEngine

RATE = 48_000
FRAME = 1_152
LEAD_MS, GAP_MS, TAIL_MS = 1_200, 400, 1_600


class Recordings(dict):
    """Cuts by their hash; `say` adds one and gives its utterance."""

    def __init__(self, engine=None, voices=None):
        super().__init__()
        self.engine = engine or ToneEngine()
        self.voices = voices or {Presenter.FEMALE: "tone-nu", Presenter.MALE: "tone-nam"}

    def say(self, text, presenter, starts):
        pcm = self.engine.synthesise(text, self.voices[presenter])
        audio = sha256_of(pcm.samples)
        self[audio] = pcm
        return an_utterance(audio=audio, starts=DurationMs(starts), duration=pcm.duration)


def a_voiced_segment(recordings, said, *, lead=LEAD_MS, tail=TAIL_MS, **over):
    """Give a segment in which each (presenter, sentences) is a line, with the recordings filled."""
    at, lines = lead, []
    for presenter, sentences in said:
        utterances = []
        for sentence in sentences:
            utterances.append(recordings.say(sentence, presenter, at))
            at += utterances[-1].duration + GAP_MS
        lines.append(a_spoken_line(presenter=presenter, utterances=tuple(utterances)))
    return a_segment(**{"lines": tuple(lines), "duration": framed(at - GAP_MS + tail)} | over)


def music(kind, length):
    return a_music_segment(kind=SegmentKind.STING, music=kind, duration=DurationMs(length))


def floats(pcm):
    return np.frombuffer(pcm.samples, dtype="<i2").astype(np.float32) / 32_767


def pcm_of(samples):
    return Pcm(rate_hz=RATE, samples=np.rint(np.clip(samples, -1, 1) * 32_767).astype("<i2").tobytes())


def speech_like(seconds, seed):
    """Give noise with the spectrum and the syllables of speech, ending in a frame of silence; whole frames long."""
    count = round(seconds * RATE) // FRAME * FRAME
    noise = np.random.default_rng(seed).normal(0, 1, count)
    spectrum = np.fft.rfft(noise) / (1 + (np.fft.rfftfreq(count, 1 / RATE) / 500) ** 2)
    sound = np.fft.irfft(spectrum, count) * (0.6 + 0.4 * np.sin(2 * np.pi * 4 * np.arange(count) / RATE))
    sound *= 0.3 / np.abs(sound).max()
    sound[-FRAME:] = 0
    return sound.astype(np.float32)


def lag(heard, meant):
    """Give by how many samples `heard` comes after `meant` (cross-correlation)."""
    size = 1 << (len(heard) + len(meant)).bit_length()
    match = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(meant, size)))
    at = int(np.argmax(match))
    return at if at < size // 2 else at - size
