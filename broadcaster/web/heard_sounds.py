"""Sound that was joined for a browser, kept a while, and answered in whole or in part."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

MOST_BYTES = 32_000_000
"""So much of joined sound is kept in memory at most."""

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


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


def answered(request: Request, content: bytes, *, kind: str, tag: str) -> Response:
    """Answer with sound, or with the one part of it that is asked for; its address names exactly these bytes."""
    headers = {"Accept-Ranges": "bytes", "ETag": f'"{tag}"', "Cache-Control": "private, max-age=86400, immutable"}
    wanted = request.headers.get("range", "")
    fresh = request.headers.get("if-range", headers["ETag"]) == headers["ETag"]
    found = _RANGE.fullmatch(wanted) if wanted and fresh else None
    if found is None or found.groups() == ("", ""):
        return Response(content, media_type=kind, headers=headers)
    first, last = _bounds(found[1], found[2], len(content))
    if first > last:
        return Response(status_code=416, headers=headers | {"Content-Range": f"bytes */{len(content)}"})
    headers["Content-Range"] = f"bytes {first}-{last}/{len(content)}"
    return Response(content[first : last + 1], status_code=206, media_type=kind, headers=headers)


def _bounds(first: str, last: str, length: int) -> tuple[int, int]:
    if not first:
        return max(length - int(last), 0), length - 1
    return int(first), min(int(last or length - 1), length - 1)
