"""Open the pages of a feed's entries: where a feed gives a summary alone, the text is taken from the page itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from broadcaster.domain.ids import NewsItemId
from broadcaster.domain.news import NewsDraft
from broadcaster.domain.news_receipts import NewsReceipt
from broadcaster.errors import BroadcasterError, PageOfOtherKind, SiteBusy
from broadcaster.feeds.answer_kinds import PAGE, ending_of, kind_of
from broadcaster.feeds.visitor import Visitor
from broadcaster.newsroom.accept import item_id
from broadcaster.services.open_page import article_in, laid_down
from broadcaster.services.read_apart import ReadingRoom

MOST_PAGES = 20
"""How many pages are opened for one feed at one time; the others wait for the next."""

_FROM_PAGE = "Nội dung lấy từ trang của mục tin: {}"
_ONLY_SUMMARY = "Đây mới là phần tóm tắt trong nguồn tin, chưa lấy được cả bài. {}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """The entries of a feed after their pages were opened."""

    entries: tuple[tuple[NewsDraft, NewsDraft], ...]
    """Each entry that is taken now, with what it became."""
    waiting: int
    """How many wait for the next visit."""


def open_entries(
    drafts: Sequence[NewsDraft], receipts: Mapping[NewsItemId, NewsReceipt], *, room: ReadingRoom, visitor: Visitor
) -> Opened:
    """Take the text of new and changed entries from their pages; `receipts` tell how each came in before.

    A page that cannot be read leaves its summary to an entry that is new. One that came in before keeps the text that
    it has, and waits; so does every entry once a site says that it is busy.
    """
    entries: list[tuple[NewsDraft, NewsDraft]] = []
    left, waiting, busy = MOST_PAGES, 0, False
    for draft in drafts:
        before = receipts.get(item_id(draft))
        if not draft.link or (before is not None and before.given == draft.given):
            entries.append((draft, draft))
            continue
        if not left or busy:
            waiting += 1
            continue
        left -= 1
        try:
            entries.append((draft, _with_page(draft, room, visitor)))
        except BroadcasterError as error:
            busy = isinstance(error, SiteBusy)
            if busy or before is not None:
                waiting += 1
            else:
                note = _ONLY_SUMMARY.format(error)
                entries.append((draft, replace(draft, notes=(*draft.notes, note))))
    return Opened(entries=tuple(entries), waiting=waiting)


def _with_page(entry: NewsDraft, room: ReadingRoom, visitor: Visitor) -> NewsDraft:
    """Give an entry the text of its page; it keeps its key, its title and its own link."""
    got = visitor.fetch(entry.link)
    if ending_of(got) != PAGE:
        raise PageOfOtherKind(address=got.address, kind=kind_of(got))
    with laid_down(got, PAGE) as path:
        page = article_in(room, path, got)
    return replace(
        entry,
        body=page.body,
        author=entry.author or page.author,
        rights=entry.rights or page.rights,
        published_at=entry.published_at or page.published_at,
        original=page.original or entry.original,
        notes=(_FROM_PAGE.format(got.address), *page.notes),
        document=page.document,
    )
