"""Signs that nobody sees and that make words lie on a screen: controls, turns of direction, halves of letters."""

from __future__ import annotations

import unicodedata

_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Have what follows shown backwards; joiners and marks without width do no harm."""


def hidden_sign(text: str) -> str | None:
    """Name the first sign of a text that must not stand in a record (``U+001B``), or nothing."""
    for sign in text:
        if sign in _TURNS or unicodedata.category(sign) in _UNSEEN:
            return f"U+{ord(sign):04X}"
    return None
