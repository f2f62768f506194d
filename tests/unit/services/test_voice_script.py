"""Voicing by a chain of engines: who speaks when one cannot, and which sound the waiver of hearing holds for."""

from dataclasses import replace
from threading import Barrier

import pytest
from makers import NOW, a_frame_script, a_pcm, a_read_line, a_script, an_approval

from broadcaster import engines
from broadcaster.domain.approvals import ApprovalStage, ScriptState
from broadcaster.domain.ids import DurationMs, ScriptId
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import WordTime
from broadcaster.errors import EngineUnavailable, OnlineVoiceUnreachable, SpeechFailed, UnknownEngine
from broadcaster.services.approve_script import standings
from broadcaster.services.voice_script import voice_scripts
from broadcaster.station import SOUND_SUFFIX, Station
from broadcaster.testing.engines import ToneEngine

SETTINGS = """
[station]
name = "Đài thử"
unit = "xa"
producing_outlet = "XA"
[voice]
engines = [{engines}]
[approval]
sound = "{sound}"
sound_reason = "thử"
decided_by = "Chủ tịch xã"
"""

FRAME = a_frame_script()
ITEM = a_frame_script(id=ScriptId("ban-tin-hai"), lines=a_script().lines)


class Point:
    def __init__(self, name, load):
        self.name = name
        self.load = load


class Voice:
    """An engine that counts what it is asked, and fails as told: always, or at one sentence."""

    def __init__(self):
        self.asked = 0
        self.said = []
        self.error = None
        self.fails_at = None
        self.revision = ""

    def make(self):
        outer = self

        class Counting(ToneEngine):
            def voices(self):
                return [replace(voice, revision=outer.revision) for voice in super().voices()]

            def synthesise(self, spoken, voice):
                outer.asked += 1
                outer.said.append(spoken)
                if outer.error and outer.fails_at in (None, spoken):
                    raise outer.error
                return a_pcm()

        return Counting()


@pytest.fixture(autouse=True)
def voices(monkeypatch):
    known = {"first": Voice(), "second": Voice(), "other": Voice()}
    points = [Point(name, lambda voice=voice: voice.make) for name, voice in known.items()]
    monkeypatch.setattr(engines, "entry_points", lambda **_: points)
    return known


@pytest.fixture
def station(tmp_path):
    opened = []

    def make(*names, sound="person"):
        listed = ", ".join(f'"{name}"' for name in names)
        settings = SETTINGS.format(engines=listed, sound=sound)
        (tmp_path / "station.toml").write_text(settings, encoding="utf-8")
        here = Station.open(tmp_path, {})
        opened.append(here)
        with here.store.writing() as tx:
            for script in (ITEM, FRAME):
                tx.scripts.save(script)
                tx.approvals.add(an_approval(script_id=script.id, subject=script.text_hash))
        return here

    yield make
    for each in opened:
        each.store.close()


def _states(station):
    return {standing.state for standing in standings(station)}


def test_an_engine_that_is_not_there_gives_way_to_the_next(station):
    voiced = voice_scripts(station("piper", "second"), now=NOW)
    assert {each.engine for each in voiced} == {"second"}
    assert all("piper" in each.fallback for each in voiced)


def test_a_failed_sentence_gives_the_whole_script_to_the_next_engine(station, voices):
    voices["first"].error = SpeechFailed(engine="first", text="…", reason="hỏng")
    here = station("first", "second")
    voiced = voice_scripts(here, now=NOW)
    assert {each.engine for each in voiced} == {"second"}
    with here.store.reading() as tx:
        used = {cut.engine for voicing in tx.voicings.all().values() for line in voicing.lines for cut in line}
    assert used == {"second"}


def test_a_strangers_fault_gives_way_too(station, voices):
    voices["first"].error = ZeroDivisionError("lạ")
    assert {each.engine for each in voice_scripts(station("first", "second"), now=NOW)} == {"second"}


@pytest.mark.parametrize(
    "error",
    [OnlineVoiceUnreachable(engine="first", reason="mất mạng"), EngineUnavailable(engine="first", reason="hỏng")],
)
def test_an_engine_found_off_is_not_asked_again_in_the_same_run(station, voices, error):
    voices["first"].error = error
    voiced = voice_scripts(station("first", "second"), now=NOW)
    assert voices["first"].asked == 1
    assert [each.fallback for each in voiced] == [str(error)] * 2


def test_an_engine_that_failed_at_a_sentence_is_asked_again_for_the_next_script(station, voices):
    voices["first"].error = SpeechFailed(engine="first", text="…", reason="hỏng")
    voice_scripts(station("first", "second"), now=NOW)
    assert voices["first"].asked == sum(len({line.presenter for line in each.read_lines}) for each in (ITEM, FRAME))


def test_the_last_engines_error_is_told_when_none_can(station, voices):
    for name in ("first", "second"):
        voices[name].error = SpeechFailed(engine=name, text="…", reason="hỏng")
    with pytest.raises(SpeechFailed, match="second"):
        voice_scripts(station("first", "second"), now=NOW)


