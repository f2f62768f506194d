"""Music that a station brought itself: read, looked over, and fitted to any length that a rundown asks for."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt
import soundfile
import soxr

from broadcaster.domain.carts import CartKind
from broadcaster.domain.ids import DurationMs
from broadcaster.errors import CartRefused
from broadcaster.mixdown.loudness import loudness
from broadcaster.mixdown.samples import RATE_HZ, STEP, Samples, count_of
from broadcaster.mixdown.sheet import QUIET_END, at_peak, cut_to, fade_out

REVISION = 1
"""Raise it whenever the same file would be fitted otherwise: blocks made before are then not used again."""

SUFFIXES: Mapping[str, str] = {
    "WAV": ".wav",
    "WAVEX": ".wav",
    "RF64": ".wav",
    "FLAC": ".flac",
    "OGG": ".ogg",
    "MP3": ".mp3",
}
"""Formats that are taken, by the name libsndfile gives them, whatever the file is called."""

_LIMITS: Mapping[CartKind, tuple[int, int]] = {
    CartKind.IDENT: (1_000, 60_000),
    CartKind.STING: (300, 15_000),
    CartKind.BED: (4_000, 300_000),
    CartKind.CLOSING: (3_000, 300_000),
}
_LEAST_RATE_HZ, _GOOD_RATE_HZ = 16_000, 32_000
_SILENT_LUFS, _QUIET_LUFS = -50.0, -35.0
_CLIPPED_AT, _CLIPPED_RUN = 0.999, 3  # so many samples in a row at full scale
_CLIPPED_MOST = 1e-3  # of all samples; less than that is what loud music does
_SAME_SOUND_LU = 10.0  # both channels together this much softer than one: they cancel each other
_OFFSET_MOST = 0.02
_INAUDIBLE = 1e-3
_CROSS_MS, _JOIN_MS, _EDGE_MS = 1_000, 300, 5

_Channels = npt.NDArray[np.float32]


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnMusic:
    """A file as it was found."""

    samples: Samples
    """Mono, 48 000 Hz, silence at both ends cut off, peak at half of full scale."""
    suffix: str
    """File-name suffix that its format has."""
    faults: tuple[str, ...]
    """Why it cannot be used, each a part of a Vietnamese sentence."""
    remarks: tuple[str, ...]
    """What the station can live with, likewise."""

    @property
    def length(self) -> DurationMs:
        """Give its length, rounded up."""
        return DurationMs(-(-len(self.samples) * 1000 // RATE_HZ))


def is_read(content: bytes) -> bool:
    """Tell whether a file is of a format that is read without another program."""
    try:
        with soundfile.SoundFile(io.BytesIO(content)):
            return True
    except soundfile.LibsndfileError:
        return False


def look_over(content: bytes, kind: CartKind, name: object) -> OwnMusic:
    """Read a sound file and say what is wrong with it as music of a kind; raises CartRefused when it is none."""
    channels, rate, suffix = _read(content, name)
    faults = [*_faults_of(channels, rate)]
    if faults:
        return OwnMusic(samples=np.zeros(0, np.float32), suffix=suffix, faults=tuple(faults), remarks=())
    samples = _mono(channels, rate)
    least, most = _LIMITS[kind]
    length = len(samples) * 1000 // RATE_HZ
    if not least <= length <= most:
        faults.append(
            f"dài {length / 1000:.1f} giây, {kind.label.lower()} phải từ {least / 1000:g} đến {most // 1000} giây"
        )
    remarks = tuple(_remarks_on(channels, rate))
    return OwnMusic(samples=samples, suffix=suffix, faults=tuple(faults), remarks=remarks)


def music_of(content: bytes, name: object) -> Samples:
    """Give the music of a file that was looked over before; raises CartRefused when it cannot be read."""
    channels, rate, _ = _read(content, name)
    return _mono(channels, rate)


def fitted(music: Samples, kind: CartKind, length: DurationMs) -> Samples:
    """Give a station's own music at exactly this length.

    Ident and sting start at once and are cut softly or followed by silence. The bed goes round, each end crossing over
    into the beginning. The closing ends with the length, as a presenter back-times it: a long one is joined late, a
    short one goes round first. All but the bed end in 48 ms of silence.
    """
    count = count_of(length)
    if kind is CartKind.BED:
        return _round(music, count)
    if kind is not CartKind.CLOSING:
        return cut_to(music, count)
    playing = max(count - QUIET_END, 0)
    ending = _back_timed(music, playing)
    return np.concatenate([ending, np.zeros(count - playing, dtype=np.float32)])


def bed_round(music: Samples) -> Samples:
    """Give one round of a bed, a whole number of STEP samples that follows itself without a seam."""
    return _loop(music[: len(music) // STEP * STEP])[0]


def _round(music: Samples, count: int) -> Samples:
    loop, cross = _loop(music)
    track = np.resize(loop, count)
    track[:cross] = music[: min(cross, count)]  # the first round comes from nowhere
    return track


def _back_timed(music: Samples, count: int) -> Samples:
    """Give what ends with the music's own end."""
    if len(music) >= count:
        track = music[len(music) - count :].copy()
    else:
        loop, cross = _loop(music)
        before = np.resize(loop[::-1], count - len(music))[::-1]
        track = np.concatenate([before, loop[:cross], music[cross:]])
    if len(music) != count:
        _fade_in(track, count_of(_JOIN_MS))
    return track


