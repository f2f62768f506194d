"""Lines in reading order joined into paragraphs, over columns and pages."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from broadcaster.feeds.pdf.pieces import Column, Line
from broadcaster.feeds.pdf.words import joined

_MARK = re.compile(
    r"(?:[-+*•▪●◦–—\uf0b7\uf02d\uf0a7\uf0d8\uf0fc]\s|(?:[a-zđ]|[IVXivx]{1,5}|\d{1,2}(?:\.\d{1,2})*)[.)]\s|\(?\d{1,2}\)\s|\d{1,2}(?:\.\d{1,2})+\s"
    r"|(?:Điều|Chương|Mục|Phần|Phụ lục)\s+[IVX\d]+)"
)
_BULLET = re.compile(r"^[•▪●◦\uf0b7\uf02d\uf0a7\uf0d8\uf0fc]\s*")
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’)\]]*$")
_NOTE = re.compile(r"(?:\(?\d{1,2}\)?|\[\d{1,2}\]|\*+)[.:]?\s*\S")
_NOTES = Column(page=1_000_000, x0=0.0, x1=0.0, prose=True)
"""Where footnotes stand: apart from all text, each begun by its number."""
_SMALL = 0.88
"""Of the size of the text: footnotes are smaller."""
_BIGGER = 1.12
_LONG = 0.6
"""Of the column: longer lines tell where full lines end."""
_RAGGED = 0.15
"""Of the column."""
_WIDE = 0.55
"""Of the column: a centred line that is wider may go on in the next."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """One paragraph, and what tells a heading from running text."""

    text: str
    """Its words on one line."""
    original: str
    """Its words as the file says them."""
    size: float
    """Size of its letters."""
    bold: bool
    """Whether all of it is heavy."""
    centred: bool
    """Whether it stands in the middle of its column."""
    beside: bool
    """Whether another column stands beside it."""
    page: int
    """Page on which it begins."""


def paragraphs_of(lines: Sequence[Line]) -> list[Paragraph]:
    """Join lines into paragraphs; a row of a table stays alone."""
    placed = _in_page_columns(lines)
    leading = _leading(placed)
    body = _common_size(placed)
    told: list[Paragraph] = []
    group: list[Line] = []
    for line in _notes_last(placed, body):
        if group and _begins(line, group, leading):
            told.append(_paragraph(group))
            group = []
        group.append(line)
    if group:
        told.append(_paragraph(group))
    return told


def _in_page_columns(lines: Sequence[Line]) -> list[Line]:
    """Give lines that have the page for themselves the edges of the whole document's lines."""
    alone = [line for line in lines if line.column.whole and not line.whole]
    if not alone:
        return list(lines)
    x0, x1 = _usual_start(alone), max(line.x1 for line in alone)
    slack = _slack(alone, x0, x1)
    pages = {
        page: Column(page=page, x0=x0, x1=x1, prose=True, whole=True, slack=slack)
        for page in {line.column.page for line in alone}
    }
    return [
        replace(line, column=pages[line.column.page]) if line.column.whole and not line.whole else line
        for line in lines
    ]


def _slack(lines: Sequence[Line], x0: float, x1: float) -> float:
    """Give how ragged lines are where gaps tell the paragraphs apart; nothing where they end at one edge."""
    long = [line for line in lines if line.x1 > x0 + _LONG * (x1 - x0)]
    full = sum(line.x1 > x1 - line.size for line in long)
    spaced = _spaced(lines)
    return _RAGGED * (x1 - x0) if spaced and full < 0.5 * len(long) else 0.0


def _spaced(lines: Sequence[Line]) -> bool:
    """Say whether paragraphs are told apart by gaps."""
    leading = _leading(lines)
    pairs = [(above, below) for above, below in itertools.pairwise(lines) if above.column == below.column]
    wide = sum(below.y - above.y > 1.3 * leading.get(round(below.size), 2 * below.size) for above, below in pairs)
    return wide >= max(2, 0.08 * len(pairs))


def _usual_start(lines: Sequence[Line]) -> float:
    """Give where most lines begin that begin furthest to the left."""
    starts = Counter(round(line.x0) for line in lines)
    often = [start for start, count in starts.items() if count >= 0.1 * len(lines)]
    return float(min(often or starts))


def _leading(lines: Sequence[Line]) -> dict[int, float]:
    """Give, by size, how far apart lines of one paragraph stand."""
    gaps: dict[int, Counter[int]] = defaultdict(Counter)
    for above, below in itertools.pairwise(lines):
        near = above.column == below.column and 0 < below.y - above.y < 3 * below.size
        if near and abs(above.size - below.size) < 1:
            gaps[round(below.size)][round(2 * (below.y - above.y))] += 1
    usual: dict[int, float] = {}
    for size, counted in gaps.items():
        often = [gap for gap, count in counted.items() if count >= 0.15 * counted.total()]
        usual[size] = min(often or counted) / 2
    return usual


