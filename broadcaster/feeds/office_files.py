"""Old documents (DOC, RTF) made into DOCX by LibreOffice, where it is installed: many in one call, nothing fetched.

LibreOffice starts with an empty profile of its own: macros are off, links are not followed, whatever would be fetched
is sent to a door that nobody opens. It starts slowly and converts fast, so all files of a folder go in together; one
that brings it down or holds it up is refused, and the others are tried again without it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from broadcaster.errors import (
    ConversionFailed,
    ConverterMissing,
    DocumentOfAnotherKind,
    DocumentTooLarge,
    EmptyFile,
    InputError,
)
from broadcaster.feeds.limits import Limits
from broadcaster.feeds.packed import OLE
from broadcaster.files import translated

_PROGRAMS = ("soffice", "libreoffice")
_FORM = "docx:MS Word 2007 XML"
_SLICE_S = 0.25
_START_S = 40
_HTML = (b"<html", b"<!doctype html", b"mime-version:")
_WEB_PAGE = "trang web HTML"

Converted = Mapping[Path, Path | InputError]
"""For every file the DOCX that was made of it, or why there is none."""

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{}
</oor:items>
"""
_CAREFUL = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def converter() -> str | None:
    """Give the path of LibreOffice; none where it is not installed."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def convert_all(paths: Sequence[Path], into: Path, *, limits: Limits | None = None) -> Converted:
    """Make DOCX files of old documents in a folder that is there; never raises for a file.

    A file that is a DOCX under another name is given back as it is. Each file has the limits' seconds, LibreOffice
    itself some more to start.
    """
    limits = limits or Limits()
    outcome: dict[Path, Path | InputError] = {}
    waiting: dict[Path, Path] = {}
    staged = into / "vao"
    staged.mkdir(parents=True, exist_ok=True)
    program = converter()
    for number, path in enumerate(dict.fromkeys(paths), start=1):
        try:
            found = _looked_at(path, limits)
        except InputError as error:
            outcome[path] = error
            continue
        if found is not None:
            outcome[path] = found
        elif program is None:
            outcome[path] = ConverterMissing(path=path)
        else:
            suffix = ".rtf" if path.suffix.lower() == ".rtf" else ".doc"
            waiting[path] = Path(shutil.copyfile(path, staged / f"{number:04}{suffix}"))
    while waiting and program is not None:
        _one_round(program, waiting, outcome, into, limits)
    shutil.rmtree(staged, ignore_errors=True)
    return outcome


def _looked_at(path: Path, limits: Limits) -> Path | None:
    """Give the file itself where it needs no conversion; raises what speaks against taking it at all."""
    with translated(path):
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(512)
    if not size:
        raise EmptyFile(path=path)
    if size > limits.file_bytes:
        raise DocumentTooLarge(path=path, reason=f"nặng hơn {limits.mb(limits.file_bytes)}")
    if start.startswith(b"PK\x03\x04"):
        return path
    if not start.startswith(OLE) and start.lstrip(b"\xef\xbb\xbf\r\n\t ").lower().startswith(_HTML):
        raise DocumentOfAnotherKind(path=path, kind=_WEB_PAGE, suffix=".html")
    return None


def _one_round(
    program: str, waiting: dict[Path, Path], outcome: dict[Path, Path | InputError], into: Path, limits: Limits
) -> None:
    """Convert what waits; at least one file has its outcome afterwards."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as made_in:
        ended_well = _run(program, list(waiting.values()), Path(made_in), limits.seconds)
        for path, copy in list(waiting.items()):
            made = Path(made_in) / "ra" / f"{copy.stem}.docx"
            if made.is_file() and made.stat().st_size:
                place = into / copy.stem
                place.mkdir(exist_ok=True)
                outcome[path] = Path(shutil.move(made, place / f"{path.stem}.docx"))
                del waiting[path]
    if ended_well:
        outcome |= {
            path: ConversionFailed(path=path, reason="không phải tài liệu Word, hoặc có mật khẩu") for path in waiting
        }
        waiting.clear()
    elif waiting:
        held_up = next(iter(waiting))
        del waiting[held_up]
        outcome[held_up] = ConversionFailed(
            path=held_up, reason=f"quá {limits.seconds} giây, hoặc làm hỏng chương trình"
        )


def _run(program: str, copies: Sequence[Path], place: Path, seconds: int) -> bool:
    """Run LibreOffice over the copies; says whether it came to its end by itself."""
    made, profile = place / "ra", place / "ho-so"
    made.mkdir()
    (profile / "user").mkdir(parents=True)
    rows = "\n".join(
        f'<item oor:path="/org.openoffice.{where}">'
        f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for where, name, value in _CAREFUL
    )
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(rows), encoding="utf-8")
    line = [
        program,
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        f"-env:UserInstallation={profile.as_uri()}",
    ]
    process = subprocess.Popen(  # noqa: S603 - the program that is installed, over names of our own; no shell
        [*line, "--convert-to", _FORM, "--outdir", str(made), *map(str, copies)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        return _waited(process, made, seconds)
    finally:
        _end(process)


def _waited(process: subprocess.Popen[bytes], made: Path, seconds: int) -> bool:
    """Wait while files keep coming out; a file that takes too long ends the wait."""
    done, patience = 0, _START_S + seconds
    left = patience / _SLICE_S
    while left > 0:
        with suppress(subprocess.TimeoutExpired):
            return process.wait(_SLICE_S) == 0
        left -= 1
        now_done = sum(1 for _ in made.iterdir())
        if now_done > done:
            done, left = now_done, seconds / _SLICE_S
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and whatever it started: what is called is only a starter."""
    whole_group = getattr(os, "killpg", None)
    with suppress(OSError):
        if whole_group is not None:
            whole_group(process.pid, 9)
        elif process.poll() is None:
            taskkill = shutil.which("taskkill")
            if taskkill:
                subprocess.run([taskkill, "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)  # noqa: S603
    with suppress(OSError):
        process.kill()
    process.wait()
