"""Commands in processes of their own that end without a word, as when the power is cut."""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
import tempfile
import time
from pathlib import Path

from broadcaster.cli import main
from broadcaster.storage.store import Store

MOMENTS = ("before", "inside", "after")
"""Before the first transaction that writes, at its end, right after it was kept."""


def started(folder, *words, moment="", most_bytes=None):
    """Start a command in a fork of this process; gives its number and the file of what it says.

    `moment` ends it there; `most_bytes` lets no file grow beyond that, as on a full disk.
    """
    told = Path(tempfile.mkstemp(prefix="loi-")[1])
    process = os.fork()
    if process:
        return process, told
    code = 70
    with contextlib.suppress(BaseException):
        out = os.open(told, os.O_WRONLY)
        os.dup2(out, 1)
        os.dup2(out, 2)
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - the process ends with it
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - the process ends with it
        if most_bytes is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
        if moment:
            Store.writing = _dying(Store.writing, moment)
        try:
            main(["-C", str(folder), *map(str, words)])
        except SystemExit as left:
            code = int(left.code or 0)
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def ended(process, told, *, kill_after_s=None):
    """Wait for a started command, or kill it so much later; gives its exit code (negative when killed) and its words."""
    if kill_after_s is not None:
        time.sleep(kill_after_s)
        os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    said = told.read_text(encoding="utf-8")
    told.unlink()
    return os.waitstatus_to_exitcode(status), said


def run(folder, *words, **ways):
    """Start a command and wait for it."""
    kill_after_s = ways.pop("kill_after_s", None)
    return ended(*started(folder, *words, **ways), kill_after_s=kill_after_s)


def _dying(writing, moment):
    @contextlib.contextmanager
    def dying(store):
        if moment == "before":
            os._exit(9)
        with writing(store) as tx:
            yield tx
            if moment == "inside":
                os._exit(9)
        os._exit(9)

    return dying
