"""Where a reader breathes, and for how long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from broadcaster.domain.ids import DurationMs


class PauseKind(StrEnum):
    """Why there is a pause; the value is what people call it."""

    BREATH = "lấy hơi"
    """A long stretch without a mark, parted before a joining word."""
    COMMA = "dấu phẩy"
    """Comma."""
    DASH = "gạch ngang"
    """Dash between words."""
    COLON = "dấu hai chấm"
    """Colon."""
    SEMICOLON = "dấu chấm phẩy"
    """Semicolon."""
    SENTENCE = "hết câu"
    """The end of a sentence."""
    LIST_ITEM = "hết mục liệt kê"
    """The end of a line that ends no sentence."""
    PARAGRAPH = "hết đoạn"
    """The end of a line that ends a sentence, and of the text."""

    @property
    def length(self) -> DurationMs:
        """Give how long the pause lasts."""
        return PAUSES[self]

    @property
    def ends_a_cut(self) -> bool:
        """Say whether a voice has said its sentence here: the silence is then the mix's, not the voice's."""
        return self in (PauseKind.SENTENCE, PauseKind.LIST_ITEM, PauseKind.PARAGRAPH)


PAUSES: Mapping[PauseKind, DurationMs] = MappingProxyType(
    {
        PauseKind.BREATH: DurationMs(200),
        PauseKind.COMMA: DurationMs(240),
        PauseKind.DASH: DurationMs(280),
        PauseKind.COLON: DurationMs(300),
        PauseKind.SEMICOLON: DurationMs(300),
        PauseKind.SENTENCE: DurationMs(340),
        PauseKind.LIST_ITEM: DurationMs(420),
        PauseKind.PARAGRAPH: DurationMs(560),
    }
)
"""How long a presenter pauses, each kind no shorter than the one before: what the mix keeps between cuts, and what a
voice is taken to keep within them until its own cuts have been measured."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BreathGroup:
    """The words that a reader says in one breath."""

    text: str
    """The words with their marks, exactly."""
    tieng: int
    """Their syllables."""
    kind: PauseKind
    """Why the reader pauses after them."""

    @property
    def pause(self) -> DurationMs:
        """Give how long the reader pauses after them."""
        return self.kind.length


def line_end(spoken: str) -> PauseKind:
    """Say what the end of a line is: of a paragraph, or of a list's item when it ends no sentence."""
    ended = spoken.rstrip(" \"'”’»)]").endswith((".", "!", "?", "…"))
    return PauseKind.PARAGRAPH if ended else PauseKind.LIST_ITEM
