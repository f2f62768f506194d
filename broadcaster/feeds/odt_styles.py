"""What the styles of an OpenDocument text say: fonts, weight, hidden text, the rules of lists, lines of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from broadcaster.feeds.packed import Element, local

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{{{_OASIS}office:1.0}}"
STYLE = f"{{{_OASIS}style:1.0}}"
TEXT = f"{{{_OASIS}text:1.0}}"
TABLE = f"{{{_OASIS}table:1.0}}"
FO = f"{{{_OASIS}xsl-fo-compatible:1.0}}"
SVG = f"{{{_OASIS}svg-compatible:1.0}}"
OUTLINE = ""
"""Under which name the numbers of headings are kept; no list is called so."""
_DEEPEST = 20
_NO_LINE = re.compile(r"none|hidden|0(?:\.0*)?(?:[a-z]| |$)")
_SIDES = ("border", "border-top", "border-bottom", "border-left", "border-right")


@dataclass(frozen=True, kw_only=True, slots=True)
class ListLevel:
    """The rules of one level of a list."""

    form: str
    """Sign of the form of its number, ``bullet``, or empty for no number."""
    before: str
    """What stands before the number."""
    after: str
    """What stands after it."""
    start: int
    """The first number."""
    shown: int
    """How many levels are written: 2 for ``1.2``."""


class OdtStyles:
    """The styles of one document: its own and the automatic ones."""

    def __init__(self, *roots: Element | None) -> None:
        """Take the parts ``content.xml`` and ``styles.xml``, either of which may not be there."""
        self._styles: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, Element] = {}
        self._faces: dict[str, str] = {}
        self._usual: dict[str, Element] = {}
        for root in roots:
            for element in () if root is None else root.iter(STYLE + "style", STYLE + "default-style"):
                name, family = element.get(STYLE + "name"), str(element.get(STYLE + "family"))
                if name is None:
                    self._usual.setdefault(family, element)
                else:
                    self._styles.setdefault((family, name), element)
            for element in () if root is None else root.iter(TEXT + "list-style", TEXT + "outline-style"):
                is_list = local(element) == "list-style"
                self._lists.setdefault(str(element.get(STYLE + "name")) if is_list else OUTLINE, element)
            for element in () if root is None else root.iter(STYLE + "font-face"):
                family = str(element.get(SVG + "font-family") or "").strip("'\" ")
                self._faces.setdefault(str(element.get(STYLE + "name")), family)
        self.font = cache(self._font)
        self.level = cache(self._level)

    def chain(self, family: str, name: str) -> Iterator[Element]:
        """Give a style and those it rests upon."""
        at: str | None = name
        for _ in range(_DEEPEST):
            found = self._styles.get((family, at or ""))
            if found is None:
                break
            yield found
            at = found.get(STYLE + "parent-style-name")
        if family in self._usual:
            yield self._usual[family]

    def said(self, family: str, name: str, kind: str, attribute: str) -> str:
        """Give what a style, or one it rests upon, says in one of its kinds of properties."""
        for each in self.chain(family, name):
            found = each.find(f"{STYLE}{kind}")
            if found is not None and found.get(attribute) is not None:
                return str(found.get(attribute))
        return ""

    def of_style(self, name: str, attribute: str) -> str:
        """Give an attribute of a paragraph's style itself, or of one it rests upon."""
        return next((str(each.get(attribute)) for each in self.chain("paragraph", name) if each.get(attribute)), "")

    def is_named(self, name: str, wanted: str) -> bool:
        """Say whether a paragraph's style is the wanted one or rests upon it at once."""
        names = [str(each.get(STYLE + "name")).lower() for each in self.chain("paragraph", name)][:2]
        return wanted in names

    def has_lines(self, cell_style: str) -> bool:
        """Say whether a cell is drawn with lines."""
        for each in self.chain("table-cell", cell_style):
            found = each.find(STYLE + "table-cell-properties")
            said = [str(found.get(FO + side) or "") for side in _SIDES] if found is not None else []
            if any(side and not _NO_LINE.match(side) for side in said):
                return True
        return False

    def _font(self, family: str, name: str) -> str:
        face = self.said(family, name, "text-properties", STYLE + "font-name")
        named = self.said(family, name, "text-properties", FO + "font-family").strip("'\"")
        return self._faces.get(face) or named or face

    def _level(self, name: str, level: int) -> ListLevel | None:
        found = self._lists.get(name)
        for each in () if found is None else found:
            if str(each.get(TEXT + "level")) == str(level):
                return _rules(each)
        return None


def _rules(element: Element) -> ListLevel:
    kind = local(element)
    numbers: Mapping[str, str] = {key: str(element.get(TEXT + key) or "") for key in ("start-value", "display-levels")}
    start, shown = (int(each) if each.isdecimal() and len(each) < 6 else 1 for each in numbers.values())  # noqa: PLR2004
    form = "bullet" if kind.endswith(("bullet", "image")) else str(element.get(STYLE + "num-format") or "")
    return ListLevel(
        form=form,
        before=str(element.get(STYLE + "num-prefix") or ""),
        after=str(element.get(STYLE + "num-suffix") or ""),
        start=start,
        shown=shown,
    )
