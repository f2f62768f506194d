"""Which of very many texts could tell the same as one: those that share its rare words."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from broadcaster.domain.ids import NewsItemId

MOST = 25
"""How many texts are worth being held against one."""

_FEW = 60
_COMMON = 4


class WordIndex:
    """The words of many texts; exact, and quick enough for ten thousand of them."""

    def __init__(self, texts: Iterable[tuple[NewsItemId, str]] = ()) -> None:
        """Take texts in the form that searches look through: ``KHOI-CONG-CAU``."""
        self._ids: list[NewsItemId | None] = []
        self._roots: list[float] = []
        self._places: dict[NewsItemId, int] = {}
        self._with: defaultdict[str, list[int]] = defaultdict(list)
        for item_id, folded in texts:
            self.add(item_id, folded)

    def __len__(self) -> int:
        """Count the texts."""
        return len(self._places)

    def add(self, item_id: NewsItemId, folded: str) -> None:
        """Take one more text; of one that was there before, only the new words count from now on."""
        if item_id in self._places:
            self._ids[self._places[item_id]] = None
        place = self._places[item_id] = len(self._ids)
        words = set(folded.split("-"))
        self._ids.append(item_id)
        self._roots.append(math.sqrt(len(words)))
        for word in words:
            self._with[word].append(place)

    def nearest(self, folded: str, *, without: NewsItemId | None = None, most: int = MOST) -> tuple[NewsItemId, ...]:
        """Give the texts that share most rare words with one, nearest first; what many share counts for nothing."""
        count, scores = len(self._ids), defaultdict[int, float](float)
        too_common = count if count < _FEW else count // _COMMON
        for word in set(folded.split("-")):
            places = self._with.get(word, ())
            if not places or len(places) > too_common:
                continue
            rarity = math.log(1 + count / len(places))
            for place in places:
                scores[place] += rarity
        ranked = sorted(scores, key=lambda place: (-scores[place] / self._roots[place], place))
        found = (each for place in ranked if (each := self._ids[place]) is not None and each != without)
        return tuple(each for each, _ in zip(found, range(most), strict=False))
