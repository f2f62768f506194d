"""Give approved scripts a voice, sentence by sentence; what was said before is never said again."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from broadcaster import engines
from broadcaster.copydesk.reading.breaths import voice_sentences
from broadcaster.domain.approvals import Approval, ApprovalStage, ScriptState
from broadcaster.domain.ids import CutHash, ScriptId
from broadcaster.domain.scripts import Presenter, Script
from broadcaster.domain.sound import Cut, Voicing
from broadcaster.domain.takes import takes_in
from broadcaster.domain.voice_choices import VoiceChoice
from broadcaster.errors import (
    EngineUnavailable,
    NotApproved,
    OnlineVoiceUnreachable,
    SpeechError,
    UnknownEngine,
    UnknownItem,
)
from broadcaster.services.approve_script import ScriptStanding, standings
from broadcaster.services.progress import Progress, silent
from broadcaster.services.recording_room import RecordingRoom, Turn, is_kept
from broadcaster.services.take_script import keeps_takes, refuse_if_read
from broadcaster.station import Station

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Voiced:
    """What voicing one script came to."""

    script: Script
    """The script."""
    engine: str
    """The engines that said it, as a list of names."""
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
    replace_takes: bool = False,
    progress: Progress = silent,
) -> tuple[Voiced, ...]:
    """Voice the named scripts, or all that are approved and not yet voiced.

    A script that has lost a sound file is voiced again. For each presenter one voice says a whole script: a fallback
    never changes voices inside an item. Where the station has a recorded policy that waives hearing, the sound is
    approved in its name, as long as an engine of the station's own choice made it: any other voice, and what a person
    has read, is to be heard by a person. What a person has read is replaced only when that is asked for.

    Raises:
        NotApproved: a named script's text is not approved. TakeStands: a named script is read by a person.
        UnknownItem, UnknownEngine, UnknownVoice, SpeechError.
    """
    if engine is not None:
        engines.check_voice(engine)
    preferred = VoiceChoice.of(engine) if engine is not None else None
    wanted = _wanted(station, script_ids, named_engine=engine is not None, replace_takes=replace_takes)
    with RecordingRoom(station) as room:
        work = [_begun(station, room, each, preferred, anew=bool(engine or script_ids)) for each in wanted]
        results: list[Voiced] = []
        for done, (standing, begun) in enumerate(zip(wanted, work, strict=True), start=1):
            if isinstance(begun, Voicing):
                results.append(_waive(station, standing.script, begun, now))
            else:
                results.append(_finish(station, room, begun, now))
            progress(done, len(wanted))
    return tuple(results)


def _wanted(
    station: Station, ids: Sequence[ScriptId], *, named_engine: bool, replace_takes: bool
) -> list[ScriptStanding]:
    known = {standing.script.id: standing for standing in standings(station)}
    if not ids:
        needing = [each for each in known.values() if _needs_voice(station, each, named_engine=named_engine)]
        return [each for each in needing if replace_takes or not keeps_takes(station, each)]
    for script_id in ids:
        if script_id not in known:
            raise UnknownItem(item=script_id, nearest="")
        if not known[script_id].state.text_stands:
            command = f'broadcaster script approve {script_id} --by "TÊN"'
            raise NotApproved(script=script_id, stage="bài", command=command)
        if not replace_takes:
            refuse_if_read(station, known[script_id])
    return [known[script_id] for script_id in ids]


def _needs_voice(station: Station, standing: ScriptStanding, *, named_engine: bool) -> bool:
    """Say whether an approved script has no sound, has lost some, is to have another voice, or waits for the waiver."""
    if not standing.state.text_stands:
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
    chosen = set(station.settings.voice.engine_names)
    return bool(station.sound_waiver) and not takes_in(voicing) and {cut.engine for cut in _cuts(voicing)} <= chosen


def _all_kept(station: Station, voicing: Voicing) -> bool:
    return all(is_kept(station, cut) for cut in _cuts(voicing))


def _cuts(voicing: Voicing) -> list[Cut]:
    return [cut for line in voicing.lines for cut in line]


def _waive(station: Station, script: Script, voicing: Voicing, now: datetime) -> Voiced:
    with station.store.writing() as tx:
        tx.approvals.add(_waived(station, script, voicing, now))
    cuts = _cuts(voicing)
    used = ", ".join(dict.fromkeys(cut.engine for cut in cuts))
    return Voiced(script=script, engine=used, made=0, kept=len(cuts), fallback="")


class _Part:
    """What one presenter says in a script: one voice says all of it, whichever of the chain can."""

    def __init__(
        self, room: RecordingRoom, presenter: Presenter, sentences: Sequence[str], chain: Sequence[VoiceChoice]
    ) -> None:
        self._room = room
        self._presenter = presenter
        self._sentences = sentences
        self._left = list(chain)
        self._failed: list[SpeechError] = []
        self.made: dict[CutHash, Cut] = {}
        """Cuts newly said, also by voices that then failed at another sentence."""
        self._turn = self._next()

    def finished(self) -> Turn:
        """Wait for the first voice that can; raises the last one's error when none can."""
        while self._turn is not None:
            cuts, fault = self._turn.finished()
            self.made |= self._turn.fresh
            if fault is None:
                self._turn.known = cuts
                return self._turn
            self._gave_way(self._turn.engine, fault)
            self._turn = self._next()
        raise self._failed[-1]

    @property
    def fallback(self) -> str:
        return str(self._failed[0]) if self._failed else ""

    def _next(self) -> Turn | None:
        while self._left:
            choice = self._left.pop(0)
            try:
                return self._room.begin(choice, self._presenter, self._sentences)
            except (UnknownEngine, EngineUnavailable, OnlineVoiceUnreachable) as error:
                self._failed.append(error)
        return None

    def _gave_way(self, engine: str, fault: SpeechError) -> None:
        self._failed.append(fault)
        logger.warning("%s", fault, extra={"action": "voice_fallback", "engine": engine})


