"""The process that parses what strangers made: it reads one file after another and can be ended at any moment.

Started as ``python -m broadcaster.services.reading_worker LIMITS FOLDER``. A line of JSON comes in for each file, one
goes out. Nothing that a file makes a parser do may reach further: once it has started, the process opens no connection,
starts no program and writes no file but in its own folder.
"""

from __future__ import annotations

import functools
import io
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, cast

import psutil

from broadcaster import engines
from broadcaster.domain.news import NewsDraft
from broadcaster.domain.reading_limits import ReadingLimits
from broadcaster.errors import BroadcasterError, FileTooLong, UnknownFileKind
from broadcaster.feeds.json_feed import JsonFeedSource
from broadcaster.feeds.limits import Limits
from broadcaster.feeds.syndication import SyndicationSource
from broadcaster.feeds.unpack import unpack
from broadcaster.feeds.web_page import links_of, read_page
from broadcaster.files import read_bytes
from broadcaster.services.reading_questions import ANSWERS, LIMITS, QUESTIONS, Answer, Question, Wanted

READY = "{}\n"
"""What the process says once it can be asked."""

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


def answer(question: Question, limits: ReadingLimits) -> Answer:
    """Do what is asked, or give the error that says why it cannot be done."""
    try:
        return _ANSWERING[question.wanted](question, limits)
    except BroadcasterError as error:
        fields = {name: str(value) for name, value in error.fields.items()}
        return Answer(error=type(error).__name__, fields=fields)
    # The fence around parsers: a file may break one in any way, and the next file must be read all the same.
    except Exception as error:  # noqa: BLE001 - RecursionError and MemoryError too
        return Answer(broken=f"{type(error).__name__}: {error}"[:500])


def _news(question: Question, limits: ReadingLimits) -> Answer:
    source = _source(question.path, limits)
    if question.columns and hasattr(source, "knowing"):
        source = source.knowing(question.columns)
    recognition = _recognition() if hasattr(source, "recognising") else None
    if recognition is not None:
        source = source.recognising(recognition)
    return Answer(drafts=_short_enough(source.read(question.path), question.path, limits))


def _members(question: Question, limits: ReadingLimits) -> Answer:
    return Answer(unpacked=unpack(question.path, Path(question.into), limits=Limits.of(limits)))


def _page(question: Question, limits: ReadingLimits) -> Answer:
    draft = read_page(read_bytes(question.path), address=question.address, charset=question.charset)
    return Answer(drafts=_short_enough([draft], question.path, limits))


def _links(question: Question, limits: ReadingLimits) -> Answer:
    del limits
    return Answer(links=links_of(read_bytes(question.path), address=question.address, charset=question.charset))


def _feed(question: Question, limits: ReadingLimits) -> Answer:
    source = JsonFeedSource if question.path.suffix == ".json" else SyndicationSource
    return Answer(drafts=_short_enough(source(fetched=True).read(question.path), question.path, limits))


_ANSWERING: Mapping[Wanted, Callable[[Question, ReadingLimits], Answer]] = {
    Wanted.NEWS: _news,
    Wanted.MEMBERS: _members,
    Wanted.PAGE: _page,
    Wanted.LINKS: _links,
    Wanted.FEED: _feed,
}


def _short_enough(drafts: Sequence[NewsDraft], path: Path, limits: ReadingLimits) -> tuple[NewsDraft, ...]:
    if sum(len(draft.body) + len(draft.original) for draft in drafts) > limits.letters:
        raise FileTooLong(path=path, most=limits.letters)
    return tuple(drafts)


@functools.cache
def _recognition() -> engines.FencedRecognition | None:
    """Make what reads letters out of pictures, once for the process: its models take long to load."""
    return engines.text_recognition()


def _source(path: Path, limits: ReadingLimits) -> Any:  # noqa: ANN401 - a NewsSource
    for source in engines.news_sources(limits):
        if path.suffix.lower() in source.suffixes:
            return source
    raise UnknownFileKind(path=path)


def _forbid(event: str, arguments: Sequence[Any], inside: Sequence[str]) -> None:
    """Refuse what the interpreter is about to do for a parser; `inside` names the folders that may be written to."""
    if event in _FORBIDDEN:
        raise PermissionError(f"{event} is not for a parser")
    if event == "open":
        path, _, flags = arguments
        written = cast("int", flags) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if written and not isinstance(path, int) and not os.fsdecode(path).startswith((*inside, os.devnull)):
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
    """Do what is asked until nobody asks any more."""
    limits, own = LIMITS.validate_json(sys.argv[1]), sys.argv[2]
    answers, questions = _answers(), io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8")
    inside = [own]
    sys.dont_write_bytecode = True
    tempfile.tempdir = own
    _hold_to(limits.memory_mb * _MEGABYTE)
    sys.addaudithook(lambda event, arguments: _forbid(event, arguments, inside))
    answers.write(READY)
    answers.flush()
    for line in questions:
        question = QUESTIONS.validate_json(line)
        inside[1:] = [question.into] if question.into else []
        answers.write(ANSWERS.dump_json(answer(question, limits)).decode() + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
