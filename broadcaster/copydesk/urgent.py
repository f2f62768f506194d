"""Turns the words of an emergency, the station's own or an alert's, into the lines of a bulletin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from broadcaster.copydesk.render import TemplateSource, render
from broadcaster.copydesk.script_format import WrittenLine, parse
from broadcaster.domain.alerts import Alert
from broadcaster.domain.scripts import Presenter, ReadLine

URGENT_TEMPLATE = "khan-cap.j2"
"""The template of emergency bulletins."""

LONGEST = 5_000
"""Characters of the longest words that a bulletin tells once: some six minutes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class UrgentWords:
    """What a bulletin has to tell."""

    headline: str = ""
    """One sentence, or nothing."""
    paragraphs: tuple[str, ...] = ()
    """What happens."""
    instruction: tuple[str, ...] = ()
    """What to do."""

    @property
    def length(self) -> int:
        """Give the number of characters."""
        return len(self.headline) + sum(map(len, (*self.paragraphs, *self.instruction)))

    @property
    def title(self) -> str:
        """Give what lists call it: the headline, or the first words."""
        first = self.headline or next(iter((*self.paragraphs, *self.instruction)), "")
        return first if len(first) <= _TITLE else first[:_TITLE].rsplit(" ", 1)[0] + "…"


_TITLE = 80


def words_of_text(text: str) -> UrgentWords:
    """Give a text that somebody typed, a paragraph a line."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return UrgentWords(paragraphs=tuple(filter(None, lines)))


def words_of_alert(alert: Alert) -> UrgentWords:
    """Give what an alert has to tell; the name of the event where it has no other words."""
    headline = alert.headline or ("" if alert.description else alert.event)
    return UrgentWords(headline=headline, paragraphs=alert.description, instruction=alert.instruction)


def write_urgent(
    words: UrgentWords,
    *,
    repeat: int,
    drill: bool,
    station: object,
    source: TemplateSource,
    read: Callable[[str], str],
) -> tuple[ReadLine, ...]:
    """Write a bulletin's lines by the station's template, all for one presenter.

    The template is given ``bulletin``, ``repeat``, ``drill``, ``station`` and ``presenter``.

    Raises:
        TemplateMissing, TemplateBroken, TemplateUndefined, CopyUnreadable: named with the template.
    """
    presenter = Presenter.FEMALE
    values = {"bulletin": words, "repeat": repeat, "drill": drill, "station": station, "presenter": presenter}
    text = render(URGENT_TEMPLATE, values, source=source)
    _, path = source(URGENT_TEMPLATE)
    lines = [line for line in parse(text, path=path) if isinstance(line, WrittenLine)]
    return tuple(
        ReadLine(presenter=presenter, written=line.written, spoken=read(line.written), part=line.part) for line in lines
    )
