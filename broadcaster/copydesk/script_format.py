"""The line format of scripts: what templates produce and what people edit.

    # Tin: Đẩy mạnh truyền thông về cơ chế một cửa          a remark, never read
    NỮ [điểm tin]: Huyện đẩy mạnh truyền thông.             the item's sentence in the headlines
    NỮ: Cải cách thủ tục hành chính gắn bó với người dân.   the item itself
    NHẠC: nhạc cắt                                          music between lines

A frame's lines are marked ``[xướng]``, ``[chào]``, ``[giới thiệu]`` and ``[kết]``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from broadcaster.domain.carts import CartKind
from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.ids import Sha256
from broadcaster.domain.scripts import LinePart, Presenter, ReadLine, Script, SoundCue
from broadcaster.errors import CopyUnreadable

_MUSIC = "NHẠC"
_REMARK = "#"
_PRESENTERS = {presenter.value.casefold(): presenter for presenter in Presenter}
_PART_WORDS = {
    LinePart.CALL: "xướng",
    LinePart.GREETING: "chào",
    LinePart.INTRODUCTION: "giới thiệu",
    LinePart.HEADLINE: "điểm tin",
    LinePart.SIGN_OFF: "kết",
}
_PARTS = {word: part for part, word in _PART_WORDS.items()}
_CARTS = {cart.label.casefold(): cart for cart in CartKind}
_LINE = re.compile(r"(?P<who>\w+)\s*(?:\[(?P<part>[^\]]*)\])?\s*[:\uff1a]\s*(?P<text>.+)")
_SHOWN = 80


@dataclass(frozen=True, kw_only=True, slots=True)
class WrittenLine:
    """One paragraph for one presenter, not yet read into its spoken form."""

    presenter: Presenter
    """Who reads it."""
    written: str
    """The words, NFC, on one line."""
    part: LinePart = LinePart.BODY
    """What the line is for."""


def parse(text: str, *, path: str) -> tuple[WrittenLine | SoundCue, ...]:
    """Read a script; capitals and spaces around the marks do not matter.

    Raises:
        CopyUnreadable: with the number of the first line that is none, or line 1 when nothing is there to read.
    """
    lines: list[WrittenLine | SoundCue] = []
    for number, raw in enumerate(unicodedata.normalize("NFC", text).split("\n"), start=1):
        line = " ".join(raw.split())
        if not line or line.startswith(_REMARK):
            continue
        understood = _understand(line)
        if understood is None:
            raise CopyUnreadable(path=path, line=number, text=_shortened(line))
        lines.append(understood)
    if not any(isinstance(line, WrittenLine) for line in lines):
        raise CopyUnreadable(path=path, line=1, text="(không có lời nào để đọc)")
    return tuple(lines)


def unparse(script: Script) -> str:
    """Write a script in the format that `parse` reads, under its title as a remark."""
    head = f"{_REMARK} {' '.join(script.title.split())}"
    return "\n".join([head, *(_written(line) for line in script.lines)]) + "\n"


def written_hash(script: Script) -> Sha256:
    """Name the written words alone: it stays when only their reading changes, so that nobody's editing is disturbed."""
    return fingerprint(unparse(script))


def _understand(line: str) -> WrittenLine | SoundCue | None:
    found = _LINE.fullmatch(line)
    if found is None:
        return None
    who, text = found["who"].casefold(), found["text"]
    if who == _MUSIC.casefold():
        cart = _CARTS.get(text.rstrip(".").casefold())
        return SoundCue(cart=cart) if cart and found["part"] is None else None
    presenter, part = _PRESENTERS.get(who), _part(found["part"])
    return WrittenLine(presenter=presenter, written=text, part=part) if presenter and part else None


def _part(word: str | None) -> LinePart | None:
    return LinePart.BODY if word is None else _PARTS.get(word.strip().casefold())


def _written(line: ReadLine | SoundCue) -> str:
    if isinstance(line, SoundCue):
        return f"{_MUSIC}: {line.cart.label.lower()}"
    mark = "" if line.part is LinePart.BODY else f" [{_PART_WORDS[line.part]}]"
    return f"{line.presenter.value}{mark}: {' '.join(line.written.split())}"


def _shortened(line: str) -> str:
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rstrip()}…"
