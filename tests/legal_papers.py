"""Administrative documents written for tests, each with what is true of it, and the ways in which files lay them out."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A document as printed, and its parts."""

    left: tuple[str, ...]
    number_line: str
    date_line: str
    title: tuple[str, ...]
    """Kind and title lines; for a letter its V/v lines."""
    body: str
    """Paragraphs, a line each."""
    recipients: tuple[str, ...]
    signed: tuple[str, ...]
    """Right column of the end, line by line."""
    agency: str
    number: str
    place: str
    kind: str
    abstract: str
    parent: str = ""
    issued_on: date | None = None
    grounds: tuple[str, ...] = ()
    articles: tuple[tuple[str, str, str], ...] = ()
    """Number, heading, first words of the text."""
    office: str = ""
    signer: str = ""
    effect: date | None = None
    concerns: str = ""
    before: tuple[str, ...] = ()
    """What is stamped above the head."""

    @property
    def is_letter(self) -> bool:
        return self.title[0].startswith("V/v")


NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


def _kept(paper: Paper) -> list[str]:
    """Give the recipients as a truth: without the last one, which is for the files."""
    return [each for each in paper.recipients if not each.startswith("Lưu")]


def expected_recipients(paper: Paper) -> tuple[str, ...]:
    return tuple(_kept(paper))


def _recipient_lines(paper: Paper, bullet: str = "- ") -> list[str]:
    if not paper.recipients:
        return []
    ends = [";"] * (len(paper.recipients) - 1) + ["."]
    return ["Nơi nhận:", *(f"{bullet}{each}{end}" for each, end in zip(paper.recipients, ends, strict=True))]


def _head_left(paper: Paper) -> list[str]:
    return [*paper.left, paper.number_line, *(paper.title if paper.is_letter else ())]


def _middle(paper: Paper) -> list[str]:
    return [*(() if paper.is_letter else paper.title), *paper.body.strip().split("\n")]


def stacked(paper: Paper) -> list[str]:
    """Left column's lines, then the right column's."""
    right = [*NATION, paper.date_line]
    return [*paper.before, *_head_left(paper), *right, *_middle(paper), *_recipient_lines(paper), *paper.signed]


def right_first(paper: Paper) -> list[str]:
    """Right column's lines, then the left column's, at both ends."""
    return [
        *paper.before,
        *NATION,
        paper.date_line,
        *_head_left(paper),
        *_middle(paper),
        *paper.signed,
        *_recipient_lines(paper),
    ]


def cells(paper: Paper) -> list[str]:
    """Each table cell a paragraph with line breaks; lists have lost their bullets."""
    return [
        *paper.before,
        "\n".join(_head_left(paper)),
        "\n".join([*NATION, "", paper.date_line]),
        *_middle(paper),
        "\n".join(_recipient_lines(paper, bullet="")),
        "\n".join(paper.signed),
    ]


def _beside(left: list[str], right: list[str], gap: str) -> Iterator[str]:
    for place in range(max(len(left), len(right))):
        pair = [column[place] if place < len(column) else "" for column in (left, right)]
        yield gap.join(pair).strip() if all(pair) else "".join(pair)


def side_by_side(paper: Paper, gap: str = "          ") -> list[str]:
    """Both columns on one line, a wide gap between."""
    above = [*paper.left]
    place = max(len(above), 2)
    left = [*above, *[""] * (place - len(above)), paper.number_line, *(paper.title if paper.is_letter else ())]
    right = [*NATION, *[""] * (place - 2), paper.date_line]
    return [
        *paper.before,
        *_beside(left, right, gap),
        *_middle(paper),
        *_beside(_recipient_lines(paper), list(paper.signed), gap),
    ]


def barred(paper: Paper) -> list[str]:
    """Both columns on one line as a table of Markdown has them."""
    return side_by_side(paper, gap=" | ")


def close(paper: Paper) -> list[str]:
    """Both columns on one line, one space between, as poor converters leave them."""
    return side_by_side(paper, gap=" ")


def wrapped(paper: Paper) -> list[str]:
    """Every line broken at 78 characters, as pages of a PDF give them, with page numbers between."""
    lines = [line for each in _middle(paper) for line in textwrap.wrap(each, 78, break_on_hyphens=False)]
    pages = [line for place, each in enumerate(lines) for line in ([each, "2"] if place == 12 else [each])]
    right = [*NATION, paper.date_line]
    return [*paper.before, *_head_left(paper), *right, *pages, *_recipient_lines(paper), *paper.signed]


def scanned(paper: Paper) -> list[str]:
    """As a scan is read: spaces inside numbers, capitals apart, another dash, an older spelling."""
    right = ["CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc", paper.date_line]
    number = paper.number_line.replace("/", " / ").replace("Số:", "Số :")
    head = [*paper.left, number, *(paper.title if paper.is_letter else ())]
    title = [] if paper.is_letter else [" ".join(paper.title[0].replace(" ", "  ")), *paper.title[1:]]
    body = paper.body.strip().split("\n")
    return [*paper.before, *head, *right, *title, *body, *_recipient_lines(paper, bullet="– "), *paper.signed]


LAYOUTS: tuple[Callable[[Paper], list[str]], ...] = (
    stacked, right_first, cells, side_by_side, barred, close, wrapped, scanned,
)  # fmt: skip
"""Ways in which files give the lines of one paper."""
