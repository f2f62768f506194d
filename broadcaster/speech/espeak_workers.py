"""Worker processes in which sentences are said: a crash of the C library costs a worker, never the station.

A worker is this Python with nothing but ``espeak_library.py``, orders by its standard input, answers by its standard
output. It ends when its input ends, that is, also when the station is killed; no signal is relied on. (The workers of
``multiprocessing`` would import the station's own program first, and one that crashed would take all others with it.)
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import IO, cast

from broadcaster.speech import espeak_library

AT_ONCE = min(os.cpu_count() or 1, 8)
"""How many sentences are said at once."""

SENTENCE_SECONDS = 60.0
"""A sentence takes milliseconds; a worker that has not answered by then ends itself."""

logger = logging.getLogger(__name__)


class WorkerLost(Exception):
    """A worker ended before it had answered: the library crashed, time was up, or somebody ended the process."""

    def __init__(self, code: int, *, overdue: bool) -> None:
        """Take its exit code, and whether its time was up."""
        super().__init__(f"exit code {code}")
        self.code = code
        self.overdue = overdue


class Workers:
    """At most ``most`` processes, each started when a sentence finds all others busy."""

    def __init__(
        self,
        library: str,
        data: str,
        *,
        most: int = AT_ONCE,
        seconds: float = SENTENCE_SECONDS,
        program: str = espeak_library.__file__,
    ) -> None:
        """Take the library's file, the folder of its data, and what each process runs."""
        self._command = [_python(), "-I", "-S", program, library, data, str(seconds)]
        self._most = most
        self._seconds = seconds
        self._changed = threading.Condition()
        self._idle: list[_Worker] = []
        self._busy: set[_Worker] = set()

    def ask(self, order: bytes) -> bytes:
        """Have an order carried out by whichever worker is free.

        An order whose worker is lost is given to another once: the worker may have been ended from outside.

        Raises:
            WorkerLost: it took too long, or the second worker was lost too.
            OSError: no process can be started here.
        """
        try:
            return self._asked(order)
        except WorkerLost as lost:
            logger.warning("worker lost", extra={"action": "voice_worker_lost", "code": lost.code})
            if lost.overdue:
                raise
        return self._asked(order)

    def close(self) -> None:
        """End every worker; one that is busy loses its sentence."""
        with self._changed:
            workers = [*self._idle, *self._busy]
            self._idle.clear()
        for worker in workers:
            worker.end()

    def processes(self) -> tuple[int, ...]:
        """Give the process ids of the workers that are there."""
        with self._changed:
            return tuple(worker.process_id for worker in (*self._idle, *self._busy))

    def _asked(self, order: bytes) -> bytes:
        worker = self._taken()
        try:
            answer = worker.ask(order)
        except BaseException:  # whatever came, Ctrl-C in the middle of an answer too: it is out of step
            worker.end()
            self._returned(worker, usable=False)
            raise
        self._returned(worker, usable=True)
        return answer

    def _taken(self) -> _Worker:
        with self._changed:
            self._changed.wait_for(lambda: self._idle or len(self._busy) < self._most)
            worker = self._idle.pop() if self._idle else _Worker(self._command, self._seconds)
            self._busy.add(worker)
            return worker

    def _returned(self, worker: _Worker, *, usable: bool) -> None:
        with self._changed:
            self._busy.discard(worker)
            if usable:
                self._idle.append(worker)
            self._changed.notify()


class _Worker:
    """One process."""

    def __init__(self, command: list[str], seconds: float) -> None:
        self._seconds = seconds
        self._process = subprocess.Popen(  # noqa: S603 - our own file with our own Python
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(command[3]).parent,  # on Windows nobody could remove the folder in which it was started
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.process_id = self._process.pid
        self._orders = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)

    def ask(self, order: bytes) -> bytes:
        asked = time.monotonic()
        try:
            self._orders.write(order)
            self._orders.flush()
            size = self._read(4)
            return self._read(int.from_bytes(size, sys.byteorder))
        except (OSError, EOFError) as error:
            code = self._process.wait()
            raise WorkerLost(code, overdue=time.monotonic() - asked >= self._seconds) from error

    def _read(self, size: int) -> bytes:
        content = self._answers.read(size)
        if len(content) < size:
            raise EOFError
        return content

    def end(self) -> None:
        """Kill it: it holds nothing that could be lost."""
        self._process.kill()
        self._process.wait()
        for stream in (self._orders, self._answers):
            with contextlib.suppress(OSError):  # an order that was still on its way
                stream.close()


def _python() -> str:
    """Give the Python of this process, on Windows past the launcher of its environment, which could not be killed."""
    return sys._base_executable if sys.platform == "win32" else sys.executable  # noqa: SLF001 - multiprocessing's way


_pools: dict[tuple[int, str, str], Workers] = {}
_making = threading.Lock()


def workers(library: str, data: str) -> Workers:
    """Give the workers of this process for a library; they are ended when it ends."""
    key = (os.getpid(), library, data)  # a forked process must not answer through its parent's pipes
    with _making:
        if key not in _pools:
            _pools[key] = Workers(library, data)
            atexit.register(_pools[key].close)
        return _pools[key]
