"""Turns a news item, or a bulletin's frame, into a script by the station's templates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from broadcaster.copydesk import samples, sheet
from broadcaster.copydesk.filters import day_month_year, weekday_name
from broadcaster.copydesk.render import TemplateSource, render
from broadcaster.copydesk.script_format import WrittenLine, parse
from broadcaster.copydesk.urgent import URGENT_TEMPLATE, UrgentWords, write_urgent
from broadcaster.domain.ids import ScriptId, SessionId
from broadcaster.domain.legal_documents import LegalDocument
from broadcaster.domain.news import NewsItem
from broadcaster.domain.scripts import Presenter, ReadLine, Script, SoundCue
from broadcaster.domain.topics import Genre
from broadcaster.errors import TemplateMissing

ITEM_TEMPLATES: Mapping[Genre, str] = {genre: f"{genre.value}.j2" for genre in Genre}
"""The template that tells each genre."""

FRAME_TEMPLATE = "khung-ban-tin.j2"
"""The template of call, greeting, introduction and sign-off."""

TEMPLATES = (*ITEM_TEMPLATES.values(), FRAME_TEMPLATE, URGENT_TEMPLATE, sheet.TEXT_TEMPLATE, sheet.HTML_TEMPLATE)
"""Every template that a station must have."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StationWords:
    """What templates may say of the station."""

    name: str
    """``Đài Phát thanh huyện Nghĩa Hưng``."""
    call: str
    """The station call (lời xướng)."""
    programme: str
    """Name of the bulletin."""
    place: str
    """Name of the area it serves."""


def write_item(
    item: NewsItem,
    *,
    reader: Presenter,
    station: StationWords,
    source: TemplateSource,
    read: Callable[[str, Presenter], str],
    writer: str,
    now: datetime,
    document: LegalDocument | None = None,
) -> Script:
    """Write the copy of a news item by its genre's template.

    The template is given ``item``, ``presenter`` (who leads), ``partner``, ``station`` and ``document`` (the
    administrative document that the item came from, or none); no date, since an item airs on several days. `read` turns
    what a presenter is given in writing into spoken text. The item's author, where it has one, counts as the writer.

    Raises:
        TemplateMissing, TemplateBroken, TemplateUndefined, CopyUnreadable: named with the template.
    """
    values = {"item": item, "presenter": reader, "partner": reader.other, "station": station, "document": document}
    written = _written(ITEM_TEMPLATES[item.genre], values, source)
    return Script(
        id=ScriptId(item.id),
        title=item.title,
        lines=from_lines(written, read=read),
        writer=item.author or writer,
        written_at=now,
        item_id=item.id,
        genre=item.genre,
        topic=item.topic,
        item_hash=item.content_hash,
    )


def write_frame(  # noqa: PLR0913 - a template's values, each by its name
    *,
    script_id: ScriptId,
    programme: str,
    session: SessionId,
    session_name: str,
    air_date: date,
    station: StationWords,
    source: TemplateSource,
    read: Callable[[str, Presenter], str],
    writer: str,
    now: datetime,
) -> Script:
    """Write the call, greeting, introduction and sign-off of one session of one day.

    The template is given ``programme``, ``session``, ``session_name``, ``air_date``, ``station``, ``presenter`` (the
    woman, who calls the station) and ``partner``.

    Raises:
        TemplateMissing, TemplateBroken, TemplateUndefined, CopyUnreadable: named with the template.
    """
    values = {
        "programme": programme,
        "session": session,
        "session_name": session_name,
        "air_date": air_date,
        "presenter": Presenter.FEMALE,
        "partner": Presenter.MALE,
        "station": station,
    }
    return Script(
        id=script_id,
        title=f"Lời dẫn {session_name} {weekday_name(air_date)}, ngày {day_month_year(air_date)}",
        lines=from_lines(_written(FRAME_TEMPLATE, values, source), read=read),
        writer=writer,
        written_at=now,
    )


def from_lines(
    written: Iterable[WrittenLine | SoundCue], *, read: Callable[[str, Presenter], str]
) -> tuple[ReadLine | SoundCue, ...]:
    """Give written lines their spoken form."""
    return tuple(
        ReadLine(
            presenter=line.presenter,
            written=line.written,
            spoken=read(line.written, line.presenter),
            part=line.part,
        )
        if isinstance(line, WrittenLine)
        else line
        for line in written
    )


def unread(written: str, presenter: Presenter) -> str:
    """Leave a text as it is written, where only the written words matter."""
    del presenter
    return written


def write_sample(name: str, *, station: StationWords, source: TemplateSource, air_date: date) -> None:
    """Try one of `TEMPLATES` on made-up values, optional fields filled and then empty; nothing is kept.

    Raises:
        TemplateMissing, TemplateBroken, TemplateUndefined, CopyUnreadable: what is wrong with it.
    """
    genres = {template: genre for genre, template in ITEM_TEMPLATES.items()}
    now = datetime.combine(air_date, time(), UTC)
    if name in genres:
        for item in samples.news_items(genres[name], now=now):
            for document in (None, samples.document(air_date)):
                write_item(
                    item,
                    reader=Presenter.FEMALE,
                    station=station,
                    source=source,
                    read=unread,
                    writer="",
                    now=now,
                    document=document,
                )
    elif name == FRAME_TEMPLATE:
        write_frame(
            script_id=ScriptId("khung"),
            programme=station.programme,
            session=SessionId("morning"),
            session_name="buổi sáng",
            air_date=air_date,
            station=station,
            source=source,
            read=unread,
            writer="",
            now=now,
        )
    elif name == URGENT_TEMPLATE:
        _write_sample_urgent(station, source)
    elif name in TEMPLATES:
        _write_sample_sheets(name, station, source, air_date)
    else:
        raise TemplateMissing(path=name)


def _write_sample_urgent(station: StationWords, source: TemplateSource) -> None:
    full = UrgentWords(headline="Tin thử mẫu", paragraphs=("Đoạn thứ nhất.", "Đoạn hai"), instruction=("Làm ngay.",))
    for words, drill in ((full, True), (UrgentWords(paragraphs=("Chỉ một đoạn.",)), False)):
        write_urgent(words, repeat=2, drill=drill, station=station, source=source, read=str)


def _write_sample_sheets(name: str, station: StationWords, source: TemplateSource, air_date: date) -> None:
    write = sheet.html_sheet if name == sheet.HTML_TEMPLATE else sheet.text_sheet
    for air_times in ((), (time(5, 30), time(17))):
        heading = sheet.SheetHeading(
            station=station.name,
            programme=station.programme,
            session_name="buổi sáng",
            air_date=air_date,
            air_times=air_times,
            approver="Người duyệt" if air_times else "",
        )
        write(samples.edition(air_date), heading, source=source)


def _written(template: str, values: Mapping[str, object], source: TemplateSource) -> tuple[WrittenLine | SoundCue, ...]:
    text = render(template, values, source=source)
    _, path = source(template)
    return parse(text, path=path)
