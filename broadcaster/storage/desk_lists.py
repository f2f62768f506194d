"""The long lists of the desk, narrowed, counted and cut into pages by the database."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Join, Text, and_, case, func, null, or_, select, type_coerce

from broadcaster.domain.approvals import ScriptState, StepKind
from broadcaster.domain.desk_lists import NewsLine, OpenScript, ScriptLine, Sought
from broadcaster.domain.ids import OutletId
from broadcaster.domain.news import NewsItem
from broadcaster.storage import tables
from broadcaster.storage.rows import values
from broadcaster.storage.script_states import since, state, with_voicing

_script, _words = tables.script.c, tables.script_version.c
_news, _facts = tables.news.c, tables.news_version.c
_places = type_coerce(tables.news_version.c.outlets, Text)

_ITEM = tuple(each.name for each in fields(NewsItem))

_FRAME = "khung-____-__-__-%"
"""Ids of bulletin frames: the day stands in the next ten characters."""


class DeskLists:
    """Scripts and news, without reading those that a page does not show."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def writers(self) -> frozenset[str]:
        """Give everybody whose name stands at a script."""
        return frozenset(self.connection.execute(select(_words.writer).select_from(_scripts()).distinct()).scalars())

    def authors(self) -> frozenset[str]:
        """Give everybody whose name stands at a news item."""
        return frozenset(self.connection.execute(select(_facts.author).select_from(_items()).distinct()).scalars())

    def places(self) -> frozenset[tuple[OutletId, ...]]:
        """Give the choices of outlets that there are among the news."""
        found = self.connection.execute(select(_places).select_from(_items()).distinct()).scalars()
        return frozenset(tuple(json.loads(each)) for each in found)

    def script_counts(self, sought: Sought) -> Mapping[ScriptState, int]:
        """Count the scripts of standing news, and the frames, by state."""
        asked = select(state().label("state")).select_from(_scripts()).where(*_of_scripts(sought)).subquery()
        counted = select(asked.c.state, func.count()).group_by(asked.c.state)
        return {row[0]: row[1] for row in self.connection.execute(counted)}

    def scripts(self, sought: Sought, *, only: ScriptState | None, start: int, most: int) -> tuple[ScriptLine, ...]:
        """Give some scripts, the last written first; of one state or of all."""
        asked = select(_words.id).select_from(_scripts()).where(*_of_scripts(sought))
        if only is not None:
            asked = asked.where(state() == only)
        page = asked.order_by(_words.written_at.desc(), _words.id.desc()).offset(start).limit(most).subquery()
        names = ("id", "title", "topic", "writer", "written_at")
        shown: list[ColumnElement[Any]] = [*(_words[each] for each in names), state().label("state")]
        found = select(*shown).select_from(_scripts()).where(_words.id.in_(select(page.c.id)))
        return values(self.connection, ScriptLine, found.order_by(_words.written_at.desc(), _words.id.desc()))

    def news_counts(self, sought: Sought) -> Mapping[ScriptState | None, int]:
        """Count the news by the state of its scripts; none for what has no script."""
        asked = select(_news_state().label("state")).select_from(_written()).where(*_of_news(sought)).subquery()
        counted = select(asked.c.state, func.count()).group_by(asked.c.state)
        return {row[0]: row[1] for row in self.connection.execute(counted)}

    def news(
        self, sought: Sought, *, only: ScriptState | None, unwritten: bool, start: int, most: int
    ) -> tuple[NewsLine, ...]:
        """Give some news, the last received first: of one state, without a script, or of all."""
        asked = select(_facts.id).select_from(_written() if only or unwritten else _items()).where(*_of_news(sought))
        if only is not None:
            asked = asked.where(_news_state() == only)
        if unwritten:
            asked = asked.where(_words.id.is_(None))
        order = (_facts.received_at.desc(), _facts.id.desc())
        page = asked.order_by(*order).offset(start).limit(most).subquery()
        columns: list[ColumnElement[Any]] = [_facts[each] for each in _ITEM]
        found = select(*columns, _news_state().label("state"), _words.item_hash.label("written_from"))
        shown = found.select_from(_written()).where(_facts.id.in_(select(page.c.id))).order_by(*order)
        return tuple(_line(row) for row in self.connection.execute(shown))

    def unfinished(self, today: date, places: frozenset[tuple[OutletId, ...]] | None) -> tuple[OpenScript, ...]:
        """Give the scripts that are not at their end, without frames of past days.

        `places`: only of news for exactly these choices of outlets; none for all, and for the frames.
        """
        late = and_(_words.id.like(_FRAME), func.substr(_words.id, 7, 10) < today.isoformat(), _words.item_id.is_(None))
        shown: list[ColumnElement[Any]] = [
            _words.id,
            _words.item_id,
            state().label("state"),
            since(state()).label("since"),
        ]
        found = select(*shown).select_from(_scripts()).where(_stands(), ~late, state() != ScriptState.CLEARED)
        if places is not None:
            found = found.where(_within(places))
        return values(self.connection, OpenScript, found.order_by(_script.arrived))

    def waits(self) -> Mapping[ScriptState, tuple[int, datetime]]:
        """Count the scripts of standing news by state, with when the earliest of each was written; without frames."""
        shown = select(state().label("state"), _words.written_at).select_from(_scripts())
        asked = shown.where(_words.item_id.is_not(None), _stands()).subquery()
        counted = select(asked.c.state, func.count(), func.min(asked.c.written_at)).group_by(asked.c.state)
        return {found: (count, written) for found, count, written in self.connection.execute(counted)}

    def submits(self) -> bool:
        """Say whether any script was ever submitted."""
        step = tables.script_step.c
        there = select(step.arrived).join(tables.script, _script.id == step.script_id)
        return self.connection.execute(there.where(step.kind == StepKind.SUBMITTED).limit(1)).first() is not None