def _loop(music: Samples) -> tuple[Samples, int]:
    """Give one round of music whose end has crossed over into its beginning, and how many samples crossed."""
    cross = min(count_of(_CROSS_MS), len(music) // (4 * STEP) * STEP)
    loop = music[: len(music) - cross].copy()
    loop[:cross] = _crossed(music[len(music) - cross :], music[:cross])
    return loop, cross


def _crossed(leaving: Samples, coming: Samples) -> Samples:
    """Let one sound go and another come at equal power."""
    way = (np.arange(len(leaving)) + 0.5) / len(leaving) * (np.pi / 2)
    return (leaving * np.cos(way) + coming * np.sin(way)).astype(np.float32)


def _fade_in(music: Samples, count: int) -> None:
    fade_out(music[:count][::-1], count)


def _read(content: bytes, name: object) -> tuple[_Channels, int, str]:
    """Give samples by channel, rate and suffix; a file of hours is refused before it is unpacked."""
    try:
        with soundfile.SoundFile(io.BytesIO(content)) as file:
            suffix = SUFFIXES.get(file.format)
            if suffix is None:
                raise CartRefused(path=name, reason=f"định dạng {file.format}, chỉ nhận WAV, FLAC, OGG, MP3")
            most = max(longest for _, longest in _LIMITS.values()) // 1000
            if file.frames > most * file.samplerate:
                raise CartRefused(path=name, reason=f"dài hơn {most // 60} phút")
            channels = cast("_Channels", file.read(dtype="float32", always_2d=True)).T
            return channels, int(file.samplerate), suffix
    except soundfile.LibsndfileError as error:
        raise CartRefused(path=name, reason="không phải tệp âm thanh, hoặc tệp hỏng") from error


def _mono(channels: _Channels, rate: int) -> Samples:
    mixed: Samples = channels.mean(axis=0, dtype=np.float32)
    if rate != RATE_HZ:
        mixed = cast("Samples", soxr.resample(mixed, rate, RATE_HZ, "HQ"))
    mixed = mixed - np.float32(mixed.mean(dtype=np.float64))
    heard = np.flatnonzero(np.abs(mixed) > _INAUDIBLE * np.abs(mixed).max(initial=0))
    music = mixed[heard[0] : heard[-1] + 1].copy() if len(heard) else mixed[:0]
    edge = min(count_of(_EDGE_MS), len(music) // 2)
    _fade_in(music, edge)
    fade_out(music, edge)
    return at_peak(music)


def _faults_of(channels: _Channels, rate: int) -> Iterator[str]:
    """Say why sound cannot be used whatever it is for; faults that only follow from another are left out."""
    if rate < _LEAST_RATE_HZ:
        yield f"tần số lấy mẫu {rate} Hz, cần ít nhất {_LEAST_RATE_HZ} Hz"
    if not np.isfinite(channels).all():
        yield "có mẫu âm thanh không phải là số, tệp hỏng"
        return
    levels = [_level(channel, rate) for channel in channels]
    if max(levels, default=_SILENT_LUFS) <= _SILENT_LUFS:
        yield "im lặng hoặc quá nhỏ tiếng"
        return
    together = _level(channels.mean(axis=0, dtype=np.float32), rate)
    if together < max(levels) - _SAME_SOUND_LU:
        yield "hai kênh ngược pha: ra loa một kênh thì mất tiếng"
    if _clipped(channels) > _CLIPPED_MOST:
        yield f"bị vỡ tiếng ({_clipped(channels):.1%} số mẫu chạm trần); hạ âm lượng rồi xuất lại tệp"


def _remarks_on(channels: _Channels, rate: int) -> Iterator[str]:
    if rate < _GOOD_RATE_HZ:
        yield f"tần số lấy mẫu {rate} Hz, nghe sẽ đục"
    if max(_level(channel, rate) for channel in channels) < _QUIET_LUFS:
        yield "tiếng nhỏ, khi dựng sẽ được nâng lên cùng với tiếng ồn"
    if _clipped(channels):
        yield "có vài chỗ chạm trần"
    if np.abs(channels.mean(axis=1, dtype=np.float64)).max() > _OFFSET_MOST:
        yield "sóng lệch khỏi đường giữa (DC), đã được sửa khi dựng"


def _level(channel: Samples, rate: int) -> float:
    return loudness(channel if rate == RATE_HZ else cast("Samples", soxr.resample(channel, rate, RATE_HZ, "HQ")))


def _clipped(channels: _Channels) -> float:
    """Give the share of samples that stand in a row at full scale."""
    high = np.abs(channels) >= _CLIPPED_AT
    runs = high.copy()
    for step in range(1, _CLIPPED_RUN):
        runs[:, :-step] &= high[:, step:]
        runs[:, -step:] = False
    return float(runs.mean()) if runs.size else 0.0
