"""Web and e-mail addresses: labels cut into syllables, *chấm* for the dot, *a còng* for @."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from broadcaster.copydesk.reading.draft import Said, Step, recogniser
from broadcaster.copydesk.reading.hosts import CODES, LABELS, PHRASES, TOP_LEVEL
from broadcaster.copydesk.reading.letters import spell
from broadcaster.copydesk.reading.numbers import digits
from broadcaster.copydesk.reading.patterns import Pattern
from broadcaster.copydesk.reading.syllables import bare, is_bare_syllable

_MAIL: Final = r"(?<![\w.+@-])(?P<name>[A-Za-z0-9][\w.+-]{0,63})@(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
_WEB: Final = (
    r"(?<![\w.@/-])(?:(?P<scheme>https?://))?(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)(?::\d{2,5})?"
    r"(?P<path>/(?:[^\s,;\"()]*[^\s,;\"().:?!/])?/?)?"
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
_LONGEST_LABEL: Final = 40
_LONGEST_PHRASE: Final = 24
_LONGEST_SPELT: Final = 6
_PHRASE_COST: Final = 2
_SYLLABLE_COST: Final = 3


@cache
def _phrases() -> dict[str, str]:
    whole = {bare(phrase).replace(" ", ""): phrase for phrase in map(str.strip, PHRASES.split(","))}
    return whole | {code: spell(code) for code in CODES.split()}


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
    best: list[tuple[int, tuple[str, ...]] | None] = [(0, ())]
    for end in range(1, len(letters) + 1):
        options: list[tuple[int, tuple[str, ...]]] = []
        for start in range(max(0, end - _LONGEST_PHRASE), end):
            before, piece = best[start], letters[start:end]
            if before is None:
                continue
            if piece in _phrases():
                options.append((before[0] + _PHRASE_COST, (*before[1], _phrases()[piece])))
            elif is_bare_syllable(piece):
                options.append((before[0] + _SYLLABLE_COST, (*before[1], piece)))
        best.append(min(options, default=None))
    found = best[-1]
    if found is None:
        return None
    return Said(
        " ".join(found[1]), sure=not any(is_bare_syllable(piece) and piece not in _phrases() for piece in found[1])
    )


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
    path = (match["path"] or "").rstrip("/")
    if not path:
        return place
    tail = _address(path)
    return Said(f"{place.spoken} {tail.spoken}", place.sure and tail.sure)


STEPS: tuple[Step, ...] = (
    recogniser("địa chỉ thư", _MAIL, _mail, needs="@"),
    recogniser("địa chỉ mạng", _WEB, _web, needs=_WEB_WORDS, cue=_DOTTED),
    recogniser("a còng", _HANDLE, lambda _: Said(" a còng "), needs="@"),
)
"""In the order of reading."""
