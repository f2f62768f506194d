"""Finds a full id from the beginning that somebody typed."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import TypeVar

from broadcaster.domain.aliases import fold
from broadcaster.errors import AmbiguousItem, UnknownItem

_Id = TypeVar("_Id", bound=str)

_NAMED = 5


def find_by_prefix(ids: Iterable[_Id], text: str) -> _Id:
    """Find the one id that is what was typed, or that alone begins with it; capitals and marks do not matter.

    Raises:
        UnknownItem: none begins so; with the nearest.
        AmbiguousItem: several do; naming the first five.
    """
    known = tuple(dict.fromkeys(ids))
    if text in known:
        return known[known.index(text)]
    typed = fold(text)
    found = [each for each in known if typed and fold(each).startswith(typed)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise UnknownItem(item=text, nearest=_nearest(known, typed))
    more = f" và {len(found) - _NAMED} mã khác" if len(found) > _NAMED else ""
    raise AmbiguousItem(item=text, candidates=", ".join(found[:_NAMED]) + more)


def _nearest(known: Iterable[str], typed: str) -> str:
    # Ids end in a hash nobody types, so what was typed is held against the same length of each id.
    beginnings = {fold(each)[: len(typed)]: each for each in known}
    close = difflib.get_close_matches(typed, beginnings, n=1) if typed else []
    return f" (ý bạn là {beginnings[close[0]]}?)" if close else ""
