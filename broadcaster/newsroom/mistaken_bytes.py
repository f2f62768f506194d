"""Text whose UTF-8 bytes were once read as Western letters: ``Cáº£i cÃ¡ch`` for *Cải cách*."""

from __future__ import annotations

import re
from typing import Final

from broadcaster.newsroom.syllables import worth

_BYTES: Final[dict[str, int]] = {chr(code): code for code in range(0x80, 0x100)} | {
    shown: code for code in range(0x80, 0xA0) if (shown := bytes([code]).decode("cp1252", "ignore"))
}
_FOLLOWING: Final = "".join(re.escape(shown) for shown, code in _BYTES.items() if code < 0xC0)  # noqa: PLR2004
_LETTER: Final = re.compile(f"[Â-ß][{_FOLLOWING}]|[à-ï][{_FOLLOWING}]{{2}}|[ð-ô][{_FOLLOWING}]{{3}}")
_SPACE_LOST: Final = "\x00"
_LOST: Final = re.compile("Ã (?! )|Ã(?=  )")
_AROUND_LOST: Final = re.compile(rf"((?:(?<![^\W\d_])[^\W\d_]+)?){_SPACE_LOST}([^\W\d_]*)")
_TWICE: Final = 2


def as_meant(text: str) -> str:
    """Read such letters as they were meant, twice where it happened twice; what is none stays.

    The letter *à*, whose second byte looks like a space, is found too where that became a plain one.
    """
    for _ in range(_TWICE):
        marked = _LOST.sub(f"à{_SPACE_LOST}", text) if _LETTER.search(text) else text
        mended = _AROUND_LOST.sub(_parted, _LETTER.sub(_meant, marked))
        if mended == text:
            break
        text = mended
    return text


def _meant(found: re.Match[str]) -> str:
    try:
        return bytes(_BYTES[each] for each in found[0]).decode()
    except UnicodeDecodeError:
        return found[0]


def _parted(found: re.Match[str]) -> str:
    """Put a letter and what follows together where that makes a syllable: ``hà nh``, but ``là một``."""
    before, after = found[1], found[2]
    return before + after if not after or worth(before + after) else f"{before} {after}"
