"""The paragraphs and tables of a Word document as a reader of the printed page sees them.

What was inserted by tracked changes is taken, what was deleted is not; hidden text, text boxes, page numbers and tables
of contents are left out, and counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NoReturn

from broadcaster.errors import DocumentTooLarge
from broadcaster.feeds.composed import BREAK, Block, Grid, Paragraph, Span, joined_spans
from broadcaster.feeds.limits import Limits
from broadcaster.feeds.packed import Element, local
from broadcaster.feeds.word_numbering import Numbering
from broadcaster.feeds.word_styles import Styles, W, has_lines, switched, value

_AROUND_BLOCKS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
_AROUND_RUNS = frozenset(
    {*_AROUND_BLOCKS, "hyperlink", "fldSimple", "dir", "bdo", "oMath", "oMathPara", "r_", "rubyBase", "ruby"}
)
_TAKEN_OUT = frozenset({"del", "moveFrom"})
_PICTURES = frozenset({"drawing", "pict", "object"})
_FURNITURE = ("PAGE", "NUMPAGES", "SECTIONPAGES", "TOC", "INDEX", "TOA")
"""Fields that are about pages, not part of the text."""
_SYMBOLS = {"\uf0b7": "-", "\uf0a7": "-", "\uf0d8": "-", "\uf0fc": "-", "\uf02d": "-", "\uf0e0": "→", "\uf0b0": "°"}
_WIDEST_LAYOUT = 3
"""Columns of the widest table without lines that only sets paragraphs beside each other."""

DELETED, HIDDEN, BOXES, PICTURES, PARTS, FOOTNOTES = "deleted", "hidden", "boxes", "pictures", "parts", "footnotes"


class WordText:
    """Reads one document; what was left out or moved is counted in `left_out`."""

    def __init__(
        self,
        *,
        styles: Styles,
        numbering: Numbering,
        footnotes: Mapping[str, Element],
        limits: Limits,
        path: Path,
        fields: bool = True,
    ) -> None:
        """Take the parts; `footnotes` by ``footnoteReference 2``, `fields` False where fields never end."""
        self._styles, self._numbering, self._footnotes = styles, numbering, footnotes
        self._limits, self._path, self._heed_fields = limits, path, fields
        self.left_out: Counter[str] = Counter()
        self._fields: list[str | None] = []
        self._instruction = ""
        self._count = 0
        self._spans: list[Span] = []
        self._notes: list[tuple[Span, ...]] = []
        self._weights: list[bool] = []
        self._style = ""
        self._carried: list[Span] = []

    @property
    def in_field(self) -> bool:
        """Say whether a field has begun that never ended."""
        return bool(self._fields)

    def blocks(self, parent: Element) -> Iterator[Block]:
        """Give the paragraphs and tables of a body or a cell."""
        for element in parent:
            kind = local(element)
            if kind == "p":
                paragraph = self._paragraph(element)
                if paragraph is not None:
                    yield paragraph
            elif kind == "tbl":
                yield self._grid(element)
            elif kind == "altChunk":
                self.left_out[PARTS] += 1
            elif kind in _AROUND_BLOCKS and not _is_placeholder(element):
                yield from () if _is_contents(element) else self.blocks(element)

    def _paragraph(self, element: Element) -> Paragraph | None:
        """Read a paragraph; gives none where its end was deleted, so that it goes on in the next."""
        self._count += 1
        if self._count > self._limits.paragraphs:
            self._too_large(f"nhiều hơn {self._limits.paragraphs} đoạn")
        properties = element.find(W + "pPr")
        self._style = value(None if properties is None else properties.find(W + "pStyle"))
        self._spans, self._carried = self._carried, []
        self._notes, self._weights = [], []
        self._inline(element)
        if self._styles.name(self._style).startswith("toc "):
            self._spans = []
        if _goes_on(properties):
            self._carried = self._spans
            return None
        listed = self._styles.listed(self._style, properties)
        return Paragraph(
            spans=tuple(joined_spans(self._spans)),
            mark=self._numbering.mark(listed) if listed else "",
            title=self._styles.name(self._style) == "title",
            heading=self._styles.heading(self._style, properties),
            bold=bool(self._weights) and all(self._weights),
            centred=self._styles.aligned(self._style, properties) == "center",
            notes=tuple(self._notes),
        )

    def _too_large(self, reason: str) -> NoReturn:
        raise DocumentTooLarge(path=self._path, reason=reason)

    def _inline(self, parent: Element) -> None:
        for element in parent:
            kind = local(element)
            if kind == "r":
                self._run(element)
            elif kind in _TAKEN_OUT:
                self.left_out[DELETED] += 1
            elif kind == "AlternateContent":
                self._either(element)
            elif kind == "fldSimple" and _is_furniture(value(element, "instr")):
                pass
            elif kind in _AROUND_RUNS and not _is_placeholder(element):
                self._inline(element)

    def _run(self, element: Element) -> None:
        properties = element.find(W + "rPr")
        style = value(None if properties is None else properties.find(W + "rStyle"))
        hidden = self._styles.is_on("vanish", properties, style, self._style)
        font = self._styles.font(properties, style, self._style)
        large = self._styles.is_on("caps", properties, style, self._style)
        text = ""
        for part in element:
            text += self._of_run(part, local(part), font)
        if hidden:
            self.left_out[HIDDEN] += bool(text.strip())
        elif text:
            for at, piece in enumerate(text.split(BREAK)):
                self._spans += [Span(text=BREAK)] * bool(at)
                self._spans += [Span(text=piece.upper() if large else piece, font=font)] * bool(piece)
            if text.strip():
                self._weights.append(self._styles.is_on("b", properties, style, self._style))

    def _of_run(self, part: Element, kind: str, font: str) -> str:
        """Give the text of a part of a run; what is none changes only what is counted."""
        if kind in {"fldChar", "instrText"}:
            self._field(part, kind)
            return ""
        if any(field is None or _is_furniture(field) for field in self._open_fields()):
            return ""
        plain: Mapping[str, Callable[[], str]] = {
            "t": lambda: part.text or "",
            "tab": lambda: "\t",
            "br": lambda: BREAK,
            "cr": lambda: BREAK,
            "noBreakHyphen": lambda: "-",
            "sym": lambda: _symbol(part),
        }
        if kind in plain:
            return plain[kind]()
        if kind in {"footnoteReference", "endnoteReference"}:
            self._note(f"{kind} {value(part, 'id')}", font)
        elif kind in _PICTURES:
            self._picture(part)
        elif kind == "AlternateContent":
            return self._alternative(part)
        elif kind == "ruby":
            return "".join(part.itertext(W + "t")) if part.find(W + "rubyBase") is None else _base_of(part)
        return ""

    def _open_fields(self) -> Iterable[str | None]:
        return self._fields if self._heed_fields else ()

    def _field(self, part: Element, kind: str) -> None:
        """Follow a field: none on the stack while its instruction stands, then that while its result does."""
        if kind == "instrText":
            if self._fields:
                self._instruction += part.text or ""
            return
        step = value(part, "fldCharType")
        if step == "begin":
            self._instruction = ""
            self._fields.append(None)
        elif step == "separate" and self._fields:
            self._fields[-1] = self._instruction.strip() or "-"
        elif step == "end" and self._fields:
            self._fields.pop()

    def _note(self, key: str, font: str) -> None:
        found = self._footnotes.get(key)
        if found is None:
            return
        inner = WordText(
            styles=self._styles,
            numbering=self._numbering,
            footnotes={},
            limits=self._limits,
            path=self._path,
            fields=self._heed_fields,
        )
        spans: list[Span] = []
        for block in inner.blocks(found):
            if isinstance(block, Paragraph):
                spans += [Span(text=" ", font=font)] * bool(spans) + list(block.spans)
        if any(span.text.strip() for span in spans):
            first = Span(text=spans[0].text.lstrip(), font=spans[0].font)
            self._notes.append((first, *spans[1:]))
            self.left_out[FOOTNOTES] += 1

    def _picture(self, part: Element) -> None:
        if any(local(each) == "txbxContent" for each in part.iter()):
            self.left_out[BOXES] += any((each.text or "").strip() for each in part.iter(W + "t"))
        else:
            self.left_out[PICTURES] += 1

    def _either(self, element: Element) -> None:
        """Take what is offered for older programs: it is plain."""
        for offered in element:
            if local(offered) == "Fallback":
                self._inline(offered)

    def _alternative(self, element: Element) -> str:
        for offered in element:
            if local(offered) == "Fallback":
                pictures = [part for part in offered if local(part) in _PICTURES]
                for part in pictures:
                    self._picture(part)
                return "".join(part.text or "" for part in offered if local(part) == "t")
        return ""

    def _grid(self, element: Element) -> Grid:
        rows = tuple(
            tuple(() if _goes_on_above(cell) else tuple(self.blocks(cell)) for cell in _inside(row, "tc"))
            for row in _inside(element, "tr")
            if row.find(f"{W}trPr/{W}del") is None
        )
        wide = max((len(row) for row in rows), default=0)
        return Grid(rows=rows, layout=wide <= 1 or (wide <= _WIDEST_LAYOUT and not self._is_ruled(element)))

    def _is_ruled(self, element: Element) -> bool:
        """Say whether a table's lines are drawn, by the table, by its style or by most of its cells."""
        properties = element.find(W + "tblPr")
        said = None if properties is None else has_lines(properties.find(W + "tblBorders"))
        if said is None:
            said = self._styles.table_has_lines(value(None if properties is None else properties.find(W + "tblStyle")))
        cells = [cell.find(f"{W}tcPr/{W}tcBorders") for row in _inside(element, "tr") for cell in _inside(row, "tc")]
        ruled = [bool(has_lines(cell)) if cell is not None else said for cell in cells]
        return sum(ruled) * 2 > len(ruled)


