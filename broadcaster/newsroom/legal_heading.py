"""The head of an administrative document: who issued what, under which number, where, when, about what."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, auto
from typing import Final

from broadcaster.newsroom.agency_names import is_agency
from broadcaster.newsroom.legal_lines import GAP, compact, ends, is_capital, tidy

KINDS: Final = {
    compact(name): name
    for name in (
        "Nghị quyết", "Quyết định", "Chỉ thị", "Quy chế", "Quy định", "Thông cáo", "Thông báo", "Hướng dẫn",
        "Chương trình", "Kế hoạch", "Phương án", "Đề án", "Dự án", "Báo cáo", "Biên bản", "Tờ trình", "Công điện",
        "Giấy mời", "Giấy giới thiệu", "Luật", "Pháp lệnh", "Lệnh", "Nghị định", "Thông tư", "Thông tư liên tịch",
        "Nghị quyết liên tịch", "Công văn", "Kết luận", "Chương trình hành động", "Thư mời", "Đề cương", "Nội quy",
    )
}  # fmt: skip
"""Kinds of documents by the letters of their names."""

LETTER: Final = "Công văn"
"""The kind that has no name on the paper."""

_REPUBLIC = re.compile(
    r"C\s*[ỘÔ]\s*N\s*G\s*H\s*(?:Ò\s*A|O\s*À)\s*X\s*Ã\s*H\s*[ỘÔ]\s*I\s*C\s*H\s*[ỦU]\s*N\s*G\s*H\s*[ĨI]\s*A\s*V\s*I\s*[ỆÊ]\s*T\s*N\s*A\s*M"
)
_MOTTO = re.compile(r"[ĐD]ộc\s*[Ll]ập\s*[-–—. ]\s*[Tt]ự\s*[Dd]o\s*[-–—. ]\s*[Hh]ạnh\s*[Pp]húc")
_PART: Final = r"[A-ZĐƯ][A-Za-zĐđƯưÔơ]{0,15}\d{0,2}"
_NUMBER = re.compile(
    rf"(?:Luật\s+)?[Ss]\s?[ốỐ]\s*[:.]?\s*(?P<number>\d[\d ]{{0,6}}[a-zđ]?|[\s.…_]*)\s*/\s*"
    rf"(?P<symbol>(?:(?:19|20)\d\d\s*/\s*)?{_PART}(?:\s*[-–&.]\s*{_PART}){{0,5}})"
)
_BLANK: Final = r"[\s.…_]{0,60}"
_CAPITALISED: Final = r"[A-ZĐÁÀẢÃẠĂÂÉÈẺẼẸÊÍÌỈĨỊÓÒỎÕỌÔƠÚÙỦŨỤƯÝỲỶỸỴẮẰẲẴẶẤẦẨẪẬẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰ][\w.]{0,12}"
_DATE = re.compile(
    rf"(?:(?P<place>{_CAPITALISED}(?: {_CAPITALISED}){{0,4}})\s*,\s*)?[Nn]gày\s*(?P<day>\d{{1,2}}|{_BLANK})\s*tháng"
    rf"\s*(?P<month>\d{{1,2}}|{_BLANK})\s*năm\s*(?P<year>(?:19|20)\d\d|20[.…_ ]*|{_BLANK})"
)
_SUBJECT = re.compile(r"[Vv]\s?/\s?[Vv]\.?:?\s*(?P<rest>.*)")
_TO = re.compile(r"K[íÍ]nh\s+g[ửỬ]i", re.IGNORECASE)
_ASIDE: Final = frozenset({"HOATOC", "THUONGKHAN", "KHAN", "DUTHAO", "MAT", "TOIMAT", "TUYETMAT", "BANSAO", "SAOY"})
BODY: Final = re.compile(
    r"(?:Căn cứ|Thực hiện|Xét|Theo|Để|Nhằm|Triển khai|Trong|Kính gửi|Kính thưa|Hiện nay|Vừa qua|Thời gian qua|"
    r"(?:Điều|ĐIỀU) \d+|(?:Chương|CHƯƠNG|Phần|PHẦN) (?:[IVX]+|\w+ \w+)|Ngày \d+|Năm \d+|Trân trọng|Mở đầu)(?!\w)"
    r"|[IVX]{1,4}\s?[.)/-]\s|\d{1,2}\s?[.)]\s"
)
"""How a document's text begins after its title."""

_MOST_LINES: Final = 40
_MOST_TITLE: Final = 8
_LONGEST_BEFORE: Final = 70


@dataclass(slots=True)
class Heading:
    """What the head says; filled while its lines are read."""

    republic: bool = False
    """Whether country or motto is printed."""
    agency_lines: list[str] = field(default_factory=list[str])
    """The left column's lines above the number."""
    number: str = ""
    """Number and symbol; ``/KH-UBND`` where the number is still blank."""
    place: str = ""
    """Place of issue."""
    dated: bool = False
    """Whether there is a line for place and date at all."""
    issued_on: date | None = None
    """Day of issue."""
    kind: str = ""
    """Kind of document."""
    subject: list[str] = field(default_factory=list[str])
    """What stands of its title in the left column, or beside the kind."""
    abstract: str = ""
    """What it is about."""
    authority: str = ""
    """The body in whose name it speaks, printed above the grounds."""
    end: int = 0
    """Index of the first line after the head."""

    @property
    def is_whole(self) -> bool:
        """Say whether this is the head of an administrative document and not a sentence that quotes one."""
        marks = [self.republic, bool(self.number), bool(self.kind), self.dated, bool(self.agency_lines)]
        return (self.republic or bool(self.number and self.agency_lines)) and sum(marks) >= _ENOUGH


