"""Sentences of errors in the reader's language: an error is told in Vietnamese, and known again by its docstring."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from string import Formatter

from broadcaster.errors import BroadcasterError
from broadcaster.web.look.language import Language, catalogue

_LONGEST = 2_000
"""Longer texts are no sentence of an error."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Known:
    """One error that the catalogue knows."""

    begins: str
    """What its sentence begins with, before the first field."""
    pattern: re.Pattern[str]
    """Finds the fields."""
    told: str
    """The sentence in the other language, with the same fields."""


def template_of(kind: type[BroadcasterError]) -> str:
    """Give the sentence of a kind of error, its fields in braces: what the catalogue calls it."""
    return " ".join((kind.__doc__ or "").split())


def every_kind(kind: type[BroadcasterError] = BroadcasterError) -> Iterator[type[BroadcasterError]]:
    """Give every kind of error."""
    for each in kind.__subclasses__():
        yield each
        yield from every_kind(each)


def fields_of(template: str) -> list[str]:
    """Give the names of the fields of a sentence, in order."""
    return [name for _, name, _, _ in Formatter().parse(template) if name]


def said(text: str, language: Language) -> str:
    """Give a word or an error's sentence in a language, or as it is where the catalogue lacks it."""
    words = catalogue(language)
    if language is Language.VIETNAMESE or text in words.words or len(text) > _LONGEST:
        return words.gettext(text)
    for each in _known(language):
        if text.startswith(each.begins) and (found := each.pattern.fullmatch(text)):
            return each.told.format(**{name: said(part, language) for name, part in found.groupdict().items()})
    return text


@cache
def _known(language: Language) -> tuple[_Known, ...]:
    words = catalogue(language).words
    found: list[_Known] = []
    for template in dict.fromkeys(map(template_of, every_kind())):
        told = words.get(template)
        if isinstance(told, str):
            parts = list(Formatter().parse(template))
            found.append(_Known(begins=parts[0][0] if parts else "", pattern=_pattern(template), told=told))
    return tuple(found)


def _pattern(template: str) -> re.Pattern[str]:
    pattern, seen = "", set[str]()
    for literal, name, _, _ in Formatter().parse(template):
        pattern += re.escape(literal)
        if name:
            pattern += f"(?P={name})" if name in seen else f"(?P<{name}>.*?)"
            seen.add(name)
    return re.compile(pattern, re.DOTALL)
