"""What of a letter is its own text: no quotation, signature or greeting; a forwarded letter for the one around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_FORWARDED = re.compile(
    r"-{2,}\s*(?:forwarded message|thư (?:được )?chuyển tiếp|tin nhắn (?:được )?chuyển tiếp)\s*-{2,}"
    r"|begin forwarded message:?|bắt đầu thư được chuyển tiếp:?",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(r"[-_]{2,}\s*(?:original message|thư gốc|tin nhắn gốc)\s*[-_]{2,}", re.IGNORECASE)
_REPLY = re.compile(r"(?:on|vào|ngày|lúc)\b.{5,240}(?:wrote|đã viết)\s*:", re.IGNORECASE)
_REPLY_BEGINS = re.compile(r"(?:on|vào|ngày|lúc)\b.{5,240}$", re.IGNORECASE)
_HEADER = re.compile(
    r"\*?(?:from|sent|to|cc|date|subject|từ|người gửi|gửi|đã gửi|ngày|thời gian|đến|tới|người nhận|chủ đề|tiêu đề)"
    r"\*?\s*:",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"\*?(?:subject|chủ đề|tiêu đề)\*?\s*:\*?\s*(?P<subject>.+)", re.IGNORECASE)
_HEADERS_AT_LEAST = 3
_MOBILE = re.compile(r"(?:sent from|get outlook for|đã gửi từ|được gửi từ|gửi từ)\s.{2,60}", re.IGNORECASE)
_REGARDS = re.compile(
    r"(?:xin )?(?:trân trọng|kính thư|thân ái|thân mến|trân trọng kính chào|(?:best |kind |warm )?regards|thanks)\b",
    re.IGNORECASE,
)
_GREETING = re.compile(r"(?:kính gửi|kính thưa|kính chào|chào|thân gửi|gửi|dear)[\s:]", re.IGNORECASE)
_SHORT_WORDS = 8
_GREETING_WORDS = 20
_SIGNATURE_LINES = 10
_POINT = re.compile(r"\n(?=[ \t]*(?:[-+*•–]|\d{1,2}[.)])\s)")

QUOTED = "Đã bỏ phần trả lời, trích lại của thư trước."
SIGNED = "Đã bỏ lời chào, chữ ký của thư."
PASSED_ON = "Lấy nội dung của thư được chuyển tiếp, bỏ lời người chuyển."


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterText:
    """A letter's own text."""

    text: str
    """Lines as they stand."""
    subject: str
    """The subject of the forwarded letter, or empty."""
    notes: tuple[str, ...]
    """What was left out."""


def own_text(text: str, *, forwarded: bool) -> LetterText:
    """Give a letter's own text; `forwarded` says that its subject calls it so."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    notes: list[str] = []
    lines, subject = _passed_on(lines, forwarded=forwarded)
    if subject is not None:
        notes.append(PASSED_ON)
    kept = _unquoted(lines)
    if len(kept) < len(lines):
        notes.append(QUOTED)
    bare = _ungreeted(_unsigned(kept))
    if "".join(bare) != "".join(kept):
        notes.append(SIGNED)
    return LetterText(text=_POINT.sub("\n\n", "\n".join(bare)).strip(), subject=subject or "", notes=tuple(notes))


def _passed_on(lines: list[str], *, forwarded: bool) -> tuple[list[str], str | None]:
    """Give the lines of the forwarded letter with its subject, none where nothing was forwarded."""
    for at, line in enumerate(lines):
        is_mark = bool(_FORWARDED.fullmatch(line.strip()))
        if is_mark or (forwarded and (_ORIGINAL.fullmatch(line.strip()) or _is_header_block(lines, at))):
            end, subject = _after_headers(lines, at + 1 if is_mark or not _HEADER.match(line.strip()) else at)
            return lines[end:], subject
    return lines, None


def _after_headers(lines: Sequence[str], at: int) -> tuple[int, str]:
    subject = ""
    seen = False
    while at < len(lines):
        line = lines[at].strip()
        if _HEADER.match(line):
            found = _SUBJECT.match(line)
            subject = found["subject"].strip() if found else subject
            seen = True
        elif seen and not line:
            nexts = next((each.strip() for each in lines[at:] if each.strip()), "")
            if not _HEADER.match(nexts):
                return at, subject
        elif line and not lines[at][:1].isspace():
            return at, subject
        at += 1
    return at, subject


def _is_header_block(lines: Sequence[str], at: int) -> bool:
    written = [line.strip() for line in lines[at : at + 2 * _HEADERS_AT_LEAST] if line.strip()][:_HEADERS_AT_LEAST]
    return (
        len(written) == _HEADERS_AT_LEAST and all(_HEADER.match(line) for line in written) and bool(lines[at].strip())
    )


def _unquoted(lines: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for at, line in enumerate(lines):
        bare = line.strip()
        following = next((each.strip() for each in lines[at + 1 : at + 2]), "")
        two = f"{bare} {following}" if _REPLY_BEGINS.fullmatch(bare) else bare
        begins = _REPLY.fullmatch(bare) or _REPLY.fullmatch(two)
        if begins or _ORIGINAL.fullmatch(bare) or _is_header_block(lines, at):
            break
        if not bare.startswith(">"):
            kept.append(line)
    return kept


def _unsigned(lines: Sequence[str]) -> list[str]:
    written = [at for at, line in enumerate(lines) if line.strip()]
    for number, at in enumerate(written, start=1):
        bare = lines[at].strip()
        below = len(written) - number
        if bare == "--" or _MOBILE.fullmatch(bare):
            return list(lines[:at])
        short = len(bare.split()) <= _SHORT_WORDS
        if short and below <= _SIGNATURE_LINES and at != written[0] and _REGARDS.match(bare):
            return list(lines[:at])
    return list(lines)


def _ungreeted(lines: Sequence[str]) -> list[str]:
    first = next((at for at, line in enumerate(lines) if line.strip()), None)
    if first is None:
        return list(lines)
    bare = lines[first].strip()
    short = len(bare.split()) <= _GREETING_WORDS and any(line.strip() for line in lines[first + 1 :])
    return list(lines[first + 1 :]) if short and _GREETING.match(bare) and bare[-1] in ",:!." else list(lines)
