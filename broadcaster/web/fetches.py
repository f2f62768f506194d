"""Remembers which bytes of a bundle somebody was given, so that a resumed download counts once it is whole."""

from __future__ import annotations

import threading
from collections import OrderedDict

_MOST = 1000
"""Downloads that are remembered at once; the oldest is forgotten first."""

_Key = tuple[str, str, str]


class Fetches:
    """What was given to whom, by account, outlet and SHA-256, until it is whole."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._given: OrderedDict[_Key, list[tuple[int, int]]] = OrderedDict()
        self._turn = threading.Lock()

    def whole(self, key: _Key, given: tuple[int, int], length: int) -> bool:
        """Add bytes (first, and the one after the last), and say whether all are given now; then it begins anew."""
        with self._turn:
            spans = _joined([*self._given.pop(key, ()), given])
            if spans == [(0, length)]:
                return True
            self._given[key] = spans
            while len(self._given) > _MOST:
                self._given.popitem(last=False)
            return False


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, stop in sorted(spans):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], stop))
        else:
            joined.append((first, stop))
    return joined
