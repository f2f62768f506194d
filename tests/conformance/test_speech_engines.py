"""Every engine that the package ships, and the fake, under the suite that authors of engines run."""

import contextlib
import importlib
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from local_vendor import VOICES, Reply, running_vendor, wav
from local_web_voice import running
from makers import NOW
from piper_voices import put_joe
from programs import describe

from broadcaster.domain.fingerprints import sha256_of
from broadcaster.domain.ids import DurationMs, ScriptId
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import WordTime
from broadcaster.domain.takes import TAKE_CHECKS, Take
from broadcaster.mixdown import lossless
from broadcaster.ports import VoicePlace
from broadcaster.speech.command import CommandEngine
from broadcaster.speech.espeak import EspeakEngine
from broadcaster.speech.gtts import GttsEngine
from broadcaster.speech.http_voice import HttpEngine
from broadcaster.speech.piper import PiperEngine
from broadcaster.speech.recorded import RecordedEngine, TakeShelf
from broadcaster.testing.engine_suite import CHECKS, SENTENCES, check_engine, says_the_same_in_another_process
from broadcaster.testing.engines import ToneEngine


def no_wait(_seconds):
    """Let a test's requests follow each other at once."""


@contextlib.contextmanager
def gtts():
    with running() as server:
        yield GttsEngine(address=server.address, sleep=no_wait)


@contextlib.contextmanager
def edge():
    pytest.importorskip("edge_tts", reason="the extra 'edge' is not installed")
    from local_edge_voice import running_edge  # noqa: PLC0415 - an optional engine's library

    from broadcaster.speech.edge import EdgeEngine  # noqa: PLC0415 - same

    with running_edge() as server:
        yield EdgeEngine(address=server.address, sleep=no_wait)


DESCRIPTION = (
    """
name = "Thử"
longest = 100
[request]
url = "{at}/say"
json = {{ text = "{{text}}", voice = "{{voice}}" }}
[answer]
format = "wav"
"""
    + VOICES
)


@contextlib.contextmanager
def http():
    with running_vendor() as vendor, tempfile.TemporaryDirectory() as folder:
        vendor.paths["/say"] = lambda asked: Reply(wav(asked.json["text"]))
        (Path(folder) / "thu.toml").write_text(DESCRIPTION.format(at=vendor.address), encoding="utf-8")
        yield HttpEngine(VoicePlace(folder=Path(folder), secret=str), sleep=no_wait)


@contextlib.contextmanager
def command():
    with tempfile.TemporaryDirectory() as folder:
        describe(Path(folder), at_once=4)
        yield CommandEngine(Path(folder))


@contextlib.contextmanager
def piper():
    """An English voice that is told the sounds of Vietnamese: by its own rules it would spell each letter."""
    with tempfile.TemporaryDirectory() as folder:
        put_joe(Path(folder), language="vi")
        yield PiperEngine(Path(folder))


@contextlib.contextmanager
def recorded():
    """Give the takes of two readers, who have read what the suite asks for."""
    with tempfile.TemporaryDirectory() as folder:
        shelf = TakeShelf(Path(folder))
        for reader, presenter, voice in (
            ("Nguyễn Thị Hoa", Presenter.FEMALE, "nu-phat-thanh"),
            ("Trần Văn Nam", Presenter.MALE, "nam-phat-thanh"),
        ):
            for sentence in SENTENCES:
                sound = EspeakEngine().synthesise(sentence, voice)
                packed = lossless.encode(sound)
                take = Take(
                    spoken=sentence,
                    reader=reader,
                    presenter=presenter,
                    audio=sha256_of(packed),
                    duration=sound.duration,
                    script_id=ScriptId("thu"),
                    source="thu.wav",
                    at=NOW,
                    checks=TAKE_CHECKS,
                )
                shelf.keep(take, packed)
        yield RecordedEngine(shelf.folder)


ENGINES = {
    "espeak": lambda: contextlib.nullcontext(EspeakEngine()),
    "tone": lambda: contextlib.nullcontext(ToneEngine()),
    "gtts": gtts,
    "command": command,
    "piper": piper,
    "edge": edge,
    "http": http,
    "recorded": recorded,
}


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
@pytest.mark.parametrize("engine", ENGINES)
def test_the_engine(engine, check):
    with ENGINES[engine]() as under_test:
        check(under_test)


class Wandering(ToneEngine):
    """Says each sentence one sample shorter than the time before, as espeak would if it were kept loaded."""

    said = 0

    def synthesise(self, spoken, voice):
        pcm = super().synthesise(spoken, voice)
        self.said += 1
        return type(pcm)(rate_hz=pcm.rate_hz, samples=pcm.samples[: -2 * self.said])


class Obliging(ToneEngine):
    """Takes another voice in silence when the one asked for is not there, as espeak does with variants."""

    def synthesise(self, spoken, voice):
        known = {known.id for known in self.voices()}
        return super().synthesise(spoken, voice if voice in known else "tone-nu")


class Beyond(ToneEngine):
    """Tells of words that are not in the text, as an engine would that counts in its own notation."""

    def synthesise(self, spoken, voice):
        pcm = super().synthesise(spoken, voice)
        word = WordTime(starts=DurationMs(0), at=len(spoken) - 1, count=2)
        return replace(pcm, words=(word,))


class Late(ToneEngine):
    """Tells of a word after the sound has ended."""

    def synthesise(self, spoken, voice):
        pcm = super().synthesise(spoken, voice)
        return replace(pcm, words=(WordTime(starts=pcm.duration, at=0, count=1),))


def test_the_suite_finds_an_engine_that_hangs_on_its_process(tmp_path, monkeypatch):
    (tmp_path / "hanging_engine.py").write_text(
        "import os\nfrom broadcaster.testing.engines import ToneEngine\n"
        "class Hanging(ToneEngine):\n    def version(self):\n        return str(os.getpid())\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    engine = importlib.import_module("hanging_engine").Hanging()
    with pytest.raises(AssertionError, match="another process gives the same version"):
        says_the_same_in_another_process(engine)


@pytest.mark.parametrize(
    ("engine", "demand"),
    [
        (Beyond, "words of the text"),
        (Late, "begin in the sound"),
        (Wandering, "the same bytes"),
        (Obliging, "an unknown voice raises UnknownVoice"),
    ],
)
def test_the_suite_finds_an_engine_that_breaks_a_demand(engine, demand):
    with pytest.raises(AssertionError, match=demand):
        check_engine(engine())