def test_an_unknown_engine_asked_for_is_refused(station):
    with pytest.raises(UnknownEngine):
        voice_scripts(station("first"), now=NOW, engine="piper")


def test_the_waiver_holds_for_every_engine_of_the_stations_choice(station, voices):
    voices["first"].error = EngineUnavailable(engine="first", reason="hỏng")
    here = station("first", "second", sound="waived")
    voice_scripts(here, now=NOW)
    assert _states(here) == {ScriptState.CLEARED}


def test_the_waiver_does_not_hold_for_an_engine_that_the_station_did_not_choose(station):
    here = station("first", sound="waived")
    voice_scripts(here, now=NOW, engine="other")
    assert _states(here) == {ScriptState.VOICED}
    assert voice_scripts(here, now=NOW) == ()


def test_what_was_voiced_before_the_waiver_is_waived_without_being_said_again(station, voices):
    voice_scripts(station("first"), now=NOW)
    said = voices["first"].asked
    here = station("first", sound="waived")
    voiced = voice_scripts(here, now=NOW)
    assert [(each.made, each.engine) for each in voiced] == [(0, "first")] * 2
    assert voices["first"].asked == said
    assert _states(here) == {ScriptState.CLEARED}
    with here.store.reading() as tx:
        given = [each for each in tx.approvals.of(ITEM.id) if each.stage is ApprovalStage.SOUND]
    assert [each.policy for each in given] == ["thử (Chủ tịch xã)"]
    assert voice_scripts(here, now=NOW) == ()


def test_a_sound_file_of_no_length_is_made_again(station):
    here = station("first")
    voice_scripts(here, now=NOW)
    with here.store.reading() as tx:
        voicing = tx.voicings.get(ITEM.id)
    path = here.media.path(voicing.lines[0][0].audio, SOUND_SUFFIX)
    path.write_bytes(b"")
    assert ITEM.id in {each.script.id for each in voice_scripts(here, now=NOW)}
    assert path.stat().st_size > 0


LONG = "Văn bản thứ nhất là Kế hoạch số chín mươi hai của Ủy ban nhân dân"
DATE = "ngày mười chín tháng mười năm hai nghìn không trăm hai mươi mốt."


def _speak_of(station, spoken):
    """Save and approve a script of one line, voice it, and give its cuts."""
    script = a_frame_script(id=ITEM.id, lines=(a_read_line(spoken=spoken),))
    with station.store.writing() as tx:
        tx.scripts.save(script)
        tx.approvals.add(an_approval(script_id=script.id, subject=script.text_hash))
    voice_scripts(station, now=NOW, script_ids=[script.id])
    with station.store.reading() as tx:
        (line,) = tx.voicings.get(script.id).lines
    return line


def test_a_voice_is_handed_a_comma_at_each_breath_and_the_cut_says_so(station, voices):
    cuts = _speak_of(station("first"), f"Xin chào. {LONG} {DATE}")
    assert voices["first"].said == ["Xin chào.", f"{LONG}, {DATE}"]
    assert [cut.spoken for cut in cuts] == voices["first"].said


def test_a_comma_that_the_editor_writes_at_the_breath_needs_no_new_sound(station, voices):
    here = station("first")
    before = _speak_of(here, f"{LONG} {DATE}")
    assert _speak_of(here, f"{LONG}, {DATE}") == before
    assert voices["first"].asked == 1


def test_a_changed_word_is_voiced_again_with_its_sentence_alone(station, voices):
    here = station("first")
    first, second = _speak_of(here, f"Xin chào bà con. {LONG} {DATE}")
    kept, changed = _speak_of(here, f"Xin chào bà con. {LONG} {DATE}".replace("thứ nhất", "thứ hai"))
    assert kept == first
    assert changed.hash != second.hash
    assert voices["first"].asked == 3


FAILED = SpeechFailed(engine="first", text="…", reason="hỏng")
TWO = (
    a_read_line(presenter=Presenter.FEMALE, spoken="Một. Hai. Ba."),
    a_read_line(presenter=Presenter.MALE, spoken="Bốn. Năm."),
)


def _used(station, script_id):
    with station.store.reading() as tx:
        voicing = tx.voicings.get(script_id)
    return [[cut.engine for cut in line] for line in voicing.lines]


def _only(station, *scripts):
    with station.store.writing() as tx:
        for script in scripts:
            tx.scripts.save(script)
            tx.approvals.add(an_approval(script_id=script.id, subject=script.text_hash))
    return [script.id for script in scripts]


def test_a_voice_that_fails_in_the_middle_gives_way_for_all_that_its_presenter_says(station, voices):
    voices["first"].error, voices["first"].fails_at = FAILED, "Hai."
    here = station("first", "second")
    voice_scripts(here, now=NOW, script_ids=_only(here, a_frame_script(id=ITEM.id, lines=TWO)))
    assert _used(here, ITEM.id) == [["second"] * 3, ["first"] * 2]


