"""The four doors through which foreign things come in or go out; each has at most four methods."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from broadcaster.domain.news import NewsDraft
from broadcaster.domain.sound import Pcm, Voice
from broadcaster.domain.units import Outlet


@runtime_checkable
class NewsSource(Protocol):
    """Reads news out of one kind of file, in a process of its own that has no network and may be ended at any moment.

    A source class with a class method ``within(limits: ReadingLimits)`` is made by it, else by a call without
    arguments.
    """

    suffixes: Sequence[str]
    """File endings it answers for, lower case with the dot."""

    def read(self, path: Path) -> Sequence[NewsDraft]:
        """Give every item of the file in order; raises InputError and takes nothing when any item is bad."""
        ...


@runtime_checkable
class TextRecognition(Protocol):
    """Reads letters out of pictures, for papers that came as scans; none is shipped (group ``broadcaster.ocr``).

    It is called in the process that reads strangers' files: it must do its work within that process, from models that
    lie on the disk. There no program can be started and no connection opened, and its memory and time count as the
    file's (``memory_mb`` and ``seconds`` of ``[news]``, which a station that has such an engine sets higher). Of
    several that are installed the first by name is asked.
    """

    def read(self, image: bytes) -> str:
        """Give the text of one page, paragraphs parted by blank lines; `image` is a PNG, upright, grey."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class VoicePlace:
    """What a station gives an engine to work with."""

    folder: Path
    """``voices/<engine>`` of the station: models, descriptions; may not be there."""
    secret: Callable[[str], str]
    """Gives a secret (an account's key) by its name, from outside the station's files; raises SecretMissing."""


@runtime_checkable
class SpeechEngine(Protocol):
    """Turns one spoken sentence into sound.

    An engine class with a class method ``for_station(place: VoicePlace)`` is made by it where a station is open, else
    by a call without arguments. One that can say several sentences at once tells how many in ``at_once``.
    """

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
