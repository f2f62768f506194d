"""What is asked of a reading process, and what it answers: a line of JSON each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from pydantic import TypeAdapter

from broadcaster.domain.news import NewsDraft
from broadcaster.domain.news_columns import ColumnSet
from broadcaster.domain.reading_limits import ReadingLimits
from broadcaster.feeds.members import Unpacked


class Wanted(StrEnum):
    """What is wanted of a file."""

    NEWS = "news"
    """The news in it."""
    MEMBERS = "members"
    """The files in it, where it is an archive or a letter."""
    PAGE = "page"
    """The article of a page that was fetched."""
    LINKS = "links"
    """The articles that a page lists."""
    FEED = "feed"
    """The entries of a feed that was fetched."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One thing to be done with one file."""

    wanted: Wanted
    """What is wanted of it."""
    path: Path
    """Where it lies."""
    columns: tuple[ColumnSet, ...] = ()
    """Tables that an editor explained."""
    into: str = ""
    """Folder for the files that are in it."""
    address: str = ""
    """Where a page was fetched."""
    charset: str = ""
    """What its site said of its letters."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What came of it."""

    drafts: tuple[NewsDraft, ...] = ()
    """The news in it."""
    unpacked: Unpacked | None = None
    """The files in it."""
    links: tuple[str, ...] = ()
    """The articles that it lists."""
    error: str = ""
    """Name of the error that says why there is nothing."""
    fields: Mapping[str, str] = field(default_factory=dict[str, str])
    """The fields of that error."""
    broken: str = ""
    """What its parser fell over, where it is no error of ours."""


QUESTIONS = TypeAdapter(Question)
ANSWERS = TypeAdapter(Answer)
LIMITS = TypeAdapter(ReadingLimits)