def test_what_a_failed_voice_said_is_kept_and_only_the_rest_is_asked_for_again(station, voices):
    voices["first"].error, voices["first"].fails_at = FAILED, "Ba."
    here = station("first")
    ids = _only(here, a_frame_script(id=ITEM.id, lines=TWO[:1]))
    with pytest.raises(SpeechFailed):
        voice_scripts(here, now=NOW, script_ids=ids)
    voices["first"].error = None
    (voiced,) = voice_scripts(here, now=NOW, script_ids=ids)
    assert voices["first"].said == ["Một.", "Hai.", "Ba.", "Ba."]
    assert (voiced.made, voiced.kept) == (1, 2)


def test_what_was_said_for_a_later_script_is_kept_when_an_earlier_one_fails(station, voices):
    voices["first"].error, voices["first"].fails_at = FAILED, "Ba."
    here = station("first")
    later = a_frame_script(id=ScriptId("ban-tin-ba"), lines=(a_read_line(spoken="Chín."),))
    ids = _only(here, a_frame_script(id=ITEM.id, lines=TWO[:1]), later)
    with pytest.raises(SpeechFailed):
        voice_scripts(here, now=NOW, script_ids=ids)
    said = [each for each in voices["first"].said if each != "Ba."]
    voices["first"].error = None
    again = voice_scripts(here, now=NOW, script_ids=ids)
    assert sum(each.kept for each in again) == len(said)
    assert voices["first"].said.count("Một.") == 1


def test_a_sentence_of_two_scripts_is_said_once_also_when_the_first_script_came_to_nothing(station, voices):
    voices["first"].error, voices["first"].fails_at = FAILED, "Một."
    here = station("first", "second")
    first = a_frame_script(id=ITEM.id, lines=(a_read_line(spoken="Một. Hai."),))
    other = a_frame_script(id=ScriptId("ban-tin-ba"), lines=(a_read_line(spoken="Hai."),))
    voice_scripts(here, now=NOW, script_ids=_only(here, first, other))
    assert (_used(here, first.id), _used(here, other.id)) == ([["second"] * 2], [["first"]])
    voices["first"].error = None
    again = voice_scripts(here, now=NOW, script_ids=[first.id, other.id])
    assert [(each.made, each.kept) for each in again] == [(1, 1), (0, 1)]


def test_each_presenter_has_a_chain_of_its_own(station, tmp_path):
    station("first").store.close()
    settings = (tmp_path / "station.toml").read_text(encoding="utf-8")
    own = settings.replace("[voice]\n", '[voice]\nmale = ["piper", "other:tone-nu"]\n')
    (tmp_path / "station.toml").write_text(own, encoding="utf-8")
    with Station.open(tmp_path, {}) as here:
        ids = _only(here, a_frame_script(id=ITEM.id, lines=TWO))
        (voiced,) = voice_scripts(here, now=NOW, script_ids=ids)
        assert _used(here, ITEM.id) == [["first"] * 3, ["other"] * 2]
        assert "piper" in voiced.fallback
        with here.store.reading() as tx:
            assert {cut.voice for cut in tx.voicings.get(ITEM.id).lines[1]} == {"tone-nu"}


def test_another_model_file_of_a_voice_makes_other_cuts(station, voices):
    here = station("first")
    ids = _only(here, a_frame_script(id=ITEM.id, lines=TWO[:1]))
    voice_scripts(here, now=NOW, script_ids=ids)
    voices["first"].revision = "5e884898"
    (voiced,) = voice_scripts(here, now=NOW, script_ids=ids)
    assert voiced.made == 3
    with here.store.reading() as tx:
        assert {cut.engine_version for cut in tx.voicings.get(ITEM.id).lines[0]} == {"1 5e884898"}


def test_as_many_sentences_are_said_at_once_as_the_engine_can(station, voices, monkeypatch):
    meeting = Barrier(3, timeout=120)
    inner = voices["first"].make

    def make():
        engine = inner()
        kind = type(engine)
        kind.at_once = 3
        kind.synthesise = lambda *_: meeting.wait() < 0 or a_pcm()
        return engine

    monkeypatch.setattr(voices["first"], "make", make)
    here = station("first")
    (voiced,) = voice_scripts(here, now=NOW, script_ids=_only(here, a_frame_script(id=ITEM.id, lines=TWO[:1])))
    assert voiced.made == 3


def test_word_times_are_kept_with_the_cut(station, voices, monkeypatch):
    times = (WordTime(starts=DurationMs(13), at=0, count=3),)
    inner = voices["first"].make

    def make():
        engine = inner()
        type(engine).synthesise = lambda *_: replace(a_pcm(), words=times)
        return engine

    monkeypatch.setattr(voices["first"], "make", make)
    here = station("first")
    voice_scripts(here, now=NOW, script_ids=_only(here, a_frame_script(id=ITEM.id, lines=TWO[:1])))
    with here.store.reading() as tx:
        voicing = tx.voicings.get(ITEM.id)
        cuts = tx.cuts.many([cut.hash for cut in voicing.lines[0]])
    assert {cut.words for cut in voicing.lines[0]} == {each.words for each in cuts.values()} == {times}
