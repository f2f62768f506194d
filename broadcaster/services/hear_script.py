"""Give a voiced script to be heard, exactly the sound that an approval will hold for."""

from __future__ import annotations

from collections.abc import Sequence

from broadcaster.domain.ids import DurationMs, ScriptId, Sha256
from broadcaster.domain.scripts import ReadLine
from broadcaster.domain.sound import Cut, Pcm
from broadcaster.errors import ChangedMeanwhile, CutMissing, NothingToApprove, UnknownItem
from broadcaster.mixdown import lossless, mp3
from broadcaster.mixdown.cut_sound import sound_of
from broadcaster.mixdown.samples import FRAME, to_pcm
from broadcaster.scheduling.layout import Pauses
from broadcaster.station import SOUND_SUFFIX, Station

KBPS = 96
"""Bit rate of what is sent to a browser: words need no more."""


def heard(station: Station, script_id: ScriptId, *, line: int | None = None, shown: Sha256 | None = None) -> bytes:
    """Join the latest cuts of a script as a WAV file's bytes.

    Args:
        station: Whose.
        script_id: Which script.
        line: One line alone, counted from 0.
        shown: The sound hash that is meant; another sound is not given for it.

    Raises:
        UnknownItem, NothingToApprove (not voiced yet, or no such line), CutMissing, SoundDamaged, ChangedMeanwhile.
    """
    return lossless.wav(_sounds(station, script_id, line, shown))


def heard_small(
    station: Station, script_id: ScriptId, *, line: int | None = None, shown: Sha256 | None = None
) -> bytes:
    """Give the same as an MP3, for a browser on a slow line; raises what :func:`heard` raises."""
    return small(_sounds(station, script_id, line, shown))


def small(sounds: Sequence[Pcm]) -> bytes:
    """Give sounds of one rate as one MP3."""
    samples = b"".join(each.samples for each in sounds)
    samples += bytes(-len(samples) % (2 * FRAME))
    block = mp3.encode(Pcm(rate_hz=sounds[0].rate_hz, samples=samples), kbps=KBPS)
    return mp3.splice([block], kbps=KBPS)


def _sounds(station: Station, script_id: ScriptId, wanted: int | None, shown: Sha256 | None) -> list[Pcm]:
    with station.store.reading() as tx:
        script, voicing = tx.scripts.get(script_id), tx.voicings.get(script_id)
    if script is None:
        raise UnknownItem(item=script_id, nearest="")
    if voicing is None or voicing.text_hash != script.text_hash:
        advice = f"Thu trước: broadcaster voice make {script_id}"
        raise NothingToApprove(script=script_id, reason="chưa thu tiếng", advice=advice)
    if shown is not None and shown != voicing.sound_hash:
        raise ChangedMeanwhile(what="Tiếng", script=script.title)
    lines = list(zip(script.read_lines, voicing.lines, strict=True))
    sounds = joined(station, script_id, lines if wanted is None else lines[max(wanted, 0) : wanted + 1])
    if not sounds:
        raise NothingToApprove(script=script_id, reason="không có câu này", advice="Mở lại trang duyệt")
    return sounds


def joined(station: Station, script_id: ScriptId, lines: Sequence[tuple[ReadLine, tuple[Cut, ...]]]) -> list[Pcm]:
    """Give the sounds of some lines with the pauses between them, at one rate; raises CutMissing, SoundDamaged."""
    pauses = Pauses()
    sounds: list[Pcm] = []
    for line, cuts in lines:
        for number, cut in enumerate(cuts, start=1):
            if not station.media.has(cut.audio, SOUND_SUFFIX):
                raise CutMissing(cut=cut.hash[:12], script=script_id)
            # as a programme will have it, at one rate: voices differ in theirs
            sound = to_pcm(sound_of(lossless.decode(station.media.get(cut.audio, SOUND_SUFFIX))))
            sounds += [sound, _silence(pauses.after(line) if number == len(cuts) else pauses.sentence, sound)]
    return sounds


def _silence(length: DurationMs, like: Pcm) -> Pcm:
    return Pcm(rate_hz=like.rate_hz, samples=bytes(like.rate_hz * length // 1000 * 2))
