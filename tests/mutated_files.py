"""Real files changed at random as bad lines, bad programs and bad people change them, and what reads each kind.

Input number N of a kind is the same wherever it is made: it hangs on the seed, the kind and N alone.
"""

from __future__ import annotations

import io
import random
import re
import shutil
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from documents_made import odt_file
from news_files_made import MAKERS, news_folder

from broadcaster.errors import InputError
from broadcaster.feeds.json_feed import JsonFeedSource
from broadcaster.feeds.mail import MailSource
from broadcaster.feeds.markdown import MarkdownSource
from broadcaster.feeds.odt import OdtSource
from broadcaster.feeds.old_word import OldWordSource
from broadcaster.feeds.pdf.source import PdfSource
from broadcaster.feeds.saved_page import SavedPageSource
from broadcaster.feeds.sheet import SheetSource
from broadcaster.feeds.syndication import SyndicationSource
from broadcaster.feeds.table import TableSource
from broadcaster.feeds.text import TextSource
from broadcaster.feeds.unpack import unpack
from broadcaster.feeds.web_page import links_of
from broadcaster.feeds.word import WordSource
from broadcaster.testing.source_suite import check_draft

_HUGE = (b"0", b"-1", b"255", b"65536", b"2147483648", b"99999999999999999999", b"1e308", b"NaN")
_TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\n\n", b"<", b">", b"</", b"&", b"&#0;", b"&#55296;",
    b"&#x10ffff;", b"&amp;", b"]]>", b"<![CDATA[", b"<!--", b"<!DOCTYPE x>", b'"', b"'", b"=", b";", b",", b"%PDF", b"endobj",
    b"stream\n", b"endstream", b"<<", b">>", b"[", b"]", b"(", b")", b"\\", b"/Length 1", b"/Kids [2 0 R]", b"{", b"}", b"null",
    b"From x\n", b"--", b"Content-Type: multipart/mixed; boundary=x\n\n", b"=?utf-8?b?4oC?=", b"PK\x03\x04", b"PK\x05\x06",
    "ế".encode(), "\u202e".encode(), "e\u0302\u0301".encode(), "\u2028".encode(), "𝓐".encode(),
)  # fmt: skip
_NUMBER = re.compile(rb"\d+")
_ELEMENT = re.compile(rb"<([A-Za-z][\w:.-]*)[^<>]*>")
_DEEPEST = 3000
_CHUNK = 400
_MADE, _SMALLEST = 4, 2
"""Files made of each kind, and how many of them, the smallest, are changed: large ones only take longer."""


