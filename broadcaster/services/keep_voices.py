"""Take a Piper voice into the station, or let one go; a voice comes in whole, tried, or not at all."""

from __future__ import annotations

import re
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

import numpy as np

from broadcaster.domain.ids import DurationMs
from broadcaster.domain.scripts import Presenter
from broadcaster.domain.sound import Voice
from broadcaster.errors import SpeechError, UnknownVoice, VoiceInUse, VoiceRefused, VoiceStands
from broadcaster.files import read_bytes, translated, write_text, written_whole
from broadcaster.services.progress import Progress, silent
from broadcaster.speech import voice_download
from broadcaster.speech.description import VOICE_ID
from broadcaster.speech.file_sums import file_sum
from broadcaster.speech.piper import PiperEngine
from broadcaster.speech.piper_files import (
    CONFIG,
    MODEL,
    WORDS,
    PiperFile,
    config_beside,
    piper_file,
    piper_folder,
    read_config,
    voice_id,
)
from broadcaster.speech.sentences import voice_named
from broadcaster.station import Station

TRIED = "Xin chào quý vị và các bạn."
"""What a new voice has to say before it is taken in."""

_FAINTEST = 33  # -60 dBFS: what nobody hears
_ENGINE = PiperEngine.name


@dataclass(frozen=True, kw_only=True, slots=True)
class NewVoice:
    """What is known of a voice before it is taken in."""

    name: str = ""
    """Its id; made of the file's name when left out."""
    presenter: Presenter | None = None
    """For whom it reads; guessed from the name when left out."""
    force: bool = False
    """Whether it may take the place of another voice of that id."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Added:
    """A voice that was taken in."""

    voice: Voice
    """The voice."""
    language: str
    """What it speaks, as espeak calls it."""
    tried: DurationMs
    """How long its try sentence was."""
    new: bool
    """False when the very same voice was there already."""


def add_voice(station: Station, model: Path, *, config: Path | None = None, wanted: NewVoice) -> Added:
    """Try a model with its configuration, then copy both into ``voices/piper``.

    Raises:
        VoiceRefused (not a Piper voice, or it does not speak), VoiceStands, EngineUnavailable, FileMissing, DiskFull,
        ReadOnlyPlace.
    """
    beside = config or config_beside(model)
    with translated(model):
        model.stat()
    if model.suffix.lower() != MODEL:
        raise VoiceRefused(voice=model.name, reason="tệp mô hình phải có đuôi .onnx")
    if beside is None:
        advice = "tải tệp đó về cùng chỗ, hoặc chỉ ra bằng --json TỆP"
        raise VoiceRefused(voice=model.name, reason=f"thiếu tệp cấu hình {model.name}.json bên cạnh; {advice}")
    return _copied(station, model, read_bytes(beside), _name(wanted, model.name), wanted)


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """Where a voice is to be fetched from."""

    url: str
    """Address of the model."""
    sha256: str
    """SHA-256 of the model."""
    config_sha256: str = ""
    """SHA-256 of the configuration, where it is known."""


def fetch_voice(
    station: Station, address: Address, *, config: Path | None = None, wanted: NewVoice, progress: Progress = silent
) -> Added:
    """Fetch a model, going on where the last run stopped, then take it in as :func:`add_voice` does.

    Raises:
        DownloadFailed, and what add_voice raises.
    """
    url = address.url
    sha256 = voice_download.checked_sum(address.sha256, url)
    name = _name(wanted, unquote(_path_of(url).rsplit("/", 1)[-1]))
    content = read_bytes(config) if config else _fetched_config(address)
    _checked_config(content, name)  # before a hundred megabytes are fetched
    there = _folder(station) / (name + MODEL)
    if there.is_file() and file_sum(there) == sha256:
        return _copied(station, there, content, name, wanted)
    if there.exists() and not wanted.force:
        raise VoiceStands(voice=name)
    part = _folder(station) / f".{sha256[:16]}.part"
    with translated(part):
        voice_download.fetch(url, sha256=sha256, part=part, told=progress)
        with _stage(station, name) as stage:
            part.replace(stage / (name + MODEL))
            return _take_in(station, stage, name, content, wanted)


def remove_voice(station: Station, name: str, *, force: bool = False) -> Voice:
    """Delete a voice's files; what it has said is kept.

    Raises:
        UnknownVoice, VoiceInUse (settings name it), ReadOnlyPlace.
    """
    short = name.removeprefix(f"{_ENGINE}:")
    folder = _folder(station)
    found = piper_folder(folder)
    models = {voice_id(path.name): path for path in folder.glob("*" + MODEL)}
    known = [file.voice for file in found.files]
    if short not in models:
        voice_named(short, known, engine=_ENGINE)
        raise UnknownVoice(engine=_ENGINE, voice=short, nearest="")
    _check_unused(station, short, force=force)
    gone = next((voice for voice in known if voice.id == short), None)
    for path in _files_of(models[short]):  # the model first: without it nothing of the voice is left
        with translated(path):
            path.unlink(missing_ok=True)
    return gone or Voice(id=short, label=short, presenter=Presenter.FEMALE)


def _check_unused(station: Station, name: str, *, force: bool) -> None:
    stands_in = {name, f"{name}-nu", f"{name}-nam"}
    chosen = [choice for presenter in Presenter for choice in station.settings.voice.chain(presenter)]
    named = [choice for choice in chosen if choice.engine == _ENGINE and choice.voice in stands_in]
    if named and not force:
        raise VoiceInUse(voice=name, named=named[0])


def _copied(station: Station, model: Path, config: bytes, name: str, wanted: NewVoice) -> Added:
    with _stage(station, name) as stage:
        with written_whole(stage / (name + MODEL)) as copy, translated(model), model.open("rb") as stream:
            shutil.copyfileobj(stream, copy)
        return _take_in(station, stage, name, config, wanted)


def _fetched_config(address: Address) -> bytes:
    parts = urlsplit(address.url)
    url = urlunsplit(parts._replace(path=parts.path + ".json"))
    told = address.config_sha256
    return voice_download.fetch_small(url, sha256=voice_download.checked_sum(told, url) if told else None)


def _take_in(station: Station, stage: Path, name: str, config: bytes, wanted: NewVoice) -> Added:
    """Try what lies in the stage, then move it to its place."""
    _checked_config(config, name)
    with written_whole(stage / (name + CONFIG)) as stream:
        stream.write(config)
    if wanted.presenter is not None:
        write_text(stage / (name + WORDS), f'presenter = "{wanted.presenter.value.lower()}"\n')
    folder = _folder(station)
    other = next((path.name for path in folder.glob("*" + MODEL) if voice_id(path.name) == name), name + MODEL)
    if other != name + MODEL:
        raise VoiceRefused(voice=name, reason=f"voices/piper đã có {other} cùng mã; chọn mã khác bằng --name")
    file, tried = _tried(stage, name)
    there = folder / (name + MODEL)
    same = there.is_file() and _same(stage, folder, name)
    if there.exists() and not same and not wanted.force:
        raise VoiceStands(voice=name)
    _move(stage, folder, name, keep_words=same)
    return Added(voice=file.voice, language=file.language, tried=tried, new=not same)


def _tried(stage: Path, name: str) -> tuple[PiperFile, DurationMs]:
    try:
        file = piper_file(stage / (name + MODEL))
        said = PiperEngine(stage).synthesise(TRIED, name)
    except SpeechError as error:
        raise VoiceRefused(voice=name, reason=str(error.fields.get("reason", error))) from error
    loudness = float(np.sqrt(np.mean(np.square(np.frombuffer(said.samples, "<i2"), dtype=np.float64))))
    if loudness < _FAINTEST:
        raise VoiceRefused(voice=name, reason="giọng đọc câu thử gần như không có tiếng")
    return file, said.duration


def _same(stage: Path, folder: Path, name: str) -> bool:
    """Say whether the station has the same model with the same configuration."""
    pairs = [(stage / (name + end), folder / (name + end)) for end in (MODEL, CONFIG)]
    return all(there.is_file() and file_sum(new) == file_sum(there) for new, there in pairs)


def _move(stage: Path, folder: Path, name: str, *, keep_words: bool) -> None:
    """Put the new files in the place of the old ones, the model last; a refusal of the system brings the old back.

    What was said of another voice (its speaker, its pace) goes with it.
    """
    aside = stage / "cu"
    aside.mkdir()
    moved: list[tuple[Path, Path]] = []
    with translated(folder / name):
        try:
            for end in (WORDS, CONFIG, MODEL):
                place = folder / (name + end)
                new = stage / place.name
                if place.exists() and (new.exists() or not keep_words):
                    place.replace(aside / place.name)
                    moved.append((aside / place.name, place))
                if new.exists():
                    new.replace(place)
                    moved.append((place, new))
        except OSError:
            for now, before in reversed(moved):
                now.replace(before)
            raise


@contextmanager
def _stage(station: Station, name: str) -> Generator[Path]:
    """Give a folder beside the voices that engines do not look into; it is gone afterwards.

    What a run that was killed has left in it goes when the same voice is added again.
    """
    stage = _folder(station) / f".them-{name}"
    shutil.rmtree(stage, ignore_errors=True)
    with translated(stage):
        stage.mkdir(parents=True)
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _checked_config(content: bytes, name: str) -> None:
    try:
        read_config(content, name + CONFIG)
    except SpeechError as error:
        raise VoiceRefused(voice=name, reason=str(error.fields.get("reason", error))) from error


def _name(wanted: NewVoice, file_name: str) -> str:
    if wanted.name and not re.fullmatch(VOICE_ID, wanted.name):
        reason = "mã giọng chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối, ví dụ co-lan"
        raise VoiceRefused(voice=wanted.name, reason=reason)
    return wanted.name or voice_id(file_name)


def _files_of(model: Path) -> list[Path]:
    return [model, *(path for path in (config_beside(model), model.with_suffix(WORDS)) if path)]


def _path_of(url: str) -> str:
    voice_download.check_address(url)
    return urlsplit(url).path


def _folder(station: Station) -> Path:
    return station.voice_place(_ENGINE).folder
