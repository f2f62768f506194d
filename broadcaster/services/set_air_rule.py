"""Say when an item may air and how often it must."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from broadcaster.domain.air_rules import AirRule, Priority
from broadcaster.domain.ids import NewsItemId
from broadcaster.errors import NameNeeded, PlanError, UnknownItem
from broadcaster.station import Station


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleChange:
    """What somebody says anew of an item's airing; what is none stays as it was."""

    priority: Priority | None = None
    """How urgent it is."""
    not_before: datetime | None = None
    """Embargo (aware)."""
    not_after: datetime | None = None
    """Expiry (aware)."""
    least_runs: int | None = None
    """Fewest airings on each outlet."""
    most_runs: int | None = None
    """Most airings on each outlet; 0 takes the limit away."""


def set_air_rule(
    station: Station, item_id: NewsItemId, change: RuleChange, *, by: str, now: datetime, anew: bool = False
) -> AirRule:
    """Keep a rule for an item, what is not said staying as it was, or with ``anew`` gone; plans made later follow it.

    Raises:
        NameNeeded, UnknownItem; PlanError: it contradicts itself.
    """
    if not by.strip():
        raise NameNeeded
    with station.store.writing() as tx:
        if tx.news.get(item_id) is None:
            raise UnknownItem(item=item_id, nearest="")
        standing = None if anew else tx.air_rules.all().get(item_id)
        rule = _changed(standing or AirRule(item_id=item_id, at=now), change)
        rule = replace(rule, by=by, at=now)
        _refuse_contradiction(rule)
        tx.air_rules.add(rule)
    return rule


def air_rule_of(station: Station, item_id: NewsItemId) -> AirRule | None:
    """Give the rule that holds for an item, if it has one."""
    with station.store.reading() as tx:
        return tx.air_rules.all().get(item_id)


def _changed(rule: AirRule, change: RuleChange) -> AirRule:
    most = rule.most_runs if change.most_runs is None else change.most_runs or None
    return replace(
        rule,
        priority=change.priority or rule.priority,
        not_before=change.not_before or rule.not_before,
        not_after=change.not_after or rule.not_after,
        least_runs=rule.least_runs if change.least_runs is None else change.least_runs,
        most_runs=most,
    )


def _refuse_contradiction(rule: AirRule) -> None:
    if rule.not_before and rule.not_after and rule.not_after <= rule.not_before:
        raise PlanError(reason="hạn phát (--until) phải sau giờ được phát (--from)")
    if rule.most_runs is not None and rule.most_runs < rule.least_runs:
        raise PlanError(
            reason=f"số lượt nhiều nhất ({rule.most_runs}) nhỏ hơn số lượt ít nhất ({rule.least_runs}) của tin này"
        )
