"""Vietnamese names of letters, and codes spelt by them."""

from __future__ import annotations

import unicodedata
from typing import Final

from broadcaster.copydesk.reading.numbers import digits

NAMES: Final = {
    "a": "a",
    "b": "bê",
    "c": "xê",
    "d": "đê",
    "e": "e",
    "f": "ép",
    "g": "giê",
    "h": "hát",
    "i": "i",
    "j": "gi",
    "k": "ca",
    "l": "lờ",
    "m": "mờ",
    "n": "nờ",
    "o": "ô",
    "p": "pê",
    "q": "quy",
    "r": "rờ",
    "s": "ét",
    "t": "tê",
    "u": "u",
    "v": "vê",
    "w": "vê kép",
    "x": "ích",
    "y": "i dài",
    "z": "dét",
    "đ": "đê",
    "ă": "á",
    "â": "ớ",
    "ê": "ê",
    "ô": "ô",
    "ơ": "ơ",
    "ư": "ư",
}
"""Letter to its name in reading codes aloud; D of a foreign code is *đê*."""


def letter(character: str, *, vietnamese: bool = False) -> str:
    """Name one letter; in the Vietnamese alphabet, as in *điểm d*, d is *dê* and đ is *đê*."""
    lower = character.lower()
    if vietnamese and lower == "d":
        return "dê"
    return NAMES.get(lower) or NAMES.get(_unmarked(lower)) or lower


def _unmarked(character: str) -> str:
    return unicodedata.normalize("NFD", character)[:1]


def spell(code: str) -> str:
    """Spell a code: letters by name, digits one by one, anything else as a gap."""
    names = (digits(each) if each.isdecimal() else letter(each) for each in code if each.isalnum())
    return " ".join(names)
