"""Write each edition's script sheet, as text and as a page, into ``scripts/DATE/``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from broadcaster.copydesk.sheet import SheetHeading, html_sheet, text_sheet
from broadcaster.domain.editions import Edition
from broadcaster.domain.ids import EditionId
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.scripts import Presenter
from broadcaster.files import write_text
from broadcaster.station import Station


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """One edition's script sheet."""

    text: str
    """For a terminal or notepad."""
    html: str
    """For a browser or A4 paper."""
    path: Path
    """Where the page lies."""


def write_sheets(
    station: Station, editions: Sequence[Edition], playlists: Sequence[Playlist]
) -> dict[EditionId, Sheet]:
    """Write the sheets of some editions; raises TemplateError, DiskFull."""
    return {edition.id: _write(station, edition, playlists) for edition in editions}


def _write(station: Station, edition: Edition, playlists: Sequence[Playlist]) -> Sheet:
    heading = SheetHeading(
        station=station.words.name,
        programme=edition.programme,
        session_name=station.session_name(edition.session),
        air_date=edition.air_date,
        air_times=tuple(
            sorted({p.starts_at.astimezone(station.zone).time() for p in playlists if p.edition_id == edition.id})
        ),
        female=_voice(station, Presenter.FEMALE),
        male=_voice(station, Presenter.MALE),
    )
    text = text_sheet(edition, heading, source=station.templates)
    html = html_sheet(edition, heading, source=station.templates)
    folder = sheet_folder(station, edition.air_date)
    write_text(folder / f"{edition.id}.txt", text)
    write_text(folder / f"{edition.id}.html", html)
    return Sheet(text=text, html=html, path=folder / f"{edition.id}.html")


def sheet_folder(station: Station, day: date) -> Path:
    """Give the folder of a day's script sheets."""
    return station.folder / "scripts" / day.isoformat()


def _voice(station: Station, presenter: Presenter) -> str:
    engine = station.speech_chain()[0]
    chosen = station.voice_of(engine, presenter)
    return next(voice.label for voice in engine.voices() if voice.id == chosen)