@dataclass(frozen=True, kw_only=True, slots=True)
class _Session:
    """A script in the recording room."""

    script: Script
    lines: Sequence[tuple[Presenter, Sequence[str]]]
    parts: Mapping[Presenter, _Part]

    def voicing(self, now: datetime) -> Voicing:
        """Wait for every voice and join what they said; raises SpeechError."""
        turns = {presenter: part.finished() for presenter, part in self.parts.items()}
        lines = tuple(
            tuple(turns[presenter].known[turns[presenter].keys[sentence]] for sentence in sentences)
            for presenter, sentences in self.lines
        )
        return Voicing(script_id=self.script.id, text_hash=self.script.text_hash, lines=lines, at=now)

    def made(self) -> dict[CutHash, Cut]:
        """Give what was newly said."""
        return {key: cut for part in self.parts.values() for key, cut in part.made.items()}


def _begun(
    station: Station, room: RecordingRoom, standing: ScriptStanding, preferred: VoiceChoice | None, *, anew: bool
) -> _Session | Voicing:
    """Let voices begin a script, or give its whole sound that only waits for the waiver."""
    script = standing.script
    waiting = None if anew else _waiting_for_waiver(station, standing)
    if waiting is not None:
        return waiting
    lines = [(line.presenter, voice_sentences(line.spoken)) for line in script.read_lines]
    parts = {
        presenter: _Part(
            room,
            presenter,
            [sentence for by, sentences in lines if by is presenter for sentence in sentences],
            station.voice_chain(presenter, preferred),
        )
        for presenter in dict.fromkeys(by for by, _ in lines)
    }
    return _Session(script=script, lines=lines, parts=parts)


def _finish(station: Station, room: RecordingRoom, session: _Session, now: datetime) -> Voiced:
    """Keep a script's sound; raises SpeechError when no voice can say it."""
    voicing = session.voicing(now)
    made = session.made()
    with station.store.writing() as tx:
        room.keep(tx, made)
        tx.voicings.save(voicing)
        if _waivable(station, voicing):
            tx.approvals.add(_waived(station, session.script, voicing, now))
    cuts = _cuts(voicing)
    fresh = sum(cut.hash in made for cut in cuts)
    return Voiced(
        script=session.script,
        engine=", ".join(dict.fromkeys(cut.engine for cut in cuts)),
        made=fresh,
        kept=len(cuts) - fresh,
        fallback=next((part.fallback for part in session.parts.values() if part.fallback), ""),
    )


def _waived(station: Station, script: Script, voicing: Voicing, now: datetime) -> Approval:
    return Approval(
        script_id=script.id,
        stage=ApprovalStage.SOUND,
        subject=voicing.sound_hash,
        by="chính sách của đài",
        at=now,
        policy=station.sound_waiver,
    )
