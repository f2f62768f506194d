"""Text that somebody pasted from a web page, a letter or a PDF, made into plain paragraphs."""

from __future__ import annotations

import re
from dataclasses import replace

from broadcaster.feeds.paragraphs import html_paragraphs
from broadcaster.newsroom.letters import Letters, read_letters

_UNPRINTED = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffc\ufffe]"
)
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[\u00ad\u2010\u2011-]\n[^\S\n]*(?=[a-z\u00e0-\u1ef9đ])")
_PAGE_NUMBER = re.compile(r"^[^\S\n]*(?:trang )?\d{1,3}(?:/\d{1,3})?[^\S\n]*$", re.IGNORECASE | re.MULTILINE)
_BULLET = re.compile(r"^[^\S\n]*[•▪●◦\uf0b7\uf02d]\s*", re.MULTILINE)


def read_pasted(text: str) -> Letters:
    """Give the paragraphs of a pasted text: Unicode, one blank line between them, no markup, nothing invisible.

    Letters of an old font are converted. Lines broken within a paragraph are joined; so is a word that was parted at a
    line's end. Numbers of pages that stand alone on a line go.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").replace("\u2028", "\n")
    read = read_letters(lines.replace("\u2029", "\n\n"))
    plain = _UNPRINTED.sub("", read.text)
    whole = _BULLET.sub("- ", _PAGE_NUMBER.sub("", _BROKEN_WORD.sub("", plain)))
    return replace(read, text=html_paragraphs(whole).strip())


def cleaned(text: str) -> str:
    """Give the paragraphs of a pasted text alone."""
    return read_pasted(text).text


def cleaned_line(text: str) -> str:
    """Give a pasted title on one line, NFC, without anything invisible."""
    return " ".join(cleaned(text).split())