def changed(content: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    """Change bytes in one to six places; `others` are real files to splice in."""
    held = bytearray(content)
    for _ in range(rng.choice((1, 1, 1, 2, 3, 6))):
        at = rng.randrange(len(held) + 1)
        end = min(len(held), at + rng.randrange(1, _CHUNK))
        rng.choice(_CHANGES)(held, at, end, rng, others)
    return bytes(held)


def _flip(held, at, end, rng, others):
    for place in range(at, min(end, at + rng.choice((1, 1, 4, 16)))):
        held[place] ^= 1 << rng.randrange(8)


def _cut_out(held, at, end, rng, others):
    del held[at:end]


def _cut_off(held, at, end, rng, others):
    del held[at:]


def _repeat(held, at, end, rng, others):
    held[at:at] = held[at:end] * rng.choice((1, 2, 30))


def _splice(held, at, end, rng, others):
    other = rng.choice(others)
    start = rng.randrange(len(other) + 1)
    held[at:end] = other[start : start + rng.randrange(1, _CHUNK)]


def _insert(held, at, end, rng, others):
    held[at:at] = rng.choice(_TOKENS) * rng.choice((1, 1, 1, 5, 200))


def _enlarge(held, at, end, rng, others):
    numbers = list(_NUMBER.finditer(held, at)) or list(_NUMBER.finditer(held))
    if numbers:
        found = numbers[0] if rng.random() < 0.5 else rng.choice(numbers)
        held[found.start() : found.end()] = rng.choice(_HUGE)


def _nest(held, at, end, rng, others):
    found = _ELEMENT.search(held, at)
    if found:
        held[found.start() : found.start()] = bytes(found.group()) * rng.choice((2, 50, _DEEPEST))


def _swap(held, at, end, rng, others):
    other = rng.randrange(len(held) + 1)
    one, two = bytes(held[at:end]), bytes(held[other : other + (end - at)])
    held[at:end], held[other : other + len(two)] = two, one


_CHANGES = (_flip, _flip, _cut_out, _cut_off, _repeat, _splice, _insert, _insert, _enlarge, _enlarge, _nest, _swap)


def changed_inside(content: bytes, rng: random.Random, others: Sequence[bytes]) -> bytes:
    """Change one part of a packed document, or the packed bytes themselves; parts may be lost, doubled, exchanged."""
    if rng.random() < 0.1:
        return changed(content, rng, others)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    names = sorted(parts)
    texts = [name for name in names if name.endswith((".xml", ".rels"))] or names
    weights = [8 if name.endswith(("document.xml", "content.xml", "sheet1.xml", "styles.xml")) else 1 for name in texts]
    for _ in range(rng.choice((1, 1, 2))):
        (name,) = rng.choices(texts, weights)
        deed = rng.random()
        if deed < 0.9:
            parts[name] = changed(parts.get(name, b"<x/>"), rng, others)
        elif deed < 0.95:
            parts.pop(name, None)
        else:
            parts[name] = parts.get(rng.choice(names), b"")
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return written.getvalue()


@dataclass(frozen=True, kw_only=True)
class Wrapper:
    """One of our readers with the real files that are changed for it."""

    suffix: str
    makers: tuple[str, ...]
    """Which makers of :mod:`news_files_made` make its files."""
    read: Callable[[Path, Path], object]
    """Reads a file; the folder is for what comes out of it."""
    change: Callable[[bytes, random.Random, Sequence[bytes]], bytes] = changed
    weight: int = 1
    """How many of its inputs there are, beside the others."""


def _source(kind) -> Callable[[Path, Path], object]:
    def read(path: Path, into: Path) -> None:
        for draft in kind().read(path):
            check_draft(draft, path)

    return read


def _unpack(path: Path, into: Path) -> None:
    inside = into.resolve()
    for member in unpack(path, into).members:
        if member.path != path and inside not in member.path.resolve().parents:
            raise AssertionError(member.path)
        if member.path.suffix == ".eml":
            try:
                MailSource().read(member.path)
            except InputError:
                continue


def _page(path: Path, into: Path) -> None:
    links_of(path.read_bytes(), address="https://tin.example.vn/")
    _source(SavedPageSource)(path, into)


OLD = tuple(name for name in MAKERS if name.startswith("txt"))
WRAPPERS: Mapping[str, Wrapper] = {
    "docx": Wrapper(
        suffix=".docx", makers=("docx", "old fonts"), read=_source(WordSource), change=changed_inside, weight=5
    ),
    "odt": Wrapper(suffix=".odt", makers=("odt",), read=_source(OdtSource), change=changed_inside, weight=4),
    "xlsx": Wrapper(suffix=".xlsx", makers=("xlsx",), read=_source(SheetSource), change=changed_inside, weight=4),
    "doc": Wrapper(suffix=".doc", makers=("doc", "docx"), read=_source(OldWordSource), weight=4),
    "rtf": Wrapper(suffix=".rtf", makers=("rtf",), read=_source(OldWordSource), weight=2),
    "pdf": Wrapper(suffix=".pdf", makers=("pdf typst", "pdf reportlab"), read=_source(PdfSource)),
    "csv": Wrapper(suffix=".csv", makers=("csv",), read=_source(TableSource), weight=8),
    "page": Wrapper(suffix=".html", makers=("html",), read=_page, weight=2),
    "mhtml": Wrapper(suffix=".mhtml", makers=("mhtml",), read=_source(SavedPageSource)),
    "eml": Wrapper(suffix=".eml", makers=("eml",), read=_source(MailSource), weight=6),
    "eml apart": Wrapper(suffix=".eml", makers=("eml",), read=_unpack, weight=4),
    "mbox": Wrapper(suffix=".mbox", makers=("mbox",), read=_unpack),
    "zip": Wrapper(suffix=".zip", makers=("zip",), read=_unpack, weight=5),
    "feed": Wrapper(suffix=".xml", makers=("rss",), read=_source(SyndicationSource), weight=4),
    "json feed": Wrapper(suffix=".json", makers=("json",), read=_source(JsonFeedSource), weight=8),
    "text": Wrapper(suffix=".txt", makers=OLD, read=_source(TextSource), weight=12),
    "markdown": Wrapper(suffix=".md", makers=("markdown",), read=_source(MarkdownSource), weight=8),
}
"""Every wrapper around a parser, by what the table calls it."""


_BY_OFFICE = frozenset({"doc", "odt", "rtf"})


def seed_files(folder: Path, names: Sequence[str], *, office: bool = True) -> dict[str, list[bytes]]:
    """Give real files for each wrapper, made in a folder; where LibreOffice is missing or not wanted, simple ones."""
    office = office and bool(shutil.which("soffice"))
    found: dict[str, list[bytes]] = {}
    for name in names:
        place = folder / name.replace(" ", "-")
        place.mkdir(exist_ok=True)
        makers = [each for each in WRAPPERS[name].makers if office or each not in _BY_OFFICE]
        made = [news_folder(place, counts={each: _MADE if len(makers) < len(OLD) else 1}) for each in makers]
        contents = [sorted((each.path.read_bytes() for each in of), key=len) for of in made]
        found[name] = [content for of in contents for content in of[:_SMALLEST]] or [_simple(name, place)]
    return found


def _simple(name: str, folder: Path) -> bytes:
    """Give a file of a kind that LibreOffice would write."""
    if name == "odt":
        text = "<text:h>Tin cải cách</text:h><text:p>Một cửa mở cửa <text:s/>lúc bảy giờ.</text:p>"
        return odt_file(folder / "tin.odt", text).read_bytes()
    return rb"{\rtf1\ansi\deff0{\fonttbl{\f0 Times New Roman;}}\f0 Tin c\u7843?i c\'e1ch\par }" * 5


def input_number(number: int, name: str, *, seed: int, files: Mapping[str, Sequence[bytes]]) -> bytes:
    """Make one input."""
    rng = random.Random(f"{seed}/{name}/{number}")
    return WRAPPERS[name].change(rng.choice(files[name]), rng, files[name])
