"""Train the station's own topic model: on the items that come with the program and on what its editors chose."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from broadcaster.classifier.items import LabelledItem, shipped_items
from broadcaster.classifier.training import Training, train
from broadcaster.classifier.validation import FOLDS
from broadcaster.classifier.weights import model_to_bytes
from broadcaster.domain.topics import TopicOrigin
from broadcaster.errors import FileMissing, TopicModelWorse
from broadcaster.files import read_bytes, write_bytes
from broadcaster.services.progress import Progress, silent
from broadcaster.services.suggest_topic import MODEL_FILE
from broadcaster.station import Station

OLD_SUFFIX = ".cu"
"""What the name of the model before ends in."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TopicsTrained:
    """What came of a training."""

    training: Training
    """The model and its measures."""
    path: Path | None
    """Where it was written; nowhere when only the measures were asked for."""


def train_topics(
    station: Station, *, force: bool = False, dry_run: bool = False, folds: int = FOLDS, progress: Progress = silent
) -> TopicsTrained:
    """Train, measure and, unless `dry_run`, put the model in use; the one before it is kept beside it.

    Raises:
        TopicModelWorse: with what the editors chose it is less right than without, and it is not forced.
        DiskFull, ReadOnlyPlace: the model before stands.
    """
    items = (*shipped_items(), *chosen_items(station))
    training = train(items, folds=folds, done=progress)
    if dry_run:
        return TopicsTrained(training=training, path=None)
    if training.worse and not force:
        before = training.before or training.measure
        raise TopicModelWorse(new=_figure(training.measure.main_f1), old=_figure(before.main_f1))
    path = station.folder / MODEL_FILE
    with contextlib.suppress(FileMissing):
        write_bytes(path.with_name(path.name + OLD_SUFFIX), read_bytes(path))
    write_bytes(path, model_to_bytes(training.model))
    return TopicsTrained(training=training, path=path)


def chosen_items(station: Station) -> tuple[LabelledItem, ...]:
    """Give the station's items whose topics an editor chose."""
    with station.store.reading() as tx:
        chosen = [item for item in tx.news.all() if item.topic_origin is TopicOrigin.CHOSEN]
    return tuple(
        LabelledItem(
            story=f"đài: {item.id}",
            labels=(item.topic, *item.other_topics),
            title=item.title,
            body=item.body,
            corrected=True,
        )
        for item in chosen
    )


def _figure(value: float) -> str:
    return f"{value:.3f}".replace(".", ",")
