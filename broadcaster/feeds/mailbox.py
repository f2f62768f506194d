"""Letters of a mailbox, taken over IMAP; nothing in the mailbox is changed, and a letter is never marked as read."""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from typing import Any

from broadcaster.errors import MailboxUnreachable

_imap: Any = import_module("imapclient")  # its types are partial
_Refused: type[Exception] = import_module("imapclient.exceptions").IMAPClientError

_SIZE, _BODY, _ENVELOPE = b"RFC822.SIZE", b"BODY[]", b"ENVELOPE"
_AT_ONCE = 50

_Client = Any  # the library has no types


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where a mailbox is."""

    host: str
    """Server."""
    port: int
    """Port."""
    tls: bool
    """Whether the line is encrypted from its beginning."""
    user: str
    """Whose mailbox."""
    folder: str
    """Which folder of it."""
    seconds: float = 20
    """How long an answer is waited for."""


class Left(Enum):
    """Why a letter was left in the mailbox."""

    TOO_LARGE = "quá lớn"
    """It is larger than what may be read."""
    FROM_OTHERS = "người gửi không có trong danh sách"
    """It is from somebody whose letters are not read."""
    GONE = "không còn trong hòm thư"
    """Somebody took it away meanwhile."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """One letter, or that it was left there."""

    uid: int
    """Its number in the folder, growing with arrival."""
    sender: str
    """Address that it says it is from, lower case."""
    size: int
    """Its bytes."""
    content: bytes
    """The letter as it was sent; empty when it was left there."""
    left: Left | None = None
    """Why it was left there."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """What came since the last time."""

    validity: int
    """Which numbering of the folder the numbers belong to; the server changes it when numbers begin anew."""
    letters: Iterator[Letter]
    """Letters in order of arrival, each fetched when it is asked for."""


@contextlib.contextmanager
def opened(
    place: Place, password: str, *, validity: int, after: int, most_bytes: int, senders: Sequence[str] = ()
) -> Generator[Post]:
    """Open a mailbox and give what came after a letter of a numbering; all of it where the numbering is another.

    Raises:
        MailboxUnreachable: no answer, a wrong password, no such folder, a certificate that is not valid, or a line
            that breaks, at any letter too.
    """
    with _told(place):
        context = ssl.create_default_context() if place.tls else None
        client = _imap.IMAPClient(
            place.host, port=place.port, ssl=place.tls, ssl_context=context, timeout=place.seconds
        )
    try:
        with _told(place):
            client.login(place.user, password)
            selected: Mapping[bytes, Any] = client.select_folder(place.folder, readonly=True)
            now_valid = int(selected.get(b"UIDVALIDITY", 0))
            first = after + 1 if now_valid == validity else 1
            told: Sequence[int] = client.search(["UID", f"{first}:*"])
            found = sorted(uid for uid in told if uid >= first)
        yield Post(validity=now_valid, letters=_letters(client, place, found, most_bytes, senders))
    finally:
        with contextlib.suppress(_Refused, OSError):
            client.logout()
        with contextlib.suppress(_Refused, OSError):  # where the line broke, nothing was closed
            client.shutdown()


def _letters(
    client: _Client, place: Place, uids: Sequence[int], most_bytes: int, senders: Sequence[str]
) -> Iterator[Letter]:
    for at in range(0, len(uids), _AT_ONCE):
        part = uids[at : at + _AT_ONCE]
        with _told(place):
            heads: Mapping[int, Mapping[bytes, Any]] = client.fetch(part, [_SIZE, _ENVELOPE])
        for uid in part:
            if uid not in heads:  # taken away meanwhile
                continue
            size, sender = int(heads[uid].get(_SIZE, 0)), _sender(heads[uid].get(_ENVELOPE))
            left, content = _left(size, sender, most_bytes, senders), b""
            if left is None:
                with _told(place):
                    body: Mapping[int, Mapping[bytes, Any]] = client.fetch([uid], ["BODY.PEEK[]"])
                content = bytes(body.get(uid, {}).get(_BODY) or b"")
                left = (None if content else Left.GONE) if len(content) <= most_bytes else Left.TOO_LARGE
            yield Letter(uid=uid, sender=sender, size=size, content=b"" if left else content, left=left)


def _left(size: int, sender: str, most_bytes: int, senders: Sequence[str]) -> Left | None:
    if not _welcome(sender, senders):
        return Left.FROM_OTHERS
    return Left.TOO_LARGE if size > most_bytes else None


def _sender(envelope: Any) -> str:  # noqa: ANN401 - what the server says of it
    for each in getattr(envelope, "from_", None) or ():
        if each.mailbox and each.host:
            return f"{each.mailbox.decode('ascii', 'replace')}@{each.host.decode('ascii', 'replace')}".lower()
    return ""


def _welcome(sender: str, senders: Sequence[str]) -> bool:
    """Say whether a letter of this sender is read: an address that is named, or a domain named as ``@domain``."""
    wanted = [each.lower() for each in senders]
    return not wanted or any(sender == each or (each[:1] == "@" and sender.endswith(each)) for each in wanted)


@contextlib.contextmanager
def _told(place: Place) -> Generator[None]:
    """Say in one way what goes wrong with a mailbox."""
    try:
        yield
    except ssl.SSLError as error:
        raise MailboxUnreachable(host=place.host, reason="chứng thư của máy chủ không hợp lệ") from error
    except _Refused as error:
        reason = "máy chủ từ chối: sai tên, mật khẩu, hoặc không có ngăn thư ấy"
        raise MailboxUnreachable(host=place.host, reason=reason) from error
    except (OSError, EOFError, ValueError) as error:
        raise MailboxUnreachable(host=place.host, reason="không trả lời, hoặc đường truyền đứt") from error
