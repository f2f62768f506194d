"""The online voice: Google Translate's public voice through the gTTS library.

Google has one Vietnamese voice there, a woman's; the male presenter gets it too, and his label says so. The sentence
leaves the station over the Internet. The service promises nothing: every fault becomes OnlineVoiceUnreachable.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import time
from collections.abc import Sequence
from importlib.metadata import version as distribution_version
from typing import Any, Self, cast

from gtts import gTTS

from broadcaster.domain.ids import DurationMs
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import Pcm, Voice
from broadcaster.errors import OnlineVoiceUnreachable
from broadcaster.ports import VoicePlace
from broadcaster.speech.calls import Call, ask, checked
from broadcaster.speech.decoding import SoundForm, decoded
from broadcaster.speech.online import Asking, KeptParts, Manners, Sleep, pace_of
from broadcaster.speech.parts import CUTTING, cut
from broadcaster.speech.sentences import readable, voice_named

ADDRESS_VARIABLE = "BROADCASTER_GTTS_ADDRESS"
"""Environment variable that names another host with the same service (a mirror, a proxy, a test)."""

_GOOGLE = "https://translate.google.com"
_SERVICE = "/_/TranslateWebserverUi/data/batchexecute"
_LONGEST = gTTS.GOOGLE_TTS_MAX_CHARS
_MANNERS = Manners(gap=DurationMs(500))

_VOICES = (
    Voice(id="gtts-nu", label="Google, giọng nữ", presenter=Presenter.FEMALE),
    Voice(id="gtts-nam", label="Google (chỉ có giọng nữ)", presenter=Presenter.MALE),
)


class GttsEngine:
    """Google's web voice: needs a network, sends the text out, answers differently from one day to another."""

    name = "gtts"
    online = True

    def __init__(
        self,
        *,
        address: str | None = None,
        manners: Manners = _MANNERS,
        kept: KeptParts | None = None,
        sleep: Sleep = time.sleep,
    ) -> None:
        """Take another base address (else the environment's, else Google's), manners, and where parts are kept."""
        self._address = (address or os.environ.get(ADDRESS_VARIABLE) or _GOOGLE).rstrip("/")
        self._asking = Asking(
            engine=self.name, manners=manners, pace=pace_of(self._address), kept=kept or KeptParts(), sleep=sleep
        )

    @classmethod
    def for_station(cls, place: VoicePlace) -> Self:
        """Make the engine of a station; parts of unfinished sentences outlive the program in its folder."""
        return cls(kept=KeptParts(place.folder / "cache"))

    def version(self) -> str:
        """Give the library's version and our way of cutting; what Google runs behind it is not known."""
        return f"{distribution_version('gTTS')} clauses {CUTTING}"

    def voices(self) -> Sequence[Voice]:
        """Give one id per presenter; both are the same woman's voice."""
        return _VOICES

    def synthesise(self, spoken: str, voice: str) -> Pcm:
        """Say one sentence; raises UnknownVoice, SpeechFailed or OnlineVoiceUnreachable."""
        voice_named(voice, _VOICES, engine=self.name)
        sentence = readable(spoken, engine=self.name)
        return self._asking.sentence(
            cut(sentence, _LONGEST),
            made_by=self.version(),
            fetch=self._fetched,
            decode=lambda content: decoded(content, engine=self.name, form=SoundForm.MP3),
        )

    def _fetched(self, text: str) -> bytes:
        """Ask for one part; raises OnlineVoiceUnreachable."""
        body = _Request(text).body()
        call = Call(method="POST", url=self._address + _SERVICE, headers=gTTS.GOOGLE_TTS_HEADERS, body=body)

        def once() -> bytes:
            answer = ask(call, engine=self.name, timeout=self._asking.manners.timeout)
            return checked(answer, engine=self.name).content

        return _sound_in(self._asking.patiently(once))


class _Request(gTTS):
    """One part in the library's form, sent by us.

    The library itself turns certificate checks off, knows one host only, and takes half an answer for a whole one.
    """

    def __init__(self, text: str) -> None:
        untyped = cast("Any", super())
        untyped.__init__(text, lang="vi", pre_processor_funcs=[], tokenizer_func=_as_one)

    def body(self) -> bytes:
        """Give the form that the service takes."""
        return "".join(cast("list[str]", cast("Any", self).get_bodies())).encode()


def _as_one(text: str) -> list[str]:
    return [text]


def _sound_in(answer: bytes) -> bytes:
    """Take the MP3 out of the service's answer: a JSON line that holds JSON that holds Base64."""
    for line in answer.decode("utf-8", errors="replace").splitlines():
        if gTTS.GOOGLE_TTS_RPC not in line:
            continue
        try:
            found = next(entry[2] for entry in json.loads(line) if entry[:2] == ["wrb.fr", gTTS.GOOGLE_TTS_RPC])
            return base64.b64decode(json.loads(found)[0], validate=True)
        except (ValueError, TypeError, LookupError, StopIteration, binascii.Error) as error:
            raise _unusable("câu trả lời dở dang hoặc đã đổi dạng") from error
    raise _unusable("máy chủ trả lời nhưng không gửi âm thanh")


def _unusable(reason: str) -> OnlineVoiceUnreachable:
    return OnlineVoiceUnreachable(engine=GttsEngine.name, reason=reason)
