"""Shortens a text to a length on air by leaving whole sentences out; no word is changed or added.

What tells who, what, when, where and how many is kept first, in the order of the text. Each sentence keeps its place in
the source, so that an editor can accept them one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from broadcaster.copydesk.facts import FactKind, find_facts
from broadcaster.copydesk.read_time import read_time
from broadcaster.copydesk.reading.sentences import count_tieng
from broadcaster.copydesk.sentence_spans import sentence_spans
from broadcaster.domain.ids import DurationMs
from broadcaster.domain.paces import Pace

_WORTH: Final = {
    FactKind.NAME: 1.0,
    FactKind.DATE: 1.2,
    FactKind.TIME: 1.2,
    FactKind.NUMBER: 1.0,
    FactKind.DOCUMENT: 1.0,
    FactKind.PHONE: 0.8,
    FactKind.ADDRESS: 0.6,
}
_MOST_OF_A_KIND: Final = 2
_BASE, _OPENING, _PARAGRAPH = 0.6, 3.0, 0.4
_LEANING: Final = 4.5  # off the worth of a sentence that goes on from one that is left out
_USUAL_TIENG: Final = 22

_LEANS = re.compile(
    r"(?:Bên cạnh đó|Ngoài ra|Theo đó|Tuy nhiên|Đồng thời|Cụ thể|Trong đó|Vì vậy|Vì thế|Do đó|Do vậy|Nhờ đó|Qua đó|"
    r"Từ đó|Sau đó|Trước đó|Mặt khác|Hơn nữa|Thêm vào đó|Cùng với đó|Song song với đó|Cũng theo|Nhưng|Song|Còn|Đây|Đó|"
    r"Điều này|Điều đó|Việc này|Việc đó|Họ|Nó|Như vậy|Như thế|Thứ hai|Thứ ba|Thứ tư|Hai là|Ba là|Bốn là|Năm là|Sáu là|"
    r"(?:Ông|Bà|Anh|Chị|Văn bản|Quyết định|Nghị quyết|Kế hoạch|Chương trình|Xã|Huyện|Tỉnh) (?:này|ấy|đó|cho biết|cũng))"
    r"(?!\w)"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class FittedSentence:
    """One sentence of the source, kept or left out."""

    number: int
    """From 1, in the order of the text; the same for every length."""
    paragraph: int
    """Index of its paragraph."""
    start: int
    """Where it begins in the paragraph."""
    end: int
    """Where it ends."""
    text: str
    """The sentence."""
    length: DurationMs
    """How long it lasts by itself."""
    score: float
    """What it is worth: more for facts, for the opening; less where it leans on a sentence that is left out."""
    kept: bool
    """Whether it is in the short text."""
    reason: str
    """Why, in Vietnamese."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FittedText:
    """A text shortened to a length."""

    sentences: tuple[FittedSentence, ...]
    """Every sentence of the source, in order."""
    target: DurationMs
    """How long it may last."""
    length: DurationMs
    """How long what is kept lasts; never more than the target."""
    whole: DurationMs
    """How long the source lasts."""

    @property
    def kept(self) -> tuple[FittedSentence, ...]:
        """Give the sentences that are kept, in order."""
        return tuple(each for each in self.sentences if each.kept)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Sentence:
    number: int
    paragraph: int
    start: int
    end: int
    text: str
    spoken: str
    worth: float
    leans: bool
    kinds: tuple[FactKind, ...]


def fit_to_time(paragraphs: Sequence[str], target: DurationMs, *, read: Callable[[str], str], pace: Pace) -> FittedText:
    """Choose the sentences that tell most within a length on air.

    `read` turns a written sentence into what is said, `pace` is the voice's. The same text, length and pace always give
    the same choice.
    """
    sentences = _sentences(paragraphs, read)
    chosen: set[int] = set()
    waiting = {each.number: each for each in sentences}
    while waiting:
        best = max(waiting.values(), key=lambda each: (_density(each, chosen), -each.number))
        if _score(best, chosen) <= 0:
            break  # the rest lean on sentences that are left out
        del waiting[best.number]
        if _length(sentences, chosen | {best.number}, pace) <= target:
            chosen.add(best.number)  # what was too long before still is: what is chosen only grows
    return FittedText(
        sentences=tuple(_told(each, chosen, target, pace) for each in sentences),
        target=target,
        length=_length(sentences, chosen, pace),
        whole=_length(sentences, {each.number for each in sentences}, pace),
    )


