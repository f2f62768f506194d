"""Plain paragraphs out of plain text and out of HTML."""

from __future__ import annotations

import re
import unicodedata
from html.parser import HTMLParser

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
"""Elements that begin and end a paragraph."""

_SILENT = frozenset(["iframe", "math", "noscript", "script", "style", "svg", "template", "title"])
_LONGEST_NUMBER = 6
_CELLS = frozenset({"td", "th"})
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’)\]]*$")
_MARKUP = re.compile(r"<[a-zA-Z/!]|&[a-zA-Z]+;|&#")
_INVISIBLE: dict[int, None] = dict.fromkeys((0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
"""Soft hyphens, zero-width characters and byte-order marks."""


def plain_paragraphs(text: str) -> str:
    """Give a text's paragraphs, NFC, one blank line between them; lines within a paragraph are joined."""
    visible = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    lines = "\n".join(" ".join(line.split()) for line in visible.split("\n"))
    return "\n\n".join(part.replace("\n", " ") for part in re.split(r"\n{2,}", lines_apart(lines)) if part)


def lines_apart(text: str) -> str:
    """Set lines apart as paragraphs where no blank line does and every line ends as a sentence does, as in notepads."""
    lines = text.strip().split("\n")
    apart = all(_SENTENCE_END.search(line.rstrip()) for line in lines)
    return "\n\n".join(lines) if apart else "\n".join(lines)


def html_paragraphs(markup: str) -> str:
    """Give the paragraphs of an HTML fragment as plain text; scripts, styles, pictures and addresses of links go.

    A text without any markup is taken as plain text.
    """
    if not _MARKUP.search(markup):
        return plain_paragraphs(markup)
    try:
        reader = _read(markup)
    except AssertionError:  # the library knows a few words after ``<![`` and falls over all others
        reader = _read(markup.replace("<![", "&lt;!["))
    return plain_paragraphs("\n\n".join(reader.finished()))


def _read(markup: str) -> _Paragraphs:
    reader = _Paragraphs()
    reader.feed(markup)
    reader.close()
    return reader


class _Paragraphs(HTMLParser):
    """Gathers the text between block tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._done: list[str] = []
        self._text = ""
        self._mark = ""
        self._breaks = 0
        self._silent = 0
        self._counters: list[int | None] = []

    def finished(self) -> list[str]:
        """End the last paragraph and give them all."""
        self._end_paragraph()
        return self._done

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph, a numbered point or a silent part."""
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self._breaks += 1
            self._text += " "
        elif tag in BLOCKS:
            self._end_paragraph()
            self._count(tag, dict(attrs).get("start"))
        elif tag in _CELLS and self._text.strip():
            self._text = f"{self._text.rstrip()}, "

    def handle_endtag(self, tag: str) -> None:
        """End a paragraph, a list or a silent part."""
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in BLOCKS:
            self._end_paragraph()
            if tag in {"ol", "ul"} and self._counters:
                self._counters.pop()

    def handle_data(self, data: str) -> None:
        """Take text that is meant to be read; two line breaks in a row end a paragraph."""
        if self._silent:
            return
        if data.strip():
            if self._breaks > 1:
                self._end_paragraph()
            self._breaks = 0
        self._text += data

    def _count(self, tag: str, start: str | None) -> None:
        if tag in {"ol", "ul"}:
            first = int(start) if start and start.isdecimal() and len(start) <= _LONGEST_NUMBER else 1
            self._counters.append(first if tag == "ol" else None)
        elif tag == "li" and self._counters and self._counters[-1] is not None:
            self._mark = f"{self._counters[-1]}. "
            self._counters[-1] += 1

    def _end_paragraph(self) -> None:
        text = " ".join(self._text.split())
        if text:
            self._done.append(self._mark + text)
            self._mark = ""
        self._text = ""
        self._breaks = 0
