"""The offline voice of any program that writes a WAV, described in ``voices/command/*.toml``.

The program gets the sentence as an argument, in a file, or on its standard input, and gives the WAV in a file or on its
standard output. All its streams are files: a program that leaves a child behind cannot hold the station on a pipe.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from broadcaster.domain.sound import Pcm, Voice
from broadcaster.errors import EngineUnavailable, SpeechFailed
from broadcaster.ports import VoicePlace
from broadcaster.speech.command_files import (
    BRACES,
    CommandFolder,
    CommandVoice,
    DescribedProgram,
    command_folder,
    program_path,
)
from broadcaster.speech.sentences import readable, voice_named
from broadcaster.speech.wav import WavUnfit, decoded_wav

_FORM = "1"
_VERSION_PATIENCE_S = 10
_LARGEST = 200_000_000
_OURS = "BROADCASTER_"
_SECRET = re.compile(r"KEY|TOKEN|SECRET|PASSW", re.IGNORECASE)
_SHORTEST_SECRET = 6
_LAST_WORDS = 200


class CommandEngine:
    """Every voice of every description; the program runs anew for each sentence."""

    name = "command"
    online = False

    def __init__(self, folder: Path | None = None) -> None:
        """Take the folder of the descriptions; without one there is no voice."""
        self._folder = folder
        self._versions: dict[tuple[str, ...], str] = {}

    @classmethod
    def for_station(cls, place: VoicePlace) -> Self:
        """Ask the station's own programs."""
        return cls(place.folder)

    @property
    def at_once(self) -> int:
        """Give how many sentences every program bears at the same time."""
        return min((each.program.at_once for each in self._described().voices), default=1)

    def version(self) -> str:
        """Give how programs are asked; what each of them is stands in its voices. Raises EngineUnavailable."""
        self._found()
        return _FORM

    def voices(self) -> Sequence[Voice]:
        """Give the voices of the descriptions that are right."""
        return tuple(each.voice for each in self._described().voices)

    def faults(self) -> Mapping[str, str]:
        """Say what is wrong with the other descriptions, by file name."""
        return self._described().faults

    def synthesise(self, spoken: str, voice: str) -> Pcm:
        """Say one sentence; raises EngineUnavailable, UnknownVoice or SpeechFailed."""
        found = self._found()
        asked = voice_named(voice, [each.voice for each in found], engine=self.name)
        sentence = readable(spoken, engine=self.name)
        return _asked(next(each for each in found if each.voice.id == asked.id), sentence)

    def _found(self) -> tuple[CommandVoice, ...]:
        if self._folder is None:
            raise _off("chỉ dùng được trong thư mục đài, nơi có voices/command")
        described = self._described()
        if not described.voices:
            wrong = "; ".join(described.faults.values())
            raise _off(wrong or "chưa có tệp khai báo nào trong voices/command; cách viết: docs/bo-doc/command.md")
        return described.voices

    def _described(self) -> CommandFolder:
        if self._folder is None:
            return CommandFolder(voices=(), faults={})
        return command_folder(self._folder, self._version_of)

    def _version_of(self, program: DescribedProgram, folder: Path) -> str:
        line = program.version_command
        if line not in self._versions:
            self._versions[line] = _told_version(line, folder)
        return self._versions[line]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Ended:
    """What a program left behind."""

    code: int
    output: bytes
    complaint: str


class _Hung(Exception):
    """The program did not end in time and was ended."""


class _NotStarted(Exception):
    """The system would not start the program."""


def _asked(voice: CommandVoice, sentence: str) -> Pcm:
    """Run the program for one sentence and take its sound; raises EngineUnavailable or SpeechFailed."""
    program = voice.program
    with tempfile.TemporaryDirectory(prefix="broadcaster-", ignore_cleanup_errors=True) as name:
        place = Path(name)
        wav, text_file = place / "cau.wav", place / "cau.txt"
        text_file.write_text(sentence, encoding="utf-8", newline="\n")
        fill = {"text": sentence.lstrip("-–/ "), "text_file": str(text_file), "wav": str(wav), "voice": voice.name}
        line = [_filled(part, fill) for part in program.command]
        by_input = not program.uses("text") and not program.uses("text_file")
        try:
            ended = _run(line, voice.file.parent, place, text_file if by_input else None, program.timeout_seconds)
        except _Hung as error:
            reason = f"chương trình chạy quá {program.timeout_seconds} giây, đã dừng"
            raise _failed(voice, sentence, reason, str(error)) from error
        except _NotStarted as error:
            raise _off(f"{voice.file.name}: không chạy được chương trình ({error})") from error
        if ended.code != 0:
            raise _failed(voice, sentence, f"chương trình dừng với mã {ended.code}", ended.complaint)
        return _heard(voice, sentence, ended, wav if program.uses("wav") else None)


