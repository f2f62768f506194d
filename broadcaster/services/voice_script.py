"""Give approved scripts a voice, sentence by sentence; what was said before is never said again."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from broadcaster.copydesk.reading.breaths import voice_sentences
from broadcaster.domain.approvals import Approval, ApprovalStage, ScriptState
from broadcaster.domain.ids import CutHash, ScriptId
from broadcaster.domain.scripts import Presenter, Script
from broadcaster.domain.sound import Cut, Voicing, cut_hash
from broadcaster.engines import SpeechChain
from broadcaster.errors import (
    EngineUnavailable,
    NotApproved,
    OnlineVoiceUnreachable,
    SpeechError,
    SpeechFailed,
    UnknownItem,
)
from broadcaster.mixdown import lossless
from broadcaster.ports import SpeechEngine
from broadcaster.services.approve_script import ScriptStanding, standings
from broadcaster.services.progress import Progress, silent
from broadcaster.station import SOUND_SUFFIX, Station

logger = logging.getLogger(__name__)

_Result = TypeVar("_Result")


@dataclass(frozen=True, kw_only=True, slots=True)
class Voiced:
    """What voicing one script came to."""

    script: Script
    """The script."""
    engine: str
    """The engine that said it."""
    made: int
    """Sentences newly voiced."""
    kept: int
    """Sentences found in the cache."""
    fallback: str
    """Why the first engine was not used; empty when it was."""


def voice_scripts(
    station: Station,
    *,
    now: datetime,
    script_ids: Sequence[ScriptId] = (),
    engine: str | None = None,
    progress: Progress = silent,
) -> tuple[Voiced, ...]:
    """Voice the named scripts, or all that are approved and not yet voiced.

    A script that has lost a sound file is voiced again. One engine says a whole script: a fallback never changes voices
    inside an item. Where the station has a recorded policy that waives hearing, the sound is approved in its name, as
    long as an engine of the station's own choice made it: any other voice is to be heard by a person.

    Raises:
        NotApproved: a named script's text is not approved. UnknownItem, UnknownEngine, UnknownVoice, SpeechError.
    """
    chain = station.speech_chain(engine)
    wanted = _wanted(station, script_ids, named_engine=engine is not None)
    results: list[Voiced] = []
    for done, standing in enumerate(wanted, start=1):
        made_already = None if engine or script_ids else _waiting_for_waiver(station, standing)
        if made_already is None:
            results.append(_speak(station, standing.script, chain, now))
        else:
            results.append(_waive(station, standing.script, made_already, now))
        progress(done, len(wanted))
    return tuple(results)


def _wanted(station: Station, ids: Sequence[ScriptId], *, named_engine: bool) -> list[ScriptStanding]:
    known = {standing.script.id: standing for standing in standings(station)}
    if not ids:
        return [each for each in known.values() if _needs_voice(station, each, named_engine=named_engine)]
    for script_id in ids:
        if script_id not in known:
            raise UnknownItem(item=script_id, nearest="")
        if known[script_id].state is ScriptState.DRAFT:
            command = f'broadcaster script approve {script_id} --by "TÊN"'
            raise NotApproved(script=script_id, stage="bài", command=command)
    return [known[script_id] for script_id in ids]


def _needs_voice(station: Station, standing: ScriptStanding, *, named_engine: bool) -> bool:
    """Say whether an approved script has no sound, has lost some, is to have another voice, or waits for the waiver."""
    if standing.state is ScriptState.DRAFT:
        return False
    if standing.state is ScriptState.APPROVED or named_engine or standing.voicing is None:
        return True
    return not _all_kept(station, standing.voicing) or _waiting_for_waiver(station, standing) is not None


def _waiting_for_waiver(station: Station, standing: ScriptStanding) -> Voicing | None:
    """Give the whole sound of a script that was voiced before the waiver was decided on, or nothing."""
    voicing = standing.voicing
    if standing.state is not ScriptState.VOICED or voicing is None:
        return None
    return voicing if _waivable(station, voicing) and _all_kept(station, voicing) else None


def _waivable(station: Station, voicing: Voicing) -> bool:
    """Say whether the waiver of hearing holds: only for sound of the engines that the station has chosen itself."""
    return bool(station.sound_waiver) and {cut.engine for cut in _cuts(voicing)} <= set(station.settings.voice.engines)


def _all_kept(station: Station, voicing: Voicing) -> bool:
    return all(_kept(station, cut) for cut in _cuts(voicing))


def _cuts(voicing: Voicing) -> list[Cut]:
    return [cut for line in voicing.lines for cut in line]


def _kept(station: Station, cut: Cut) -> bool:
    """Say whether a cut's sound is there; a power cut may leave a file of no length."""
    path = station.media.path(cut.audio, SOUND_SUFFIX)
    return path.is_file() and path.stat().st_size > 0


