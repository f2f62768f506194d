"""Work on a script that is not saved yet: whose text it is, and who sits at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from broadcaster.domain.ids import ScriptId, Sha256


@dataclass(frozen=True, kw_only=True, slots=True)
class ScriptDraft:
    """What somebody has typed over a script and not saved; each person has their own, so none overwrites another."""

    script_id: ScriptId
    """Which script."""
    account_id: str
    """Whose draft."""
    name: str
    """Their name, for others to read."""
    text: str
    """As typed, in the script format or not yet."""
    based_on: Sha256
    """Names the written words that it began from."""
    at: datetime
    """When it was kept last (aware, UTC)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ScriptLock:
    """Somebody sits at the desk of a script."""

    script_id: ScriptId
    """Which script."""
    account_id: str
    """Who."""
    name: str
    """Their name, for others to read."""
    taken_at: datetime
    """Since when (aware, UTC)."""
    seen_at: datetime
    """When they last did anything at it (aware, UTC)."""
