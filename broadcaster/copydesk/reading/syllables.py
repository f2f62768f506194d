"""What a Vietnamese syllable looks like, and words run together without tone marks cut back into syllables."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from broadcaster.copydesk.reading.patterns import Pattern

_ONSETS: Final = "ngh ng nh gh gi kh ph qu th tr ch b c d g h k l m n p r s t v x"
_RIMES: Final = """
a ac ach ai am an ang anh ao ap at au ay e ec em en eng eo ep et eu ech enh i ia ich iec iem ien ieng iep iet ieu im in
inh ip it iu o oa oac oach oai oam oan oang oanh oap oat oay oao oe oem oen oeo oet oi om on ong op ot oc u ua uan uang
uat uay uc ue uech uenh ui um un ung uo uoc uoi uom uon uong uop uot uou up ut uu uy uya uych uyen uyet uynh uyt uyu
y yem yen yet yeu
"""
_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
_LONGEST: Final = 7
_NEXT: Final = 12
_NEXT_BEFORE = Pattern(r"(?<!\w)(\w{2,7}) $")
_NEXT_AFTER = Pattern(r" (\w{2,7})(?!\w)")


@cache
def _pattern() -> re.Pattern[str]:
    rimes = "|".join(sorted(set(_RIMES.split()), key=len, reverse=True))
    return re.compile(f"(?:{'|'.join(_ONSETS.split())})?(?:{rimes})")


def bare(word: str) -> str:
    """Take off tone and vowel marks and capitals: ``Định`` is ``dinh``."""
    plain = (mark for mark in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(mark))
    return "".join(plain).replace("đ", "d")


def is_syllable(word: str) -> bool:
    """Say whether a word can be one Vietnamese syllable; one that ends in a stop (c, ch, p, t) needs a tone mark."""
    plain = bare(word)
    if len(plain) > _LONGEST or not _pattern().fullmatch(plain):
        return False
    toned = any(mark in _TONES for mark in unicodedata.normalize("NFD", word))
    return toned or not plain.endswith(("c", "ch", "p", "t"))


def is_bare_syllable(letters: str) -> bool:
    """Say whether toneless small letters can be one syllable: ``bao`` of ``baohiem``."""
    return len(letters) <= _LONGEST and _pattern().fullmatch(letters) is not None


def is_in_heading(text: str, start: int, end: int) -> bool:
    """Say whether a stretch stands next to a Vietnamese word in capitals: ``ĐA`` of ``ĐA KHOA``."""
    before = _NEXT_BEFORE.search(text[max(0, start - _NEXT) : start])
    after = _NEXT_AFTER.match(text[end : end + _NEXT])
    return any(match is not None and match[1].isupper() and is_syllable(match[1]) for match in (before, after))
