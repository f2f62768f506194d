"""Sound that was joined for a browser, kept a while."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

MOST_BYTES = 32_000_000
"""So much of joined sound is kept in memory at most."""


class HeardSounds:
    """The newest joined sounds by what names them; a player asks for one in many parts."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._turn = threading.Lock()

    def get(self, name: str, make: Callable[[], bytes]) -> bytes:
        """Give a sound, made if it is not kept; raises what `make` raises."""
        with self._turn:
            if name in self._kept:
                self._kept.move_to_end(name)
                return self._kept[name]
        made = make()
        with self._turn:
            self._kept[name] = made
            while len(self._kept) > 1 and sum(map(len, self._kept.values())) > MOST_BYTES:
                self._kept.popitem(last=False)
        return made
