"""The online voice: Google Translate's public voice through the gTTS library.

Google has one Vietnamese voice there, a woman's; the male presenter gets it too, and his label says so. The sentence
leaves the station over the Internet. The service promises nothing: every fault becomes OnlineVoiceUnreachable.
"""

from __future__ import annotations

import base64
import binascii
import io
import json
import os
import re
from collections.abc import Generator, Sequence
from importlib.metadata import version as distribution_version
from typing import Any, cast

import numpy as np
import requests
import soundfile
from gtts import gTTS

from broadcaster.domain.ids import DurationMs
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import Pcm, Voice
from broadcaster.errors import OnlineVoiceUnreachable
from broadcaster.speech.mpeg import is_whole
from broadcaster.speech.sentences import readable, syllables, voice_named

ADDRESS_VARIABLE = "BROADCASTER_GTTS_ADDRESS"
"""Environment variable that names another host with the same service (a mirror, a proxy, a test)."""

_GOOGLE = "https://translate.google.com"
_SERVICE = "/_/TranslateWebserverUi/data/batchexecute"
_LONGEST = gTTS.GOOGLE_TTS_MAX_CHARS
_PATIENCE = DurationMs(10_000)
_CHUNKING = 1  # raise it when clauses() cuts differently: the sound changes
_SHORTEST_SYLLABLE_MS = 70  # Google speaks at 200 ms and more; less means that sound is missing
_STOPS = re.compile(r"(?<=[.!?;:,…–])\s+")
_JOINT = re.compile(
    r" (?=(?:và|hoặc|nhưng|để|nhằm|của|cho|với|từ|đến|trong|theo|trên|tại|về|do|khi|nếu|thì|là|mà|được) )",
    re.IGNORECASE,
)
_TOO_MANY, _SERVER_FAULT = 429, 500

_VOICES = (
    Voice(id="gtts-nu", label="Google, giọng nữ", presenter=Presenter.FEMALE),
    Voice(id="gtts-nam", label="Google (chỉ có giọng nữ)", presenter=Presenter.MALE),
)


class GttsEngine:
    """Google's web voice: needs a network, sends the text out, answers differently from one day to another."""

    name = "gtts"
    online = True

    def __init__(self, *, address: str | None = None, timeout: DurationMs = _PATIENCE) -> None:
        """Take another base address (else the environment's, else Google's) and how long a silence is borne."""
        self._address = (address or os.environ.get(ADDRESS_VARIABLE) or _GOOGLE).rstrip("/")
        self._timeout = timeout

    def version(self) -> str:
        """Give the library's version and our way of cutting; what Google runs behind it is not known."""
        return f"{distribution_version('gTTS')} clauses {_CHUNKING}"

    def voices(self) -> Sequence[Voice]:
        """Give one id per presenter; both are the same woman's voice."""
        return _VOICES

    def synthesise(self, spoken: str, voice: str) -> Pcm:
        """Say one sentence; raises UnknownVoice, SpeechFailed or OnlineVoiceUnreachable."""
        voice_named(voice, _VOICES, engine=self.name)
        sentence = readable(spoken, engine=self.name)
        request = _Request(sentence, address=self._address, timeout=self._timeout)
        try:
            parts = [_decoded(content) for content in request.stream()]
        except requests.RequestException as error:
            raise OnlineVoiceUnreachable(engine=self.name, reason=_reason(error)) from error
        rate_hz = parts[0].rate_hz
        pcm = Pcm(rate_hz=rate_hz, samples=b"".join(part.samples for part in parts))
        if any(part.rate_hz != rate_hz for part in parts) or pcm.duration < _SHORTEST_SYLLABLE_MS * syllables(sentence):
            raise _unusable("âm thanh trả về thiếu tiếng")
        return pcm


