"""Say how long scripts last on air before they are voiced, and how right that is for those that are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from broadcaster.copydesk.read_time import ASSUMED, cut_time, measured_pace
from broadcaster.copydesk.reading import count_tieng
from broadcaster.copydesk.reading.breaths import voice_sentences
from broadcaster.domain.ids import CutHash, DurationMs, ScriptId
from broadcaster.domain.paces import Pace
from broadcaster.domain.scripts import LinePart, Presenter, ReadLine, Script
from broadcaster.domain.sound import Cut, Voicing, framed
from broadcaster.errors import UnknownItem
from broadcaster.scheduling.layout import Pauses
from broadcaster.services.approve_script import standings
from broadcaster.services.progress import Progress, silent
from broadcaster.station import Station

_SEGMENTS = (
    (LinePart.CALL, LinePart.GREETING),
    (LinePart.INTRODUCTION,),
    (LinePart.BODY,),
    (LinePart.SIGN_OFF,),
)
"""The parts of scripts that air together; headlines are the bulletin's and counted with it."""


class VoiceKey(NamedTuple):
    """A voice as it sounds: another version of its engine may read at another pace."""

    engine: str
    """Engine."""
    version: str
    """Its version."""
    voice: str
    """Voice id within the engine."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TimedScript:
    """A script's length on air, as told by the pace of its voices and as it is."""

    script: Script
    """The script."""
    tieng: int
    """What is read of it on air, headline apart."""
    told: DurationMs
    """By the pace of the voices, none of the script's own cuts used."""
    actual: DurationMs | None
    """By its sound; none before these very words are voiced."""

    @property
    def off_percent(self) -> float | None:
        """Give by how much the told length is too long, or too short when negative; none without sound."""
        return None if not self.actual else (self.told / self.actual - 1) * 100


@dataclass(frozen=True, kw_only=True, slots=True)
class VoicePace:
    """How fast a voice reads, and how right its pace tells the length of scripts that it was not learned from."""

    voice: VoiceKey
    """The voice."""
    pace: Pace
    """Learned from all of its cuts."""
    off_percents: tuple[float, ...]
    """For each script that it reads in: how far its told sentences are off, silences between them left out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ScriptTimes:
    """The lengths of some scripts and the paces that told them."""

    scripts: tuple[TimedScript, ...]
    """In order of writing."""
    voices: tuple[VoicePace, ...]
    """Every voice that has read, by name."""

    @property
    def off_percents(self) -> tuple[float, ...]:
        """Give how far the told lengths of voiced scripts are off."""
        return tuple(abs(each.off_percent) for each in self.scripts if each.off_percent is not None)


def time_scripts(station: Station, *, script_ids: Sequence[ScriptId] = (), progress: Progress = silent) -> ScriptTimes:
    """Tell the length of the named scripts, or of all, each by what its voices have read in other scripts.

    A line that nobody has voiced is told by the voice that last read for its presenter, or by the assumed pace.

    Raises:
        UnknownItem.
    """
    scripts = {standing.script.id: standing.script for standing in standings(station)}
    for script_id in script_ids:
        if script_id not in scripts:
            raise UnknownItem(item=script_id, nearest="")
    with station.store.reading() as tx:
        voicings = tx.voicings.all()
    heard = _heard(scripts, voicings)
    wanted = [scripts[each] for each in script_ids] if script_ids else list(scripts.values())
    told: list[_Told] = []
    for done, script in enumerate(wanted, start=1):
        told.append(_told(script, voicings.get(script.id), heard))
        progress(done, len(wanted))
    voices = [_voice_pace(voice, cuts.values(), told) for voice, cuts in sorted(heard.cuts.items())]
    return ScriptTimes(scripts=tuple(each.script for each in told), voices=tuple(voices))


def rough_length(script: Script, voicing: Voicing | None) -> DurationMs:
    """Give a script's length on air by its sound, or, without sound, by the assumed pace: quick, for long lists."""
    said = voicing.lines if voicing is not None and voicing.text_hash == script.text_hash else None
    if said:
        return _aired(script, [[cut.duration for cut in cuts] for cuts in said])
    return _aired(script, [_assumed(line.spoken) for line in script.read_lines])


@lru_cache(maxsize=4096)
def _assumed(spoken: str) -> Sequence[DurationMs]:
    """Give how long each sentence of a line lasts by the assumed pace; lists show the same lines again and again."""
    return tuple(cut_time(sentence, ASSUMED) for sentence in voice_sentences(spoken))


@dataclass(frozen=True, kw_only=True, slots=True)
class Paces:
    """How fast those voices read that read last, learned once to time many texts."""

    of: Mapping[Presenter, Pace]
    """By presenter; one for whom nobody has read has the assumed pace."""


def learned_paces(station: Station, *, newest: int = 200) -> Paces:
    """Learn the pace of each presenter's voice from the scripts that were voiced last."""
    scripts = {standing.script.id: standing.script for standing in standings(station)}
    with station.store.reading() as tx:
        voicings = sorted(tx.voicings.all().values(), key=lambda each: (each.at, each.script_id))[-newest:]
    heard = _heard(scripts, {each.script_id: each for each in voicings})
    return Paces(of={who: heard.pace(heard.readers.get(who), without=()) for who in Presenter})


