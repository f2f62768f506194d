"""What comes out of a packed file or a letter: files with the names that people know them by, and refusals."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ILLEGAL = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_LONGEST = 80
_PROGRAMS = re.compile(
    r"\.(?:exe|com|scr|pif|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|lnk|msi|jar|dll|reg|cpl|sh|iso|img)$", re.IGNORECASE
)
INSIDE = " › "
"""Between the name of a container and the name of what is in it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """One file to be read."""

    path: Path
    """Where it lies."""
    name: str
    """What people know it by: ``thu.eml › tin.docx``."""
    notes: tuple[str, ...] = ()
    """Where it comes from, a Vietnamese sentence each, for the drafts that are read out of it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """One file that is not taken."""

    name: str
    """What people know it by."""
    reason: str
    """Why, a Vietnamese sentence."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Unpacked:
    """What is in a file."""

    members: tuple[Member, ...]
    """Files to be read, in order."""
    refused: tuple[Refused, ...]
    """Those that are not taken; the others are."""


def shown_name(name: str) -> str:
    """Give a name without signs that are not seen or turn the reading round, NFC."""
    return _UNSEEN.sub("", unicodedata.normalize("NFC", name)).strip()


def safe_name(name: str) -> str:
    """Give the last part of a name as every system can store it; it keeps its ending."""
    last = _ILLEGAL.sub("_", re.split(r"[/\\]", shown_name(name))[-1]).strip(". ")
    stem, dot, suffix = last.rpartition(".")
    cut = f"{stem[:_LONGEST]}{dot}{suffix[:10]}" if dot and stem else last[:_LONGEST]
    return f"_{cut}" if not cut or _RESERVED.match(cut) else cut


def is_program(name: str) -> bool:
    """Say whether a name's ending is one of a program's."""
    return bool(_PROGRAMS.search(name.rstrip(". ")))
