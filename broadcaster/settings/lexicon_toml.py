"""Writes words as ``load_lexicon`` reads them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from broadcaster.domain.readings import Lexicon, LexiconEntry

_HEAD = "# Từ điển của đài, ghi bằng `broadcaster lexicon export`. Từ đứng trước được ưu tiên.\n"


def lexicon_toml(lexicon: Lexicon) -> str:
    """Write a lexicon as ``[[word]]`` tables, keys that say nothing left out."""
    return "\n".join([_HEAD, *("\n".join(_word(entry)) + "\n" for entry in lexicon.entries)])


def _word(entry: LexiconEntry) -> Iterator[str]:
    yield "[[word]]"
    yield f"written = {_text(entry.written)}"
    yield f"spoken = {_text(entry.spoken)}"
    if entry.context:
        yield f"context = [{', '.join(map(_text, entry.context))}]"
    if entry.voice:
        yield f"voice = {_text(entry.voice)}"
    if entry.outlets:
        yield f"outlets = [{', '.join(map(_text, entry.outlets))}]"


def _text(value: str) -> str:
    """Write a basic string: JSON's escapes are TOML's too, but for DEL, which TOML wants escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
