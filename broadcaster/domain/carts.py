"""Kinds of playable things (carts) and the parts of an edition."""

from __future__ import annotations

from enum import StrEnum


class CartKind(StrEnum):
    """A kind of music or sound that the station owns; the value is its name in clocks and templates."""

    IDENT = "ident"
    """Nhạc hiệu: the signature tune that opens a session."""
    STING = "sting"
    """Nhạc cắt: the short figure between items."""
    BED = "bed"
    """Nhạc nền: music under the voice."""
    CLOSING = "closing"
    """Nhạc kết: closing music; stretches to fill the session to its exact length."""

    @property
    def label(self) -> str:
        """Give the Vietnamese name shown on script sheets."""
        return {"ident": "Nhạc hiệu", "sting": "Nhạc cắt", "bed": "Nhạc nền", "closing": "Nhạc kết"}[self.value]


class SegmentKind(StrEnum):
    """What a part of an edition is."""

    IDENT = "ident"
    OPENING = "opening"
    """Station call and greeting with the date."""
    HEADLINES = "headlines"
    ITEM = "item"
    FEATURE = "feature"
    SPOT = "spot"
    STING = "sting"
    SIGN_OFF = "sign-off"
    CLOSING = "closing"

    @property
    def label(self) -> str:
        """Give the Vietnamese name shown on sheets and playlists."""
        return _SEGMENT_LABELS[self]


_SEGMENT_LABELS: dict[SegmentKind, str] = {
    SegmentKind.IDENT: "Nhạc hiệu",
    SegmentKind.OPENING: "Lời xướng, lời chào",
    SegmentKind.HEADLINES: "Điểm tin",
    SegmentKind.ITEM: "Tin",
    SegmentKind.FEATURE: "Chuyên mục",
    SegmentKind.SPOT: "Khẩu hiệu",
    SegmentKind.STING: "Nhạc cắt",
    SegmentKind.SIGN_OFF: "Lời kết",
    SegmentKind.CLOSING: "Nhạc kết",
}
