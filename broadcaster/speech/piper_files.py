"""Piper's voices as files: a model (``.onnx``), its configuration (``.onnx.json``), our own words on it (``.toml``)."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, cast

from pydantic import Field

from broadcaster.domain.aliases import fold
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import Voice
from broadcaster.errors import BroadcasterError, EngineUnavailable, SettingsError
from broadcaster.files import read_bytes
from broadcaster.speech.description import Description, Spoken
from broadcaster.speech.description import described as read_description
from broadcaster.speech.file_sums import file_sum, revision_of

MODEL, CONFIG, WORDS = ".onnx", ".onnx.json", ".toml"
"""How the files of a voice end; a configuration may also end in ``.json`` alone."""

_MALE_WORDS = {"nam", "male", "man"}


class PiperWords(Description):
    """What the station says of a Piper voice."""

    presenter: Spoken | None = None
    """For whom it reads; guessed from the file's name when left out."""
    label: str = ""
    """What people are shown; the configuration's words when left out."""
    speaker: Annotated[int, Field(ge=0)] | None = None
    """Which speaker of a model with several."""
    pace_percent: Annotated[int, Field(ge=50, le=200)] = 100
    """Length of the speech against the model's own: 120 is slower by a fifth."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PiperFile:
    """One voice, whole and readable."""

    voice: Voice
    """As people see it."""
    model: Path
    """The network."""
    config: Mapping[str, object]
    """What the configuration says."""
    language: str
    """What it speaks, as espeak calls it: ``vi``, ``en-us``."""
    speaker: int | None
    """Which speaker, where the model has several."""
    pace_percent: int
    """Length of the speech against the model's own."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PiperFolder:
    """What a folder of voices holds."""

    files: tuple[PiperFile, ...]
    """The voices that are whole, by id."""
    faults: Mapping[str, str]
    """Why the others are not, by the id that they would have."""


def piper_folder(folder: Path) -> PiperFolder:
    """Look through a folder; a voice that cannot be read is a fault and hides no other."""
    files: dict[str, PiperFile] = {}
    faults: dict[str, str] = {}
    for model in sorted(folder.glob("*" + MODEL)):
        name = voice_id(model.name)
        try:
            if name in files:
                raise _unfit(f"hai tệp cùng mã giọng {name}: {files[name].model.name} và {model.name}")
            files[name] = piper_file(model)
        except SettingsError as error:
            faults[name] = "; ".join(error.findings)
        except BroadcasterError as error:
            faults[name] = str(error.fields.get("reason", error))
    return PiperFolder(files=tuple(files.values()), faults=faults)


def piper_file(model: Path) -> PiperFile:
    """Read what stands beside a model; raises EngineUnavailable, SettingsError or FileFailed."""
    if not model.is_file() or not model.stat().st_size:
        raise _unfit(f"tệp {model.name} rỗng hoặc không phải tệp")
    config_path = config_beside(model)
    if config_path is None:
        raise _unfit(f"thiếu tệp cấu hình {model.name}.json bên cạnh {model.name}")
    config = read_config(read_bytes(config_path), config_path.name)
    words_path = model.with_suffix(WORDS)
    words = read_description(words_path, PiperWords) if words_path.is_file() else PiperWords()
    voice = Voice(
        id=voice_id(model.name),
        label=unicodedata.normalize("NFC", words.label) or _label(model, config),
        presenter=words.presenter or guessed_presenter(model.name),
        revision=revision_of(file_sum(model), file_sum(config_path), f"{words.speaker} {words.pace_percent}"),
    )
    _check_speaker(words.speaker, config, words_path.name)
    language = str(cast("Mapping[str, object]", config["espeak"])["voice"])
    pace = words.pace_percent
    return PiperFile(
        voice=voice, model=model, config=config, language=language, speaker=words.speaker, pace_percent=pace
    )


def config_beside(model: Path) -> Path | None:
    """Give the configuration that stands beside a model, under either name."""
    places = (model.with_name(model.name + ".json"), model.with_suffix(".json"))
    return next((place for place in places if place.is_file()), None)


def read_config(content: bytes, name: str) -> Mapping[str, object]:
    """Read a configuration and see that all that Piper needs is there; raises EngineUnavailable."""
    try:
        config: object = json.loads(content)
    except ValueError as error:  # JSON, and its UTF-8
        raise _unfit(f"tệp cấu hình {name} không đúng dạng JSON") from error
    if not isinstance(config, dict):
        raise _unfit(f"tệp cấu hình {name} không phải cấu hình giọng Piper")
    table = cast("Mapping[str, object]", config)
    missing = list(_missing(table))
    if missing:
        raise _unfit(f"tệp cấu hình {name} không phải cấu hình giọng Piper: thiếu hoặc sai {', '.join(missing)}")
    return table


def _missing(config: Mapping[str, object]) -> Iterator[str]:
    wanted: dict[str, type] = {
        "num_symbols": int,
        "num_speakers": int,
        "phoneme_id_map": dict,
        "audio.sample_rate": int,
        "espeak.voice": str,
    }
    for path, kind in wanted.items():
        value: object = config
        for key in path.split("."):
            value = cast("Mapping[str, object]", value).get(key) if isinstance(value, dict) else None
        if not isinstance(value, kind):
            yield path


def _check_speaker(speaker: int | None, config: Mapping[str, object], name: str) -> None:
    count = cast("int", config["num_speakers"])
    if speaker is not None and speaker >= max(count, 1):
        raise SettingsError(findings=(f"{name}: 'speaker' là {speaker}, mô hình chỉ có {count} giọng, đếm từ 0",))


def _label(model: Path, config: Mapping[str, object]) -> str:
    audio = cast("Mapping[str, object]", config["audio"])
    said = config.get("language", {})
    language = cast("Mapping[str, object]", said).get("code") if isinstance(said, dict) else None
    words = [part for part in (config.get("dataset"), language, audio.get("quality")) if isinstance(part, str) and part]
    return unicodedata.normalize("NFC", " ".join(words) if config.get("dataset") else model.stem)


def voice_id(file_name: str) -> str:
    """Make a voice's id of its file's name: ``vi_VN-vais1000-medium.onnx`` is ``vi-vn-vais1000-medium``."""
    return fold(file_name.removesuffix(MODEL)).lower() or "giong"


def guessed_presenter(file_name: str) -> Presenter:
    """Take a voice for a man's when its file's name says so, else for a woman's."""
    said = set(voice_id(file_name).split("-"))
    return Presenter.MALE if said & _MALE_WORDS else Presenter.FEMALE


def for_both(voices: tuple[Voice, ...]) -> tuple[Voice, ...]:
    """Let the first voice stand for a presenter whom nobody reads, under an id of its own that says so."""
    missing = [each for each in Presenter if all(voice.presenter is not each for voice in voices)]
    if not voices or not missing:
        return voices
    first, other = voices[0], missing[0]
    suffix = "nu" if other is Presenter.FEMALE else "nam"
    label = f"{first.label} (đọc thay giọng {other.value.lower()})"
    return (*voices, replace(first, id=f"{first.id}-{suffix}", label=label, presenter=other))


def _unfit(reason: str) -> EngineUnavailable:
    return EngineUnavailable(engine="piper", reason=reason)
