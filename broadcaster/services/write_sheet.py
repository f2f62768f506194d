"""Write each edition's script sheet, as text and as a page, into ``scripts/DATE/``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from broadcaster.copydesk.sheet import SheetHeading, html_sheet, text_sheet
from broadcaster.domain.approvals import ApprovalStage
from broadcaster.domain.editions import Edition
from broadcaster.domain.ids import EditionId
from broadcaster.domain.playlists import Playlist
from broadcaster.domain.scripts import Presenter
from broadcaster.engines import SpeechEngines
from broadcaster.errors import SpeechError
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
    voices, names = _voices(station, edition), _names(station, edition)
    heading = SheetHeading(
        station=station.words.name,
        programme=edition.programme,
        session_name=station.session_name(edition.session),
        air_date=edition.air_date,
        air_times=tuple(
            sorted({p.starts_at.astimezone(station.zone).time() for p in playlists if p.edition_id == edition.id})
        ),
        editor=names.writers,
        female=voices[Presenter.FEMALE],
        male=voices[Presenter.MALE],
        approver=names.approvers,
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


def _voices(station: Station, edition: Edition) -> dict[Presenter, str]:
    """Name the voices that the edition is really read by, each presenter's in order of first use."""
    said = [(line.presenter, each.cut) for part in edition.segments for line in part.lines for each in line.utterances]
    with station.store.reading() as tx:
        cuts = tx.cuts.many({key for _, key in said})
    used = {
        who: dict.fromkeys((cuts[key].engine, cuts[key].voice) for by, key in said if by is who and key in cuts)
        for who in Presenter
    }
    made = station.speech_engines()
    labels = {name: _labels(made, name) for name in {engine for pairs in used.values() for engine, _ in pairs}}
    return {who: _joined(labels[engine].get(voice, voice) for engine, voice in used[who]) for who in Presenter}


def _labels(made: SpeechEngines, engine: str) -> Mapping[str, str]:
    """Give the Vietnamese names of an engine's voices; none when the engine is not on this machine any more."""
    try:
        return {voice.id: voice.label for voice in made.get(engine).voices()}
    except SpeechError:
        return {}


@dataclass(frozen=True, kw_only=True, slots=True)
class _Names:
    """Who answers for the words of an edition."""

    writers: str
    approvers: str


def _names(station: Station, edition: Edition) -> _Names:
    wanted = dict.fromkeys(line.script_id for part in edition.segments for line in part.lines)
    with station.store.reading() as tx:
        scripts = [script for script in map(tx.scripts.get, wanted) if script is not None]
        approvers = [
            given.by
            for script in scripts
            for given in tx.approvals.of(script.id)
            if given.stage is ApprovalStage.TEXT and given.subject == script.text_hash
        ]
    return _Names(writers=_joined(script.writer for script in scripts), approvers=_joined(approvers))


def _joined(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(name for name in names if name))
