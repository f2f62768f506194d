"""What a person has read into a microphone, and how it is told from what a machine said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from broadcaster.domain.aliases import slug
from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.ids import DurationMs, ScriptId, Sha256
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import Cut, Voicing

TAKE_ENGINE: Final = "recorded"
"""What stands as the engine of a cut that a person has read."""

TAKE_CHECKS: Final = "takes 1"
"""What a take was checked by: raised when the checks change what they let pass."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Take:
    """One reading by a person, as it was taken in: kept for good beside its sound."""

    spoken: str
    """What was read, as a voice would be handed it: one sentence, or all sentences of a line."""
    reader: str
    """Who read, as typed."""
    presenter: Presenter
    """For which presenter's line."""
    audio: Sha256
    """SHA-256 of the stored sound."""
    duration: DurationMs
    """Length, rounded up to whole milliseconds."""
    script_id: ScriptId
    """The script that it was read for."""
    source: str
    """Name of the file that it came in."""
    at: datetime
    """When it was taken in (aware, UTC)."""
    checks: str
    """By which version of the checks."""
    faults: tuple[str, ...] = ()
    """What the checks found and somebody accepted."""
    accepted: str = ""
    """Why the faults were accepted; empty when there were none."""

    @property
    def voice(self) -> str:
        """Give the voice that this reading counts as."""
        return voice_of_reader(self.reader, self.presenter)


def reader_id(name: str) -> str:
    """Write a reader's name as a plain word: ``Nguyễn Thị Hoa`` is ``nguyen-thi-hoa``."""
    return slug(name) or f"ptv-{fingerprint(name)[:8]}"


def voice_of_reader(name: str, presenter: Presenter) -> str:
    """Give a reader's voice id: ``nguyen-thi-hoa-nu`` where she reads the woman's lines."""
    return f"{reader_id(name)}-{slug(presenter.value)}"


def takes_in(voicing: Voicing) -> tuple[Cut, ...]:
    """Give the cuts of a voicing that a person has read; a machine may not replace them unasked."""
    return tuple(cut for line in voicing.lines for cut in line if cut.engine == TAKE_ENGINE)
