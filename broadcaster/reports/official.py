"""An official paper as plain values, whatever it is written as: headed, numbered, signed and sent as the rules have it.

Layout: Nghị định 30/2020/NĐ-CP, Phụ lục I, as far as it is quoted in the class below. Number and date stay blank: the
registry (văn thư) gives them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from broadcaster.domain.units import Letterhead

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
_BLANK = "\N{NO-BREAK SPACE}"


class Layout:
    """Sizes in points and lengths in millimetres, by the elements of Phụ lục I."""

    PAPER = (210, 297)
    TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
    HEADER_FROM_EDGE = 10
    FONT = "Times New Roman"
    NATION, MOTTO = 12, 13
    AGENCY = 12
    NUMBER, DATE = 13, 13
    TITLE = BODY = SIGNATURE = PAGE_NUMBER = 14
    RECIPIENTS_HEAD, RECIPIENTS = 12, 11
    ANNEX_NAME, ANNEX_TITLE, ANNEX_NOTE = 14, 14, 14
    TABLE = 12
    SMALL_TABLE = 11
    WHOLE_TABLE = 8  # lines up to which a table stays on one page
    FIRST_LINE_MM = 12.7
    PARAGRAPH_GAP = 6
    LINE_SPACING = 1.15
    SHORT_RULE = 0.4


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """A paragraph."""

    text: str
    """Its words."""
    italic: bool = False
    """Whether it is a note."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Clause:
    """The title of a numbered clause: ``1. Theo chủ đề``."""

    text: str
    """Number and title."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """A table with a heading line that repeats on every page."""

    columns: Sequence[str]
    """Headings."""
    rows: Sequence[Sequence[str]]
    """Cells as they are read."""
    widths: Sequence[float]
    """Share of each column in the width of the text."""
    left: Sequence[int] = (0,)
    """Columns of words; all others are figures, set to the right."""
    total: bool = False
    """Whether the last line is a sum."""
    small: bool = False
    """Whether letters are a point smaller."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A chart."""

    png: bytes
    """For DOCX."""
    svg: str
    """For PDF; letters are outlines."""
    caption: str
    """What it shows, for those who cannot see it too."""
    height_share: float
    """Height divided by width."""


Block = Words | Clause | Grid | Picture


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A section with a Roman number."""

    title: str
    """``II. KẾT QUẢ TUYÊN TRUYỀN``."""
    blocks: Sequence[Block]
    """What it says."""


def ended(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Set the mark that ends an official text behind the last words: ``./.``."""
    *before, last = blocks
    if isinstance(last, Words):
        return *before, replace(last, text=f"{last.text.rstrip('. ')}./.")
    return *blocks, Words(text="./.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Annex:
    """An annex, with page numbers of its own."""

    name: str
    """``Phụ lục I``; ``Phụ lục`` when it is the only one."""
    title: str
    """In capitals."""
    blocks: Sequence[Block]
    """What it says."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficialPaper:
    """A report (BÁO CÁO) as it goes to the registry."""

    letterhead: Letterhead
    """Who issues, signs and receives it."""
    kind: str
    """``BÁO CÁO``."""
    kind_symbol: str
    """``BC``."""
    subject: str
    """What it is about."""
    opening: Sequence[Block]
    """Before the first section."""
    sections: Sequence[Section]
    """I, II, III …"""
    annexes: Sequence[Annex]
    """Added to it."""
    as_of: date
    """Day of the figures; the file says that it was made then."""

    @property
    def number_line(self) -> str:
        """Give number and symbol, the number left for the registry."""
        symbol = "-".join(filter(None, (self.kind_symbol, self.letterhead.symbol)))
        return f"Số:{_BLANK * 6}/{symbol}"

    @property
    def date_line(self) -> str:
        """Give place and date, the date left for the registry."""
        return f"{self.letterhead.place}, ngày{_BLANK * 5}tháng{_BLANK * 5}năm{_BLANK * 8}"

    @property
    def annex_note(self) -> str:
        """Give the line under an annex's title."""
        symbol = "-".join(filter(None, (self.kind_symbol, self.letterhead.symbol)))
        spoken = self.kind[:1] + self.kind[1:].lower()
        return (
            f"(Kèm theo {spoken} số{_BLANK * 6}/{symbol} ngày{_BLANK * 5}tháng{_BLANK * 5}năm{_BLANK * 8}"
            f"của {self.letterhead.in_words})"
        )

    @property
    def recipients(self) -> tuple[str, ...]:
        """Give the lines under *Nơi nhận*."""
        same = ("Như trên",) if self.letterhead.addressees else ()
        archive = f"Lưu: {self.letterhead.archive}."
        return (*(f"- {each};" for each in (*same, *self.letterhead.recipients)), f"- {archive}")
