"""Have a bulletin said at once: each voice gets so many seconds, then eSpeak NG, which needs no network, says it.

An engine cannot be stopped while it works. Those that are too slow are left behind in threads that nobody waits for.
The store is only read here: whoever else writes is never held up by a voice.
"""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from broadcaster.domain.ids import CutHash
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import Cut, cut_hash, made_with
from broadcaster.domain.voice_choices import VoiceChoice
from broadcaster.engines import FencedEngine, speech_engine
from broadcaster.errors import BroadcasterError, EmergencyError
from broadcaster.mixdown import lossless
from broadcaster.services.recording_room import is_kept
from broadcaster.station import SOUND_SUFFIX, Station

logger = logging.getLogger(__name__)

LAST_RESORT = VoiceChoice(engine="espeak")
"""Who speaks when nobody else does in time: it comes with the program."""

LAST_SECONDS = 60.0
"""How long the last resort is waited for; it takes a second or two."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """A bulletin's sentences as one voice said them."""

    cuts: Mapping[str, Cut]
    """The cut of each sentence."""
    voice: str
    """Who said them, ``engine:voice``."""
    notes: tuple[str, ...]
    """Why others did not, in Vietnamese."""


def urgent_chain(station: Station, presenter: Presenter) -> tuple[VoiceChoice, ...]:
    """Give who may say a bulletin, in the order of trying; the last resort stands at the end, if not before."""
    named = tuple(VoiceChoice.of(name) for name in station.settings.emergency.voices)
    wanted = named or station.voice_chain(presenter)
    there = any(choice.engine == LAST_RESORT.engine for choice in wanted)
    return wanted if there else (*wanted, LAST_RESORT)


def voice_urgently(
    station: Station, presenter: Presenter, sentences: Iterable[str], *, chain: Sequence[VoiceChoice]
) -> Said:
    """Say every sentence by the first voice of the chain that can in time.

    Raises:
        EmergencyError: none can; with what each of them said.
    """
    wanted = tuple(dict.fromkeys(sentences))
    seconds = station.settings.emergency.voice_seconds / max(len(chain) - 1, 1)
    notes: list[str] = []
    for choice in chain:
        attempt = _Attempt(station, choice, presenter, wanted)
        fault = attempt.fault_within(LAST_SECONDS if choice is chain[-1] else seconds)
        if not fault:
            return Said(cuts=attempt.cuts, voice=attempt.voice, notes=tuple(notes))
        notes.append(f"giọng {choice}: {fault.rstrip('.')}")
        logger.warning("%s: %s", choice, fault, extra={"action": "urgent_voice_fallback"})
    raise EmergencyError(reason=f"không giọng nào đọc được ({'; '.join(notes)})")


class _Attempt:
    """One voice at work on all sentences, in threads of its own."""

    def __init__(self, station: Station, choice: VoiceChoice, presenter: Presenter, sentences: Sequence[str]) -> None:
        self._station, self._choice, self._presenter = station, choice, presenter
        self._left = deque(sentences)
        self._count = len(sentences)
        self._said = threading.Condition()
        self._fault = ""
        self.cuts: dict[str, Cut] = {}
        self.voice = str(choice)
        threading.Thread(target=self._lead, name=f"urgent-{choice.engine}", daemon=True).start()

    def fault_within(self, seconds: float) -> str:
        """Wait until all is said, and give what went wrong; nothing when nothing did."""
        with self._said:
            ready = self._said.wait_for(lambda: self._fault or len(self.cuts) == self._count, timeout=seconds)
            if not ready:
                self._fault = f"quá {seconds:.1f} giây chưa xong".replace(".", ",")
            return self._fault

    def _lead(self) -> None:
        try:
            engine = speech_engine(self._choice.engine, self._station.voice_place)
            voice = self._station.voice_of(engine, self._presenter, self._choice.voice)
            version = made_with(engine.version(), voice)
            self.voice = f"{engine.name}:{voice.id}"
            self._recall(engine.name, version, voice.id)
        except BroadcasterError as error:
            self._broke(str(error))
            return
        for _ in range(engine.at_once - 1):
            threading.Thread(target=self._work, args=(engine, version, voice.id), daemon=True).start()
        self._work(engine, version, voice.id)

    def _recall(self, engine: str, version: str, voice: str) -> None:
        """Take what this voice has said before, as it has the station call."""
        keys = {self._key(sentence, engine, version, voice): sentence for sentence in self._left}
        with self._station.store.reading() as tx:
            known = tx.cuts.many(list(keys))
        kept = {keys[key]: cut for key, cut in known.items() if is_kept(self._station, cut)}
        self._left = deque(sentence for sentence in self._left if sentence not in kept)
        with self._said:
            self.cuts |= kept
            self._said.notify_all()

    def _work(self, engine: FencedEngine, version: str, voice: str) -> None:
        while not self._fault:
            try:
                sentence = self._left.popleft()
            except IndexError:
                return
            try:
                cut = self._say(sentence, engine, version, voice)
            except BroadcasterError as error:
                self._broke(str(error))
                return
            with self._said:
                self.cuts[sentence] = cut
                self._said.notify_all()

    def _say(self, sentence: str, engine: FencedEngine, version: str, voice: str) -> Cut:
        sound = engine.synthesise(sentence, voice)
        return Cut(
            hash=self._key(sentence, engine.name, version, voice),
            audio=self._station.media.put(lossless.encode(sound), SOUND_SUFFIX),
            duration=sound.duration,
            engine=engine.name,
            engine_version=version,
            voice=voice,
            spoken=sentence,
            words=sound.words,
        )

    def _key(self, sentence: str, engine: str, version: str, voice: str) -> CutHash:
        return cut_hash(sentence, engine=engine, version=version, voice=voice)

    def _broke(self, fault: str) -> None:
        with self._said:
            self._fault = self._fault or fault
            self._said.notify_all()
