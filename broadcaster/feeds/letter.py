"""A letter (EML) in its parts: subject, sender, date, text, attachments; however its encodings are wrong."""

from __future__ import annotations

import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import MessageError
from email.header import decode_header
from email.message import EmailMessage, Message
from email.parser import BytesParser
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path
from typing import cast

from broadcaster.errors import DocumentDamaged, DocumentTooLarge, EmptyFile
from broadcaster.feeds.limits import Limits
from broadcaster.feeds.members import shown_name
from broadcaster.feeds.paragraphs import html_paragraphs
from broadcaster.files import read_bytes, translated
from broadcaster.newsroom.letters import decode_bytes

KIND = "thư điện tử (EML)"
_FAULTS = (MessageError, ValueError, LookupError, TypeError, AttributeError, IndexError, KeyError, AssertionError)
"""What the library raises at headers that are wrong in ways that it does not foresee."""
_OWN_FORM = ("utf-16", "utf-32", "utf-7", "iso-2022", "hz")


@dataclass(frozen=True, kw_only=True, slots=True)
class Attachment:
    """One file of a letter."""

    name: str
    """Its name; empty where it has none."""
    kind: str
    """Its content type."""
    content: bytes
    """Its bytes; a letter inside is a whole letter."""
    inline: bool
    """Whether it is a picture within the text."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """What a letter says."""

    subject: str
    """Its subject on one line."""
    sender: str
    """The sender's name, or address where there is no name."""
    address: str
    """The sender's address."""
    sent_at: datetime | None
    """When it was sent (aware)."""
    message_id: str
    """Its own id, or empty."""
    text: str
    """Its text as lines, not yet cleaned."""
    attachments: tuple[Attachment, ...]
    """Its files, in order."""


def read_letter(path: Path, *, limits: Limits) -> Letter:
    """Read a letter from a file.

    Raises:
        FileMissing, EmptyFile, FileFailed, DocumentTooLarge: of the file.
        DocumentDamaged: it is no letter.
    """
    with translated(path):
        size = path.stat().st_size
    if size > limits.file_bytes:
        raise DocumentTooLarge(path=path, reason=f"nặng hơn {limits.mb(limits.file_bytes)}")
    content = read_bytes(path)
    if not content.strip():
        raise EmptyFile(path=path)
    try:
        message = cast("EmailMessage", BytesParser(policy=email.policy.compat32).parsebytes(content))
    except _FAULTS as error:
        raise DocumentDamaged(path=path, kind=KIND) from error
    if not any(message.get(name) for name in ("from", "subject", "date", "message-id", "received", "to")):
        raise DocumentDamaged(path=path, kind=KIND)
    name, address = parseaddr(header(message, "from"))
    parts = list(_parts(message, limits))
    plain, page = _texts(parts)
    return Letter(
        subject=header(message, "subject"),
        sender=name or address,
        address=address,
        sent_at=_sent_at(message),
        message_id=header(message, "message-id"),
        text=plain if plain.strip() else html_paragraphs(page),
        attachments=tuple(_attachment(part) for part in parts if _is_attached(part)),
    )


def header(message: Message, name: str) -> str:
    """Give a header on one line, decoded whatever letters it came in."""
    # The raw value: the library makes question marks of bytes in headers that nobody declared.
    said = next((str(value) for key, value in message.raw_items() if key.lower() == name), "")
    return shown_name(" ".join(_decoded(said).split()))


def _decoded(text: str) -> str:
    if text.isascii() and "=?" not in text:
        return text
    try:
        pieces = decode_header(text)
    except _FAULTS:
        return text
    return "".join(_piece(piece, charset) for piece, charset in pieces)


def _piece(piece: str | bytes, charset: str | None) -> str:
    if isinstance(piece, str):  # bytes that nobody declared were kept as surrogates
        piece = piece.encode("utf-8", "surrogateescape")
    return text_of_bytes(piece, "" if charset in {None, "unknown-8bit"} else str(charset))


def text_of_bytes(content: bytes, charset: str) -> str:
    """Decode text whose charset may be missing or wrong: what reads as UTF-8 is UTF-8, whatever it is called."""
    named = charset.strip().lower()
    tried = (named, "utf-8") if named.startswith(_OWN_FORM) else ("utf-8", named)
    for encoding in filter(None, tried):
        try:
            return content.decode(encoding)
        except (ValueError, LookupError):  # some codecs fail at encoding while they decode
            continue
    return decode_bytes(content).text


def _sent_at(message: Message) -> datetime | None:
    try:
        moment = parsedate_to_datetime(header(message, "date"))
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _parts(message: Message, limits: Limits, depth: int = 0) -> Iterator[Message]:
    """Give the parts that are no containers; a letter inside is one part."""
    if message.get_content_maintype() != "multipart" or depth > limits.depth * 4:
        yield message
        return
    payload = message.get_payload()
    if not isinstance(payload, list):  # parts without a line between them: it is all text
        del message["Content-Type"]
        yield message
        return
    for part in cast("list[Message]", payload):
        yield from _parts(part, limits, depth + 1)


def _is_attached(part: Message) -> bool:
    is_text = part.get_content_type() in {"text/plain", "text/html"}
    return part.get_content_disposition() == "attachment" or not is_text or bool(_file_name(part))


def _texts(parts: list[Message]) -> tuple[str, str]:
    """Give the plain text and the page of a letter."""
    found = {"text/plain": "", "text/html": ""}
    for part in parts:
        kind = part.get_content_type()
        if not _is_attached(part):
            said = text_of_bytes(_content(part), str(part.get_content_charset() or ""))
            found[kind] += ("\n\n" if found[kind] else "") + said
    return found["text/plain"], found["text/html"]


def _content(part: Message) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except _FAULTS:
        return b""
    return content if isinstance(content, bytes) else b""


def _attachment(part: Message) -> Attachment:
    kind = part.get_content_type()
    content = _content(part)
    payload = part.get_payload()
    if kind == "message/rfc822" and isinstance(payload, list) and payload:
        content = cast("Message", payload[0]).as_bytes()
    pictured = kind.startswith("image/") and (part.get("content-id") or part.get_content_disposition() == "inline")
    return Attachment(name=_file_name(part), kind=kind, content=content, inline=bool(pictured))


def _file_name(part: Message) -> str:
    try:
        return shown_name(_decoded(part.get_filename() or ""))
    except _FAULTS:
        return ""
