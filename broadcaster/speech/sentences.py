"""What every engine asks of a sentence and of a voice name before it speaks."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Sequence

from broadcaster.domain.sound import Voice
from broadcaster.errors import SpeechFailed, UnknownVoice


def readable(spoken: str, *, engine: str) -> str:
    """Give the sentence composed (NFC), on one line, without control characters.

    Decomposed input would be misread: espeak says "nhân" without its circumflex.

    Raises:
        SpeechFailed: there is no letter and no digit in it.
    """
    composed = unicodedata.normalize("NFC", spoken)
    sentence = " ".join("".join(_printable(sign) for sign in composed).split())
    if not any(sign.isalnum() for sign in sentence):
        raise SpeechFailed(engine=engine, text=sentence, reason="câu không có chữ nào để đọc")
    return sentence


def word_places(spoken: str) -> tuple[tuple[int, int], ...]:
    """Give where each word of the readable sentence stands in what was handed in: first sign and count of signs."""
    places: list[tuple[int, int]] = []
    first: int | None = None
    for at, sign in enumerate(spoken + " "):
        printable = _printable(sign)
        if printable.isspace() and first is not None:
            places.append((first, at - first))
            first = None
        elif printable and not printable.isspace() and first is None:
            first = at
    return tuple(places)


def _printable(sign: str) -> str:
    """Give a blank for a control character or an invisible space, nothing for other invisible signs (soft hyphens)."""
    category = unicodedata.category(sign)
    if category == "Cc" or sign == "\u200b":
        return " "
    return "" if category == "Cf" else sign


def syllables(sentence: str) -> int:
    """Count the *tiếng* of a sentence: the words between blanks that hold a letter or a digit."""
    return sum(any(sign.isalnum() for sign in word) for word in sentence.split())


def voice_named(voice: str, voices: Sequence[Voice], *, engine: str) -> Voice:
    """Give the voice of that id; raises UnknownVoice with the nearest id."""
    for known in voices:
        if known.id == voice:
            return known
    near = difflib.get_close_matches(voice, [known.id for known in voices], n=1, cutoff=0.5)
    raise UnknownVoice(engine=engine, voice=voice, nearest=f', có phải "{near[0]}"' if near else "")