def _inside(element: Element, kind: str) -> Iterator[Element]:
    """Give a table's rows or a row's cells, through what may stand around them."""
    for each in element:
        name = local(each)
        if name == kind:
            yield each
        elif name in _AROUND_BLOCKS:
            yield from _inside(each, kind)


def _goes_on(properties: Element | None) -> bool:
    """Say whether a paragraph's end was deleted, or it is only the large first letter of the next one."""
    if properties is None:
        return False
    frame = properties.find(W + "framePr")
    return properties.find(f"{W}rPr/{W}del") is not None or value(frame, "dropCap") not in {"", "none"}


def _goes_on_above(cell: Element) -> bool:
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    return merged is not None and value(merged) != "restart"


def _is_placeholder(element: Element) -> bool:
    """Say whether a form's field shows only its request to be filled in."""
    return local(element) == "sdt" and bool(switched(element.find(W + "sdtPr"), "showingPlcHdr"))


def _is_contents(element: Element) -> bool:
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery") if local(element) == "sdt" else None
    return value(gallery).lower() in {
        "table of contents",
        "page numbers (top of page)",
        "page numbers (bottom of page)",
    }


def _is_furniture(instruction: str) -> bool:
    return instruction.strip().upper().split(" ", 1)[0] in _FURNITURE


def _symbol(part: Element) -> str:
    code = value(part, "char")
    try:
        sign = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return _SYMBOLS.get(sign, "" if "\ue000" <= sign <= "\uf8ff" else sign)


def _base_of(part: Element) -> str:
    return "".join(each.text or "" for each in part.find(W + "rubyBase").iter(W + "t"))
