"""Microsoft Edge's read-aloud voices through the edge-tts library: HoaiMy (a woman) and NamMinh (a man).

The sentence leaves the station over the Internet, to a service that Microsoft means for its browser: no account, no
promise. It tells when each word begins. An answer that breaks off in the middle looks whole to the library, so that
the end is looked for here.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as distribution_version
from typing import TYPE_CHECKING, Self

from broadcaster.domain.ids import DurationMs
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import Pcm, Voice, WordTime
from broadcaster.errors import EngineUnavailable, OnlineVoiceUnreachable
from broadcaster.ports import VoicePlace
from broadcaster.speech.decoding import SoundForm, decoded
from broadcaster.speech.online import SERVER_FAULT, TOO_MANY, AskAgain, Asking, Manners, Sleep, asked_to_wait, pace_of
from broadcaster.speech.parts import trimmed
from broadcaster.speech.sentences import readable, voice_named

if TYPE_CHECKING:
    import aiohttp

ADDRESS_VARIABLE = "BROADCASTER_EDGE_ADDRESS"
"""Environment variable that names another WebSocket address with the same service (a test)."""

_MICROSOFT = "speech.platform.bing.com"
_MANNERS = Manners(gap=DurationMs(250))
_TRIMMING = 1  # raise it when the edges are cut otherwise: the sound changes
_TICKS_PER_MS = 10_000
_WHOLE_ANSWER = 6  # how many time-outs long an answer may trickle in
_FORBIDDEN = 403

_CODES = {"edge-hoaimy": "vi-VN-HoaiMyNeural", "edge-namminh": "vi-VN-NamMinhNeural"}
_VOICES = (
    Voice(id="edge-hoaimy", label="Microsoft Hoài My, nữ", presenter=Presenter.FEMALE),
    Voice(id="edge-namminh", label="Microsoft Nam Minh, nam", presenter=Presenter.MALE),
)


class EdgeEngine:
    """Two neural Vietnamese voices: need a network, send the text out, may be closed to us any day."""

    name = "edge"
    online = True

    def __init__(self, *, address: str | None = None, manners: Manners = _MANNERS, sleep: Sleep = time.sleep) -> None:
        """Take another WebSocket address (else the environment's, else Microsoft's), and how politely it is asked."""
        self._address = address or os.environ.get(ADDRESS_VARIABLE)
        pace = pace_of(self._address or _MICROSOFT)
        self._asking = Asking(engine=self.name, manners=manners, pace=pace, sleep=sleep)

    @classmethod
    def for_station(cls, place: VoicePlace) -> Self:  # noqa: ARG003 - it needs nothing of the station
        """Make the engine of a station."""
        return cls()

    def version(self) -> str:
        """Give the library's version; what Microsoft runs behind it is not known. Raises EngineUnavailable."""
        try:
            return f"{distribution_version('edge-tts')} edges {_TRIMMING}"
        except PackageNotFoundError as error:
            reason = 'chưa cài gói edge-tts; cài bằng `pip install "broadcaster[edge]"`'
            raise EngineUnavailable(engine=self.name, reason=reason) from error

    def voices(self) -> Sequence[Voice]:
        """Give a woman and a man."""
        return _VOICES

    def synthesise(self, spoken: str, voice: str) -> Pcm:
        """Say one sentence, with word times; raises UnknownVoice, SpeechFailed or OnlineVoiceUnreachable."""
        code = _CODES[voice_named(voice, _VOICES, engine=self.name).id]
        sentence = readable(spoken, engine=self.name)
        self.version()  # an engine that is not installed says so before it is asked
        said = self._asking.patiently(lambda: self._said(sentence, code))
        sound = decoded(bytes(said.content), engine=self.name, form=SoundForm.MP3)
        self._asking.heard(sound, sentence)
        words = word_times(said.words, sentence)
        return trimmed(Pcm(rate_hz=sound.rate_hz, samples=sound.samples, words=words))

    def _said(self, sentence: str, code: str) -> _Said:
        """Ask once; raises OnlineVoiceUnreachable or AskAgain."""
        import aiohttp  # noqa: PLC0415 - an optional engine's library
        from edge_tts.exceptions import EdgeTTSException, NoAudioReceived, WebSocketError  # noqa: PLC0415 - same

        whole = self._asking.manners.timeout * _WHOLE_ANSWER / 1000
        try:
            return asyncio.run(asyncio.wait_for(self._stream(sentence, code), whole))
        except aiohttp.ClientResponseError as error:
            raise _refused(error) from error
        except TimeoutError as error:
            raise _unreachable("chờ quá lâu không thấy trả lời") from error
        except (NoAudioReceived, WebSocketError) as error:
            raise _unreachable("máy chủ trả lời nhưng không gửi âm thanh") from error
        except (EdgeTTSException, ValueError, LookupError, AttributeError) as error:
            raise _unreachable("câu trả lời đã đổi dạng; cài edge-tts bản mới hơn") from error
        except (aiohttp.ClientError, OSError) as error:
            raise _unreachable("không nối được máy chủ, hoặc đứt mạng giữa chừng") from error

    async def _stream(self, sentence: str, code: str) -> _Said:
        from edge_tts import Communicate, communicate, constants  # noqa: PLC0415 - an optional engine's library

        # the library has no parameter for its address: this module constant is what it asks
        token = f"?TrustedClientToken={constants.TRUSTED_CLIENT_TOKEN}"
        wanted = self._address + token if self._address else constants.WSS_URL
        communicate.WSS_URL = wanted  # pyright: ignore[reportPrivateImportUsage]
        silence = max(1, round(self._asking.manners.timeout / 1000))
        asked = Communicate(sentence, code, boundary="WordBoundary", connect_timeout=silence, receive_timeout=silence)
        said = _Said()
        async for chunk in asked.stream():
            if chunk["type"] == "audio":
                said.content += chunk.get("data", b"")
            else:
                said.words.append((chunk.get("text", ""), chunk.get("offset", 0)))
        if asked.state["chunk_audio_bytes"]:  # set to nothing by the service's "turn.end" alone
            raise AskAgain(engine=self.name, reason="đứt mạng giữa chừng, câu trả lời thiếu phần cuối")
        return said


