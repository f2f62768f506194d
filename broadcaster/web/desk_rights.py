"""Who may see and change news and scripts: by right, and by the outlets that the news is for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from broadcaster.domain.ids import OutletId
from broadcaster.domain.rights import Right
from broadcaster.errors import NotAllowed, NotThere, UnknownItem
from broadcaster.services.keep_desk import Editor
from broadcaster.services.list_scripts import may_know
from broadcaster.web.asked import Asked

_T = TypeVar("_T")


def found(look: Callable[[], _T]) -> _T:
    """Look for something by its id; what there is not is not there, as what is foreign: raises NotThere."""
    try:
        return look()
    except UnknownItem as error:
        raise NotThere from error


def require_known(asked: Asked, outlets: Iterable[OutletId]) -> None:
    """Raise NotThere for what airs on foreign outlets alone."""
    if not may_know(outlets, asked.who.outlets):
        raise NotThere


def may_change(asked: Asked, right: Right, outlets: Iterable[OutletId]) -> bool:
    """Say whether a right holds in every outlet that something is for; for everywhere, it has to hold everywhere."""
    if not asked.may(right):
        return False
    where, wanted = asked.who.outlets_with(right), frozenset(outlets)
    return where is None or (bool(wanted) and wanted <= where)


def require_change(asked: Asked, right: Right, outlets: Iterable[OutletId]) -> None:
    """Raise NotThere for what is foreign, NotAllowed for what may only be seen."""
    wanted = tuple(outlets)
    require_known(asked, wanted)
    if not may_change(asked, right, wanted):
        raise NotAllowed(right=right.label)


def editor(asked: Asked) -> Editor:
    """Give who asks as who works at a desk."""
    return Editor(actor=asked.actor, name=asked.who.name)
