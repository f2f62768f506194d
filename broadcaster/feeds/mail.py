"""News as a letter (EML): subject and text; its attachments are files of their own, which `unpack` gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.news import NewsDraft
from broadcaster.domain.reading_limits import ReadingLimits
from broadcaster.feeds.document_draft import TITLE_FROM_NAME, name_as_title
from broadcaster.feeds.fields import draft_of
from broadcaster.feeds.letter import Letter, read_letter
from broadcaster.feeds.limits import Limits
from broadcaster.feeds.mail_text import LetterText, own_text
from broadcaster.newsroom.letters import read_letters

_ANSWERED = re.compile(r"^(?:\s*(?:re|fwd?|tr|trả lời|chuyển tiếp|trl)\s*:\s*)+", re.IGNORECASE)
_FORWARDED = re.compile(r"\b(?:fwd?|chuyển tiếp)\s*:", re.IGNORECASE)


class MailSource:
    """Reads one item out of an ``.eml`` file."""

    suffixes: Sequence[str] = (".eml",)
    """File endings it answers for."""

    def __init__(self, limits: Limits | None = None) -> None:
        """Take how much is read at most."""
        self._limits = limits or Limits()

    @classmethod
    def within(cls, limits: ReadingLimits) -> MailSource:
        """Make it with what the station's settings allow."""
        return cls(Limits.of(limits))

    def read(self, path: Path) -> Sequence[NewsDraft]:
        """Give the letter's own text as one item, without quoted replies, signature and greeting.

        Raises:
            FileMissing, EmptyFile, DocumentTooLarge, DocumentDamaged: of the file.
            NewsWithoutBody: it holds nothing but attachments.
        """
        letter = read_letter(path, limits=self._limits)
        own = letter_text(letter)
        body, title = read_letters(own.text), read_letters(own.subject or bare_subject(letter)).text
        notes = [*own.notes, *body.notes]
        if not title:
            title = name_as_title(path)
            notes.append(TITLE_FROM_NAME)
        # Two letters of one office often have one subject (``Tin tuần``); they are two items.
        key = f"{title} {fingerprint([letter.message_id])[:8]}" if letter.message_id else ""
        fields = {"title": title, "body": body.text, "source": letter.sender, "id": key}
        draft = draft_of(fields, path=path)
        return (replace(draft, published_at=letter.sent_at, original=body.original, notes=tuple(notes)),)


def letter_text(letter: Letter) -> LetterText:
    """Give the letter's own text."""
    own = own_text(letter.text, forwarded=bool(_FORWARDED.search(letter.subject)))
    return replace(own, subject=_ANSWERED.sub("", own.subject).strip())


def bare_subject(letter: Letter) -> str:
    """Give a letter's subject without what mail programs set before it."""
    return _ANSWERED.sub("", letter.subject).strip()
