"""Web and e-mail addresses: labels cut into syllables, *chấm* for the dot, *a còng* for @."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from broadcaster.copydesk.reading.draft import Said, Step, recogniser
from broadcaster.copydesk.reading.hosts import CODES, LABELS, PHRASES, TOP_LEVEL
from broadcaster.copydesk.reading.letters import spell
from broadcaster.copydesk.reading.numbers import digits
from broadcaster.copydesk.reading.patterns import Pattern
from broadcaster.copydesk.reading.syllables import bare, is_bare_syllable

_MAIL: Final = r"(?<![\w.+@-])(?P<name>[A-Za-z0-9][\w.+-]{0,63})@(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)(?![^\W_])"
_WEB: Final = (
    r"(?<![\w.@/-])(?:(?P<scheme>https?://))?(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)(?::\d{2,5})?"
    r"(?P<path>/(?:[^\s,;\"()\ue000\ue001]*[^\s,;\"().:?!/\ue000\ue001])?/?)?"
    r"(?![^\W_])"
)
_HANDLE: Final = r"(?<=[\w\s])@(?=\w)|^@(?=\w)|(?<=\w)@"
_DOTTED = Pattern(r"[A-Za-z0-9]\.[A-Za-z0-9]")
_SLUG = Pattern(r"[a-z]+(?:-[a-z]+)+")
_PIECE = Pattern(r"[a-z]+|\d+|[._/+?=&%#~:-]")
_MARKS: Final = {
    ".": "chấm",
    "-": "gạch ngang",
    "_": "gạch dưới",
    "/": "gạch chéo",
    "+": "cộng",
    "?": "hỏi",
    "=": "bằng",
    "&": "và",
    "%": "phần trăm",
    "#": "thăng",
    "~": "ngã",
    ":": "hai chấm",
}
_WEB_WORDS: Final = frozenset({"http", "https", "www", "WWW", "Www", "Http", "Https", "HTTP", "HTTPS"}).union(
    TOP_LEVEL, map(str.upper, TOP_LEVEL), map(str.title, TOP_LEVEL)
)
_SHORTEST_LABEL: Final = 3
_LONGEST_LABEL: Final = 40
_LONGEST_PHRASE: Final = 24
_LONGEST_SPELT: Final = 6
_PHRASE_COST: Final = 1
_SYLLABLE_COST: Final = 3
_LETTER_COST: Final = 7
_NEVER: Final = 1000
_SPELT: Final = {letter: spell(letter) for letter in "bcdfghjklmnpqrstvwxz"}


@cache
def _phrases() -> dict[str, str]:
    whole = {bare(phrase).replace(" ", ""): phrase for phrase in map(str.strip, PHRASES.split(","))}
    longer = {label: said for label, said in LABELS.items() if len(label) > _SHORTEST_LABEL}
    return whole | {code: spell(code) for code in CODES.split()} | longer


@lru_cache(maxsize=1024)
def label(letters: str) -> Said:
    """Say one label of small letters: a known word, syllables run together, or letter by letter."""
    if letters in LABELS:
        return Said(LABELS[letters])
    said = _segmented(letters) if len(letters) <= _LONGEST_LABEL else None
    if said:
        return said
    return (
        Said(spell(letters), sure=len(letters) <= len("abc"))
        if len(letters) <= _LONGEST_SPELT
        else Said(letters, sure=False)
    )


def _segmented(letters: str) -> Said | None:
    """Cut letters that are run together into known phrases, syllables and, at the worst, letters, as well as can be."""
    best: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    for end in range(1, len(letters) + 1):
        starts = range(max(0, end - _LONGEST_PHRASE), end)
        costs = ((start, *_cost(letters[start:end])) for start in starts)
        best.append(min((best[start][0] + cost, (*best[start][1], said)) for start, cost, said in costs))
    pieces = best[-1][1]
    spelt = sum(piece in _SPELT for piece in pieces)
    if spelt * 2 > len(letters):
        return None
    guessed = spelt or any(is_bare_syllable(piece) and piece not in _phrases() for piece in pieces)
    return Said(" ".join(_SPELT.get(piece, piece) for piece in pieces), sure=not guessed)


def _cost(piece: str) -> tuple[int, str]:
    if piece in _phrases():
        return _PHRASE_COST, _phrases()[piece]
    if is_bare_syllable(piece):
        return _SYLLABLE_COST, piece
    return (_LETTER_COST if len(piece) == 1 else _NEVER), piece


def _address(text: str) -> Said:
    said = [_piece(piece) for piece in _PIECE.findall(_SLUG.sub(_slug, text.lower()))]
    return Said(" ".join(each.spoken for each in said), all(each.sure for each in said))


def _slug(match: re.Match[str]) -> str:
    """Join words that only together are a known phrase: ``tra-cuu``."""
    joined = match.group().replace("-", "")
    return joined if joined in _phrases() else match.group()


def _piece(piece: str) -> Said:
    if piece in _MARKS:
        return Said(_MARKS[piece])
    return Said(digits(piece)) if piece.isdecimal() else label(piece)


def _mail(match: re.Match[str]) -> Said:
    name, host = _address(match["name"]), _address(match["host"])
    return Said(f"{name.spoken} a còng {host.spoken}", name.sure and host.sure)


def _web(match: re.Match[str]) -> Said | None:
    host = match["host"].lower()
    if not match["scheme"] and not host.startswith("www.") and host.rpartition(".")[2] not in TOP_LEVEL:
        return None
    if match["host"].isupper() and not match["scheme"]:
        return None
    place = _address(host.removeprefix("www."))
    if match["scheme"] or host.startswith("www."):
        place = place._replace(note="https:// và www không đọc")
    path = (match["path"] or "").rstrip("/")
    if not path:
        return place
    tail = _address(path)
    return Said(f"{place.spoken} {tail.spoken}", place.sure and tail.sure, place.note)


STEPS: tuple[Step, ...] = (
    recogniser("địa chỉ thư", _MAIL, _mail, needs="@"),
    recogniser("địa chỉ mạng", _WEB, _web, needs=_WEB_WORDS, cue=_DOTTED),
    recogniser("a còng", _HANDLE, lambda _: Said(" a còng "), needs="@"),
)
"""In the order of reading."""
