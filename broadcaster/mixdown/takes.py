"""What is wrong with a person's recording, in words for a technician, and where its speech begins and ends.

Speech is told from silence by 10 ms frames, with a bound that follows the recording's own noise. What is cut off lies
outside a margin around the first and last frame of speech: never a sound of a word.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, cast

import numpy as np
import numpy.typing as npt
import soxr

from broadcaster.domain.ids import DurationMs
from broadcaster.errors import TakeSilent
from broadcaster.mixdown.loudness import loudness
from broadcaster.mixdown.samples import RATE_HZ, Samples
from broadcaster.mixdown.take_files import Recording

MARGIN_BEFORE: Final = DurationMs(120)
MARGIN_AFTER: Final = DurationMs(250)
"""Left around speech when its ends are trimmed: a soft consonant may begin, a vowel may fade under the bound."""

SHORTEST_PAUSE: Final = DurationMs(150)
"""A silence under this is the closure of a consonant, no pause."""

_HOP_MS: Final = 10
_FADE_MS: Final = 5
_SILENT_DB: Final = -120.0
_HEARD_DB: Final = -55.0  # what never gets louder than this has no speech in it
_ABOVE_NOISE_DB, _UNDER_SPEECH_DB, _LEAST_UNDER_DB = 8.0, 38.0, 14.0

_SOFTEST_LUFS, _LOUDEST_LUFS = -34.0, -9.0
_LEAST_OVER_NOISE_DB: Final = 20.0
_MOST_DC: Final = 0.01
_CANCELLED_DB: Final = 6.0
_FLAT_TOP: Final = 4  # so many samples in a row at the very peak are no sound of nature
_FLAT_TOPS: Final = 5
_FULL_SCALE, _FULL_SHARE = 0.999, 1e-4
_TELEPHONE_HZ: Final = 16_000
_LONG_SILENCE: Final = DurationMs(3_000)
_SHORT, _LONG = 0.6, 1.7  # times the read time; people differ more than this only by leaving out or repeating words
_SLACK_SHORT, _SLACK_LONG = 300, 1_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Pause:
    """A silence between words."""

    starts: DurationMs
    """From the start of the recording."""
    stops: DurationMs
    """Where words begin again."""

    @property
    def length(self) -> int:
        """Give its milliseconds."""
        return self.stops - self.starts

    @property
    def middle(self) -> DurationMs:
        """Give the place farthest from any word."""
        return DurationMs((self.starts + self.stops) // 2)


class Listening:
    """A recording with what was heard in it."""

    def __init__(self, recording: Recording, name: str) -> None:
        """Listen to a recording; raises TakeSilent when there is no speech in it."""
        self.recording = recording
        if not len(self._levels) or self._loud_db < _HEARD_DB:
            raise TakeSilent(file=name)

    @cached_property
    def _levels(self) -> npt.NDArray[np.float64]:
        """Give the level of each 10 ms in dBFS, its mean taken off."""
        hop = self.recording.rate_hz * _HOP_MS // 1000
        whole = len(self.recording.samples) // hop * hop
        frames = self.recording.samples[:whole].astype(np.float64) - self._offset
        powers = np.square(frames.reshape(-1, hop)).mean(axis=1)
        return cast("npt.NDArray[np.float64]", 10 * np.log10(np.maximum(powers, 10 ** (_SILENT_DB / 10))))

    @cached_property
    def _offset(self) -> float:
        return float(self.recording.samples.mean(dtype=np.float64)) if len(self.recording.samples) else 0.0

    @cached_property
    def _loud_db(self) -> float:
        return float(np.percentile(self._levels, 95))

    @cached_property
    def _noise_db(self) -> float:
        return float(np.percentile(self._levels, 5))

    @cached_property
    def _speech(self) -> npt.NDArray[np.intp]:
        """Give the numbers of the frames that are speech."""
        bound = max(self._noise_db + _ABOVE_NOISE_DB, self._loud_db - _UNDER_SPEECH_DB)
        return np.flatnonzero(self._levels > min(bound, self._loud_db - _LEAST_UNDER_DB))

    @property
    def starts(self) -> DurationMs:
        """Give where speech begins."""
        return DurationMs(int(self._speech[0]) * _HOP_MS)

    @property
    def stops(self) -> DurationMs:
        """Give where speech ends."""
        return DurationMs((int(self._speech[-1]) + 1) * _HOP_MS)

    @property
    def spoken(self) -> DurationMs:
        """Give the length from the first word to the last."""
        return DurationMs(self.stops - self.starts)

    @cached_property
    def pauses(self) -> tuple[Pause, ...]:
        """Give the silences between words, in order."""
        gaps = np.flatnonzero(np.diff(self._speech) > SHORTEST_PAUSE // _HOP_MS)
        return tuple(
            Pause(
                starts=DurationMs((int(self._speech[gap]) + 1) * _HOP_MS),
                stops=DurationMs(int(self._speech[gap + 1]) * _HOP_MS),
            )
            for gap in gaps
        )

    def trimmed(self) -> Recording:
        """Give the recording without the silence at its ends, but for a margin."""
        return self.between(DurationMs(max(self.starts - MARGIN_BEFORE, 0)), DurationMs(self.stops + MARGIN_AFTER))

    def between(self, first: DurationMs, last: DurationMs | None = None) -> Recording:
        """Give the recording from one place in a silence to another, or to its end, without a click at the cut."""
        rate, count = self.recording.rate_hz, len(self.recording.samples)
        start, stop = first * rate // 1000, count if last is None else min(last * rate // 1000, count)
        samples = self.recording.samples[start:stop].copy()
        ramp = np.linspace(0, 1, min(rate * _FADE_MS // 1000, len(samples)), dtype=np.float32)
        if start > 0:
            samples[: len(ramp)] *= ramp
        if stop < count:
            samples[len(samples) - len(ramp) :] *= ramp[::-1]
        return replace(self.recording, samples=samples)

    @cached_property
    def lufs(self) -> float:
        """Give how loud the speech is, as programmes are measured."""
        return loudness(_at_mixing_rate(self.between(self.starts, self.stops)))

    @property
    def over_noise_db(self) -> float:
        """Give by how much the speech is louder than what is heard in its silences."""
        return self._loud_db - self._noise_db

    def faults(self, expected: DurationMs) -> tuple[str, ...]:
        """Give what a technician should hear of before this goes on air; `expected` is the read time of the words."""
        return (
            *self._level_faults(),
            *self._sample_faults(),
            *self._noise_faults(),
            *self._length_faults(expected),
        )

    def _level_faults(self) -> Iterator[str]:
        lufs = self.lufs
        if lufs < _SOFTEST_LUFS:
            yield f"tiếng quá nhỏ ({decimal(lufs)} LUFS, cần từ {decimal(_SOFTEST_LUFS)}): thu gần micrô hơn"
        if lufs > _LOUDEST_LUFS:
            yield f"tiếng quá to ({decimal(lufs)} LUFS, cần dưới {decimal(_LOUDEST_LUFS)}): giảm âm lượng thu"
        if self.recording.lost_db > _CANCELLED_DB:
            yield "hai kênh ngược pha nên trộn thành một thì mất tiếng: đảo pha một kênh, hoặc chỉ xuất một kênh"

    def _sample_faults(self) -> Iterator[str]:
        heights = np.abs(self.recording.samples)
        if _clips(heights):
            yield "tiếng bị vỡ (cắt ngọn): giảm âm lượng thu rồi đọc lại, tăng giảm về sau không cứu được"
        if abs(self._offset) > _MOST_DC:
            yield f"sóng lệch một chiều {decimal(self._offset * 100)} %: kiểm tra cạc âm thanh, dây micrô"
        if self.recording.rate_hz < _TELEPHONE_HZ:
            yield f"tần số lấy mẫu {self.recording.rate_hz} Hz nghe như điện thoại: thu ở 44 100 hoặc 48 000 Hz"

    def _noise_faults(self) -> Iterator[str]:
        over = self.over_noise_db
        if over < _LEAST_OVER_NOISE_DB:
            least = decimal(_LEAST_OVER_NOISE_DB)
            yield f"nhiễu nền lớn (tiếng chỉ hơn nền {decimal(over)} dB, cần {least}): tắt quạt, đóng cửa, thu gần hơn"
        for pause in self.pauses:
            if pause.length > _LONG_SILENCE:
                length = decimal(pause.length / 1000)
                yield f"im lặng {length} giây ở {clock(pause.starts)}: đọc liền mạch, hoặc cắt bớt"

    def _length_faults(self, expected: DurationMs) -> Iterator[str]:
        told = f"lời dài {decimal(self.spoken / 1000)} giây, câu chữ cần khoảng {decimal(expected / 1000)} giây"
        if self.spoken < _SHORT * expected - _SLACK_SHORT:
            yield f"{told}: có thể đọc thiếu, hoặc tệp bị cắt ngang"
        if self.spoken > _LONG * expected + _SLACK_LONG:
            yield f"{told}: có thể đọc thừa, đọc vấp, hoặc nhầm tệp"


def decimal(value: float) -> str:
    """Write a figure with one decimal and a Vietnamese comma."""
    return f"{value:.1f}".replace(".", ",").replace("-", "\u2212")


def clock(at: int) -> str:
    """Write a place in a recording as ``1:02.5``: as it is typed in ``--split``."""
    minutes, rest = divmod(round(at / 100), 600)
    return f"{minutes}:{rest / 10:04.1f}"


def _clips(heights: Samples) -> bool:
    """Say whether tops are flat: at full scale, or again and again at exactly the highest level of the file."""
    peak = float(heights.max(initial=0.0))
    if float(np.mean(heights >= _FULL_SCALE)) > _FULL_SHARE:
        return True
    if peak < 1 / 10:
        return False
    at_peak = np.concatenate([[0], (heights >= peak * 0.9999).astype(np.int8), [0]])
    edges = np.diff(at_peak)
    runs = np.flatnonzero(edges < 0) - np.flatnonzero(edges > 0)
    return int(np.count_nonzero(runs >= _FLAT_TOP)) >= _FLAT_TOPS


def _at_mixing_rate(recording: Recording) -> Samples:
    if recording.rate_hz == RATE_HZ:
        return recording.samples
    return cast("Samples", soxr.resample(recording.samples, recording.rate_hz, RATE_HZ, "HQ"))


def seconds_of(text: str) -> DurationMs:
    """Read ``1:02.5`` or ``62.5``; raises ValueError."""
    minutes, _, rest = text.strip().rpartition(":")
    value = (int(minutes) * 60 if minutes else 0) + float(rest)
    if not math.isfinite(value) or value < 0:
        raise ValueError(text)
    return DurationMs(round(value * 1000))
