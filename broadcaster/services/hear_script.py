"""Give a voiced script to be heard, exactly the sound that an approval will hold for."""

from __future__ import annotations

from broadcaster.domain.ids import ScriptId
from broadcaster.domain.sound import Pcm
from broadcaster.errors import CutMissing, NothingToApprove, UnknownItem
from broadcaster.mixdown import lossless
from broadcaster.station import SOUND_SUFFIX, Station

PAUSE_MS = 340
"""Silence between sentences when a script is heard by itself."""


def heard(station: Station, script_id: ScriptId) -> bytes:
    """Join the latest cuts of a script as a WAV file's bytes.

    Raises:
        UnknownItem, NothingToApprove (not voiced yet), CutMissing, SoundDamaged.
    """
    with station.store.reading() as tx:
        script, voicing = tx.scripts.get(script_id), tx.voicings.get(script_id)
    if script is None:
        raise UnknownItem(item=script_id, nearest="")
    if voicing is None or voicing.text_hash != script.text_hash:
        advice = f"Thu trước: broadcaster voice make {script_id}"
        raise NothingToApprove(script=script_id, reason="chưa thu tiếng", advice=advice)
    sounds: list[Pcm] = []
    for cut in (cut for line in voicing.lines for cut in line):
        if not station.media.has(cut.audio, SOUND_SUFFIX):
            raise CutMissing(cut=cut.hash[:12], script=script_id)
        sound = lossless.decode(station.media.get(cut.audio, SOUND_SUFFIX))
        sounds += [sound, Pcm(rate_hz=sound.rate_hz, samples=bytes(sound.rate_hz * PAUSE_MS // 1000 * 2))]
    return lossless.wav(sounds)
