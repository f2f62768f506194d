"""The language of pages: Vietnamese as it is written in the source, English from a catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po
from starlette.requests import Request

LOCALE = Path(__file__).parents[1] / "locale"
COOKIE = "tieng"


class Language(StrEnum):
    """What pages are written in; the value is what the cookie holds and ``<html lang>`` says."""

    VIETNAMESE = "vi"
    ENGLISH = "en"


@dataclass(frozen=True, kw_only=True, slots=True)
class Catalogue:
    """The words of one language."""

    words: Mapping[str, str | tuple[str, ...]]
    """Translation of each source string; of a string with a plural, every form."""

    def gettext(self, message: str) -> str:
        """Give a string in this language, or as it is where the catalogue lacks it."""
        found = self.words.get(message, message)
        return found if isinstance(found, str) else found[0]

    def ngettext(self, one: str, many: str, count: int) -> str:
        """Give the form for a count."""
        found = self.words.get(one, (one, many))
        return found if isinstance(found, str) else found[0 if count == 1 else -1]


def marked(message: str) -> str:
    """Mark a string for the catalogue where it is written; it is translated where it is shown."""
    return message


@cache
def catalogue(language: Language) -> Catalogue:
    """Give the words of a language: every ``*.po`` file of its folder together, read once."""
    if language is Language.VIETNAMESE:
        return Catalogue(words={})
    words: dict[str, str | tuple[str, ...]] = {}
    for path in sorted((LOCALE / language / "LC_MESSAGES").glob("*.po")):
        with path.open("rb") as file:
            told = read_po(file, locale=language)
        for message in told:
            if message.id and message.string:
                name = message.id if isinstance(message.id, str) else message.id[0]
                words[name] = message.string if isinstance(message.string, str) else tuple(message.string)
    return Catalogue(words=words)


def language_of(request: Request) -> Language:
    """Give the language that a reader chose: the account's, else the cookie's, else Vietnamese."""
    chosen = getattr(getattr(request.state, "who", None), "language", "") or request.cookies.get(COOKIE, "")
    return Language.ENGLISH if chosen == Language.ENGLISH.value else Language.VIETNAMESE
