"""A news item: a fact with its source, ready to become copy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.ids import NewsItemId, OutletId, Sha256, TopicCode
from broadcaster.domain.legal_documents import LegalDocument
from broadcaster.domain.topics import Genre, TopicOrigin


@dataclass(frozen=True, kw_only=True, slots=True)
class NewsDraft:
    """A news item as a source gave it, before the newsroom has checked topic, genre and outlets."""

    title: str
    """Title as printed."""
    body: str
    """Paragraphs separated by blank lines."""
    topic: str
    """Topic code or name as written in the source."""
    genre: str
    """Genre as written in the source."""
    headline: str
    """One sentence for the bulletin's headlines; the title when the source has none."""
    source: str
    """Where the facts rest."""
    author: str
    """Who wrote it."""
    question: str
    """The listener's question, for question-and-answer items."""
    outlets: tuple[str, ...]
    """Outlets as written in the source; empty means every outlet."""
    key: str
    """The source's own id (guid, front matter ``id``), or empty."""
    origin: str
    """File and place it came from, for messages."""
    link: str = ""
    """Canonical address of the page it stood on."""
    published_at: datetime | None = None
    """When the source says it was published (aware)."""
    rights: str = ""
    """What the source says of its rights."""
    not_before: datetime | None = None
    """Embargo: it may not air before (aware)."""
    not_after: datetime | None = None
    """Expiry: it may not air after (aware)."""
    original: str = ""
    """The text before letters of an old font were converted or disguised letters taken out; empty when nothing was."""
    notes: tuple[str, ...] = ()
    """What was done to make the text readable, a Vietnamese sentence each, for the editor."""
    document: LegalDocument | None = None
    """The parts of the administrative document that it is, where it is one."""

    @property
    def given(self) -> Sha256:
        """Name what the source gave: changes when any of its words changes."""
        words = [self.title, self.body, self.topic, self.genre, self.headline, self.source, self.author, self.question]
        return fingerprint([*words, list(self.outlets), self.rights, str(self.not_before), str(self.not_after)])


@dataclass(frozen=True, kw_only=True, slots=True)
class NewsItem:
    """A fact with its source, as the newsroom keeps it."""

    id: NewsItemId
    """Stable id, made from the source's key or the title."""
    title: str
    """Title as printed."""
    body: str
    """Paragraphs separated by blank lines, NFC."""
    topic: TopicCode
    """Content area it counts for."""
    genre: Genre
    """Form in which it is told."""
    headline: str
    """One sentence for the bulletin's headlines."""
    source: str
    """Where the facts rest; shown on the script sheet."""
    author: str
    """Who wrote it; never allowed to approve it."""
    question: str = ""
    """The listener's question, for question-and-answer items."""
    outlets: tuple[OutletId, ...] = ()
    """Outlets it is meant for; empty means every outlet."""
    origin: str = ""
    """File it came from."""
    received_at: datetime
    """When it entered the newsroom (aware, UTC)."""
    topic_origin: TopicOrigin = TopicOrigin.GIVEN
    """Who chose the topic; one that a machine chose waits for an editor before it becomes copy."""
    other_topics: tuple[TopicCode, ...] = ()
    """Content areas that it touches too; airtime counts for `topic` alone."""

    @property
    def content_hash(self) -> Sha256:
        """Name the editorial content: changes when anything a listener could hear changes."""
        fields = [self.title, self.body, int(self.topic), self.genre.value, self.headline, self.source, self.author]
        return fingerprint([*fields, self.question, list(self.outlets)])

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Give the body paragraph by paragraph, line breaks inside a paragraph joined."""
        return tuple(" ".join(part.split()) for part in self.body.split("\n\n") if part.strip())
