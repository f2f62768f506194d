"""How the station stands with each feed that it follows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (15, 30, 60, 120, 240, 480, 960, 1440))
"""How long a feed that fails is left alone, the first time and each time after it."""


MAILBOX = "thư"
"""Under which name the mailbox stands among the feeds: no feed may have it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FeedState:
    """What is known of one feed from the last time that it was asked."""

    name: str
    """Its name in the settings, or what else is followed: ``thư`` for the mailbox."""
    address: str
    """Where it was asked; another address begins anew."""
    etag: str = ""
    """The site's mark of the version that we have."""
    modified: str = ""
    """When the site says that version last changed."""
    tried_at: datetime | None = None
    """When it was asked last (aware, UTC)."""
    done_at: datetime | None = None
    """When it last answered well (aware, UTC)."""
    failures: int = 0
    """How often in a row it has failed since."""
    next_at: datetime
    """When it may be asked again (aware, UTC)."""
    told: str = ""
    """What came of the last time, in Vietnamese."""

    def after_success(self, *, now: datetime, often: timedelta, etag: str, modified: str, told: str) -> FeedState:
        """Give how it stands after a good answer."""
        return replace(
            self,
            etag=etag,
            modified=modified,
            tried_at=now,
            done_at=now,
            failures=0,
            next_at=now + often,
            told=told,
        )

    def after_failure(self, *, now: datetime, often: timedelta, told: str, asked: timedelta = timedelta()) -> FeedState:
        """Give how it stands after a failure: the pause grows each time; the site may ask for more."""
        pause = PAUSES[min(self.failures, len(PAUSES) - 1)]
        return replace(
            self,
            tried_at=now,
            failures=self.failures + 1,
            next_at=now + max(pause, often, asked),
            told=told,
        )
