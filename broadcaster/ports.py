"""The three doors through which foreign things come in or go out; each has at most four methods."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, runtime_checkable

from broadcaster.domain.news import NewsDraft
from broadcaster.domain.sound import Pcm, Voice
from broadcaster.domain.units import Outlet


@runtime_checkable
class NewsSource(Protocol):
    """Reads news out of one kind of file."""

    suffixes: Sequence[str]
    """File endings it answers for, lower case with the dot."""

    def read(self, path: Path) -> Sequence[NewsDraft]:
        """Give every item of the file in order; raises InputError and takes nothing when any item is bad."""
        ...


@runtime_checkable
class SpeechEngine(Protocol):
    """Turns one spoken sentence into sound."""

    name: str
    """What settings call it."""
    online: bool
    """Whether it needs a network."""

    def version(self) -> str:
        """Give the version that goes into cut hashes; raises EngineUnavailable when it cannot run here."""
        ...

    def voices(self) -> Sequence[Voice]:
        """Give the voices it offers."""
        ...

    def synthesise(self, spoken: str, voice: str) -> Pcm:
        """Say one sentence; raises UnknownVoice, SpeechFailed or OnlineVoiceUnreachable."""
        ...


@runtime_checkable
class Delivery(Protocol):
    """Hands a bundle over to an outlet."""

    name: str
    """What settings call it."""

    def deliver(self, bundle: Path, outlet: Outlet) -> str:
        """Hand the bundle over and say where it lies now; raises PlaceError."""
        ...
