"""The desk of one script: who sits there, what they have typed, and what it was before; no typed word is ever lost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from broadcaster.copydesk.script_format import unparse, written_hash
from broadcaster.copydesk.word_diff import DiffSpan, word_diff
from broadcaster.domain.drafts import ScriptDraft, ScriptLock
from broadcaster.domain.ids import NewsItemId, OutletId, ScriptId, Sha256
from broadcaster.domain.scripts import Script
from broadcaster.errors import CopyUnreadable, LineUnreadable, ScriptHeld, UnknownItem
from broadcaster.services.approve_script import ScriptStanding, standing_of
from broadcaster.services.audit import Actor, record
from broadcaster.services.write_script import Written, edit_script
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

LOCK_LASTS = timedelta(minutes=15)
"""After so long without a word typed or kept, somebody else may sit down without taking over."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Editor:
    """Who works at a desk."""

    actor: Actor
    """Account, time and address."""
    name: str
    """The name that the script will carry."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Desk:
    """One script as somebody sees it who comes to its desk."""

    standing: ScriptStanding
    """The script and how far it has come."""
    outlets: tuple[OutletId, ...]
    """Where its news airs; empty for everywhere."""
    saved_text: str
    """The words that stand, in the script format."""
    text: str
    """What they would go on with: their own draft, else the words that stand."""
    based_on: Sha256
    """Names the words that this text began from: their `written_hash`."""
    draft: ScriptDraft | None
    """Their own draft."""
    others: tuple[ScriptDraft, ...]
    """Drafts of other people, the latest first."""
    lock: ScriptLock | None
    """Who sits there now."""
    mine: bool
    """Whether that is them."""

    @property
    def changes(self) -> tuple[DiffSpan, ...]:
        """Give their own draft beside the words that stand; nothing without one."""
        return self.changes_of(self.draft) if self.draft else ()

    def changes_of(self, draft: ScriptDraft) -> tuple[DiffSpan, ...]:
        """Give a draft beside the words that stand."""
        return word_diff(self.saved_text.strip(), draft.text.strip())

    @property
    def standing_words(self) -> Sha256:
        """Name the words that stand: what a form sends back with what is typed over them."""
        return written_hash(self.standing.script)

    @property
    def outdated(self) -> bool:
        """Say whether other words stand now than those that their draft began from."""
        return self.based_on != written_hash(self.standing.script)


@dataclass(frozen=True, kw_only=True, slots=True)
class Version:
    """One version of a script."""

    number: int
    """From 1."""
    script: Script
    """The version."""
    stands: bool
    """Whether it is the one that stands."""


def script_outlets(station: Station, script_id: ScriptId) -> tuple[OutletId, ...]:
    """Give where a script's news airs, nothing for everywhere; raises UnknownItem."""
    with station.store.reading() as tx:
        return _outlets(tx, standing_of(tx, script_id).script)


def open_desk(station: Station, script_id: ScriptId, *, by: Editor) -> Desk:
    """Look at a desk; nobody sits down by that. Raises UnknownItem."""
    with station.store.reading() as tx:
        return _desk(tx, script_id, by)


def sit_down(station: Station, script_id: ScriptId, *, by: Editor) -> Desk:
    """Sit down to write, if nobody else sits there; raises UnknownItem, ScriptHeld."""
    with station.store.writing() as tx:
        desk = _desk(tx, script_id, by)
        if desk.lock is not None and not desk.mine:
            raise ScriptHeld(name=desk.lock.name)
        if not desk.mine:
            record(tx, by.actor, "script_opened", script_id)
        _sit(tx, script_id, by, desk.lock)
        return _desk(tx, script_id, by)


def take_over(station: Station, script_id: ScriptId, *, by: Editor) -> Desk:
    """Sit down in the place of whoever sits there; what they have typed stays their draft. Raises UnknownItem."""
    with station.store.writing() as tx:
        before = _desk(tx, script_id, by).lock
        if before is None or before.account_id != by.actor.who:
            record(tx, by.actor, "script_taken_over", script_id, detail=before.name if before else "")
            before = None
        _sit(tx, script_id, by, before)
        return _desk(tx, script_id, by)


def leave(station: Station, script_id: ScriptId, *, by: Editor) -> None:
    """Get up; a draft stays."""
    with station.store.writing() as tx:
        tx.locks.remove(script_id, by.actor.who)


