"""A word as somebody typed it made ready for the lexicon, or refused with the reason."""

from __future__ import annotations

import re
import unicodedata

from broadcaster.copydesk.reading import read
from broadcaster.copydesk.reading.tidying import tidy
from broadcaster.domain.readings import LexiconEntry
from broadcaster.domain.words import VOICE_NAME
from broadcaster.errors import NotSpoken, WordRefused

WRITTEN, SPOKEN, CONTEXT = "chữ viết", "cách đọc", "từ đứng gần"
"""What the parts of a word are called."""

MOST = {WRITTEN: 200, SPOKEN: 1_000, CONTEXT: 200}
"""The most characters of each part: more is a text that was pasted by mistake."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_NOT_WORD = re.compile(r"\W+")
_SIDES = "<>"
_SHOWN = 40


def new_word(typed: LexiconEntry) -> LexiconEntry:
    """Give a typed word in the form in which texts are searched for it; its outlets are left as they are.

    Raises:
        WordRefused: a part is empty, too long, has no letter, or has a sign that nobody can see; the voice is no
            voice's name.
        NotSpoken: the built-in rules would read the spoken form otherwise than it stands.
    """
    word = named_word(typed)
    spoken = _typed(typed.spoken, SPOKEN)
    for what, parts in ((WRITTEN, [word.written]), (SPOKEN, [spoken]), (CONTEXT, word.context)):
        for part in parts:
            check_length(part, what, MOST[what])
    reading = read(spoken)
    if reading.spoken != spoken:
        raise NotSpoken(spoken=spoken, read=reading.spoken)
    return LexiconEntry(
        written=word.written, spoken=spoken, context=word.context, voice=word.voice, outlets=typed.outlets
    )


def named_word(typed: LexiconEntry) -> LexiconEntry:
    """Give a typed word that only has to be found: its spoken form does not matter.

    Raises:
        WordRefused: as for a new word, but it may be of any length.
    """
    return LexiconEntry(
        written=as_searched(_typed(typed.written, WRITTEN)),
        spoken=typed.spoken,
        context=tuple(dict.fromkeys(_near(near) for near in typed.context)),
        voice=_voice(typed.voice.strip()),
        outlets=typed.outlets,
    )


def as_searched(written: str) -> str:
    """Write a phrase with the plain quotes, dashes and spaces that a text has when words are looked up in it."""
    before = "x "  # a line's first signs are tidied away, and a phrase may stand anywhere in a line
    tidied = tidy(before + written).text
    return tidied.removeprefix(before) if tidied.startswith(before) else written


def _near(text: str) -> str:
    """Write a context as it is looked for, with the sign that says right before or right after."""
    near = _typed(text, CONTEXT)
    return (near[0] if near[0] in _SIDES else "") + _NOT_WORD.sub(" ", near).strip()


def _typed(text: str, what: str) -> str:
    composed = " ".join(unicodedata.normalize("NFC", text).split(" ")).strip()
    if not composed:
        raise WordRefused(what=what, text="", reason="đang trống, hãy gõ vào giữa hai dấu nháy kép")
    if any(unicodedata.category(sign) in _UNSEEN for sign in composed):
        reason = "có xuống dòng hoặc ký tự không nhìn thấy, hãy gõ lại bằng tay trên một dòng"
        raise WordRefused(what=what, text=_shown(composed), reason=reason)
    if not any(sign.isalnum() for sign in composed):
        reason = "không có chữ cái hay chữ số nào, hãy gõ cả từ đứng cạnh nó trong bài"
        raise WordRefused(what=what, text=composed, reason=reason)
    return re.sub(r"\s+", " ", composed)


def check_length(text: str, what: str, most: int) -> None:
    """Refuse what is too long to be meant; raises WordRefused, which shows its beginning."""
    if len(text) > most:
        reason = f"dài {len(text)} ký tự, nhiều nhất {most}; hãy gõ ngắn lại"
        raise WordRefused(what=what, text=_shown(text[:_SHOWN]) + "…", reason=reason)


def _shown(text: str) -> str:
    return "".join(f"<{ord(sign):04X}>" if unicodedata.category(sign) in _UNSEEN else sign for sign in text)


def _voice(name: str) -> str:
    if name and not VOICE_NAME.fullmatch(name):
        reason = "hãy gõ bộ đọc (espeak) hoặc bộ đọc và giọng (espeak:nu-phat-thanh)"
        raise WordRefused(what="giọng", text=_shown(name), reason=reason)
    return name
