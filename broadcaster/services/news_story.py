"""Tell all that happened to a news item: its versions, how it came in, what people said of it, what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from itertools import pairwise

from broadcaster.copydesk.word_diff import DiffKind, DiffSpan, word_diff
from broadcaster.domain.air_rules import AirRule
from broadcaster.domain.audit import AuditEntry
from broadcaster.domain.ids import NewsItemId, ScriptId
from broadcaster.domain.news import NewsItem
from broadcaster.domain.news_receipts import NewsReceipt
from broadcaster.domain.news_twins import TwinVerdict, Verdict
from broadcaster.domain.zone import ZONE
from broadcaster.errors import UnknownItem
from broadcaster.services.judge_twins import all_merged, merged_into, sources_of
from broadcaster.services.move_script import history
from broadcaster.station import Station
from broadcaster.storage.store import Transaction

_TOPIC_CHOSEN = "news_topic_chosen"


class StoryKind(Enum):
    """What one entry of a story is about."""

    RECEIVED = auto()
    TOPIC = auto()
    RULE = auto()
    VERDICT = auto()
    WITHDRAWN = auto()
    SCRIPT = auto()


@dataclass(frozen=True, kw_only=True, slots=True)
class StoryEntry:
    """One thing that happened to an item."""

    at: datetime
    """When (aware, UTC)."""
    kind: StoryKind
    """What kind of thing."""
    by: str
    """Who; empty where the service did it or nobody was named."""
    what: str
    """What, in Vietnamese."""
    details: tuple[str, ...] = ()
    """What else there is to know, a Vietnamese sentence or a value each."""
    about: NewsItemId
    """The item itself, or one that it stands for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewsVersion:
    """One version of an item beside the one before it."""

    number: int
    """From 1."""
    item: NewsItem
    """As it was."""
    receipt: NewsReceipt | None
    """How it came in; none for what an editor made."""
    title: tuple[DiffSpan, ...]
    """Its title, with what went and what came."""
    body: tuple[DiffSpan, ...]
    """Its text, with what went and what came."""

    @property
    def is_change(self) -> bool:
        """Say whether any word of title or text differs from the version before."""
        return any(span.kind is not DiffKind.SAME for span in (*self.title, *self.body))


@dataclass(frozen=True, kw_only=True, slots=True)
class NewsStory:
    """All that happened to an item."""

    item: NewsItem
    """As it stands, or as it was last."""
    standing: bool
    """False when it was taken out or is told by another item."""
    merged_into: NewsItemId | None
    """The item that stands for it."""
    merged: tuple[NewsItem, ...]
    """The items that it stands for, as they were."""
    sources: tuple[str, ...]
    """Where its facts rest: its own source, then those of the items that it stands for."""
    versions: tuple[NewsVersion, ...]
    """Oldest first."""
    entries: tuple[StoryEntry, ...]
    """In order of time."""


def news_story(station: Station, item_id: NewsItemId) -> NewsStory:
    """Give an item's story; one that was taken out or merged has one too. Raises UnknownItem."""
    with station.store.reading() as tx:
        told, standing = tx.news.history(item_id), tx.news.get(item_id)
        if not told:
            raise UnknownItem(item=item_id, nearest="")
        item, merged, receipts = standing or told[-1], all_merged(tx, item_id), tx.news_receipts.of(item_id)
        entries = [entry for name in (item_id, *(each.id for each in merged)) for entry in _entries(tx, name)]
        sources, into = sources_of(tx, item), merged_into(tx, item_id)
        scripted = tx.scripts.get(ScriptId(item_id)) is not None
    if scripted:
        entries += _script_entries(station, item_id)
    return NewsStory(
        item=item,
        standing=standing is not None,
        merged_into=into if standing is None else None,
        merged=merged,
        sources=sources,
        versions=_versions(told, receipts),
        entries=tuple(sorted(entries, key=lambda each: each.at)),
    )


