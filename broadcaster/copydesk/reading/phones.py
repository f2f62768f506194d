"""Telephone numbers and other numbers that are names: digit by digit, a pause between groups, never a count."""

from __future__ import annotations

import re
from string import ascii_uppercase
from typing import Final

from broadcaster.copydesk.reading.draft import Said, Step, number_recogniser, recogniser
from broadcaster.copydesk.reading.letters import spell
from broadcaster.copydesk.reading.marks import DIGITS, marks_of
from broadcaster.copydesk.reading.numbers import cardinal, digits
from broadcaster.copydesk.reading.patterns import Pattern
from broadcaster.copydesk.reading.shapes import text_after, text_before

_SUBSCRIBER: Final = (
    r"(?<![\w.,+-])(?<!\D/)(?:\(?\+ ?84\)?[ .-]?|\(0|0)\d{0,4}\)?(?:[ .-]{0,2}\d{1,4}){2,4}(?!\w|[.,]\d|/[1-9])"
)
_SERVICE: Final = (
    r"(?<![\w.,/-])1[89]00(?:\d{4}(?:\d{2})?|(?P<sep>[ .-])\d{4}|(?P<sep2>[ .-])\d{2,4}[ .-]\d{2,4})(?!\w|[.,/-]\d)"
)
_SHORT: Final = r"(?<![\w.,/-])\d{3,16}(?:[ .-]\d{3,6}){0,4}(?!\w|[.,/%-]\d| ?%)"
_CALL: Final = (
    "(?i:gọi|bấm|tổng đài|đường dây nóng|hotline|đầu số|số máy|máy lẻ|điện thoại|số nóng|số nội bộ|khẩn cấp|"
    "SĐT|ĐT|LH|fax|zalo|liên hệ|nhắn tin|soạn tin|cú pháp)"
)
_CALL_NOUNS: Final = (
    "gọi bấm LH đài nóng hotline đầu máy lẻ thoại khẩn SĐT ĐT fax zalo liên nhắn soạn pháp mã khoản STK CCCD CMND "
    "cước dân BHYT khung hiệu BKS kiểm seri ri vùng danh nội"
)
_CALL_WORDS: Final = frozenset(
    form for word in _CALL_NOUNS.split() for form in (word, word.lower(), word.title(), word.upper())
)
_CALLED = Pattern(rf"(?<!\w){_CALL}(?!\w)[^\d\n]{{0,30}}$")
_CALLED_TOO = Pattern(rf"(?<!\w){_CALL}(?!\w)[^\n]{{0,40}}(?:,| và| hoặc| hay|/|;) $")
_NUMBERED_THING = Pattern(
    r"(?i:mã số thuế|mã số|mã hồ sơ|mã bưu chính|mã|tài khoản|STK|CCCD|CMND|căn cước|công dân|chứng minh nhân dân|"
    r"thẻ BHYT|mã QHNS|số khung|số máy|số hiệu|BKS|biển số|biển kiểm soát|seri|sê-ri|"
    r"mã vùng|mã định danh|định danh|mã ngành|mã trường|mã đơn vị|mã vạch|mã xét tuyển|mã bưu chính)(?: số| là)?:? ?$",
)
_COUNTED_AFTER = Pattern(
    r" ?(?:%|nghìn|triệu|tỷ|đồng|người|hộ|cán bộ|cuộc|lượt|hồ sơ|xã|thôn|đơn|phản ánh|ý kiến|phiếu|doanh nghiệp|"
    r"đại biểu|ngày|tháng|năm)(?!\w)",
)
_PLATE: Final = (
    r"(?<![\w.,/-])(?P<area>\d{2})(?P<sep>[- ]?)(?P<series>[A-ZĐ]{1,2}\d?)[- ](?P<n>\d{3}\.\d{2}|\d{4,5})(?!\w|[.-]\d)"
)
_SERIES: Final = marks_of(ascii_uppercase) | {"Đ."} | {a + b for a in ascii_uppercase for b in "ABCDĐEFGHKLMNPQRSTVXYZ"}
_CERTIFICATE: Final = r"(?<=[Ss]ố )(?P<w>[A-ZĐ]{1,3} ?\d{5,9})(?!\w|[.,/-]\w)"
_PHONE_SHORT: Final = r"(?<!\w)(?P<w>ĐTDĐ|ĐT|Đt|đt)(?=[:. ]{1,3}\(?(?:0|1[89]00)\d?)"
_DIALS = Pattern(r"(?<!\d)0\d|\+ ?84")
_CERTIFIED = Pattern(r"ố [A-ZĐ]{1,3} ?\d{5}")
_DIALLED: Final = r"(?<![\w])[*#][\d*#]*\d[\d*#]*[*#](?!\w)"
_RECORD: Final = r"(?<![\w.-])[A-ZĐ\d]+(?:[.-][A-ZĐ\d]+)*(?!\w)"
_RECORD_WORDS: Final = ("mã", "Mã", "biển", "Biển", "hiệu", "seri", "Seri", "sê")
_GROUPS = Pattern(r"\d+")
_FULL_LENGTHS: Final = range(9, 13)
_UNGROUPED: Final = 8
_EMERGENCY: Final = frozenset({"111", "112", "113", "114", "115", "1022"})
_YEAR = Pattern(r"(?:19|20)\d\d")


