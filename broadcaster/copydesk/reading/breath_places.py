"""Where a long stretch of words without a mark lets a reader breathe: before joining words, as evenly as they allow."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

LEAST, MOST = 5, 25
"""How many tiếng a reader says in one breath."""

_FREE: Final = 0
_WILLING: Final = 6  # a breath three tiếng off the even place is as good
_RELUCTANT: Final = 20
_LAST_RESORT: Final = 60
_TOO_SHORT: Final = 400
_TOO_LONG: Final = 10_000  # for each tiếng over: nothing else weighs against it

_FREELY: Final = "để nhằm nhưng hoặc do vì nếu khi từ mà bởi nhờ"
_WILLINGLY: Final = "và trong tại với về theo là đến tới cho bằng qua trên giữa ngày"
_JOINING: Final = {
    **dict.fromkeys(_FREELY.split(), _FREE),
    **dict.fromkeys(_WILLINGLY.split(), _WILLING),
    **dict.fromkeys(("của", "vào"), _RELUCTANT),
    "được": _LAST_RESORT,
}
"""The words that a breath can come before, and how ill it sits there."""

_OPENINGS: Final = (
    "đối với|cùng với|kèm theo|kể từ|kể cả|nhất là|cũng như|đồng thời|bao gồm|sau khi|trước khi|trong khi|mỗi khi|"
    "ngay khi|đến khi|cho đến|tính đến|thuộc về|thông qua|trên cơ|dựa trên|tức là|nghĩa là|gồm có|giai đoạn"
)
_OPENING_PAIRS: Final = frozenset(tuple(pair.split()) for pair in _OPENINGS.split("|"))
"""Two words that join as one: a breath can come before them, never between them."""

_COMPOUNDS: Final = (
    "tự do|lý do|hiện tại|tồn tại|ngay tại|trở về|nói về|làm theo|tiếp theo|đi theo|so với|hợp với|gắn với|gọi là|"
    "coi là|hay là|hoặc là|đó là|đây là|chính là|nhưng mà|mà còn|dành cho|giao cho|giúp cho|làm cho|thay cho|để cho|"
    "bên trong|ở trong|dẫn đến|đưa đến|nhắc đến|đến nay|danh từ|ngôn từ|từ khi|theo dõi|theo đuổi|trong sạch|"
    "trong lành|trong sáng|trong suốt|từ chối|từ thiện|từ điển|từ ngữ|từ vựng|từ chức|từ bỏ|của cải|để ý|do dự|"
    "về hưu|về đích|khi nào|qua lại|qua đời|vừa qua|hôm qua|gian qua|năm qua|gian tới|năm tới|sắp tới|cấp trên|"
    "nói trên|nêu trên|công bằng|cân bằng|đồng bằng|bằng khen|ra vào|có được|đạt được|làm được"
)
_COMPOUND_PAIRS: Final = frozenset(tuple(pair.split()) for pair in _COMPOUNDS.split("|"))
"""Fixed pairs in which a joining word joins nothing."""

_FIXED: Final = "nhận và trả|vị và bà|quyền và nghĩa|quyền và lợi|xã và thị|cán bộ và nhân|ngày và đêm"
_FIXED_TRIPLES: Final = frozenset(tuple(words.split()) for words in _FIXED.split("|"))
"""Joining words with their neighbours inside a fixed expression (``tiếp nhận và trả kết quả``)."""

_LEANERS: Final = (
    "các những mọi mỗi từng một bị không chưa đã sẽ đang rất chỉ cũng vẫn ngay còn phải cần nên hãy việc sự có"
)
_LEANING: Final = frozenset(_LEANERS.split())
"""Words that lean on what follows: no breath after them."""

_COUNTING: Final = (
    "không một mốt hai ba bốn tư năm lăm sáu bảy tám chín mười mươi mồng trăm nghìn ngàn triệu tỷ tỉ linh lẻ phẩy "
    "rưỡi phần"
)
_NUMBER_WORDS: Final = frozenset(_COUNTING.split())

_NAME_REACH: Final = 3  # "Nông nghiệp và Môi trường": a name's part may be that many syllables long


def parting_places(words: Sequence[str], tieng: Sequence[int]) -> list[int]:
    """Give the places of the words before which a stretch is parted, so that its parts are even and fit a breath.

    Where no joining word fits, a part stays longer. Takes time in proportion to the words.
    """
    before = [0, *accumulate(tieng)]
    total = before[-1]
    if total <= MOST:
        return []
    even = total / -(-total // MOST)
    places = [(0, _FREE), *_joints(words), (len(words), _FREE)]
    reached = [before[place] for place, _ in places]
    costs: list[float] = [0.0]
    origins = [0]
    for number in range(1, len(places)):
        first = bisect_left(reached, reached[number] - MOST, 0, number)
        choices = range(max(first - 1, 0), number)
        origin = min(choices, key=lambda start, end=number: costs[start] + _cost(reached[end] - reached[start], even))
        costs.append(costs[origin] + _cost(reached[number] - reached[origin], even) + places[number][1])
        origins.append(origin)
    found: list[int] = []
    at = origins[-1]
    while at:
        found.append(places[at][0])
        at = origins[at]
    return found[::-1]


def _cost(tieng: int, even: float) -> float:
    """Say how bad a part of so many tiếng is."""
    short = _TOO_SHORT if tieng < LEAST else 0
    return (min(tieng, MOST) - even) ** 2 + short + _TOO_LONG * max(tieng - MOST, 0)


def _joints(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give every place before which a breath can come, with how ill it sits there."""
    cores = [word.strip("\"'“”‘’«»()[]") for word in words]
    for place in range(1, len(cores) - 1):
        pair = (cores[place], cores[place + 1])
        weight = _FREE if pair in _OPENING_PAIRS else _JOINING.get(cores[place])
        if weight is not None and not _holds_together(cores, place):
            yield place, weight


def _holds_together(cores: Sequence[str], place: int) -> bool:
    """Say whether the joining word at a place stands inside a number, a name, a compound, or after a leaning word."""
    before, word, after = cores[place - 1 : place + 2]
    if before in _LEANING or before in _JOINING or {(before, word), (word, after)} & _COMPOUND_PAIRS:
        return True
    if (before, word) in _OPENING_PAIRS or (before, word, after) in _FIXED_TRIPLES:
        return True
    if before in _NUMBER_WORDS and after in _NUMBER_WORDS:
        return True
    named = any(core[:1].isupper() for core in cores[max(place - _NAME_REACH, 0) : place])
    return word == "và" and after[:1].isupper() and named
