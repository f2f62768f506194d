"""Take in the news that offices send to the station's mailbox; nothing in the mailbox is changed.

How far the mailbox was read stands among the feeds: the numbering of its letters as the mark of a version, the last
letter's number as the time of its change.
"""

from __future__ import annotations

import logging
import tempfile
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from broadcaster.domain.news_feeds import MAILBOX, FeedState
from broadcaster.domain.news_receipts import Way
from broadcaster.errors import BroadcasterError, InputError
from broadcaster.feeds.mailbox import Left, Letter, Place, opened
from broadcaster.feeds.members import Member, shown_name
from broadcaster.files import write_bytes
from broadcaster.services.find_news import find_news
from broadcaster.services.gather_news import FileRefused
from broadcaster.services.take_in_news import Bringing, Gathered, take_in
from broadcaster.settings.feeds import MailboxSettings
from broadcaster.station import Station
from broadcaster.storage.saved import Saved

MAILBOX_PASSWORD = "MAILBOX_PASSWORD"  # noqa: S105 - the name of a secret
MOST_LETTERS = 50
"""How many letters are read at one visit; the others wait for the next."""

_MOST_TRIES = 2
_NAMED = 3
_MEGABYTE = 1024 * 1024
_LONGEST_SENDER = 80
_BROKE = "Thư làm việc đọc thư dừng giữa chừng hai lần nên đã bỏ qua. Mở thư, lưu tệp kèm theo rồi nhập tay."

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class MailVisit:
    """What came of opening the mailbox."""

    state: FeedState
    """How it stands now."""
    taken: tuple[Gathered, ...] = ()
    """The items that came in."""
    refused: tuple[FileRefused, ...] = ()
    """Letters and files in them of which nothing was taken."""
    failed: bool = False
    """Whether the mailbox could not be read to its end."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Mark:
    """How far the mailbox was read."""

    validity: int
    """The numbering of its letters."""
    last: int
    """The last letter that was done with."""
    tries: int
    """How often the one after it was begun and not ended."""

    @classmethod
    def of(cls, state: FeedState) -> _Mark:
        last, _, tries = state.modified.partition("/")
        return cls(validity=int(state.etag or 0), last=int(last or 0), tries=int(tries or 0))

    def on(self, state: FeedState) -> FeedState:
        return replace(state, etag=str(self.validity), modified=f"{self.last}/{self.tries}")


def mailbox_state(station: Station, *, now: datetime) -> FeedState | None:
    """Give how the station stands with its mailbox; none where it has none."""
    told = station.settings.mailbox
    if not told.host:
        return None
    address = f"imap://{told.user}@{told.host}:{told.port}/{told.folder}"
    with station.store.reading() as tx:
        known = tx.news_feeds.all().get(MAILBOX)
    if known is not None and known.address == address:
        return known
    return FeedState(name=MAILBOX, address=address, next_at=now)


def read_mailbox(station: Station, *, now: datetime, at_once: bool = False) -> MailVisit | None:
    """Open the mailbox where it is due, or at once, and take in what came; none where there is nothing to open.

    Each letter is kept before the next is asked for. One that cannot be read is told with its reason and passed; one
    that ends the whole program is passed after the second time. Raises NoTimetable.
    """
    state = mailbox_state(station, now=now)
    if state is None or (state.next_at > now and not at_once):
        return None
    work = _Reading(station, state, now)
    often = timedelta(minutes=station.settings.mailbox.minutes)
    try:
        work.read()
    except BroadcasterError as error:
        logger.warning("%s", error, extra={"action": "mailbox_failed"})
        after = work.state.after_failure(now=now, often=often, told=str(error))
    else:
        told = _told_of(work)
        logger.info("%s", told, extra={"action": "mailbox_read"})
        marks = work.state
        after = marks.after_success(now=now, often=often, etag=marks.etag, modified=marks.modified, told=told)
    with station.store.writing() as tx:
        tx.news_feeds.keep(after)
    return MailVisit(state=after, taken=tuple(work.taken), refused=tuple(work.refused), failed=after.failures > 0)


def _told_of(work: _Reading) -> str:
    if not work.letters:
        return "không có thư mới"
    fresh = sum(each.saved is not Saved.UNCHANGED for each in work.taken)
    told = f"{work.letters} thư, {fresh} tin mới hoặc đã đổi"
    if work.refused:
        more = f" và {len(work.refused) - _NAMED} thứ khác" if len(work.refused) > _NAMED else ""
        told += f"; không nhận {', '.join(each.name for each in work.refused[:_NAMED])}{more}"
    return told


class _Reading:
    """One going through the mailbox."""

    def __init__(self, station: Station, state: FeedState, now: datetime) -> None:
        self.state = state
        self.letters = 0
        self.taken: list[Gathered] = []
        self.refused: list[FileRefused] = []
        self._station, self._now = station, now
        self._settings: MailboxSettings = station.settings.mailbox
        self._most = station.settings.news.file_mb * _MEGABYTE

    def read(self) -> None:
        """Go through what came; raises SecretMissing, SecretsRefused, MailboxUnreachable."""
        mark = _Mark.of(self.state)
        password = self._station.secret(MAILBOX_PASSWORD)
        post = opened(
            _place(self._settings),
            password,
            validity=mark.validity,
            after=mark.last,
            most_bytes=self._most,
            senders=self._settings.senders,
        )
        with post as found:
            if found.validity != mark.validity:
                mark = _Mark(validity=found.validity, last=0, tries=0)
                self._keep(mark)
            for letter in found.letters:
                self._done_with(letter, mark)
                mark = replace(mark, last=letter.uid, tries=0)
                self._keep(mark)
                if self.letters >= MOST_LETTERS:
                    break

    def _done_with(self, letter: Letter, mark: _Mark) -> None:
        if letter.left is Left.GONE:
            return
        self.letters += 1
        name = f"thư số {letter.uid} của {shown_name(letter.sender)[:_LONGEST_SENDER] or 'người không ghi tên'}"
        if letter.left is not None:
            self._refuse(name, self._reason(letter, letter.left))
        elif mark.tries >= _MOST_TRIES:
            self._refuse(name, _BROKE)
        else:
            self._keep(replace(mark, tries=mark.tries + 1))
            self._take(letter, name)

    def _take(self, letter: Letter, name: str) -> None:
        """Read a letter with all that is attached to it, and keep its items."""
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            path = Path(folder) / f"thu-{letter.uid}.eml"
            write_bytes(path, letter.content)
            found = find_news(self._station, [Member(path=path, name=name)], now=self._now)
        for each in found:
            if each.refusal:
                self._refuse(each.name, each.refusal)
        coming = [arrival for each in found for arrival in each.coming]
        try:
            with self._station.store.writing() as tx:
                self.taken += take_in(tx, coming, Bringing(way=Way.MAIL, now=self._now))
        except InputError as error:
            self._refuse(name, str(error))

    def _reason(self, letter: Letter, left: Left) -> str:
        if left is Left.TOO_LARGE:
            size, most = -(-letter.size // _MEGABYTE), self._station.settings.news.file_mb
            return f"Thư nặng {size} MB, đài nhận nhiều nhất {most} MB. Xin gửi lại bằng nhiều thư nhỏ."
        return "Người gửi không có trong `senders` ở [mailbox] nên không đọc."

    def _refuse(self, name: str, reason: str) -> None:
        logger.warning("%s: %s", name, reason, extra={"action": "letter_refused"})
        self.refused.append(FileRefused(name=name, reason=reason))

    def _keep(self, mark: _Mark) -> None:
        self.state = mark.on(self.state)
        with self._station.store.writing() as tx:
            tx.news_feeds.keep(self.state)


def _place(told: MailboxSettings) -> Place:
    return Place(host=told.host, port=told.port, tls=told.tls, user=told.user, folder=told.folder)
