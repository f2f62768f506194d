"""What every source of news must do; run it on yours before the station does.

    from broadcaster.testing.source_suite import check_source
    check_source(MySource(), [Path("tin-that.xyz")])

With pytest, parametrise a test over CHECKS to see each by its name. Examples are real files, each with news in it; give
several, small ones too. Nothing is written beside them.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import unicodedata
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from broadcaster.domain.news import NewsDraft
from broadcaster.errors import InputError
from broadcaster.ports import NewsSource

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_NO_CHARACTERS = 0xFFFE
"""The last two places of every plane, and some between, are never letters."""
_CUTS = (0.01, 0.1, 0.33, 0.5, 0.75, 0.9, 0.99)
"""Where a file is broken off, as a share of its bytes."""
_NOISE = (1, 60, 5_000)
_OWN_THINGS = frozenset({"os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile", "os.system"})
_REACHING_OUT = ("socket.", "subprocess.Popen", "urllib.Request", "ftplib.", "smtplib.", "http.client")


def check_source(source: NewsSource, examples: Sequence[Path]) -> None:
    """Run every check; raises AssertionError that says which demand is not met."""
    for check in CHECKS:
        check(source, examples)


def names_its_endings(source: NewsSource, examples: Sequence[Path]) -> None:
    """It is found by the ending of a file, written in one way; every example has one of them."""
    _demand(isinstance(cast("object", source), NewsSource), "the port's attribute and method are all there")
    _demand(bool(source.suffixes) and not isinstance(source.suffixes, str), "suffixes is a list of endings, not empty")
    for suffix in source.suffixes:
        plain = suffix.startswith(".") and suffix == suffix.lower() and not any(ch.isspace() for ch in suffix)
        _demand(plain and len(suffix) > 1, f"{suffix!r} is lower case and begins with its dot")
    _demand(len(set(source.suffixes)) == len(source.suffixes), "each ending is named once")
    _demand(bool(examples), "there is an example")
    for example in examples:
        _demand(example.suffix.lower() in source.suffixes, f"{example.name} has an ending that the source answers for")


def gives_the_news_of_its_examples(source: NewsSource, examples: Sequence[Path]) -> None:
    """Every real file gives at least one item, clean, and says where it came from."""
    for example in examples:
        drafts = source.read(example)
        _demand(len(drafts) > 0, f"{example.name} gives an item")
        for draft in drafts:
            check_draft(draft, example)


def check_draft(draft: NewsDraft, path: Path) -> None:
    """Hold one draft against what editors and the store expect; raises AssertionError.

    Its title is one line, its paragraphs are parted by one blank line each; both are NFC, of signs that are seen; its
    origin names the file.
    """
    _demand(bool(draft.title) and " ".join(draft.title.split()) == draft.title, f"title is one line: {draft.title!r}")
    _demand(bool(draft.body), f'"{draft.title}" has a text')
    paragraphs = draft.body.split("\n\n")
    _demand(
        all(each == each.strip() and each and "\n\n" not in each for each in paragraphs),
        f'paragraphs of "{draft.title}" are parted by one blank line',
    )
    lines = (draft.headline, draft.source, draft.author, draft.question, draft.topic, draft.genre, draft.key)
    for text in (draft.title, draft.body, *lines):
        _demand(unicodedata.is_normalized("NFC", text), f"{text[:60]!r} is NFC")
        unseen = sorted({ch for ch in text if ch != "\n" and _is_unseen(ch)})
        _demand(not unseen, f"{text[:60]!r} has no control or invisible signs: {unseen}")
    for text in (draft.original, draft.origin, *draft.notes):
        _demand(_can_be_kept(text), f"{text[:60]!r} can be written to a disk")
    _demand(path.name in draft.origin, f"origin {draft.origin!r} names the file {path.name!r}")


def reads_the_same_twice(source: NewsSource, examples: Sequence[Path]) -> None:
    """A second reading, after other files, gives the same drafts: nothing is remembered between files."""
    first = [list(source.read(example)) for example in examples]
    again = [list(source.read(example)) for example in reversed(examples)]
    _demand(first == list(reversed(again)), "reading twice gives equal drafts")


def refuses_what_is_not_there(source: NewsSource, examples: Sequence[Path]) -> None:
    """A file that is missing or empty is refused by its name."""
    del examples
    with _place() as place:
        for suffix in source.suffixes:
            missing, empty = place / f"khong-co{suffix}", place / f"rong{suffix}"
            empty.write_bytes(b"")
            _demand(_refusal(source, missing) is not None, "a missing file is refused")
            _demand(_refusal(source, empty) is not None, "an empty file is refused")


def bears_noise(source: NewsSource, examples: Sequence[Path]) -> None:
    """Random bytes under its ending are refused by name, or give clean drafts; nothing else is raised."""
    del examples
    numbers = random.Random(8)  # noqa: S311 - noise, not a secret
    with _place() as place:
        for at, count in enumerate(_NOISE * 3):
            path = place / f"nhieu-{at}{source.suffixes[0]}"
            path.write_bytes(numbers.randbytes(count))
            _refusal(source, path)


def bears_files_cut_short(source: NewsSource, examples: Sequence[Path]) -> None:
    """A real file that broke off on its way is refused by name, or gives clean drafts; nothing else is raised."""
    with _place() as place:
        for example in examples:
            content = example.read_bytes()
            for share in _CUTS:
                path = place / f"cut-{share}{example.suffix.lower()}"
                path.write_bytes(content[: int(len(content) * share)])
                _refusal(source, path)


def keeps_to_itself(source: NewsSource, examples: Sequence[Path]) -> None:
    """It opens no connection, starts no program, and writes nothing outside the folder for temporary files."""
    for example in examples:
        source.read(example)  # what is imported late is there afterwards
    before = _standing(examples)
    with _watched() as deeds:
        for example in examples:
            source.read(example)
    _demand(not deeds, f"it keeps to itself: {deeds}")
    _demand(before == _standing(examples), "the folder of the file stays as it is")


CHECKS: tuple[Callable[[NewsSource, Sequence[Path]], None], ...] = (
    names_its_endings,
    gives_the_news_of_its_examples,
    reads_the_same_twice,
    refuses_what_is_not_there,
    bears_noise,
    bears_files_cut_short,
    keeps_to_itself,
)
"""Every demand, in the order from plain to hard."""


_watching: list[tuple[str, list[str]]] = []
"""Where things may be written just now, and what was done that is not allowed; the interpreter keeps its hooks."""
_hooked: list[bool] = []


@contextmanager
def _watched() -> Generator[list[str]]:
    """Note what the interpreter does, in whatever library, that a source has no business with."""
    if not _hooked:
        sys.addaudithook(_note)
        _hooked.append(True)
    deeds: list[str] = []
    before, bytecode = tempfile.tempdir, sys.dont_write_bytecode
    with tempfile.TemporaryDirectory() as own:
        tempfile.tempdir, sys.dont_write_bytecode = own, True
        _watching.append((own, deeds))
        try:
            yield deeds
        finally:
            _watching.pop()
            tempfile.tempdir, sys.dont_write_bytecode = before, bytecode


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if not _watching:
        return
    own, deeds = _watching[-1]
    if event in _OWN_THINGS or event.startswith(_REACHING_OUT):
        deeds.append(f"{event} {arguments[:2]!r}")
    elif event == "open" and not isinstance(arguments[0], int):
        path, flags = os.fsdecode(cast("str", arguments[0])), cast("int", arguments[2])
        written = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        if written and not path.startswith((own, os.devnull)):
            deeds.append(f"writes {path}")
    elif event in {"os.remove", "os.rename", "os.mkdir", "os.rmdir"} and not str(arguments[0]).startswith(own):
        deeds.append(f"{event} {arguments[0]!r}")


def _standing(examples: Sequence[Path]) -> dict[Path, int]:
    """Give what stands beside the examples, with its size."""
    return {each: each.stat().st_size for folder in {path.parent for path in examples} for each in folder.iterdir()}


@contextmanager
def _place() -> Generator[Path]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _refusal(source: NewsSource, path: Path) -> InputError | None:
    """Read a file that may be bad: gives the refusal, none where it was read, and then every draft of it is clean."""
    try:
        drafts = source.read(path)
    except InputError as refusal:
        _demand(path.name in str(refusal), f'the refusal names the file: "{refusal}"')
        return refusal
    except Exception as error:
        raise AssertionError(f"{path.name} raises {type(error).__name__}, not an InputError: {error}") from error
    for draft in drafts:
        check_draft(draft, path)
    return None


def _is_unseen(ch: str) -> bool:
    code = ord(ch)
    no_character = code & 0xFFFF >= _NO_CHARACTERS or 0xFDD0 <= code <= 0xFDEF  # noqa: PLR2004 - Unicode's own
    return no_character or unicodedata.category(ch) in _UNSEEN


def _can_be_kept(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _demand(met: bool, what: str) -> None:
    if not met:
        raise AssertionError(what)
