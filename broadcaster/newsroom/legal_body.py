"""The text of an administrative document: what it rests on, and its articles or sections in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from broadcaster.domain.legal_documents import Article
from broadcaster.newsroom.agency_names import is_agency
from broadcaster.newsroom.legal_lines import compact, ends, is_capital

_GROUND = re.compile(
    r"[-–+]?\s*(?P<lead>Căn cứ(?: vào)?|Thực hiện|Xét|Theo(?=\s+(?:đề nghị|tinh thần|chỉ đạo|ý kiến|yêu cầu)))\s+"
    r"(?P<rest>\S.*)",
    re.DOTALL,
)
_LEAVES_OUT: Final = ("Căn cứ", "Căn cứ vào", "Thực hiện")
_TURN = re.compile(
    r"(?<=[\w)])[.,;]\s+(?=(?:UBND|Uỷ ban|Ủy ban|HĐND|Hội đồng|Sở|Phòng|Bộ|Ban|Chi cục|Trung tâm|Trường|Công an|"
    r"Văn phòng|Đài)\s[^;]{0,300}?(?:như sau|yêu cầu|đề nghị|xây dựng|ban hành|thông báo|báo cáo|hướng dẫn|quyết định|"
    r"đề ra|kính|trân trọng|triển khai|tổ chức))"
)
_NEXT_GROUND = re.compile(
    r";\s+(?=(?:Luật|Bộ luật|Nghị|Quyết|Thông|Chỉ|Kế|Công|Chương|Căn cứ|Hướng|Kết|Văn bản)\s?\S*)"
)
_ORDERS: Final = frozenset({"QUYETDINH", "QUYETNGHI", "CHITHI", "NGHIQUYET"})
_ARTICLE = re.compile(r"(?P<number>(?:Điều|ĐIỀU)\s+\d+[a-zđ]?)\s*[.:]?\s*(?P<rest>.*)", re.DOTALL)
_CHAPTER = re.compile(
    r"(?P<number>(?:Chương|CHƯƠNG|Phần|PHẦN)\s+(?:[IVXLC]+|\d+|thứ\s+\w+|THỨ\s+\w+))\s*[.:]?\s*(?P<rest>.*)",
    re.DOTALL,
)
_ROMAN = re.compile(r"(?P<number>[IVX]{1,5})\s?[.)/-]\s*(?P<rest>[^\W\d].*)", re.DOTALL)
_ARABIC = re.compile(r"(?P<number>\d{1,2})\s?[.)/]\s*(?P<rest>[^\W\d].*)", re.DOTALL)
_LONGEST_HEADING: Final = 180


def read_grounds(lines: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give what a document rests on, and the lines after that."""
    found: list[str] = []
    for place, line in enumerate(lines):
        match = _GROUND.fullmatch(line)
        if match is None and found and is_capital(line):
            continue
        if match is None:
            return tuple(found), tuple(lines[place:])
        basis, rest = _parted(match["rest"])
        lead = "" if match["lead"] in _LEAVES_OUT else f"{match['lead']} "
        found.extend(f"{lead}{each.strip(' ;.,')}" for each in _NEXT_GROUND.split(basis))
        if rest:
            return tuple(found), (rest, *lines[place + 1 :])
        if not ends(line) and not line.endswith(","):
            return tuple(found), tuple(lines[place + 1 :])
    return tuple(found), ()


def _parted(text: str) -> tuple[str, str]:
    """Part the basis from what the agency then says in the same paragraph."""
    turn = _TURN.search(text)
    return (text[: turn.start()], text[turn.end() :]) if turn else (text, "")


def read_articles(lines: Sequence[str]) -> tuple[Article, ...]:
    """Give a text's articles, else its numbered sections, else the text as one; lead-ins are left out."""
    by_article = any(_ARTICLE.match(line) for line in lines)
    patterns = (_ARTICLE, _CHAPTER) if by_article else (_CHAPTER, _ROMAN, _ARABIC)
    parts: list[tuple[str, str, list[str]]] = [("", "", [])]
    for line in lines:
        if compact(line) in _ORDERS or (len(parts) == 1 and not parts[0][2] and is_capital(line) and is_agency(line)):
            continue
        match = next((found for pattern in patterns if (found := pattern.fullmatch(line))), None)
        number, heading, texts = parts[-1]
        if match is not None and _may_follow(match["number"], parts, by_article=by_article):
            heading, text = _headed(match["rest"])
            parts.append((match["number"], heading, [text] if text else []))
        elif number and not heading and not texts and is_capital(line):
            parts[-1] = (number, line, texts)
        else:
            texts.append(line)
    first = [] if by_article else [line for line in parts[0][2] if not line.endswith((":", "như sau"))]
    parts[0] = ("", "", first)
    return tuple(
        Article(number=number, heading=heading, text="\n\n".join(texts))
        for number, heading, texts in parts
        if number or texts
    )


def _may_follow(number: str, parts: Sequence[tuple[str, str, list[str]]], *, by_article: bool) -> bool:
    """Say whether a number may begin a section here: ``1``, or the one after the last of its kind."""
    if by_article or not number.isdigit():
        return True
    before = [int(each) for each, _, _ in parts if each.isdigit()]
    return number == "1" or bool(before and int(number) == before[-1] + 1)


def _headed(rest: str) -> tuple[str, str]:
    """Part heading and text of an article's first line."""
    if not rest:
        return "", ""
    heading, colon, text = rest.partition(": ")
    if colon and is_capital(heading):
        return heading, text
    bare = rest.rstrip(":")
    if len(bare) <= _LONGEST_HEADING and not ends(bare):
        return bare.strip(), ""
    return "", rest
