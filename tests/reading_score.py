"""Compares what the reading chain says with the forms that presenters accept.

A gold form may hold ``{a|b|}`` alternation (empty allowed, nesting allowed). A spoken text is right when, after
spelling variants are made one, it equals one of the gold forms in full; punctuation and capitals never count.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TENS = {"hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"}
_OLD_TONE_PLACES = (
    re.compile(f"(?<!q)(o)(a|e)([{_TONES}])$"),
    re.compile(f"(?<!q)(u)(y)([{_TONES}])$"),
)


def _one_tone_place(word: str) -> str:
    """Put the tone of oa, oe, uy on the first vowel: hòa, khỏe, thúy."""
    parts = unicodedata.normalize("NFD", word)
    for place in _OLD_TONE_PLACES:
        parts = place.sub(r"\1\3\2", parts)
    return unicodedata.normalize("NFC", parts)


def _words(text: str) -> list[str]:
    lower = unicodedata.normalize("NFC", text).lower()
    kept = (each if each.isalnum() or unicodedata.category(each).startswith("M") else " " for each in lower)
    return [_one_tone_place(word) for word in "".join(kept).split()]


class Variants:
    """Spellings that count as equal: canonical form to its variants."""

    def __init__(self, path: Path) -> None:
        table: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))
        self._canonical = {
            tuple(_words(variant)): _words(canonical) for canonical, variants in table.items() for variant in variants
        }
        self._longest = max(map(len, self._canonical), default=1)

    def words(self, text: str) -> list[str]:
        words = _words(text)
        for _ in range(2):
            words = self._pass(words)
        return _number_words(words)

    def _pass(self, words: list[str]) -> list[str]:
        out: list[str] = []
        place = 0
        while place < len(words):
            for length in range(min(self._longest, len(words) - place), 0, -1):
                canonical = self._canonical.get(tuple(words[place : place + length]))
                if canonical is not None:
                    out += canonical
                    place += length
                    break
            else:
                out.append(words[place])
                place += 1
        return out


def _number_words(words: list[str]) -> list[str]:
    out: list[str] = []
    for word in words:
        before = out[-1] if out else ""
        if word == "bốn" and before == "mươi":
            out.append("tư")
        elif word == "tư" and before == "linh":
            out.append("bốn")
        elif word in ("mốt", "lăm", "tư") and before in _TENS:
            out += ["mươi", word]
        else:
            out.append(word)
    return out


def _pattern(form: str, variants: Variants) -> re.Pattern[str]:
    pieces = re.split(r"([{}|])", form)
    depth = 0
    out: list[str] = []
    for piece in pieces:
        if piece == "{":
            depth += 1
            out.append("(?:")
        elif piece == "}" and depth:
            depth -= 1
            out.append(")")
        elif piece == "|" and depth:
            out.append("|")
        else:
            out += [re.escape(word) + " " for word in variants.words(piece)]
    return re.compile("".join(out))


@dataclass(frozen=True, kw_only=True)
class Case:
    """One written text and the ways to say it."""

    id: str
    category: str
    written: str
    forms: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...]

    def accepts(self, spoken: str, variants: Variants) -> bool:
        text = "".join(word + " " for word in variants.words(spoken))
        return any(pattern.fullmatch(text) for pattern in self.patterns)


def load(path: Path, variants: Variants, *, house_form_only: bool = False) -> list[Case]:
    cases: list[Case] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        forms = tuple(row["spoken"][:1] if house_form_only else row["spoken"])
        patterns = tuple(_pattern(form, variants) for form in forms)
        cases.append(
            Case(id=row["id"], category=row["category"], written=row["written"], forms=forms, patterns=patterns)
        )
    return cases


def wrong(cases: Iterable[Case], variants: Variants, say: Callable[[str], str]) -> list[tuple[Case, str]]:
    said = ((case, say(case.written)) for case in cases)
    return [(case, spoken) for case, spoken in said if not case.accepts(spoken, variants)]


def right_by_category(cases: list[Case], failures: list[tuple[Case, str]]) -> dict[str, int]:
    total = Counter(case.category for case in cases)
    total.subtract(case.category for case, _ in failures)
    return dict(total)
