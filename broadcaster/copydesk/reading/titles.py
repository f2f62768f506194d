"""Short forms with a full stop before a name: places, academic titles, forms of signing; and *vân vân*."""

from __future__ import annotations

import re
from typing import Final

from broadcaster.copydesk.reading.draft import Said, Step, marks_of, recogniser
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
_OFFICE: Final = rf"(?<![\w.])(?P<w>P\. ?)(?=(?P<office>{_OFFICES})|{_HEADS})"
_SIGN: Final = (
    rf"(?<![\w.])(?P<w>(?P<form>KT|TL|TM|TUQ|Q)\. ?)"
    rf"(?=(?:ỦY BAN|UỶ BAN|HỘI|BAN|CHỦ|GIÁM|TRƯỞNG|CHÁNH|BỘ|UBND|HĐND|[A-ZĐ]+ [{CAPITAL}]+))"
)
_PLACE: Final = (
    r"(?<![\w.])(?P<w>(?P<form>TDP|TP|Tp|TX|Tx|TT|Tt|H|P|Q|T|X)"
    r"(?:\. ?(?=[^\W\d_][^\W\d]|\d{1,3}(?!\w|[.,/]\d))|(?<=[A-Z][A-Zpxt]) ))"
    r"(?=(?P<name>[^\W\d_][^\W\d]*|\d))"
)
_OFFICE_NEXT = Pattern(rf"(?:{_OFFICES}|{_CENTRES})(?!\w)")
_COMMITTEE_NEXT = Pattern(r"(?:Đảng|Huyện|Tỉnh|Thành|Quận|Thị) (?:ủy|uỷ)(?!\w)")
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


def _office(match: re.Match[str]) -> Said:
    return Said("phòng " if match["office"] else "phó ")


def _sign(match: re.Match[str]) -> Said:
    return Said(f"{_SIGNING[match['form']]} ")


def _place(match: re.Match[str]) -> Said | None:
    name = match["name"]
    if len(match["form"]) == 1 and _PERSON.search(text_before(match)):
        return None
    if not (name[0].isupper() or name.isdecimal()) or (match["form"] == "T" and name.isdecimal()):
        return None
    if "." not in match["w"] and (len(name) > 1 and name.isupper()):
        return None
    if match["form"] in {"TP", "TT"} and _OFFICE_NEXT.match(match.string, match.end()):
        return Said("trung tâm ") if match["form"] == "TT" else None
    if match["form"] == "TT" and (name == "Huế" or _COMMITTEE_NEXT.match(match.string, match.end())):
        return Said("Thừa Thiên " if name == "Huế" else "Thường trực ")
    return Said(f"{_PLACES[match['form']]} ")


def _et_cetera(match: re.Match[str]) -> Said:
    ends = match["stop"] and _CAPITALISED_LATER.match(match.string[match.end() : match.end() + 3])
    listed = text_before(match).rstrip().endswith((",", ";")) or not text_before(match)
    return Said(("" if listed else " ") + "vân vân" + ("." if ends else ""))


STEPS: tuple[Step, ...] = (
    recogniser("vân vân", _ET_CETERA, _et_cetera, needs="vV", cue=Pattern(r"[vV]\. ?[vV]")),
    recogniser("ký thay", _SIGN, _sign, needs=_SIGNING, cue=_CAPITAL_DOT),
    recogniser("học hàm, học vị", _PEOPLE, _people, needs=marks_of(_TITLES)),
    recogniser("chức danh", _OFFICE, _office, needs="P", cue=_CAPITAL_DOT),
    recogniser("địa danh", _PLACE, _place, needs=_PLACES),
)
"""In the order of reading."""
