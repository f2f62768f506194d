"""Whether what came out of the pages can be read at all, and how its paragraphs stand out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from broadcaster.feeds.composed import Line
from broadcaster.feeds.paragraphs import plain_paragraphs
from broadcaster.feeds.pdf.paragraphs import Paragraph
from broadcaster.feeds.pdf.pieces import Page
from broadcaster.newsroom.letters import read_letters
from broadcaster.newsroom.syllables import worth

_PICTURED = 0.5
"""Of the page: a picture of a page covers more."""
_FEW_LETTERS = 40
_WORDS = re.compile(r"[^\W\d_]+")
_MADE_TITLE = re.compile(
    r"^(?:microsoft|untitled|document|tài liệu|slide|bản trình bày)\b|\.(?:docx?|pdf|xlsx?|pptx?|odt|rtf|html?|tmp)$",
    re.IGNORECASE,
)
_ENOUGH_WORDS = 30
_FEWEST_RIGHT = 0.5
_BIGGER = 1.12
_LONGEST_HEADING = 300
_HEAD = 15
_POINT = re.compile(r"(?:[IVX]+|\d+|[a-zđ])[.)]\s")


def is_scanned(page: Page) -> bool:
    """Say whether a page is a picture of a page, with hardly a letter that can be seen."""
    seen = sum(letter.text != " " for letter in page.letters)
    return page.pictured > _PICTURED and seen < _FEW_LETTERS


def meant_title(said: str) -> str:
    """Give the title among a document's properties where a person wrote it; nothing for what programs put there."""
    title = " ".join(read_letters(said).text.split())
    words = _WORDS.findall(title)
    made = _MADE_TITLE.search(title) is not None
    return "" if made or sum(worth(word) > 0 for word in words) < max(2, _FEWEST_RIGHT * len(words)) else title


def unread_share(pages: Iterable[Page]) -> float:
    """Give the share of letters for which the file does not say what they mean."""
    counted = [(len(page.letters), page.unread) for page in pages]
    return sum(unread for _, unread in counted) / max(1, sum(seen + unread for seen, unread in counted))


def reads_as_words(lines: Sequence[Line]) -> bool:
    """Say whether at least half of the words can be Vietnamese; a text of a few words is always taken."""
    words = [word for line in lines for word in _WORDS.findall(line.text) if len(word) > 1]
    right = sum(worth(word) > 0 for word in words)
    return len(words) < _ENOUGH_WORDS or right >= _FEWEST_RIGHT * len(words)


def lines_of(paragraphs: Sequence[Paragraph], recognised_text: Mapping[int, str]) -> list[Line]:
    """Give paragraphs as lines of a document, those that stand out marked; recognised pages in their place."""
    heads = _headings(paragraphs)
    placed: list[tuple[int, Line]] = []
    for at, paragraph in enumerate(paragraphs):
        line = Line(
            text=paragraph.text,
            original=paragraph.original,
            heads="bold" if at in heads else "",
            aside=paragraph.beside,
        )
        placed.append((paragraph.page, line))
    for page, text in recognised_text.items():
        placed += [(page, Line(text=part, original=part)) for part in plain_paragraphs(text).split("\n\n")]
    return [line for _, line in sorted(placed, key=lambda pair: pair[0])]


def _body_size(paragraphs: Sequence[Paragraph]) -> float:
    sizes: Counter[float] = Counter()
    for paragraph in paragraphs:
        sizes[paragraph.size] += len(paragraph.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _headings(paragraphs: Sequence[Paragraph]) -> range:
    """Give the places of the paragraphs that are the title: the first that stand out, one size, one after the other."""
    body = _body_size(paragraphs)
    first = next((at for at, each in enumerate(paragraphs[:_HEAD]) if _stands_out(each, body, first=at == 0)), None)
    if first is None:
        return range(0)
    last = first + 1
    while last < len(paragraphs) and _goes_on(paragraphs[first], paragraphs[last], body):
        last += 1
    return range(first, last)


def _stands_out(paragraph: Paragraph, body: float, *, first: bool) -> bool:
    if len(paragraph.text) > _LONGEST_HEADING or paragraph.page > 1 or paragraph.beside:
        return False
    return paragraph.size > _BIGGER * body or (paragraph.bold and (paragraph.centred or first))


def _goes_on(first: Paragraph, paragraph: Paragraph, body: float) -> bool:
    same = abs(first.size - paragraph.size) < 1 and first.bold == paragraph.bold and first.centred == paragraph.centred
    return same and not _POINT.match(paragraph.text) and _stands_out(paragraph, body, first=True)
