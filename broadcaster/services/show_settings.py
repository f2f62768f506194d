"""Show what a station is set to: every key of ``station.toml`` with its meaning, secrets left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from functools import singledispatch

from pydantic import BaseModel

from broadcaster.station import Station

_SECRET_PLACE = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*)://(?:[^/@\s]*@)?(?P<place>[^/\s?#]*)\S*", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class SettingRow:
    """One key of ``station.toml``."""

    key: str
    """Name with the names of its tables, as ``mix.bitrate_kbps``."""
    value: str
    """What holds now, as people write it; of an address only its kind and place."""
    meaning: str
    """What it is for."""
    chosen: bool
    """True when the station says so itself, false for the default."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SettingGroup:
    """One table of ``station.toml``."""

    name: str
    """Its name in brackets."""
    meaning: str
    """What it is about."""
    rows: tuple[SettingRow, ...]
    """Its keys in order."""


def show_settings(station: Station) -> tuple[SettingGroup, ...]:
    """Give every setting that holds, table by table."""
    settings = station.settings
    fields = type(settings).model_fields
    return tuple(
        SettingGroup(name=name, meaning=field.description or "", rows=tuple(_rows(f"{name}.", table)))
        for name, field in fields.items()
        if isinstance(table := getattr(settings, name), BaseModel)
    )


def _rows(prefix: str, table: BaseModel) -> Iterator[SettingRow]:
    for name, field in type(table).model_fields.items():
        value: object = getattr(table, name)
        if isinstance(value, BaseModel):
            yield from _rows(f"{prefix}{name}.", value)
        else:
            meaning, chosen = field.description or "", name in table.model_fields_set
            yield SettingRow(key=f"{prefix}{name}", value=said(value), meaning=meaning, chosen=chosen)


@singledispatch
def said(value: object) -> str:
    """Write a setting's value as people do; of an address neither user, password nor path is told."""
    return "" if value is None else str(value)


@said.register
def _(value: bool) -> str:
    return "có" if value else "không"


@said.register
def _(value: time) -> str:
    return f"{value:%H:%M}"


@said.register
def _(value: date) -> str:
    return f"{value:%d/%m/%Y}"


@said.register
def _(value: str) -> str:
    return _SECRET_PLACE.sub(r"\g<scheme>://\g<place>/…", str(value))


@said.register
def _(value: BaseModel) -> str:
    return "; ".join(f"{row.key}: {row.value}" for row in _rows("", value) if row.value)


@said.register(tuple)
@said.register(frozenset)
def _(value: Iterable[object]) -> str:
    return ", ".join(said(each) for each in value)


@said.register(dict)
def _(value: Mapping[object, object]) -> str:
    return "; ".join(f"{said(key)}: {said(each)}" for key, each in value.items())
