"""Reads strangers' files in processes of their own, which are ended when a file is too large, slow or greedy."""

from __future__ import annotations

import atexit
import contextlib
import functools
import logging
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import psutil

from broadcaster import errors
from broadcaster.domain.news import NewsDraft
from broadcaster.domain.news_columns import ColumnSet
from broadcaster.domain.reading_limits import ReadingLimits
from broadcaster.errors import BroadcasterError, FileBroken, FileTooGreedy, FileTooLarge, FileTooSlow, InputError
from broadcaster.feeds.members import Unpacked
from broadcaster.files import translated
from broadcaster.services import reading_worker
from broadcaster.services.reading_questions import ANSWERS, LIMITS, QUESTIONS, Answer, Question, Wanted

logger = logging.getLogger(__name__)

AT_ONCE = 2
"""How many files are read at the same time: one a core of an ordinary PC."""

_MEGABYTE = 1024 * 1024
_WATCH_SECONDS = 0.05
_START_SECONDS = 30.0
_IDLE_SECONDS = 30.0
_STOPPED = "tiến trình đọc tệp đã dừng"
_MOST_ANSWER = 64 * _MEGABYTE


@dataclass(frozen=True, kw_only=True, slots=True)
class FileRead:
    """What came of one file."""

    path: Path
    """The file."""
    drafts: tuple[NewsDraft, ...] = ()
    """What stands in it."""
    refusal: BroadcasterError | None = None
    """Why nothing of it was taken."""


