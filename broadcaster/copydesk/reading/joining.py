"""What the steps said and what they left, put together with the pauses of a presenter."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from broadcaster.copydesk.reading.draft import Taken
from broadcaster.copydesk.reading.patterns import Pattern
from broadcaster.copydesk.reading.shapes import CAPITAL

_SPACES = Pattern(r" {2,}")
_BEFORE_MARK = Pattern(r" +(?=[.,;:!?\n])")
_MARKS = Pattern(r"[.,;:!?]{2,}")
_LINE_START = Pattern(r"(?m)^[ .,;:!?]+")
_TIGHT = Pattern(r"(?<=[.,;:!?])(?=\w)")
_COMMA_END = Pattern(r", *\n")
_MARKER = Pattern(r"(?m)^([A-Za-zĐđ])\.(?= )")
_CROWDED = Pattern(r"[.,;:!?](?! |$)")
_LOOSE: Final = " .,;:!?"
_GAP = Pattern(" [ .,;:!?]")
_INITIAL = Pattern(r"(?<![^\W_])[^\W\d_][ ,-]*\.+$")
_TAIL: Final = 16
_CAPITAL = Pattern(f"[{CAPITAL}]")
_BLANK_LINES = Pattern(r"\n{2,}")
_BLANK: Final = " \n\"'("
_ENDS: Final = ".!?"
_STRENGTH: Final = "?!.;:,"


def spoken_text(text: str, taken: Iterable[Taken]) -> str:
    """Put the readings, in the order of the text, in the place of what they read; a sentence begins with a capital."""
    pieces: list[str] = []
    done = 0
    for start, end, said, _ in taken:
        pieces += (text[done:start], said.spoken)
        done = end
    pieces.append(text[done:])
    return punctuated("".join(_fitted(pieces)))


def _fitted(pieces: list[str]) -> list[str]:
    """Space the pieces apart, every second of them a reading, and begin sentences with a capital."""
    fitted: list[str] = []
    tail = ""
    for place, piece in enumerate(pieces):
        if not piece:
            continue
        if tail and tail[-1].isalnum() and piece[0].isalnum():
            fitted.append(" ")
            tail += " "
        shown = _capitalised(piece) if place % 2 and _begins_sentence(tail, piece) else piece
        fitted.append(shown)
        tail = (tail + shown)[-_TAIL:]
    return fitted


def _begins_sentence(before: str, piece: str) -> bool:
    """Say whether a reading begins a sentence, by the last characters before it."""
    said = before.rstrip(_BLANK)
    if not said:
        return True
    gap = before[len(said) :] + piece[: len(piece) - len(piece.lstrip(_BLANK))]
    return "\n" in gap or (bool(gap) and said[-1] in _ENDS and not _INITIAL.search(said))


def _capitalised(piece: str) -> str:
    bare = piece.lstrip(_BLANK)
    capital = bare[:1].upper()
    if capital.lower() != bare[:1] or not _CAPITAL.fullmatch(capital):  # a capital of its own, and a Vietnamese one
        return piece
    return piece[: len(piece) - len(bare)] + capital + bare[1:]


def _is_uneven(line: str) -> bool:
    """Say whether a line has marks in a row, a space before one or none after, two spaces, or begins with a mark."""
    if line[:1] in _LOOSE or line[1:3] == ". " or _CROWDED.search(line):
        return True
    return _GAP.search(line) is not None


def punctuated(spoken: str) -> str:
    """Leave one mark where several meet, no space before it and one after."""
    if "\n" not in spoken and not _is_uneven(spoken):
        return spoken.rstrip(" ,")
    text = _SPACES.sub(" ", spoken)
    text = _COMMA_END.sub(";\n", text)
    text = _BEFORE_MARK.sub("", text)
    text = _MARKS.sub(_strongest, text)
    text = _LINE_START.sub("", text)
    text = _TIGHT.sub(" ", text)
    text = _MARKER.sub(r"\1,", text)
    return _BLANK_LINES.sub("\n", text).strip(" ,\n")


def _strongest(match: re.Match[str]) -> str:
    return min(match.group(), key=_STRENGTH.index)
