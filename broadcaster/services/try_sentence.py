"""Say one sentence of a script at once: kept like any cut, so that it is not said twice, but no voicing comes of it.

A script counts as voiced by its voicing alone. What was only tried stands among the cuts, where the real voicing finds
it again.
"""

from __future__ import annotations

import threading
from concurrent.futures import CancelledError

from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import Cut
from broadcaster.errors import BroadcasterError, SpeechError, TrialsBusy
from broadcaster.mixdown import lossless
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
        if not self._turns.acquire(timeout=self._patience_s):
            raise TrialsBusy
        try:
            cut = self._cut(station, sentence, presenter)
        finally:
            self._turns.release()
        return lossless.wav([lossless.decode(station.media.get(cut.audio, SOUND_SUFFIX))])

    def close(self) -> None:
        """Let go of the voices."""
        with self._change:
            self._drop()

    def _cut(self, station: Station, sentence: str, presenter: Presenter) -> Cut:
        fault: BroadcasterError | None = None
        for choice in station.voice_chain(presenter):
            try:
                with self._change:
                    room = self._opened(station)
                    turn = room.begin(choice, presenter, [sentence])
                cuts, stopped = turn.finished()
                if turn.fresh:
                    with station.store.writing() as tx:
                        room.keep(tx, turn.fresh)
                if cuts:
                    return next(iter(cuts.values()))
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
