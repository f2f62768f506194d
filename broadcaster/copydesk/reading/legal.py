"""Numbers of official documents, and articles, clauses and points.

A listener needs the number, the year and the issuer: *số bốn mươi lăm, năm hai nghìn không trăm mười sáu, của Thủ tướng
Chính phủ*. The kind is said only when its noun is not there; the issuer only when the sentence does not name it.
"""

from __future__ import annotations

import re
from string import ascii_lowercase
from typing import Final

from broadcaster.copydesk.reading.draft import Said, Step, number_recogniser, recogniser
from broadcaster.copydesk.reading.issuers import SUBJECTS, is_joint, issuer, kind
from broadcaster.copydesk.reading.letters import letter, spell
from broadcaster.copydesk.reading.marks import marks_of
from broadcaster.copydesk.reading.numbers import cardinal, count
from broadcaster.copydesk.reading.patterns import Pattern
from broadcaster.copydesk.reading.shapes import text_after, text_before

_PART: Final = r"[A-ZĐƯ][A-Za-zĐđƯ]{0,15}(?:[&.][A-ZĐƯ][A-Za-zĐđƯ]{0,6}){0,3}\d{0,2}"
_DOCUMENT: Final = (
    r"(?<![\w.,/-])(?P<number>\d{1,5})(?P<suffix>[a-zđ](?=[/-]))?(?: ?/ ?(?P<year>(?:19|20)\d\d))?(?: ?/ ?|-)"
    rf"(?P<parts>{_PART}(?:(?:/| ?- ?){_PART}){{0,4}})(?!\w|[/-]\w)"
)
_BLANK: Final = (
    rf"(?<=[Ss]ố)(?P<w>:? ?(?:\.{{2,}}|…| )? ?/ ?(?P<parts>{_PART}(?:(?:/| ?- ?){_PART}){{0,4}}))(?!\w|[/-]\w)"
)
_NOUNS: Final = (
    "luật|bộ luật|pháp lệnh|lệnh|nghị quyết|nghị định|quyết định|thông tư|thông tư liên tịch|chỉ thị|công điện|"
    "kế hoạch|công văn|báo cáo|tờ trình|thông báo|hướng dẫn|văn bản|kết luận|quy định|quy chế|đề án|chương trình"
)
_YEARED: Final = r"(?<![\w.,/-])(?P<number>\d{1,4})/(?P<year>(?:19|20)\d\d)(?![\w/]|-[A-ZĐ])"
_DOCUMENT_CUE = Pattern(rf"(?i:(?<!\w)(?:{_NOUNS})(?: liên tịch)?(?: số)?:?) $")
_GLUED: Final = r"(?<!\w)(?P<kind>NĐ|QĐ|NQ|TT|CV)[ .]?(?P<number>\d{1,5})/(?P<year>(?:19|20)\d\d)(?![\w/]|-[A-ZĐ])"
_CLAUSE: Final = r"(?<!\w)(?:đ\.? ?(?P<point>[a-zđ]),? )?[kK]\.?(?P<clause>\d{1,2}),? Đ\.?(?P<article>\d{1,3})(?!\w)"
_POINTS: Final = r"(?<!\w)[Đđ]iểm[ -](?P<w>[a-zđ](?:\d|(?:(?:, ?| và | hoặc )(?:điểm )?[a-zđ](?![^\W\d_]))*))(?!\w)"
_ARTICLE: Final = r"(?<![\w.,/-])(?P<number>\d{1,3})(?P<suffix>[a-zđ])(?!\w)"
_AFTER_NUMBER: Final = ("9/9", "9/a", "9-a", *(f"9{letter}{mark}" for letter in ascii_lowercase + "đ" for mark in "/-"))
_ARTICLE_CUE = Pattern(r"(?i:điều|khoản) $")
_LETTER = Pattern(r"(?<!\w)[a-zđ](?![^\W\d])")
_NAMED_NEXT = Pattern(
    r"(?:,? ?\(?(?:được )?(?:ký |ban hành )?(?:ngày|năm|tháng) [^,;()]{1,45}?)?\)?,? (?:của|do) ",
)
_OFFICES = Pattern(r"(?<!\w)(Sở|Bộ|Phòng) ((?:[A-ZĐ]+(?:[&,. -]{1,2}|(?!\w)))+)")
_SMALL = Pattern(r"[^A-ZĐ]")
_SPEAKING: Final = "(?:Chủ tịch |Thường trực |Ban Thường vụ )?"
_ISSUES: Final = r"(?: [^\W\d]+){0,3} (?:ban hành|ký|thông qua|trình|có|phê duyệt|gửi|ra|triển khai)(?!\w)"


def _document(match: re.Match[str]) -> Said | None:
    parts = re.split(r" ?[/-] ?", match["parts"])
    before = text_before(match, width=90)
    if not _is_document(parts, before):
        return None
    words = count(match["number"]) + (f" {letter(match['suffix'], vietnamese=True)}" if match["suffix"] else "")
    if match["year"]:
        words += f", năm {cardinal(int(match['year']))}"
    tail, sure, note = _tail(parts, before, text_after(match))
    return Said(words + (("," if match["year"] and tail else "") + tail), sure, note)


def _blank(match: re.Match[str]) -> Said:
    return Said(*_tail(re.split(r" ?[/-] ?", match["parts"]), "", text_after(match)))


def _is_document(parts: list[str], before: str) -> bool:
    if any(kind(part) or issuer(part) for part in parts):
        return len(parts) > 1 or len(parts[0]) > 1 or before.rstrip().endswith("số")
    return before.rstrip(" :").lower().endswith("số") or _DOCUMENT_CUE.search(before) is not None


