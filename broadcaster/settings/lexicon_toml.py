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
    yield f"written = {quoted(entry.written)}"
    yield f"spoken = {quoted(entry.spoken)}"
    if entry.context:
        yield f"context = [{', '.join(map(quoted, entry.context))}]"
    if entry.voice:
        yield f"voice = {quoted(entry.voice)}"
    if entry.outlets:
        yield f"outlets = [{', '.join(map(quoted, entry.outlets))}]"


def quoted(value: str) -> str:
    """Write a basic string: JSON's escapes are TOML's too, but for DEL, which TOML wants escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