@dataclass(kw_only=True, slots=True)
class _Said:
    """What has come of an answer."""

    content: bytearray = field(default_factory=bytearray)
    words: list[tuple[str, float]] = field(default_factory=list[tuple[str, float]])


def word_times(told: Sequence[tuple[str, float]], sentence: str) -> tuple[WordTime, ...]:
    """Find each word that the service names (text, start in ticks of 100 ns) in the sentence, in order.

    A word that is not found as it was written is left out; the others keep their places. The sound may lag behind the
    times by the MP3 encoder's delay, at 24 000 Hz some 46 ms.
    """
    folded = sentence.casefold() if len(sentence.casefold()) == len(sentence) else sentence
    times: list[WordTime] = []
    reached = 0
    for text, ticks in told:
        at = folded.find(text.casefold(), reached)
        if not text or at < 0:
            continue
        times.append(WordTime(starts=DurationMs(round(ticks / _TICKS_PER_MS)), at=at, count=len(text)))
        reached = at + len(text)
    return tuple(times)


def _refused(error: aiohttp.ClientResponseError) -> OnlineVoiceUnreachable:
    status = error.status
    if status == TOO_MANY or status >= SERVER_FAULT:
        headers = error.headers or {}
        after = asked_to_wait(headers.get("Retry-After"), headers.get("Date"))
        reason = "máy chủ từ chối vì gọi quá nhiều, mã 429" if status == TOO_MANY else f"máy chủ đang hỏng, mã {status}"
        return AskAgain(engine=EdgeEngine.name, reason=reason, after=after)
    if status == _FORBIDDEN:
        return _unreachable("máy chủ từ chối, mã 403; chỉnh lại giờ của máy, hoặc cài edge-tts bản mới hơn")
    return _unreachable(f"máy chủ từ chối, mã {status}")


def _unreachable(reason: str) -> OnlineVoiceUnreachable:
    return OnlineVoiceUnreachable(engine=EdgeEngine.name, reason=reason)