def _waive(station: Station, script: Script, voicing: Voicing, now: datetime) -> Voiced:
    with station.store.writing() as tx:
        tx.approvals.add(_waived(station, script, voicing, now))
    cuts = _cuts(voicing)
    used = ", ".join(dict.fromkeys(cut.engine for cut in cuts))
    return Voiced(script=script, engine=used, made=0, kept=len(cuts), fallback="")


def _speak(station: Station, script: Script, chain: SpeechChain, now: datetime) -> Voiced:
    spoken = _by_chain(chain, lambda engine: _voice(station, script, engine, now))
    voicing, made = spoken.result
    total = len(_cuts(voicing))
    return Voiced(script=script, engine=spoken.engine, made=made, kept=total - made, fallback=spoken.fallback)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Spoken(Generic[_Result]):
    """What the first engine that could came to."""

    engine: str
    result: _Result
    fallback: str


def _by_chain(chain: SpeechChain, attempt: Callable[[SpeechEngine], _Result]) -> _Spoken[_Result]:
    """Let the first engine that can do the whole of it; one that is off stays off, one that failed is asked again."""
    failed: dict[str, SpeechError] = {}
    for engine in chain:
        try:
            result = attempt(engine)
        except (OnlineVoiceUnreachable, EngineUnavailable) as error:
            chain.put_off(engine.name, error)
        except SpeechFailed as error:
            logger.warning("%s", error, extra={"action": "voice_fallback", "engine": engine.name})
            failed[engine.name] = error
        else:
            before = _reasons(chain.names[: chain.names.index(engine.name)], chain.off | failed)
            return _Spoken(engine=engine.name, result=result, fallback=str(before[0]) if before else "")
    reasons = _reasons(chain.names, chain.off | failed)
    if reasons:
        raise reasons[-1]
    raise EngineUnavailable(engine="-", reason="chưa khai báo bộ đọc nào trong station.toml")


def _reasons(names: Sequence[str], errors: Mapping[str, SpeechError]) -> list[SpeechError]:
    return [errors[name] for name in names if name in errors]


def _voice(station: Station, script: Script, engine: SpeechEngine, now: datetime) -> tuple[Voicing, int]:
    sentences = [[(text, line.presenter) for text in voice_sentences(line.spoken)] for line in script.read_lines]
    wanted = {pair: _made_by(station, engine, *pair) for line in sentences for pair in line}
    with station.store.reading() as tx:
        known = tx.cuts.many(list(wanted.values()))
    ready = {key: cut for key, cut in known.items() if _kept(station, cut)}
    fresh = {key: _say(station, engine, key, *pair) for pair, key in wanted.items() if key not in ready}
    cuts = ready | fresh
    lines = tuple(tuple(cuts[wanted[pair]] for pair in line) for line in sentences)
    voicing = Voicing(script_id=script.id, text_hash=script.text_hash, lines=lines, at=now)
    with station.store.writing() as tx:
        for cut in fresh.values():
            tx.cuts.add(cut)
        tx.voicings.save(voicing)
        if _waivable(station, voicing):
            tx.approvals.add(_waived(station, script, voicing, now))
    return voicing, len(fresh)


def _waived(station: Station, script: Script, voicing: Voicing, now: datetime) -> Approval:
    return Approval(
        script_id=script.id,
        stage=ApprovalStage.SOUND,
        subject=voicing.sound_hash,
        by="chính sách của đài",
        at=now,
        policy=station.sound_waiver,
    )


def _made_by(station: Station, engine: SpeechEngine, sentence: str, presenter: Presenter) -> CutHash:
    voice = station.voice_of(engine, presenter)
    return cut_hash(sentence, engine=engine.name, version=engine.version(), voice=voice)


def _say(station: Station, engine: SpeechEngine, key: CutHash, sentence: str, presenter: Presenter) -> Cut:
    voice = station.voice_of(engine, presenter)
    sound = engine.synthesise(sentence, voice)
    return Cut(
        hash=key,
        audio=station.media.put(lossless.encode(sound), SOUND_SUFFIX),
        duration=sound.duration,
        engine=engine.name,
        engine_version=engine.version(),
        voice=voice,
        spoken=sentence,
    )