def _heard(voice: CommandVoice, sentence: str, ended: _Ended, wav: Path | None) -> Pcm:
    if wav is not None and not wav.is_file():
        raise _failed(voice, sentence, "chương trình không ghi tệp WAV", ended.complaint)
    try:
        return decoded_wav(ended.output if wav is None else _taken(wav))
    except WavUnfit as error:
        raise _failed(voice, sentence, str(error), ended.complaint) from error


def _filled(part: str, fill: Mapping[str, str]) -> str:
    """Fill in all places at once: what a sentence has in braces stays as it is."""
    return BRACES.sub(lambda found: fill[found[1]], part)


def _run(line: Sequence[str], folder: Path, place: Path, text: Path | None, patience_s: int) -> _Ended:
    """Run a program in the description's folder to its end; raises _Hung or _NotStarted."""
    output, errors = place / "ra", place / "loi"
    feed = (text or Path(os.devnull)).open("rb")
    with feed, output.open("wb") as out, errors.open("wb") as err:
        try:
            process = subprocess.Popen(  # noqa: S603 - the station's own description names it; no shell
                [program_path(line, folder), *line[1:]],
                stdin=feed,
                stdout=out,
                stderr=err,
                cwd=folder,
                env={name: value for name, value in os.environ.items() if not name.startswith(_OURS)},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except (OSError, ValueError) as error:  # ValueError: a zero byte
            raise _NotStarted(str(error)) from error
        try:
            code = process.wait(patience_s)
        except subprocess.TimeoutExpired as error:
            raise _Hung(_complaint(errors)) from error
        finally:
            process.kill()
            process.wait()
    return _Ended(code=code, output=_taken(output), complaint=_complaint(errors))


def _taken(file: Path) -> bytes:
    """Give what a program wrote, up to what no sentence needs: a WAV that is longer is then found to be cut off."""
    with file.open("rb") as stream:
        return stream.read(_LARGEST)


def _complaint(errors: Path) -> str:
    """Give the last line that the program said on its standard error, without secrets of the environment."""
    said = errors.read_bytes()[-4_096:].decode("utf-8", errors="replace")
    line = next((line.strip() for line in reversed(said.splitlines()) if line.strip()), "")
    for name, value in os.environ.items():
        if _SECRET.search(name) and len(value) >= _SHORTEST_SECRET:
            line = line.replace(value, "***")
    return "".join(sign for sign in line if sign.isprintable())[-_LAST_WORDS:]


def _told_version(line: Sequence[str], folder: Path) -> str:
    with tempfile.TemporaryDirectory(prefix="broadcaster-", ignore_cleanup_errors=True) as name:
        try:
            ended = _run(line, folder, Path(name), None, _VERSION_PATIENCE_S)
        except (_Hung, _NotStarted) as error:
            raise _off("version_command không chạy được hoặc không dừng") from error
    told = ended.output.decode("utf-8", errors="replace").strip().splitlines() or [ended.complaint]
    if ended.code != 0 or not told[0]:
        raise _off(f"version_command dừng với mã {ended.code}{f': {ended.complaint}' if ended.complaint else ''}")
    return told[0]


def _failed(voice: CommandVoice, sentence: str, reason: str, complaint: str) -> SpeechFailed:
    said = f' (chương trình báo: "{complaint}")' if complaint else ""
    return SpeechFailed(engine=CommandEngine.name, text=sentence, reason=f"giọng {voice.voice.id}: {reason}{said}")


def _off(reason: str) -> EngineUnavailable:
    return EngineUnavailable(engine=CommandEngine.name, reason=reason)
