"""How online voices are asked: not too often, not for ever, and never twice for what has already come."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TypeVar

from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.ids import DurationMs
from broadcaster.domain.sound import Pcm
from broadcaster.errors import BroadcasterError, OnlineVoiceUnreachable
from broadcaster.files import write_bytes
from broadcaster.speech.parts import Part, joined
from broadcaster.speech.sentences import syllables

logger = logging.getLogger(__name__)

Sleep = Callable[[float], None]
"""Waits so many seconds; tests give one that does not."""

TOO_MANY, SERVER_FAULT = 429, 500
_SHORTEST_SYLLABLE_MS = 70  # voices speak at 200 ms and more; less means that sound is missing
_TIMEOUT, _GAP, _PATIENCE = DurationMs(10_000), DurationMs(500), DurationMs(60_000)
_WAITS = (DurationMs(1_000), DurationMs(2_000), DurationMs(4_000), DurationMs(8_000))
_Result = TypeVar("_Result")


class AskAgain(OnlineVoiceUnreachable):
    """The service is busy and may answer later: used inside adapters, operators see its parent's sentence."""

    __doc__ = OnlineVoiceUnreachable.__doc__

    def __init__(self, *, engine: str, reason: str, after: DurationMs | None = None) -> None:
        """Take the reason, and how long the service wants to be left alone where it says so."""
        super().__init__(engine=engine, reason=reason)
        self.after = after


@dataclass(frozen=True, kw_only=True, slots=True)
class Manners:
    """How a service is asked politely."""

    timeout: DurationMs = _TIMEOUT
    """How long its silence is borne."""
    gap: DurationMs = _GAP
    """Least time between the starts of two requests of this process."""
    waits: tuple[DurationMs, ...] = _WAITS
    """How long to wait before the second, third… try when the service does not say."""
    patience: DurationMs = _PATIENCE
    """How much waiting one request is worth in all; beyond it another voice takes over."""


class Pace:
    """When the next request may start; one for each service, shared by all threads of the process."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Take the stopwatch, in seconds."""
        self._now = now
        self._next = now()
        self._lock = threading.Lock()

    def turn(self, gap: DurationMs, sleep: Sleep) -> None:
        """Wait for a place in the row."""
        with self._lock:
            now = self._now()
            start = max(now, self._next)
            self._next = start + gap / 1000
        if start > now:
            sleep(start - now)

    def rest(self, wait: DurationMs) -> None:
        """Let nobody of this process ask for a while: a service that is too busy is so for every thread."""
        with self._lock:
            self._next = max(self._next, self._now() + wait / 1000)


_paces: dict[str, Pace] = {}
_paces_lock = threading.Lock()


def pace_of(service: str) -> Pace:
    """Give the one pace of a service in this process."""
    with _paces_lock:
        return _paces.setdefault(service, Pace())


def patiently(attempt: Callable[[], _Result], *, pace: Pace, manners: Manners, sleep: Sleep) -> _Result:
    """Try until the service answers; raises the last AskAgain when patience is at its end, any other error at once."""
    waited = 0
    for planned in manners.waits:
        pace.turn(manners.gap, sleep)
        try:
            return attempt()
        except AskAgain as refusal:
            wait = planned if refusal.after is None else refusal.after
            waited += wait
            if waited > manners.patience:
                raise
            logger.info("%s; asking again", refusal.fields["reason"], extra={"action": "voice_wait", "wait_ms": wait})
            pace.rest(wait)
    pace.turn(manners.gap, sleep)
    return attempt()


def asked_to_wait(retry_after: str | None, date: str | None) -> DurationMs | None:
    """Read a Retry-After header, seconds or a date (RFC 9110); a date counts from the answer's own Date header."""
    written = (retry_after or "").strip()
    if written.isascii() and written.isdigit():
        return DurationMs(int(written) * 1000)
    try:
        until, since = parsedate_to_datetime(written), parsedate_to_datetime(date or "")
        return DurationMs(max(0, round((until - since).total_seconds() * 1000)))
    except (ValueError, TypeError):
        return None


class KeptParts:
    """The parts of unfinished sentences that have come already: in a folder, or for this process when there is none."""

    def __init__(self, folder: Path | None = None) -> None:
        """Take the folder; it is made when the first part comes."""
        self._folder = folder
        self._held: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        """Give a part, or nothing."""
        if self._folder is None:
            return self._held.get(key)
        with contextlib.suppress(OSError):
            return (self._folder / key).read_bytes()
        return None

    def put(self, key: str, content: bytes) -> None:
        """Keep a part; a disk that takes none is no reason to stay silent."""
        if self._folder is None:
            self._held[key] = content
            return
        try:
            write_bytes(self._folder / key, content, flushed=False)
        except BroadcasterError as error:
            logger.warning("%s", error, extra={"action": "voice_part_not_kept"})

    def forget(self, keys: Sequence[str]) -> None:
        """Let go of the parts of a sentence."""
        for key in keys:
            self._held.pop(key, None)
            if self._folder is not None:
                with contextlib.suppress(OSError):
                    (self._folder / key).unlink(missing_ok=True)


@dataclass(frozen=True, kw_only=True)
class Asking:
    """Everything about asking one service but the request itself."""

    engine: str
    """Who asks."""
    manners: Manners
    """How politely."""
    pace: Pace
    """When."""
    kept: KeptParts = field(default_factory=KeptParts)
    """What has come already."""
    sleep: Sleep = time.sleep
    """How it waits."""

    def patiently(self, attempt: Callable[[], _Result]) -> _Result:
        """Try as often as these manners allow."""
        return patiently(attempt, pace=self.pace, manners=self.manners, sleep=self.sleep)

    def sentence(
        self,
        parts: Sequence[Part],
        *,
        made_by: str,
        fetch: Callable[[str], bytes],
        decode: Callable[[bytes], Pcm],
    ) -> Pcm:
        """Give the sound of a sentence from its parts, asking only for those that have not come before.

        `made_by` names voice and way of asking: a part of another voice is another part. `fetch` is patient itself.
        """
        keys = [fingerprint([made_by, part.text]) for part in parts]
        sounds = [
            self._part(part.text, key, fetch, decode, alone=len(parts) == 1)
            for part, key in zip(parts, keys, strict=True)
        ]
        if len({sound.rate_hz for sound in sounds}) > 1:
            self.kept.forget(keys)
            raise OnlineVoiceUnreachable(engine=self.engine, reason="các phần âm thanh trả về không cùng tần số mẫu")
        whole = joined(sounds, [part.pause for part in parts])
        self.kept.forget(keys)
        return whole

    def _part(
        self, text: str, key: str, fetch: Callable[[str], bytes], decode: Callable[[bytes], Pcm], *, alone: bool
    ) -> Pcm:
        content = None if alone else self.kept.get(key)
        if content is not None:
            with contextlib.suppress(OnlineVoiceUnreachable):  # damaged on the disk: ask again
                return self.heard(decode(content), text)
        content = fetch(text)
        sound = self.heard(decode(content), text)
        if not alone:
            self.kept.put(key, content)
        return sound

    def heard(self, sound: Pcm, text: str) -> Pcm:
        """Give the sound back when it can hold the words; raises OnlineVoiceUnreachable."""
        if sound.duration < _SHORTEST_SYLLABLE_MS * syllables(text):
            raise OnlineVoiceUnreachable(engine=self.engine, reason="âm thanh trả về thiếu tiếng")
        return sound
