"""The built-in word list: abbreviations of official and local news copy by field, and what they stand for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from broadcaster.copydesk.reading.abbreviated_bodies import BODIES
from broadcaster.copydesk.reading.abbreviated_culture import CULTURE
from broadcaster.copydesk.reading.abbreviated_digital import DIGITAL
from broadcaster.copydesk.reading.abbreviated_farming import FARMING
from broadcaster.copydesk.reading.abbreviated_health import HEALTH
from broadcaster.copydesk.reading.abbreviated_land import LAND
from broadcaster.copydesk.reading.abbreviated_money import MONEY
from broadcaster.copydesk.reading.abbreviated_offices import OFFICES
from broadcaster.copydesk.reading.abbreviated_party import PARTY
from broadcaster.copydesk.reading.abbreviated_places import PLACES
from broadcaster.copydesk.reading.abbreviated_police import POLICE
from broadcaster.copydesk.reading.abbreviated_schools import SCHOOLS
from broadcaster.copydesk.reading.abbreviated_terms import TERMS
from broadcaster.copydesk.reading.acronyms import acronym_entries
from broadcaster.copydesk.reading.ambiguous_a_to_m import A_TO_M
from broadcaster.copydesk.reading.ambiguous_n_to_z import N_TO_Z
from broadcaster.copydesk.reading.wordlist import WordList
from broadcaster.domain.readings import Lexicon, LexiconEntry

IN_CONTEXT: Final = (A_TO_M, N_TO_Z)
"""Abbreviations with more than one meaning: each meaning with the words that stand near it."""

FIELDS: Final = {
    "administration": TERMS,
    "bodies": BODIES,
    "offices": OFFICES,
    "party": PARTY,
    "health": HEALTH,
    "schools": SCHOOLS,
    "farming": FARMING,
    "police": POLICE,
    "places": PLACES,
    "money": MONEY,
    "digital": DIGITAL,
    "land": LAND,
    "culture": CULTURE,
}
"""Abbreviations with one meaning, by field."""

ALSO_WORDS: Final = frozenset({"CA", "DA", "LAN", "PA", "THA", "TU", "TƯ", "ĐA"})
"""Abbreviations that are words of headings too: CA TRÙ, DA LIỄU, THỊ LAN, PA NÔ, VỊ THA, TU SỬA, ĐẦU TƯ, ĐA KHOA."""


def _entries(lines: str) -> Iterator[LexiconEntry]:
    for line in lines.strip().splitlines():
        written, _, said = line.partition(" = ")
        spoken, _, context = said.partition(" : ")
        yield LexiconEntry(written=written, spoken=spoken, context=tuple(context.split(", ")) if context else ())


@cache
def default_lexicon() -> Lexicon:
    """Give what every reading knows."""
    lists = (entry for lines in (*IN_CONTEXT, *FIELDS.values()) for entry in _entries(lines))
    return Lexicon(entries=(*lists, *acronym_entries()))


@cache
def default_words() -> WordList:
    """Give the same, ready for looking up; made when the first text is read, so that importing costs nothing."""
    return WordList(default_lexicon(), also_words=ALSO_WORDS)
