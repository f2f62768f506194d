"""Every engine that the package ships, and the fake, under the suite that authors of engines run."""

import contextlib
import tempfile
from pathlib import Path

import pytest
from local_web_voice import running
from piper_voices import put_joe
from programs import describe

from broadcaster.speech.command import CommandEngine
from broadcaster.speech.espeak import EspeakEngine
from broadcaster.speech.gtts import GttsEngine
from broadcaster.speech.piper import PiperEngine
from broadcaster.testing.engine_suite import CHECKS, check_engine
from broadcaster.testing.engines import ToneEngine


@contextlib.contextmanager
def gtts():
    with running() as server:
        yield GttsEngine(address=server.address)


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


ENGINES = {
    "espeak": lambda: contextlib.nullcontext(EspeakEngine()),
    "tone": lambda: contextlib.nullcontext(ToneEngine()),
    "gtts": gtts,
    "command": command,
    "piper": piper,
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


@pytest.mark.parametrize(
    ("engine", "demand"), [(Wandering, "the same bytes"), (Obliging, "an unknown voice raises UnknownVoice")]
)
def test_the_suite_finds_an_engine_that_breaks_a_demand(engine, demand):
    with pytest.raises(AssertionError, match=demand):
        check_engine(engine())
