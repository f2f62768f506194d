"""The paragraphs, lists and tables of an OpenDocument text as a reader of the printed page sees them."""

from __future__ import annotations

from collections import Counter as Count
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from broadcaster.errors import DocumentTooLarge
from broadcaster.feeds.composed import BREAK, Block, Grid, Paragraph, Span, joined_spans
from broadcaster.feeds.limits import Limits
from broadcaster.feeds.list_marks import BULLET, LEVELS, Counter, written
from broadcaster.feeds.odt_styles import FO, OUTLINE, TABLE, TEXT, OdtStyles
from broadcaster.feeds.packed import Element, local

HIDDEN, BOXES, PICTURES, OBJECTS, FOOTNOTES = "hidden", "boxes", "pictures", "objects", "footnotes"

_SILENT = frozenset(
    {
        "tracked-changes",
        "annotation",
        "annotation-end",
        "forms",
        "sequence-decls",
        "variable-decls",
        "user-field-decls",
        "table-of-content",
        "alphabetical-index",
        "illustration-index",
        "table-index",
        "page-number",
        "page-count",
        "hidden-text",
        "hidden-paragraph",
        "ruby-text",
        "note-citation",
        "soft-page-break",
        "shapes",
    }
)
_AROUND_BLOCKS = frozenset(
    {"section", "index-body", "index-title", "table-header-rows", "table-rows", "table-row-group"}
)
_HIDDEN = frozenset({"hidden-text", "hidden-paragraph"})
_FRAMES = frozenset({"frame", "custom-shape", "text-box", "rect", "g", "object", "object-ole", "control"})
_SPACES = {"s": " ", "tab": "\t"}
_MOST_SPACES = 50
_WIDEST_LAYOUT = 3


@dataclass(kw_only=True, slots=True)
class _Place:
    """Where in a list the reading is."""

    style: str
    level: int
    counter: Counter
    mark: str = ""


