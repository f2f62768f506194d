"""One part of an edition as sound: every word where the rundown puts it, music under or between, exact length."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from broadcaster.domain.carts import CartKind
from broadcaster.domain.editions import Segment, Utterance
from broadcaster.domain.ids import DurationMs, Sha256
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import FRAME_MS, Pcm
from broadcaster.domain.sound_facts import SoundFacts
from broadcaster.errors import CutMissing, MixError
from broadcaster.mixdown.cut_sound import sound_of
from broadcaster.mixdown.decoded_peaks import decoded_peaks
from broadcaster.mixdown.ducking import depth
from broadcaster.mixdown.facts import facts_from
from broadcaster.mixdown.levels import add_turned, level, level_peaks, softened, turned
from broadcaster.mixdown.loudness import SILENT, Energies, integrated, weighted, window_powers
from broadcaster.mixdown.mp3 import encode
from broadcaster.mixdown.peaks import amplitude, decibels
from broadcaster.mixdown.samples import FRAME, STEP, Samples, count_of, to_pcm
from broadcaster.mixdown.shelf import Shelf

REVISION = 3
"""Raise it whenever the same segment would sound otherwise: blocks made before are then not used again."""

BEFORE_ENCODING_DBTP = -2.5
"""True peak of a rendered block unless told, so that most encodings stay at or under -1 dBTP."""

_GROWTH_DB = ((128, 0.3), (96, 0.5), (64, 1.0), (0, 1.6))  # from kbit/s up; the few peaks that grow more are caught
_ATTEMPTS = 6
_SAFETY_DB, _CORRECTION_DB = 0.1, 0.4
_ROOM = 3  # times the common growth: peaks so far under the limit do not reach it (most seen: 0.5, 1.1, 2.8 times)
_WORKING_LUFS = -27.0  # voices are put together here, far from clipping, and raised at the end
_BED_ALONE_LU = -9.0  # the bed against the voices, before the first word and after the last
_BED_DUCKED_LU = -20.0  # and under them
_FADE_IN_MS, _FADE_OUT_MS = 300, 900
_HOUSE_MUSIC = Shelf()

_beds: dict[str, tuple[Samples, Energies, float]] = {}  # one round of each bed in use, by what makes it


@dataclass(frozen=True, kw_only=True, slots=True)
class EncodedBlock:
    """One segment, ready to be joined to others."""

    content: bytes
    """MP3 frames for mp3.splice()."""
    facts: SoundFacts
    """What was measured of them as decoded."""


def encoded_block(
    segment: Segment,
    speech: Mapping[Sha256, Pcm],
    *,
    lufs: float,
    peak_dbtp: float,
    kbps: int,
    shelf: Shelf = _HOUSE_MUSIC,
) -> EncodedBlock:
    """Give one segment encoded and measured, its true peak as decoded at or under `peak_dbtp`.

    Encoding leaves the loudness as it was, but lets peaks grow, by up to 2 dB at low bit rates and never predictably:
    where they do not stand far under the limit, the result is decoded, the sound is softened for 15 ms around each peak
    that stands too high, and encoded again. Raises what render_block() raises.
    """
    samples, energies = _mixed(segment, speech, shelf)
    growth_db = _growth_db(kbps)
    room_db = _ROOM * growth_db
    heights = level_peaks(samples, energies, lufs=lufs, ceiling_dbtp=peak_dbtp - growth_db, down_db=room_db)
    content = encode(samples, kbps=kbps)
    highest = float(heights.max(initial=0.0))
    if highest > amplitude(peak_dbtp - room_db):
        near = heights > highest * amplitude(-room_db)
        for attempt in range(1, _ATTEMPTS + 1):
            heights, highest = decoded_peaks(content, near, kbps=kbps, above=amplitude(peak_dbtp - _SAFETY_DB))
            if decibels(highest) <= peak_dbtp - _SAFETY_DB or attempt == _ATTEMPTS:
                break
            softened(samples, heights, ceiling_dbtp=peak_dbtp - _CORRECTION_DB)
            content = encode(samples, kbps=kbps)
    return EncodedBlock(content=content, facts=facts_from(len(samples), energies, dbtp=decibels(highest)))


def render_block(
    segment: Segment,
    speech: Mapping[Sha256, Pcm],
    *,
    lufs: float,
    ceiling_dbtp: float = BEFORE_ENCODING_DBTP,
    shelf: Shelf = _HOUSE_MUSIC,
) -> Pcm:
    """Give the sound of one segment: 48 000 Hz, exactly as long as planned, its last frame silent.

    Args:
        segment: what is said when, and which music goes with it.
        speech: the recorded cuts by the SHA-256 that the segment names them by.
        lufs: loudness of the result; both presenters are brought to it alike.
        ceiling_dbtp: true peak of the result, before any encoding.
        shelf: where its music comes from.

    Raises:
        CutMissing: a cut is not in `speech`.
        MixError: the length is no whole number of frames, or a cut runs over the end.
    """
    samples, energies = _mixed(segment, speech, shelf)
    return to_pcm(level(samples, lufs=lufs, ceiling_dbtp=ceiling_dbtp, energies=energies))


def _growth_db(kbps: int) -> float:
    """Give how far peaks commonly grow at a bit rate."""
    return next(growth for above, growth in _GROWTH_DB if kbps >= above)


def _mixed(segment: Segment, speech: Mapping[Sha256, Pcm], shelf: Shelf) -> tuple[Samples, Energies]:
    """Give the sound of a segment at some level, with its K-weighted energies."""
    if segment.duration % FRAME_MS or segment.duration <= 0:
        raise MixError(reason=f'phần "{segment.title}" dài {segment.duration} ms, không chia chẵn cho {FRAME_MS}')
    track = np.zeros(count_of(segment.duration), dtype=np.float32)
    if not segment.lines:
        if segment.music is not None:
            _lay_music(track, segment.music, shelf)
        return track, weighted(track)
    energies = _lay_voices(track, segment, speech)
    if segment.music:
        energies += _lay_bed(track, segment.music, shelf, energies)
    return track, energies


def _lay_music(track: Samples, kind: CartKind, shelf: Shelf) -> None:
    """Lay music that plays alone."""
    track[:-FRAME] = shelf.sound(kind, DurationMs((len(track) - FRAME) // 48))
    if kind is CartKind.BED:
        turned(track, _fades(len(track) // STEP))


def _lay_voices(track: Samples, segment: Segment, speech: Mapping[Sha256, Pcm]) -> Energies:
    """Lay all that is said at its place, all readers equally loud, and give its energies.

    A cut is weighted once, alone; what its filter would still ring after its end is too little to count.
    """
    energies = np.zeros(len(track) // STEP)
    places: dict[tuple[Presenter, str], list[tuple[slice, slice]]] = {}
    for line in segment.lines:
        for utterance in line.utterances:
            samples = _recorded(utterance, speech, script=line.script_id)
            start = count_of(utterance.starts)
            if start + len(samples) > len(track) - FRAME:
                raise MixError(reason=f'lời đọc trong phần "{segment.title}" dài hơn chỗ đã dành')
            weight = weighted(samples)
            place = slice(start, start + len(samples)), slice(start // STEP, start // STEP + len(weight))
            track[place[0]] += samples
            energies[place[1]] += weight
            places.setdefault((line.presenter, utterance.voice), []).append(place)
    for of_reader in places.values():
        _bring_to_working_level(track, energies, of_reader)
    return energies


def _bring_to_working_level(track: Samples, energies: Energies, places: list[tuple[slice, slice]]) -> None:
    """Bring what stands at some places, of samples and of their energies, to one loudness."""
    heard = integrated(window_powers(np.concatenate([energies[steps] for _, steps in places])))
    gain = 1.0 if heard == SILENT else amplitude(_WORKING_LUFS - heard)
    for samples, steps in places:
        track[samples] *= np.float32(gain)
        energies[steps] *= gain**2


def _recorded(utterance: Utterance, speech: Mapping[Sha256, Pcm], *, script: str) -> Samples:
    if utterance.audio not in speech:
        raise CutMissing(cut=utterance.cut, script=script)
    return sound_of(speech[utterance.audio])


def _lay_bed(track: Samples, kind: CartKind, shelf: Shelf, voices: Energies) -> Energies:
    """Lay music under the voices, following them, and give its energies."""
    count = len(track) - FRAME
    loop, once, lufs = _bed(kind, shelf)
    gain = amplitude(_WORKING_LUFS + _BED_ALONE_LU - lufs)
    lowered = depth(voices[: count // STEP], lufs=_WORKING_LUFS, most_db=_BED_ALONE_LU - _BED_DUCKED_LU)
    gains = np.float32(gain) * np.power(np.float32(10), lowered / np.float32(-20)) * _fades(count // STEP)
    for at in range(0, count, len(loop)):
        part = slice(at, min(at + len(loop), count))
        add_turned(track[part], loop[: part.stop - at], gains[at // STEP : part.stop // STEP])
    energies = np.zeros_like(voices)
    energies[: count // STEP] = np.resize(once, count // STEP) * np.square(gains, dtype=np.float64)
    return energies


def _bed(kind: CartKind, shelf: Shelf) -> tuple[Samples, Energies, float]:
    """Give one round of a bed, which repeats after its length, with its energies and its loudness."""
    name = f"{kind}/{shelf.identity(kind)}"
    if name not in _beds:
        loop = shelf.bed_round(kind)
        energies = weighted(loop)
        _beds[name] = loop, energies, integrated(window_powers(energies))
    return _beds[name]


def _fades(steps: int) -> Samples:
    """Give gains that come in and go out softly."""
    gains = np.ones(steps, dtype=np.float32)
    for length_ms, part in ((_FADE_IN_MS, gains), (_FADE_OUT_MS, gains[::-1])):
        count = min(2 * length_ms, steps)
        part[:count] *= np.float32(0.5) - np.float32(0.5) * np.cos(np.pi * np.arange(count) / count, dtype=np.float32)
    return gains
