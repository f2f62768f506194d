"""An administrative document in its parts, as the layout of Nghị định 30/2020/NĐ-CP sets them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """One article, section or task of a document."""

    number: str
    """As it stands: ``Điều 1``, ``II``, ``3``."""
    heading: str
    """Its heading, or empty."""
    text: str
    """Its paragraphs, separated by blank lines."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LegalDocument:
    """What a document says of itself; a part that was not found is empty."""

    agency: str
    """Who issued it: ``Ủy ban nhân dân huyện Nghĩa Hưng``."""
    parent_agency: str = ""
    """The agency above it in the heading."""
    number: str
    """Number with symbol: ``152/KH-UBND``; ``/KH-UBND`` while the number is blank."""
    place: str = ""
    """Place of issue."""
    issued_on: date | None = None
    """Day of issue."""
    kind: str
    """``Nghị quyết``, ``Quyết định``, ``Kế hoạch``, ``Công văn``…"""
    abstract: str
    """Trích yếu: what it is about, in one phrase."""
    grounds: tuple[str, ...] = ()
    """Căn cứ: what it rests on, in order."""
    articles: tuple[Article, ...] = ()
    """Its body, in order."""
    recipients: tuple[str, ...] = ()
    """Nơi nhận, without what is kept for the files."""
    signer_title: str = ""
    """In which office the signer signed: ``TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHỦ TỊCH``."""
    signer: str = ""
    """Who signed."""
    takes_effect_on: date | None = None
    """Day from which it holds, where it says so."""
    concerns: str = ""
    """Whom it concerns, in the document's own words."""
