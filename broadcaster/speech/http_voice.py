"""Any online voice that is asked over HTTP: a station describes it in ``voices/http/*.toml``, no code needed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Self, cast
from urllib.parse import urljoin, urlsplit

from broadcaster.domain.sound import Pcm, Voice
from broadcaster.errors import EngineUnavailable, OnlineVoiceUnreachable, SecretMissing, SecretsRefused
from broadcaster.ports import VoicePlace
from broadcaster.speech.calls import Answer, Call, ask, checked
from broadcaster.speech.concealment import hidden
from broadcaster.speech.decoding import decoded
from broadcaster.speech.filling import Filling, secret_names
from broadcaster.speech.http_description import Description, Poll, VoiceRow
from broadcaster.speech.http_description_faults import load_descriptions
from broadcaster.speech.json_places import as_json, from_base64, is_one_of, text_at, value_at
from broadcaster.speech.online import Asking, KeptParts, Sleep, pace_of
from broadcaster.speech.parts import CUTTING, cut
from broadcaster.speech.sentences import readable, voice_named

_SAID = 160  # characters of a service's complaint that are shown
_FILES = "voices/http"


class HttpEngine:
    """The voices that the station's descriptions offer."""

    name = "http"
    online = True

    def __init__(self, place: VoicePlace | None = None, *, sleep: Sleep = time.sleep) -> None:
        """Take what the station has for it; without a station it has no voice."""
        self._place = place or VoicePlace(folder=Path(_FILES), secret=_no_secret)
        self._has_station = place is not None
        self._sleep = sleep

    @classmethod
    def for_station(cls, place: VoicePlace) -> Self:
        """Make the engine of a station; its descriptions are read when they are first needed."""
        return cls(place)

    @property
    def at_once(self) -> int:
        """Give how many sentences every described service bears at once."""
        good, _ = self._read
        return min((description.at_once for description in good.values()), default=1)

    def version(self) -> str:
        """Give our way of asking; raises EngineUnavailable with all that is wrong with the descriptions."""
        described = self._described
        lacking = [self._lacking(description) for description in described.values()]
        if all(lacking):
            raise EngineUnavailable(engine=self.name, reason=str(lacking[0])) from lacking[0]
        return f"1 clauses {CUTTING}"

    def voices(self) -> Sequence[Voice]:
        """Give the described voices; raises EngineUnavailable."""
        return tuple(voice for description in self._described.values() for voice in description.offered())

    def synthesise(self, spoken: str, voice: str) -> Pcm:
        """Say one sentence; raises UnknownVoice, SpeechFailed, OnlineVoiceUnreachable or EngineUnavailable."""
        known = voice_named(voice, self.voices(), engine=self.name)
        sentence = readable(spoken, engine=self.name)
        description, row = self._rows[known.id]
        asking = self._asking(description)
        service = _Service(description=description, row=row, secret=self._place.secret, asking=asking)
        answer = description.answer
        try:
            return asking.sentence(
                cut(sentence, description.longest),
                made_by=f"{known.id} {known.revision}",
                fetch=service.fetched,
                decode=partial(decoded, engine=self.name, form=answer.format, rate_hz=answer.rate_hz or 0),
            )
        except (SecretMissing, SecretsRefused) as error:
            raise EngineUnavailable(engine=self.name, reason=str(error).rstrip(".")) from error

    @cached_property
    def _read(self) -> tuple[Mapping[str, Description], tuple[str, ...]]:
        return load_descriptions(self._place.folder, _FILES) if self._has_station else ({}, ())

    @property
    def _described(self) -> Mapping[str, Description]:
        good, faults = self._read
        if faults:
            raise EngineUnavailable(engine=self.name, reason="; ".join(faults))
        if not good:
            reason = f"chưa có tệp mô tả nào trong {_FILES}; chép một tệp mẫu .toml.example ở đó thành .toml rồi sửa"
            raise EngineUnavailable(engine=self.name, reason=reason)
        return good

    @cached_property
    def _rows(self) -> Mapping[str, tuple[Description, VoiceRow]]:
        return {row.id: (description, row) for description in self._described.values() for row in description.voices}

    def _lacking(self, description: Description) -> SecretMissing | SecretsRefused | None:
        """Give why a service cannot be asked for want of a secret, or nothing."""
        try:
            for name in secret_names(description.model_dump(mode="json")):
                self._place.secret(name)
        except (SecretMissing, SecretsRefused) as error:
            return error
        return None

    def _asking(self, description: Description) -> Asking:
        address = urlsplit(description.request.url)
        return Asking(
            engine=self.name,
            manners=description.manners,
            pace=pace_of(f"{address.scheme}://{address.netloc}"),
            kept=KeptParts(self._place.folder / "cache"),
            sleep=self._sleep,
        )


