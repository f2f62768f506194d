from __future__ import annotations

from makers import NOW, a_frame_script, a_news_item, a_read_line, a_script, a_timetable, an_approval

from broadcaster.domain.ids import ScriptId
from broadcaster.domain.scripts import LinePart, Presenter
from broadcaster.services.read_script import script_reader
from broadcaster.station import Station
from broadcaster.testing.engines import ToneEngine

SETTINGS = """
[station]
name = "Đài thử"
unit = "xa"
producing_outlet = "XA"
[voice]
engines = ["espeak"]
[voice.espeak]
female = "nu-phat-thanh"
"""

TONE_SETTINGS = """
[station]
name = "Đài thử"
unit = "xa"
producing_outlet = "XA"
[voice]
engines = ["tone"]
"""
"""A station that speaks in tones, for tests that listen."""


class _Point:
    """The tone engine as an entry point gives it."""

    name = "tone"

    def load(self):
        return ToneEngine


def speak_in_tones(monkeypatch):
    """Let stations of TONE_SETTINGS find their engine."""
    monkeypatch.setattr("broadcaster.engines.entry_points", lambda **_: [_Point()])


IN_DOUBT = """
[[word]]
written = "ĐTT"
spoken = "đài truyền thanh"
context = ["loa"]
[[word]]
written = "ĐTT"
spoken = "đội tự túc"
"""
"""A word that no rule is sure of when no loudspeaker stands near."""


def opened_station(folder, lexicon=IN_DOUBT):
    (folder / "schedules").mkdir(exist_ok=True)
    (folder / "schedules" / "lexicon.toml").write_text(lexicon, encoding="utf-8")
    (folder / "station.toml").write_text(SETTINGS, encoding="utf-8")
    station = Station.open(folder, {})
    with station.store.writing() as tx:
        tx.timetables.apply(a_timetable(), by="Nam", at=NOW, source="một")
    return station


def told_script(station, name, *written, approved=False, outlets=(), title="Tin thử"):
    """Keep a news item and its script, one line of the woman's for each text, read by the station as it is."""
    item = a_news_item(id=name, outlets=outlets, title=title, body="\n\n".join(written))
    lines = tuple(
        a_read_line(presenter=Presenter.FEMALE, written=text, spoken="", part=LinePart.BODY) for text in written
    )
    script = a_script(id=ScriptId(name), item_id=item.id, item_hash=item.content_hash, title=title, lines=lines)
    with station.store.writing() as tx:
        tx.news.save(item)
        script = script_reader(station, tx).again(script)
        tx.scripts.save(script)
        if approved:
            tx.approvals.add(an_approval(script_id=script.id, subject=script.text_hash))
    return script


def told_frame(station, written):
    frame = a_frame_script(lines=(a_read_line(written=written, spoken=""),))
    with station.store.writing() as tx:
        frame = script_reader(station, tx).again(frame)
        tx.scripts.save(frame)
    return frame


def kept(station, script_id):
    with station.store.reading() as tx:
        return tx.scripts.get(script_id)
