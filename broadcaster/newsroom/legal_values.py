"""What a document says of itself in its text: from when it holds, and whom it concerns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from broadcaster.domain.legal_documents import Article

_DAY: Final = (
    r"ngày\s+(?P<day>\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)"
    r"(?P<year>(?:19|20)\d\d)"
)
_EFFECT = re.compile(
    r"(?<!\w)này\b[^.;]{0,160}?hiệu lực(?: thi hành)?(?:,)?(?: kể)? từ\s+(?:"
    + _DAY
    + r"|(?P<signed>ngày (?:ký|ban hành)))"
)
_EXECUTE = re.compile(
    r"(?:^|[.:]\s+|\n)(?P<who>[^\W\d_a-zđ](?:[^.\n]|\.(?=\S)){3,600}?),?\s*"
    r"(?:có trách nhiệm|chịu trách nhiệm|căn cứ)\s+(?:triển khai |tổ chức )?"
    r"(?:thi hành|thực hiện)\s+(?:[^\W\d_]+ ){0,3}này"
)
_APPLIES = re.compile(
    r"(?:áp dụng (?:đối với|cho)|Đối tượng áp dụng(?: là)?:?|Đối tượng(?: tham gia| thực hiện| tuyên truyền)?:)"
    r"\s+(?P<who>[^.;]{4,300})"
)
_TO = re.compile(r"K[íÍ]nh\s+g[ửỬ]i\s*:?\s*(?P<rest>.*)", re.IGNORECASE)
_BULLET = re.compile(r"[-–—+•*▪●]\s*")
_WORK: Final = ("TỔ CHỨC THỰC HIỆN", "PHÂN CÔNG NHIỆM VỤ", "PHÂN CÔNG THỰC HIỆN", "TRÁCH NHIỆM THỰC HIỆN")
_ROMAN = re.compile(r"[IVX]+")


def takes_effect_on(text: str, issued_on: date | None) -> date | None:
    """Give the day from which this document holds, where it says so of itself.

    ``kể từ ngày ký`` is the day of issue. A span of days after signing is left to an editor's own count.
    """
    found = _EFFECT.search(text)
    if found is None:
        return None
    if found["signed"]:
        return issued_on
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def addressees(lines: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give whom a letter is for, and the lines after that."""
    if not lines or not (found := _TO.match(lines[0])):
        return (), tuple(lines)
    named = [found["rest"]] if found["rest"].strip() else []
    place = 1
    while place < len(lines) and (_BULLET.match(lines[place]) or (not named and place == 1)):
        named.append(_BULLET.sub("", lines[place], count=1))
        place += 1
    split = (each for name in named for each in re.split(r";\s*(?:[-–]\s*)?", name))
    return tuple(name for each in split if (name := each.strip(" ;.,"))), tuple(lines[place:])


def concerns(articles: Sequence[Article]) -> str:
    """Give whom a document concerns: whom it applies to, who is to carry it out, or to whom it gives work."""
    for pattern in (_APPLIES, _EXECUTE):
        for article in articles:
            found = pattern.search(article.text)
            if found:
                return " ".join(found["who"].split()).strip(" ,:;.")
    return "; ".join(_given_work(articles))


def _given_work(articles: Sequence[Article]) -> list[str]:
    found: list[str] = []
    inside = False
    for article in articles:
        if _ROMAN.fullmatch(article.number) or not article.number.isdigit():
            inside = article.heading.upper().startswith(_WORK)
        elif inside and article.heading:
            found.append(article.heading)
    return found
