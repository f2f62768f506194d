"""The fence around engines: whatever a stranger's engine does, the station knows the error and goes on."""

import logging

import pytest
from makers import a_pcm

from broadcaster import engines
from broadcaster.engines import SPEECH, EngineStatus, SpeechChain, speech_chain, speech_engine, survey
from broadcaster.errors import EngineUnavailable, SpeechFailed, UnknownEngine, UnknownVoice
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


def test_a_chain_passes_over_what_is_broken_or_missing_and_keeps_the_reasons(registered):
    registered(broken=_fails, tone=ToneEngine)
    chain = speech_chain(["piper", "broken", "tone"])
    assert [engine.name for engine in chain] == ["tone"]
    assert {name: type(error) for name, error in chain.off.items()} == {
        "piper": UnknownEngine,
        "broken": EngineUnavailable,
    }


def test_a_chain_makes_an_engine_only_when_its_turn_comes_and_only_once(registered):
    made = []
    registered(
        first=lambda: made.append("first") or ToneEngine(),
        second=lambda: made.append("second") or ToneEngine(),
    )
    chain = SpeechChain(["first", "second"])
    assert made == []
    assert [next(iter(chain)).name, next(iter(chain)).name] == ["first", "first"]
    assert made == ["first"]


def test_an_engine_asked_for_by_name_must_be_registered(registered):
    registered(tone=ToneEngine)
    with pytest.raises(UnknownEngine, match="tone"):
        speech_chain(["tone"], "tony")
