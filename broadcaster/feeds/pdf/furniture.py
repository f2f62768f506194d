"""Page furniture: numbers of pages, headers and footers that repeat, stamps of portals and of signing programs."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from broadcaster.feeds.pdf.pieces import Row, Segment

_DEEP = 4
"""Rows from the edge of a page that may be furniture."""
_SAME_PLACE = 8.0
"""Points."""
_SHARE = 0.4
"""Of the pages: what stands on as many is no text of the paper."""
_MARGIN = 0.15
"""Of the height: page numbers stand no further from the edge."""
_NUMBER = re.compile(
    r"(?:trang|page|tr\.)?\s*[-–—(\[|]*\s*(?:\d{1,4}|[ivxl]{1,6})\s*(?:(?:/|of|trên)\s*\d{1,4})?\s*[-–—)\]|]*\.?",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    r"\d{1,2}[/.:-]\d{1,2}[/.:-]\d{2,4},?\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?\b.*"
    r"|\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?,?\s+\d{1,2}/\d{1,2}/\d{2,4}\b.*"
    r"|(?:https?|file)://\S+(?:\s+\d+\s*/\s*\d+)?"
    r"|.*\b(?:trang|page)\s*\d{1,4}\s*(?:/|of|trên)\s*\d{1,4}\s*$",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:Ký bởi|Người ký|Được ký bởi|Email|Thư điện tử|Cơ quan|Tổ chức|Thời gian ký|Ngày ký|Nơi ký|Lý do)\s*:.*",
    re.IGNORECASE,
)
_SIGNED_AT = re.compile(r"(?:Ký bởi|Người ký|Được ký bởi|Thời gian ký)\s*:", re.IGNORECASE)
_STAMP_HEIGHT = 80.0
_EDGE = 50.0
"""Points from the edge of the paper: text proper begins further in, by the layout of NĐ 30/2020 and by Word's own."""
_SMALL = 0.9
_BIGGER = 1.1
_NATION = "CỘNG H"
_HEAD = re.compile(r"CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA|^(?:ỦY|UỶ) BAN NHÂN DÂN|Độc lập\s*[-–]\s*Tự do")
"""The head of an administrative document, which a bundle of them repeats."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cleared:
    """Rows of each page without furniture."""

    pages: tuple[tuple[Row, ...], ...]
    """Page by page."""
    taken: tuple[str, ...]
    """What was taken for furniture, each once."""


def without_furniture(pages: Sequence[Sequence[Row]], heights: Sequence[float], *, body: float) -> Cleared:
    """Take the furniture of all pages away; `body` is the size of most of their letters."""
    repeated = _repeated(pages)
    taken: dict[str, str] = {}
    cleared: list[tuple[Row, ...]] = []
    for rows, height in zip(pages, heights, strict=True):
        gone = {at for order in (_from_above(rows), _from_below(rows)) for at in _edge(rows, order, repeated, height)}
        gone |= {at for at in _alone(rows, body, height) if at not in gone}
        kept: list[Row] = []
        for at, row in enumerate(rows):
            rest = () if at in gone else _unstamped(row, rows)
            if len(rest) < len(row.segments):
                gone_text = " ".join(segment.text for segment in row.segments if segment not in rest)
                taken.setdefault(_shape(gone_text), " ".join(gone_text.split()))
            if rest:
                kept.append(Row(segments=rest))
        cleared.append(tuple(kept))
    return Cleared(pages=tuple(cleared), taken=tuple(taken.values()))


def _from_above(rows: Sequence[Row]) -> range:
    return range(min(_DEEP, len(rows)))


def _from_below(rows: Sequence[Row]) -> range:
    return range(len(rows) - 1, max(-1, len(rows) - 1 - _DEEP), -1)


def _shape(text: str) -> str:
    """Give a row without what differs from page to page."""
    return re.sub(r"\d+", "#", unicodedata.normalize("NFC", " ".join(text.split())).casefold())


def _repeated(pages: Sequence[Sequence[Row]]) -> set[tuple[str, int]]:
    """Give the rows, with their place, that stand near the edge of many pages."""
    places: dict[tuple[str, int], set[int]] = defaultdict(set)
    for number, rows in enumerate(pages):
        for at in {*_from_above(rows), *_from_below(rows)}:
            for place in _near(rows[at].y):
                places[_shape(rows[at].text), place].add(number)
    enough = max(2, round(_SHARE * len(pages)))
    return {key for key, numbers in places.items() if len(numbers) >= enough}


def _near(y: float) -> tuple[int, int]:
    whole = int(y // _SAME_PLACE)
    return whole, whole + (1 if y % _SAME_PLACE > _SAME_PLACE / 2 else -1)


def _edge(rows: Sequence[Row], order: range, repeated: set[tuple[str, int]], height: float) -> list[int]:
    """Give the rows that are furniture, from the edge inwards, up to the first that is not."""
    gone: list[int] = []
    for at in order:
        row = rows[at]
        text = " ".join(row.text.split())
        away = min(row.y, height - row.y)
        numbered = _NUMBER.fullmatch(text) is not None and away < _MARGIN * height
        printed = _PRINTED.fullmatch(text) is not None and away < _MARGIN * height
        again = any((_shape(text), place) in repeated for place in _near(row.y))
        if not (numbered or printed or again) or _HEAD.search(text):
            break
        gone.append(at)
    return gone


def _alone(rows: Sequence[Row], body: float, height: float) -> list[int]:
    """Give the header and the footer of a page that no other page repeats: at the very edge, small or above a title."""
    gone: list[int] = []
    if len(rows) > 1:
        first, below, last = rows[0].segments, rows[1].segments[0], rows[-1].segments
        plain = not any(part.bold or part.size > body or part.text.isupper() for part in first)
        small = all(part.size <= _SMALL * body for part in first)
        titled = below.bold or below.size > _BIGGER * body or _NATION in rows[1].text
        if rows[0].y < _EDGE and plain and (small or titled) and _NATION not in rows[0].text:
            gone.append(0)
        if height - rows[-1].y < _EDGE and all(part.size <= _SMALL * body for part in last):
            gone.append(len(rows) - 1)
    return gone


def _unstamped(row: Row, rows: Sequence[Row]) -> tuple[Segment, ...]:
    """Leave out what a signing program printed: who signed, when, with which address."""
    if not any(_SIGNED.match(segment.text.strip()) for segment in row.segments):
        return row.segments
    stamps = [other.y for other in rows if any(_SIGNED_AT.match(part.text.strip()) for part in other.segments)]
    if not any(abs(row.y - y) < _STAMP_HEIGHT for y in stamps):
        return row.segments
    return tuple(segment for segment in row.segments if not _SIGNED.match(segment.text.strip()))
