"""Make the sound of an emergency bulletin: the signal, then the words, at each level that outlets are mixed at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from broadcaster.copydesk.reading.breaths import voice_sentences
from broadcaster.domain.carts import SegmentKind
from broadcaster.domain.editions import Edition, Segment
from broadcaster.domain.emergencies import UrgentSound
from broadcaster.domain.ids import DurationMs, EditionId, ScriptId, SessionId
from broadcaster.domain.quality import QualityFacts, Severity
from broadcaster.domain.scripts import LinePart, Presenter, ReadLine, Script
from broadcaster.domain.sound import Cut, Voicing
from broadcaster.domain.voice_choices import VoiceChoice
from broadcaster.errors import EmergencyError
from broadcaster.mixdown import alarm, blocks, mp3, tags
from broadcaster.mixdown.judgement import judge
from broadcaster.mixdown.quality import joined, measured_mp3
from broadcaster.scheduling.layout import Pauses, VoicedLine, lay_out, voiced_lines
from broadcaster.services.check_sound import limits_of, plan_of
from broadcaster.services.mix_programme import BLOCK_SUFFIX, WORKERS, speech_of
from broadcaster.services.voice_urgently import LAST_RESORT, Said, urgent_chain, voice_urgently
from broadcaster.station import Station

TITLE = "Bản tin khẩn cấp"
"""What a bulletin is called."""
DRILL_TITLE = "Bản tin khẩn cấp (diễn tập)"
"""What a rehearsal is called."""

_PAUSES = Pauses()
_STRETCH_MS = 20_000


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
    signal = Segment(kind=SegmentKind.IDENT, title="Tín hiệu khẩn cấp", duration=alarm.ALARM_LENGTH)
    words: list[Segment] = []
    for stretch in _stretches(voiced_lines((script, voicing), *LinePart)):
        layout = lay_out(stretch, _PAUSES, title=title)
        words.append(Segment(kind=SegmentKind.ITEM, title=title, duration=layout.duration, lines=layout.lines))
    return Edition(
        id=EditionId("khan-cap"),
        programme=title,
        air_date=now.astimezone(station.zone).date(),
        session=SessionId("khan-cap"),
        segments=(signal, *words),
    )


def _stretches(lines: Sequence[VoicedLine]) -> list[list[VoicedLine]]:
    """Part a bulletin into stretches that are mixed side by side.

    A line that began a stretch before begins one again: what is said twice is cut alike, and so is mixed once.
    """
    stretches: list[list[VoicedLine]] = []
    heads: set[str] = set()
    for line in lines:
        opened = stretches[-1] if stretches else []
        long_enough = sum(each.length(_PAUSES) for each in opened) >= _STRETCH_MS
        after_call = bool(opened) and opened[-1].line.part is LinePart.CALL is not line.line.part
        if not opened or long_enough or after_call or line.line.written in heads:
            stretches.append([])
            heads.add(line.line.written)
        stretches[-1].append(line)
    return stretches


def _sound(station: Station, edition: Edition, offset_lu: int, now: datetime) -> tuple[UrgentSound, tuple[str, ...]]:
    """Mix, check and keep the sound at one level; raises _Unfit."""
    kbps = station.mix.bitrate_kbps
    distinct = {segment.content_hash: segment for segment in edition.segments}
    with ThreadPoolExecutor(WORKERS) as pool:  # encoder, decoder and filters release the interpreter lock
        made = pool.map(partial(_block, station, offset_lu), distinct.values())
        blocks_made = dict(zip(distinct, made, strict=True))
    parts = [blocks_made[segment.content_hash] for segment in edition.segments]
    findings = judge(joined([facts for _, facts in parts]), limits_of(station, offset_lu), plan_of(edition))
    blocking = [each.sentence for each in findings if each.severity is Severity.BLOCKS]
    if blocking:
        raise _Unfit(" ".join(blocking))
    content = tags.tag(
        mp3.splice([block for block, _ in parts], kbps=kbps),
        title=f"{edition.programme} {now.astimezone(station.zone):%H:%M %d/%m/%Y}",
        album=edition.programme,
        artist=station.words.name,
        date=edition.air_date,
    )
    audio = station.media.put(content, BLOCK_SUFFIX)
    sound = UrgentSound(offset_lu=offset_lu, audio=audio, bytes_count=len(content))
    return sound, tuple(each.sentence for each in findings)


def _block(station: Station, offset_lu: int, segment: Segment) -> tuple[bytes, QualityFacts]:
    """Mix one part and measure what became of it."""
    mix = station.mix
    lufs, kbps = mix.loudness_lufs + offset_lu, mix.bitrate_kbps
    if segment.lines:
        speech = speech_of(station, segment)
        content = blocks.encoded_block(segment, speech, lufs=lufs, peak_dbtp=mix.peak_dbtp, kbps=kbps).content
    else:
        content = alarm.alarm_block(lufs=lufs, peak_dbtp=mix.peak_dbtp, kbps=kbps)
    return content, measured_mp3(mp3.splice([content], kbps=kbps))
