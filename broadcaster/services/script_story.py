"""Tell all that happened to a script: the steps, what each version changed, and what people did by page."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from broadcaster.domain.audit import AuditEntry
from broadcaster.domain.ids import ScriptId
from broadcaster.services.move_script import HistoryEntry, history
from broadcaster.services.review_script import Difference, between
from broadcaster.station import Station


@dataclass(frozen=True, kw_only=True, slots=True)
class ScriptStory:
    """What happened to a script."""

    entries: tuple[HistoryEntry, ...]
    """Oldest first."""
    changes: dict[int, tuple[Difference, ...]]
    """What each version changed of the one before it, by its number from 2."""
    trail: tuple[AuditEntry, ...]
    """What people did with it by page, oldest first."""


def script_story(station: Station, script_id: ScriptId) -> ScriptStory:
    """Give a script's story; raises UnknownItem."""
    with station.store.reading() as tx:
        versions, trail = tx.scripts.history(script_id), tx.audit.about(script_id)
    changes = {number: between(then, now) for number, (then, now) in enumerate(pairwise(versions), start=2)}
    return ScriptStory(entries=history(station, script_id), changes=changes, trail=trail)
