"""The process that parses what strangers made: it reads one file after another and can be ended at any moment.

Started as ``python -m broadcaster.services.reading_worker LIMITS FOLDER``. A line of JSON comes in for each file, one
goes out. Nothing that a file makes a parser do may reach further: once it has started, the process opens no connection,
starts no program and writes no file but in its own folder.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any, cast

import psutil
from pydantic import TypeAdapter

from broadcaster import engines
from broadcaster.domain.news import NewsDraft
from broadcaster.domain.news_columns import ColumnSet
from broadcaster.domain.reading_limits import ReadingLimits
from broadcaster.errors import BroadcasterError, FileTooLong, UnknownFileKind

READY = "{}\n"
"""What the process says once it can be asked."""

_DRAFTS = TypeAdapter(tuple[NewsDraft, ...])
_LIMITS = TypeAdapter(ReadingLimits)
_COLUMNS = TypeAdapter(tuple[ColumnSet, ...])
_MEGABYTE = 1024 * 1024

_FORBIDDEN = frozenset(
    [
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.posix_spawn",
        "os.spawn",
        "os.startfile",
        "os.system",
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.sendto",
        "subprocess.Popen",
        "urllib.Request",
    ]
)
"""What the interpreter tells of by its audit hooks and a parser has no business with."""


def read_file(path: Path, limits: ReadingLimits, columns: tuple[ColumnSet, ...] = ()) -> str:
    """Give what stands in a file as JSON: its drafts, or the error that says why there are none."""
    try:
        source = _source(path, limits)
        if columns and hasattr(source, "knowing"):
            source = source.knowing(columns)
        drafts = _short_enough(source.read(path), path, limits)
        return json.dumps({"drafts": _DRAFTS.dump_python(drafts, mode="json")})
    except BroadcasterError as error:
        fields = {name: str(value) for name, value in error.fields.items()}
        return json.dumps({"error": type(error).__name__, "fields": fields})
    # The fence around parsers: a file may break one in any way, and the next file must be read all the same.
    except Exception as error:  # noqa: BLE001 - RecursionError and MemoryError too
        return json.dumps({"broken": f"{type(error).__name__}: {error}"[:500]})


def drafts_of(answer: Mapping[str, Any]) -> tuple[NewsDraft, ...]:
    """Read the drafts of an answer."""
    return _DRAFTS.validate_python(answer["drafts"], strict=False)


def as_argument(limits: ReadingLimits) -> str:
    """Write limits as the worker takes them."""
    return _LIMITS.dump_json(limits).decode()


def columns_as_argument(columns: tuple[ColumnSet, ...]) -> str:
    """Write the tables that an editor explained as the worker takes them."""
    return _COLUMNS.dump_json(columns).decode()


def _short_enough(drafts: Sequence[NewsDraft], path: Path, limits: ReadingLimits) -> tuple[NewsDraft, ...]:
    if sum(len(draft.body) + len(draft.original) for draft in drafts) > limits.letters:
        raise FileTooLong(path=path, most=limits.letters)
    return tuple(drafts)


def _source(path: Path, limits: ReadingLimits) -> Any:  # noqa: ANN401 - a NewsSource
    for source in engines.news_sources(limits):
        if path.suffix.lower() in source.suffixes:
            return source
    raise UnknownFileKind(path=path)


def _forbid(event: str, arguments: Sequence[Any], inside: str) -> None:
    if event in _FORBIDDEN:
        raise PermissionError(f"{event} is not for a parser")
    if event == "open":
        path, _, flags = arguments
        written = cast("int", flags) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if written and not isinstance(path, int) and not os.fsdecode(path).startswith((inside, os.devnull)):
            raise PermissionError(f"a parser wrote to {os.fsdecode(path)}")


def _hold_to(memory: int) -> None:
    """Have the system refuse memory past the limit, where it can; the parent watches everywhere."""
    if psutil.LINUX:
        psutil.Process().rlimit(psutil.RLIMIT_DATA, (memory, memory))


def _answers() -> IO[str]:
    """Keep standard output for answers; what a parser prints goes to standard error."""
    kept = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)
    return kept


def main() -> None:
    """Read the files that are asked for until nobody asks any more."""
    limits, own = _LIMITS.validate_json(sys.argv[1]), sys.argv[2]
    answers, questions = _answers(), io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8")
    sys.dont_write_bytecode = True
    tempfile.tempdir = own
    _hold_to(limits.memory_mb * _MEGABYTE)
    sys.addaudithook(lambda event, arguments: _forbid(event, arguments, own))
    answers.write(READY)
    answers.flush()
    for line in questions:
        asked = json.loads(line)
        columns = _COLUMNS.validate_json(asked.get("columns", "[]"))
        answers.write(read_file(Path(asked["path"]), limits, columns) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