def _no_secret(name: str) -> str:
    raise SecretMissing(name=name, path="-")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Service:
    """One described service, asked in one voice."""

    description: Description
    row: VoiceRow
    secret: Callable[[str], str]
    asking: Asking

    def fetched(self, text: str) -> bytes:
        """Give the sound file of one part; raises OnlineVoiceUnreachable, SecretMissing or SecretsRefused."""
        rate = self.description.rate if self.row.rate is None else self.row.rate
        filling = Filling(text=text, voice=self.row.code, rate=rate, secret=self.secret)
        call = filling.call(self.description.request)
        answer = self._asked(call)
        if self.description.answer.sound == "body":
            return self._sound_itself(answer)
        said = self._read(answer)
        if self.description.poll is not None and self.description.poll.url:
            said = self._awaited(said, filling, self.description.poll)
        found = text_at(said, self.description.answer.path)
        if found is None:
            raise self._unusable(f"câu trả lời không có '{self.description.answer.path}'{self._complaint(said)}")
        if self.description.answer.sound == "url":
            return self._download(found, call, filling)
        content = from_base64(found)
        if content is None:
            raise self._unusable("âm thanh trong câu trả lời không phải Base64")
        return content

    def _asked(self, call: Call, *, waiting: Sequence[int] = ()) -> Answer:
        def once() -> Answer:
            answer = ask(call, engine=HttpEngine.name, timeout=self.asking.manners.timeout)
            if answer.status in waiting:
                return answer
            said = self._message(as_json(answer.content))
            return checked(answer, engine=HttpEngine.name, said=said, with_key=True)

        return self.asking.patiently(once)

    def _sound_itself(self, answer: Answer) -> bytes:
        """Take the body for the sound, unless it is a complaint in JSON."""
        said = as_json(answer.content)
        if isinstance(said, dict | list | str):
            said = cast("object", said)
            raise self._unusable(f"máy chủ không gửi âm thanh{self._complaint(said)}")
        return answer.content

    def _read(self, answer: Answer) -> object:
        said = as_json(answer.content)
        if said is None:
            raise self._unusable("câu trả lời không phải JSON; có thể mạng đòi đăng nhập, hoặc dịch vụ đã đổi")
        form = self.description.answer
        if form.check and not is_one_of(value_at(said, form.check), form.good):
            raise self._unusable(f"máy chủ báo không làm được{self._complaint(said)}")
        return said

    def _awaited(self, said: object, filling: Filling, poll: Poll) -> object:
        """Ask for the state of the work until it is done."""
        job = text_at(said, poll.id) if poll.id else ""
        if job is None:
            raise self._unusable(f"câu trả lời không có '{poll.id}'{self._complaint(said)}")
        known = Filling(text="", voice=filling.voice, rate=filling.rate, secret=filling.secret, job=job)
        call = Call(method="GET", url=known.address(poll.url), headers=known.table(poll.headers))
        for _ in self._turns(poll):
            said = self._read(self._asked(call))
            state = value_at(said, poll.state)
            if is_one_of(state, poll.done):
                return said
            if is_one_of(state, poll.failed):
                raise self._unusable(f"máy chủ báo không làm được{self._complaint(said)}")
        raise self._unusable("chờ quá lâu mà máy chủ chưa làm xong")

    def _download(self, address: str, asked: Call, filling: Filling) -> bytes:
        """Fetch the sound; where the description says so, until it is there."""
        url = urljoin(asked.url, address)
        if urlsplit(url).scheme not in {"http", "https"}:
            raise self._unusable("địa chỉ âm thanh trong câu trả lời không dùng được")
        headers = filling.table(self.description.answer.headers)
        call = Call(method="GET", url=url, headers=headers, private=bool(headers))
        poll = self.description.poll
        if poll is None or poll.url:
            return self._asked(call).content
        for _ in self._turns(poll):
            answer = self._asked(call, waiting=poll.waiting)
            if answer.status not in poll.waiting and answer.content:
                return answer.content
        raise self._unusable("chờ quá lâu mà âm thanh chưa có")

    def _turns(self, poll: Poll) -> Iterator[int]:
        """Give as many turns as patience allows, with a pause before each but the first."""
        for turn in range(1 + poll.patience_ms // poll.interval_ms):
            if turn:
                self.asking.sleep(poll.interval_ms / 1000)
            yield turn

    def _message(self, said: object) -> str:
        path = self.description.answer.message
        found = value_at(said, path) if path else None
        return hidden(" ".join(str(found).split()))[:_SAID] if found is not None else ""

    def _complaint(self, said: object) -> str:
        message = self._message(said)
        return f"; máy chủ nói: {message}" if message else ""

    def _unusable(self, reason: str) -> OnlineVoiceUnreachable:
        return OnlineVoiceUnreachable(engine=HttpEngine.name, reason=reason)
