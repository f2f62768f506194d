"""Counts of targets, kept for minutes: counting a year takes longer than a page may."""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection
from datetime import datetime, timedelta

from broadcaster.domain.ids import OutletId
from broadcaster.errors import BroadcasterError
from broadcaster.services.show_today import Progress, show_progress
from broadcaster.station import Station

logger = logging.getLogger(__name__)

COUNTED_FOR = timedelta(minutes=5)
"""How long a count is shown before it is counted anew; the page says when it was."""

WAITED_S = 0.1
"""How long a page waits for a count: a small station's is done by then."""

MOST_KEPT = 200
"""For so many choices of outlets."""

_Key = tuple[int, frozenset[OutletId] | None]


class Counting:
    """The last count for each choice of outlets, and one count at a time."""

    def __init__(self) -> None:
        """Begin with none."""
        self._turn = threading.Lock()
        self._kept: dict[_Key, Progress] = {}
        self._beside: set[_Key] = set()

    def counted(self, station: Station, *, now: datetime, only: Collection[OutletId] | None = None) -> Progress:
        """Give the last count while it is new enough, and else count.

        An older count is given at once while somebody else counts.
        """
        key = _key(station, only)
        kept = self._kept.get(key)
        if kept is not None and timedelta() <= now - kept.counted_at < COUNTED_FOR:
            return kept
        if not self._turn.acquire(blocking=kept is None):
            return kept or self.counted(station, now=now, only=only)
        try:
            again = self._kept.get(key)
            if again is not None and again is not kept:
                return again
            return self._keep(key, show_progress(station, now=now, only=only))
        finally:
            self._turn.release()

    def last(self, station: Station, *, now: datetime) -> Progress | None:
        """Give the last count of the whole station, none before the first; an old one is counted anew beside."""
        key = _key(station, None)
        kept = self._kept.get(key)
        if (kept is None or not timedelta() <= now - kept.counted_at < COUNTED_FOR) and key not in self._beside:
            self._beside.add(key)
            beside = threading.Thread(target=self._count_beside, args=(key, station, now), daemon=True)
            beside.start()
            beside.join(WAITED_S)
        return self._kept.get(key)

    def _count_beside(self, key: _Key, station: Station, now: datetime) -> None:
        try:
            with self._turn:
                self._keep(key, show_progress(station, now=now))
        except BroadcasterError as error:
            logger.warning("%s", error, extra={"action": "web_targets_not_counted"})
        finally:
            self._beside.discard(key)

    def _keep(self, key: _Key, made: Progress) -> Progress:
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        self._kept[key] = made
        return made


def _key(station: Station, only: Collection[OutletId] | None) -> _Key:
    return id(station), None if only is None else frozenset(only)
