"""One news item with all that an editor wants to know of it: its topic's reasons, how it came in, what was changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from broadcaster.copydesk.side_by_side import PairedParagraph, side_by_side
from broadcaster.copydesk.word_diff import DiffSpan, word_diff
from broadcaster.domain.ids import NewsItemId, ScriptId
from broadcaster.domain.legal_documents import LegalDocument
from broadcaster.domain.news import NewsItem
from broadcaster.domain.news_receipts import NewsReceipt
from broadcaster.domain.topics import TopicOrigin, TopicSuggestion
from broadcaster.errors import UnknownItem
from broadcaster.newsroom.marked_words import MarkedText, mark_words
from broadcaster.services.approve_script import ScriptStanding, standing_of
from broadcaster.services.show_twins import waiting_pairs
from broadcaster.services.suggest_topic import suggest
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

MOST_SHOWN = 300
"""So many paragraphs of two forms are shown side by side; of longer texts the first that differ."""

_LEAST_SCORE = 0.05
_MOST_SUGGESTED = 4
_NEAR = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class ComparedLetters:
    """An item's text before and after letters were converted or hidden signs taken out."""

    receipt: NewsReceipt
    """The coming in of which it is told."""
    paragraphs: tuple[PairedParagraph, ...]
    """The original beside the text as it was taken in."""
    left_out: int
    """So many more paragraphs are not shown."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewsPage:
    """One item with what became of it."""

    item: NewsItem
    """The item."""
    paragraphs: tuple[tuple[MarkedText, ...], ...]
    """Its text, with the words marked that decided for a suggested topic."""
    script: ScriptStanding | None
    """Its script, if one was written."""
    outdated: bool
    """Whether the item has changed since."""
    versions: int
    """How often it was saved."""
    suggestions: tuple[TopicSuggestion, ...]
    """What it may be about, the likeliest first; empty once somebody has chosen."""
    receipts: tuple[NewsReceipt, ...]
    """How it came in, the newest first."""
    letters: ComparedLetters | None
    """Its original, where letters were converted."""
    twins: int
    """How many others tell the same, as far as an editor has to say."""

    @property
    def document(self) -> LegalDocument | None:
        """Give the parts of the administrative document that it is."""
        return next((each.document for each in self.receipts if each.document is not None), None)

    @property
    def notes(self) -> tuple[str, ...]:
        """Give what was done to make it readable the last time that it came in."""
        return self.receipts[0].notes if self.receipts else ()


@dataclass(frozen=True, kw_only=True, slots=True)
class NewsVersion:
    """One version of an item, with what it changed."""

    number: int
    """From 1."""
    item: NewsItem
    """The item as it was then."""
    changed: tuple[tuple[str, tuple[DiffSpan, ...]], ...]
    """Name of each part that the version before had otherwise, with its words."""


def news_page(station: Station, item_id: NewsItemId) -> NewsPage:
    """Give one item.

    Raises:
        UnknownItem, NoTimetable.
    """
    with station.store.reading() as tx:
        item = _item(tx, item_id)
        script = standing_of(tx, ScriptId(item_id)) if tx.scripts.get(ScriptId(item_id)) else None
        count = len(tx.news.history(item_id))
        receipts = tx.news_receipts.of(item_id)[::-1]
        twins = len(waiting_pairs(tx, item_id))
    unchosen = item.topic_origin is TopicOrigin.SUGGESTED
    suggestions = worth_showing(suggest(station, item.title, item.body)) if unchosen else ()
    return NewsPage(
        item=item,
        paragraphs=_marked(item, suggestions),
        script=script,
        outdated=script is not None and script.script.item_hash != item.content_hash,
        versions=count,
        suggestions=suggestions,
        receipts=receipts,
        letters=next((_compared(each) for each in receipts if each.original), None),
        twins=twins,
    )


def worth_showing(suggestions: Iterable[TopicSuggestion]) -> tuple[TopicSuggestion, ...]:
    """Give the likeliest content areas, without those that are next to impossible."""
    return tuple(each for each in tuple(suggestions)[:_MOST_SUGGESTED] if each.score >= _LEAST_SCORE)


def news_versions(station: Station, item_id: NewsItemId) -> tuple[NewsItem, tuple[NewsVersion, ...]]:
    """Give an item with its versions, the newest first; raises UnknownItem."""
    with station.store.reading() as tx:
        item, history = _item(tx, item_id), tx.news.history(item_id)
    first = (NewsVersion(number=1, item=each, changed=()) for each in history[:1])
    later = (
        NewsVersion(number=number, item=new, changed=_changed(old, new))
        for number, (old, new) in enumerate(pairwise(history), start=2)
    )
    return item, (*first, *later)[::-1]


def _marked(item: NewsItem, suggestions: Iterable[TopicSuggestion]) -> tuple[tuple[MarkedText, ...], ...]:
    words = [each.words for suggestion in suggestions for each in suggestion.deciding]
    return tuple(mark_words(paragraph, words) for paragraph in item.paragraphs)


def _compared(receipt: NewsReceipt) -> ComparedLetters:
    pairs = side_by_side(receipt.original, receipt.text)
    near = {place + step for place, each in enumerate(pairs) if each.is_change for step in range(-_NEAR, _NEAR + 1)}
    wanted = [each for place, each in enumerate(pairs) if place in near]
    shown = tuple(wanted[:MOST_SHOWN])
    return ComparedLetters(receipt=receipt, paragraphs=shown, left_out=len(pairs) - len(shown))


def _changed(old: NewsItem, new: NewsItem) -> tuple[tuple[str, tuple[DiffSpan, ...]], ...]:
    parts = [
        ("Tiêu đề", old.title, new.title),
        ("Câu hỏi của người nghe", old.question, new.question),
        ("Câu điểm tin", old.headline, new.headline),
        ("Nguồn", old.source, new.source),
        ("Tác giả", old.author, new.author),
    ]
    told = [(name, word_diff(before, after)) for name, before, after in parts if before != after]
    if old.body != new.body:
        told.append(("Nội dung", _body_changes(old.body, new.body)))
    return tuple(told)


def _body_changes(old: str, new: str) -> tuple[DiffSpan, ...]:
    """Give the paragraphs that changed, as one text; compared one by one, so that long texts take no time."""
    found: list[DiffSpan] = []
    for pair in side_by_side(old, new):
        if pair.is_change:
            found.extend(pair.woven)
            found.append(DiffSpan(pair.woven[-1].kind, "\n"))
    return tuple(found)


def _item(tx: Transaction, item_id: NewsItemId) -> NewsItem:
    item = tx.news.get(item_id)
    if item is None:
        raise UnknownItem(item=item_id, nearest="")
    return item
