"""The fence around engines: whatever a stranger's engine does, the station knows the error and goes on."""

import logging

import pytest
from makers import a_pcm

from broadcaster import engines
from broadcaster.engines import SPEECH, EngineStatus, SpeechEngines, speech_engine, survey
from broadcaster.errors import EngineUnavailable, SpeechFailed, UnknownEngine, UnknownVoice
from broadcaster.ports import VoicePlace
from broadcaster.testing.engines import ToneEngine


class Point:
    def __init__(self, name, load):
        self.name = name
        self.load = load


@pytest.fixture
def registered(monkeypatch):
    def register(**makers):
        points = [Point(name, lambda maker=maker: maker) for name, maker in makers.items()]
        monkeypatch.setattr(engines, "entry_points", lambda group: points if group == SPEECH else [])

    return register


def _fails(*_):
    raise ZeroDivisionError("sâu bên trong")


def _with(**methods):
    return type("Stranger", (ToneEngine,), methods)


@pytest.mark.parametrize(
    ("method", "call", "expected"),
    [
        ("version", lambda engine: engine.version(), EngineUnavailable),
        ("voices", lambda engine: engine.voices(), EngineUnavailable),
        ("synthesise", lambda engine: engine.synthesise("một", "tone-nu"), SpeechFailed),
    ],
)
def test_a_strangers_fault_becomes_ours_with_its_cause_and_a_log_line(registered, caplog, method, call, expected):
    registered(strange=_with(**{method: _fails}))
    with caplog.at_level(logging.WARNING), pytest.raises(expected, match="ZeroDivisionError: sâu bên trong") as caught:
        call(speech_engine("strange"))
    assert isinstance(caught.value.__cause__, ZeroDivisionError)
    assert [(each.action, each.engine) for each in caplog.records] == [("engine_broken", "strange")]


def test_our_own_errors_pass_the_fence_as_they_are(registered):
    registered(tone=ToneEngine)
    with pytest.raises(UnknownVoice):
        speech_engine("tone").synthesise("một", "khong-co")


@pytest.mark.parametrize("sound", [None, b"RIFF", a_pcm(rate_hz=0), a_pcm(samples=b"")])
def test_what_is_no_sound_is_a_failed_sentence(registered, sound):
    registered(mute=_with(synthesise=lambda *_: sound))
    with pytest.raises(SpeechFailed):
        speech_engine("mute").synthesise("một", "tone-nu")


def test_an_engine_is_called_what_settings_call_it(registered):
    registered(**{"may-doc": ToneEngine})
    assert speech_engine("may-doc").name == "may-doc"


def test_the_survey_names_every_bad_engine_and_still_shows_the_good_one(registered):
    registered(
        a_load=_fails,
        b_version=_with(version=_fails),
        c_voices=_with(voices=_fails),
        d_no_engine=dict,
        e_raises_ours=lambda: speech_engine("khong-co"),
        f_good=ToneEngine,
    )
    statuses = {record.name: record.status for record in survey()}
    assert statuses == {
        "a_load": EngineStatus.BROKEN,
        "b_version": EngineStatus.NOT_HERE,
        "c_voices": EngineStatus.NOT_HERE,
        "d_no_engine": EngineStatus.BROKEN,
        "e_raises_ours": EngineStatus.BROKEN,
        "f_good": EngineStatus.READY,
    }
    assert all(record.reason for record in survey() if record.status is not EngineStatus.READY)


def test_an_engine_that_cannot_be_made_is_put_off_with_its_reason(registered):
    made = []
    registered(broken=lambda: made.append("broken") or _fails())
    known = SpeechEngines()
    for _ in range(2):
        with pytest.raises(UnknownEngine):
            known.get("piper")
        with pytest.raises(EngineUnavailable, match="sâu bên trong"):
            known.get("broken")
    assert made == ["broken"]


def test_an_engine_is_made_when_it_is_first_asked_for_and_only_once(registered):
    made = []
    registered(first=lambda: made.append("first") or ToneEngine(), second=lambda: made.append("second"))
    known = SpeechEngines()
    assert made == []
    assert known.get("first") is known.get("first")
    assert made == ["first"]


def test_an_engine_that_was_put_off_is_not_asked_again(registered):
    registered(tone=ToneEngine)
    known = SpeechEngines()
    known.get("tone")
    known.put_off("tone", EngineUnavailable(engine="tone", reason="hỏng"))
    with pytest.raises(EngineUnavailable, match="hỏng"):
        known.get("tone")


def test_an_engine_that_works_with_what_a_station_has_is_given_it(registered, tmp_path):
    class Local(ToneEngine):
        def __init__(self, place=None):
            self.place = place

        @classmethod
        def for_station(cls, place):
            return cls(place)

        def version(self):
            return f"{self.place.folder.name} {self.place.secret('KEY')}" if self.place else "nowhere"

    registered(local=Local)
    place = VoicePlace(folder=tmp_path / "local", secret=lambda name: name.lower())
    assert speech_engine("local", lambda _: place).version() == "local key"
    assert speech_engine("local").version() == "nowhere"
    assert [record.version for record in survey(lambda _: place)] == ["local key"]


@pytest.mark.parametrize(("told", "at_once"), [(None, 1), (4, 4), (0, 1)])
def test_an_engine_says_one_sentence_at_a_time_unless_it_tells_otherwise(registered, told, at_once):
    registered(tone=ToneEngine if told is None else _with(at_once=told))
    assert speech_engine("tone").at_once == at_once
