"""Readings by people as a voice: says a sentence when somebody of the station has read exactly this sentence."""

from __future__ import annotations

import contextlib
import io
import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import soundfile

from broadcaster.domain.fingerprints import fingerprint, sha256_of
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import Pcm, Voice
from broadcaster.domain.takes import TAKE_CHECKS, TAKE_ENGINE, Take, reader_id, voice_of_reader
from broadcaster.errors import EngineUnavailable, SpeechFailed
from broadcaster.files import read_bytes, write_bytes, write_text
from broadcaster.ports import VoicePlace
from broadcaster.speech.sentences import readable, voice_named

FOLDER = f"voices/{TAKE_ENGINE}"
"""Where a station keeps them."""

_HEAD = "# Bản đọc của người, do `broadcaster voice take` ghi; đừng sửa tay.\n"


class TakeShelf:
    """A folder of takes: sound named by its bytes, and for each sentence and reader a small file that says which.

    One file a sentence instead of one list of all: two people who record at once never write the same file.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made when the first take is kept."""
        self.folder = folder

    def keep(self, take: Take, sound: bytes) -> None:
        """Keep a take in the place of the reader's earlier one of these words; the earlier sound stays.

        Raises:
            DiskFull, ReadOnlyPlace, FileFailed: the earlier take still stands.
        """
        write_bytes(self.sound_path(take), sound)
        write_text(self.folder / f"{_key(take.reader, take.spoken)}.toml", _written(take))

    def sound_path(self, take: Take) -> Path:
        """Say where a take's sound lies."""
        return self.folder / f"{take.audio}.flac"

    def sound(self, take: Take) -> bytes | None:
        """Give a take's sound, or nothing when it is gone or damaged."""
        with contextlib.suppress(OSError):
            content = self.sound_path(take).read_bytes()
            return content if sha256_of(content) == take.audio else None
        return None

    def all(self) -> tuple[Take, ...]:
        """Give every take that stands, oldest first; what is no take of ours is passed over."""
        return tuple(sorted(self._all(), key=lambda take: (take.at, take.spoken, take.reader)))

    def _all(self) -> Iterator[Take]:
        for path in sorted(self.folder.glob("*.toml")):
            with contextlib.suppress(tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError):
                yield _read(tomllib.loads(read_bytes(path).decode("utf-8")))


class RecordedEngine:
    """The station's own people: each reader is a voice for either presenter."""

    name = TAKE_ENGINE
    online = False

    def __init__(self, folder: Path | None = None) -> None:
        """Take the folder of the takes; without a station there is none."""
        self._shelf = TakeShelf(folder) if folder is not None else None

    @classmethod
    def for_station(cls, place: VoicePlace) -> RecordedEngine:
        """Work with what a station has recorded."""
        return cls(place.folder)

    def version(self) -> str:
        """Give what the takes were checked by; raises EngineUnavailable where nobody has read anything."""
        self.voices()
        return TAKE_CHECKS

    def voices(self) -> Sequence[Voice]:
        """Give each reader for either presenter, who has read most for a presenter first; raises EngineUnavailable.

        A voice's revision changes with every new take of its reader, so that a sentence that was read anew is heard.
        """
        if not self._takes:
            raise EngineUnavailable(engine=self.name, reason="chưa có bản đọc nào; thu bằng `broadcaster voice take`")
        return self._voices

    def synthesise(self, spoken: str, voice: str) -> Pcm:
        """Give the take of exactly this sentence; raises UnknownVoice, SpeechFailed or EngineUnavailable."""
        known = voice_named(voice, self.voices(), engine=self.name)
        sentence = readable(spoken, engine=self.name)
        take = self._takes.get((known.id.rpartition("-")[0], sentence))
        if take is None or self._shelf is None:
            raise SpeechFailed(engine=self.name, text=sentence, reason="chưa có bản đọc của câu này")
        content = self._shelf.sound(take)
        if content is None:
            reason = f"bản đọc của câu này mất hoặc hỏng ({self._shelf.sound_path(take).name}); thu lại câu này"
            raise SpeechFailed(engine=self.name, text=sentence, reason=reason)
        samples, rate = cast("tuple[Any, int]", soundfile.read(io.BytesIO(content), dtype="int16"))
        return Pcm(rate_hz=rate, samples=samples.astype("<i2").tobytes())

    @cached_property
    def _takes(self) -> Mapping[tuple[str, str], Take]:
        shelved = self._shelf.all() if self._shelf else ()
        return {(reader_id(take.reader), readable(take.spoken, engine=self.name)): take for take in shelved}

    @cached_property
    def _voices(self) -> tuple[Voice, ...]:
        names = {reader_id(take.reader): take.reader for take in self._takes.values()}
        read = Counter((take.presenter, reader_id(take.reader)) for take in self._takes.values())
        voices = [
            Voice(
                id=voice_of_reader(name, presenter),
                label=f"{name} đọc lời {presenter.value.lower()}",
                presenter=presenter,
                revision=self._revision(reader),
            )
            for presenter in Presenter
            for reader, name in names.items()
        ]
        return tuple(sorted(voices, key=lambda v: (-read[v.presenter, v.id.rpartition("-")[0]], v.id)))

    def _revision(self, reader: str) -> str:
        audios = sorted(take.audio for (whose, _), take in self._takes.items() if whose == reader)
        return fingerprint(audios)[:12]


def _key(reader: str, spoken: str) -> str:
    """Name a reader's words: the same sentence by the same reader is one place."""
    return fingerprint([reader_id(reader), readable(spoken, engine=TAKE_ENGINE)])[:40]


def _written(take: Take) -> str:
    rows = {
        "spoken": take.spoken,
        "reader": take.reader,
        "presenter": take.presenter.value,
        "audio": take.audio,
        "script_id": take.script_id,
        "source": take.source,
        "at": take.at.astimezone(UTC).isoformat(),
        "checks": take.checks,
        "accepted": take.accepted,
    }
    faults = ", ".join(map(_text, take.faults))
    lines = [f"{key} = {_text(value)}" for key, value in rows.items()]
    return "\n".join([_HEAD, *lines, f"duration_ms = {int(take.duration)}", f"faults = [{faults}]", ""])


def _read(table: Mapping[str, Any]) -> Take:
    """Read what :func:`_written` wrote; raises KeyError, TypeError or ValueError."""
    return Take(
        spoken=str(table["spoken"]),
        reader=str(table["reader"]),
        presenter=Presenter(table["presenter"]),
        audio=table["audio"],
        duration=table["duration_ms"],
        script_id=table["script_id"],
        source=str(table["source"]),
        at=datetime.fromisoformat(table["at"]),
        checks=str(table["checks"]),
        faults=tuple(table["faults"]),
        accepted=str(table["accepted"]),
    )


def _text(value: str) -> str:
    """Write a basic string: JSON's escapes are TOML's too, but for DEL, which TOML wants escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
