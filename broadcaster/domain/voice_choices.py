"""How settings and commands name who is to speak."""

from __future__ import annotations

import re
from dataclasses import dataclass

VOICE_NAME = re.compile(r"[^\s:]+(:[^\s:]+)?")
"""How one is written: ``espeak`` or ``espeak:nu-phat-thanh``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class VoiceChoice:
    """An engine, and the voice of it that is to speak."""

    engine: str
    """What settings call the engine."""
    voice: str = ""
    """The voice's id; empty for the engine's first that fits the presenter."""

    @classmethod
    def of(cls, name: str) -> VoiceChoice:
        """Read what settings and commands write."""
        engine, _, voice = name.partition(":")
        return cls(engine=engine, voice=voice)

    def __str__(self) -> str:
        """Write it as settings do."""
        return f"{self.engine}:{self.voice}" if self.voice else self.engine
