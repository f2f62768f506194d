"""How written text is said: the station's word list, and a text beside its spoken form."""

from __future__ import annotations

from dataclasses import dataclass

from broadcaster.domain.ids import OutletId


@dataclass(frozen=True, kw_only=True, slots=True)
class LexiconEntry:
    """One written word or phrase and how it is said."""

    written: str
    """Exactly as it stands in copy, capitals counted: ``BTV``."""
    spoken: str
    """What the voice is given."""
    context: tuple[str, ...] = ()
    """Words of which one must stand near it in the sentence; none means anywhere.

    ``>y tế`` must follow at once, ``<công ty`` must stand right before.
    """
    voice: str = ""
    """The engine (``espeak``) or the engine's voice (``piper:vais``) that it is for; empty means every voice."""
    outlets: tuple[OutletId, ...] = ()
    """The outlets whose word it is: it holds only in copy that airs on these alone; none means every outlet."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Lexicon:
    """A list of readings; where two entries fit, the one with the nearest context wins, then the earlier one."""

    entries: tuple[LexiconEntry, ...]
    """In the order of preference."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingContext:
    """What is known about a text beside its own words."""

    about: str = ""
    """Words that stand around it in the programme (the item's title, its field), heard where its own say nothing."""
    voice: str = ""
    """Who will say it, as ``engine:voice``; empty when that is not known."""
    outlets: tuple[OutletId, ...] = ()
    """The outlets it airs on, when it does not air on all."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadSpan:
    """A stretch of the written text that is said otherwise than it is written."""

    start: int
    """Offset of its first character in the NFC-normalised written text."""
    end: int
    """Offset after its last character."""
    written: str
    """The characters themselves."""
    spoken: str
    """What is said for them; empty when they are silent."""
    rule: str
    """Which step of the chain read it."""
    sure: bool
    """False when a person should listen: the safest reading was taken."""
    note: str = ""
    """For the editor: what is left unsaid and by which rule of the house style, or what else it could mean."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """A written text, its spoken form, and what was changed between them."""

    written: str
    """The written text, NFC-normalised; the spans' offsets point into it."""
    spoken: str
    """The text for the voice: no digits, no codes, punctuation only where a presenter pauses."""
    spans: tuple[ReadSpan, ...]
    """What is said otherwise than written, in the order of the text, never overlapping."""

    @property
    def questions(self) -> tuple[ReadSpan, ...]:
        """Give the spans that a person should check."""
        return tuple(span for span in self.spans if not span.sure)