class _Request(gTTS):
    """One sentence for the library, sent by us.

    The library itself turns certificate checks off, knows one host only, and takes half an answer for a whole one.
    """

    def __init__(self, sentence: str, *, address: str, timeout: DurationMs) -> None:
        untyped = cast("Any", super())
        untyped.__init__(sentence, lang="vi", pre_processor_funcs=[], tokenizer_func=clauses)
        self._url = address + _SERVICE
        self._patience_s = timeout / 1000

    def stream(self) -> Generator[bytes]:
        """Give the MP3 of each part in order; raises requests.RequestException or OnlineVoiceUnreachable."""
        with requests.Session() as session:
            for body in cast("list[str]", cast("Any", self).get_bodies()):
                answer = session.post(self._url, data=body, headers=self.GOOGLE_TTS_HEADERS, timeout=self._patience_s)
                answer.raise_for_status()
                yield _sound_in(answer.content)


def clauses(sentence: str) -> list[str]:
    """Cut a sentence into parts that the service takes (100 characters), in the best places that there are.

    After a stop or comma if that is enough; else before a joining word; else at the blank nearest to the middle. A
    word is never cut unless it is longer than a whole part.
    """
    parts: list[str] = []
    for clause in _STOPS.split(sentence.strip()):
        for piece in _halved(clause):
            if parts and len(parts[-1]) + 1 + len(piece) <= _LONGEST:
                parts[-1] += " " + piece
            else:
                parts.append(piece)
    return parts


def _halved(clause: str) -> list[str]:
    if len(clause) <= _LONGEST:
        return [clause] if clause else []
    blanks = [match.start() for match in re.finditer(" ", clause)]
    if not blanks:
        return [clause[:_LONGEST], *_halved(clause[_LONGEST:])]
    middle = len(clause) / 2
    joints = [match.start() for match in _JOINT.finditer(clause)]
    central = [at for at in joints if len(clause) / 4 <= at <= len(clause) * 3 / 4]
    at = min(central or blanks, key=lambda blank: abs(blank - middle))
    return [*_halved(clause[:at]), *_halved(clause[at + 1 :])]


def _sound_in(answer: bytes) -> bytes:
    """Take the MP3 out of the service's answer: a JSON line that holds JSON that holds Base64."""
    for line in answer.decode("utf-8", errors="replace").splitlines():
        if gTTS.GOOGLE_TTS_RPC not in line:
            continue
        try:
            found = next(entry[2] for entry in json.loads(line) if entry[:2] == ["wrb.fr", gTTS.GOOGLE_TTS_RPC])
            content = base64.b64decode(json.loads(found)[0], validate=True)
        except (ValueError, TypeError, LookupError, StopIteration, binascii.Error) as error:
            raise _unusable("câu trả lời dở dang hoặc đã đổi dạng") from error
        if not is_whole(content):
            raise _unusable("âm thanh trả về bị cắt ngang")
        return content
    raise _unusable("máy chủ trả lời nhưng không gửi âm thanh")


def _decoded(content: bytes) -> Pcm:
    """Decode one MP3 to mono."""
    try:
        samples, rate_hz = cast("tuple[Any, int]", soundfile.read(io.BytesIO(content), dtype="int16", always_2d=True))
    except soundfile.LibsndfileError as error:
        raise _unusable("âm thanh trả về bị hỏng") from error
    mono = np.rint(samples.mean(axis=1)).astype("<i2")
    return Pcm(rate_hz=rate_hz, samples=mono.tobytes())


def _reason(error: requests.RequestException) -> str:
    """Say in Vietnamese what went wrong on the way."""
    if isinstance(error, requests.Timeout):
        return "chờ quá lâu không thấy trả lời"
    if error.response is None:
        return "không nối được máy chủ, hoặc đứt mạng giữa chừng"
    status = error.response.status_code
    if status == _TOO_MANY:
        return "máy chủ từ chối vì gọi quá nhiều, mã 429; đợi ít phút"
    if status >= _SERVER_FAULT:
        return f"máy chủ đang hỏng, mã {status}"
    return f"máy chủ từ chối, mã {status}"


def _unusable(reason: str) -> OnlineVoiceUnreachable:
    return OnlineVoiceUnreachable(engine=GttsEngine.name, reason=reason)
