"""Days after which an item says nothing to its listeners any more, and words that forbid to air it yet.

Both are suggestions for an editor, with the words that they rest on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from broadcaster.copydesk.facts import Fact, FactKind, find_facts
from broadcaster.copydesk.sentence_spans import Span, sentence_spans

_CUE = re.compile(
    r"(?i:(?<!\w)(?P<cue>đến hết|tới hết|hết|chậm nhất(?: là)?(?: trước)?(?: vào)?|muộn nhất(?: là)?|"
    r"trước|hạn cuối(?: là)?|hạn chót(?: là)?|thời hạn[^.;]{0,60}?(?:là|đến|tới|trước)|"
    r"hạn[^.;]{0,60}?(?:là|đến|tới|trước|:)|kết thúc(?: vào)?|đến)"
    r"(?: \d{1,2} (?:giờ|h)(?: \d{1,2}(?: phút)?)?,?)?\s+(?:hết )?(?:ngày |mồng |mùng )?$)"
)
_BEFORE: Final = "trước"
_OPEN_END: Final = "đến"
_SPAN = re.compile(r"(?i:(?<!\w)từ(?: ngày)? [^.;]{1,40}$)")
_CALL = re.compile(
    r"(?i:nộp|đăng ký|hạn|gửi|hoàn thành|nhận hồ sơ|tiếp nhận|góp ý|lấy ý kiến|kê khai|thu phí|bốc thăm|tham gia|"
    r"dự thi|cấp|tạm ngừng|tạm dừng|cắt điện|tổ chức|diễn ra|tiêm|khám|đóng|phát|nghỉ)"
)
_PAST = re.compile(r"(?i:(?<!\w)(?:tính đến|tính tới|kể từ|trước đó|trước đây|đã hoàn thành|đến nay))")
_EMBARGO = re.compile(
    r"(?i:(?:không|chưa)(?: được)? (?:phổ biến|phát|công bố|đăng|đưa tin|phát sóng)(?: tin này| thông tin này)? "
    r"(?:trước|cho đến(?: hết)?)|cấm (?:phổ biến|phát|công bố) trước|"
    r"chỉ (?:được )?(?:phổ biến|phát|công bố|đăng) (?:từ|sau))"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Deadline:
    """A day that a text gives, with the words that say so."""

    day: date
    """For an expiry the last day on which the item is of use; for an embargo the first on which it may air."""
    words: str
    """The sentence."""
    start: int
    """Where the sentence begins in the text."""
    end: int
    """Where it ends."""


def deadline(text: str, *, published: date) -> Deadline | None:
    """Suggest the last day on which an item is of use: the latest of the deadlines that it gives its listeners.

    ``trước ngày 25/6`` is the day before; a date without a year lies in the year after publication in which it comes
    first. A day before publication is none.
    """
    found = [each for each in _deadlines(text, published) if each.day >= published]
    return max(found, key=lambda each: each.day, default=None)


def embargo(text: str, *, published: date) -> Deadline | None:
    """Suggest the first day on which an item may air, where its text forbids to spread it before."""
    for sentence in sentence_spans(text):
        words = text[sentence.start : sentence.end]
        for cue in _EMBARGO.finditer(words):
            for fact in find_facts(words):
                day = _day(fact, published) if fact.kind is FactKind.DATE and fact.start >= cue.end() else None
                if day:
                    late = cue.group().lower().endswith(("hết", "sau"))
                    return _told(day + timedelta(days=late), text, sentence)
    return None


def _deadlines(text: str, published: date) -> Iterator[Deadline]:
    for sentence in sentence_spans(text):
        words = text[sentence.start : sentence.end]
        if _EMBARGO.search(words) or not _CALL.search(words):
            continue
        for fact in find_facts(words):
            cue = _CUE.search(words[: fact.start]) if fact.kind is FactKind.DATE else None
            day = _day(fact, published) if cue else None
            if cue is None or day is None or _PAST.search(words[: fact.start]):
                continue
            said = cue["cue"].lower()
            if said == _OPEN_END and not _SPAN.search(words[: cue.start()]):
                continue
            yield _told(day - timedelta(days=said.endswith(_BEFORE)), text, sentence)


def _told(day: date, text: str, sentence: Span) -> Deadline:
    return Deadline(day=day, words=text[sentence.start : sentence.end], start=sentence.start, end=sentence.end)


def _day(fact: Fact, published: date) -> date | None:
    """Give a fact's day; without a year the next such day, and none without day and month."""
    day, month, year = fact.value.split("|")
    if not (day.isdigit() and month):
        return None
    years = (int(year),) if year else (published.year, published.year + 1)
    for each in years:
        try:
            found = date(each, int(month), int(day))
        except ValueError:
            continue
        if year or found >= published:
            return found
    return None
