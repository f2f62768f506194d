"""Letters that hide or pretend: invisible and reversing signs, foreign letters that look like ours, signs of fonts."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from broadcaster.newsroom.syllables import is_bare, worth

_REVERSING: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_HIDDEN: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff"
    "\U000e0000-\U000e0fff\ud800-\udfff\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\ufdd0-\ufdef\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
_STACKED: Final = re.compile("(?<=[\u0300-\u036f]{2})[\u0300-\u036f]+")  # no letter of ours has three marks
_SOFT: Final = re.compile("\xad(?!\n)")  # at a line's end it tells that the word goes on
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_SPACES: Final = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000\u2800]")
_LINE_ENDS: Final = str.maketrans({"\u2028": "\n", "\u2029": "\n\n"})
_DRESSED: Final = re.compile("[\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff]+")
_FOREIGN: Final[dict[str, str]] = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХѴԌаеѕіјорсухѵԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοɑɡıƖ",
        "ABESIJKMHOPCTYXVGaesijopcyxvdhqwABEZHIKMNOPTYXoagil",
        strict=True,
    )
)
_ALIKE: Final = str.maketrans(_FOREIGN)
_FOREIGN_LETTER: Final = re.compile("[\u0370-\u052f\u0251\u0261\u0131\u0196]")
_WORD: Final = re.compile("[^\\W\\d_]+")
_WITH_FOREIGN: Final = re.compile("(?<![^\\W\\d_])[^\\W\\d_]*?[\u0370-\u052f\u0251\u0261\u0131\u0196][^\\W\\d_]*")
_WRONG_D: Final = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})
_WITH_WRONG_D: Final = re.compile("(?<![^\\W\\d_])[^\\W\\d_]*?[ÐðƉɖ][^\\W\\d_]*")
_PRIVATE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_PRIVATE_BULLET: Final = re.compile(rf"^([^\S\n]*){_PRIVATE.pattern}+[^\S\n]*", re.MULTILINE)
_ACRONYM: Final = re.compile("[A-ZĐ]{1,8}")


def without_hidden(text: str) -> tuple[str, tuple[str, ...]]:
    """Take out the signs above Latin-1 that nobody sees; give the text and what was done, a sentence each.

    To be done before old letters are looked for. A byte order mark at the beginning goes without a word.
    """
    if text.isascii():
        return text, ()
    text = text.removeprefix("\ufeff").translate(_LINE_ENDS)
    text, reversing = _REVERSING.subn("", text)
    text, hidden = _HIDDEN.subn("", text)
    text, stacked = _STACKED.subn("", text)
    notes: list[str] = []
    if reversing:
        notes.append(f"Đã bỏ {reversing} ký tự ẩn làm đảo chiều chữ.")
    if hidden + stacked:
        notes.append(f"Đã bỏ {hidden + stacked} ký tự ẩn.")
    return text, tuple(notes)


def undisguised(text: str) -> tuple[str, tuple[str, ...]]:
    """Give a Unicode text without soft hyphens, control and private signs, foreign letters made ours; and what was so.

    To be done after old letters were converted, which look like some of these.
    """
    if text.isascii() and not _CONTROL.search(text):
        return text, ()
    notes: list[str] = []
    for pattern, sentence in (
        (_SOFT, "Đã bỏ {} dấu nối ẩn."),
        (_CONTROL, "Đã bỏ {} ký tự điều khiển."),
    ):
        text, count = pattern.subn("", text)
        if count:
            notes.append(sentence.format(count))
    text = _PRIVATE_BULLET.sub(r"\1• ", text)
    text, private = _PRIVATE.subn("", text)
    if private:
        notes.append(f"Đã bỏ {private} ký hiệu riêng của phông chữ.")
    text, dressed = _DRESSED.subn(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    if dressed:
        notes.append(f"Đã đổi {dressed} cụm chữ kiểu lạ (toàn khổ, chữ toán học, chữ ghép) sang chữ thường dùng.")
    text, foreign = _ours(text)
    if foreign:
        notes.append(f"Đã đổi chữ nước ngoài trông giống chữ Việt trong {foreign} từ.")
    text, wrong_d = _right_d(text)
    if wrong_d:
        notes.append(f"Đã đổi chữ Ð sai mã sang Đ trong {wrong_d} từ.")
    return _SPACES.sub(" ", text), tuple(notes)


def _ours(text: str) -> tuple[str, int]:
    """Make letters of other scripts ours in words that mix them; a Russian or Greek word stays."""
    count = 0

    def made(found: re.Match[str]) -> str:
        nonlocal count
        word = found[0]
        ours = unicodedata.normalize("NFC", word.translate(_ALIKE))
        if _FOREIGN_LETTER.search(ours):
            return word
        wholly = not _FOREIGN_LETTER.sub("", word)
        if wholly and not (len(word) > 1 and is_bare(ours) and _of_latin_line(found)):
            return word
        count += 1
        return ours

    return (_WITH_FOREIGN.sub(made, text) if _FOREIGN_LETTER.search(text) else text), count


def _of_latin_line(found: re.Match[str]) -> bool:
    text = found.string
    start = text.rfind("\n", 0, found.start()) + 1
    line = text[start : (text.find("\n", found.end()) + 1 or len(text) + 1) - 1]
    return not _FOREIGN_LETTER.search(line.translate(_ALIKE)) and any(
        worth(word) or is_bare(word) for word in _WORD.findall(line) if word != found[0]
    )


def _right_d(text: str) -> tuple[str, int]:
    count = 0

    def made(found: re.Match[str]) -> str:
        nonlocal count
        ours = found[0].translate(_WRONG_D)
        if not worth(ours) and not _ACRONYM.fullmatch(ours):
            return found[0]
        count += 1
        return ours

    return _WITH_WRONG_D.sub(made, text), count
