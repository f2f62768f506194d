"""Letters read font by font, each font's all at once: many syllables tell more than few."""

from __future__ import annotations

from collections.abc import Mapping

from broadcaster.newsroom.letters import read_letters


def read_by_font(fonts: Mapping[str, Mapping[str, None]]) -> tuple[dict[tuple[str, str], str], tuple[str, ...]]:
    """Give what texts read as, by text and font, where that is something else, and what was done.

    `fonts` holds the texts of each font, each once, in order.
    """
    converted: dict[tuple[str, str], str] = {}
    notes: dict[str, None] = {}
    for font, texts in fonts.items():
        read = read_letters("\n".join(texts), font=font)
        notes.update(dict.fromkeys(read.notes))
        pieces = read.text.split("\n")
        if len(pieces) != len(texts):
            pieces = [read_letters(text, font=font).text for text in texts]
        changed = zip(texts, pieces, strict=True)
        converted.update({(text, font): piece for text, piece in changed if text != piece})
    return converted, tuple(notes)
