"""Give approved scripts a voice, sentence by sentence; what was said before is never said again."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from broadcaster.copydesk.reading import split_sentences
from broadcaster.domain.approvals import Approval, ApprovalStage, ScriptState
from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.ids import CutHash, ScriptId
from broadcaster.domain.scripts import Presenter, ReadLine, Script
from broadcaster.domain.sound import Cut, Voicing
from broadcaster.errors import EngineUnavailable, NotApproved, OnlineVoiceUnreachable, UnknownItem
from broadcaster.mixdown import lossless
from broadcaster.ports import SpeechEngine
from broadcaster.services.approve_script import ScriptStanding, standings
from broadcaster.services.progress import Progress, silent
from broadcaster.station import SOUND_SUFFIX, Station

logger = logging.getLogger(__name__)


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
    inside an item. Where the station has a recorded policy that waives hearing, the sound is approved in its name.

    Raises:
        NotApproved: a named script's text is not approved. UnknownItem, UnknownEngine, UnknownVoice, SpeechError.
    """
    wanted = _wanted(station, script_ids, named_engine=engine is not None)
    chain = station.speech_chain(engine)
    results: list[Voiced] = []
    for done, script in enumerate(wanted, start=1):
        results.append(_voice_by_chain(station, script, chain, now))
        progress(done, len(wanted))
    return tuple(results)


def _wanted(station: Station, ids: Sequence[ScriptId], *, named_engine: bool) -> list[Script]:
    known = {standing.script.id: standing for standing in standings(station)}
    if not ids:
        return [each.script for each in known.values() if _needs_voice(station, each, named_engine=named_engine)]
    for script_id in ids:
        if script_id not in known:
            raise UnknownItem(item=script_id, nearest="")
        if known[script_id].state is ScriptState.DRAFT:
            command = f'broadcaster script approve {script_id} --by "TÊN"'
            raise NotApproved(script=script_id, stage="bài", command=command)
    return [known[script_id].script for script_id in ids]


def _needs_voice(station: Station, standing: ScriptStanding, *, named_engine: bool) -> bool:
    """Say whether a script is approved and has no sound yet, or has lost some of it, or is to have another voice."""
    if standing.state is ScriptState.DRAFT:
        return False
    if standing.state is ScriptState.APPROVED or named_engine or standing.voicing is None:
        return True
    cuts = (cut for line in standing.voicing.lines for cut in line)
    return not all(station.media.has(cut.audio, SOUND_SUFFIX) for cut in cuts)


def _voice_by_chain(station: Station, script: Script, chain: Sequence[SpeechEngine], now: datetime) -> Voiced:
    reasons: list[str] = []
    for engine in chain:
        try:
            voicing, made = _voice(station, script, engine, now)
        except (OnlineVoiceUnreachable, EngineUnavailable) as error:
            logger.warning("%s", error, extra={"action": "voice_fallback", "engine": engine.name, "script": script.id})
            if engine is chain[-1]:
                raise
            reasons.append(str(error))
            continue
        total = sum(len(line) for line in voicing.lines)
        return Voiced(
            script=script, engine=engine.name, made=made, kept=total - made, fallback=reasons[0] if reasons else ""
        )
    raise EngineUnavailable(engine="-", reason="chưa khai báo bộ đọc nào trong station.toml")


def _voice(station: Station, script: Script, engine: SpeechEngine, now: datetime) -> tuple[Voicing, int]:
    sentences = [[(text, line.presenter) for text in split_sentences(line.spoken)] for line in script.read_lines]
    wanted = {pair: _made_by(station, engine, *pair) for line in sentences for pair in line}
    with station.store.reading() as tx:
        known = tx.cuts.many(list(wanted.values()))
    ready = {key: cut for key, cut in known.items() if station.media.has(cut.audio, SOUND_SUFFIX)}
    fresh = {key: _say(station, engine, key, *pair) for pair, key in wanted.items() if key not in ready}
    cuts = ready | fresh
    lines = tuple(tuple(cuts[wanted[pair]] for pair in line) for line in sentences)
    voicing = Voicing(script_id=script.id, text_hash=script.text_hash, lines=lines, at=now)
    with station.store.writing() as tx:
        for cut in fresh.values():
            tx.cuts.add(cut)
        tx.voicings.save(voicing)
        if station.sound_waiver:
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
    return CutHash(fingerprint([sentence, engine.name, engine.version(), station.voice_of(engine, presenter)]))


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


def hear(station: Station, line: ReadLine, *, engine: str | None = None) -> bytes:
    """Say one line at once, without approval and without keeping it, as a WAV file's bytes."""
    chosen = station.speech_chain(engine)[0]
    voice = station.voice_of(chosen, line.presenter)
    return lossless.wav([chosen.synthesise(sentence, voice) for sentence in split_sentences(line.spoken)])