def _versions(told: Sequence[NewsItem], receipts: Iterable[NewsReceipt]) -> tuple[NewsVersion, ...]:
    """Set each version beside the one before it; the first is all new to nobody, so nothing of it is marked."""
    by_text = {receipt.text: receipt for receipt in receipts}
    pairs = pairwise((told[0], *told))
    return tuple(
        NewsVersion(
            number=number,
            item=item,
            receipt=by_text.get(item.body),
            title=word_diff(before.title, item.title),
            body=word_diff(before.body, item.body),
        )
        for number, (before, item) in enumerate(pairs, start=1)
    )


def _entries(tx: Transaction, item_id: NewsItemId) -> Iterator[StoryEntry]:
    yield from (_received(each) for each in tx.news_receipts.of(item_id))
    yield from (_accepted(each) for each in tx.news_receipts.of(item_id) if each.accepted_at is not None)
    yield from (_topic(each) for each in tx.audit.about(item_id) if each.action == _TOPIC_CHOSEN)
    yield from (_rule(each) for each in tx.air_rules.history(item_id))
    yield from (_judged(each, item_id) for each in tx.news_twins.verdicts(item_id))
    for said in tx.withdrawals.history():
        if said.item_id == item_id:
            what = "cho phát trở lại" if said.allowed else "rút, không được phát"
            yield _entry(item_id, StoryKind.WITHDRAWN, said.at, said.by, what, said.reason)


def _entry(about: NewsItemId, kind: StoryKind, at: datetime, by: str, what: str, *details: str) -> StoryEntry:
    return StoryEntry(at=at, kind=kind, by=by, what=what, details=tuple(filter(None, details)), about=about)


def _received(receipt: NewsReceipt) -> StoryEntry:
    published = f"nguồn đăng lúc {_local(receipt.published_at)}" if receipt.published_at else ""
    details = (receipt.origin, receipt.link, published, receipt.rights, *receipt.notes)
    what = f"nhận vào, theo {receipt.way.value}"
    return _entry(receipt.item_id, StoryKind.RECEIVED, receipt.received_at, receipt.by, what, *details)


def _accepted(receipt: NewsReceipt) -> StoryEntry:
    at = receipt.accepted_at or receipt.received_at
    return _entry(receipt.item_id, StoryKind.RECEIVED, at, receipt.accepted_by, "đã xem chữ chuyển đổi, đúng")


def _topic(entry: AuditEntry) -> StoryEntry:
    return _entry(NewsItemId(entry.subject), StoryKind.TOPIC, entry.at, entry.who, "chọn chủ đề", entry.detail)


def _rule(rule: AirRule) -> StoryEntry:
    said = [f"tin {rule.priority.label}"]
    said += [f"không phát trước {_local(rule.not_before)}"] if rule.not_before else []
    said += [f"không phát sau {_local(rule.not_after)}"] if rule.not_after else []
    said += [f"ít nhất {rule.least_runs} lượt"] if rule.least_runs else []
    said += [f"nhiều nhất {rule.most_runs} lượt"] if rule.most_runs is not None else []
    return _entry(rule.item_id, StoryKind.RULE, rule.at, rule.by, "quy định phát", ", ".join(said))


def _judged(verdict: TwinVerdict, about: NewsItemId) -> StoryEntry:
    first = verdict.item_id == about
    other = verdict.other_id if first else verdict.item_id
    what = {
        Verdict.MERGED: f"gộp vào tin {other}" if first else f"nhận gộp tin {other}",
        Verdict.PARTED: f"tách lại khỏi tin {other}" if first else f"tin {other} tách ra",
        Verdict.KEPT: f"để riêng với tin {other}",
    }[verdict.verdict]
    return _entry(about, StoryKind.VERDICT, verdict.at, verdict.by, what)


def _script_entries(station: Station, item_id: NewsItemId) -> Iterator[StoryEntry]:
    for each in history(station, ScriptId(item_id)):
        yield _entry(item_id, StoryKind.SCRIPT, each.at, each.by, f"kịch bản: {each.what}", each.reason)


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%H:%M ngày %d/%m/%Y}"
