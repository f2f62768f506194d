"""The plainest sorter, to hold the topic model against: a list of words for each content area, counted."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from broadcaster.classifier.grams import runs
from broadcaster.domain.ids import TopicCode


@dataclass(frozen=True, kw_only=True, slots=True)
class KeywordSorter:
    """Words for each content area."""

    words: Mapping[TopicCode, Sequence[str]]
    """In small letters."""

    def judge(self, title: str, body: str) -> tuple[TopicCode, ...]:
        """Name the content areas whose words stand there, the one with the most first, and others with half as many."""
        text = " | ".join(" ".join(run) for run in runs(title, body))
        padded = f" {text} ".replace(" ", "  ")
        counts = {code: sum(padded.count(_padded(word)) for word in words) for code, words in self.words.items()}
        order = sorted(counts, key=lambda code: (-counts[code], code))
        most = counts[order[0]]
        return tuple(code for code in order if counts[code] * 2 > most) if most else ()


@cache
def shipped_keywords() -> KeywordSorter:
    """Give the list that comes with the program."""
    text = resources.files("broadcaster.classifier").joinpath("keywords.toml").read_text(encoding="utf-8")
    words: Mapping[str, list[str]] = tomllib.loads(text)["words"]
    return KeywordSorter(words={TopicCode(int(code)): tuple(each) for code, each in words.items()})


def _padded(word: str) -> str:
    """Put spaces round a word, doubled inside, so that neighbours may share theirs."""
    return f" {word.replace(' ', '  ')} "
