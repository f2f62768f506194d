"""A working source of news for tests and as a pattern for authors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from broadcaster.domain.news import NewsDraft
from broadcaster.errors import EmptyFile, NewsWithoutBody
from broadcaster.files import read_text
from broadcaster.newsroom.letters import read_letters


class CardSource:
    """Reads items out of a file of cards: each its title on a line, then its paragraphs, a line each; ``%`` parts them.

    Old letters and hidden signs are made plain as everywhere; a field that a card does not tell is empty.
    """

    suffixes: Sequence[str] = (".the",)
    """File endings it answers for."""

    def read(self, path: Path) -> Sequence[NewsDraft]:
        """Give an item for each card.

        Raises:
            FileMissing, EmptyFile, BinaryFile, WrongEncoding: of the file.
            NewsWithoutBody: a card is a title and nothing else.
        """
        letters = read_letters(read_text(path))
        cards = [[" ".join(line.split()) for line in card.splitlines()] for card in letters.text.split("%")]
        drafts = [
            _draft(lines, path, at)
            for at, card in enumerate(cards, start=1)
            if (lines := [line for line in card if line])
        ]
        if not drafts:
            raise EmptyFile(path=path)
        return drafts


def _draft(lines: list[str], path: Path, at: int) -> NewsDraft:
    title, *paragraphs = lines
    if not paragraphs:
        raise NewsWithoutBody(title=title, path=path)
    return NewsDraft(
        title=title,
        body="\n\n".join(paragraphs),
        topic="",
        genre="",
        headline=title,
        source="",
        author="",
        question="",
        outlets=(),
        key="",
        origin=f"{path}, thẻ thứ {at}",
    )
