"""What every speech engine must do; run it on yours before the station does.

    from broadcaster.testing.engine_suite import check_engine
    check_engine(MyEngine())

With pytest, parametrise a test over CHECKS to see each by its name.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import cast

import numpy as np

from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import Pcm, Voice
from broadcaster.errors import SpeechError, SpeechFailed, UnknownVoice
from broadcaster.ports import SpeechEngine

_SHORT = "Xin chào quý vị."
_NEWS = "Bộ phận tiếp nhận và trả kết quả mở cửa từ thứ hai đến thứ sáu hằng tuần."
_LONG = (
    "Người dân nộp hồ sơ trực tuyến trên Cổng dịch vụ công được giảm lệ phí, không phải đi lại nhiều lần, "
    "không phải nộp lại giấy tờ đã có trong cơ sở dữ liệu, và được trả kết quả tại nhà qua bưu điện nếu có yêu cầu "
    "với bộ phận tiếp nhận và trả kết quả của Ủy ban nhân dân xã nơi đang cư trú hoặc nơi gần nhất."
)
_ODD = f"Năm 2021:  «{_SHORT}»"
SENTENCES = (_SHORT, _NEWS, _LONG, _ODD)
"""All that the suite asks an engine to say, for one that must be given its sentences beforehand."""

_SYLLABLE_MS = (80, 800)
_RATES_HZ = range(8_000, 48_001)
_FULL_SCALE = 32_767
_CANNOT_LOAD = 3
_ELSEWHERE = f"""
import json, pickle, sys
try:
    engine = pickle.load(sys.stdin.buffer)
except (ImportError, AttributeError):
    sys.exit({_CANNOT_LOAD})