def _common_size(lines: Iterable[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _notes_last(lines: Sequence[Line], body: float) -> list[Line]:
    """Put the footnotes of all pages after the text: they would part sentences that go on over the page."""
    notes: set[int] = set()
    for _, page in itertools.groupby(range(len(lines)), key=lambda at: lines[at].column.page):
        places = list(page)
        small = list(itertools.takewhile(lambda at: lines[at].size <= _SMALL * body, reversed(places)))
        if small and len(small) < len(places) and _NOTE.match(lines[small[-1]].text):
            notes.update(small)
    text = [line for at, line in enumerate(lines) if at not in notes]
    return [*text, *(replace(lines[at], column=_NOTES) for at in sorted(notes))]


def _begins(line: Line, group: Sequence[Line], leading: dict[int, float]) -> bool:
    """Say whether a line begins a new paragraph after the lines of the one before."""
    before = group[-1]
    if line.column is _NOTES:
        return before.column is not _NOTES or _NOTE.match(line.text) is not None
    if before.whole or line.whole or max(line.size, before.size) > _BIGGER * min(line.size, before.size):
        return True
    if _loose(before) or _loose(line):
        return not _goes_on(before, line)
    if before.column == line.column:
        gap = line.y - before.y
        if gap > 1.3 * leading.get(round(line.size), 1.4 * line.size) or gap < 0:
            return True
    return _begins_by_shape(line, group)


def _begins_by_shape(line: Line, group: Sequence[Line]) -> bool:
    before = group[-1]
    marked = _MARK.match(line.text) is not None
    ended = _SENTENCE_END.search(before.text) is not None
    if _centred(before) or _centred(line):
        return not (_centred(line) and _balanced(before) and _title_goes_on(before, line))
    short = before.column.x1 - before.x1 > line.first_word + 0.75 * line.size + before.column.slack
    if short and not before.text.endswith("-"):
        return True
    if marked and (ended or _indented(line)):
        return True
    if before.bold and not line.bold and line.text[:1].isupper() and ended:
        return True
    return _indented(line) and not _hangs(line, group)


def _loose(line: Line) -> bool:
    return not line.column.prose


def _goes_on(before: Line, line: Line) -> bool:
    """Say whether a line of a heading goes on in the next: small letters, or the nation's name on two lines."""
    if before.column != line.column or line.y - before.y > 2 * line.size:
        return False
    nation = before.text.endswith("CHỦ NGHĨA VIỆT") and line.text == "NAM"
    wide = before.x1 - before.x0 > _WIDE * (before.column.x1 - before.column.x0)
    return nation or (wide and line.text[:1].islower() and not _MARK.match(line.text))


def _title_goes_on(before: Line, line: Line) -> bool:
    if before.bold != line.bold or before.text.isupper() != line.text.isupper():
        return False
    wide = before.x1 - before.x0 > _WIDE * (before.column.x1 - before.column.x0)
    return line.text[:1].islower() or (wide and not _SENTENCE_END.search(before.text))


def _centred(line: Line) -> bool:
    room = 1.5 * line.size
    return line.x0 - line.column.x0 > room and line.column.x1 - line.x1 > room and _balanced(line)


def _balanced(line: Line) -> bool:
    left, right = line.x0 - line.column.x0, line.column.x1 - line.x1
    return abs(left - right) < max(6.0, 0.06 * (line.column.x1 - line.column.x0))


def _indented(line: Line) -> bool:
    return line.x0 - line.column.x0 > 0.7 * line.size


def _hangs(line: Line, group: Sequence[Line]) -> bool:
    """Say whether a line stands below the text of its paragraph, whose first line or mark stands further left."""
    if line.column != group[-1].column:
        return (
            len(group) > 1 and abs((line.x0 - line.column.x0) - (group[-1].x0 - group[-1].column.x0)) < 0.5 * line.size
        )
    if len(group) > 1:
        return abs(line.x0 - group[-1].x0) < 0.5 * line.size
    first = group[0]
    if _MARK.match(first.text) is not None:
        return line.x0 > first.x0 - 0.3 * line.size and not _MARK.match(line.text)
    return abs(line.x0 - first.x0) < 0.5 * line.size and not _SENTENCE_END.search(first.text)


def _paragraph(lines: Sequence[Line]) -> Paragraph:
    text = original = ""
    for line in lines:
        text, original = joined(text, line.text), joined(original, line.original)
    first = lines[0]
    return Paragraph(
        text=_BULLET.sub("- ", text),
        original=_BULLET.sub("- ", original),
        size=max(lines, key=lambda line: len(line.text)).size,
        bold=all(line.bold for line in lines),
        centred=all(_centred(line) for line in lines),
        beside=not (first.column.whole or first.column.prose or first.whole),
        page=first.column.page,
    )
