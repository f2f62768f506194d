"""Text whose bytes were once read in the wrong way: ``Cáº£i cÃ¡ch`` is UTF-8 taken for Windows-1252."""

from __future__ import annotations

import re
from typing import Final

_BYTES: Final[dict[str, int]] = {bytes([code]).decode("latin-1"): code for code in range(0x80, 0x100)} | {
    shown: code for code in range(0x80, 0xA0) if (shown := bytes([code]).decode("cp1252", "ignore"))
}
_OTHERS: Final = "".join(re.escape(shown) for shown, code in _BYTES.items() if code < 0xC0)  # noqa: PLR2004
_SEQUENCE: Final = re.compile(f"[Â-ß][{_OTHERS}]|[à-ï][{_OTHERS}]{{2}}|[ð-ô][{_OTHERS}]{{3}}")
_LOST_SPACE: Final = re.compile(r"Ã (?=[a-zA-Z.,;:!?)]| |$)", re.MULTILINE)
_TWICE: Final = 2


def mend(text: str) -> tuple[str, int]:
    """Read such stretches as they were meant, twice where it happened twice; give the text and how many there were."""
    mended = 0
    for _ in range(_TWICE):
        lines = text.split("\n")
        counts = [0] * len(lines)
        for at, line in enumerate(lines):
            lines[at], counts[at] = _line(line)
        if not sum(counts):
            break
        mended = max(mended, sum(counts))
        text = "\n".join(lines)
    return text, mended


def _line(line: str) -> tuple[str, int]:
    if line.isascii() or not _SEQUENCE.search(line):
        return line, 0
    count = 0

    def meant(found: re.Match[str]) -> str:
        nonlocal count
        try:
            letter = bytes(_BYTES[each] for each in found[0]).decode()
        except UnicodeDecodeError:
            return found[0]
        count += 1
        return letter

    mended = _SEQUENCE.sub(meant, line)
    return (_LOST_SPACE.sub("à", mended), count) if count else (line, 0)
