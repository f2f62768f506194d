"""Scripts timed before they are voiced, and held against their sound when they are."""

from dataclasses import replace

import pytest
from makers import NOW, a_frame_script, a_read_line, an_approval
from small_station import TONE_SETTINGS
from unit.copydesk.test_read_time import SENTENCES

from broadcaster import engines
from broadcaster.copydesk.read_time import ASSUMED, read_time
from broadcaster.domain.ids import ScriptId
from broadcaster.domain.scripts import LinePart, Presenter
from broadcaster.domain.sound import framed
from broadcaster.errors import UnknownItem
from broadcaster.scheduling.layout import Pauses, lay_out, voiced_lines
from broadcaster.services.time_scripts import rough_length, time_scripts
from broadcaster.services.voice_script import voice_scripts
from broadcaster.station import Station
from broadcaster.testing.engines import ToneEngine

PAUSES = Pauses()


def a_text(name, *spoken, presenter=Presenter.FEMALE):
    lines = tuple(a_read_line(spoken=each, presenter=presenter) for each in spoken)
    return a_frame_script(id=ScriptId(name), title=name, lines=lines)


HEADLINE = a_read_line(spoken="Một câu điểm tin.", part=LinePart.HEADLINE)
FIRST, SECOND = a_text("mot", *SENTENCES[:4]), a_text("hai", " ".join(SENTENCES[4:8]), *SENTENCES[8:])
LISTED = a_text("ba", "Có ba việc:", "rà soát;", "cắt giảm.", "Làm ngay. Làm đủ.", presenter=Presenter.MALE)


@pytest.fixture
def station(tmp_path, monkeypatch):
    class Point:
        name = "tone"

        def load(self):
            return ToneEngine

    monkeypatch.setattr(engines, "entry_points", lambda **_: [Point()])
    (tmp_path / "station.toml").write_text(TONE_SETTINGS, encoding="utf-8")
    with Station.open(tmp_path, {}) as here:
        yield here


def _write(station, *scripts):
    with station.store.writing() as tx:
        for script in scripts:
            tx.scripts.save(script)
            tx.approvals.add(an_approval(script_id=script.id, subject=script.text_hash))


def test_a_script_that_nobody_voiced_is_told_by_the_assumed_pace(station):
    _write(station, FIRST)
    (timed,) = time_scripts(station).scripts
    words = read_time("\n".join(line.spoken for line in FIRST.read_lines), ASSUMED)
    assert (timed.actual, timed.off_percent) == (None, None)
    assert timed.told == framed(PAUSES.around + words)


def test_a_voiced_script_is_as_long_as_its_segment(station):
    _write(station, LISTED)
    voice_scripts(station, now=NOW)
    with station.store.reading() as tx:
        voicing = tx.voicings.get(LISTED.id)
    (timed,) = time_scripts(station).scripts
    assert timed.actual == lay_out(voiced_lines((LISTED, voicing), LinePart.BODY), PAUSES, title="").duration


def test_the_headline_is_the_bulletins_and_not_counted_with_the_item(station):
    with_headline = replace(FIRST, id=ScriptId("khac"), lines=(HEADLINE, *FIRST.lines))
    _write(station, FIRST, with_headline)
    one, other = time_scripts(station).scripts
    assert (one.told, one.tieng) == (other.told, other.tieng)


def test_a_script_is_never_told_by_its_own_cuts(station):
    _write(station, FIRST)
    voice_scripts(station, now=NOW)
    (timed,) = time_scripts(station).scripts
    words = read_time("\n".join(line.spoken for line in FIRST.read_lines), ASSUMED)
    assert timed.told == framed(PAUSES.around + words)
    assert timed.off_percent == pytest.approx((timed.told / timed.actual - 1) * 100)


def test_what_a_voice_read_elsewhere_tells_the_next_script(station):
    _write(station, FIRST, SECOND)
    voice_scripts(station, now=NOW, script_ids=[SECOND.id])
    before = time_scripts(station, script_ids=[FIRST.id]).scripts[0]
    assert before.actual is None
    voice_scripts(station, now=NOW, script_ids=[FIRST.id])
    times = time_scripts(station)
    assert times.scripts[0].told == before.told
    assert abs(times.scripts[0].off_percent) < 3
    (voice,) = times.voices
    assert (voice.voice.engine, voice.voice.voice) == ("tone", "tone-nu")
    assert voice.pace.per_minute == pytest.approx(200)
    assert len(voice.off_percents) == 2


def test_each_presenter_is_told_by_the_voice_that_reads_for_them(station):
    _write(station, FIRST, LISTED)
    voice_scripts(station, now=NOW)
    voices = {each.voice.voice: each for each in time_scripts(station).voices}
    assert {name: len(each.off_percents) for name, each in voices.items()} == {"tone-nu": 1, "tone-nam": 1}


def test_words_that_changed_since_voicing_have_no_actual_length(station):
    _write(station, FIRST)
    voice_scripts(station, now=NOW)
    _write(station, a_text("mot", *SENTENCES[:3]))
    assert time_scripts(station).scripts[0].actual is None


def test_a_script_that_is_not_there_is_named(station):
    with pytest.raises(UnknownItem, match="khong-co"):
        time_scripts(station, script_ids=[ScriptId("khong-co")])


def test_a_rough_length_is_the_sounds_or_that_of_the_assumed_pace(station):
    _write(station, LISTED)
    assert rough_length(LISTED, None) == time_scripts(station).scripts[0].told
    voice_scripts(station, now=NOW)
    with station.store.reading() as tx:
        voicing = tx.voicings.get(LISTED.id)
    assert rough_length(LISTED, voicing) == time_scripts(station).scripts[0].actual
    assert rough_length(FIRST, voicing) == rough_length(FIRST, None), "the sound of other words does not count"
