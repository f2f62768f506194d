"""Hold a script's facts against its news item, and name those that the item says nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from broadcaster.copydesk.filters import day_month_year
from broadcaster.copydesk.trace import Source
from broadcaster.domain.ids import ScriptId
from broadcaster.domain.legal_documents import LegalDocument
from broadcaster.domain.news import NewsItem
from broadcaster.domain.news_receipts import NewsReceipt
from broadcaster.domain.scripts import Script
from broadcaster.errors import UnknownItem
from broadcaster.station import Station
from broadcaster.storage.store import Transaction


@dataclass(frozen=True, kw_only=True, slots=True)
class UntracedFact:
    """A fact of a script that its news item says nowhere."""

    line: int
    """In which read line, from 1."""
    kind: str
    """What it is: ``con số``, ``ngày tháng``, ``tên riêng``…"""
    text: str
    """As the script writes it."""
    start: int
    """Where it begins in the line."""
    end: int
    """Where it ends."""

    @property
    def key(self) -> str:
        """Name it for a form; another place or other words have another name."""
        return f"f{self.line}.{self.start}.{self.end}.{self.text}"


def untraced_facts(station: Station, script_ids: Sequence[ScriptId]) -> Mapping[ScriptId, tuple[UntracedFact, ...]]:
    """Give the facts that news items say nowhere, for those of some scripts that have any; raises UnknownItem."""
    with station.store.reading() as tx:
        scripts = [(script_id, tx.scripts.get(script_id)) for script_id in script_ids]
        missing = next((script_id for script_id, script in scripts if script is None), None)
        if missing is not None:
            raise UnknownItem(item=missing, nearest="")
        return untraced_in(station, tx, (script for _, script in scripts if script is not None))


def untraced_in(
    station: Station, tx: Transaction, scripts: Iterable[Script]
) -> dict[ScriptId, tuple[UntracedFact, ...]]:
    """Give the same as an open transaction sees it; the frame of a bulletin rests on no item and has none."""
    of_items = [script for script in scripts if script.item_id is not None]
    receipts = tx.news_receipts.latest(script.item_id for script in of_items if script.item_id is not None)
    found: dict[ScriptId, tuple[UntracedFact, ...]] = {}
    for script in of_items:
        item = tx.news.get(script.item_id) if script.item_id is not None else None
        if item is not None:
            untraced = _untraced(script, Source(_told(station, item, receipts.get(item.id))))
            found |= {script.id: untraced} if untraced else {}
    return found


def _untraced(script: Script, source: Source) -> tuple[UntracedFact, ...]:
    return tuple(
        UntracedFact(
            line=number, kind=each.fact.kind.value, text=each.fact.text, start=each.fact.start, end=each.fact.end
        )
        for number, line in enumerate(script.read_lines, start=1)
        for each in source.trace(line.written)
        if each.source is None
    )


def _told(station: Station, item: NewsItem, receipt: NewsReceipt | None) -> str:
    """Give all that copy may rest on: the item, its text as it came in, its document, the station's words."""
    words = station.words
    texts = [item.title, item.headline, item.question, item.body, item.author, item.source]
    if receipt is not None:
        texts += [receipt.text, *_of_document(receipt.document)]
    return "\n".join([*texts, words.name, words.call, words.programme, words.place])


def _of_document(document: LegalDocument | None) -> tuple[str, ...]:
    if document is None:
        return ()
    named = (document.agency, document.parent_agency, f"{document.kind} số {document.number}", document.concerns)
    return (*named, *map(_day, filter(None, (document.issued_on, document.takes_effect_on))))


def _day(day: date) -> str:
    return f"ngày {day_month_year(day)}"
