"""The C library of eSpeak NG: one order in, one answer out, each in bytes.

Run as a program, this file serves orders from its standard input (see ``espeak_workers``). It imports nothing beyond a
few modules of the standard library, so that a worker starts in about 20 ms.

Three measured traps shape it. The library is not thread-safe: one thread at a time. It remembers, so that a sentence
would sound otherwise the second time: it is loaded anew for every sentence (0.7 ms, since the voice is named by its
file; by its language the library would first read all of its 130 voice files, 2.6 ms more). And it seeds the breath
noise of some voices from the wall clock: the seed is set to a constant. Thus the same order always gives the same
answer, in any process.
"""

from __future__ import annotations

import _ctypes
import _thread
import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable

LIBRARY_MISSING, DATA_MISSING = -1, -2
"""Answers for what the library itself cannot say; every other number but 0 is its own."""

_SYNCHRONOUS = 2  # AUDIO_OUTPUT_SYNCHRONOUS: samples come by callback, no sound card, no thread that sleeps between
_DO_NOT_EXIT = 0x8000  # espeakINITIALIZE_DONT_EXIT: a missing data folder must not end the process
_DEFAULT_BUFFER = 0  # milliseconds; part of the sound, since espeak's lengths depend on it
_SEED = 1
_LIST_ENDS, _WORD = 0, 1  # espeak_EVENT_TYPE
_NUMBER = 4  # bytes
_LONGEST_ORDER = 1 << 24


class _Event(ctypes.Structure):
    """espeak_EVENT: what happens at which sample."""

    _fields_ = (
        ("kind", ctypes.c_int),
        ("message", ctypes.c_uint),
        ("position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("milliseconds", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user", ctypes.c_void_p),
        ("name", ctypes.c_char * 8),
    )


_Samples = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event))


class _Refused(Exception):
    """A number that is not 0."""

    def __init__(self, number: int, words: str = "") -> None:
        super().__init__(words)
        self.number = number


def order(variant: str, parameters: dict[int, int], flags: int, text: str) -> bytes:
    """Put into one line what is to be said and how; raises UnicodeEncodeError for half a character."""
    values = " ".join(f"{parameter}={value}" for parameter, value in parameters.items())
    return f"{variant}\t{values}\t{flags}\t{text}\n".encode()


