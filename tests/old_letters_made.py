"""Writes true Vietnamese in the letters of before Unicode, by tables of its own, and counts what is read right.

The rows are in the order of the input method xvnkb (level, sắc, huyền, hỏi, ngã, nặng); those of TCVN3 and VISCII were
taken from iconv, VPS from xvnkb and, for the codes under 20, from ICU's x-viet-vps; VNI from xvnkb.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

NEWS = Path(__file__).parents[1] / "broadcaster" / "profiles" / "huyen-2023"

_TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
_SMALL = [unicodedata.normalize("NFC", base + tone) for base in "aâăeêoôơuưiy" for tone in _TONES]
_CAPITALS = [letter.upper() for letter in _SMALL]
_TCVN3 = """61b8b5b6b7b9 a9cac7c8c9cb a8bebbbcbdc6 65d0cccecfd1 aad5d2d3d4d6 6fe3dfe1e2e4 abe8e5e6e7e9 acedeaebecee
    75f3eff1f2f4 adf8f5f6f7f9 69ddd7d8dcde 79fdfafbfcfe"""
_VPS = """61e1e0e4e3e5 e2c3c0c4c5c6 e6a1a2a3a4a5 65e9e8c8ebcb ea898a8bcd8c 6ff3f2d5f586 f4d3d2b087b6 d6a7a9aaabae
    75faf9fbdbf8 dcd9d8babbbf 69edecccefce 799aff9bcf9c"""
_VPS_CAPITALS = """41c180818202 c28384851c03 888d8e8ff004 45c9d7defe05 ca9093949506 4fb9bcbdbe11 d49697989912 f79d9e9fa613
    55daa8d1ac14 d0adafb11d15 49b4b5b7b810 59ddb2fdb319"""
_VNI = """a aù aø aû aõ aï aâ aá aà aå aã aä aê aé aè aú aü aë e eù eø eû eõ eï eâ eá eà eå eã eä o où oø oû oõ oï
    oâ oá oà oå oã oä ô ôù ôø ôû ôõ ôï u uù uø uû uõ uï ö öù öø öû öõ öï i í ì æ ó ò y yù yø yû yõ î"""
_QUOTES = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "₫": "đ"})


def _codes(letters: list[str], row: str) -> dict[str, bytes]:
    return {letter: bytes([code]) for letter, code in zip(letters, bytes.fromhex(row), strict=True)}


_TABLES: Mapping[str, Mapping[str, bytes]] = {
    "TCVN3 (ABC)": _codes(_CAPITALS, _TCVN3)
    | dict(zip("ĂÂÊÔƠƯĐ", (bytes([code]) for code in range(0xA1, 0xA8)), strict=True))
    | dict(zip("AEOUIY", (bytes([code]) for code in b"AEOUIY"), strict=True))
    | _codes(_SMALL, _TCVN3)
    | {"đ": b"\xae"},
    "VPS": _codes(_SMALL, _VPS) | _codes(_CAPITALS, _VPS_CAPITALS) | {"đ": b"\xc7", "Đ": b"\xf1"},
    "VNI-Windows": {
        each: code.encode("latin-1")
        for small, row in zip(_SMALL, _VNI.split(), strict=True)
        for each, code in ((small, row), (small.upper(), row.upper()))
    }
    | {"đ": b"\xf1", "Đ": b"\xd1"},
}


def _viscii() -> Mapping[str, bytes]:
    row = """61e1e0e4e3d5 e2a4a5a6e7a7 e5a1a2c6c7a3 65e9e8eba8a9 eaaaabacadae 6ff3f2f6f5f7 f4afb0b1b2b5 bdbeb6b7defe
        75faf9fcfbf8 dfd1d7d8e6f1 69edecefeeb8 79fdcfd6dbdc"""
    capitals = """41c1c0c4c380 c28485860687 c58182020583 45c9c8cb8889 ca8a8b8c8d8e 4fd3d299a09a d48f90919293 b4959697b394
        55dad99c9d9e bfbabbbcffb9 49cdcc9bce98 59dd9f14191e"""
    return _codes(_SMALL, row) | _codes(_CAPITALS, capitals) | {"đ": b"\xf0", "Đ": b"\xd0"}


def _by_table(table: Mapping[str, bytes]) -> Callable[[str], bytes]:
    return lambda text: b"".join(table.get(each) or each.encode("cp1252", "replace") for each in text)


def _windows_1258(text: str) -> bytes:
    """Write each letter as its base and, where there is one, the tone's own code."""
    parts = (unicodedata.normalize("NFD", each) for each in text)
    tones = set(_TONES[1:])
    apart = "".join(
        unicodedata.normalize("NFC", "".join(each for each in part if each not in tones))
        + "".join(each for each in part if each in tones)
        for part in parts
    )
    return apart.encode("cp1258", "replace")


WRITERS: Mapping[str, Callable[[str], bytes]] = {
    **{name: _by_table(table) for name, table in _TABLES.items()},
    "VISCII": _by_table(_viscii()),
    "Windows-1258": _windows_1258,
}
"""How each of the old encodings writes a text."""


def misread(content: bytes) -> str:
    """Read bytes as Windows-1252 does, as Latin-1 where that has no letter."""
    return "".join(bytes([each]).decode("cp1252", "ignore") or chr(each) for each in content)


def written_plainly(text: str) -> str:
    """Give a text NFC with the quotes and dashes that every encoding has."""
    return unicodedata.normalize("NFC", text).translate(_QUOTES)


def sample_texts() -> Iterator[tuple[str, str]]:
    """Give the name and the text of each file of the sample news and its sources."""
    for folder in ("news", "sources"):
        for path in sorted((NEWS / folder).iterdir()):
            yield path.name, written_plainly(path.read_text(encoding="utf-8"))


def right_syllables(true: str, read: str, *, fold: bool) -> tuple[int, int]:
    """Give how many of the words of a text are right and how many there are; `fold` compares without case."""
    words = [re.findall(r"[^\W\d_]+", text.casefold() if fold else text) for text in (true, read)]
    if len(words[0]) == len(words[1]):
        return sum(one == other for one, other in zip(*words, strict=True)), len(words[0])
    lines = list(zip(*(text.split("\n") for text in (true, read)), strict=False))
    return sum(right_syllables(*line, fold=fold)[0] for line in lines) if len(lines) > 1 else 0, len(words[0])
