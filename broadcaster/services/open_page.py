"""Read what a site answered: it is laid down as a file, and parsed by a process of its own like any stranger's."""

from __future__ import annotations

import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from broadcaster.domain.news import NewsDraft
from broadcaster.errors import InputError, PageIsList, PageWithoutArticle
from broadcaster.feeds.answer_kinds import name_of
from broadcaster.feeds.old_word import told_of
from broadcaster.feeds.visitor import Fetched
from broadcaster.files import write_bytes
from broadcaster.services.read_apart import ReadingRoom

FEW = 10
"""How many of a list's articles are proposed to somebody who asked for the list."""


@contextmanager
def laid_down(got: Fetched, ending: str) -> Generator[Path]:
    """Lay an answer down as a file for as long as it is read."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / name_of(got, ending)
        write_bytes(path, got.content)
        yield path


def article_in(room: ReadingRoom, path: Path, got: Fetched) -> NewsDraft:
    """Give the article of a page that was laid down.

    Raises:
        PageIsList: it has none, but lists some.
        PageWithoutArticle: it has neither.
        InputError: it is over a limit, or its parser fell over it.
    """
    try:
        draft = room.page(path, address=got.address, charset=got.charset)
    except PageWithoutArticle as error:
        listed = links_in(room, path, got)
        if listed:
            raise PageIsList(address=got.address, count=len(listed), few=min(FEW, len(listed))) from error
        raise
    except InputError as error:
        raise told_of(error, got.address) from error
    return replace(draft, origin=got.address)


def links_in(room: ReadingRoom, path: Path, got: Fetched) -> tuple[str, ...]:
    """Give the addresses of the articles that a page lists, of its own site alone; raises InputError."""
    try:
        return room.links(path, address=got.address, charset=got.charset)
    except InputError as error:
        raise told_of(error, got.address) from error


def entries_in(room: ReadingRoom, path: Path, got: Fetched) -> tuple[NewsDraft, ...]:
    """Give the entries of a feed that was laid down; raises InputError, told of its address."""
    try:
        return room.feed(path)
    except InputError as error:
        raise told_of(error, got.address) from error