def _tail(parts: list[str], before: str, after: str) -> tuple[str, bool, str]:
    """Say the kind when its noun is missing, and the issuers when the sentence does not name them.

    Gives the words, whether every code is known, and for the editor what is left unsaid.
    """
    first = kind(parts[0]) if len(parts) > 1 or not issuer(parts[0]) else ""
    name = "" if _is_kind_said(parts[0], first, before) else first
    bodies = parts[1:] if first else parts
    joint = bodies if is_joint(parts[0]) else bodies[:1]
    names = [issuer(body) for body in joint]
    sure = all(names)
    said = [known or spell(body) for known, body in zip(names, joint, strict=True)]
    spoken = " và ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)
    if joint and joint[0] in SUBJECTS:
        return (f", {name}" if name else ""), True, f"{joint[0]}: việc của văn bản, không phải cơ quan"
    if joint and (_NAMED_NEXT.match(after) or _is_office_named(joint, before) or _is_named_for_all(parts, after)):
        return (f", {name}" if name else ""), True, f"{', '.join(joint)}: câu đã nói cơ quan ban hành"
    if not all(names):
        note = f"chưa biết {', '.join(body for known, body in zip(names, joint, strict=True) if not known)}"
        return (f", {name}" if name else "") + (f", {spoken}" if spoken else ""), sure, note
    unsaid = [f"{parts[0]}: loại văn bản đã nói"] if first and not name else []
    if spoken and _is_named(names, joint, before, after):
        unsaid.append(f"{', '.join(joint)}: câu đã nói cơ quan ban hành")
        spoken = ""
    unsaid += [f"{', '.join(rest)}: nơi soạn thảo không đọc" for rest in [bodies[len(joint) :]] if rest]
    tail = (f", {name}" if name else "") + (f" của {spoken}" if spoken else "")
    return tail, sure, "; ".join(unsaid)


def _is_kind_said(code: str, name: str, before: str) -> bool:
    abbreviated = re.search(rf"(?<!\w){re.escape(code)}(?!\w)", before) is not None
    return abbreviated or name in before.lower() or _DOCUMENT_CUE.search(before) is not None


def _is_office_named(codes: list[str], before: str) -> bool:
    """Say whether an office stands before as a noun and an abbreviation: ``Sở NN&MT`` issues under ``SNNMT``."""
    offices = {match[1][0] + _SMALL.sub("", match[2]) for match in _OFFICES.finditer(before)}
    return any(code in offices for code in codes)


def _is_named_for_all(parts: list[str], after: str) -> bool:
    """Say whether documents of one kind are listed and the issuer of all is named after the last."""
    code = "[/-]".join(map(re.escape, parts))
    return re.match(rf"[^;:]{{0,120}}\d[/-]{code}(?: ngày [^ ,]+)? (?:của|do) ", after) is not None


def _is_named(names: list[str], codes: list[str], before: str, after: str) -> bool:
    if _NAMED_NEXT.match(after):
        return True
    for name, code in zip(names, codes, strict=True):
        if not name:
            return False
        forms = f"(?:{re.escape(name.partition(' khóa ')[0])}|{re.escape(code)}(?!\\w))"
        later = rf"(?:của|do) {_SPEAKING}{forms}(?! điện tử| số(?!\w))"
        if not re.search(later, after) and not re.search(f"{forms}{_ISSUES}", before):
            return False
    return bool(names)


def _yeared(match: re.Match[str]) -> Said | None:
    if not _DOCUMENT_CUE.search(text_before(match)):
        return None
    return Said(f"{count(match['number'])}, năm {cardinal(int(match['year']))}")


def _points(match: re.Match[str]) -> Said:
    said = _LETTER.sub(lambda each: letter(each.group(), vietnamese=True), match["w"])
    return Said(re.sub(r"(\d)", lambda each: f" {count(each.group())}", said))


def _article(match: re.Match[str]) -> Said | None:
    if not _ARTICLE_CUE.search(text_before(match, width=8)):
        return None
    return Said(f"{count(match['number'])} {letter(match['suffix'], vietnamese=True)}")


def _glued(match: re.Match[str]) -> Said:
    return Said(f"{kind(match['kind'])} {count(match['number'])}, năm {cardinal(int(match['year']))}")


def _clause(match: re.Match[str]) -> Said:
    point = f"điểm {letter(match['point'], vietnamese=True)} " if match["point"] else ""
    return Said(f"{point}khoản {count(match['clause'])} Điều {count(match['article'])}")


STEPS: tuple[Step, ...] = (
    recogniser("số văn bản", _GLUED, _glued, needs=("NĐ", "QĐ", "NQ", "TT", "CV"), numeric=True),
    recogniser("điểm, khoản", _CLAUSE, _clause, needs=marks_of("kK"), numeric=True),
    number_recogniser("số văn bản", _DOCUMENT, _document, needs=_AFTER_NUMBER, cue=Pattern("[/-] ?[A-ZĐƯ]")),
    recogniser("số văn bản", _BLANK, _blank, needs=("Số", "số")),
    number_recogniser("số văn bản", _YEARED, _yeared, needs=("9/9",)),
    recogniser("điểm, khoản", _POINTS, _points, needs=("điểm", "Điểm"), cue=Pattern("iểm[ -][a-zđ]")),
    number_recogniser("điểm, khoản", _ARTICLE, _article, needs=("điều", "Điều", "ĐIỀU", "khoản", "Khoản", "KHOẢN")),
)
"""In the order of reading."""