def time_by(script: Script, paces: Paces) -> TimedScript:
    """Tell the length of one script, saved or not, by paces that were learned before."""
    told = [
        [cut_time(sentence, paces.of[line.presenter]) for sentence in voice_sentences(line.spoken)]
        for line in script.read_lines
    ]
    return TimedScript(script=script, tieng=_tieng(script), told=_aired(script, told), actual=None)


def _tieng(script: Script) -> int:
    return sum(count_tieng(line.spoken) for line in script.read_lines if line.part is not LinePart.HEADLINE)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Heard:
    """All that voices have read."""

    cuts: Mapping[VoiceKey, Mapping[CutHash, Cut]]
    readers: Mapping[Presenter, VoiceKey]
    """Who last read for each presenter."""

    def pace(self, voice: VoiceKey | None, *, without: Collection[CutHash]) -> Pace:
        """Give what a voice's cuts say of it, but for those that are to be left out; nobody's is the assumed pace."""
        known = self.cuts[voice] if voice else dict[CutHash, Cut]()
        return measured_pace(cut for key, cut in known.items() if key not in without)


def _heard(scripts: Mapping[ScriptId, Script], voicings: Mapping[ScriptId, Voicing]) -> _Heard:
    cuts: dict[VoiceKey, dict[CutHash, Cut]] = {}
    readers: dict[Presenter, VoiceKey] = {}
    for voicing in sorted(voicings.values(), key=lambda each: (each.at, each.script_id)):
        for cut in (cut for line in voicing.lines for cut in line):
            cuts.setdefault(_key(cut), {})[cut.hash] = cut
        script = scripts.get(voicing.script_id)
        if script is not None and voicing.text_hash == script.text_hash:
            read = zip(script.read_lines, voicing.lines, strict=True)
            readers |= {line.presenter: _key(said[0]) for line, said in read if said}
    return _Heard(cuts=cuts, readers=readers)


def _key(cut: Cut) -> VoiceKey:
    return VoiceKey(cut.engine, cut.engine_version, cut.voice)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Told:
    """A script with how far each of its voices was told wrong."""

    script: TimedScript
    off: Mapping[VoiceKey, float]


def _told(script: Script, voicing: Voicing | None, heard: _Heard) -> _Told:
    own = {cut.hash for line in voicing.lines for cut in line} if voicing else set[CutHash]()
    said = voicing.lines if voicing and voicing.text_hash == script.text_hash else None
    voices = [_key(cuts[0]) if cuts else heard.readers.get(line.presenter) for line, cuts in _paired(script, said)]
    paces = {voice: heard.pace(voice, without=own) for voice in dict.fromkeys(voices)}
    told = [
        [cut_time(sentence, paces[voice]) for sentence in voice_sentences(line.spoken)]
        for line, voice in zip(script.read_lines, voices, strict=True)
    ]
    actual = [[cut.duration for cut in cuts] for cuts in said] if said else None
    timed = TimedScript(
        script=script,
        tieng=_tieng(script),
        told=_aired(script, told),
        actual=_aired(script, actual) if actual else None,
    )
    return _Told(script=timed, off=_off(voices, told, actual) if actual else {})


def _paired(script: Script, said: Sequence[tuple[Cut, ...]] | None) -> list[tuple[ReadLine, tuple[Cut, ...]]]:
    lines = script.read_lines
    return list(zip(lines, said or [()] * len(lines), strict=True))


def _off(
    voices: Sequence[VoiceKey | None], told: Sequence[Sequence[int]], actual: Sequence[Sequence[int]]
) -> dict[VoiceKey, float]:
    """Give by how much per cent the sentences of each voice are told too long."""
    sums: dict[VoiceKey, list[int]] = {}
    for voice, long, short in zip(voices, told, actual, strict=True):
        if voice is not None and short:
            both = sums.setdefault(voice, [0, 0])
            both[0] += sum(long)
            both[1] += sum(short)
    return {voice: (told_ms / actual_ms - 1) * 100 for voice, (told_ms, actual_ms) in sums.items()}


def _aired(script: Script, lengths: Sequence[Sequence[int]]) -> DurationMs:
    """Give how long a script's sentences last as its segments, with every silence that the mix keeps."""
    pauses, total = Pauses(), 0
    for parts in _SEGMENTS:
        lines = [each for each in zip(script.read_lines, lengths, strict=True) if each[0].part in parts]
        if lines:
            words = sum(sum(cuts) + pauses.sentence * (len(cuts) - 1) for _, cuts in lines)
            total += framed(pauses.around + words + sum(pauses.after(line) for line, _ in lines[:-1]))
    return DurationMs(total)


def _voice_pace(voice: VoiceKey, cuts: Iterable[Cut], told: Iterable[_Told]) -> VoicePace:
    off = tuple(abs(each.off[voice]) for each in told if voice in each.off)
    return VoicePace(voice=voice, pace=measured_pace(cuts), off_percents=off)
