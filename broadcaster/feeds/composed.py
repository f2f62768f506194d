"""A document as its writer composed it, paragraph by paragraph with fonts and lists, before it is plain text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from broadcaster.newsroom.letters import read_letters
from broadcaster.newsroom.old_letters import letters_of_font

_SENTENCE_END = re.compile(r"[.!?…:;][\"”’)\]]*$")
_LONG = 2_000
_BARE = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_TONED = "".join(unicodedata.normalize("NFC", letter + tone) for letter in _BARE for tone in _TONES) + "đ"
_PLAIN = frozenset({*_TONED, *_TONED.upper(), *map(chr, range(0x20, 0x7F)), *"\t\n\xa0–—‘’“”…•"})
"""What plain Vietnamese is written with."""
_FOLDED = re.compile(r"\s+")
BREAK = "\n"
"""The text of a span that is a line break within a paragraph."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """Some letters in one font."""

    text: str
    """The letters, or `BREAK`."""
    font: str = ""
    """Name of the font; a font older than Unicode decides which letters are meant."""
    original: str | None = None
    """What stood there before the letters were converted; none when nothing was."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """A paragraph with what is seen of it."""

    spans: tuple[Span, ...]
    """Its text."""
    mark: str = ""
    """What its list sets before it: ``1.``, ``a)``, ``-``."""
    title: bool = False
    """Whether its style is the title's."""
    heading: int = 0
    """Level of a heading, from 1; 0 for text."""
    bold: bool = False
    """Whether all of it is bold."""
    centred: bool = False
    """Whether it stands in the middle."""
    notes: tuple[tuple[Span, ...], ...] = ()
    """Footnotes that it refers to."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """A table."""

    rows: tuple[tuple[tuple[Block, ...], ...], ...]
    """What stands in its cells."""
    layout: bool
    """Whether it only sets paragraphs beside each other, as the heading of an administrative document does."""


Block = Paragraph | Grid


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One paragraph of plain text."""

    text: str
    """It, spaces folded but for tabs."""
    original: str
    """It with the letters as they came."""
    heads: str = ""
    """``title``, ``heading`` or ``bold``: how it stands out; empty for common text."""
    aside: bool = False
    """Whether it stands in a layout table."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Composed:
    """A whole document."""

    lines: tuple[Line, ...]
    """Its paragraphs in the order of reading."""
    notes: tuple[str, ...]
    """What was done to its letters."""


def joined_spans(spans: Iterable[Span]) -> Iterator[Span]:
    """Join neighbours of one font: an old font writes one letter with two signs, which may stand in two runs."""
    held: Span | None = None
    for span in spans:
        same = held is not None and BREAK not in {span.text, held.text}
        if held is not None and same and (span.font == held.font or not span.text.strip()):
            held = Span(text=held.text + span.text, font=held.font)
        else:
            if held is not None:
                yield held
            held = span
    if held is not None:
        yield held


def composed(blocks: Sequence[Block]) -> Composed:
    """Convert the letters of every font and give the document's paragraphs in the order of reading."""
    converted, notes = _converted(list(_spans_of(blocks)))
    return Composed(lines=tuple(_lines(blocks, converted)), notes=notes)


def _spans_of(blocks: Iterable[Block]) -> Iterator[Span]:
    for block in blocks:
        if isinstance(block, Grid):
            for row in block.rows:
                for cell in row:
                    yield from _spans_of(cell)
        else:
            yield from block.spans
            for note in block.notes:
                yield from note


def _converted(spans: Sequence[Span]) -> tuple[Mapping[Span, Span], tuple[str, ...]]:
    """Read the letters font by font, each font's all at once: many syllables tell more than few."""
    by_font: dict[str, dict[str, Span]] = {}
    for span in spans:
        if span.text.strip():
            by_font.setdefault(span.font, {}).setdefault(span.text, span)
    converted: dict[Span, Span] = {}
    notes: dict[str, None] = {}
    for font, texts in by_font.items():
        if _is_plain("".join(texts), font):
            continue
        whole = read_letters("\n".join(texts), font=font)
        notes.update(dict.fromkeys(whole.notes))
        pieces = whole.text.split("\n")
        if len(pieces) != len(texts):
            pieces = [read_letters(text, font=font).text for text in texts]
        for (text, span), piece in zip(texts.items(), pieces, strict=True):
            if piece != text:
                was = text if whole.original else None
                converted[span] = replace(span, text=piece, original=was)
    return converted, tuple(notes)


def _is_plain(text: str, font: str) -> bool:
    """Say whether a long text is in letters of today for certain: old letters of that many syllables show others."""
    return len(text) >= _LONG and set(text) <= _PLAIN and letters_of_font(font) is None


def _lines(blocks: Iterable[Block], converted: Mapping[Span, Span], *, aside: bool = False) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _lines_of(block, converted, aside=aside)
        elif block.layout:
            for row in block.rows:
                for cell in row:
                    yield from _lines(cell, converted, aside=True)
        else:
            yield from _row_lines(block, converted)


def _row_lines(grid: Grid, converted: Mapping[Span, Span]) -> Iterator[Line]:
    for row in grid.rows:
        cells = [list(_lines(cell, converted)) for cell in row]
        said = [
            (" ".join(line.text for line in cell), " ".join(line.original for line in cell)) for cell in cells if cell
        ]
        if said:
            yield Line(text=", ".join(text for text, _ in said), original=", ".join(was for _, was in said))


def _lines_of(paragraph: Paragraph, converted: Mapping[Span, Span], *, aside: bool) -> Iterator[Line]:
    spans = [converted.get(span, span) for span in paragraph.spans]
    for note in paragraph.notes:
        spans += [Span(text=" ("), *(converted.get(span, span) for span in note), Span(text=")")]
    text, original = _written(spans, now=True), _written(spans, now=False)
    heads = _heads(paragraph)
    mark = f"{paragraph.mark} " if paragraph.mark else ""
    pairs = list(_apart(text, original, everywhere=aside))
    for at, (line, was) in enumerate(pairs):
        before = "" if at else mark
        yield Line(text=before + line, original=before + was, heads=heads, aside=aside)


def _heads(paragraph: Paragraph) -> str:
    if paragraph.title:
        return "title"
    if paragraph.heading:
        return "heading"
    return "bold" if paragraph.bold and paragraph.centred else ""


def _written(spans: Iterable[Span], *, now: bool) -> str:
    texts = (span.text if now or span.original is None else span.original for span in spans)
    return "\n".join(_folded(line) for line in "".join(texts).split(BREAK))


def _folded(line: str) -> str:
    """Fold spaces; a tab stays, since the heads of administrative documents stand beside each other by tabs."""
    if "\t" not in line:
        return " ".join(line.split())
    return _FOLDED.sub(lambda found: "\t" if "\t" in found[0] else " ", line.strip())


def _apart(text: str, original: str, *, everywhere: bool) -> Iterator[tuple[str, str]]:
    """Part a paragraph at its line breaks: in a heading's cell at each, elsewhere where a sentence ends there."""
    held: list[str] = []
    held_was: list[str] = []
    lines, were = text.split("\n"), original.split("\n")
    if len(lines) != len(were):
        lines, were = [text.replace("\n", " ")], [original.replace("\n", " ")]
    for line, was in zip(lines, were, strict=True):
        if line:
            held.append(line)
            held_was.append(was)
        if held and (not line or everywhere or _SENTENCE_END.search(line)):
            yield " ".join(held), " ".join(held_was)
            held, held_was = [], []
    if held:
        yield " ".join(held), " ".join(held_was)