class OdtText:
    """Reads one document; what was left out or moved is counted in `left_out`."""

    def __init__(self, *, styles: OdtStyles, limits: Limits, path: Path) -> None:
        """Take its styles."""
        self._styles, self._limits, self._path = styles, limits, path
        self.left_out: Count[str] = Count()
        self._count = 0
        self._notes: list[tuple[Span, ...]] = []
        self._weights: list[bool] = []
        self._counters: dict[str, Counter] = {}
        self._headings = Counter()

    def blocks(self, parent: Element, place: _Place | None = None) -> Iterator[Block]:
        """Give the paragraphs and tables of a body, a cell or an item of a list."""
        for element in parent:
            kind = local(element)
            if kind in {"p", "h"}:
                yield from self._paragraph(element, place)
            elif kind == "list":
                yield from self._list(element, place)
            elif kind == "table":
                yield self._grid(element)
            elif kind == "section" and element.get(TEXT + "display") == "none":
                self.left_out[HIDDEN] += 1
            elif kind in _AROUND_BLOCKS:
                yield from self.blocks(element, place)

    def _list(self, element: Element, around: _Place | None) -> Iterator[Block]:
        style = str(element.get(TEXT + "style-name") or (around.style if around else ""))
        goes_on = element.get(TEXT + "continue-numbering") == "true" or element.get(TEXT + "continue-list")
        counter = around.counter if around else self._counters.get(style) if goes_on else None
        counter = self._counters[style] = counter or Counter()
        level = min(around.level + 1 if around else 1, LEVELS)
        for item in element:
            if local(item) not in {"list-item", "list-header"}:
                continue
            start = str(item.get(TEXT + "start-value") or "")
            if start.isdecimal():
                counter.begin_at(level - 1, int(start[:6]))
            place = _Place(style=style, level=level, counter=counter)
            first = next((local(each) for each in item), "")
            if local(item) == "list-item" and first in {
                "p",
                "h",
            }:  # an item that only holds a deeper list has no number
                place.mark = self._mark(place)
            yield from self.blocks(item, place)

    def _mark(self, place: _Place) -> str:
        """Count an item and give what stands before it."""
        rules = self._styles.level(place.style, place.level)
        numbers = place.counter.count(place.level - 1, lambda at: self._start(place.style, at))
        if rules is None:
            return ""
        if rules.form == "bullet":
            return BULLET
        if not rules.form:
            return (rules.before + rules.after).strip()
        forms = [self._styles.level(place.style, at + 1) for at in range(place.level)]
        shown = [
            written(numbers[at], form.form)
            for at, form in enumerate(forms)
            if at >= place.level - rules.shown and form and form.form != "bullet"
        ]
        return f"{rules.before}{'.'.join(filter(None, shown))}{rules.after}".strip()

    def _start(self, style: str, at: int) -> int:
        rules = self._styles.level(style, at + 1)
        return rules.start if rules else 1

    def _paragraph(self, element: Element, place: _Place | None) -> Iterator[Paragraph]:
        self._count += 1
        if self._count > self._limits.paragraphs:
            raise DocumentTooLarge(path=self._path, reason=f"nhiều hơn {self._limits.paragraphs} đoạn")
        style = str(element.get(TEXT + "style-name") or "")
        self._notes, self._weights = [], []
        spans = list(joined_spans(self._inline(element, style, "")))
        level = _heading(element)
        mark = self._heading_mark(element, level) if level and place is None else ""
        if place is not None:
            mark, place.mark = place.mark, ""
        if not any(span.text.strip() for span in spans):
            return
        yield Paragraph(
            spans=tuple(spans),
            mark=mark,
            title=self._styles.is_named(style, "title"),
            heading=level,
            bold=bool(self._weights) and all(self._weights),
            centred=self._styles.said("paragraph", style, "paragraph-properties", FO + "text-align") == "center",
            notes=tuple(self._notes),
        )

    def _heading_mark(self, element: Element, level: int) -> str:
        rules = self._styles.level(OUTLINE, level)
        if rules is None or not rules.form or element.get(TEXT + "is-list-header") == "true":
            return ""
        return self._mark(_Place(style=OUTLINE, level=level, counter=self._headings))

    def _inline(self, parent: Element, paragraph: str, run: str) -> Iterator[Span]:
        """Give the spans of a paragraph or of a part of one, in the order of reading."""
        yield from self._spans(parent.text, paragraph, run)
        for element in parent:
            kind = local(element)
            if kind in _SPACES:
                yield from self._spans(_SPACES[kind] * _times(element), paragraph, run, folded=False)
            elif kind == "line-break":
                yield Span(text=BREAK)
            elif kind == "note":
                self._note(element)
            elif kind in _FRAMES:
                self._frame(element)
            elif kind in _SILENT:
                self.left_out[HIDDEN] += kind in _HIDDEN
            else:
                inner = str(element.get(TEXT + "style-name") or run) if kind in {"span", "a"} else run
                yield from self._inline(element, paragraph, inner)
            yield from self._spans(element.tail, paragraph, run)

    def _spans(self, text: str | None, paragraph: str, run: str, *, folded: bool = True) -> Iterator[Span]:
        if not text:
            return
        if folded:
            text = text.replace("\n", " ").replace("\t", " ")
        if self._said(paragraph, run, "display") == "none":
            self.left_out[HIDDEN] += bool(text.strip())
            return
        if text.strip():
            self._weights.append(self._said(paragraph, run, "font-weight") in {"bold", "600", "700", "800", "900"})
        font = (self._styles.font("text", run) if run else "") or self._styles.font("paragraph", paragraph)
        large = self._said(paragraph, run, "text-transform") == "uppercase"
        yield Span(text=text.upper() if large else text, font=font)

    def _said(self, paragraph: str, run: str, attribute: str) -> str:
        """Give what is said of a text's look by its own style, else by its paragraph's."""
        name = (TEXT if attribute == "display" else FO) + attribute
        own = self._styles.said("text", run, "text-properties", name) if run else ""
        return own or self._styles.said("paragraph", paragraph, "text-properties", name)

    def _note(self, element: Element) -> None:
        weights, notes = self._weights, self._notes
        spans: list[Span] = []
        for body in element:
            for block in self.blocks(body) if local(body) == "note-body" else ():
                if isinstance(block, Paragraph):
                    spans += [Span(text=" ")] * bool(spans) + list(block.spans)
        self._weights, self._notes = weights, notes
        if spans:
            first = Span(text=spans[0].text.lstrip(), font=spans[0].font)
            self._notes.append((first, *spans[1:]))
            self.left_out[FOOTNOTES] += 1

    def _frame(self, element: Element) -> None:
        kinds = {local(each) for each in element.iter()}
        if any((each.text or "").strip() for each in element.iter(TEXT + "p", TEXT + "h", TEXT + "span")):
            self.left_out[BOXES] += 1
        elif kinds & {"object", "object-ole"}:
            self.left_out[OBJECTS] += 1
        elif "image" in kinds:
            self.left_out[PICTURES] += 1

    def _grid(self, element: Element) -> Grid:
        rows: list[tuple[tuple[Block, ...], ...]] = []
        ruled: list[bool] = []
        for row in _rows(element):
            cells = [cell for cell in row if local(cell) == "table-cell"]
            rows.append(tuple(tuple(self.blocks(cell)) for cell in cells))
            ruled += [self._styles.has_lines(str(cell.get(TABLE + "style-name") or "")) for cell in cells]
        wide = max((len(row) for row in rows), default=0)
        return Grid(rows=tuple(rows), layout=wide <= 1 or (wide <= _WIDEST_LAYOUT and sum(ruled) * 2 <= len(ruled)))


def _rows(element: Element) -> Iterator[Element]:
    for each in element:
        if local(each) == "table-row":
            yield each
        elif local(each) in _AROUND_BLOCKS:
            yield from _rows(each)


def _heading(element: Element) -> int:
    """Give the level of a heading, 0 for text."""
    level = str(element.get(TEXT + "outline-level") or "1")
    return (int(level) if level.isdecimal() and len(level) == 1 else 1) if local(element) == "h" else 0


def _times(element: Element) -> int:
    count = str(element.get(TEXT + "c") or "1")
    return min(int(count), _MOST_SPACES) if count.isdecimal() else 1
