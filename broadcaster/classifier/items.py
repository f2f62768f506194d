"""Items whose content areas people have named: what the topic model learns from."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from broadcaster.domain.ids import TopicCode


@dataclass(frozen=True, kw_only=True, slots=True)
class LabelledItem:
    """One text with what it is about."""

    story: str
    """The event or question that it tells; items of one story are never parted between learning and testing."""
    labels: tuple[TopicCode, ...]
    """Content areas, the main one first; none for a text that is about something else."""
    title: str
    """Title."""
    body: str
    """Paragraphs separated by blank lines."""
    corrected: bool = False
    """Whether an editor of the station chose the content areas; such an item counts for more."""

    @property
    def main(self) -> TopicCode | None:
        """Give the content area that airtime counts for."""
        return self.labels[0] if self.labels else None


def shipped_items() -> tuple[LabelledItem, ...]:
    """Give the items that come with the program, each written for this and none for air."""
    folder = resources.files("broadcaster.classifier").joinpath("items")
    files = sorted((each for each in folder.iterdir() if each.name.endswith(".jsonl")), key=lambda each: each.name)
    return tuple(_item(line) for each in files for line in each.read_text(encoding="utf-8").splitlines() if line)


def _item(line: str) -> LabelledItem:
    told = json.loads(line)
    labels: Sequence[int] = told["labels"]
    codes = tuple(TopicCode(each) for each in labels)
    return LabelledItem(story=told["story"], labels=codes, title=told["title"], body=told["body"])
