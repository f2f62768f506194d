"""Words that somebody only tries, remembered for a while so that a player can ask for their sound."""

from __future__ import annotations

import threading
from collections import OrderedDict

from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.ids import OutletId
from broadcaster.domain.scripts import ReadLine
from broadcaster.errors import NotThere

MOST = 500
"""So many trials are remembered at most; the oldest is forgotten."""


class TriedWords:
    """The newest trials of a process, each of one outlet, by what names its words."""

    def __init__(self) -> None:
        """Begin with none."""
        self._kept: OrderedDict[tuple[OutletId, str], ReadLine] = OrderedDict()
        self._turn = threading.Lock()

    def keep(self, outlet_id: OutletId, line: ReadLine) -> str:
        """Remember a line, and give what an address calls it."""
        mark = fingerprint([outlet_id, line.presenter.value, line.spoken])[:32]
        with self._turn:
            self._kept[outlet_id, mark] = line
            self._kept.move_to_end((outlet_id, mark))
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return mark

    def get(self, outlet_id: OutletId, mark: str) -> ReadLine:
        """Give a line that was tried for this outlet; raises NotThere when it is forgotten, or never was."""
        with self._turn:
            line = self._kept.get((outlet_id, mark))
        if line is None:
            raise NotThere
        return line
