"""Recordings as a person would bring them, read by espeak, for tests of takes."""

from __future__ import annotations

import io
from functools import cache

import numpy as np
import soundfile

from broadcaster.mixdown.take_files import Recording
from broadcaster.speech.espeak import EspeakEngine

RATE = 22_050


@cache
def said(sentence, voice="nu-phat-thanh"):
    pcm = EspeakEngine().synthesise(sentence, voice)
    return np.frombuffer(pcm.samples, dtype="<i2").astype(np.float32) / 32_768


def silence(length):
    return np.zeros(RATE * length // 1000, dtype=np.float32)


def read_aloud(*parts, lead=600, tail=900, noise_dbfs=None):
    """Give a reading of sentences (text) and pauses (milliseconds) in this order."""
    sounds = [silence(part) if isinstance(part, int) else said(part) for part in parts]
    samples = np.concatenate([silence(lead), *sounds, silence(tail)])
    if noise_dbfs is not None:
        hiss = np.random.default_rng(7).normal(0, 10 ** (noise_dbfs / 20), len(samples))
        samples = samples + hiss.astype(np.float32)
    return samples


def recording(samples, rate=RATE, **over):
    return Recording(**{"samples": samples.astype(np.float32), "rate_hz": rate} | over)


def packed(samples, kind="WAV", rate=RATE, subtype=None):
    content = io.BytesIO()
    soundfile.write(content, samples, rate, format=kind, subtype=subtype)
    return content.getvalue()
