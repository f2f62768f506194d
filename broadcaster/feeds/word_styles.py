"""What the styles of a Word document say of a paragraph or a run: font, weight, heading, list, lines of a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from broadcaster.feeds.packed import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

_OFF = {"0", "false", "off", "none"}
_DEEPEST = 20
"""Styles that rest upon one another; a circle ends here."""
_HEADINGS = 9
_SIDES = ("top", "left", "start", "bottom", "right", "end", "insideH", "insideV")
_NO_LINE = {"nil", "none", ""}


def value(element: Element | None, name: str = "val") -> str:
    """Give an attribute of Word's own namespace; empty where there is none."""
    return "" if element is None else str(element.get(W + name) or "")


def switched(properties: Element | None, name: str) -> bool | None:
    """Say whether a property such as bold is on; none where nothing is said."""
    found = None if properties is None else properties.find(W + name)
    return None if found is None else value(found).lower() not in _OFF


def whole_number(text: str) -> int | None:
    """Read a number; none for what is none or is absurdly long."""
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 10 else None  # noqa: PLR2004


def has_lines(borders: Element | None) -> bool | None:
    """Say whether a table or cell has any line drawn; none where nothing is said."""
    if borders is None:
        return None
    return any(value(borders.find(W + side)) not in _NO_LINE for side in _SIDES if borders.find(W + side) is not None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """A paragraph's place in a list."""

    number: str
    """Which list."""
    level: int
    """Which level of it, from 0."""


class Styles:
    """The styles of one document."""

    def __init__(self, styles: Element | None, theme: Element | None) -> None:
        """Take the parts ``styles.xml`` and ``theme1.xml``, either of which may not be there."""
        every: list[Element] = [] if styles is None else styles.findall(W + "style")
        self._by_id: dict[str, Element] = {value(each, "styleId"): each for each in every}
        self._defaults = {
            value(each, "type"): value(each, "styleId")
            for each in every
            if value(each, "default") in {"1", "true", "on"}
        }
        self._base: Element | None = None if styles is None else styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._theme = theme
        self.font_of_style = cache(self._font_of_style)
        self.switched_in_style = cache(self._switched_in_style)

    def name(self, style: str) -> str:
        """Give a style's name, lower case."""
        found = self._by_id.get(style)
        return "" if found is None else value(found.find(W + "name")).lower()

    def font(self, run: Element | None, run_style: str, paragraph_style: str) -> str:
        """Give the font of a run: its own, its style's, its paragraph's, the document's."""
        own = self._font(run)
        return (
            own
            or (self.font_of_style(run_style, "") if run_style else "")
            or self.font_of_style(paragraph_style, "paragraph")
        )

    def is_on(self, name: str, run: Element | None, run_style: str, paragraph_style: str) -> bool:
        """Say whether a property such as ``b`` or ``vanish`` holds for a run."""
        own = switched(run, name)
        if own is None and run_style:
            own = self.switched_in_style(name, run_style, "")
        if own is None:
            own = self.switched_in_style(name, paragraph_style, "paragraph")
        return bool(own)

    def heading(self, style: str, properties: Element | None) -> int:
        """Give the level of a heading, 0 for text."""
        for each in (properties, *(found.find(W + "pPr") for found in self.chain(style, "paragraph"))):
            outline = None if each is None else each.find(W + "outlineLvl")
            if outline is not None:
                level = whole_number(value(outline))
                return level + 1 if level is not None and 0 <= level < _HEADINGS else 0
        return 0

    def aligned(self, style: str, properties: Element | None) -> str:
        """Say how a paragraph stands: ``center``, ``both``…; empty where nothing is said."""
        for each in (properties, *(found.find(W + "pPr") for found in self.chain(style, "paragraph"))):
            said = None if each is None else each.find(W + "jc")
            if said is not None:
                return value(said)
        return ""

    def listed(self, style: str, properties: Element | None) -> Listed | None:
        """Give a paragraph's place in a list, of its own or its style's."""
        number, level = "", ""
        for each in (properties, *(found.find(W + "pPr") for found in self.chain(style, "paragraph"))):
            said = None if each is None else each.find(W + "numPr")
            if said is not None:
                number = number or value(said.find(W + "numId"))
                level = level or value(said.find(W + "ilvl"))
        if number in {"", "0"}:
            return None
        return Listed(number=number, level=min(max(whole_number(level) or 0, 0), 8))

    def list_of_style(self, style: str) -> str:
        """Give the list that a style of lists stands for."""
        found = self._by_id.get(style)
        return "" if found is None else value(found.find(f"{W}pPr/{W}numPr/{W}numId"))

    def table_has_lines(self, style: str) -> bool:
        """Say whether a style of tables draws lines."""
        for found in self.chain(style, "table"):
            lines = has_lines(found.find(f"{W}tblPr/{W}tblBorders"))
            if lines is not None:
                return lines
        return False

    def chain(self, style: str, kind: str) -> Iterator[Element]:
        """Give a style and those it rests upon; of a paragraph or table without style the default one."""
        at = style if style in self._by_id else self._defaults.get(kind, "")
        for _ in range(_DEEPEST):
            found = self._by_id.get(at)
            if found is None:
                return
            yield found
            at = value(found.find(W + "basedOn"))

    def _font_of_style(self, style: str, kind: str) -> str:
        fonts = (self._font(found.find(W + "rPr")) for found in self.chain(style, kind))
        found: str = next(filter(None, fonts), "")
        return found or (self._font(self._base) if kind else "")

    def _switched_in_style(self, name: str, style: str, kind: str) -> bool | None:
        said = (switched(found.find(W + "rPr"), name) for found in self.chain(style, kind))
        found = next((each for each in said if each is not None), None)
        return switched(self._base, name) if found is None and kind else found

    def _font(self, properties: Element | None) -> str:
        fonts = None if properties is None else properties.find(W + "rFonts")
        for name in () if fonts is None else ("hAnsi", "ascii"):
            themed = value(fonts, f"{name}Theme")
            if themed and (found := self._of_theme(themed)):
                return found
            if said := value(fonts, name):
                return said
        return ""

    def _of_theme(self, name: str) -> str:
        kind = "majorFont" if name.startswith("major") else "minorFont"
        found = None if self._theme is None else self._theme.find(f"{A}themeElements/{A}fontScheme/{A}{kind}/{A}latin")
        return "" if found is None else str(found.get("typeface") or "")
