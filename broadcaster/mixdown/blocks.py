"""One part of an edition as sound: every word where the rundown puts it, music under or between, exact length."""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any

import numpy as np

from broadcaster.domain.carts import CartKind
from broadcaster.domain.editions import Segment, Utterance
from broadcaster.domain.ids import DurationMs, Sha256
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import FRAME_MS, Pcm
from broadcaster.errors import CutMissing, MixError
from broadcaster.mixdown.jingles import sound
from broadcaster.mixdown.levels import STEP, gained, level, softened, stands_over
from broadcaster.mixdown.loudness import SILENT, loudness, peak_envelope
from broadcaster.mixdown.mp3 import decode, encode, splice
from broadcaster.mixdown.samples import FRAME, RATE_HZ, Samples, count_of, from_pcm, to_pcm

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # pydub looks for ffmpeg, which nothing here needs
    from pydub import AudioSegment

REVISION = 1
"""Raise it whenever the same segment would sound otherwise: blocks made before are then not used again."""

BEFORE_ENCODING_DBTP = -2.5
"""True peak of a rendered block unless told, so that most encodings stay at or under -1 dBTP."""

_GROWTH_DB = ((128, 0.3), (96, 0.5), (64, 1.0), (0, 1.6))  # from kbit/s up; the few peaks that grow more are caught
_ATTEMPTS = 6
_SAFETY_DB, _CORRECTION_DB = 0.05, 0.4
_WORKING_LUFS = -27.0  # voices are put together here, far from clipping, and raised at the end
_BED_ALONE_LU = -9.0  # the bed against the voices, before the first word and after the last
_BED_DUCKED_LU = -20.0  # and under them
_DUCKING_MS = 400
_FADE_IN_MS, _FADE_OUT_MS = 300, 900


def encoded_block(segment: Segment, speech: Mapping[Sha256, Pcm], *, lufs: float, peak_dbtp: float, kbps: int) -> bytes:
    """Give one segment as MP3 frames for mp3.splice(), its true peak as decoded at or under `peak_dbtp`.

    Encoding lets peaks grow, by up to 2 dB at low bit rates and never predictably: the result is decoded, the sound
    is softened for 15 ms around each peak that stands too high, and encoded again. Raises what render_block() raises.
    """
    sound = level(_mixed(segment, speech), lufs=lufs, ceiling_dbtp=peak_dbtp - _growth_db(kbps))
    content = b""
    for _ in range(_ATTEMPTS):
        content = encode(to_pcm(sound), kbps=kbps)
        peaks = peak_envelope(from_pcm(decode(splice([content], kbps=kbps))), step=STEP)
        if not stands_over(peaks, peak_dbtp - _SAFETY_DB):
            break
        sound = softened(sound, peaks, ceiling_dbtp=peak_dbtp - _CORRECTION_DB)
    return content


def _growth_db(kbps: int) -> float:
    """Give how far peaks commonly grow at a bit rate."""
    return next(growth for above, growth in _GROWTH_DB if kbps >= above)


def render_block(
    segment: Segment, speech: Mapping[Sha256, Pcm], *, lufs: float, ceiling_dbtp: float = BEFORE_ENCODING_DBTP
) -> Pcm:
    """Give the sound of one segment: 48 000 Hz, exactly as long as planned, its last frame silent.

    Args:
        segment: what is said when, and which music goes with it.
        speech: the recorded cuts by the SHA-256 that the segment names them by.
        lufs: loudness of the result; both presenters are brought to it alike.
        ceiling_dbtp: true peak of the result, before any encoding.

    Raises:
        CutMissing: a cut is not in `speech`.
        MixError: the length is no whole number of frames, or a cut runs over the end.
    """
    return to_pcm(level(_mixed(segment, speech), lufs=lufs, ceiling_dbtp=ceiling_dbtp))


def _mixed(segment: Segment, speech: Mapping[Sha256, Pcm]) -> Samples:
    if segment.duration % FRAME_MS or segment.duration <= 0:
        raise MixError(reason=f'phần "{segment.title}" dài {segment.duration} ms, không chia chẵn cho {FRAME_MS}')
    if not segment.lines:
        return _music_alone(segment)
    voices = _voices(segment, speech)
    return _over_bed(segment, segment.music, voices) if segment.music else voices


def _music_alone(segment: Segment) -> Samples:
    track = np.zeros(count_of(segment.duration), dtype=np.float32)
    if segment.music is not None:
        track[:-FRAME] = sound(segment.music, segment.duration)[:-FRAME]
    if segment.music is CartKind.BED:
        track[:-FRAME] = _samples_of(_faded(track[:-FRAME]))
    return track


def _voices(segment: Segment, speech: Mapping[Sha256, Pcm]) -> Samples:
    """Give all that is said at its place, both presenters equally loud."""
    track = np.zeros(count_of(segment.duration), dtype=np.float32)
    for presenter in Presenter:
        said = [
            (utterance, _recorded(utterance, speech, script=line.script_id))
            for line in segment.lines
            if line.presenter is presenter
            for utterance in line.utterances
        ]
        if not said:
            continue
        heard = loudness(np.concatenate([samples for _, samples in said]))
        for utterance, samples in said:
            start = count_of(utterance.starts)
            if start + len(samples) > len(track) - FRAME:
                raise MixError(reason=f'lời đọc trong phần "{segment.title}" dài hơn chỗ đã dành')
            track[start : start + len(samples)] += gained(samples, 0.0 if heard == SILENT else _WORKING_LUFS - heard)
    return track


def _recorded(utterance: Utterance, speech: Mapping[Sha256, Pcm], *, script: str) -> Samples:
    if utterance.audio not in speech:
        raise CutMissing(cut=utterance.cut, script=script)
    return from_pcm(speech[utterance.audio])


def _over_bed(segment: Segment, kind: CartKind, voices: Samples) -> Samples:
    """Lay music under the voices: it comes in, sinks before the first word, rises after the last and goes out."""
    length = DurationMs(segment.duration - FRAME_MS)
    music = sound(kind, length)
    bed = _faded(gained(music, _WORKING_LUFS + _BED_ALONE_LU - loudness(music)))
    first = min(line.starts for line in segment.lines)
    last = max(line.starts + line.duration for line in segment.lines)
    deeper = _BED_DUCKED_LU - _BED_ALONE_LU
    bed = bed.fade(to_gain=deeper, start=max(first - _DUCKING_MS, 0), end=max(first, 1))
    if length - last > _DUCKING_MS:
        bed = bed.fade(to_gain=-deeper, start=last, duration=_DUCKING_MS)
    return _samples_of(_sheet(voices).overlay(bed))


def _faded(music: Samples) -> Any:  # noqa: ANN401 - pydub carries no types
    """Give the music with its edges rounded off, for pydub."""
    length = len(music) * 1000 // RATE_HZ
    return _sheet(music).fade_in(min(_FADE_IN_MS, length)).fade_out(min(_FADE_OUT_MS, length))


def _sheet(samples: Samples) -> Any:  # noqa: ANN401 - same
    """Give the samples as pydub takes them; it counts in milliseconds, which at 48 000 Hz are whole samples."""
    return AudioSegment(data=to_pcm(samples).samples, sample_width=2, frame_rate=RATE_HZ, channels=1)


def _samples_of(sheet: Any) -> Samples:  # noqa: ANN401 - same
    return from_pcm(Pcm(rate_hz=RATE_HZ, samples=bytes(sheet.raw_data)))
