"""The offline voice: eSpeak NG, its library and data installed by pip, called in this process.

Three measured traps shape this module. The library is not thread-safe. It remembers, so that a sentence would sound
otherwise the second time: it is unloaded after every sentence (about 4 ms). And it seeds the breath noise of some
voices from the wall clock: the seed is set to a constant. Thus the same words always give the same bytes.
"""

from __future__ import annotations

import _ctypes
import ctypes
import os
import sys
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from functools import cache
from importlib.metadata import version as distribution_version

import espeakng_loader

from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import Pcm, Voice
from broadcaster.errors import EngineUnavailable, SpeechFailed
from broadcaster.speech.sentences import readable, voice_named

_SYNCHRONOUS = 2  # AUDIO_OUTPUT_SYNCHRONOUS: samples come by callback, no sound card, no thread that sleeps between
_DO_NOT_EXIT = 0x8000  # espeakINITIALIZE_DONT_EXIT: a missing data folder must not end the process
_DEFAULT_BUFFER = 0  # milliseconds; part of the sound, since espeak's lengths depend on it
_UTF8 = 1  # espeakCHARS_UTF8
_SEED = 1
_RATE, _VOLUME, _PITCH, _RANGE, _WORD_GAP = 1, 2, 3, 4, 7  # espeak_PARAMETER

_Samples = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)

_one_at_a_time = threading.Lock()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Preset:
    """How espeak plays one of our voices."""

    variant: str
    """Language and variant, in espeak's words; a misspelt variant is silently ignored by espeak."""
    rate: int
    """Words a minute as espeak counts them; 130 gives about 187 tiếng a minute of real news, commas heard."""
    pitch: int
    """0-99."""
    pitch_range: int
    """0-99; wide, because the tones must survive horn loudspeakers."""
    word_gap: int
    """Extra pause between syllables, tens of milliseconds."""
    volume: int
    """0-200, kept below clipping."""


_PRESETS: dict[str, tuple[Voice, _Preset]] = {
    "nu-phat-thanh": (
        Voice(id="nu-phat-thanh", label="Nữ phát thanh", presenter=Presenter.FEMALE),
        _Preset(variant="vi+f2", rate=130, pitch=75, pitch_range=90, word_gap=0, volume=62),
    ),
    "nam-phat-thanh": (
        Voice(id="nam-phat-thanh", label="Nam phát thanh", presenter=Presenter.MALE),
        _Preset(variant="vi+m3", rate=130, pitch=68, pitch_range=90, word_gap=0, volume=60),
    ),
}


class EspeakEngine:
    """Northern Vietnamese by eSpeak NG: no network, no account, the same bytes every time."""

    name = "espeak"
    online = False

    def version(self) -> str:
        """Give library, data and preset versions, in one line; raises EngineUnavailable."""
        presets = fingerprint([list(astuple(preset)) for _, preset in _PRESETS.values()])[:8]
        return f"{_library_version()} data {distribution_version('espeakng-loader')} presets {presets}"

    def voices(self) -> Sequence[Voice]:
        """Give the two presenters."""
        return tuple(voice for voice, _ in _PRESETS.values())

    def synthesise(self, spoken: str, voice: str) -> Pcm:
        """Say one sentence, 22 050 Hz; raises UnknownVoice, SpeechFailed or EngineUnavailable."""
        _, preset = _PRESETS[voice_named(voice, self.voices(), engine=self.name).id]
        sentence = readable(spoken, engine=self.name)
        with _one_at_a_time, _loaded() as (library, rate_hz):
            _tune(library, preset, sentence)
            samples = _say(library, sentence)
        if not any(samples):
            raise SpeechFailed(engine=self.name, text=sentence, reason="bộ đọc không phát ra tiếng")
        return Pcm(rate_hz=rate_hz, samples=samples)


@cache
def _library_version() -> str:
    """Give what the library calls itself, from the first time that it can be loaded with its data."""
    with _one_at_a_time, _loaded() as (library, _):
        number: bytes = library.espeak_Info(None)
    return number.decode()


