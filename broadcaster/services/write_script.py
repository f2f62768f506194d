"""Turn news items into broadcast copy, and keep its spoken form fresh."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from broadcaster.copydesk.script_format import parse, written_hash
from broadcaster.copydesk.write import from_lines, unread, write_frame, write_item
from broadcaster.domain.ids import NewsItemId, ScriptId, SessionId, Sha256
from broadcaster.domain.legal_documents import LegalDocument
from broadcaster.domain.news import NewsItem
from broadcaster.domain.scripts import Presenter, Script
from broadcaster.domain.topics import TopicOrigin
from broadcaster.errors import ScriptChanged, TopicNotChosen, UnknownItem
from broadcaster.newsroom.approval import same_person
from broadcaster.services.progress import Progress, silent
from broadcaster.services.read_script import script_reader
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
    outdated: bool = False
    """True when the news item has changed but somebody's edited words were kept; such a script is not planned."""


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
    """Write the copy of the named items, or of all that need it and whose topic somebody chose.

    A script whose item has not changed, or whose words somebody has edited, keeps them; only its spoken form is read
    again, so that a new word in the lexicon reaches it. `again` writes it anew from the template.

    Raises:
        UnknownItem: an id is not known. TemplateError: a template is at fault; nothing is kept.
        TopicNotChosen: the topic of a named item is only what a machine suggested; nothing is kept.
    """
    with station.store.reading() as tx:
        items = _wanted(tx, item_ids)
        order = {item.id: place for place, item in enumerate(tx.news.all())}
        known = {script.id: script for script in tx.scripts.all()}
        before = {item.id: tx.news.history(item.id) for item in items}
        receipts = tx.news_receipts.latest(item.id for item in items)
        reader = script_reader(station, tx)
    written: list[Script] = []
    for done, item in enumerate(items, start=1):
        old = known.get(ScriptId(item.id))
        receipt = receipts.get(item.id)
        document = receipt.document if receipt else None
        kept = old is not None and (
            old.item_hash == item.content_hash or _edited(station, old, before[item.id], document)
        )
        if old is not None and kept and not again:
            written.append(reader.again(old))
        else:
            read = reader.for_item(item)
            written.append(_write_one(station, item, old, order[item.id], now, read, document=document))
        progress(done, len(items))
    hashes = {ScriptId(item.id): item.content_hash for item in items}
    return tuple(
        replace(each, outdated=each.script.item_hash != hashes[each.script.id]) for each in _keep(station, written)
    )


def write_frames(station: Station, day: date, *, now: datetime, again: bool = False) -> tuple[Written, ...]:
    """Write the frame of every session of one day, by the template ``khung-ban-tin.j2``.

    A frame that stands, perhaps edited, keeps its words and is only read again; `again` writes it anew.
    """
    timetable = station.timetable()
    sessions = dict.fromkeys(slot.session for slot in timetable.slots_on(day))
    with station.store.reading() as tx:
        standing = {session: tx.scripts.get(frame_id(day, session)) for session in sessions}
        reader = script_reader(station, tx)
    frames = [
        reader.again(old)
        if (old := standing[session]) is not None and not again
        else write_frame(
            script_id=frame_id(day, session),
            programme=station.words.programme,
            session=session,
            session_name=timetable.daypart(session).name,
            air_date=day,
            station=station.words,
            source=station.templates,
            read=reader.for_frame(),
            writer=station.words.name,
            now=now,
        )
        for session in sessions
    ]
    return _keep(station, frames)


def edit_script(
    station: Station,
    script_id: ScriptId,
    text: str,
    *,
    path: str,
    by: str,
    now: datetime,
    based_on: Sha256 | None = None,
) -> Written:
    """Replace a script's words by an edited text in the script format; its approvals fall with the old words.

    `based_on` is the `written_hash` of the words that were edited, none for whatever stands.

    Raises:
        UnknownItem, CopyUnreadable: nothing is kept.
        ScriptChanged: other words stand now than those that were edited; nothing is kept.
    """
    with station.store.reading() as tx:
        old = tx.scripts.get(script_id)
        reader = script_reader(station, tx)
    if old is None:
        raise UnknownItem(item=script_id, nearest="")
    lines = from_lines(parse(text, path=path), read=reader.for_script(old))
    # Everybody who had a hand in the words stays named, so that none of them can approve them.
    writer = old.writer if same_person(old.writer, by) else f"{old.writer}, {by}"
    edited = replace(old, lines=lines, writer=writer, written_at=now)
    with station.store.writing() as tx:
        standing = tx.scripts.get(script_id)
        if based_on is not None and (standing is None or written_hash(standing) != based_on):
            raise ScriptChanged
        return Written(script=edited, saved=tx.scripts.save(edited))


def _wanted(tx: Transaction, item_ids: Sequence[NewsItemId]) -> tuple[NewsItem, ...]:
    if not item_ids:
        return tuple(item for item in tx.news.all() if item.topic_origin is not TopicOrigin.SUGGESTED)
    found: list[NewsItem] = []
    for item_id in item_ids:
        item = tx.news.get(item_id)
        if item is None:
            raise UnknownItem(item=item_id, nearest="")
        if item.topic_origin is TopicOrigin.SUGGESTED:
            raise TopicNotChosen(item=item_id, topic=item.topic)
        found.append(item)
    return tuple(found)


def _write_one(
    station: Station,
    item: NewsItem,
    old: Script | None,
    place: int,
    now: datetime,
    read: Callable[[str, Presenter], str],
    *,
    document: LegalDocument | None,
) -> Script:
    presenter = old.read_lines[0].presenter if old and old.read_lines else list(Presenter)[place % 2]
    return write_item(
        item,
        reader=presenter,
        station=station.words,
        source=station.templates,
        read=read,
        writer=item.author or station.words.name,
        now=now,
        document=document,
    )


def _edited(station: Station, script: Script, versions: Sequence[NewsItem], document: LegalDocument | None) -> bool:
    """Say whether a script's words are others than the template gives for the item that it was written from."""
    source = next((each for each in versions if each.content_hash == script.item_hash), None)
    if source is None:
        return True
    fresh = _write_one(station, source, script, 0, script.written_at, unread, document=document)
    return [line.written for line in fresh.read_lines] != [line.written for line in script.read_lines]


def _keep(station: Station, scripts: Sequence[Script]) -> tuple[Written, ...]:
    with station.store.writing() as tx:
        return tuple(Written(script=script, saved=tx.scripts.save(script)) for script in scripts)
