"""Lines of a document's text made whole: columns taken apart, lines of one paragraph put together again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

from broadcaster.domain.aliases import fold

GAP = re.compile(r"\s{3,}|\t+|\s*\|\s*")
"""What stands between two columns that were printed on one line."""

MARKER = re.compile(
    r"(?:[-–—+•*▪●]\s|[-–—+•▪●](?=[^\W\d_])|(?:Điều|ĐIỀU)\s+\d|(?:Chương|CHƯƠNG|Phần|PHẦN|Mục|MỤC)\s+(?:[IVXLC]+|\d+)\b"
    r"|[IVX]{1,5}\s?[.)/-]\s|\d{1,2}(?:\.\d{1,2})*\s?[.)]\s?\D|[a-zđ]\)\s|Ngày \d{1,2} tháng"
    r"|(?:Căn cứ|Xét|Theo đề nghị|Kính gửi|Thực hiện)(?!\w))"
)
"""How a line begins that is no continuation of the line before."""

_END = re.compile(r"[.!?…:;][\"”’)\]]*$")
_OPEN = re.compile(
    r"(?:^|\s)(?:của|về|và|các|những|số|ngày|tháng|năm|tại|cho|với|theo|trên|trong|để|là|từ|đến|do|ở|hoặc|,)$"
)
_RULE = re.compile(r"[-–—_=*~.\s]+")
_PAGE = re.compile(r"(?:trang\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?", re.IGNORECASE)
_WIDEST = 12
_WIDE = re.compile(r" {13,}|\.{13,}|…{13,}|_{13,}")
_WRAPPED_SHARE = 0.2
_LONG_LINE = 40
_FULL_SHARE = 0.75


def raw_lines(paragraphs: Iterable[str]) -> tuple[str, ...]:
    """Give the lines of some paragraphs, NFC, without empty ones, rules and page numbers; inner spaces stay."""
    text = unicodedata.normalize("NFC", "\n".join(paragraphs)).replace("\u00a0", " ")
    text = _WIDE.sub(lambda run: run.group()[0] * _WIDEST, text)
    lines = (line.strip() for line in re.split(r"[\n\r\v\f\u2028]+", text))
    return tuple(line for line in lines if line and not _RULE.fullmatch(line) and not _PAGE.fullmatch(line))


def tidy(text: str) -> str:
    """Give a text with single spaces."""
    return " ".join(text.split())


def compact(text: str) -> str:
    """Give a text's letters and digits alone, in plain capitals: ``Q U Y Ế T  ĐỊNH`` is ``QUYETDINH``."""
    return fold(text).replace("-", "")


def is_capital(text: str) -> bool:
    """Say whether every letter is a capital, and there are some."""
    return text.upper() == text and sum(sign.isalpha() for sign in text) > 1


def ends(line: str) -> bool:
    """Say whether a line ends as a sentence or a list's entry does."""
    return _END.search(line) is not None


def joined(lines: Sequence[str]) -> tuple[str, ...]:
    """Put lines that a page's width broke together again; whole paragraphs stay as they are."""
    tidied = [tidy(line) for line in lines]
    width = _width(tidied)
    found: list[str] = []
    last = ""
    for line in tidied:
        if found and _continues(found[-1], last, line, width):
            glue = "" if re.search(r"\w-$", found[-1]) else " "
            found[-1] += glue + line
        else:
            found.append(line)
        last = line
    return tuple(found)


def _width(lines: Sequence[str]) -> int:
    """Give from which length a line was broken by the page; 0 where paragraphs are whole."""
    long = [(line, after) for line, after in pairwise([*lines, ""]) if len(line) >= _LONG_LINE]
    broken = [line for line, after in long if after[:1].islower() and not ends(line)]
    if not broken or len(broken) < _WRAPPED_SHARE * len(long):
        return 0
    return round(_FULL_SHARE * max(len(line) for line in broken))


def _continues(paragraph: str, last: str, line: str, width: int) -> bool:
    if ends(last) and not last.endswith(("…", "...")):
        return False
    if MARKER.match(line):
        return False
    if line[:1].islower():
        return True
    if is_capital(" ".join(line.split()[:3])) and not is_capital(paragraph):
        return False
    if is_capital(" ".join(line.split()[:2])) and is_capital(paragraph) and MARKER.match(paragraph):
        return True
    return (bool(width) and len(last) >= width) or _OPEN.search(last) is not None