def _grouped(text: str) -> Said:
    return Said(", ".join(digits(group) for group in _GROUPS.findall(text)))


def _subscriber(match: re.Match[str]) -> Said | None:
    text = match.group()
    figures = "".join(_GROUPS.findall(text))
    if len(figures) not in _FULL_LENGTHS:
        return None
    if text.isdecimal() and text_before(match).rstrip().endswith(("tài khoản", "CCCD", "CMND")):
        return Said(digits(text))
    head = "cộng " if "+" in text else ""
    if figures == text:
        return Said(f"{digits(text[:4])}, {digits(text[4:7])}, {digits(text[7:])}")
    return Said(head + _grouped(text).spoken)


def _service(match: re.Match[str]) -> Said | None:
    text = match.group()
    if "-" in text and not _CALLED.search(text_before(match)):
        return None
    return Said(_grouped(text).spoken if not text.isdecimal() else f"{digits(text[:4])}, {digits(text[4:])}")


def _short(match: re.Match[str]) -> Said | None:
    text, before = match.group(), text_before(match)
    if _NUMBERED_THING.search(before):
        return _grouped(text)
    if not _CALLED.search(before) and not (text in _EMERGENCY and _CALLED_TOO.search(before)):
        return None
    if _COUNTED_AFTER.match(text_after(match)) and text not in _EMERGENCY:
        return None
    if (
        text not in _EMERGENCY
        and len(text) == len("115")
        and not re.search(r"(?i)(?:đài|nóng|số|hotline|lẻ):? ?$", before)
    ):
        return None
    if _YEAR.fullmatch(text) and before.rstrip().endswith("năm"):
        return None
    return _grouped(text)


def _record(match: re.Match[str]) -> Said | None:
    text = match.group()
    if not any(each.isdecimal() for each in text) or not _NUMBERED_THING.search(text_before(match)):
        return None
    return Said(", ".join(spell(group) for group in re.split("[.-]", text)))


def _plate(match: re.Match[str]) -> Said:
    area, figures = cardinal(int(match["area"])), match["n"].replace(".", "")
    return Said(f"{area} {spell(match['series'])}, {digits(figures[:3])}, {digits(figures[3:])}")


def _certificate(match: re.Match[str]) -> Said:
    return Said(spell(match["w"]))


def _dialled(match: re.Match[str]) -> Said:
    words = {"*": "sao", "#": "thăng"}
    return Said(" ".join(words.get(each) or digits(each) for each in match.group()))


STEPS: tuple[Step, ...] = (
    recogniser("số điện thoại", _PHONE_SHORT, lambda _: Said("điện thoại"), needs=("ĐTDĐ", "ĐT", "Đt", "đt")),
    recogniser("mã bấm máy", _DIALLED, _dialled, needs="*#", numeric=True),
    number_recogniser("biển số xe", _PLATE, _plate, needs=_SERIES, cue=Pattern(r"\d[- ]?[A-ZĐ]{1,2}\d?[- ]\d")),
    recogniser("mã số", _CERTIFICATE, _certificate, needs=DIGITS, digits=True, cue=_CERTIFIED, numeric=True),
    recogniser("mã số", _RECORD, _record, needs=_RECORD_WORDS, numeric=True),
    recogniser(
        "số điện thoại",
        _SUBSCRIBER,
        _subscriber,
        needs="0+",
        digits=True,
        cue=Pattern(r"(?<!\d)0\d|\+ ?84"),
        numeric=True,
    ),
    number_recogniser("số điện thoại", _SERVICE, _service, cue=Pattern("1[89]00")),
    number_recogniser("số gọi tên", _SHORT, _short, needs=_CALL_WORDS, cue=Pattern(r"\d{3}")),
)
"""In the order of reading."""
