"""Letters put together: words, segments without a wide gap, rows on one base line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from statistics import median

from broadcaster.feeds.pdf.pieces import Face, Letter, Row, Run, Segment

_SAME_LINE = 0.3
"""Of the size of the letters: base lines that differ by less are one."""
_RAISED = 0.75
"""Of the size of the row: smaller letters above the base line are marks of footnotes."""
_WORD_GAP = 0.14
"""Of the size: letters further apart are two words, whether a space stands between or not."""
_SEGMENT_GAP = 1.0
"""Of the size: words further apart may stand in two columns."""
_DOUBLED = 0.15
_UNIT = re.compile(r"(?:^|\W)(?:k|c|m|d)?m$")
_SUPERSCRIPTS = str.maketrans("23", "²³")

Convert = Callable[[str, str], str]
"""Gives the letters of a run as Unicode; it is told the font's name."""


def rows_of(letters: Sequence[Letter], convert: Convert) -> list[Row]:
    """Give the rows of a page, from above."""
    lines: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda letter: letter.y):
        if lines and letter.y - _base(lines[-1]) < _SAME_LINE * max(letter.face.size, lines[-1][0].face.size):
            lines[-1].append(letter)
        else:
            lines.append([letter])
    rows = (_row(line, convert) for line in _with_raised(lines))
    return [row for row in rows if row is not None]


def _base(line: Sequence[Letter]) -> float:
    return line[-1].y if len(line) == 1 else line[0].y


def _with_raised(lines: list[list[Letter]]) -> Iterable[list[Letter]]:
    """Put small raised letters into the row below: a square metre keeps its 2, the mark of a footnote goes."""
    kept: list[list[Letter]] = []
    for at, line in enumerate(lines):
        below = lines[at + 1] if at + 1 < len(lines) else None
        if below is None or not _is_raised(line, below):
            kept.append(line)
            continue
        for letter in line:
            before = [each for each in below if -1 <= letter.x0 - each.x1 < _WORD_GAP * each.face.size]
            near = "".join(each.text for each in sorted(below, key=lambda each: each.x0) if each.x1 <= letter.x0 + 1)
            if before and _UNIT.search(near[-3:]):
                raised = letter.text.translate(_SUPERSCRIPTS)
                below.append(
                    Letter(
                        text=raised, x0=letter.x0, x1=letter.x1, y=before[0].y, face=before[0].face, order=letter.order
                    )
                )
    return kept


def _is_raised(line: Sequence[Letter], below: Sequence[Letter]) -> bool:
    size = median(letter.face.size for letter in below)
    small = all(letter.face.size <= _RAISED * size for letter in line if letter.text != " ")
    digits = all(letter.text.isdigit() or letter.text in " ()[]*," for letter in line)
    if not small or not digits or not 0 < below[0].y - line[0].y < size * 0.7:
        return False
    return all(any(abs(letter.x0 - each.x1) < size for each in below) for letter in line if letter.text != " ")


def _row(letters: Sequence[Letter], convert: Convert) -> Row | None:
    """Make a row: letters from the left, parted into segments where the gap is wide."""
    ordered = _once(sorted(letters, key=lambda letter: letter.x0))
    parts: list[list[Letter]] = [[]]
    spaces: set[int] = set()
    for letter in ordered:
        if letter.text == " ":
            if parts[-1]:
                spaces.add(id(parts[-1][-1]))
            continue
        last = parts[-1][-1] if parts[-1] else None
        if last and letter.x0 - last.x1 > _SEGMENT_GAP * max(last.face.size, letter.face.size):
            parts.append([])
        parts[-1].append(letter)
    segments = tuple(_segment(part, spaces, convert) for part in parts if part)
    return Row(segments=segments) if segments else None


def _once(letters: Sequence[Letter]) -> list[Letter]:
    """Leave out what is drawn a second time to look heavy."""
    kept: list[Letter] = []
    for letter in letters:
        doubled = any(
            each.text == letter.text
            and abs(each.x0 - letter.x0) < _DOUBLED * letter.face.size
            and abs(each.order - letter.order) > 1  # the letters of a ligature stand in one place, one after the other
            for each in kept[-2:]
            if letter.text != " "
        )
        if not doubled:
            kept.append(letter)
    return kept


def _segment(letters: Sequence[Letter], spaces: set[int], convert: Convert) -> Segment:
    runs: list[tuple[str, Face]] = []
    first_word = 0.0
    last: Letter | None = None
    for letter in letters:
        apart = last is not None and (id(last) in spaces or letter.x0 - last.x1 > _WORD_GAP * letter.face.size)
        if apart and last is not None and not first_word:
            first_word = last.x1 - letters[0].x0
        text = f" {letter.text}" if apart else letter.text
        if runs and runs[-1][1].font == letter.face.font:
            runs[-1] = (runs[-1][0] + text, runs[-1][1])
        else:
            runs.append((text, letter.face))
        last = letter
    sizes = Counter(letter.face.size for letter in letters)
    return Segment(
        runs=tuple(Run(text=convert(text, face.font), original=text, face=face) for text, face in runs),
        x0=letters[0].x0,
        x1=max(letter.x1 for letter in letters),
        y=letters[0].y,
        size=sizes.most_common(1)[0][0],
        bold=all(letter.face.bold for letter in letters),
        first_word=first_word or letters[-1].x1 - letters[0].x0,
    )
