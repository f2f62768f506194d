"""Make the sound of an emergency bulletin: the signal, then the words, at each level that outlets are mixed at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from broadcaster.copydesk.reading.breaths import voice_sentences
from broadcaster.domain.carts import SegmentKind
from broadcaster.domain.editions import Edition, Segment
from broadcaster.domain.emergencies import UrgentSound
from broadcaster.domain.ids import DurationMs, EditionId, ScriptId, SessionId
from broadcaster.domain.quality import Severity
from broadcaster.domain.scripts import LinePart, Presenter, ReadLine, Script
from broadcaster.domain.sound import Cut, Voicing
from broadcaster.domain.voice_choices import VoiceChoice
from broadcaster.errors import EmergencyError
from broadcaster.mixdown import alarm, blocks, mp3, tags
from broadcaster.mixdown.judgement import judge
from broadcaster.mixdown.quality import measured_mp3
from broadcaster.scheduling.layout import Pauses, lay_out, voiced_lines
from broadcaster.services.check_sound import limits_of, plan_of
from broadcaster.services.mix_programme import BLOCK_SUFFIX, speech_of
from broadcaster.services.voice_urgently import LAST_RESORT, Said, urgent_chain, voice_urgently
from broadcaster.station import Station

TITLE = "Bản tin khẩn cấp"
DRILL_TITLE = "Bản tin khẩn cấp (diễn tập)"


@dataclass(frozen=True, kw_only=True, slots=True)
class UrgentMix:
    """A bulletin as sound."""

    sounds: tuple[UrgentSound, ...]
    """One for each level."""
    duration: DurationMs
    """How long it is."""
    voice: str
    """Who says it."""
    cuts: tuple[Cut, ...]
    """Its sentences, to be kept."""
    notes: tuple[str, ...]
    """What should be known: voices that were passed over, remarks on the sound."""


def mix_urgent(
    station: Station, lines: Sequence[ReadLine], *, drill: bool, levels: Iterable[int], now: datetime
) -> UrgentMix:
    """Voice and mix a bulletin; where its sound is not fit for air, the last resort says it again.

    Raises:
        EmergencyError: no voice can say it, or what comes out is not fit for air.
        DiskFull, ReadOnlyPlace, FileFailed: there is no room for the sound.
    """
    chain = urgent_chain(station, Presenter.FEMALE)
    wanted = sorted(set(levels))
    said = _said(station, lines, chain)
    try:
        return _mixed(station, lines, said, drill=drill, levels=wanted, now=now)
    except _Unfit as unfit:
        if said.voice.startswith(f"{LAST_RESORT.engine}:"):
            raise EmergencyError(reason=unfit.findings) from unfit
        again = _said(station, lines, [LAST_RESORT])
        note = f"giọng {said.voice}: {unfit.findings}"
    try:
        made = _mixed(station, lines, again, drill=drill, levels=wanted, now=now)
    except _Unfit as unfit:
        raise EmergencyError(reason=unfit.findings) from unfit
    return UrgentMix(
        sounds=made.sounds, duration=made.duration, voice=made.voice, cuts=made.cuts, notes=(note, *made.notes)
    )


class _Unfit(Exception):
    """The sound may not go out."""

    def __init__(self, findings: str) -> None:
        super().__init__(findings)
        self.findings = findings


def _said(station: Station, lines: Sequence[ReadLine], chain: Sequence[VoiceChoice]) -> Said:
    sentences = [sentence for line in lines for sentence in voice_sentences(line.spoken)]
    return voice_urgently(station, Presenter.FEMALE, sentences, chain=chain)


def _mixed(
    station: Station, lines: Sequence[ReadLine], said: Said, *, drill: bool, levels: Sequence[int], now: datetime
) -> UrgentMix:
    edition = _edition(station, lines, said, drill=drill, now=now)
    made = [_sound(station, edition, offset_lu, now) for offset_lu in levels]
    return UrgentMix(
        sounds=tuple(sound for sound, _ in made),
        duration=edition.duration,
        voice=said.voice,
        cuts=tuple(said.cuts.values()),
        notes=(*said.notes, *dict.fromkeys(note for _, notes in made for note in notes)),
    )


def _edition(station: Station, lines: Sequence[ReadLine], said: Said, *, drill: bool, now: datetime) -> Edition:
    """Lay the bulletin out as the mixer and the sound check know it; no edition of the plan."""
    title = DRILL_TITLE if drill else TITLE
    script = Script(id=ScriptId("khan-cap"), title=title, lines=tuple(lines), writer="", written_at=now)
    sounds = tuple(tuple(said.cuts[sentence] for sentence in voice_sentences(line.spoken)) for line in lines)
    voicing = Voicing(script_id=script.id, text_hash=script.text_hash, lines=sounds, at=now)
    layout = lay_out(voiced_lines((script, voicing), *LinePart), Pauses(), title=title)
    signal = Segment(kind=SegmentKind.IDENT, title="Tín hiệu khẩn cấp", duration=alarm.ALARM_LENGTH)
    words = Segment(kind=SegmentKind.ITEM, title=title, duration=layout.duration, lines=layout.lines)
    return Edition(
        id=EditionId("khan-cap"),
        programme=title,
        air_date=now.astimezone(station.zone).date(),
        session=SessionId("khan-cap"),
        segments=(signal, words),
    )


def _sound(station: Station, edition: Edition, offset_lu: int, now: datetime) -> tuple[UrgentSound, tuple[str, ...]]:
    """Mix, check and keep the sound at one level; raises _Unfit."""
    mix = station.mix
    lufs, kbps = mix.loudness_lufs + offset_lu, mix.bitrate_kbps
    words = edition.segments[-1]
    signal = alarm.alarm_block(lufs=lufs, peak_dbtp=mix.peak_dbtp, kbps=kbps)
    spoken = blocks.encoded_block(
        words, speech_of(station, words), lufs=lufs, peak_dbtp=mix.peak_dbtp, kbps=kbps
    ).content
    plain = mp3.splice([signal, spoken], kbps=kbps)
    findings = judge(measured_mp3(plain), limits_of(station, offset_lu), plan_of(edition))
    blocking = [each.sentence for each in findings if each.severity is Severity.BLOCKS]
    if blocking:
        raise _Unfit(" ".join(blocking))
    content = tags.tag(
        plain,
        title=f"{edition.programme} {now.astimezone(station.zone):%H:%M %d/%m/%Y}",
        album=edition.programme,
        artist=station.words.name,
        date=edition.air_date,
    )
    audio = station.media.put(content, BLOCK_SUFFIX)
    sound = UrgentSound(offset_lu=offset_lu, audio=audio, bytes_count=len(content))
    return sound, tuple(each.sentence for each in findings)
