"""The script sheet (kịch bản phát thanh) of an edition: presenters read it, technicians follow it, heads sign it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from broadcaster.copydesk.render import TemplateSource, render
from broadcaster.domain.editions import Edition, Segment
from broadcaster.domain.ids import DurationMs

TEXT_TEMPLATE = "to-kich-ban.txt.j2"
"""The sheet for a terminal, a notepad or a message."""

HTML_TEMPLATE = "to-kich-ban.html.j2"
"""The sheet for a browser, a phone and A4 paper."""

_SECOND = 1000


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetHeading:
    """What stands above the rows; an empty name becomes a dotted line to fill in by hand."""

    station: str
    """Who broadcasts."""
    programme: str
    """Name of the programme."""
    session_name: str
    """``buổi sáng``."""
    air_date: date
    """Local calendar day."""
    air_times: tuple[time, ...] = ()
    """Local times at which outlets start it, in order."""
    editor: str = ""
    """Biên tập."""
    female: str = ""
    """PTV nữ: a person or a voice."""
    male: str = ""
    """PTV nam: a person or a voice."""
    technician: str = ""
    """Kỹ thuật."""
    approver: str = ""
    """Người duyệt."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SheetRow:
    """One row: a paragraph for one presenter, or music alone."""

    number: int
    """STT, counts from 1."""
    opens: str
    """What part of the programme begins with this row (``Tin: Một cửa liên thông``), or empty."""
    starts: DurationMs
    """Offset from the start of the edition, whole seconds."""
    presenter: str
    """``NỮ`` or ``NAM``; empty for music."""
    text: str
    """As written; empty for music."""
    spoken: str
    """As said; empty for music."""
    music: str
    """Music that begins here, alone or under the words; empty for none."""
    duration: DurationMs
    """Time until the next row, pauses included, in whole seconds: the rows add up to the edition's length."""


def sheet_rows(edition: Edition) -> tuple[SheetRow, ...]:
    """Give an edition line by line; starts are rounded to seconds, so that none is lost or counted twice."""
    found = [
        (_whole(offset + at), segment, place)
        for offset, segment in zip(edition.offsets(), edition.segments, strict=True)
        for place, at in enumerate(_places(segment))
    ]
    ends = [*(start for start, _, _ in found[1:]), _whole(edition.duration)]
    return tuple(
        _row(number, segment, place, start, DurationMs(end - start))
        for number, ((start, segment, place), end) in enumerate(zip(found, ends, strict=True), start=1)
    )


def text_sheet(edition: Edition, heading: SheetHeading, *, source: TemplateSource) -> str:
    """Write the sheet as plain text.

    Raises:
        TemplateMissing, TemplateBroken, TemplateUndefined: named with the template.
    """
    return _sheet(TEXT_TEMPLATE, edition, heading, source)


def html_sheet(edition: Edition, heading: SheetHeading, *, source: TemplateSource) -> str:
    """Write the sheet as one HTML page that needs nothing else: no network, no script, no font file.

    Raises:
        TemplateMissing, TemplateBroken, TemplateUndefined: named with the template.
    """
    return _sheet(HTML_TEMPLATE, edition, heading, source)


def _sheet(template: str, edition: Edition, heading: SheetHeading, source: TemplateSource) -> str:
    rows = sheet_rows(edition)
    values = {"heading": heading, "rows": rows, "duration": edition.duration, "edition_id": edition.id}
    return render(template, values, source=source)


def _places(segment: Segment) -> Iterator[int]:
    """Give where the segment's rows begin: the first with the segment, each other with its first word."""
    yield 0
    yield from (int(line.starts) for line in segment.lines[1:])


def _row(number: int, segment: Segment, place: int, starts: DurationMs, duration: DurationMs) -> SheetRow:
    line = segment.lines[place] if segment.lines else None
    return SheetRow(
        number=number,
        opens=_opening(segment) if place == 0 else "",
        starts=starts,
        presenter=line.presenter.value if line else "",
        text=line.written if line else "",
        spoken=line.spoken if line else "",
        music=segment.music.label if segment.music and place == 0 else "",
        duration=duration,
    )


def _opening(segment: Segment) -> str:
    label = segment.kind.label
    named = f"{segment.title}:".casefold().startswith(f"{label}:".casefold())
    return segment.title if named else f"{label}: {segment.title}"


def _whole(at: int) -> DurationMs:
    return DurationMs(round(at / _SECOND) * _SECOND)
