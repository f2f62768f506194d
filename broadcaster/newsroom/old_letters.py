"""The Vietnamese letters of before Unicode: what each code of TCVN3, VNI, VPS, VISCII and Windows-1258 shows.

Text in them reaches us as if it were Western: every code as the letter that Windows-1252 or Latin-1 has there (``c¶i
c¸ch`` for *cải cách*), from old Word files also as private letters U+F0xx.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from broadcaster.newsroom.mistaken_bytes import as_meant

_SMALL: Final = (
    "àảãáạ ăằẳẵắặ âầẩẫấậ èẻẽéẹ êềểễếệ ìỉĩíị òỏõóọ ôồổỗốộ ơờởỡớợ ùủũúụ ưừửữứự ỳỷỹýỵ đ"  # the order of the rows below
)
_TCVN3: Final = (
    "b5b6b7b8b9 a8bbbcbdbec6 a9c7c8c9cacb cccecfd0d1 aad2d3d4d5d6 d7d8dcddde dfe1e2e3e4 abe5e6e7e8e9 aceaebecedee"
    " eff1f2f3f4 adf5f6f7f8f9 fafbfcfdfe ae"
)
_TCVN3_CAPITALS: Final = "ĂÂÊÔƠƯĐ"  # a1 to a7; it has no others
_VPS: Final = (
    "e0e4e3e1e5 e6a2a3a4a1a5 e2c0c4c5c3c6 e8c8ebe9cb ea8a8bcd898c ecccefedce f2d5f5f386 f4d2b087d3b6 d6a9aaaba7ae"
    " f9fbdbfaf8 dcd8babbd9bf ff9bcf9a9c c7"
)
_VPS_CAPITALS: Final = (
    "808182c102 888e8ff08d04 c284851c8303 d7defec905 ca9394959006 b5b7b8b410 bcbdbeb911 d49798999612 f79e9fa69d13"
    " a8d1acda14 d0afb11dad15 b2fdb3dd19 f1"
)
_VISCII: Final = (
    "e0e4e3e1d5 e5a2c6c7a1a3 e2a5a6e7a4a7 e8eba8e9a9 eaabacadaaae ecefeeedb8 f2f6f5f3f7 f4b0b1b2afb5 bdb6b7debefe"
    " f9fcfbfaf8 dfd7d8e6d1f1 cfd6dbfddc f0"
)
_VISCII_CAPITALS: Final = (
    "c0c4c3c180 c58202058183 c28586068487 c8cb88c989 ca8b8c8d8a8e cc9bcecd98 d299a0d39a d49091928f93 b49697b39594"
    " d99c9dda9e bfbbbcffbab9 9f1419dd1e d0"
)
_VNI_MARKS: Final[Mapping[str, str]] = {
    "ù": "\u0301",
    "ø": "\u0300",
    "û": "\u0309",
    "õ": "\u0303",
    "ï": "\u0323",
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_VNI_LETTERS: Final[Mapping[str, str]] = dict(zip("ôöñíìæóòîÔÖÑÍÌÆÓÒÎ", "ơưđíìỉĩịỵƠƯĐÍÌỈĨỊỴ", strict=True))
_VNI: Final = re.compile(
    r"([AaEeOo][âáàåãäÂÁÀÅÃÄ]|[Aa][êéèúüëÊÉÈÚÜË]|[AaEeOoUuYyôöÔÖ][ùøûõïÙØÛÕÏ])|[ôöñíìæóòîÔÖÑÍÌÆÓÒÎ]"
)
_PRIVATE: Final = 0xF000
_HIGHEST: Final = 0xFF


@dataclass(frozen=True, kw_only=True, slots=True)
class OldLetters:
    """One way of writing Vietnamese before Unicode."""

    name: str
    """What people call it."""
    fonts: re.Pattern[str]
    """Beginning of the names of its fonts."""
    read: Callable[[str], str]
    """Reads text in it, which looks Western, as NFC Unicode; what it has no letter for stays."""


def _western(code: int) -> tuple[int, ...]:
    """Give the characters as which a code is shown: of Latin-1, of Windows-1252, private."""
    windows = bytes([code]).decode("cp1252", "ignore")
    return (code, _PRIVATE + code, *map(ord, windows))


def _table(*rows: tuple[str, str]) -> dict[int, str]:
    """Make a table for `str.translate` out of letters and their codes in hexadecimal."""
    pairs = [
        pair for letters, codes in rows for pair in zip(letters.replace(" ", ""), bytes.fromhex(codes), strict=True)
    ]
    private = {_PRIVATE + code: chr(code) for code in range(0x20, 0x7F)}
    return private | {shown: letter for letter, code in pairs for shown in _western(code)}


def _reader(table: Mapping[int, str]) -> Callable[[str], str]:
    return lambda text: text.translate(table)


def _windows_1258() -> Callable[[str], str]:
    shown = {code: bytes([code]).decode("cp1258", "ignore") for code in range(0x80, _HIGHEST + 1)}
    table = {each: letter for code, letter in shown.items() if letter for each in _western(code)}
    return lambda text: unicodedata.normalize("NFC", text.translate(table))


def _vni_letter(found: re.Match[str]) -> str:
    pair = found[1]
    if not pair:
        return _VNI_LETTERS[found[0]]
    base = _VNI_LETTERS.get(pair[0], pair[0])
    return unicodedata.normalize("NFC", base + _VNI_MARKS[pair[1].lower()])


def _vni(text: str) -> str:
    public = "".join(chr(ord(each) - _PRIVATE) if 0xF020 <= ord(each) <= 0xF0FF else each for each in text)  # noqa: PLR2004
    return _VNI.sub(_vni_letter, public)


def _names(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_CAPITALS: Final = _SMALL.upper()
TCVN3: Final = OldLetters(
    name="TCVN3 (ABC)",
    fonts=_names(r"\.vn"),
    read=_reader(_table((_SMALL, _TCVN3), (_TCVN3_CAPITALS, "a1a2a3a4a5a6a7"))),
)
VNI: Final = OldLetters(name="VNI-Windows", fonts=_names(r"vni[- ]"), read=_vni)
VPS: Final = OldLetters(
    name="VPS", fonts=_names(r"vps"), read=_reader(_table((_SMALL, _VPS), (_CAPITALS, _VPS_CAPITALS)))
)
VISCII: Final = OldLetters(
    name="VISCII", fonts=_names(r"viscii"), read=_reader(_table((_SMALL, _VISCII), (_CAPITALS, _VISCII_CAPITALS)))
)
WINDOWS_1258: Final = OldLetters(name="Windows-1258", fonts=_names(r"(?!)"), read=_windows_1258())

MISTAKEN: Final = OldLetters(name="UTF-8 đọc nhầm", fonts=_names(r"(?!)"), read=as_meant)
"""No letters of old, but what comes of Unicode in the same way."""

EVERY: Final = (TCVN3, VNI, VPS, VISCII, WINDOWS_1258, MISTAKEN)
"""All that are known, the commonest first."""

_CAPITAL_WORD: Final = re.compile("(?<![^\\W\\d_])[^\\W\\d_]*[A-ZĂÂÊÔƠƯĐ][^\\W\\d_]*")
_SMALL_ASCII: Final = re.compile("[a-z]")
_CAPITAL_ASCII: Final = re.compile("[A-ZĂÂÊÔƠƯĐ]")
_PLAIN: Final = 2


def restore_capitals(text: str) -> str:
    """Give words in capitals the capital letters that TCVN3 lacks: ``TỉNH NAM ĐịNH`` is *TỈNH NAM ĐỊNH*.

    A word that could be either (``Xã``, ``ý``) is in capitals where its whole line is.
    """
    return "\n".join(map(_restored, text.split("\n")))


def _restored(line: str) -> str:
    if not _SMALL_ASCII.search(line) and any(len(_CAPITAL_ASCII.findall(word)) >= _PLAIN for word in line.split()):
        return line.upper()
    return _CAPITAL_WORD.sub(lambda found: found[0].upper() if _is_capital(found[0]) else found[0], line)


def _is_capital(word: str) -> bool:
    return not _SMALL_ASCII.search(word) and len(_CAPITAL_ASCII.findall(word)) >= _PLAIN


_SHOWS_CAPITALS: Final = re.compile(r"\.vn.*h", re.IGNORECASE)


def letters_of_font(font: str) -> OldLetters | None:
    """Give the letters that a font was made for, or none: ``.VnTimeH`` is TCVN3."""
    return next((each for each in EVERY if each.fonts.match(font.strip())), None)


def shows_capitals(font: str) -> bool:
    """Say whether a font of TCVN3 shows small letters as capitals, as those do whose name ends in H."""
    name = font.strip()
    return name.endswith("H") and _SHOWS_CAPITALS.fullmatch(name) is not None
