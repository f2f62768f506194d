"""What may air, with its limits: validity, priority, fewest and most airings, how far its pauses give way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from broadcaster.domain.air_rules import AirRule
from broadcaster.domain.carts import SegmentKind
from broadcaster.domain.ids import DurationMs, NewsItemId, OutletId
from broadcaster.domain.timetables import Campaign
from broadcaster.domain.zone import ZONE
from broadcaster.scheduling.elastic import elastic
from broadcaster.scheduling.layout import Pauses, item_segment
from broadcaster.scheduling.rundown import Candidate, fill_item
from broadcaster.scheduling.week_plan import PlanItem

Runs = Mapping[tuple[OutletId, NewsItemId], int]
"""How often each item ran on each outlet."""


def plan_items(
    candidates: Iterable[Candidate],
    pauses: Pauses,
    rules: Mapping[NewsItemId, AirRule],
    least: Mapping[NewsItemId, int],
) -> tuple[PlanItem, ...]:
    """Join candidates with their rules; ``least``: airings that are due by the end of the plan."""
    return tuple(_plan_item(each, pauses, rules.get(each.item.id), least.get(each.item.id, 0)) for each in candidates)


def due_runs(
    candidates: Iterable[Candidate],
    days: Sequence[date],
    *,
    rules: Mapping[NewsItemId, AirRule],
    campaigns: Iterable[Campaign],
    runs_before: Runs,
    runs_before_campaign: Mapping[str, Runs],
) -> dict[NewsItemId, int]:
    """Give how many airings each item must have had by the end of some days, those before them included.

    What is meant for some outlets alone airs there at least once: nobody else can air it. A rule or a campaign that
    runs for longer than the plan is due at its pace: half of its airings by half of its days.
    """
    items = {candidate.item.id: candidate.item for candidate in candidates}
    due = {item_id: 1 for item_id, item in items.items() if item.outlets}
    for item_id in items:
        rule = rules.get(item_id)
        if rule is not None and rule.least_runs:
            first = (rule.not_before or rule.at).astimezone(ZONE).date()
            last = (rule.not_after - timedelta(seconds=1)).astimezone(ZONE).date() if rule.not_after else days[-1]
            due[item_id] = max(due.get(item_id, 0), _paced(rule.least_runs, first, last, days))
    for campaign in campaigns:
        if not campaign.least_runs:
            continue
        before = _most(runs_before_campaign.get(campaign.id, runs_before))
        for item_id, item in items.items():
            if item.topic in campaign.topics:
                paced = _paced(campaign.least_runs, campaign.first, campaign.last, days)
                due[item_id] = max(due.get(item_id, 0), paced + before.get(item_id, 0) if paced else 0)
    return due


def validity(rule: AirRule | None, now: datetime) -> str:
    """Say in Vietnamese what a rule has against airing at a moment; empty when nothing."""
    if rule is None:
        return ""
    if rule.not_before is not None and now < rule.not_before:
        return f"chưa được phát trước {_local(rule.not_before)}"
    if rule.not_after is not None and now >= rule.not_after:
        return f"đã hết hạn phát lúc {_local(rule.not_after)}"
    return ""


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%H:%M ngày %d/%m/%Y}"


def _plan_item(candidate: Candidate, pauses: Pauses, rule: AirRule | None, least: int) -> PlanItem:
    item = fill_item(candidate, pauses)
    shortest, longest = elastic(item_segment(SegmentKind.ITEM, candidate.item, candidate.voiced, pauses))
    rule = rule or AirRule(item_id=item.item_id, at=item.arrived_at)
    return PlanItem(
        item=item,
        priority=rule.priority,
        not_before=rule.not_before,
        not_after=rule.not_after,
        least_runs=least,
        most_runs=rule.most_runs,
        give=DurationMs(item.length - shortest),
        take=DurationMs(longest - item.length),
    )


def _paced(runs: int, first: date, last: date, days: Sequence[date]) -> int:
    """Give how many of some runs are due by the end of the plan; none when it has no day of theirs."""
    reached = min(days[-1], last)
    if reached < first or days[0] > last:
        return 0
    whole, gone = (last - first).days + 1, (reached - first).days + 1
    return -(-runs * gone // max(whole, 1))


def _most(runs: Runs) -> dict[NewsItemId, int]:
    """Give for each item the most airings that an outlet has had."""
    most: dict[NewsItemId, int] = {}
    for (_, item_id), count in runs.items():
        most[item_id] = max(most.get(item_id, 0), count)
    return most
