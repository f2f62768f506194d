"""Regular expressions that are compiled when first used, so that importing the chain costs nothing."""

from __future__ import annotations

import re
from functools import cached_property


class Pattern:
    """A regular expression; its methods are those of the compiled one."""

    def __init__(self, source: str) -> None:
        """Keep the expression until it is needed."""
        self.source = source

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.source)

    @cached_property
    def match(self):  # noqa: ANN201  the compiled pattern's own method, with its type
        """Match at one place."""
        return self._compiled.match

    @cached_property
    def fullmatch(self):  # noqa: ANN201  same
        """Match a whole text."""
        return self._compiled.fullmatch

    @cached_property
    def search(self):  # noqa: ANN201  same
        """Find the first match."""
        return self._compiled.search

    @cached_property
    def finditer(self):  # noqa: ANN201  same
        """Find every match."""
        return self._compiled.finditer

    @cached_property
    def findall(self):  # noqa: ANN201  same
        """Find every matched text."""
        return self._compiled.findall

    @cached_property
    def sub(self):  # noqa: ANN201  same
        """Replace every match."""
        return self._compiled.sub

    @cached_property
    def split(self):  # noqa: ANN201  same
        """Split at every match."""
        return self._compiled.split
