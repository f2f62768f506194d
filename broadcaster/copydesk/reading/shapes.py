"""Fragments of patterns that several steps share, over tidied text (single spaces, plain dashes and quotes)."""

from __future__ import annotations

import re
from typing import Final

from broadcaster.copydesk.reading.draft import READ, READ_NUMBER
from broadcaster.copydesk.reading.patterns import Pattern

NUMBER: Final = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
"""A number in Vietnamese writing, thousands grouped by dots; a lone dot may be a decimal point."""
FREE: Final = r"(?<![\w.,/:-])"
"""Nothing that could belong to the number stands before."""
CLOSED: Final = r"(?!\w|[.,/:-]\d|/\w)"
"""Nothing that could belong to the number stands after."""
CAPITAL: Final = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
"""Vietnamese capitals, for use inside a character class."""
DASH: Final = " ?- ?"
"""A dash between two members, written tight or loose."""
COUNTED: Final = (
    "tiêu chí|chỉ tiêu|chỉ số|mục tiêu|nhiệm vụ|nội dung|tiêu chuẩn|xã|phường|thị trấn|thị xã|huyện|quận|tỉnh|"
    "thành phố|thôn|xóm|ấp|bản|làng|khu|tổ|cơ quan|đơn vị|sở|ban|ngành|phòng|trường|chi bộ|đảng bộ|chi hội|hợp tác xã|"
    "cơ sở|doanh nghiệp|dự án|công trình|hồ sơ|thủ tục|đề án|địa phương|trạm|điểm|đội|câu lạc bộ|sản phẩm|xã, phường"
)
"""What is counted one by one: achieved of these is said *trên*, never as a fraction."""
UNREAD_MARKS: Final = f"{READ}{READ_NUMBER}"
"""Both marks, for use inside a character class."""
JOINED: Final = Pattern(r"\d ?[/-] ?\d")
"""Cue: two numbers with a slash or a dash between them."""
SLASHED: Final = Pattern(r"\d ?/")
"""Cue: a slash after a number."""
DOTTED: Final = Pattern(r"\d\.\d")
"""Cue: a dot between two digits."""
_CLAUSE_END = Pattern(r"[;\n]|\.(?= )")


def text_before(match: re.Match[str], group: str | int = 0, width: int = 60) -> str:
    """Give what stands before a match in the same sentence, at most so many characters."""
    start = match.start(group)
    return _CLAUSE_END.split(match.string[max(0, start - width) : start])[-1]


def text_after(match: re.Match[str], group: str | int = 0, width: int = 160) -> str:
    """Give what stands after a match in the same sentence, at most so many characters."""
    end = match.end(group)
    return _CLAUSE_END.split(match.string[end : end + width], maxsplit=1)[0]
