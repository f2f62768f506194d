"""The descriptions of outside speech programs: ``voices/command/*.toml``."""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator, model_validator

from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.sound import Voice
from broadcaster.errors import BroadcasterError, EngineUnavailable, SettingsError
from broadcaster.speech.description import Description, Spoken, VoiceId, Words, wrong
from broadcaster.speech.description import described as read_description
from broadcaster.speech.file_sums import file_sum, revision_of

PLACES = ("text", "text_file", "wav", "voice")
"""What may stand in braces in a command."""

BRACES = re.compile(r"\{(\w*)\}")
_BATCH = (".bat", ".cmd")

Line = Annotated[tuple[Words, ...], Field(min_length=1)]


class DescribedVoice(Description):
    """One voice of a program."""

    id: VoiceId
    """What settings call it."""
    label: Words
    """What people are shown."""
    presenter: Spoken
    """For whom it reads."""
    name: str = ""
    """What the program calls it, handed over as ``{voice}``; the id when left out."""


class DescribedProgram(Description):
    """How to ask a program for a sentence."""

    command: Line
    """The program and its arguments, each on its own; no shell ever sees them."""
    voice: Annotated[tuple[DescribedVoice, ...], Field(min_length=1)]
    """Its voices, each under ``[[voice]]``."""
    timeout_seconds: Annotated[int, Field(ge=1, le=600)] = 60
    """How long one sentence may take."""
    at_once: Annotated[int, Field(ge=1, le=16)] = 1
    """How many sentences it may be asked at the same time."""
    version: str = ""
    """Its version, typed; a new one makes every sentence be said anew."""
    version_command: tuple[Words, ...] = ()
    """A command whose first line of output is the version."""

    @field_validator("command")
    @classmethod
    def _known_places(cls, command: tuple[str, ...]) -> tuple[str, ...]:
        strange = [found for part in command for found in BRACES.findall(part) if found not in PLACES]
        if strange:
            raise wrong(f"có chỗ điền lạ {{{strange[0]}}}; chỉ dùng được {', '.join(f'{{{p}}}' for p in PLACES)}")
        if BRACES.search(command[0]):
            raise wrong("phải mở đầu bằng tên chương trình, không phải chỗ điền")
        if command[0].lower().endswith(_BATCH) and any("{text}" in part for part in command):
            raise wrong("là tệp .bat, .cmd: không nhận {text}, hãy dùng {text_file}")  # cmd.exe would read the signs
        return command

    @model_validator(mode="after")
    def _each_voice_once(self) -> DescribedProgram:
        ids = [voice.id for voice in self.voice]
        twice = sorted({each for each in ids if ids.count(each) > 1})
        if twice:
            raise wrong(f"khai giọng {', '.join(twice)} nhiều lần")
        return self

    def uses(self, place: str) -> bool:
        """Say whether the command has a place to fill in."""
        return any(place in BRACES.findall(part) for part in self.command)


@dataclass(frozen=True, kw_only=True, slots=True)
class CommandVoice:
    """One voice of a described program, ready to be asked."""

    voice: Voice
    """As people see it, with its revision."""
    name: str
    """What the program calls it."""
    program: DescribedProgram
    """How to ask."""
    file: Path
    """The description."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CommandFolder:
    """What a folder of descriptions holds."""

    voices: tuple[CommandVoice, ...]
    """The voices of the descriptions that are right, by file and place."""
    faults: Mapping[str, str]
    """What is wrong with the others, by file name."""


Versions = Callable[[DescribedProgram, Path], str]
"""Asks a program for its version, in the folder of its description; raises EngineUnavailable."""


def command_folder(folder: Path, version_of: Versions) -> CommandFolder:
    """Read every description; one that is wrong is a fault and hides no other."""
    voices: dict[str, CommandVoice] = {}
    faults: dict[str, str] = {}
    for file in sorted(folder.glob("*.toml")):
        try:
            found = _voices_of(file, version_of)
            _check_new(found, voices)
            voices |= {each.voice.id: each for each in found}
        except SettingsError as error:
            faults[file.name] = "; ".join(error.findings)
        except BroadcasterError as error:
            faults[file.name] = f"{file.name}: {error.fields.get('reason', error)}"
    return CommandFolder(voices=tuple(voices.values()), faults=faults)


def _check_new(found: Iterable[CommandVoice], known: Mapping[str, CommandVoice]) -> None:
    twice = [each for each in found if each.voice.id in known]
    if twice:
        said = [f"giọng {each.voice.id} đã khai trong {known[each.voice.id].file.name}" for each in twice]
        raise SettingsError(findings=(f"{twice[0].file.name}: {', '.join(said)}",))


def _voices_of(file: Path, version_of: Versions) -> list[CommandVoice]:
    program = read_description(file, DescribedProgram)
    sums = [file_sum(path) for path in _own_files(program.command, file.parent)]
    told = version_of(program, file.parent) if program.version_command else ""
    # how long to wait and how many to ask at once do not change the sound
    asked = fingerprint(program.model_dump(mode="json", include={"command", "version"}))
    return [
        CommandVoice(
            voice=Voice(
                id=each.id,
                label=unicodedata.normalize("NFC", each.label),
                presenter=each.presenter,
                revision=revision_of(asked, told, each.name, *sums),
            ),
            name=each.name or each.id,
            program=program,
            file=file,
        )
        for each in program.voice
    ]


def _own_files(command: Sequence[str], folder: Path) -> list[Path]:
    """Give the files that the command names by a path: the program, a script, a model; they make the sound."""
    program_path(command, folder)
    named = [folder / part for part in command if not BRACES.search(part)]
    return [path for path in named if path.is_file()]


def program_path(command: Sequence[str], folder: Path) -> str:
    """Find the program of a command: beside the description, else where the system looks; raises EngineUnavailable."""
    beside = folder / command[0]
    if beside.is_file():
        return str(beside)
    found = shutil.which(command[0])
    if found is None:
        raise EngineUnavailable(engine="command", reason=f'không tìm thấy chương trình "{command[0]}"')
    return found
