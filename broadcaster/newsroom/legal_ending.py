"""The end of an administrative document: who gets it, in which office it was signed, by whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from broadcaster.newsroom.legal_lines import GAP, is_capital, tidy

_RECIPIENTS = re.compile(r"N\s?[ơƠ]\s?i\s*n\s?h\s?[ậẬ]\s?n\s*[:.]?\s*", re.IGNORECASE)
_FOR = re.compile(r"(?:TM|KT|TL|TUQ|TLB|Q)\s?\.\s?(?=[A-ZĐỦ])")
_OFFICES: Final = (
    r"(?:PHÓ |QUYỀN |Q\. ?)?(?:CHỦ TỊCH|BÍ THƯ|TỔNG BÍ THƯ|THỦ TƯỚNG|BỘ TRƯỞNG|THỨ TRƯỞNG|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|"
    r"CỤC TRƯỞNG|CHI CỤC TRƯỞNG|VỤ TRƯỞNG|CHÁNH VĂN PHÒNG|CHÁNH THANH TRA|TRƯỞNG PHÒNG|TRƯỞNG BAN|TRƯỞNG TRẠM|TRƯỞNG|"
    r"HIỆU TRƯỞNG|VIỆN TRƯỞNG|CHÁNH ÁN|CHỈ HUY TRƯỞNG|TỔ TRƯỞNG|HẠT TRƯỞNG|CHỦ NHIỆM|THƯỜNG TRỰC|ỦY VIÊN|UỶ VIÊN)"
)
_OFFICE = re.compile(rf"{_OFFICES}(?!\w)")
_BODY_IN_NAME = re.compile(r"(?:ỦY BAN|UỶ BAN|UBND|HỘI ĐỒNG|HĐND|CHÍNH PHỦ|BAN |ĐOÀN )")
_AFTER_FOR: Final = r"(?<!TM\.)(?<!KT\.)(?<!TL\.)(?<!TUQ\.)(?<!TLB\.)(?<!\bQ\.)"
_TURN = re.compile(
    rf"{_AFTER_FOR}(?<=[;.:)])\s+(?=(?:TM|KT|TL|TUQ|TLB|Q)\s?\.\s?[A-ZĐỦ]|{_OFFICES}(?!\w))"
    r"|(?<=[^\W\d_])\s+(?=(?:TM|KT|TL|TUQ)\.\s?[A-ZĐỦ])"
)
_BULLET = re.compile(r"[-–—+•*▪●]\s*")
_RANK = re.compile(r"(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy|uý) ")
_DEGREE = re.compile(r"(?:(?:PGS|GS|TS|ThS|BS|KS|CN|Ths|CKI{1,2}|BSCK ?I{1,2})\.? ?)+(?=[A-ZĐ])")
_LAST_WORDS = re.compile(r"(?<=[.;])\s+(?=\S+(?: \S+){1,5}$)")
_KEPT = re.compile(r"Lưu(?!\w)")
_SIGNED = re.compile(r"\(?\s*(?:đã ký|ký|ký tên.*|chữ ký.*)\s*\)?\.?", re.IGNORECASE)
_APPENDIX = re.compile(r"(?:PHỤ LỤC|Phụ lục|DANH SÁCH|MẪU SỐ|BIỂU)(?!\w)")
_LAST: Final = 45
_FEWEST: Final = 2
_MOST: Final = 6


@dataclass(kw_only=True, slots=True)
class Ending:
    """What the end of a document says; filled while its lines are read."""

    listed: list[str] = field(default_factory=list[str])
    """Who gets it, as the lines list them."""
    titles: list[str] = field(default_factory=list[str])
    """In which office it was signed, line by line."""
    signer: str = ""
    """Who signed."""
    start: int = 0
    """Index of the line at which the end begins."""
    listing: bool = False
    """Whether the list of recipients has begun."""

    @property
    def recipients(self) -> tuple[str, ...]:
        """Give who gets it, without what is kept for the files."""
        names = (each.strip(" ;.,") for each in self.listed)
        return tuple(name for name in names if name and not _KEPT.match(name))

    @property
    def title(self) -> str:
        """Give the office on one line."""
        return ", ".join(self.titles)


def read_ending(lines: Sequence[str], *, after: int) -> Ending:
    """Read the end from a document's lines, its columns in any order; `after` is where the text begins."""
    start = next((place for place in range(after, len(lines)) if _begins(lines, place)), len(lines))
    ending = Ending(start=start)
    for piece in _pieces(lines[start : start + _LAST]):
        if _RECIPIENTS.fullmatch(piece):
            ending.listing = True
        elif _is_office(piece):
            ending.titles.append(piece.strip(" ,."))
        elif ending.titles and _is_name(piece):
            ending.signer = _written(piece)
        elif not _SIGNED.fullmatch(piece):
            _list(piece, ending)
    return ending


def _list(piece: str, ending: Ending) -> None:
    """Take a piece for a recipient, for the rest of one, or for the rest of the office."""
    open_one = bool(ending.listed) and not ending.listed[-1].endswith((";", "."))
    if _BULLET.match(piece):
        ending.listed.append(_BULLET.sub("", piece, count=1))
    elif ending.listing and open_one and not is_capital(piece):
        ending.listed[-1] += f" {piece}"
    elif ending.listing and piece.endswith((";", ".", ",")):
        ending.listed.append(piece)
    elif ending.titles and not ending.signer and is_capital(piece):
        ending.titles[-1] += f" {piece}"


def _begins(lines: Sequence[str], place: int) -> bool:
    line = lines[place]
    if _RECIPIENTS.match(line) or (_FOR.match(line) and is_capital(tidy(line)[:12])):
        return True
    rest = lines[place : place + _LAST]
    return _is_office(line) and any(_is_name(each) or _RECIPIENTS.match(each) for each in rest[1:6])


def _pieces(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if _APPENDIX.match(line):
            return
        for column in GAP.split(line):
            head = _RECIPIENTS.match(column)
            if head:
                yield head.group()
            for part in _TURN.split(column[head.end() if head else 0 :]):
                yield from (tidy(each) for each in _name_apart(part) if each.strip(" .;:|"))


def _name_apart(part: str) -> tuple[str, ...]:
    """Part a signer's name from a recipient that a converter put before it on the line."""
    for found in _LAST_WORDS.finditer(part):
        last = part[found.end() :]
        if _is_name(last) and not _is_name(part) and (_KEPT.match(_BULLET.sub("", part)) or not is_capital(last)):
            return part[: found.start()], last
    return (part,)


def _is_office(piece: str) -> bool:
    if not is_capital(piece):
        return False
    return _FOR.match(piece) is not None or _OFFICE.match(piece) is not None


def _is_name(piece: str) -> bool:
    bare = _DEGREE.sub("", _RANK.sub("", piece))
    words = bare.split()
    named = _FEWEST <= len(words) <= _MOST and all(word.isalpha() and word[0].isupper() for word in words)
    return named and not _OFFICE.match(piece) and not _BODY_IN_NAME.match(piece)


def _written(piece: str) -> str:
    bare = _DEGREE.sub("", _RANK.sub("", piece))
    return bare.title() if is_capital(bare) else bare
