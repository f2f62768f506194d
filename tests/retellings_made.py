"""Pairs of texts that tell the same thing, and pairs that only look so: made from written retellings, always the same.

Each story was told by two offices in words of their own, and has two others that differ in place, date or number
alone. From these come cuts, merges, new titles, disturbed letters and changed order.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from broadcaster.classifier.items import shipped_items
from broadcaster.domain.aliases import fold
from broadcaster.feeds.markdown import MarkdownSource
from broadcaster.feeds.syndication import SyndicationSource
from broadcaster.feeds.table import TableSource
from broadcaster.feeds.text import TextSource

PROFILES = Path(__file__).resolve().parents[1] / "broadcaster" / "profiles"
STORIES = Path(__file__).parent / "golden" / "retellings" / "stories.jsonl"


class Told(NamedTuple):
    title: str
    body: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """Two texts, and whether they tell the same."""

    story: str
    kind: str
    one: Told
    other: Told
    same: bool


class Story(NamedTuple):
    name: str
    tellings: tuple[Told, ...]
    others: tuple[Told, ...]


def stories() -> list[Story]:
    lines = STORIES.read_text(encoding="utf-8").splitlines()
    return [_story(json.loads(line)) for line in lines]


def _story(told: dict[str, object]) -> Story:
    texts = {kind: tuple(Told(**each) for each in told[kind]) for kind in ("tellings", "others")}
    return Story(str(told["story"]), texts["tellings"], texts["others"])


@cache
def pairs() -> list[Pair]:
    """Give every pair; `halves` parts them."""
    known = stories()
    found = [pair for place, story in enumerate(known) for pair in _alike(story, known[place - 1])]
    found += [pair for story in known for pair in _unlike(story)]
    return [*found, *_lookalikes(), *_of_one_plan()]


def halves() -> tuple[list[Pair], list[Pair]]:
    """Give the half that a threshold is chosen on and the half that it is measured on; no story is in both."""
    places = {story.name: place for place, story in enumerate(stories())}
    sides: tuple[list[Pair], list[Pair]] = ([], [])
    for pair in pairs():
        sides[places.get(pair.story, sum(pair.story.encode())) % 2].append(pair)
    return sides


def _alike(story: Story, neighbour: Story) -> Iterator[Pair]:
    one, other = story.tellings
    made = [
        ("rewrite", other),
        ("rewrite", Told(one.title, _turned(other.body))),
        ("cut", Told(other.title, _lead(one.body, 2))),
        ("cut", Told("Tin vắn", _lead(one.body, 2))),
        ("merge", Told("Tổng hợp tin trong ngày", f"{neighbour.tellings[0].body}\n\n{one.body}")),
        ("rewrite, cut", Told(other.title, _lead(other.body, 1))),
        ("rewrite, merged", Told("Tin tổng hợp", f"{other.body}\n\n{neighbour.tellings[1].body}")),
        ("title", Told(other.title, one.body)),
        ("letters", Told(one.title.upper(), _disturbed(one.body))),
        ("letters", Told(one.title, _bare(one.body))),
    ]
    return (Pair(story=story.name, kind=kind, one=one, other=told, same=True) for kind, told in made)


def _unlike(story: Story) -> Iterator[Pair]:
    one, again = story.tellings
    for other in story.others:
        made = [("other facts", one, other), ("other facts, retold", again, other)]
        made.append(("other facts, cut", Told(one.title, _lead(one.body, 2)), other))
        yield from (Pair(story=story.name, kind=kind, one=a, other=b, same=False) for kind, a, b in made)


def _lookalikes() -> Iterator[Pair]:
    """Give the nearest items of other stories among those that the topic model learned from."""
    items = [each for each in shipped_items() if len(each.body) > 150]
    words = [set(fold(f"{each.title} {each.body}").split("-")) for each in items]
    near = sorted(
        (
            (-len(words[a] & words[b]) / len(words[a] | words[b]), a, b)
            for a in range(len(items))
            for b in range(a)
            if items[a].story != items[b].story
        ),
    )[:80]
    for _, a, b in near:
        one, other = (Told(items[place].title, items[place].body) for place in (a, b))
        yield Pair(story=items[a].story, kind="same subject", one=one, other=other, same=False)


def _of_one_plan() -> Iterator[Pair]:
    """Give the nearest of the sample news, which tell of one plan part by part and were written by others."""
    sources = (TextSource(), MarkdownSource(), TableSource(), SyndicationSource())
    told: dict[str, Told] = {}
    for path in sorted(PROFILES.glob("*/news/*")):
        source = next((each for each in sources if path.suffix in each.suffixes), None)
        for draft in source.read(path) if source else ():
            told.setdefault(draft.title, Told(draft.title, draft.body))
    items = list(told.values())
    words = [set(fold(f"{each.title} {each.body}").split("-")) for each in items]
    near = sorted(
        (-len(words[a] & words[b]) / min(len(words[a]), len(words[b])), a, b)
        for a in range(len(items))
        for b in range(a)
    )[:120]
    for _, a, b in near:
        yield Pair(story=items[a].title, kind="of one plan", one=items[a], other=items[b], same=False)


def _lead(body: str, count: int) -> str:
    sentences = body.replace("\n\n", " ").split(". ")
    lead = ". ".join(sentences[: min(count, max(1, len(sentences) - 1))])
    return lead if lead.endswith(".") else f"{lead}."


def _turned(body: str) -> str:
    return " ".join(f"{each.strip('.')}." for each in reversed(body.split(". ")))


def _disturbed(body: str) -> str:
    """Write as another keyboard does: decomposed, old places of marks, two spaces, another dash."""
    for new, old in (("oà", "òa"), ("oá", "óa"), ("uỷ", "ủy"), ("kỳ", "kì"), (" - ", " – "), (". ", " .  ")):
        body = body.replace(old, new).replace(old.capitalize(), new.capitalize())
    return unicodedata.normalize("NFD", body)


def _bare(body: str) -> str:
    """Write without marks, as some phones do."""
    plain = unicodedata.normalize("NFD", body.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
