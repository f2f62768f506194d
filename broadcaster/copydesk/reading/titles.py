"""Short forms with a full stop before a name: places, academic titles, forms of signing; and *vân vân*."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from broadcaster.copydesk.reading.draft import Said, Step, recogniser
from broadcaster.copydesk.reading.marks import marks_of
from broadcaster.copydesk.reading.patterns import Pattern
from broadcaster.copydesk.reading.shapes import CAPITAL, text_before

_PLACES: Final = {
    "H": "huyện",
    "P": "phường",
    "Q": "quận",
    "T": "tỉnh",
    "TDP": "tổ dân phố",
    "TP": "thành phố",
    "TT": "thị trấn",
    "TX": "thị xã",
    "Tp": "thành phố",
    "Tt": "thị trấn",
    "Tx": "thị xã",
    "X": "xã",
}
_TITLES: Final = {
    "BS": "bác sĩ",
    "BSCKI": "bác sĩ chuyên khoa một",
    "BSCKII": "bác sĩ chuyên khoa hai",
    "CN": "cử nhân",
    "CVCC": "chuyên viên cao cấp",
    "DS": "dược sĩ",
    "GS": "giáo sư",
    "KS": "kỹ sư",
    "KTS": "kiến trúc sư",
    "LS": "luật sư",
    "NGND": "nhà giáo nhân dân",
    "NGƯT": "nhà giáo ưu tú",
    "NS": "nghệ sĩ",
    "NSND": "nghệ sĩ nhân dân",
    "NSƯT": "nghệ sĩ ưu tú",
    "PGS": "phó giáo sư",
    "TS": "tiến sĩ",
    "TSKH": "tiến sĩ khoa học",
    "Th.S": "thạc sĩ",
    "ThS": "thạc sĩ",
    "Ths": "thạc sĩ",
    "TTND": "thầy thuốc nhân dân",
    "TTƯT": "thầy thuốc ưu tú",
}
_SIGNING: Final = {"KT": "ký thay", "Q": "quyền", "TL": "thừa lệnh", "TM": "thay mặt", "TUQ": "thừa ủy quyền"}
_OFFICES: Final = (
    "Nội vụ|Tài chính|Văn hóa|Văn hoá|Tư pháp|Giáo dục|Lao động|Kinh tế|Nông nghiệp|Tài nguyên|Y tế|Thanh tra|"
    "Công Thương|Quản lý|Tổ chức|Hành chính|Kế hoạch|Kỹ thuật|Biên tập"
)
_CENTRES: Final = (
    "Y tế|Văn hóa|Văn hoá|Phục vụ|Hành chính|Truyền thông|Khuyến nông|Dịch vụ|Thông tin|Giáo dục|Kiểm soát|Chính trị|"
    "Học tập|Phát triển|Bồi dưỡng|Kỹ thuật|Công nghệ|Giới thiệu|Thể thao|Bảo trợ|Ứng dụng|Đào tạo|Điều hành|Xúc tiến|"
    "Nước sạch|Huấn luyện|Hội nghị|Dân số|Lưu trữ|Tư vấn|Trợ giúp"
)
_HEADS: Final = "Giám đốc|GĐ|Chủ tịch|Trưởng|Bí thư|CT|Hiệu trưởng|Văn phòng|Chánh"
_NAME: Final = rf"(?=[{CAPITAL}][^\W\d])"
_any_title: Final = "|".join(sorted((re.escape(each) for each in _TITLES), key=len, reverse=True))
_PEOPLE: Final = rf"(?<![\w.])(?P<w>(?:{_any_title})(?:\. ?(?:{_any_title}))*(?:\.,? ?| )){_NAME}"
_ONE_TITLE = Pattern(_any_title)
_SIGN: Final = (
    rf"(?<![\w.])(?P<w>(?P<form>KT|TL|TM|TUQ|Q)\. ?)"
    rf"(?=(?:ỦY BAN|UỶ BAN|HỘI|BAN|CHỦ|GIÁM|TRƯỞNG|CHÁNH|BỘ|UBND|HĐND|[A-ZĐ]+ [{CAPITAL}]+))"
)
_SHORT: Final = (
    r"(?<![\w.])(?P<w>(?P<form>TDP|TP|Tp|TX|Tx|TT|Tt|H|P|Q|T|X)(?:\. ?|(?<=[A-Z][A-Zpxt]) ))"
    r"(?=(?P<name>[^\W\d_][^\W\d]*|\d{1,3}(?!\w|[.,/]\d)))"
)
_COMMITTEES: Final = (
    "(?:Đảng|Huyện|Tỉnh|Thành|Quận|Thị) (?:ủy|uỷ)|HĐND|UBND|HU|TU|ĐU|Hội đồng|Ủy ban|Uỷ ban|Chính phủ|MTTQ|UBMTTQ|Đoàn|"
    "Ban Bí thư|BCĐ"
)


class _Following(NamedTuple):
    """A short form, what it means, and what must follow for it to mean that."""

    form: str
    spoken: str
    following: Pattern


_FOLLOWINGS: Final[tuple[_Following, ...]] = (
    _Following("Q", "quyền", Pattern(rf"(?:{_HEADS})(?!\w)")),
    _Following("P", "phòng", Pattern(rf"(?:{_OFFICES})(?!\w)|\d{{3}}(?!\w|[.,/]\d)")),
    _Following("P", "phó", Pattern(rf"(?:{_HEADS})")),
    _Following("TP", "trưởng phòng", Pattern(rf"(?:{_OFFICES})(?!\w)")),
    _Following("TT", "Thường trực", Pattern(rf"(?:{_COMMITTEES})(?!\w)")),
    _Following("TT", "trung tâm", Pattern(rf"(?:{_OFFICES}|{_CENTRES})(?!\w)")),
    _Following("TT", "thông tư", Pattern(r"số \d")),
    _Following("TT", "Thừa Thiên", Pattern(r"Huế(?!\w)")),
)
"""A short form before a name of one kind means one thing; before any other name it is a place (`_PLACES`)."""

_FALLEN = Pattern(
    r"(?i:(?<!\w)(?:liệt sĩ|mộ|hài cốt|thân nhân|nghĩa trang|thương binh|gia đình|anh hùng|mẹ|vợ|con|nhà bia|hy sinh|"
    r"tri ân)(?!\w))"
)
_AMENDED = Pattern(r"(?i:(?<!\w)sửa đổi,? (?:và )?)$")
_PERSON = Pattern(r"(?i:(?<!\w)(?:ông|bà|anh|chị|em|cháu|đồng chí|cô|chú|bác|nguyễn|trần|lê|phạm|vũ|hoàng|đỗ)) $")
_ET_CETERA: Final = r"(?<![^\W\d])[vV]\. ?[vV](?P<stop>[.…]*)(?!\w)"
_CAPITAL_DOT = Pattern(r"[A-Z]\.")
_CAPITALISED_LATER = Pattern(rf" ?(?:$|\n)| [{CAPITAL}]")


def _people(match: re.Match[str]) -> Said | None:
    written = match["w"]
    titles = _ONE_TITLE.findall(written)
    if (
        "." not in written
        and titles[0] in {"CN", "NS", "DS", "TS", "LS", "BS"}
        and match.string[match.end() : match.end() + 2].isupper()
    ):
        return None
    if titles == ["BS"] and _AMENDED.search(text_before(match)):
        return Said("bổ sung ")
    if titles == ["LS"] and _FALLEN.search(text_before(match)):
        return Said("liệt sĩ ")
    return Said(", ".join(_TITLES[title] for title in titles) + " ")


def _sign(match: re.Match[str]) -> Said:
    return Said(f"{_SIGNING[match['form']]} ")


def _short(match: re.Match[str]) -> Said | None:
    form = match["form"]
    for row in _FOLLOWINGS:
        if row.form == form and row.following.match(match.string, match.end("w")):
            return Said(f"{row.spoken} ")
    return Said(f"{_PLACES[form]} ") if _names_a_place(match) else None


def _names_a_place(match: re.Match[str]) -> bool:
    name, form = match["name"], match["form"]
    if len(form) == 1 and _PERSON.search(text_before(match)):
        return False
    if name.isdecimal():
        return form not in {"T", "H", "X", "TX", "Tx"}
    if not name[0].isupper() or (len(name) == 1 and name != "Ý" and len(form) == 1):
        return False
    return "." in match["w"] or len(name) == 1 or not name.isupper()


def _et_cetera(match: re.Match[str]) -> Said:
    ends = match["stop"] and _CAPITALISED_LATER.match(match.string[match.end() : match.end() + 3])
    listed = text_before(match).rstrip().endswith((",", ";")) or not text_before(match)
    return Said(("" if listed else " ") + "vân vân" + ("." if ends else ""))


STEPS: tuple[Step, ...] = (
    recogniser("vân vân", _ET_CETERA, _et_cetera, needs=marks_of("vV"), cue=Pattern(r"[vV]\. ?[vV]")),
    recogniser("ký thay", _SIGN, _sign, needs=marks_of(_SIGNING), cue=_CAPITAL_DOT),
    recogniser("danh xưng", rf"(?<!\w)Ô\. ?(?=[{CAPITAL}])", lambda _: Said("ông "), needs=marks_of("Ô")),
    recogniser("học hàm, học vị", _PEOPLE, _people, needs=marks_of(_TITLES)),
    recogniser("địa danh, chức danh", _SHORT, _short, needs=marks_of(_PLACES)),
)
"""In the order of reading."""