def joined(paragraphs: Sequence[str], numbers: Collection[int]) -> str:
    """Give the text of some sentences: each paragraph that keeps any, blank lines between."""
    kept: dict[int, list[str]] = {}
    for each in _sentences(paragraphs, str):
        if each.number in numbers:
            kept.setdefault(each.paragraph, []).append(each.text)
    return "\n\n".join(" ".join(texts) for _, texts in sorted(kept.items()))


def count_sentences(paragraphs: Sequence[str]) -> int:
    """Count the sentences of a text."""
    return len(_sentences(paragraphs, str))


def _sentences(paragraphs: Sequence[str], read: Callable[[str], str]) -> list[_Sentence]:
    found: list[_Sentence] = []
    for place, paragraph in enumerate(paragraphs):
        for span in sentence_spans(paragraph):
            text = paragraph[span.start : span.end]
            kinds = tuple(fact.kind for fact in find_facts(text))
            opens = _OPENING if not found else _PARAGRAPH if span.start == 0 else 0.0
            sentence = _Sentence(
                number=len(found) + 1,
                paragraph=place,
                start=span.start,
                end=span.end,
                text=text,
                spoken=read(text),
                worth=_BASE + opens + sum(_WORTH[kind] for kind in _counted(kinds)),
                leans=bool(found) and _LEANS.match(text) is not None,
                kinds=kinds,
            )
            found.append(sentence)
    return found


def _counted(kinds: Iterable[FactKind]) -> list[FactKind]:
    """Leave out the third fact of a kind and all after: a list of names is not the best sentence."""
    counted: list[FactKind] = []
    for kind in kinds:
        if counted.count(kind) < _MOST_OF_A_KIND:
            counted.append(kind)
    return counted


def _score(sentence: _Sentence, chosen: Collection[int]) -> float:
    alone = sentence.leans and sentence.number - 1 not in chosen
    return sentence.worth - (_LEANING if alone else 0.0)


def _density(sentence: _Sentence, chosen: Collection[int]) -> float:
    """Give a sentence's worth for its length; a long one must tell more."""
    score = _score(sentence, chosen)
    size = max(count_tieng(sentence.spoken), 1) / _USUAL_TIENG
    return score / max(size, 0.5) ** 0.5 if score > 0 else score


def _length(sentences: Sequence[_Sentence], chosen: Collection[int], pace: Pace) -> DurationMs:
    lines: dict[int, list[str]] = {}
    for each in sentences:
        if each.number in chosen:
            lines.setdefault(each.paragraph, []).append(each.spoken)
    return read_time("\n".join(" ".join(spoken) for spoken in lines.values()), pace)


def _told(sentence: _Sentence, chosen: Collection[int], target: DurationMs, pace: Pace) -> FittedSentence:
    length = read_time(sentence.spoken, pace)
    return FittedSentence(
        number=sentence.number,
        paragraph=sentence.paragraph,
        start=sentence.start,
        end=sentence.end,
        text=sentence.text,
        length=length,
        score=round(_score(sentence, chosen), 2),
        kept=sentence.number in chosen,
        reason=_reason(sentence, chosen, too_long=length > target),
    )


def _reason(sentence: _Sentence, chosen: Collection[int], *, too_long: bool) -> str:
    facts = ", ".join(dict.fromkeys(kind.value for kind in sentence.kinds))
    if sentence.number in chosen:
        opening = "câu mở đầu" if sentence.number == 1 else ""
        told = f"có {facts}" if facts else ""
        return "; ".join(filter(None, (opening, told))) or "còn đủ thời gian"
    if too_long:
        return "riêng câu này đã dài hơn thời lượng"
    if sentence.leans and sentence.number - 1 not in chosen:
        return "nối tiếp câu đã bỏ"
    return "không còn đủ thời gian" if facts else "ít thông tin hơn các câu khác"
