"""Items that must air a number of times before they expire, and cannot."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from broadcaster.domain.ids import NewsItemId
from broadcaster.scheduling.outlet_week import OutletWeek
from broadcaster.scheduling.plan_rules import Rule, advice
from broadcaster.scheduling.slot_choice import SlotChoice


def owed_here(week: OutletWeek, choices: Sequence[SlotChoice]) -> tuple[NewsItemId, ...]:
    """Give the items that get fewer airings than they must have and expire before these slots end.

    What expires later, or never, can still air in weeks to come.
    """
    end = max((slot.stops_at for slot in week.slots), default=None)
    planned = Counter(key for choice in choices for key in choice.ids)
    return tuple(
        key
        for key, each in week.items.items()
        if each.least_runs > week.runs.get(key, 0) + planned[key]
        and each.not_after is not None
        and end is not None
        and each.not_after <= end
    )


def conflict_sentence(week: OutletWeek, key: NewsItemId, rules: tuple[Rule, ...]) -> str:
    """Say that an item cannot air as often as it must, and why."""
    lead = f'{week.name}: "{week.items[key].item.title}" không đủ {week.items[key].least_runs} lượt trước khi hết hạn'
    if not rules:
        return f"{lead}; chưa tìm được cách xếp trong thời gian tính, hãy lập lại với thời gian dài hơn."
    return (
        f"{lead}, vì không thể cùng đúng: {'; '.join(rule.sentence(week) for rule in rules)}. Cách gỡ: {advice(rules)}."
    )
