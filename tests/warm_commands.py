"""The real commands, each in a process of its own that is forked from one in which the libraries are loaded already.

Starting Python and loading the libraries is nine tenths of the work of a short command, and tests give hundreds. What
differs from ``python -m broadcaster`` is that start alone; the rest, from the words of the command line to the exit
code, is the same. Linux only: elsewhere commands are started as ever.
"""

import atexit
import functools
import gc
import importlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

LOADED = ("broadcaster.cli", "broadcaster.cli.edge", "broadcaster.station")
"""What nearly every command loads; nothing among it starts a thread."""

AVAILABLE = sys.platform == "linux"
OUT, ERR = "out", "err"


@functools.cache
def _started():
    """Give the process that forks for each command, and the lock of those who ask it."""
    process = subprocess.Popen(
        [sys.executable, __file__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )
    atexit.register(process.communicate)
    return process, threading.Lock()


def run(arguments):
    """Run ``broadcaster`` with these arguments in the environment and the folder of this moment.

    Gives what ``subprocess.run`` gives; standard input is empty.
    """
    process, lock = _started()
    environ = {**os.environ, "PYTHONUTF8": "1"}
    with tempfile.TemporaryDirectory() as place, lock:
        order = {"arguments": arguments, "environ": environ, "folder": str(Path.cwd()), "place": place}
        process.stdin.write(json.dumps(order) + "\n")
        process.stdin.flush()
        code = int(process.stdout.readline())
        out, err = (Path(place, name).read_text(encoding="utf-8") for name in (OUT, ERR))
    return subprocess.CompletedProcess(["broadcaster", *arguments], code, out, err)


def _serve():
    """Fork for each order that comes in, and tell the exit code; come back in the fork alone, ready for its command."""
    orders, answers = os.fdopen(os.dup(0), encoding="utf-8"), os.fdopen(os.dup(1), "w", encoding="utf-8")
    _put(os.devnull, 0, os.O_RDONLY)
    for line in orders:
        order = json.loads(line)
        child = os.fork()
        if not child:
            orders.close()
            answers.close()
            _become(order)
            return
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), file=answers, flush=True)
    sys.exit()


def _become(order):
    for name, number in ((OUT, 1), (ERR, 2)):
        _put(Path(order["place"], name), number, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.environ.clear()
    os.environ.update(order["environ"])
    time.tzset()
    os.chdir(order["folder"])
    sys.argv[:] = ["broadcaster", *order["arguments"]]


def _put(path, number, flags):
    opened = os.open(path, flags, 0o600)
    os.dup2(opened, number)
    os.close(opened)


if __name__ == "__main__":
    sys.path[0] = os.getcwd()  # noqa: PTH109 - as with -m; the tests' own modules are no part of the program
    for module in LOADED:
        importlib.import_module(module)
    gc.freeze()  # what is loaded stays: no fork looks through it when it ends
    _serve()
    sys.modules["broadcaster.cli"].main()