def answered(line: bytes, library: str, data: str) -> bytes:
    """Carry out one order and give number, sample rate, count of words, words, samples (or what went wrong).

    A word is two numbers: its place in the text, counted in characters from 1, and the sample at which it begins.
    """
    variant, values, flags, text = line[:-1].split(b"\t", 3)
    parameters = [tuple(map(int, value.split(b"="))) for value in values.split()]
    try:
        loaded, rate = _started(library, data)
        try:
            _tune(loaded, variant, parameters)
            words, samples = _said(loaded, text, int(flags))
        finally:
            _ended(loaded)
    except _Refused as refusal:
        return _numbers(refusal.number, 0, 0) + str(refusal).encode()
    return _numbers(0, rate, len(words) // 2, *words) + samples


def parted(answer: bytes) -> tuple[int, int, list[tuple[int, int]], bytes]:
    """Take an answer apart: number, sample rate, words, samples (or what went wrong, in UTF-8)."""
    number, rate, count = memoryview(answer[: 3 * _NUMBER]).cast("i")
    end = (3 + 2 * count) * _NUMBER
    flat = memoryview(answer[3 * _NUMBER : end]).cast("i").tolist()
    return number, rate, list(zip(flat[::2], flat[1::2], strict=True)), answer[end:]


def version(library: str, data: str) -> tuple[int, str]:
    """Give 0 and what the library calls itself, or a number and what went wrong."""
    try:
        loaded, _ = _started(library, data)
    except _Refused as refusal:
        return refusal.number, str(refusal)
    try:
        number: bytes = loaded.espeak_Info(None)
        return 0, number.decode()
    finally:
        _ended(loaded)


def _numbers(*numbers: int) -> bytes:
    return bytes((ctypes.c_int * len(numbers))(*numbers))


def _started(path: str, data: str) -> tuple[ctypes.CDLL, int]:
    """Load and start the library; give it with its sample rate."""
    try:
        library = ctypes.CDLL(path)
    except OSError as error:
        raise _Refused(LIBRARY_MISSING, str(error)) from error
    _declare(library)
    rate: int = library.espeak_Initialize(_SYNCHRONOUS, _DEFAULT_BUFFER, _native(data), _DO_NOT_EXIT)
    if rate <= 0:
        _ended(library)  # also after a start that failed: the next one would hang
        raise _Refused(DATA_MISSING)
    return library, rate


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


def _tune(library: ctypes.CDLL, variant: bytes, parameters: list[tuple[int, ...]]) -> None:
    """Set seed, voice and parameters; stops at any refusal (espeak would keep the voice it had)."""
    _checked(library.espeak_ng_SetRandSeed, _SEED)
    _checked(library.espeak_SetVoiceByName, variant)
    for parameter, value in parameters:
        _checked(library.espeak_SetParameter, parameter, value, 0)


def _said(library: ctypes.CDLL, text: bytes, flags: int) -> tuple[list[int], bytes]:
    """Collect words and samples of one sentence."""
    words: list[int] = []
    chunks: list[bytes] = []

    def collect(samples: int | None, count: int, events: ctypes.Array[_Event]) -> int:
        if samples and count > 0:
            chunks.append(ctypes.string_at(samples, count * 2))
        place = 0
        while events and events[place].kind != _LIST_ENDS:
            if events[place].kind == _WORD:
                words.extend((events[place].position, events[place].sample))
            place += 1
        return 0

    collector = _Samples(collect)
    library.espeak_SetSynthCallback(collector)
    ended = text + b"\0"
    _checked(library.espeak_Synth, ended, len(ended), 0, 0, 0, flags, None, None)
    _checked(library.espeak_Synchronize)
    return words, b"".join(chunks)


def _checked(function: Callable[..., int], *arguments: object) -> None:
    """Call a C function that answers 0 when all is well."""
    number = function(*arguments)
    if number != 0:
        raise _Refused(number)


def _native(folder: str) -> bytes:
    """Give a folder in the bytes that the library's C runtime can open."""
    if sys.platform != "win32" or folder.isascii():
        return os.fsencode(folder)
    # a user folder such as C:\Users\Nguyễn opens only by its short name: the library knows no Unicode paths
    short = ctypes.create_unicode_buffer(32_768)
    length = ctypes.windll.kernel32.GetShortPathNameW(folder, short, len(short))
    return (short.value if length else folder).encode("mbcs", errors="replace")


def _ended(library: ctypes.CDLL) -> None:
    """Forget the library with all that it remembers."""
    library.espeak_Terminate()
    if sys.platform == "win32":
        _ctypes.FreeLibrary(library._handle)  # noqa: SLF001 - ctypes offers no public way to unload
    else:
        _ctypes.dlclose(library._handle)  # noqa: SLF001 - same


def serve(library: str, data: str, seconds: float) -> None:
    """Answer orders from standard input until it ends; a sentence that takes longer than this ends the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the station, which then lets the input end
    orders = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a message that the library prints must not stand among the answers
    busy_since: list[float] = []
    _thread.start_new_thread(_watch, (busy_since, seconds))
    while line := orders.readline(_LONGEST_ORDER):
        busy_since[:] = [time.monotonic()]
        answer = answered(line, library, data)
        busy_since.clear()
        answers.write(_numbers(len(answer)))
        answers.write(answer)
        answers.flush()


def _watch(busy_since: list[float], seconds: float) -> None:
    """End the process when it has been busy with one sentence for so long; it looks four times in that span."""
    while True:
        time.sleep(seconds / 4)
        if any(time.monotonic() - since > seconds for since in tuple(busy_since)):
            os._exit(1)  # the thread that hangs in the library cannot be ended otherwise


if __name__ == "__main__":
    serve(sys.argv[1], sys.argv[2], float(sys.argv[3]))
