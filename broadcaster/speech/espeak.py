"""The offline voice: eSpeak NG, its library and data installed by pip, run in worker processes.

The same words always give the same bytes: whenever, in whichever process, on however many of them.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version as distribution_version

import espeakng_loader

from broadcaster.domain.sound import Pcm, Voice
from broadcaster.errors import EngineUnavailable, SpeechFailed
from broadcaster.speech import espeak_library as c_library
from broadcaster.speech.espeak_presets import PRESETS
from broadcaster.speech.espeak_text import plain, with_breaks, word_times
from broadcaster.speech.espeak_workers import AT_ONCE, SENTENCE_SECONDS, WorkerLost, workers
from broadcaster.speech.sentences import readable, voice_named

logger = logging.getLogger(__name__)

_one_at_a_time = threading.Lock()


class EspeakEngine:
    """Vietnamese of three regions by eSpeak NG: no network, no account, the same bytes every time."""

    name = "espeak"
    online = False
    at_once = AT_ONCE

    def version(self) -> str:
        """Give library and data versions, in one line; raises EngineUnavailable."""
        return f"{_library_version()} data {distribution_version('espeakng-loader')}"

    def voices(self) -> Sequence[Voice]:
        """Give the presenters of the north, then the other regions, then those for horn loudspeakers."""
        return tuple(voice for voice, _ in PRESETS.values())

    def synthesise(self, spoken: str, voice: str) -> Pcm:
        """Say one sentence, 22 050 Hz, with the times of its words in ``spoken``.

        Raises:
            UnknownVoice, EngineUnavailable.
            SpeechFailed: there is nothing to say, the library refuses it, or it crashed twice or hung on it.
        """
        _, preset = PRESETS[voice_named(voice, self.voices(), engine=self.name).id]
        sentence = readable(spoken, engine=self.name)
        handed = with_breaks(sentence, preset.pauses) if preset.pauses else plain(sentence)
        try:
            order = c_library.order(preset.variant, preset.parameters, handed.flags, handed.text)
        except UnicodeEncodeError as error:
            raise SpeechFailed(engine=self.name, text=ascii(sentence), reason="câu có ký tự hỏng") from error
        rate_hz, told, samples = _answer(order, sentence)
        if not any(samples):
            raise SpeechFailed(engine=self.name, text=sentence, reason="bộ đọc không phát ra tiếng")
        return Pcm(rate_hz=rate_hz, samples=samples, words=word_times(spoken, handed, told, rate_hz))


def _answer(order: bytes, sentence: str) -> tuple[int, list[tuple[int, int]], bytes]:
    """Have a sentence said and give rate, words and samples."""
    library, data = _places()
    try:
        answer = workers(library, data).ask(order)
    except WorkerLost as error:
        reason = f"quá {SENTENCE_SECONDS:.0f} giây chưa xong" if error.overdue else "chương trình đọc dừng đột ngột"
        raise SpeechFailed(engine=EspeakEngine.name, text=sentence, reason=reason) from error
    except OSError as error:
        logger.warning("no worker process: %s", error, extra={"action": "voice_in_process"})
        with _one_at_a_time:
            answer = c_library.answered(order, library, data)
    number, rate_hz, told, rest = c_library.parted(answer)
    if number < 0:
        raise _unavailable(number, rest.decode())
    if number > 0:
        raise SpeechFailed(engine=EspeakEngine.name, text=sentence, reason=f"thư viện trả mã lỗi {number}")
    return rate_hz, told, rest


@cache
def _library_version() -> str:
    """Give what the library calls itself, from the first time that it can be loaded with its data."""
    library, data = _places()
    with _one_at_a_time:
        number, words = c_library.version(library, data)
    if number:
        raise _unavailable(number, words)
    return words


def _unavailable(number: int, words: str) -> EngineUnavailable:
    missing_data = number == c_library.DATA_MISSING
    reason = "thiếu dữ liệu giọng đọc; cài lại espeakng-loader" if missing_data else f"không nạp được thư viện: {words}"
    return EngineUnavailable(engine=EspeakEngine.name, reason=reason)


def _places() -> tuple[str, str]:
    """Give the library's file and the folder of its data."""
    return espeakng_loader.get_library_path(), espeakng_loader.get_data_path()