def _items() -> Join:
    return tables.news.join(tables.news_version, (_news.id == _facts.id) & (_news.version == _facts.version))


def _heads() -> Join:
    return tables.script.join(tables.script_version, (_script.id == _words.id) & (_script.version == _words.version))


def _scripts() -> Join:
    """Join scripts with their news, where it still stands, and their latest sound."""
    with_news = _heads().outerjoin(tables.news, _news.id == _words.item_id)
    facts = (_news.id == _facts.id) & (_news.version == _facts.version)
    return with_voicing(with_news.outerjoin(tables.news_version, facts))


def _written() -> Join:
    """Join news with its scripts and their latest sound."""
    heads = _items().outerjoin(tables.script, _script.id == _news.id)
    return with_voicing(
        heads.outerjoin(tables.script_version, (_script.id == _words.id) & (_script.version == _words.version))
    )


def _news_state() -> ColumnElement[Any]:
    return case((_words.id.is_(None), null()), else_=state())


def _stands() -> ColumnElement[bool]:
    return or_(_words.item_id.is_(None), _news.id.is_not(None))


def _of_scripts(sought: Sought) -> list[ColumnElement[bool]]:
    asked = [_stands()]
    if sought.words:
        asked.append(_words.folded.contains(sought.words, autoescape=True))
    if sought.topic is not None:
        asked.append(_words.topic == sought.topic)
    if sought.names is not None:
        asked.append(_words.writer.in_(sought.names))
    if sought.places is not None:
        asked.append(or_(_news.id.is_(None), _within(sought.places)))
    return asked


def _of_news(sought: Sought) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if sought.words:
        asked.append(_facts.folded.contains(sought.words, autoescape=True))
    if sought.topic is not None:
        asked.append(_facts.topic == sought.topic)
    if sought.topic_origin is not None:
        asked.append(_facts.topic_origin == sought.topic_origin)
    if sought.names is not None:
        asked.append(_facts.author.in_(sought.names))
    if sought.places is not None:
        asked.append(_within(sought.places))
    return asked


def _within(places: frozenset[tuple[OutletId, ...]]) -> ColumnElement[bool]:
    return tables.news_version.c.outlets.in_(sorted(places))


def _line(row: Sequence[Any]) -> NewsLine:
    """Take the fields of an item, then the state, then what the script was written from."""
    *fields, standing, written_from = row
    item = NewsItem(**dict(zip(_ITEM, fields, strict=True)))
    return NewsLine(item=item, state=standing, written_from=written_from)
