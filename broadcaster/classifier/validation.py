"""Cross-validation: each item is judged by a model that has seen neither it nor another telling of its story."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from broadcaster.classifier.fitting import fit, sureness
from broadcaster.classifier.items import LabelledItem
from broadcaster.classifier.measures import macro_f1
from broadcaster.classifier.model import TopicModel
from broadcaster.domain.ids import TopicCode

FOLDS = 10

Judgement = tuple[TopicCode, ...]
"""Content areas that were called sure, the best first; none for a text about something else."""

_STEPS = [step / 100 for step in range(5, 90)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Unseen:
    """What a model said of an item that it had not seen."""

    item: LabelledItem
    """The item."""
    fold: int
    """In which part of the items it was."""
    sums: tuple[tuple[TopicCode, float], ...]
    """Each content area's sum."""


def folds(items: Sequence[LabelledItem], count: int = FOLDS) -> tuple[int, ...]:
    """Deal the items out, story by story, each main content area evenly; the same items are always dealt the same."""
    stories: dict[str, LabelledItem] = {}
    for item in items:
        stories.setdefault(item.story, item)
    by_area: dict[TopicCode | None, list[str]] = defaultdict(list)
    for story in sorted(stories, key=lambda each: hashlib.sha256(each.encode()).digest()):
        by_area[stories[story].main].append(story)
    order = [story for area in sorted(by_area, key=str) for story in by_area[area]]
    dealt = {story: place % count for place, story in enumerate(order)}
    return tuple(dealt[item.story] for item in items)


def judge_unseen(
    items: Sequence[LabelledItem],
    *,
    count: int = FOLDS,
    learn: Callable[[LabelledItem], bool] = lambda _: True,
    done: Callable[[int, int], None] = lambda _done, _all: None,
) -> tuple[Unseen, ...]:
    """Judge each item by a model fitted to the other folds; `learn` may leave some items out of the fitting."""
    dealt = folds(items, count)
    found: list[Unseen] = []
    for fold in range(count):
        model = fit([item for item, its in zip(items, dealt, strict=True) if its != fold and learn(item)])
        for item, its in zip(items, dealt, strict=True):
            if its == fold:
                sums = model.sums(item.title, item.body)
                found.append(Unseen(item=item, fold=fold, sums=tuple(zip(model.codes, sums, strict=True))))
        done(fold + 1, count)
    return tuple(found)


def set_sureness(model: TopicModel, unseen: Sequence[Unseen]) -> TopicModel:
    """Set how a model turns sums into scores, and from which score on it is sure, by what it said of unseen items."""
    pairs = [(total, code in each.item.labels) for each in unseen for code, total in each.sums]
    slope, offset = sureness([total for total, _ in pairs], [right for _, right in pairs])
    model = replace(model, slope=slope, offset=offset)
    scored = [_scored(model, each) for each in unseen]
    mains = [(each.item.main,) for each in unseen]
    labels = [each.item.labels for each in unseen]
    sure_from = max(_STEPS, key=lambda step: macro_f1(mains, [_first(_named(each, step, 1.0)) for each in scored]))
    also_from = max(_STEPS, key=lambda step: macro_f1(labels, [_named(each, sure_from, step) for each in scored]))
    return replace(model, sure_from=sure_from, also_from=also_from)


def judgements(model: TopicModel, unseen: Sequence[Unseen]) -> tuple[Judgement, ...]:
    """Say which content areas would have been called sure, each fold by limits that the other folds set."""
    said: dict[int, Judgement] = {}
    for fold in {each.fold for each in unseen}:
        limits = set_sureness(model, [each for each in unseen if each.fold != fold])
        for place, each in enumerate(unseen):
            if each.fold == fold:
                said[place] = _named(_scored(limits, each), limits.sure_from, limits.also_from)
    return tuple(said[place] for place in range(len(unseen)))


def _first(said: Judgement) -> tuple[TopicCode | None]:
    return (said[0] if said else None,)


def _scored(model: TopicModel, unseen: Unseen) -> tuple[tuple[float, TopicCode], ...]:
    return tuple(sorted(((model.score(total), code) for code, total in unseen.sums), reverse=True))


def _named(scored: Sequence[tuple[float, TopicCode]], sure_from: float, also_from: float) -> Judgement:
    (best, code), *rest = scored
    return (code, *(other for score, other in rest if score >= also_from)) if best >= sure_from else ()
