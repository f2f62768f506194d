"""Kinds of playable things (carts) and the parts of an edition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from broadcaster.domain.ids import CartId, DurationMs, Sha256


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


class MusicStyle(StrEnum):
    """A style in which ident, sting, bed and closing are computed; the value is its name in station.toml."""

    TRANH = "tranh"
    """Plucked đàn tranh, điệu Bắc."""
    SAO = "sao"
    """Bamboo flute over soft pads, điệu Nam."""
    CHUONG = "chuong"
    """Bright bells and marimba, modern."""

    @property
    def label(self) -> str:
        """Give the Vietnamese name shown to operators."""
        return {"tranh": "Đàn tranh", "sao": "Sáo trúc", "chuong": "Chuông sáng"}[self.value]


class SignalKind(StrEnum):
    """A sound for technicians, which no rundown asks for; the value is its name on the command line."""

    PIPS = "pips"
    """Time pips: the last one begins on the hour."""
    TONE_18 = "tone-18"
    """Line-up tone of 1 kHz at −18 dBFS."""
    TONE_20 = "tone-20"
    """Line-up tone of 1 kHz at −20 dBFS."""
    LINE_UP = "line-up"
    """Line-up tone that breaks off for a moment every three seconds: a standing tone may be a line that hangs."""
    SWEEP = "sweep"
    """Tone that climbs through the range of a loudspeaker."""

    @property
    def label(self) -> str:
        """Give the Vietnamese name shown to operators."""
        return _SIGNAL_LABELS[self]


_SIGNAL_LABELS: dict[SignalKind, str] = {
    SignalKind.PIPS: "Tiếng báo giờ",
    SignalKind.TONE_18: "Âm chuẩn −18 dBFS",
    SignalKind.TONE_20: "Âm chuẩn −20 dBFS",
    SignalKind.LINE_UP: "Âm chuẩn có ngắt",
    SignalKind.SWEEP: "Âm quét tần số",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnCart:
    """A piece of music that the station brought itself, with the right to use it."""

    id: CartId
    """Its name in the settings."""
    kind: CartKind
    """What it may stand for."""
    file: str
    """File name in the station's ``carts`` folder."""
    audio: Sha256
    """Hash of the file's bytes as they were added."""
    length: DurationMs
    """How long the music plays, silence at both ends not counted."""
    source: str
    """Where it comes from: composer, publisher, recording."""
    licence: str
    """By what right the station airs it."""
    by: str
    """Who added it, as typed; not authenticated."""
    at: datetime
    """When (aware)."""


class SegmentKind(StrEnum):
    """What a part of an edition is."""

    IDENT = "ident"
    OPENING = "opening"
    """Station call and greeting with the date."""
    HEADLINES = "headlines"
    ITEM = "item"
    FEATURE = "feature"
    SPOT = "spot"
    MUSIC = "music"
    """Music alone between items."""
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
    SegmentKind.MUSIC: "Nhạc xen",
    SegmentKind.STING: "Nhạc cắt",
    SegmentKind.SIGN_OFF: "Lời kết",
    SegmentKind.CLOSING: "Nhạc kết",
}
