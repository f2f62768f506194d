"""The readers that ``reading.py`` measures, ours and the peers', each in a process of its own.

    python benchmarks/reading_peers.py NAME

Loads one reader and answers requests, one line of JSON each: ``say`` a text, ``time`` some texts, peak ``memory``. A
peer is called by its public functions with its default settings. Libraries that say numbers alone are given the numbers
of the text.
"""

from __future__ import annotations

import importlib
import json
import os
import re
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, Final, TextIO

Say = Callable[[str], str]
OURS: Final = "broadcaster"
ROOT: Final = Path(__file__).parents[1]
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_TAG = re.compile(r"</?en>")
_KIB: Final = 1 if sys.platform == "darwin" else 1024


def _ours() -> Say:
    read = importlib.import_module("broadcaster.copydesk.reading").read
    return lambda text: read(text).spoken


def _function(module: str, name: str) -> Say:
    return getattr(importlib.import_module(module), name)


def _method(module: str, name: str, method: str, *given: str, **named: object) -> Say:
    return getattr(getattr(importlib.import_module(module), name)(*given, **named), method)


def _sea() -> Say:
    normalize = _method("sea_g2p", "Normalizer", "normalize", lang="vi")
    return lambda text: _TAG.sub(" ", normalize(text))


def _hamster() -> Say:
    normalize: Callable[[str], Any] = importlib.import_module("g2p_hamster.t0.pipeline").normalize
    return lambda text: normalize(text)["read_string"]


def _numbers(say: Callable[[int | float], str]) -> Say:
    """Give the numbers of a text to a library that says numbers alone."""

    def number(match: re.Match[str]) -> str:
        text = match.group().replace(".", "").replace(",", ".")
        return say(float(text) if "." in text else int(text))

    return lambda text: _NUMBER.sub(number, text)


def _num2words() -> Say:
    return _numbers(partial(importlib.import_module("num2words").num2words, lang="vi"))


def _numberwords() -> Say:
    return _numbers(importlib.import_module("vn_numberwords").number_to_words)


READERS: Final[dict[str, Callable[[], Say]]] = {
    OURS: _ours,
    "vietnormalizer": partial(_method, "vietnormalizer", "VietnameseNormalizer", "normalize"),
    "vinormx": partial(_function, "vinormx", "TTSnorm"),
    "vinorm": partial(_function, "vinorm", "TTSnorm"),
    "brighto_norm4tts": partial(_method, "brighto_norm4tts", "TTSNormalizer", "normalize", "vi"),
    "sea_g2p": _sea,
    "g2p_hamster": _hamster,
    "donglao_g2p": partial(_function, "donglao_g2p", "normalize"),
    "soe_vinorm": partial(_method, "soe_vinorm", "SoeNormalizer", "normalize"),
    "num2words": _num2words,
    "vn_numberwords": _numberwords,
}
"""Name to what loads the reader."""


class ReaderGone(Exception):
    """A reader could not be loaded, died or took too long."""


class Reader:
    """A reader in its own process, started when first asked and again when it died."""

    def __init__(self, name: str, limit: float = 600) -> None:
        """Remember what to start; no answer may take longer than so many seconds."""
        self.name = name
        self._limit = limit
        self._process: subprocess.Popen[str] | None = None

    def ask(self, **request: object) -> Any:  # noqa: ANN401  whatever JSON holds
        """Give the answer to a request."""
        process = self._process or self._start()
        with suppress(BrokenPipeError):
            _stream(process.stdin).write(json.dumps(request) + "\n")
            _stream(process.stdin).flush()
        return self._answer(process)

    def close(self) -> None:
        """End the process."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _start(self) -> subprocess.Popen[str]:
        command = [sys.executable, __file__, self.name]
        place = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            env=os.environ | {"PYTHONPATH": place},
        )
        self._answer(self._process)
        return self._process

    def _answer(self, process: subprocess.Popen[str]) -> Any:  # noqa: ANN401  same
        timer = threading.Timer(self._limit, process.kill)
        timer.start()
        line = _stream(process.stdout).readline()
        timer.cancel()
        if not line:
            self.close()
            raise ReaderGone(f"ended with {process.returncode}")
        answer = json.loads(line)
        if "error" in answer:
            raise ReaderGone(answer["error"])
        return answer["is"]


def _stream(stream: TextIO | Any | None) -> Any:  # noqa: ANN401  Popen's own
    if stream is None:
        raise ReaderGone("no pipe")
    return stream


def _peak() -> int:
    """Give the peak resident bytes of this process, and of the largest it started."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * _KIB
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _KIB + children
    # The figure of getrusage begins with what the parent had when it forked; this one does not.
    return int(status.read_text(encoding="utf-8").partition("VmHWM:")[2].split()[0]) * 1024 + children


def _time(say: Say, texts: list[str]) -> float:
    started = time.perf_counter()
    for text in texts:
        with suppress(Exception):
            say(text)
    return time.perf_counter() - started


def _reply(say: Say, request: dict[str, Any]) -> dict[str, object]:
    try:
        if request["do"] == "say":
            return {"is": say(request["text"])}
        return {"is": _time(say, request["texts"]) if request["do"] == "time" else _peak()}
    except Exception as error:  # noqa: BLE001  a peer's crash is a wrong reading, not ours to fall over
        return {"error": _reason(error)}


def _reason(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0][:160]


def main() -> None:
    """Load the reader and answer until there are no more requests."""
    # Whatever a peer prints must not stand among the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    started = time.perf_counter()
    try:
        say = READERS[sys.argv[1]]()
        loaded = time.perf_counter() - started
        with suppress(Exception):
            say("Xin chào.")
        ready = time.perf_counter() - started
    except BaseException as error:  # noqa: BLE001  some peers leave by SystemExit
        print(json.dumps({"error": _reason(error)}), file=answers, flush=True)
        return
    print(json.dumps({"is": None}), file=answers, flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        reply = {"is": [loaded, ready]} if request["do"] == "loading" else _reply(say, request)
        print(json.dumps(reply), file=answers, flush=True)


if __name__ == "__main__":
    main()
