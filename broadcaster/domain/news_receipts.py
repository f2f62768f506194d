"""How a news item came in, kept beside it for whoever asks where its words are from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from broadcaster.domain.ids import NewsItemId, Sha256
from broadcaster.domain.legal_documents import LegalDocument


class Way(StrEnum):
    """By which way an item came in."""

    FILE = "tệp"
    """A file that somebody named or sent."""
    FOLDER = "thư mục theo dõi"
    """A file that lay in the watched folder."""
    FEED = "nguồn tin"
    """An entry of a feed on the network."""
    PAGE = "trang web"
    """A page on the network."""
    MAIL = "thư"
    """A letter in the mailbox."""
    PROGRAM = "chương trình"
    """Another program, by the door for programs."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewsReceipt:
    """One coming in of an item; an item that came in changed has several."""

    item_id: NewsItemId
    """The item."""
    given: Sha256
    """What the source gave, by its hash; the same given again is nothing new, whatever an editor made of it."""
    received_at: datetime
    """When (aware, UTC)."""
    by: str
    """Who brought it in; empty where the service did."""
    way: Way
    """By which way."""
    origin: str
    """File, place in it, or address."""
    file_sha256: Sha256 | None
    """The bytes of the file, where there was one."""
    link: str
    """Canonical address, or empty."""
    published_at: datetime | None
    """When its source published it (aware)."""
    rights: str
    """What the source says of its rights."""
    original: str
    """The text before letters were converted or taken out; empty when nothing was."""
    text: str
    """The whole text as it was read, whatever news was made of it."""
    notes: tuple[str, ...]
    """What was done to make it readable, a Vietnamese sentence each."""
    document: LegalDocument | None
    """Its parts, where it is an administrative document."""
    accepted_by: str = ""
    """Which editor compared original and text and found them the same; empty while nobody has."""
    accepted_at: datetime | None = None
    """When (aware, UTC)."""

    @property
    def awaits_look(self) -> bool:
        """Say whether letters were converted and no editor has looked at them yet."""
        return bool(self.original) and not self.accepted_by
