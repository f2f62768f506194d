"""What holds of every reading, whatever the text: what is broken, of what kind, and by which rule.

Numbers are heard by ``number_words``. What the house style leaves unsaid or adds is named here, and nothing else is
allowed: minutes ``00``, the term in a code of the National Assembly, the century of a two-digit year, *một* after a
slash, Roman numerals, *sinh năm* for SN.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from number_words import Heard, Meant, follows, hear

from broadcaster.domain.readings import Reading, ReadSpan

MAY_BE_SHORTER = {
    "chữ in hoa": "capitals of a heading become small letters",
    "chữ viết tắt": "an entry of the built-in list has its own form",
    "dấu lặng": "a combining mark alone is silent",
    "số văn bản": "the kind is not said after its noun, nor the issuer when the sentence names it",
    "địa chỉ mạng": "the scheme, www and a port are silent",
}
"""Rules that may say fewer words than are written, and the rule of the house style behind it."""

SIGNS = {"¼": (1, 4), "½": (1, 2), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "²": (), "³": ()}
"""Signs that say two numbers or none; any other says its value."""
DOTTED = {"hai số", "chữ và số", "ngày tháng", "giờ", "mã số", "số điện thoại", "số gọi tên"}
"""Rules that say the numbers on both sides of a dot one after the other."""
SIGN_RULES = {"chữ số nhỏ", "lũy thừa"}
SCALES = {"nghìn": 3, "ngàn": 3, "k": 3, "ngđ": 3, "triệu": 6, "tr": 6, "trđ": 6, "tr.đ": 6, "tỷ": 9, "tỉ": 9, "tỷđ": 9}
"""Words and signs after a number that move its comma."""
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}

_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W_]+")
_NUMERAL = re.compile(rf"(?P<n>\d+(?:[.,]\d+)*)(?:\W*(?P<scale>{'|'.join(map(re.escape, SCALES))})(?![^\W\d_đĐt]))?")
_ROMAN = re.compile(r"(?<![^\W\d_])[IVXLCDM]+(?![^\W\d_])")
_SHORT_YEAR = re.compile(r"\d+/\d+/(\d\d)")
_SHORT_MILLIONS = re.compile(r"(?<!\d)(\d{1,6}) ?tr(\d{3})(?!\d)")
_SPACED = re.compile(r"[1-9]\d{0,2}(?:[ \n]\d{3})+")
_SCHEME = re.compile("https?://")
_ISO = re.compile(r"(\d{4})[-\u2010-\u2015\u2212](\d\d)[-\u2010-\u2015\u2212](\d\d)")
_MOST_MARKS = 5
_MOST_FIGURES = 4000


@dataclass(frozen=True)
class Broken:
    """One thing that does not hold of a reading."""

    kind: str
    rule: str
    detail: str


def broken(text: str, read: Callable[[str], Reading]) -> list[Broken]:
    """Read a text and give everything that does not hold."""
    try:
        reading = read(text)
        again = read(reading.spoken).spoken
    except Exception as error:  # noqa: BLE001  a crash is what is sought
        return [Broken("crash", type(error).__name__, str(error))]
    found = [*_left(reading), *_spans(reading), *_words(reading)]
    if again != reading.spoken:
        found.append(Broken("not the same when read again", _again(reading, read), again))
    for span in reading.spans:
        found += [*_silent(span), *_numbers(reading, span)]
    return found


def plain(text: str) -> str:
    """Make digits and full-width forms plain, and take out what is invisible and marks that no letter carries."""
    return "".join(map(_plain, unicodedata.normalize("NFC", text)))


def _plain(character: str) -> str:
    if character in SIGNS:
        return character
    if character == "⁰":  # typed for the sign of degrees
        return "°"
    if "！" <= character <= "～":
        return chr(ord(character) - 0xFEE0)
    digit = unicodedata.digit(character, None)
    if digit is not None:
        return str(digit)
    if character == "\r" or unicodedata.category(character) in {"Cf", "Mn", "Me"}:
        return ""
    return {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ"}.get(character, character)


def words(text: str) -> list[str]:
    """Give the words of a text, capitals not counted."""
    return _WORD.findall(text.upper().casefold())


def _left(reading: Reading) -> Iterator[Broken]:
    for character in sorted(set(reading.spoken)):
        if character.isdigit() or character.isnumeric():
            yield Broken("digit left", _name(character), character)
        elif unicodedata.category(character) in {"Co", "Cs"}:
            yield Broken("mark left", _name(character), character)


def _name(character: str) -> str:
    if character.isdigit():
        return "a digit"
    kind = unicodedata.category(character)
    return {"No": "a number sign", "Nl": "a letter number", "Lo": "a Han number"}.get(kind, kind)


def _spans(reading: Reading) -> Iterator[Broken]:
    done = 0
    for span in reading.spans:
        if not done <= span.start < span.end <= len(reading.written):
            yield Broken("span out of order", span.rule, f"{span.start}-{span.end} after {done}")
        if reading.written[span.start : span.end] != span.written:
            yield Broken("span is not its slice", span.rule, span.written)
        done = span.end


def _words(reading: Reading) -> Iterator[Broken]:
    """Between the spans every written word is said, and nothing else."""
    expected: list[tuple[str, str]] = []
    done = 0
    for span in reading.spans:
        expected += [(word, "between") for word in words(plain(reading.written[done : span.start]))]
        expected += [(word, span.rule) for word in words(span.spoken)]
        done = span.end
    expected += [(word, "between") for word in words(plain(reading.written[done:]))]
    said = words(reading.spoken)
    for place, ((word, rule), heard) in enumerate(zip(expected, said, strict=False)):
        if word != heard:
            yield Broken("word lost or invented", rule, f"{word} / {heard}, word {place}")
            return
    if len(expected) != len(said):
        left = [word for word, _ in expected][len(said) :] or said[len(expected) :]
        yield Broken("word lost or invented", "end", " ".join(left))


def _again(reading: Reading, read: Callable[[str], Reading]) -> str:
    spans = read(reading.spoken).spans
    return spans[0].rule if spans else "joining"


def _silent(span: ReadSpan) -> Iterator[Broken]:
    written, said = [word for word in words(plain(span.written)) if not word.isdecimal()], words(span.spoken)
    if len(said) < len(written) and span.rule not in MAY_BE_SHORTER:
        yield Broken("silent word", span.rule, f"{span.written} / {span.spoken}")


def _numbers(reading: Reading, span: ReadSpan) -> Iterator[Broken]:
    before = words(plain(reading.written[max(0, span.start - 30) : span.start]))
    colons = span.written.count(":") - bool(_SCHEME.match(span.written))
    spoken = span.spoken.replace("hai chấm", ":", colons)
    heard = hear(spoken, before[-1] if before else "")
    written = plain(span.written)
    if span.rule == "ngày tháng":
        written = _ISO.sub(r"\3-\2-\1", written)
    if span.rule == "số đếm" and _SPACED.fullmatch(written):
        written = "".join(written.split())
    written = _SHORT_MILLIONS.sub(r"\1.\2.000", written)
    meant = _signs(span.written) if span.rule in SIGN_RULES else _meant(written, span)
    known: dict[tuple[str, ...], bool] = {}

    def spare(each: Heard) -> bool:
        if each.words not in known:
            known[each.words] = _is_no_number(each, span)
        return known[each.words]

    if not follows(meant, heard, spare):
        yield Broken("number lost or invented", span.rule, f"{span.written} / {span.spoken}")


def _is_sign(character: str) -> bool:
    return character.isnumeric() and unicodedata.category(character) != "Nd" and character != "⁰"


def _signs(written: str) -> list[list[list[Meant]]]:
    meant: list[list[list[Meant]]] = []
    for sign in filter(_is_sign, written):
        value = Fraction(unicodedata.numeric(sign)).limit_denominator(1000)
        whole = value.denominator == 1
        value = abs(value)
        numbers = SIGNS.get(sign, (int(value),) if whole else (value.numerator, value.denominator))
        meant += [[[Meant(Fraction(number), str(number))]] for number in numbers]
    return meant


def _meant(written: str, span: ReadSpan) -> list[list[list[Meant]]]:
    short = {match.start(1) for match in _SHORT_YEAR.finditer(written)} if span.rule == "ngày tháng" else set()
    meant: list[list[list[Meant]]] = []
    for match in _NUMERAL.finditer(written):
        forms = list(
            alternatives(match["n"], apart=span.rule in DOTTED or re.search("chấm|,", span.spoken) is not None)
        )
        if match["scale"]:
            scale = 10 ** SCALES[match["scale"]]
            forms += [[*form[:-1], Meant(form[-1].value * scale)] for form in forms]
        if match.start() in short:
            forms.append([Meant(Fraction(2000 + int(match["n"])))])
        if _may_be_silent(span.rule, match):
            forms.append([])
        meant.append(forms)
    return meant


def _may_be_silent(rule: str, match: re.Match[str]) -> bool:
    before = match.string[match.start() - 1 : match.start()]
    if before == "m" and match["n"] in {"2", "3"}:
        return True
    if rule == "giờ":
        return match["n"] == "00"
    if rule == "số trang":
        return True
    if rule == "số văn bản":
        return before.isalpha()
    return rule == "địa chỉ mạng" and before == ":"


def alternatives(numeral: str, *, apart: bool = True) -> Iterator[list[Meant]]:
    """Give what figures with dots and commas can mean: ``2.150`` is one number, or two when they may stand apart."""
    figures, marks = re.findall(r"\d+", numeral), re.findall("[.,]", numeral)
    if not apart:
        yield from ([value] for value in _values(re.split("([.,])", numeral)))
        return
    cuts = itertools.product((False, True), repeat=len(marks)) if len(marks) <= _MOST_MARKS else [(True,) * len(marks)]
    for cut in cuts:
        pieces: list[list[str]] = [[figures[0]]]
        for mark, figure, parted in zip(marks, figures[1:], cut, strict=True):
            if parted:
                pieces.append([figure])
            else:
                pieces[-1] += [mark, figure]
        yield from map(list, itertools.product(*(list(_values(piece)) for piece in pieces)))


def _values(piece: list[str]) -> Iterator[Meant]:
    figures, marks = piece[::2], piece[1::2]
    joined = "".join(figures)
    if len(joined) > _MOST_FIGURES:
        yield Meant(Fraction(-1), joined)
        return
    if not marks:
        yield Meant(Fraction(int(joined)), joined)
        return
    if len(figures[0]) <= len("123") and all(len(each) == len("123") for each in figures[1:]) and len(set(marks)) == 1:
        yield Meant(Fraction(int(joined)), joined)
    if len(marks) == 1 or (marks[-1] == "," and set(marks[:-1]) == {"."}):
        yield Meant(Fraction(int(joined), 10 ** len(figures[-1])))


def _is_no_number(heard: Heard, span: ReadSpan) -> bool:
    """Say whether words of number stand for something else: written out, *một* after a slash, a Roman numeral."""
    written = plain(span.written)
    if "/" in written and heard.words == ("một",):
        return True
    if any(heard.value == _roman(each) for each in _ROMAN.findall(written)):
        return True
    if span.rule == "báo động":
        return heard.value == written.count("I")
    said = " ".join(heard.words)
    if span.rule == "chữ viết tắt" and said == "năm":
        return True
    if span.rule.startswith("địa chỉ"):
        return _bare(said).replace(" ", "") in _bare(written)
    return re.search(rf"(?<![^\W_]){said}(?![^\W_])", " ".join(_LETTERS.findall(written.lower()))) is not None


def _roman(numeral: str) -> int:
    values = [ROMAN[letter] for letter in numeral]
    return sum(
        -value if value < after else value for value, after in itertools.zip_longest(values, values[1:], fillvalue=0)
    )


def _bare(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.lower())
    return "".join(each for each in parts if not unicodedata.combining(each)).replace("đ", "d")


def shrunk(text: str, found: Broken, read: Callable[[str], Reading]) -> str:
    """Give a smallest text that is broken in the same way: no stretch of it can go."""

    def same(shorter: str) -> bool:
        return any((each.kind, each.rule) == (found.kind, found.rule) for each in broken(shorter, read))

    length = max(1, len(text) // 2)
    while length:
        at = 0
        while at < len(text):
            shorter = text[:at] + text[at + length :]
            if same(shorter):
                text = shorter
            else:
                at += length
        length = length // 2
    return text
