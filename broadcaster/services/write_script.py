"""Turn news items into broadcast copy, and keep its spoken form fresh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from broadcaster.copydesk.script_format import parse
from broadcaster.copydesk.write import from_lines, write_frame, write_item
from broadcaster.domain.ids import NewsItemId, ScriptId, SessionId
from broadcaster.domain.news import NewsItem
from broadcaster.domain.scripts import Presenter, ReadLine, Script
from broadcaster.errors import UnknownItem
from broadcaster.services.progress import Progress, silent
from broadcaster.station import Station
from broadcaster.storage.saved import Saved
from broadcaster.storage.store import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class Written:
    """One script after writing."""

    script: Script
    """The script as kept."""
    saved: Saved
    """Whether its words are new, changed or the same."""


def frame_id(day: date, session: SessionId) -> ScriptId:
    """Name the frame (call, greeting, sign-off) of one session's bulletin."""
    return ScriptId(f"khung-{day.isoformat()}-{session}")


def write_scripts(
    station: Station,
    *,
    now: datetime,
    item_ids: Sequence[NewsItemId] = (),
    again: bool = False,
    progress: Progress = silent,
) -> tuple[Written, ...]:
    """Write the copy of the named items, or of all that need it.

    A script whose item has not changed keeps its (perhaps edited) words; only its spoken form is read again, so that
    a new word in the lexicon reaches it. `again` writes it anew from the template.

    Raises:
        UnknownItem: an id is not known. TemplateError: a template is at fault; nothing is kept.
    """
    with station.store.reading() as tx:
        items = _wanted(tx, item_ids)
        order = {item.id: place for place, item in enumerate(tx.news.all())}
        known = {script.id: script for script in tx.scripts.all()}
    written: list[Script] = []
    for done, item in enumerate(items, start=1):
        old = known.get(ScriptId(item.id))
        if old is not None and old.item_hash == item.content_hash and not again:
            written.append(_read_again(station, old))
        else:
            written.append(_write_one(station, item, old, order[item.id], now))
        progress(done, len(items))
    return _keep(station, written)


def write_frames(station: Station, day: date, *, now: datetime) -> tuple[Written, ...]:
    """Write the frame of every session of one day, by the template ``khung-ban-tin.j2``."""
    timetable = station.timetable()
    sessions = dict.fromkeys(slot.session for slot in timetable.slots_on(day))
    frames = [
        write_frame(
            script_id=frame_id(day, session),
            programme=station.words.programme,
            session=session,
            session_name=timetable.daypart(session).name,
            air_date=day,
            station=station.words,
            source=station.templates,
            read=station.say,
            writer=station.words.name,
            now=now,
        )
        for session in sessions
    ]
    return _keep(station, frames)


def edit_script(station: Station, script_id: ScriptId, text: str, *, path: str, by: str, now: datetime) -> Written:
    """Replace a script's words by an edited text in the script format; its approvals fall with the old words.

    Raises:
        UnknownItem, CopyUnreadable: nothing is kept.
    """
    with station.store.reading() as tx:
        old = tx.scripts.get(script_id)
    if old is None:
        raise UnknownItem(item=script_id, nearest="")
    lines = from_lines(parse(text, path=path), read=station.say)
    return _keep(station, [replace(old, lines=lines, writer=by, written_at=now)])[0]


def _wanted(tx: Transaction, item_ids: Sequence[NewsItemId]) -> tuple[NewsItem, ...]:
    if not item_ids:
        return tx.news.all()
    found: list[NewsItem] = []
    for item_id in item_ids:
        item = tx.news.get(item_id)
        if item is None:
            raise UnknownItem(item=item_id, nearest="")
        found.append(item)
    return tuple(found)


def _write_one(station: Station, item: NewsItem, old: Script | None, place: int, now: datetime) -> Script:
    reader = old.read_lines[0].presenter if old and old.read_lines else list(Presenter)[place % 2]
    return write_item(
        item,
        reader=reader,
        station=station.words,
        source=station.templates,
        read=station.say,
        writer=item.author or station.words.name,
        now=now,
    )


def _read_again(station: Station, script: Script) -> Script:
    lines = tuple(
        replace(line, spoken=station.say(line.written)) if isinstance(line, ReadLine) else line for line in script.lines
    )
    return replace(script, lines=lines)


def _keep(station: Station, scripts: Sequence[Script]) -> tuple[Written, ...]:
    with station.store.writing() as tx:
        return tuple(Written(script=script, saved=tx.scripts.save(script)) for script in scripts)
