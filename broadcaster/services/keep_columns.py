"""Keep what the columns of a table of news mean, so that the next table of that kind is read by itself."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from broadcaster.domain.aliases import fold
from broadcaster.domain.news_columns import ColumnSet
from broadcaster.errors import FileMissing, MissingColumns, UnknownColumn, UnknownMeaning
from broadcaster.feeds.columns import checked, fields_of, signature
from broadcaster.feeds.fields import LABELS, field_named
from broadcaster.files import write_text
from broadcaster.services.read_apart import reading_room
from broadcaster.settings.findings import suggestion
from broadcaster.settings.news_columns import COLUMNS_FILE, columns_toml, load_columns
from broadcaster.station import Station


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One column of a table."""

    heading: str
    """Its name as written."""
    meaning: str
    """What it is taken for (``Tiêu đề``); empty for nothing."""


def columns_in(station: Station, path: Path) -> tuple[Column, ...]:
    """Give the columns of a table that cannot be read by itself, none of one that can.

    Raises:
        FileMissing, InputError: the file cannot be opened, or is wrong in another way.
    """
    headings = _headings(station, path)
    fields = fields_of(headings, load_columns(station.folder))
    return tuple(
        Column(heading=heading, meaning=LABELS[field] if field else "")
        for heading, field in zip(headings, fields, strict=True)
    )


def explain_columns(station: Station, path: Path, meanings: Mapping[str, str]) -> tuple[Column, ...]:
    """Keep what the columns of a table mean, by heading; columns with a known name keep it.

    Raises:
        UnknownColumn, UnknownMeaning: a heading that the table has not, or a field that there is not.
        MissingColumns: title or text is still missing.
        FileMissing, InputError, SettingsError, DiskFull, ReadOnlyPlace: of the files.
    """
    headings = _headings(station, path)
    meant = {field: heading for heading, field in zip(headings, fields_of(headings, ()), strict=True) if field}
    meant |= {_field(label): _heading(heading, headings, path) for heading, label in meanings.items()}
    explained = ColumnSet(headings=headings, meanings=tuple((heading, field) for field, heading in meant.items()))
    checked(headings, (explained,), where=path)
    others = [each for each in load_columns(station.folder) if signature(each.headings) != signature(headings)]
    write_text(station.folder / COLUMNS_FILE, columns_toml([*others, explained]))
    return columns_in(station, path)


def _headings(station: Station, path: Path) -> tuple[str, ...]:
    """Give a table's headings as the reading process tells them when it does not know enough of them."""
    if not path.is_file():
        raise FileMissing(path=path)
    try:
        reading_room(station.settings.news.limits).read(path)
    except MissingColumns as error:
        return tuple(cast("list[str]", json.loads(str(error.fields["headings"]))))
    return ()


def _field(label: str) -> str:
    field = field_named(label)
    if field is None:
        raise UnknownMeaning(meaning=label, known=", ".join(LABELS.values()))
    return field


def _heading(heading: str, headings: Sequence[str], path: Path) -> str:
    found = next((each for each in headings if fold(each) == fold(heading)), None)
    if found is None:
        raise UnknownColumn(path=path, column=heading, nearest=suggestion(heading, headings), found=", ".join(headings))
    return found
