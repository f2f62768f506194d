"""Names of agencies as a heading prints them, and as a sentence writes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from broadcaster.newsroom.legal_lines import is_capital, tidy

_BODIES: Final = (
    "ỦY BAN|UBND|UBMTTQ|HỘI ĐỒNG|HĐND|QUỐC HỘI|CHÍNH PHỦ|THỦ TƯỚNG|CHỦ TỊCH|BỘ|SỞ|PHÒNG|BAN|CỤC|CHI CỤC|TỔNG CỤC|VỤ|"
    "VĂN PHÒNG|TRUNG TÂM|TRƯỜNG|CÔNG AN|TÒA ÁN|VIỆN|THANH TRA|KIỂM TOÁN|BẢO HIỂM|KHO BẠC|HẠT|ĐÀI|NGÂN HÀNG|BỆNH VIỆN|"
    "TRẠM|HỘI|LIÊN ĐOÀN|ĐOÀN|MẶT TRẬN|HỌC VIỆN|BAN CHỈ ĐẠO|TỔ CÔNG TÁC|TỔ|CÔNG TY|TỔNG CÔNG TY|ĐIỆN LỰC|THUẾ"
)
_BODY = re.compile(rf"(?:{_BODIES})(?!\w)")
_OPEN = re.compile(r"(?:VÀ|CỦA|VỀ|[,-])$")
_UNITS: Final = ("thành phố", "thị trấn", "thị xã", "tỉnh", "huyện", "quận", "phường", "xã", "đặc khu", "khu vực")
_UNIT = re.compile(rf"(?<!\w)({'|'.join(_UNITS)}) (?!các |nhân |hội )(?=\w)")
_HEADS: Final = (
    "ủy ban nhân dân|hội đồng nhân dân|ủy ban mặt trận tổ quốc việt nam|quốc hội|chính phủ|thủ tướng|chủ tịch|"
    "bộ trưởng|bộ|sở|phòng|ban chỉ đạo|ban|cục|chi cục|tổng cục|vụ|văn phòng|trung tâm|trường|công an|tòa án|viện|"
    "thanh tra|bảo hiểm xã hội|kho bạc nhà nước|hạt kiểm lâm|đài|ngân hàng|bệnh viện|trạm|hội|liên đoàn|đoàn|học viện|"
    "tổ công tác|công ty|thuế|điện lực"
)
_HEAD = re.compile(rf"(?:^|(?<=\bvà )|(?<=\bcủa ))({_HEADS})(?!\w)")
_FIELD = re.compile(
    r"^(bộ|sở|phòng|trung tâm|cục|chi cục|tổng cục|ban|đài|hội(?! đồng)|trường)( )(\w)",
    re.IGNORECASE,
)
_FIELDED: Final = ("Bộ", "Sở", "Phòng", "Trung tâm")
_CONJUNCT = re.compile(r"((?:,| và| [-–]) )(\w)")
_NAMES: Final = (
    ("mặt trận tổ quốc việt nam", "Mặt trận Tổ quốc Việt Nam"),
    ("việt nam", "Việt Nam"),
    ("chính phủ", "Chính phủ"),
    ("nhà nước", "Nhà nước"),
    ("trung ương", "Trung ương"),
)


def agencies(lines: Sequence[str]) -> tuple[str, ...]:
    """Give the agencies that a heading's left column names, the highest first, each as a sentence writes it."""
    found: list[str] = []
    for line in lines:
        text = tidy(line).replace("UỶ", "ỦY").replace("Uỷ", "Ủy")
        if found and (not _BODY.match(text.upper()) or _OPEN.search(found[-1].upper())):
            found[-1] = f"{found[-1]} {text}"
        else:
            found.append(text)
    return tuple(in_a_sentence(name) for name in found)


def is_agency(line: str) -> bool:
    """Say whether a line begins with the name of an agency or of its head."""
    return _BODY.match(tidy(line).upper().replace("UỶ", "ỦY")) is not None


def in_a_sentence(name: str) -> str:
    """Write an agency's name as sentences do: ``SỞ NỘI VỤ`` becomes ``Sở Nội vụ``.

    A name that is not all in capitals only has its abbreviations written out.
    """
    text = re.sub(r"\bUBND\b", "Ủy ban nhân dân", re.sub(r"\bHĐND\b", "Hội đồng nhân dân", tidy(name)))
    if not is_capital(tidy(name)):
        return text
    lower = text.lower()
    head, place = _parted(lower)
    written = _HEAD.sub(lambda each: each[1][0].upper() + each[1][1:], head)
    written = written[:1].upper() + written[1:]
    if written.startswith(_FIELDED):
        written = _CONJUNCT.sub(lambda each: each[1] + each[2].upper(), written)
    written = _FIELD.sub(lambda each: each[1] + each[2] + each[3].upper(), written)
    for plain, right in _NAMES:
        written = re.sub(rf"(?i)(?<!\w){plain}(?!\w)", right, written)
    return f"{written} {place}".strip()


def _parted(lower: str) -> tuple[str, str]:
    """Part the name of a unit from what comes before, and give it its capitals."""
    found = list(_UNIT.finditer(lower))
    if not found:
        return lower, ""
    start = found[0].start()
    place = lower[start:]
    kinds = "|".join(_UNITS)
    parts = re.split(rf"((?:^|(?<= ))(?:{kinds}) )", place)
    named = [part if re.fullmatch(rf"(?:{kinds}) ", part) else part.title() for part in parts]
    return lower[:start].rstrip(), "".join(named).strip()
