"""A station whose scripts are written, voiced and approved without any engine: what a plan needs, and nothing more."""

from __future__ import annotations

from datetime import time

from makers import (
    COMMUNE,
    DAY,
    EVENING,
    MORNING,
    NOW,
    STATION,
    a_cut,
    a_news_item,
    a_read_line,
    a_script,
    a_slot,
    a_timetable,
    a_voicing,
    an_approval,
)
from small_station import opened_station

from broadcaster.domain.approvals import ApprovalStage
from broadcaster.domain.ids import DurationMs, NewsItemId, ScriptId, TopicCode
from broadcaster.domain.scripts import LinePart, Presenter
from broadcaster.services.read_script import script_reader
from broadcaster.services.write_script import frame_id
from broadcaster.settings.station import PlanningSettings

SLOTS = tuple(
    a_slot(outlet_id=outlet, session=session, starts=starts)
    for outlet in (STATION, COMMUNE)
    for session, starts in ((MORNING, time(6)), (EVENING, time(17, 30)))
)


def ready_station(folder, items=14, effort=0.0, **timetable):
    """Give an open station with that many items ready for air, and the frames of DAY."""
    station = opened_station(folder, lexicon="")
    station.settings = station.settings.model_copy(update={"planning": PlanningSettings(effort=effort)})
    with station.store.writing() as tx:
        tx.timetables.apply(a_timetable(**{"slots": SLOTS, "targets": ()} | timetable), by="Nam", at=NOW, source="hai")
    for number in range(1, items + 1):
        ready_item(station, number)
    for day in (DAY,):
        ready_frames(station, day)
    return station


def ready_item(station, number, *, written=None, sound=True, questions_seen=False, **over):
    """Keep an item of that number, with approved words and sound; its segment lasts a minute or so."""
    item = a_news_item(
        **{"id": NewsItemId(f"tin-{number:03}"), "title": f"Tin số {number}", "topic": TopicCode(3)} | over
    )
    first = list(Presenter)[number % 2]
    lines = (
        a_read_line(presenter=first, written="Điểm tin.", spoken="", part=LinePart.HEADLINE),
        a_read_line(presenter=first, written=written or f"Nội dung tin thứ {number}.", spoken=""),
    )
    script = a_script(
        id=ScriptId(item.id),
        title=item.title,
        item_id=item.id,
        item_hash=item.content_hash,
        topic=item.topic,
        lines=lines,
    )
    with station.store.writing() as tx:
        tx.news.save(item)
        script = script_reader(station, tx).again(script)
    _keep(station, script, (3_000, 50_000 + 1_000 * number), sound=sound, questions_seen=questions_seen)
    return item


def ready_frames(station, day):
    parts = (LinePart.CALL, LinePart.GREETING, LinePart.INTRODUCTION, LinePart.SIGN_OFF)
    lines = tuple(a_read_line(written=f"Lời {part.value}.", spoken=f"Lời {part.value}.", part=part) for part in parts)
    for session in (MORNING, EVENING):
        script = a_script(id=frame_id(day, session), title="Lời dẫn", item_id=None, item_hash=None, lines=lines)
        _keep(station, script, (3_000, 4_000, 2_500, 3_000))


def _keep(station, script, lengths, *, sound=True, questions_seen=False):
    voicing = a_voicing(
        script,
        lines=tuple(
            (a_cut(spoken=f"{script.id} {line.spoken}", duration=DurationMs(length)),)
            for line, length in zip(script.read_lines, lengths, strict=True)
        ),
    )
    with station.store.writing() as tx:
        tx.scripts.save(script)
        tx.voicings.save(voicing)
        words = an_approval(script_id=script.id, subject=script.text_hash, questions_seen=questions_seen)
        tx.approvals.add(words)
        if sound:
            heard = an_approval(script_id=script.id, subject=voicing.sound_hash, stage=ApprovalStage.SOUND)
            tx.approvals.add(heard)