@contextmanager
def _loaded() -> Generator[tuple[ctypes.CDLL, int]]:
    """Load and start the library, give it with its sample rate, and unload it again."""
    try:
        library = ctypes.CDLL(espeakng_loader.get_library_path())
    except OSError as error:
        raise EngineUnavailable(engine=EspeakEngine.name, reason=f"không nạp được thư viện: {error}") from error
    try:
        _declare(library)
        rate_hz: int = library.espeak_Initialize(_SYNCHRONOUS, _DEFAULT_BUFFER, _data_folder(), _DO_NOT_EXIT)
        if rate_hz <= 0:
            raise EngineUnavailable(engine=EspeakEngine.name, reason="thiếu dữ liệu giọng đọc; cài lại espeakng-loader")
        yield library, rate_hz
    finally:
        library.espeak_Terminate()  # also after a start that failed: the next one would hang
        _unload(library)


def _declare(library: ctypes.CDLL) -> None:
    """Give the C functions their types; without them a 64-bit size or address would be cut short."""
    library.espeak_Initialize.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int]
    library.espeak_Info.argtypes = [ctypes.c_void_p]
    library.espeak_Info.restype = ctypes.c_char_p
    library.espeak_SetSynthCallback.argtypes = [_Samples]
    library.espeak_SetSynthCallback.restype = None
    library.espeak_SetVoiceByName.argtypes = [ctypes.c_char_p]
    library.espeak_SetParameter.argtypes = [ctypes.c_int, ctypes.c_int, ctypes.c_int]
    library.espeak_ng_SetRandSeed.argtypes = [ctypes.c_long]
    library.espeak_Synth.argtypes = [
        ctypes.c_char_p,
        ctypes.c_size_t,
        ctypes.c_uint,
        ctypes.c_int,
        ctypes.c_uint,
        ctypes.c_uint,
        ctypes.c_void_p,
        ctypes.c_void_p,
    ]


def _tune(library: ctypes.CDLL, preset: _Preset, sentence: str) -> None:
    """Set voice, seed and parameters; raises SpeechFailed on any refusal (espeak would keep the voice it had)."""
    settings = (
        (_RATE, preset.rate),
        (_VOLUME, preset.volume),
        (_PITCH, preset.pitch),
        (_RANGE, preset.pitch_range),
        (_WORD_GAP, preset.word_gap),
    )
    _checked(library.espeak_ng_SetRandSeed, _SEED, sentence=sentence)
    _checked(library.espeak_SetVoiceByName, preset.variant.encode(), sentence=sentence)
    for parameter, value in settings:
        _checked(library.espeak_SetParameter, parameter, value, 0, sentence=sentence)


def _say(library: ctypes.CDLL, sentence: str) -> bytes:
    """Collect the samples of one sentence."""
    chunks: list[bytes] = []

    def collect(samples: int | None, count: int, _events: int | None) -> int:
        if samples and count > 0:
            chunks.append(ctypes.string_at(samples, count * 2))
        return 0

    collector = _Samples(collect)
    library.espeak_SetSynthCallback(collector)
    text = sentence.encode() + b"\0"
    _checked(library.espeak_Synth, text, len(text), 0, 0, 0, _UTF8, None, None, sentence=sentence)
    _checked(library.espeak_Synchronize, sentence=sentence)
    return b"".join(chunks)


def _checked(function: Callable[..., int], *arguments: object, sentence: str) -> None:
    """Call a C function that answers 0 when all is well."""
    answer = function(*arguments)
    if answer != 0:
        raise SpeechFailed(engine=EspeakEngine.name, text=sentence, reason=f"thư viện trả mã lỗi {answer}")


def _data_folder() -> bytes:
    """Give the data folder in the bytes that the library's C runtime can open."""
    folder = espeakng_loader.get_data_path()
    if sys.platform != "win32" or folder.isascii():
        return os.fsencode(folder)
    # a user folder such as C:\Users\Nguyễn opens only by its short name: the library knows no Unicode paths
    short = ctypes.create_unicode_buffer(32_768)
    length = ctypes.windll.kernel32.GetShortPathNameW(folder, short, len(short))
    return (short.value if length else folder).encode("mbcs", errors="replace")


def _unload(library: ctypes.CDLL) -> None:
    """Forget the library with all that it remembers."""
    if sys.platform == "win32":
        _ctypes.FreeLibrary(library._handle)  # noqa: SLF001 - ctypes offers no public way to unload
    else:
        _ctypes.dlclose(library._handle)  # noqa: SLF001 - same
