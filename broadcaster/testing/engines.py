"""A speech engine that needs nothing and says everything in tones."""

from __future__ import annotations

import difflib
import hashlib
import unicodedata
from collections.abc import Sequence

import numpy as np

from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import Pcm, Voice
from broadcaster.errors import SpeechFailed, UnknownVoice

SYLLABLE_MS = 300
"""Length of each tiếng: 200 a minute."""

_RATE_HZ = 24_000
_TONE_MS = 240
_FADE_MS = 20
_LEVEL = 8_000
_VOICES = (
    (Voice(id="tone-nu", label="Âm thử, nữ", presenter=Presenter.FEMALE), 440),
    (Voice(id="tone-nam", label="Âm thử, nam", presenter=Presenter.MALE), 220),
)


class ToneEngine:
    """The working fake of the SpeechEngine port: one tone a syllable, its pitch drawn from the syllable's letters."""

    name = "tone"
    online = False

    def version(self) -> str:
        """Give a constant."""
        return "1"

    def voices(self) -> Sequence[Voice]:
        """Give one voice per presenter, an octave apart."""
        return tuple(voice for voice, _ in _VOICES)

    def synthesise(self, spoken: str, voice: str) -> Pcm:
        """Give a tone of SYLLABLE_MS per syllable, 24 000 Hz; raises UnknownVoice or SpeechFailed."""
        base_hz = self._base_hz(voice)
        sentence = unicodedata.normalize("NFC", spoken)
        words = [word for word in sentence.split() if any(sign.isalnum() for sign in word)]
        if not words:
            raise SpeechFailed(engine=self.name, text=sentence, reason="câu không có chữ nào để đọc")
        samples = np.concatenate([_tone(word, base_hz) for word in words])
        return Pcm(rate_hz=_RATE_HZ, samples=samples.astype("<i2").tobytes())

    def _base_hz(self, voice: str) -> int:
        for known, base_hz in _VOICES:
            if known.id == voice:
                return base_hz
        near = difflib.get_close_matches(voice, [known.id for known, _ in _VOICES], n=1, cutoff=0.5)
        raise UnknownVoice(engine=self.name, voice=voice, nearest=f', có phải "{near[0]}"' if near else "")


def _tone(word: str, base_hz: int) -> np.ndarray:
    """Give one syllable as floats: a faded sine and a rest."""
    step = hashlib.sha256(word.casefold().encode()).digest()[0] % 12
    time = np.arange(_RATE_HZ * _TONE_MS // 1000) / _RATE_HZ
    fade = np.minimum(1.0, np.minimum(time, time[::-1]) * 1000 / _FADE_MS)
    tone = _LEVEL * fade * np.sin(2 * np.pi * base_hz * 2 ** (step / 12) * time)
    rest = np.zeros(_RATE_HZ * (SYLLABLE_MS - _TONE_MS) // 1000)
    return np.concatenate([tone, rest])
