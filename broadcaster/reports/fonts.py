"""Whether the font of charts has every Vietnamese letter."""

from __future__ import annotations

import unicodedata
from itertools import product

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


def vietnamese_letters() -> str:
    """Give every Vietnamese letter with a mark, both cases."""
    lower = {unicodedata.normalize("NFC", vowel + tone) for vowel, tone in product(_VOWELS, _TONES)} | {"đ"}
    return "".join(sorted(lower | {letter.upper() for letter in lower}))


def missing_letters() -> str:
    """Give the Vietnamese letters that matplotlib's default font lacks; empty when all are there."""
    from matplotlib import font_manager, ft2font  # noqa: PLC0415 - takes half a second, and only `check` asks

    font = ft2font.FT2Font(font_manager.findfont("DejaVu Sans"))  # pyright: ignore[reportUnknownMemberType] - untyped upstream
    drawn = font.get_charmap()
    return "".join(letter for letter in vietnamese_letters() if ord(letter) not in drawn)