def autosave(station: Station, script_id: ScriptId, text: str, *, based_on: Sha256, by: Editor) -> Desk:
    """Keep what is typed as one's own draft, whoever sits there; raises UnknownItem."""
    text = text.replace("\r\n", "\n")
    with station.store.writing() as tx:
        desk = _desk(tx, script_id, by)
        if text.strip() == desk.saved_text.strip():
            tx.drafts.remove(script_id, by.actor.who)
        else:
            tx.drafts.save(
                ScriptDraft(
                    script_id=script_id,
                    account_id=by.actor.who,
                    name=by.name,
                    text=text,
                    based_on=based_on,
                    at=by.actor.now,
                )
            )
        if desk.lock is None or desk.mine:
            _sit(tx, script_id, by, desk.lock)
        return _desk(tx, script_id, by)


def save(station: Station, script_id: ScriptId, text: str, *, based_on: Sha256, by: Editor) -> Written:
    """Let what is typed be the script's words; its approvals fall with the old words.

    Raises:
        UnknownItem. ScriptHeld, ScriptChanged, LineUnreadable: the text is kept as a draft, the script as it was.
    """
    desk = autosave(station, script_id, text, based_on=based_on, by=by)
    if desk.lock is not None and not desk.mine:
        raise ScriptHeld(name=desk.lock.name)
    try:
        done = edit_script(station, script_id, text, path="", by=by.name, now=by.actor.now, based_on=based_on)
    except CopyUnreadable as error:
        raise LineUnreadable(line=error.fields["line"], text=error.fields["text"]) from error
    with station.store.writing() as tx:
        tx.drafts.remove(script_id, by.actor.who)
        record(tx, by.actor, "script_saved", script_id, detail=done.saved.value)
    return done


def drop_draft(station: Station, script_id: ScriptId, *, by: Editor) -> None:
    """Throw one's own draft away, and get up."""
    with station.store.writing() as tx:
        if tx.drafts.remove(script_id, by.actor.who):
            record(tx, by.actor, "script_draft_dropped", script_id)


def versions(station: Station, script_id: ScriptId) -> tuple[Version, ...]:
    """Give every version of a script, the newest first; raises UnknownItem."""
    with station.store.reading() as tx:
        stands, ever = standing_of(tx, script_id).script, tx.scripts.history(script_id)
    last = max(number for number, each in enumerate(ever, start=1) if each.text_hash == stands.text_hash)
    return tuple(
        Version(number=number, script=each, stands=number == last)
        for number, each in reversed(list(enumerate(ever, start=1)))
    )


def diff(station: Station, script_id: ScriptId, old: int, new: int) -> tuple[DiffSpan, ...]:
    """Give two versions as one text with what changed between them; raises UnknownItem, also for a number too high."""
    ever = {each.number: each.script for each in versions(station, script_id)}
    for number in (old, new):
        if number not in ever:
            raise UnknownItem(item=f"{script_id}, bản {number}", nearest="")
    return word_diff(unparse(ever[old]), unparse(ever[new]))


def _desk(tx: Transaction, script_id: ScriptId, by: Editor) -> Desk:
    standing = standing_of(tx, script_id)
    drafts, lock = tx.drafts.of(script_id), tx.locks.get(script_id)
    own = next((each for each in drafts if each.account_id == by.actor.who), None)
    if lock is not None and lock_over(lock, by.actor.now):
        lock = None
    saved = unparse(standing.script)
    return Desk(
        standing=standing,
        outlets=_outlets(tx, standing.script),
        saved_text=saved,
        text=own.text if own else saved,
        based_on=own.based_on if own else written_hash(standing.script),
        draft=own,
        others=tuple(each for each in drafts if each is not own),
        lock=lock,
        mine=lock is not None and lock.account_id == by.actor.who,
    )


def lock_over(lock: ScriptLock, now: datetime) -> bool:
    """Say whether somebody has done nothing for so long that the desk counts as free."""
    return now - lock.seen_at > LOCK_LASTS


def _outlets(tx: Transaction, script: Script) -> tuple[OutletId, ...]:
    item = None if script.item_id is None else tx.news.get(NewsItemId(script.item_id))
    return item.outlets if item else ()


def _sit(tx: Transaction, script_id: ScriptId, by: Editor, before: ScriptLock | None) -> None:
    now = by.actor.now
    if before is not None:
        tx.locks.put(replace(before, seen_at=now))
        return
    tx.locks.put(ScriptLock(script_id=script_id, account_id=by.actor.who, name=by.name, taken_at=now, seen_at=now))
