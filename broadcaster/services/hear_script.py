"""Give a voiced script to be heard, exactly the sound that an approval will hold for."""

from __future__ import annotations

from broadcaster.domain.ids import DurationMs, ScriptId
from broadcaster.domain.sound import Pcm
from broadcaster.errors import CutMissing, NothingToApprove, UnknownItem
from broadcaster.mixdown import lossless
from broadcaster.mixdown.cut_sound import sound_of
from broadcaster.mixdown.samples import to_pcm
from broadcaster.scheduling.layout import Pauses
from broadcaster.station import SOUND_SUFFIX, Station


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
    pauses = Pauses()
    sounds: list[Pcm] = []
    for line, cuts in zip(script.read_lines, voicing.lines, strict=True):
        for number, cut in enumerate(cuts, start=1):
            if not station.media.has(cut.audio, SOUND_SUFFIX):
                raise CutMissing(cut=cut.hash[:12], script=script_id)
            # as a programme will have it, at one rate: voices differ in theirs
            sound = to_pcm(sound_of(lossless.decode(station.media.get(cut.audio, SOUND_SUFFIX))))
            sounds += [sound, _silence(pauses.after(line) if number == len(cuts) else pauses.sentence, sound)]
    return lossless.wav(sounds)


def _silence(length: DurationMs, like: Pcm) -> Pcm:
    return Pcm(rate_hz=like.rate_hz, samples=bytes(like.rate_hz * length // 1000 * 2))
