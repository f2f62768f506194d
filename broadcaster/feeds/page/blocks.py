"""A tree as blocks of text in the order of the page: paragraphs, points of lists, rows of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from broadcaster.feeds.font_letters import read_by_font
from broadcaster.feeds.page.node import Node, name_of, walked, words_of
from broadcaster.feeds.paragraphs import BLOCKS

_BLOCKS = BLOCKS | {"body", "html", "legend", "marquee", "td", "th"}
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BULLET = re.compile(r"^[•▪●◦·\uf0b7]\s*")
_FONT_FAMILY = re.compile(r"font-family\s*:\s*[\"']?\s*([^;\"',]+)", re.IGNORECASE)
_LONGEST_CELL = 300


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """Letters in one font."""

    text: str
    """The letters."""
    font: str
    """Name of the font where the page names one."""
    linked: bool
    """Whether they are those of a link."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """One paragraph of a page."""

    element: Node
    """In which it stands."""
    text: str
    """Its words on one line."""
    original: str
    """Its words with the letters as they came."""
    linked: float
    """Share of its letters that belong to links."""
    tag: str
    """``p``, ``li``, ``h2``, ``tr`` …"""
    strong: bool
    """Whether all of it is heavy."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Raw:
    element: Node
    pieces: tuple[Piece, ...]
    mark: str
    tag: str
    strong: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Blocks:
    """All blocks of a page."""

    blocks: tuple[Block, ...]
    """In the order of the page."""
    notes: tuple[str, ...]
    """What was done to its letters."""


def blocks_of(root: Node) -> Blocks:
    """Give the blocks of a page, letters of old fonts converted font by font."""
    raws = list(_Walk(root).blocks())
    fonts: dict[str, dict[str, None]] = {}
    for piece in (piece for raw in raws for piece in raw.pieces):
        fonts.setdefault(piece.font, {}).setdefault(_folded(piece.text))
    converted, notes = read_by_font(fonts)
    blocks = (_block(raw, converted) for raw in raws)
    return Blocks(blocks=tuple(block for block in blocks if block.text.strip(" -–•.")), notes=notes)


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _block(raw: _Raw, converted: Mapping[tuple[str, str], str]) -> Block:
    original = _BULLET.sub("- ", raw.mark + " ".join("".join(piece.text for piece in raw.pieces).split()))
    folded = [(_folded(piece.text), piece.font) for piece in raw.pieces]
    said = "".join(converted.get(key, key[0]) for key in folded)
    letters = sum(len(piece.text.strip()) for piece in raw.pieces)
    linked = sum(len(piece.text.strip()) for piece in raw.pieces if piece.linked)
    return Block(
        element=raw.element,
        text=_BULLET.sub("- ", raw.mark + " ".join(said.split())),
        original=original,
        linked=linked / letters if letters else 0.0,
        tag=raw.tag,
        strong=raw.strong,
    )


class _Walk:
    """Goes through a tree once and gathers the text between block tags."""

    def __init__(self, root: Node) -> None:
        self._root = root
        self._pieces: list[Piece] = []
        self._fonts: list[str] = [""]
        self._links = self._strong = self._breaks = 0
        self._all_strong = True
        self._mark = ""
        self._counters: list[int | None] = []
        self._at: list[Node] = [root]
        self._row: Node | None = None

    def blocks(self) -> Iterator[_Raw]:
        """Give the blocks in order."""
        for event, element in walked(self._root):
            if not name_of(element):
                if event == "end" and element.tail:
                    yield from self._text(element.tail)
                continue
            if event == "start":
                yield from self._start(element)
                yield from self._text(element.text or "")
            else:
                yield from self._end(element)
                if element is not self._root:
                    yield from self._text(element.tail or "")
        yield from self._flush()

    def _start(self, element: Node) -> Iterator[_Raw]:
        tag = name_of(element)
        if tag == "br":
            self._breaks += 1
            self._add(" ")
        elif tag in _BLOCKS and not self._in_row(element):
            yield from self._flush()
            self._at.append(element)
            self._list(element)
        if tag == "tr" and self._row is None and _is_of_data(element):
            self._row = element
        if self._row is not None and tag in {"td", "th"} and any(piece.text.strip() for piece in self._pieces):
            self._add(", ")
        self._links += tag == "a"
        self._strong += tag in {"b", "strong"} or tag in HEADINGS
        self._fonts.append(_font(element) or self._fonts[-1])

    def _end(self, element: Node) -> Iterator[_Raw]:
        tag = name_of(element)
        if element is self._row:
            yield from self._flush()
            self._row = None
            self._at.pop()
        elif tag in _BLOCKS and not self._in_row(element):
            yield from self._flush()
            if self._at[-1] is element:
                self._at.pop()
            if tag in {"ol", "ul"} and self._counters:
                self._counters.pop()
        self._links -= tag == "a"
        self._strong -= tag in {"b", "strong"} or tag in HEADINGS
        self._fonts.pop()

    def _in_row(self, element: Node) -> bool:
        return self._row is not None and element is not self._row

    def _list(self, element: Node) -> None:
        if name_of(element) in {"ol", "ul"}:
            start = element.get("start") or "1"
            first = int(start) if start.isdecimal() and len(start) < 6 else 1  # noqa: PLR2004 - no list is so long
            self._counters.append(first if name_of(element) == "ol" else None)
        elif name_of(element) == "li" and self._counters:
            count = self._counters[-1]
            self._mark = "- " if count is None else f"{count}. "
            self._counters[-1] = None if count is None else count + 1

    def _text(self, text: str) -> Iterator[_Raw]:
        if text.strip():
            if self._breaks > 1:
                yield from self._flush()
            self._breaks = 0
            self._all_strong &= self._strong > 0
        self._add(text)

    def _add(self, text: str) -> None:
        if text:
            self._pieces.append(Piece(text=text, font=self._fonts[-1], linked=self._links > 0))

    def _flush(self) -> Iterator[_Raw]:
        pieces = tuple(self._pieces)
        if any(piece.text.strip() for piece in pieces):
            element = self._row if self._row is not None else self._at[-1]
            yield _Raw(element=element, pieces=pieces, mark=self._mark, tag=name_of(element), strong=self._all_strong)
            self._mark = ""
        self._pieces.clear()
        self._breaks, self._all_strong = 0, True


def _font(element: Node) -> str:
    face = element.get("face")
    if face:
        return face.split(",")[0].strip(" \"'")
    found = _FONT_FAMILY.search(element.get("style") or "")
    return found[1].strip() if found else ""


def _is_of_data(row: Node) -> bool:
    """Say whether a row belongs to a table of data, and not to one that lays out the page."""
    cells = [cell for cell in row if name_of(cell) in {"td", "th"}]
    if len(cells) < 2:  # noqa: PLR2004 - one cell is no row of data
        return False
    return all(
        len(words_of(cell)) <= _LONGEST_CELL and cell.find(".//table") is None and cell.find(".//li") is None
        for cell in cells
    )
