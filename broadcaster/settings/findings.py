"""What is wrong with a setting: one Vietnamese sentence with file, line, key and the nearest right name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from broadcaster.domain.aliases import fold
from broadcaster.errors import SettingsError

_LISTED = 12


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Finding:
    """One thing to put right."""

    file: str
    """File as operators know it (``schedules/grid.toml``), or the environment variable."""
    line: int
    """Line in the file, or 0 when no line can be named."""
    text: str
    """What is wrong and what to write instead, without a full stop."""

    def __str__(self) -> str:
        """Write the sentence."""
        place = f"{self.file}, dòng {self.line}" if self.line else self.file
        return f"{place}: {self.text}"


def sentences(found: Iterable[Finding]) -> tuple[str, ...]:
    """Give each finding once, in the order of files and lines."""
    return tuple(str(finding) for finding in sorted(set(found)))


def refuse(found: Iterable[Finding]) -> None:
    """Raise SettingsError with every finding when there is any."""
    findings = sentences(found)
    if findings:
        raise SettingsError(findings=findings)


def listed(names: Iterable[str], *, shown: int = 4) -> str:
    """Write names with commas, a long list cut short."""
    every = list(dict.fromkeys(names))
    rest = len(every) - shown
    return ", ".join(every[:shown]) + (f" và {rest} nơi khác" if rest > 0 else "")


def nearest(word: str, known: Iterable[str]) -> str:
    """Give the known word that was most likely meant, or an empty string."""
    spelled = {fold(name): name for name in known}
    close = difflib.get_close_matches(fold(word), spelled, n=1)
    return spelled[close[0]] if close else ""


def suggestion(word: str, known: Iterable[str]) -> str:
    """Write the end of a sentence: the nearest right name, else the names there are."""
    names = sorted(set(known))
    meant = nearest(word, names)
    if meant:
        return f"; ý bạn là '{meant}'?"
    if not names:
        return "; chưa khai báo tên nào"
    return f"; các tên dùng được: {', '.join(names[:_LISTED])}{', …' if len(names) > _LISTED else ''}"
