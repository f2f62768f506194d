"""Say a sentence or a short text at once: kept like any cut, so that it is not said twice, but no voicing comes of it.

A script counts as voiced by its voicing alone. What was only tried stands among the cuts, where the real voicing finds
it again.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import CancelledError

from broadcaster.copydesk.reading.breaths import voice_sentences
from broadcaster.domain.ids import ScriptId
from broadcaster.domain.scripts import Presenter, ReadLine
from broadcaster.domain.sound import Cut
from broadcaster.errors import BroadcasterError, SpeechError, TrialsBusy
from broadcaster.mixdown import lossless
from broadcaster.services.hear_script import joined, small
from broadcaster.services.recording_room import RecordingRoom
from broadcaster.station import SOUND_SUFFIX, Station

AT_ONCE = 2
"""How many sentences are said at the same time; whoever comes later waits for their turn."""

PATIENCE_S = 20.0
"""How long somebody waits for their turn before they are told to try again."""

_SENTENCES = 500


class TrialRoom:
    """A recording room that stays open between sentences, so that a voice is loaded once; threads may share it."""

    def __init__(self, *, at_once: int = AT_ONCE, patience_s: float = PATIENCE_S) -> None:
        """Open nothing yet."""
        self._turns = threading.BoundedSemaphore(at_once)
        self._patience_s = patience_s
        self._change = threading.Lock()
        self._room: RecordingRoom | None = None
        self._of: Station | None = None
        self._said = 0

    def wav(self, station: Station, sentence: str, presenter: Presenter) -> bytes:
        """Give a spoken sentence as a WAV file, said by the first voice of the presenter that can.

        Raises:
            TrialsBusy: others have to be waited for too long.
            SpeechError: no voice can say it.
        """
        (cut,) = self._in_turn(station, [sentence], presenter)
        return lossless.wav([lossless.decode(station.media.get(cut.audio, SOUND_SUFFIX))])

    def mp3(self, station: Station, lines: Sequence[ReadLine]) -> bytes:
        """Give a short text as an MP3 with its pauses, each line said by the first voice of its presenter that can.

        Raises:
            TrialsBusy, SpeechError, CutMissing.
        """
        said = [(line, self._in_turn(station, voice_sentences(line.spoken), line.presenter)) for line in lines]
        return small(joined(station, ScriptId("thu"), said))

    def close(self) -> None:
        """Let go of the voices."""
        with self._change:
            self._drop()

    def _in_turn(self, station: Station, sentences: Sequence[str], presenter: Presenter) -> tuple[Cut, ...]:
        if not self._turns.acquire(timeout=self._patience_s):
            raise TrialsBusy
        try:
            return self._cuts(station, sentences, presenter)
        finally:
            self._turns.release()

    def _cuts(self, station: Station, sentences: Sequence[str], presenter: Presenter) -> tuple[Cut, ...]:
        fault: BroadcasterError | None = None
        for choice in station.voice_chain(presenter):
            try:
                with self._change:
                    room = self._opened(station)
                    turn = room.begin(choice, presenter, sentences)
                cuts, stopped = turn.finished()
                if turn.fresh:
                    with station.store.writing() as tx:
                        room.keep(tx, turn.fresh)
                if stopped is None:
                    return tuple(cuts[turn.keys[sentence]] for sentence in sentences)
                fault = fault or stopped
            except SpeechError as error:
                fault = fault or error
            except CancelledError as error:  # the room was closed for another's fault
                raise TrialsBusy from error
        self.close()  # what was off may be on again the next time
        raise fault or SpeechError(reason="không có giọng nào")

    def _opened(self, station: Station) -> RecordingRoom:
        self._said += 1
        if self._of is not station or self._said > _SENTENCES:
            self._drop()
        if self._room is None:
            self._room, self._of, self._said = RecordingRoom(station), station, 1
        return self._room

    def _drop(self) -> None:
        room, self._room, self._of = self._room, None, None
        if room is not None:
            room.__exit__(None, None, None)