print(json.dumps({{
    voice.id: [engine.version(), voice.revision, engine.synthesise(sys.argv[1], voice.id).samples.hex()]
    for voice in engine.voices()
}}))
"""


def check_engine(engine: SpeechEngine) -> None:
    """Run every check; raises AssertionError that says which demand is not met."""
    for check in CHECKS:
        check(engine)


def has_a_name_and_a_version(engine: SpeechEngine) -> None:
    """Settings call it by one plain word; its version is one line and does not wander."""
    _demand(isinstance(cast("object", engine), SpeechEngine), "the port's attributes and methods are all there")
    _demand(engine.name.isascii() and engine.name == engine.name.lower(), "name is plain lower-case ASCII")
    _demand(len(engine.version().splitlines()) == 1, "version() is one line")
    _demand(engine.version() == engine.version(), "version() is the same each time")


def has_a_voice_for_each_presenter(engine: SpeechEngine) -> None:
    """Both presenters can be read, and no two voices share an id."""
    voices = engine.voices()
    _demand({voice.presenter for voice in voices} == set(Presenter), "there is a voice for each presenter")
    _demand(len({voice.id for voice in voices}) == len(voices), "voice ids are unique")
    for voice in voices:
        _demand(voice.id.replace("-", "").isalnum() and voice.id.isascii(), f"{voice.id!r} is ASCII letters, digits, -")
        _demand(bool(voice.label) and unicodedata.is_normalized("NFC", voice.label), f"{voice.id} has a label in NFC")


def says_a_sentence(engine: SpeechEngine) -> None:
    """The sound is mono 16-bit, audible, about as long as people need for the words, and not clipped."""
    for voice in engine.voices():
        pcm = engine.synthesise(_NEWS, voice.id)
        samples = np.frombuffer(pcm.samples, dtype="<i2").astype(np.int32)
        _demand(pcm.rate_hz in _RATES_HZ, f"{voice.id}: the sample rate is 8 000 to 48 000 Hz")
        _demand(float(np.sqrt(np.mean(np.square(samples, dtype=np.float64)))) > _FULL_SCALE / 1000, "it can be heard")
        _demand(float(np.mean(np.abs(samples) >= _FULL_SCALE)) < 1 / 1000, f"{voice.id}: it does not clip")
        shortest, longest = (bound * len(_NEWS.split()) for bound in _SYLLABLE_MS)
        _demand(shortest <= pcm.duration <= longest, f"{voice.id}: {pcm.duration} ms is a fair length for the words")


def takes_more_time_for_more_words(engine: SpeechEngine) -> None:
    """Short, plain and very long sentences all come out, each longer than the one before."""
    voice = _any(engine)
    lengths = [engine.synthesise(sentence, voice.id).duration for sentence in (_SHORT, _NEWS, _LONG)]
    _demand(lengths[0] < lengths[1] < lengths[2], f"more words take more time: {lengths}")


def repeats_itself_exactly(engine: SpeechEngine) -> None:
    """An offline engine says the same sentence with the same bytes, whatever was said in between."""
    if engine.online:
        return
    first = [engine.synthesise(_NEWS, voice.id) for voice in engine.voices()]
    engine.synthesise(_SHORT, _any(engine).id)
    again = [engine.synthesise(_NEWS, voice.id) for voice in engine.voices()]
    _demand(first == again, "the same sentence gives the same bytes")


def reads_decomposed_letters(engine: SpeechEngine) -> None:
    """Text from a Mac or a PDF, with marks apart from their letters, sounds like the composed one."""
    voice = _any(engine)
    composed = engine.synthesise(_SHORT, voice.id)
    decomposed = engine.synthesise(unicodedata.normalize("NFD", _SHORT), voice.id)
    _demand(composed.samples == decomposed.samples or engine.online, "NFD text sounds like NFC text")


def tells_words_where_they_are(engine: SpeechEngine) -> None:
    """Word times, from an engine that gives them, go forward in sound and in the text that was handed in."""
    for voice in engine.voices():
        for spoken in (_NEWS, unicodedata.normalize("NFD", _ODD)):
            pcm = engine.synthesise(spoken, voice.id)
            _demand(all(0 <= word.starts < pcm.duration for word in pcm.words), f"{voice.id}: words begin in the sound")
            _demand(
                all(one.starts <= other.starts for one, other in pairwise(pcm.words)), f"{voice.id}: one after another"
            )
            ends = [0, *(word.at + word.count for word in pcm.words)]
            _demand(
                all(end <= word.at and word.count > 0 for end, word in zip(ends, pcm.words, strict=False)),
                f"{voice.id}: no two words overlap in the text",
            )
            _demand(ends[-1] <= len(spoken), f"{voice.id}: words are words of the text that was handed in")


def refuses_an_unknown_voice(engine: SpeechEngine) -> None:
    """A misspelt voice is refused with the nearest one, and never replaced in silence."""
    voice = _any(engine)
    refusal = _refusal(engine, _SHORT, voice.id + "x")
    _demand(isinstance(refusal, UnknownVoice), "an unknown voice raises UnknownVoice")
    _demand(f'"{voice.id}"' in str(refusal), "the refusal names the nearest voice")


def refuses_what_has_no_words(engine: SpeechEngine) -> None:
    """Nothing, blanks and bare signs are refused; silence must not go on air as a sentence."""
    for nothing in ("", "  \n", "… – !?"):
        _demand(
            isinstance(_refusal(engine, nothing, _any(engine).id), SpeechFailed), f"{nothing!r} raises SpeechFailed"
        )


def bears_many_askers(engine: SpeechEngine) -> None:
    """Threads that ask at once each get what they would get alone."""
    voices = [voice.id for voice in engine.voices()] * 4

    def say(voice: str) -> Pcm:
        return engine.synthesise(_SHORT, voice)

    alone = {voice: say(voice) for voice in set(voices)}
    with ThreadPoolExecutor(max_workers=4) as pool:
        together = list(pool.map(say, voices))
    _demand(
        engine.online or together == [alone[voice] for voice in voices], "threads do not disturb each other's sound"
    )


def says_the_same_in_another_process(engine: SpeechEngine) -> None:
    """What an offline engine says, and its version and revisions, hang on no process and no hash seed.

    Only an engine that another process can load by its class and its state (pickle) is asked there.
    """
    if engine.online:
        return
    try:
        packed = pickle.dumps(engine)
    except (pickle.PicklingError, TypeError, AttributeError):
        return
    elsewhere = subprocess.run(  # noqa: S603 - our own program with our own Python
        [sys.executable, "-c", _ELSEWHERE, _NEWS],
        input=packed,
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"},
    )
    if elsewhere.returncode == _CANNOT_LOAD:
        return
    told = {
        voice.id: [engine.version(), voice.revision, engine.synthesise(_NEWS, voice.id).samples.hex()]
        for voice in engine.voices()
    }
    _demand(elsewhere.returncode == 0, f"another process can speak: {elsewhere.stderr.decode(errors='replace')}")
    _demand(json.loads(elsewhere.stdout) == told, "another process gives the same version, revisions and bytes")


CHECKS: tuple[Callable[[SpeechEngine], None], ...] = (
    has_a_name_and_a_version,
    has_a_voice_for_each_presenter,
    says_a_sentence,
    takes_more_time_for_more_words,
    repeats_itself_exactly,
    reads_decomposed_letters,
    refuses_an_unknown_voice,
    refuses_what_has_no_words,
    bears_many_askers,
    tells_words_where_they_are,
    says_the_same_in_another_process,
)
"""Every demand, in the order from plain to hard."""


def _any(engine: SpeechEngine) -> Voice:
    return engine.voices()[0]


def _refusal(engine: SpeechEngine, spoken: str, voice: str) -> SpeechError | None:
    try:
        engine.synthesise(spoken, voice)
    except SpeechError as refusal:
        return refusal
    return None


def _demand(met: bool, what: str) -> None:
    if not met:
        raise AssertionError(what)
