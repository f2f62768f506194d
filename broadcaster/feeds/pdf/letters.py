"""Letters of a page as PDFium finds them: upright, visible, with their marks and faces."""

from __future__ import annotations

import ctypes
import math
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from broadcaster.feeds.pdf.drawing import Drawing, drawing_of
from broadcaster.feeds.pdf.library import Opened, Raw, address, page_of, raw
from broadcaster.feeds.pdf.pieces import Box, Face, Hidden, Letter, Page
from broadcaster.feeds.pdf.turning import Turn, turn_of

_INVISIBLE_MODES = frozenset({3, 7})
_SMALLEST = 1.5
"""Points; no reader sees smaller letters."""
_WHITE = 245
_FAINT = 13
"""Of 255: less opaque cannot be seen."""
_SLANT = math.radians(3)
_HEAVY = 600
_REPLACEMENT = "\ufffd"
_LINE_HYPHEN = "\x02"
_UNPRINTED = frozenset({"Cc", "Cn", "Cs"})
_PRIVATE = "Co"


class TooManyLetters(Exception):
    """A page has more letters than a page can show."""


def page_at(document: Opened, at: int, *, most_letters: int) -> Page:
    """Read a page of a document, from 0; raises Broken or TooManyLetters."""
    functions = raw()
    with page_of(document, at) as (page, text):
        counted = functions.FPDFText_CountChars(text)
        if counted > most_letters:
            raise TooManyLetters
        drawing = drawing_of(page)
        reader = _Reader(functions, text, drawing, counted)
        turn = turn_of(reader.angles(), drawing.edges, functions.FPDFPage_GetRotation(page))
        reader.read(turn)
        return Page(
            number=at + 1,
            width=turn.width,
            height=turn.height,
            letters=tuple(reader.letters),
            rules=tuple(turn.box(rule) for rule in drawing.rules),
            pictured=drawing.pictured,
            unread=reader.unread,
            hidden=tuple(reader.hidden.items()),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Drawn:
    """What the letters of one text object have in common."""

    face: Face
    """Font and size."""
    rise: float
    """How far its base line stands above the lower edge of its letters' boxes, points."""
    angle: float
    """By how much it is turned."""
    mode: int
    """How it is drawn: filled, stroked, not at all."""
    shows: bool
    """Whether it is not transparent."""
    white: bool
    """Whether it is white."""


class _Reader:
    """Goes through the letters of one page."""

    def __init__(self, functions: Raw, text: object, drawing: Drawing, counted: int) -> None:
        self.letters: list[Letter] = []
        self.hidden: Counter[Hidden] = Counter()
        self.unread = 0
        self._raw, self._text, self._drawing = functions, text, drawing
        self._drawn: dict[bytes, _Drawn] = {}
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box = functions.FS_RECTF()
        self._objects = [
            (index, address(functions.FPDFText_GetTextObject(text, index)))
            for index in range(counted)
            if functions.FPDFText_IsGenerated(text, index) != 1  # a space that the library put between two letters
        ]

    def angles(self) -> Iterator[float]:
        """Give by how much each letter is turned."""
        turned: dict[bytes, float] = {}
        for index, key in self._objects:
            if key not in turned:
                turned[key] = self._raw.FPDFText_GetCharAngle(self._text, index)
            yield turned[key]

    def read(self, turn: Turn) -> None:
        """Take every letter that an upright reader sees."""
        for index, key in self._objects:
            code = self._raw.FPDFText_GetUnicode(self._text, index)
            if code in {0, 0xFFFE, 0xFFFF} or code > sys.maxunicode:
                self.unread += 1
                continue
            if key not in self._drawn:
                self._drawn[key] = self._look(index)
            drawn = self._drawn[key]
            letter = self._letter(index, chr(code), drawn, turn)
            reason = self._unseen(letter, drawn, turn)
            if reason is None:
                self._take(letter)
            elif letter.text != " ":
                self.hidden[reason] += 1

    def _letter(self, index: int, text: str, drawn: _Drawn, turn: Turn) -> Letter:
        self._raw.FPDFText_GetLooseCharBox(self._text, index, self._box)
        place, edges = self._box, turn.edges
        if turn.quarters == 0:
            x0, x1, y = place.left - edges.x0, place.right - edges.x0, edges.y1 - place.bottom - drawn.rise
        else:
            box = turn.box(Box(x0=place.left, x1=place.right, y0=place.bottom, y1=place.top))
            self._raw.FPDFText_GetCharOrigin(self._text, index, self._x, self._y)
            x0, x1, y = box.x0, box.x1, turn.point(self._x.value, self._y.value)[1]
        shown = "-" if text == _LINE_HYPHEN else " " if text.isspace() else text
        return Letter(text=shown, x0=x0, x1=x1, y=y, face=drawn.face, order=index)

    def _take(self, letter: Letter) -> None:
        """Keep a letter; a mark goes to the letter that it stands on, and what is drawn twice is kept once."""
        kind = unicodedata.category(letter.text)
        if kind in _UNPRINTED:
            self.unread += 1
            return
        self.unread += letter.text == _REPLACEMENT or (kind == _PRIVATE and letter.text not in _KNOWN_PRIVATE)
        before = self.letters[-1] if self.letters else None
        if before and unicodedata.combining(letter.text) and abs(letter.y - before.y) < before.face.size:
            self.letters[-1] = Letter(
                text=unicodedata.normalize("NFC", before.text + letter.text),
                x0=before.x0,
                x1=before.x1,
                y=before.y,
                face=before.face,
                order=before.order,
            )
            return
        self.letters.append(letter)

    def _unseen(self, letter: Letter, drawn: _Drawn, turn: Turn) -> Hidden | None:
        middle = (letter.x0 + letter.x1) / 2
        if not (-1 <= middle <= turn.width + 1 and -1 <= letter.y <= turn.height + letter.face.size):
            return Hidden.OUTSIDE
        if abs(math.remainder(drawn.angle - turn.angle, math.tau)) > _SLANT:
            return Hidden.TURNED
        if drawn.mode in _INVISIBLE_MODES or not drawn.shows or letter.face.size < _SMALLEST:
            return Hidden.INVISIBLE
        if drawn.white and not self._drawing.dark_at(
            (self._box.left + self._box.right) / 2, self._box.bottom + drawn.rise
        ):
            return Hidden.INVISIBLE
        return None

    def _look(self, index: int) -> _Drawn:
        functions, text = self._raw, self._text
        named, flags = ctypes.create_string_buffer(200), ctypes.c_int()
        functions.FPDFText_GetFontInfo(text, index, named, len(named), flags)
        font = named.value.decode("utf-8", "replace").split("+")[-1]
        matrix = functions.FS_MATRIX()
        functions.FPDFText_GetMatrix(text, index, matrix)
        size = functions.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        heavy = functions.FPDFText_GetFontWeight(text, index) >= _HEAVY or "bold" in font.lower()
        colour = [ctypes.c_uint() for _ in range(4)]
        functions.FPDFText_GetFillColor(text, index, *colour)
        red, green, blue, opaque = (part.value for part in colour)
        functions.FPDFText_GetCharOrigin(text, index, self._x, self._y)
        functions.FPDFText_GetLooseCharBox(text, index, self._box)
        return _Drawn(
            rise=self._y.value - self._box.bottom,
            angle=functions.FPDFText_GetCharAngle(text, index),
            face=Face(font=font, size=round(size, 1), bold=heavy),
            mode=functions.FPDFTextObj_GetTextRenderMode(functions.FPDFText_GetTextObject(text, index)),
            shows=opaque > _FAINT,
            white=min(red, green, blue) >= _WHITE,
        )


_KNOWN_PRIVATE = frozenset("\uf0b7\uf02d\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf0e8\uf0e0")
"""Bullets and arrows of the symbol fonts that Word lists use."""
