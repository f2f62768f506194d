"""Trains a topic model and measures it, beside a model without the station's corrections and a list of keywords."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from broadcaster.classifier.fitting import fit
from broadcaster.classifier.items import LabelledItem
from broadcaster.classifier.keywords import shipped_keywords
from broadcaster.classifier.measures import confusion, f1_by_label, macro_f1
from broadcaster.classifier.model import TopicModel
from broadcaster.classifier.validation import FOLDS, Judgement, judge_unseen, judgements, set_sureness
from broadcaster.domain.ids import TopicCode


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """How right a sorter was about items that it had not seen."""

    main_f1: float
    """Macro-F1 of the main content area, "about something else" being one of them."""
    all_f1: float
    """Macro-F1 of all content areas that an item has."""
    by_topic: Mapping[TopicCode | None, float]
    """F1 of each as main content area; none stands for "about something else"."""
    confused: Mapping[tuple[TopicCode | None, TopicCode | None], int]
    """What was true and what was said instead, the commonest first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Training:
    """A trained model with its measure and what it is held against, all on the same items."""

    model: TopicModel
    """The model, fitted to all items."""
    measure: Measure
    """Its own, by cross-validation."""
    before: Measure | None
    """That of a model which learns only from the items that come with the program; none where there are no others."""
    keywords: Measure
    """That of the list of keywords."""

    @property
    def worse(self) -> bool:
        """Say whether learning from the corrections made it less right than it was without."""
        return self.before is not None and self.measure.main_f1 < self.before.main_f1


def train(
    items: Sequence[LabelledItem],
    *,
    folds: int = FOLDS,
    done: Callable[[int, int], None] = lambda _done, _all: None,
) -> Training:
    """Fit a model to all items, and measure it by folds that never part a story."""
    corrected = any(item.corrected for item in items)
    rounds = folds * (2 if corrected else 1)
    unseen = judge_unseen(items, count=folds, done=lambda now, _: done(now, rounds))
    model = set_sureness(fit(items), unseen)
    measure = _measure([each.item for each in unseen], judgements(model, unseen))
    before = None
    if corrected:
        alone = judge_unseen(
            items, count=folds, learn=lambda item: not item.corrected, done=lambda now, _: done(folds + now, rounds)
        )
        before = _measure([each.item for each in alone], judgements(model, alone))
    plain = shipped_keywords()
    keywords = _measure(items, [plain.judge(item.title, item.body) for item in items])
    model = replace(model, macro_f1=round(measure.main_f1, 4))
    return Training(model=model, measure=measure, before=before, keywords=keywords)


def _measure(items: Sequence[LabelledItem], said: Sequence[Judgement]) -> Measure:
    mains: list[tuple[TopicCode | None]] = [(item.main,) for item in items]
    firsts: list[tuple[TopicCode | None]] = [(each[0] if each else None,) for each in said]
    return Measure(
        main_f1=macro_f1(mains, firsts),
        all_f1=macro_f1([item.labels for item in items], said),
        by_topic=f1_by_label(mains, firsts),
        confused=confusion([each for (each,) in mains], [each for (each,) in firsts]),
    )
