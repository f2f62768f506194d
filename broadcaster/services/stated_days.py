"""The days between which an item may air, as its source or its own words say them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from broadcaster.copydesk.deadlines import deadline, embargo
from broadcaster.domain.air_rules import AirRule
from broadcaster.domain.ids import NewsItemId
from broadcaster.domain.news import NewsDraft
from broadcaster.domain.zone import ZONE

_SHOWN = 120


def stated_rule(item_id: NewsItemId, draft: NewsDraft, *, by: str, now: datetime) -> AirRule | None:
    """Give the rule that a new item comes with, or none.

    What the source says in fields of its own comes first. Else the text counts: an item that gives its listeners a day
    to come is not aired after it, and one that must not be spread yet not before; the rule names the words.
    """
    published = (draft.published_at or now).astimezone(ZONE).date()
    today = now.astimezone(ZONE).date()
    last, first = deadline(draft.body, published=published), embargo(draft.body, published=published)
    not_after = draft.not_after or (_midnight(last.day + timedelta(days=1)) if last and last.day >= today else None)
    not_before = draft.not_before or (_midnight(first.day) if first and first.day > today else None)
    if not_before is None and not_after is None:
        return None
    words = [each.words for each in (first, last) if each is not None]
    told = by or draft.source or draft.origin
    if not (draft.not_before or draft.not_after):
        told = f"hạn ghi trong bài: “{' … '.join(words)[:_SHOWN]}”"
    if not_before and not_after and not_after <= not_before:
        not_before = None
    return AirRule(item_id=item_id, not_before=not_before, not_after=not_after, by=told, at=now)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=ZONE)
