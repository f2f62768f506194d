"""A station that has worked for years: thousands of news items with scripts in every state, made from those it has."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import cycle, islice

from broadcaster.domain.approvals import Approval, ApprovalStage, ScriptStep, StepKind
from broadcaster.domain.ids import NewsItemId, ScriptId
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

DONE = 4
"""How many of twenty scripts are not at their end: a draft, submitted words, words without sound, sound to be heard."""


def grow(station: Station, count: int) -> None:
    """Keep so many news items and scripts more; of twenty sixteen are heard and approved."""
    with station.store.writing() as tx:
        written = {each.item_id: each for each in tx.scripts.all()}
        news = [each for each in tx.news.all() if each.id in written]
        for number, old in enumerate(islice(cycle(news), count)):
            received = old.received_at - timedelta(minutes=number)
            title = f"{old.title} ({number})"
            item = replace(old, id=NewsItemId(f"cu-{number}"), title=title, received_at=received)
            tx.news.save(item)
            same = {"id": ScriptId(item.id), "item_id": item.id, "title": title, "item_hash": item.content_hash}
            script = replace(written[old.id], **same, written_at=received)
            tx.scripts.save(script)
            _move(tx, script.id, written[old.id].id, number % 20)


def _move(tx: Transaction, script_id: ScriptId, like: ScriptId, far: int) -> None:
    """Bring a script as far as its number says."""
    script, voicing = tx.scripts.get(script_id), tx.voicings.get(like)
    if script is None or voicing is None or far == 0:
        return
    told = {"script_id": script_id, "by": "Người đo", "at": script.written_at}
    words, sound = (ApprovalStage.TEXT, script.text_hash), (ApprovalStage.SOUND, voicing.sound_hash)
    tx.script_steps.add(ScriptStep(kind=StepKind.SUBMITTED, stage=words[0], subject=words[1], **told))
    if far > 1:
        tx.approvals.add(Approval(stage=words[0], subject=words[1], **told))
    if far > DONE - 2:
        tx.voicings.save(replace(voicing, script_id=script_id, text_hash=script.text_hash))
    if far >= DONE:
        tx.approvals.add(Approval(stage=sound[0], subject=sound[1], **told))