_ENOUGH: Final = 4


def read_heading(lines: Sequence[str]) -> Heading | None:
    """Read the head from the first lines; none where a sentence stands before it is told what the document is."""
    head = Heading()
    for place, line in enumerate(lines[:_MOST_LINES]):
        for piece in _pieces(line, head):
            step = _take(piece, head)
            if step is _Step.STOP:
                return None
            if step is not _Step.GO:
                head.kind = head.kind or (LETTER if head.number else "")
                head.end = place + (step is _Step.KIND)
                return head if head.kind else None
    return None


class _Step(Enum):
    """What a piece of the head means for reading on."""

    GO = auto()
    KIND = auto()
    TEXT = auto()
    STOP = auto()


def _pieces(line: str, head: Heading) -> list[str]:
    """Take what is known by its form out of a line, and give what is left of it, column by column."""
    left = line
    for pattern in (_REPUBLIC, _MOTTO):
        found = pattern.search(left)
        if found and is_capital(f"AB{left[: found.start()]}"):
            head.republic = True
            left = f"{left[: found.start()]}\t{left[found.end() :]}"
    number = None if head.number else _NUMBER.search(left)
    if number and is_capital(f"AB{left[: number.start()]}"):
        head.number = re.sub(r"\s", "", f"{number['number'].strip('.…_ ')}/{number['symbol']}").replace("–", "-")
        left = f"{left[: number.start()]}\t{left[number.end() :]}"
    dated = None if head.dated else _DATE.search(left)
    if dated and (head.republic or head.number) and not left[dated.end() :].strip(" .…/_|\t"):
        _date(dated, head)
        left = left[: dated.start()]
    if compact(left) in KINDS:
        return [tidy(left)]
    return [tidy(piece) for piece in GAP.split(left) if piece.strip(" .,;:-–_*()|")]


def _date(found: re.Match[str], head: Heading) -> None:
    head.dated = True
    head.place = tidy(found["place"] or "")
    try:
        head.issued_on = date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        head.issued_on = None


def _take(piece: str, head: Heading) -> _Step:
    """Put one piece where it belongs; says whether the head goes on."""
    begun = head.republic or bool(head.number)
    kind, rest = _kind(piece)
    subject = _SUBJECT.match(piece)
    if kind and begun and not head.subject:
        head.kind = kind
        head.subject.extend([rest] if rest else [])
        return _Step.KIND
    if _TO.match(piece) or BODY.match(piece):
        return _Step.TEXT if begun else _Step.STOP
    if subject and begun:
        head.kind = LETTER
        head.subject.append(subject["rest"])
    elif head.subject:
        head.subject.append(piece)
    elif compact(piece) not in _ASIDE and _is_column(piece):
        head.agency_lines.append(piece)
    elif compact(piece) not in _ASIDE and (not begun or len(piece) > _LONGEST_BEFORE or ends(piece)):
        return _Step.STOP
    return _Step.GO


def _is_column(piece: str) -> bool:
    return is_capital(piece) or (is_agency(piece) and len(piece) <= _LONGEST_BEFORE and not ends(piece))


def _kind(piece: str) -> tuple[str, str]:
    """Give the kind that a line names, and what follows it on the same line."""
    whole = KINDS.get(compact(piece), "")
    if whole and is_capital(piece.strip(" .:")):
        return whole, ""
    words = piece.split()
    for count in range(min(5, len(words) - 1), 0, -1):
        first = " ".join(words[:count])
        if is_capital(first) and compact(first) in KINDS and not is_capital(words[count]):
            return KINDS[compact(first)], " ".join(words[count:])
    return "", ""


def read_title(head: Heading, lines: Sequence[str]) -> tuple[str, ...]:
    """Read what stands between the kind and the text, whole lines given; gives the lines of the text.

    A letter has its subject in the left column already.
    """
    if head.kind == LETTER:
        head.abstract = _closed(head.subject)
        return tuple(lines)
    title, authority, taken = list(head.subject), list[str](), 0
    for line in lines[:_MOST_TITLE]:
        if BODY.match(line) or _TO.match(line) or (ends(line) and not line.endswith(")")):
            break
        if is_capital(line) and is_agency(line) and (title or not head.agency_lines):
            authority.append(line)
        elif authority and not (is_capital(line) or line.startswith("(")):
            break
        elif not authority:
            title.append(line)
        taken += 1
    head.abstract, head.authority = _closed(title), " ".join(authority)
    return tuple(lines[taken:])


def _closed(words: Sequence[str]) -> str:
    return tidy(" ".join(words)).strip(" .")
