"""Read the lines of scripts aloud: the one place that says by which words and in which context."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from broadcaster.domain.ids import NewsItemId, OutletId
from broadcaster.domain.news import NewsItem
from broadcaster.domain.readings import Lexicon, Reading, ReadSpan
from broadcaster.domain.scripts import Presenter, ReadLine, Script
from broadcaster.station import Station
from broadcaster.storage.store import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class ScriptReader:
    """Reads written lines; the same line of the same script always in the same context.

    A line is read for the outlets of its news item, under the script's title, in the voice that the station has for its
    presenter.
    """

    station: Station
    """Whose voices read."""
    lexicon: Lexicon
    """Whose words hold."""
    outlets: Mapping[NewsItemId, tuple[OutletId, ...]]
    """Where each item airs, when not everywhere."""

    def for_item(self, item: NewsItem) -> Callable[[str, Presenter], str]:
        """Give what reads the copy of an item that is only being written."""
        return lambda written, presenter: self._read(written, presenter, item.title, item.outlets).spoken

    def for_frame(self) -> Callable[[str, Presenter], str]:
        """Give what reads the frame of a bulletin."""
        return lambda written, presenter: self._read(written, presenter, "", ()).spoken

    def for_script(self, script: Script) -> Callable[[str, Presenter], str]:
        """Give what reads new lines of a script."""
        return lambda written, presenter: self._of(script, written, presenter).spoken

    def reading(self, script: Script, line: ReadLine) -> Reading:
        """Read one line of a script."""
        return self._of(script, line.written, line.presenter)

    def again(self, script: Script, *, only: Callable[[ReadLine], bool] = lambda _: True) -> Script:
        """Give a script with its lines, or only some of them, read as words and rules are now."""
        lines = tuple(
            replace(line, spoken=self.reading(script, line).spoken)
            if isinstance(line, ReadLine) and only(line)
            else line
            for line in script.lines
        )
        return replace(script, lines=lines)

    def questions(self, script: Script) -> tuple[ReadSpan, ...]:
        """Give the spans of a script whose reading no rule is sure of."""
        return tuple(span for line in script.read_lines for span in self.reading(script, line).questions)

    def _of(self, script: Script, written: str, presenter: Presenter) -> Reading:
        if script.item_id is None:
            return self._read(written, presenter, "", ())
        return self._read(written, presenter, script.title, self.outlets.get(script.item_id, ()))

    def _read(self, written: str, presenter: Presenter, about: str, outlets: tuple[OutletId, ...]) -> Reading:
        voice = self.station.voice_named(presenter)
        return self.station.read(written, outlets=outlets, about=about, voice=voice, lexicon=self.lexicon)


def script_reader(station: Station, tx: Transaction, *, lexicon: Lexicon | None = None) -> ScriptReader:
    """Make a reader from what a transaction sees, so that it stays right while words or items are being changed."""
    words = station.lexicon_with(tx.words.all()) if lexicon is None else lexicon
    return ScriptReader(station=station, lexicon=words, outlets=tx.news.outlets())
