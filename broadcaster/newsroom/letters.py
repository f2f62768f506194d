"""Text of any make as clean Unicode: old Vietnamese letters converted, hidden and disguised ones taken out."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from broadcaster.newsroom.disguises import undisguised, without_hidden
from broadcaster.newsroom.letter_choice import pieces
from broadcaster.newsroom.old_letters import (
    EVERY,
    MISTAKEN,
    TCVN3,
    OldLetters,
    letters_of_font,
    restore_capitals,
    shows_capitals,
)

_OLD_NOTE: Final = "Đã chuyển chữ theo bảng mã {} sang Unicode; hãy soát lại."
_OLD_NOTES: Final = {
    TCVN3.name: f"{_OLD_NOTE[:-1]}, nhất là chữ hoa có dấu (bảng mã này không có).",
    MISTAKEN.name: "Đã sửa chữ UTF-8 bị đọc nhầm thành bảng mã khác; hãy soát lại.",
}
_DECOMPOSED: Final = "Unicode tổ hợp"
WESTERN: Final = "Windows-1252"
"""Encoding of a file that is in none of those that are known."""
_WESTERN_NOTE: Final = "Tệp không ghi bằng UTF-8, đã đọc theo bảng mã Windows-1252; hãy soát lại."
UTF_16: Final = "UTF-16"
"""Encoding of what Notepad calls Unicode."""
_UTF_16_NOTE: Final = "Tệp ghi bằng UTF-16, đã chuyển sang UTF-8."
_PICTURES: Final = re.compile(r"wingdings|webdings|zapf ?dingbats|symbol$", re.IGNORECASE)
_MARKS: Final = re.compile("[\u0300-\u0303\u0306\u0309\u031b\u0323]")
_BULLET: Final = "•"
_WINDOWS: Final = {code: shown for code in range(0x80, 0xA0) if (shown := bytes([code]).decode("cp1252", "ignore"))}
_WIDE: Final = 0.2
"""Share of empty bytes in every second place from which a text is taken for UTF-16; Vietnamese has about two thirds."""
_NO_TEXT: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\ufffd]")
_NARROW: Final = 0.02
"""Share of empty bytes in the other places up to which it is."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Letters:
    """A text in letters that everybody can read, and what was done to it."""

    text: str
    """The text, Unicode, NFC."""
    original: str = ""
    """The text as it came; empty when nothing that a reader sees or is misled by was changed."""
    encoding: str = ""
    """In which letters it came (``TCVN3 (ABC)``, several with commas); empty for plain Unicode."""
    notes: tuple[str, ...] = ()
    """What was done, a Vietnamese sentence each."""

    @property
    def converted(self) -> bool:
        """Say whether letters were changed that somebody should look at; hidden signs and loose marks are none."""
        return bool(self.original and set(self.encoding.split(", ")) - {"", UTF_16, _DECOMPOSED})


def read_together(texts: Sequence[str]) -> tuple[list[str], Letters]:
    """Read the parts of one item as one text, so that the letters of a short title are told by the long body.

    Gives the parts, and what was done to all of them, parted by single lines; never raises.
    """
    parts = [text.replace("\u2028", "\n").replace("\u2029", "\n\n") for text in texts]
    read = read_letters("\n".join(parts))
    lines = iter(read.text.split("\n"))
    return ["\n".join(islice(lines, part.count("\n") + 1)) for part in parts], read


def read_letters(text: str, *, font: str = "") -> Letters:
    """Give a text in Unicode whatever letters it is in, told by the text itself, better where its font's name is known.

    Old letters of Vietnamese are converted, signs that hide or reverse are taken out, letters that pretend to be ours
    are made ours; marks that stand apart are composed, of which nobody is told. Where a tone mark stands (*hoà*,
    *hòa*) stays. Never raises; what is no such thing stays as it is.
    """
    if _PICTURES.match(font.strip()) and text.strip():
        return Letters(text=re.sub(r"\S+", _BULLET, text), original=text)
    visible, hidden = without_hidden(text)
    composed = unicodedata.normalize("NFC", visible)
    names = [_DECOMPOSED] if composed != visible and _MARKS.search(visible) else []
    parts = pieces(composed, EVERY, of_font=letters_of_font(font))
    old = [each for each in EVERY if any(of is each for _, of in parts)]
    names += [each.name for each in old]
    notes = [_OLD_NOTES.get(each.name, _OLD_NOTE).format(each.name) for each in old]
    read = "".join(_unicode(part, of) for part, of in parts)
    if shows_capitals(font) and (old or read.isascii()):
        read = read.upper()
    if old:  # signs may hide in letters that were bytes of theirs
        read, more = without_hidden(read)
        hidden = (*hidden, *more)
    plain, disguised = undisguised(read)
    said = (*notes, *hidden, *disguised)
    clean = unicodedata.normalize("NFC", plain)
    return Letters(text=clean, original=text if said else "", encoding=", ".join(names), notes=said)


def decode_bytes(content: bytes) -> Letters:
    """Give the text of a plain file of unknown encoding; never raises, whatever the bytes are.

    UTF-8 and UTF-16 are told by their form; anything else is taken for one of the old encodings of Vietnamese where it
    reads so, else for Windows-1252.
    """
    wide = _utf_16(content)
    if wide is not None:
        read = read_letters(wide)
        return replace(read, encoding=_joined(UTF_16, read.encoding), notes=(_UTF_16_NOTE, *read.notes))
    try:
        return read_letters(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        western = content.decode("latin-1").translate(_WINDOWS)
    read = read_letters(western)
    if read.encoding:
        return read
    return replace(read, original=western, encoding=WESTERN, notes=(_WESTERN_NOTE, *read.notes))


def _joined(*names: str) -> str:
    return ", ".join(filter(None, names))


def _unicode(part: str, of: OldLetters | None) -> str:
    if of is None:
        return part
    return restore_capitals(of.read(part)) if of is TCVN3 else of.read(part)


def _utf_16(content: bytes) -> str | None:
    """Give the text of UTF-16 and UTF-32, with or without a byte order mark; none for other bytes."""
    marks = (
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    )
    for mark, name in marks:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    pairs, left = divmod(len(content), 2)
    if left or b"\x00" not in content:
        return None
    first, second = (content[at::2].count(0) / pairs for at in (0, 1))
    if max(first, second) < _WIDE or min(first, second) > _NARROW:
        return None
    text = content.decode("utf-16-le" if second > first else "utf-16-be", "replace")
    return None if _NO_TEXT.search(text) else text
