"""Written text made regular for the steps, with the way back to the written characters.

Odd spaces, dashes, quotes and full-width forms become plain ones, invisible characters go, and a line that was only
broken to fit the page is joined to the next. The line ends that stay are real: of a paragraph, a heading, an item.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from broadcaster.copydesk.reading.patterns import Pattern

GONE: Final = "\u200b"
BULLET: Final = "•"
_FULL_WIDTH: Final = range(0xFF01, 0xFF5F)
_FULL_WIDTH_SHIFT: Final = 0xFEE0
_PLAIN: Final = {
    "\n": "\n",
    "\t": " ",
    "\r": GONE,
    "\v": "\n",
    "\f": "\n",
    "\x85": "\n",
    "Ð": "Đ",
    "Ɖ": "Đ",
    "ð": "đ",
    "−": "-",
    "⁄": "/",
    "∕": "/",
    "º": "°",
    "⁰": "°",
    "˚": "°",
    "′": "'",
    "`": "'",
    "´": "'",
    "‘": "'",
    "’": "'",
    "‚": "'",
    "″": '"',
    "„": '"',
}
_BY_CATEGORY: Final = {
    "Zs": " ",
    "Zl": "\n",
    "Zp": "\n",
    "Pd": "-",
    "Pi": '"',
    "Pf": '"',
    "Cf": GONE,
    "Mn": GONE,
    "Me": GONE,
    "Cc": " ",
    "Cs": " ",
    "Cn": " ",
    "Co": BULLET,
}
_IRREGULAR = Pattern(r"(?m)^[ .,;:!?]+(?=[^\W\d])| +(?=[.,;:!?](?!\w))| {2,}| *\n[ \n]*|\u200b+")
_LOOSE: Final = " .,;:!?"
_GAP = Pattern(" [ .,;:!?]")
_MARKER = Pattern(
    r"(?:[-+*•●○◦▪■□►▶➢➤✓✔❖◆·→★☆☑☐⮚✦]|\d{1,2}(?:\.\d{1,2})*[.)/]|\d{1,2}-(?= ?[^\W\d_])|"
    r"[IVX]{1,5}(?:[./]|-(?= ))|[A-Za-zĐđ][.)/]) ?\S"
)
_CUT_NUMBER = Pattern(r"(?<![\d.,])0\d{2,3}\.$")
_REST_OF_NUMBER = Pattern(r"\d{3,4}\.\d{3}")
_SIGNED = Pattern(r"(?:TM|KT|TL|TUQ)\. ?\w")
_CELLS: Final = "|"
_CLOSING: Final = frozenset(".,;:!?")
_CAPITALS: Final = 2
_SHORT_LINE: Final = 60


NUMERALS: Final[set[str]] = set()
"""Characters that are a number by themselves (½, ⑫, Ⅳ, 一) and no plain digit, as they are met."""


class _PlainCharacters(dict[int, str]):
    """One written character to one plain character, worked out when first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = plain = _PLAIN.get(character) or _plain(character)
        return plain


def _plain(character: str) -> str:
    if ord(character) in _FULL_WIDTH:
        return chr(ord(character) - _FULL_WIDTH_SHIFT)
    value = unicodedata.digit(character, None)
    if value is not None and unicodedata.category(character) == "Nd":
        return str(value)
    if character.isnumeric():
        NUMERALS.add(character)
    return _BY_CATEGORY.get(unicodedata.category(character), character)


_CHARACTERS: Final = _PlainCharacters()


@dataclass(frozen=True, kw_only=True, slots=True)
class Tidied:
    """Text the steps read, and where each of its characters stands in the written text."""

    text: str
    """Regular text: single spaces, line ends only where they mean something."""
    origins: tuple[int, ...] | None
    """Offset in the written text of each character; none when nothing moved."""

    def written_range(self, start: int, end: int) -> tuple[int, int]:
        """Give the offsets in the written text of a stretch of one character or more."""
        if self.origins is None:
            return start, end
        return self.origins[start], self.origins[end - 1] + 1


def tidy(written: str) -> Tidied:
    """Make NFC text regular; takes time linear in its length."""
    plain = written.translate(_CHARACTERS)
    if "\n" not in plain and plain[:1] not in _LOOSE and GONE not in plain and not _GAP.search(plain):
        return Tidied(text=plain, origins=None)
    kept: list[str] = []
    origins: list[int] = []
    done = 0
    for match in _IRREGULAR.finditer(plain):
        instead = _instead(plain, match)
        if instead == match.group():
            continue
        kept += (plain[done : match.start()], instead)
        origins += range(done, match.start())
        origins += [match.start()] * len(instead)
        done = match.end()
    if not done:
        return Tidied(text=plain, origins=None)
    kept.append(plain[done:])
    origins += range(done, len(plain))
    return Tidied(text="".join(kept), origins=tuple(origins))


def _instead(plain: str, match: re.Match[str]) -> str:
    gap = match.group()
    if "\n" not in gap:
        return (
            ""
            if not match.start()
            or plain[match.start() - 1] == "\n"
            or gap[0] == GONE
            or plain[match.end() : match.end() + 1] in _CLOSING
            else " "
        )
    before = plain[plain.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
    newline = plain.find("\n", match.end())
    after = plain[match.end() : len(plain) if newline < 0 else newline].strip()
    if _CUT_NUMBER.search(before) and _REST_OF_NUMBER.match(after):
        return ""
    if before.endswith("-") and before[-2:-1].isalnum() and after[:1].isalnum():
        return ""
    return "\n" if not before or not after or _is_real_end(before, after) else " "


def _is_real_end(before: str, after: str) -> bool:
    if before[-1] in ".;:!?…" or _MARKER.match(after) or (_CELLS in before and _CELLS in after):
        return True
    if before[-1] == "," or not after[0].isupper() or len(before) >= _SHORT_LINE:
        return False
    if _SIGNED.match(after) or _SIGNED.match(before):
        return True
    return not (before.isupper() and _starts_in_capitals(after))


def _starts_in_capitals(line: str) -> bool:
    word = line.split(" ", 1)[0]
    return len(word) >= _CAPITALS and word.isupper()
