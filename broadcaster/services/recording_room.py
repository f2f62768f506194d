"""Where sentences are said: as many at once as a voice can, each kept as soon as it is said, none said twice."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from broadcaster.domain.ids import CutHash
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import Cut, Voice, cut_hash, made_with
from broadcaster.domain.voice_choices import VoiceChoice
from broadcaster.engines import FencedEngine
from broadcaster.errors import EngineUnavailable, OnlineVoiceUnreachable, SpeechError, SpeechFailed
from broadcaster.mixdown import lossless
from broadcaster.station import SOUND_SUFFIX, Station
from broadcaster.storage.store import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class _Speaker:
    """A voice that is ready to speak."""

    engine: FencedEngine
    voice: Voice
    version: str
    """What goes into the cuts: the engine's and the voice's."""

    def key(self, sentence: str) -> CutHash:
        return cut_hash(sentence, engine=self.engine.name, version=self.version, voice=self.voice.id)


@dataclass(kw_only=True)
class Turn:
    """One voice's way through some sentences; it stops at the first that fails."""

    engine: str
    """Who speaks."""
    keys: Mapping[str, CutHash]
    """The cut of each sentence."""
    known: Mapping[CutHash, Cut]
    """Those that were said before."""
    said: Mapping[CutHash, Future[Cut]]
    """Those that are being said, in order."""
    fresh: dict[CutHash, Cut] = field(default_factory=dict[CutHash, Cut])
    """Those that were said for it, and not for another script."""
    stopped: list[SpeechError] = field(default_factory=list[SpeechError])
    """Why it stopped, if it did."""

    def finished(self) -> tuple[dict[CutHash, Cut], SpeechError | None]:
        """Wait, and give every cut that there is now, with the error of the first sentence that has none."""
        cuts, fault = dict(self.known), None
        for key, future in self.said.items():
            try:
                cuts[key] = future.result()
            except SpeechError as error:
                fault = fault or error
        return cuts, fault


class RecordingRoom:
    """Says the sentences of many scripts; use it in a with block."""

    def __init__(self, station: Station) -> None:
        """Take the station, whose engines are made when they are first asked for."""
        self._station = station
        self._engines = station.speech_engines()
        self._pools: dict[str, ThreadPoolExecutor] = {}
        self._speakers: dict[tuple[VoiceChoice, Presenter], _Speaker] = {}
        self._saying: dict[CutHash, Future[Cut]] = {}
        self._unkept: dict[CutHash, Cut] = {}

    def __enter__(self) -> Self:
        """Open the room."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it: nobody begins another sentence, and what was said for scripts that are not finished is kept."""
        for pool in self._pools.values():
            pool.shutdown(cancel_futures=True)
        if self._unkept:
            with self._station.store.writing() as tx:
                tx.cuts.add_many(self._unkept.values())

    def keep(self, tx: Transaction, made: Mapping[CutHash, Cut]) -> None:
        """Write down some of what was said, with whatever else its transaction holds."""
        tx.cuts.add_many(made.values())
        for key in made:
            self._unkept.pop(key, None)

    def begin(self, choice: VoiceChoice, presenter: Presenter, sentences: Iterable[str]) -> Turn:
        """Let a voice begin to say the sentences that it has not said before.

        Raises:
            UnknownEngine, EngineUnavailable, OnlineVoiceUnreachable: this engine is off.
            UnknownVoice: settings name a voice that the engine does not have.
        """
        speaker = self._speaker(choice, presenter)
        keys = {sentence: speaker.key(sentence) for sentence in sentences}
        with self._station.store.reading() as tx:
            kept = tx.cuts.many(list(keys.values()))
        known = {key: cut for key, cut in kept.items() if is_kept(self._station, cut)}
        turn = Turn(engine=speaker.engine.name, keys=keys, known=known, said={})
        turn.said = {
            key: self._begun(turn, speaker, key, sentence) for sentence, key in keys.items() if key not in known
        }
        return turn

    def _speaker(self, choice: VoiceChoice, presenter: Presenter) -> _Speaker:
        engine = self._engines.get(choice.engine)
        if (choice, presenter) not in self._speakers:
            try:
                voice = self._station.voice_of(engine, presenter, choice.voice)
                version = made_with(engine.version(), voice)
            except EngineUnavailable as error:
                self._engines.put_off(choice.engine, error)
                raise
            self._speakers[choice, presenter] = _Speaker(engine=engine, voice=voice, version=version)
        return self._speakers[choice, presenter]

    def _begun(self, turn: Turn, speaker: _Speaker, key: CutHash, sentence: str) -> Future[Cut]:
        earlier = self._saying.get(key)
        self._saying[key] = self._pool(speaker.engine).submit(self._say_once, earlier, turn, speaker, sentence)
        return self._saying[key]

    def _pool(self, engine: FencedEngine) -> ThreadPoolExecutor:
        if engine.name not in self._pools:
            self._pools[engine.name] = ThreadPoolExecutor(engine.at_once, thread_name_prefix=f"voice-{engine.name}")
        return self._pools[engine.name]

    def _say_once(self, earlier: Future[Cut] | None, turn: Turn, speaker: _Speaker, sentence: str) -> Cut:
        """Give what another script had this voice say, or say it: that script may have stopped before its turn."""
        if earlier is not None:
            with contextlib.suppress(SpeechError):
                return earlier.result()
        return self._say(turn, speaker, sentence)

    def _say(self, turn: Turn, speaker: _Speaker, sentence: str) -> Cut:
        if turn.stopped:
            raise turn.stopped[0]
        try:
            self._engines.get(speaker.engine.name)  # another script may have found it off meanwhile
            sound = speaker.engine.synthesise(sentence, speaker.voice.id)
        except (OnlineVoiceUnreachable, EngineUnavailable) as error:
            self._engines.put_off(speaker.engine.name, error)
            turn.stopped.append(error)
            raise
        except SpeechFailed as error:
            turn.stopped.append(error)
            raise
        cut = Cut(
            hash=speaker.key(sentence),
            audio=self._station.media.put(lossless.encode(sound), SOUND_SUFFIX),
            duration=sound.duration,
            engine=speaker.engine.name,
            engine_version=speaker.version,
            voice=speaker.voice.id,
            spoken=sentence,
            words=sound.words,
        )
        turn.fresh[cut.hash] = self._unkept[cut.hash] = cut
        return cut


def is_kept(station: Station, cut: Cut) -> bool:
    """Say whether a cut's sound is there; a power cut may leave a file of no length."""
    return station.media.has(cut.audio, SOUND_SUFFIX)
