"""Spoken text cut into the groups that a reader says in one breath, and handed to a voice so that it breathes too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from broadcaster.copydesk.reading.breath_places import LEAST, MOST, parting_places
from broadcaster.copydesk.reading.sentences import count_tieng, split_sentences
from broadcaster.domain.breaths import BreathGroup, PauseKind, line_end

_CLOSING: Final = "\"'”’»)]"
_DASHES: Final = frozenset("-–—")
_MARKS: Final = {
    ",": PauseKind.COMMA,
    ":": PauseKind.COLON,
    ";": PauseKind.SEMICOLON,
    "…": PauseKind.SEMICOLON,
    "?": PauseKind.SEMICOLON,  # inside a sentence: what is quoted ends, the sentence goes on
    "!": PauseKind.SEMICOLON,
}
_FROM_WEAK_TO_STRONG: Final = tuple(PauseKind)


def breath_groups(spoken: str) -> tuple[BreathGroup, ...]:
    """Give a spoken text as groups of 5 to 25 tiếng with the pause after each; the words stay as they are, in order.

    Marks come first; groups under 5 tiếng join a neighbour of their sentence. A longer stretch without a mark is parted
    before a joining word, never inside a number, a name or a compound; what offers no such place stays whole.
    """
    lines = [sentences for sentences in map(split_sentences, spoken.split("\n")) if sentences]
    groups: list[BreathGroup] = []
    for sentences in lines:
        for sentence in sentences[:-1]:
            groups += _groups(sentence, PauseKind.SENTENCE)
        end = PauseKind.PARAGRAPH if sentences is lines[-1] else line_end(sentences[-1])
        groups += _groups(sentences[-1], end)
    return tuple(groups)


def with_breaths(sentence: str) -> str:
    """Give a sentence for a voice: a comma where it is to breathe and has no mark; no word changes."""
    groups = breath_groups(sentence)
    if all(group.kind is not PauseKind.BREATH for group in groups):
        return sentence
    return " ".join(f"{group.text}," if group.kind is PauseKind.BREATH else group.text for group in groups)


def voice_sentences(spoken: str) -> tuple[str, ...]:
    """Give what a voice is handed for a text: its sentences one by one, each with its breaths."""
    return tuple(map(with_breaths, split_sentences(spoken)))


def pauses_within(sentence: str) -> Iterator[PauseKind]:
    """Give the kind of every mark inside a sentence at which a voice pauses."""
    for _, kind in stretches(sentence.split()):
        if kind is not None:
            yield kind


def stretches(words: Sequence[str]) -> Iterator[tuple[Sequence[str], PauseKind | None]]:
    """Give the words of a sentence up to and with each mark, a dash by itself among them; no kind after the last."""
    first = 0
    for place, word in enumerate(words[:-1], start=1):
        kind = PauseKind.DASH if word in _DASHES and place - 1 > first else _MARKS.get(word.rstrip(_CLOSING)[-1:])
        if kind is None or words[place] in _DASHES:
            continue
        yield words[first:place], kind
        first = place
    if words:
        yield words[first:], None


def _groups(sentence: str, end: PauseKind) -> list[BreathGroup]:
    parts: list[BreathGroup] = []
    for stretch, kind in stretches(sentence.split()):
        parts += _parted(stretch, kind or end)
    return _joined(parts)


def _parted(words: Sequence[str], kind: PauseKind) -> Iterator[BreathGroup]:
    tieng = [count_tieng(word) for word in words]
    ends = [0, *parting_places(words, tieng), len(words)]
    for start, end in pairwise(ends):
        yield BreathGroup(
            text=" ".join(words[start:end]),
            tieng=sum(tieng[start:end]),
            kind=kind if end == len(words) else PauseKind.BREATH,
        )


def _joined(parts: Sequence[BreathGroup]) -> list[BreathGroup]:
    """Join each short group to the neighbour less parted from it, else the shorter one, where a breath holds both."""
    groups: list[BreathGroup] = []
    for place, part in enumerate(parts):
        following = parts[place + 1] if place + 1 < len(parts) else None
        if groups and _fits_before(groups[-1], part, following):
            groups[-1] = _one(groups[-1], part)
        else:
            groups.append(part)
    return groups


def _fits_before(group: BreathGroup, part: BreathGroup, following: BreathGroup | None) -> bool:
    if group.tieng + part.tieng > MOST:
        return False
    if group.tieng < LEAST:
        return True
    if part.tieng >= LEAST:
        return False
    if following is None or part.tieng + following.tieng > MOST:
        return True
    order = _FROM_WEAK_TO_STRONG.index
    return (order(group.kind), group.tieng) <= (order(part.kind), following.tieng)


def _one(first: BreathGroup, second: BreathGroup) -> BreathGroup:
    return BreathGroup(text=f"{first.text} {second.text}", tieng=first.tieng + second.tieng, kind=second.kind)