class ReadingRoom:
    """Workers that read files, started when they are needed and ended when nothing was read for a while."""

    def __init__(
        self, limits: ReadingLimits, *, columns: tuple[ColumnSet, ...] = (), module: str = reading_worker.__name__
    ) -> None:
        """Take what a file may ask for, the tables that an editor explained, and the module that each process runs."""
        self.limits = limits
        self._module = module
        self._columns = columns
        self._idle: list[_Worker] = []
        self._lock = threading.Lock()
        self._closing: threading.Timer | None = None

    def read(self, path: Path) -> tuple[NewsDraft, ...]:
        """Read one file.

        Raises:
            FileMissing, FileFailed: it cannot be opened.
            FileTooLarge, FileTooSlow, FileTooGreedy, FileBroken: it is over a limit, or its parser fell over it.
            InputError: what its source says of it.
        """
        return self._asked(Question(wanted=Wanted.NEWS, path=path, columns=self._columns)).drafts

    def members(self, path: Path, into: Path) -> Unpacked:
        """Take an archive or a letter apart into a folder that is there; raises what :meth:`read` does."""
        unpacked = self._asked(Question(wanted=Wanted.MEMBERS, path=path, into=str(into))).unpacked
        return unpacked or Unpacked(members=(), refused=())

    def page(self, path: Path, *, address: str, charset: str = "") -> NewsDraft:
        """Give the article of a page that was fetched and lies in a file; raises what :meth:`read` does."""
        (draft,) = self._asked(Question(wanted=Wanted.PAGE, path=path, address=address, charset=charset)).drafts
        return draft

    def links(self, path: Path, *, address: str, charset: str = "") -> tuple[str, ...]:
        """Give the addresses of the articles that such a page lists; raises what :meth:`read` does."""
        return self._asked(Question(wanted=Wanted.LINKS, path=path, address=address, charset=charset)).links

    def feed(self, path: Path) -> tuple[NewsDraft, ...]:
        """Give the entries of a feed that was fetched, poor ones made up for; raises what :meth:`read` does."""
        return self._asked(Question(wanted=Wanted.FEED, path=path)).drafts

    def read_all(self, paths: Sequence[Path]) -> Iterator[FileRead]:
        """Read files, some at a time, and give what came of each in their order."""
        with ThreadPoolExecutor(AT_ONCE, "reading") as threads:
            waiting: list[Future[FileRead]] = [threads.submit(self._tried, path) for path in paths]
            for each in waiting:
                yield each.result()

    def close(self) -> None:
        """End the workers that wait."""
        with self._lock:
            idle, self._idle = self._idle, []
            if self._closing is not None:
                self._closing.cancel()
        for worker in idle:
            worker.end()

    def _asked(self, question: Question) -> Answer:
        """Have a process do something with a file, and raise what speaks against it."""
        path = question.path
        with translated(path):
            size = path.stat().st_size
        if size > self.limits.file_mb * _MEGABYTE:
            raise FileTooLarge(path=path, size=-(-size // _MEGABYTE), most=self.limits.file_mb)
        worker = self._taken()
        try:
            answer = worker.ask(question, self.limits)
        except BaseException:
            worker.end()
            raise
        self._given_back(worker)
        return _checked(answer, path)

    def _tried(self, path: Path) -> FileRead:
        try:
            return FileRead(path=path, drafts=self.read(path))
        except BroadcasterError as error:
            return FileRead(path=path, refusal=error)

    def _taken(self) -> _Worker:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return _Worker(self.limits, self._module)

    def _given_back(self, worker: _Worker) -> None:
        with self._lock:
            self._idle.append(worker)
            if self._closing is not None:
                self._closing.cancel()
            self._closing = threading.Timer(_IDLE_SECONDS, self.close)
            self._closing.daemon = True
            self._closing.start()


@functools.cache
def reading_room(limits: ReadingLimits, columns: tuple[ColumnSet, ...] = ()) -> ReadingRoom:
    """Give the process's one room for these limits and tables."""
    room = ReadingRoom(limits, columns=columns)
    atexit.register(room.close)
    return room


class _Worker:
    """One process that reads files."""

    def __init__(self, limits: ReadingLimits, module: str) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="broadcaster-doc-", ignore_cleanup_errors=True)
        command = [sys.executable, "-m", module, LIMITS.dump_json(limits).decode(), self._folder.name]
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter with our own module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._questions = cast("IO[bytes]", self._process.stdin)
        self._told = cast("IO[bytes]", self._process.stdout)
        self._answers: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._started = False
        threading.Thread(target=self._listen, daemon=True).start()

    def ask(self, question: Question, limits: ReadingLimits) -> Answer:
        """Have it done; raises FileTooSlow, FileTooGreedy or FileBroken, after which the process is of no use."""
        path = question.path
        try:
            self._wait_until_ready()
            self._questions.write(QUESTIONS.dump_json(question) + b"\n")
            self._questions.flush()
        except (OSError, queue.Empty) as error:
            raise FileBroken(path=path, reason=_STOPPED) from error
        until = time.monotonic() + limits.seconds
        while True:
            with contextlib.suppress(queue.Empty):
                answer = self._answers.get(timeout=_WATCH_SECONDS)
                return self._understood(answer, path, limits)
            if self._memory() > limits.memory_mb * _MEGABYTE:
                raise FileTooGreedy(path=path, most=limits.memory_mb)
            if time.monotonic() > until:
                raise FileTooSlow(path=path, seconds=limits.seconds)

    def _wait_until_ready(self) -> None:
        """Wait for a process that has just started; raises queue.Empty when it never gets there."""
        if not self._started:
            self._started = bool(self._answers.get(timeout=_START_SECONDS))

    def end(self) -> None:
        """End the process at once, with all that it left on the disk."""
        logger.debug("reading worker ended", extra={"action": "reading_worker_ended"})
        self._process.kill()
        self._process.wait()
        for pipe in (self._questions, self._told):
            with contextlib.suppress(OSError):
                pipe.close()
        self._folder.cleanup()

    def _understood(self, answer: bytes, path: Path, limits: ReadingLimits) -> Answer:
        if not answer.endswith(b"\n"):  # it fell over the file, or what it says has no end
            killed = self._process.poll() not in {None, 0}
            reason = _STOPPED if killed else "tệp cho ra quá nhiều chữ"
            raise FileBroken(path=path, reason=reason)
        told = ANSWERS.validate_json(answer)
        if told.broken.startswith("MemoryError"):
            raise FileTooGreedy(path=path, most=limits.memory_mb)
        return told

    def _listen(self) -> None:
        with contextlib.suppress(OSError, ValueError):  # the pipe was closed under it
            while True:
                answer = self._told.readline(_MOST_ANSWER)
                self._answers.put(answer)
                if not answer.endswith(b"\n"):
                    return

    def _memory(self) -> int:
        try:
            return psutil.Process(self._process.pid).memory_info().rss
        except psutil.Error:
            return 0


def _checked(answer: Answer, path: Path) -> Answer:
    """Give a good answer, and raise what a bad one tells."""
    if answer.broken:
        logger.warning("%s: %s", path.name, answer.broken, extra={"action": "news_file_broken"})
        raise FileBroken(path=path, reason=answer.broken)
    if answer.error:
        kind = getattr(errors, answer.error, InputError)
        refusal: BroadcasterError = kind(**answer.fields)
        if isinstance(refusal, InputError):
            raise refusal
        raise FileBroken(path=path, reason=str(refusal)) from refusal
    return answer
