"""Names for codes, also for those that the timetable has since dropped: a report must never lose a line."""

from __future__ import annotations

from broadcaster.domain.ids import OutletId, SessionId, TopicCode
from broadcaster.domain.timetables import Target, Timetable
from broadcaster.domain.topics import Genre

_GROUP = 8


def topic_name(timetable: Timetable, code: TopicCode | None) -> str:
    """Give a topic's short name, or its number when the timetable has it no more."""
    return next((topic.short for topic in timetable.topics if topic.code == code), f"Chủ đề số {code}")


def genre_name(genre: Genre | None) -> str:
    """Give a genre's name, or say that nobody knows it."""
    return "không rõ thể loại" if genre is None else genre.label


def outlet_name(timetable: Timetable, outlet_id: OutletId | None) -> str:
    """Give an outlet's display name, or its id when the timetable has it no more."""
    return next((outlet.name for outlet in timetable.outlets if outlet.id == outlet_id), str(outlet_id))


def target_name(timetable: Timetable, target: Target) -> str:
    """Say what a target speaks of: a topic or all of them, at some outlets or all."""
    what = "Mọi chủ đề" if target.topic is None else topic_name(timetable, target.topic)
    if not target.outlets:
        return what
    if len(target.outlets) == 1:
        return f"{what}, {outlet_name(timetable, target.outlets[0])}"
    return f"{what}, {len(target.outlets)} đài"


def hash_groups(link: str) -> str:
    """Write a hash in groups of eight digits, as people read it aloud and type it."""
    return " ".join(link[place : place + _GROUP] for place in range(0, len(link), _GROUP))


def session_name(timetable: Timetable, session: SessionId) -> str:
    """Give a session's Vietnamese name, or its id when the timetable has it no more."""
    return next((daypart.name for daypart in timetable.dayparts if daypart.id == session), str(session))
