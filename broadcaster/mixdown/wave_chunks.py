"""What a broadcast WAV tells beside its sound, field by field as the standards lay it out."""

from __future__ import annotations

import struct
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time

from broadcaster.domain.ids import DurationMs
from broadcaster.errors import MixError

CART_SIZE = 2048
"""Bytes of a cart chunk without its tag text."""
NO_LOUDNESS = 0x7FFF
"""What stands for a loudness that is not known (EBU Tech 3285, version 2)."""

_BEXT_VERSION, _CART_VERSION = 2, "0101"
_TIMERS = 8
_LATEST = date(2099, 12, 31)  # what carts without an end carry
_FULL_SCALE = 32_768
_MARKS_STAND_ALONE = str.maketrans("đĐ–—“”‘’…", "dD--\"\"''.")


@dataclass(frozen=True, kw_only=True, slots=True)
class Bext:
    """Where sound comes from (EBU Tech 3285, ``bext`` version 2)."""

    description: str
    """What it is; 256 signs."""
    originator: str
    """Who made it; 32 signs."""
    reference: str
    """The maker's own number for it; 32 signs."""
    made_at: datetime
    """Local date and time at which it begins."""
    time_reference: int = 0
    """Samples since midnight at which it begins."""
    loudness_lufs: float | None = None
    """Integrated loudness."""
    range_lu: float | None = None
    """Loudness range."""
    peak_dbtp: float | None = None
    """True peak."""
    history: str = ""
    """How it was coded, a line for each step: ``A=PCM,F=48000,W=16,M=mono,T=broadcaster``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CartTimer:
    """A moment within the sound that a playout system acts on."""

    usage: str
    """Four signs: ``SEGs`` and ``SEGe`` for a segue, ``EOD``, ``INTs``, ``OUTs`` and others of AES46."""
    at: DurationMs
    """Offset from the start."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cart:
    """What a playout system needs to know of sound (AES46, ``cart`` version 1.01)."""

    title: str
    """Title shown to the presenter; 64 signs, as all words here."""
    artist: str
    """Who made it."""
    cut_id: str
    """Number of the cut."""
    category: str
    """Kind of cart."""
    starts: datetime
    """First local moment at which it may air."""
    ends: datetime | None = None
    """Last one; none for no end."""
    client_id: str = ""
    """For whom."""
    classification: str = ""
    """Any further word to sort by."""
    out_cue: str = ""
    """Its last words."""
    application: str = "broadcaster"
    """Program that made it."""
    application_version: str = ""
    """Its version."""
    user: str = ""
    """Anything of the station's own."""
    timers: tuple[CartTimer, ...] = ()
    """At most eight moments."""
    url: str = ""
    """Where more is told; 1024 signs."""
    text: str = ""
    """Anything more, of any length."""


def plain(text: str) -> str:
    """Give Vietnamese without its marks, which are all that stands between it and ASCII; other signs become ``?``."""
    apart = unicodedata.normalize("NFKD", text.translate(_MARKS_STAND_ALONE))
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return bare.encode("ascii", errors="replace").decode("ascii")


def bext_chunk(bext: Bext) -> bytes:
    """Pack a bext chunk: 602 bytes and the coding history."""
    loudness = (bext.loudness_lufs, bext.range_lu, bext.peak_dbtp, None, None)
    history = "".join(line + "\r\n" for line in bext.history.splitlines())
    return b"".join(
        (
            _field(bext.description, 256),
            _field(bext.originator, 32),
            _field(bext.reference, 32),
            _field(bext.made_at.date().isoformat(), 10),
            _field(f"{bext.made_at:%H:%M:%S}", 8),
            struct.pack("<QH", bext.time_reference, _BEXT_VERSION),
            bytes(64),  # UMID: none
            struct.pack("<5h", *(NO_LOUDNESS if each is None else round(each * 100) for each in loudness)),
            bytes(180),
            plain(history).encode("ascii"),
        )
    )


def cart_chunk(cart: Cart, rate_hz: int) -> bytes:
    """Pack a cart chunk: 2048 bytes and the tag text.

    Raises:
        MixError: there are more than eight timers, or one's usage is longer than four signs.
    """
    ends = cart.ends or datetime.combine(_LATEST, time(23, 59, 59))
    words = (cart.title, cart.artist, cart.cut_id, cart.client_id, cart.category, cart.classification, cart.out_cue)
    fixed = b"".join(
        (
            _CART_VERSION.encode("ascii"),
            *(_field(each, 64) for each in words),
            *(part for moment in (cart.starts, ends) for part in _moment(moment)),
            *(_field(each, 64) for each in (cart.application, cart.application_version, cart.user)),
            struct.pack("<i", _FULL_SCALE),
            _timers(cart, rate_hz),
            bytes(276),
            _field(cart.url, 1024),
        )
    )
    return fixed + (plain(cart.text).encode("ascii") + b"\0" if cart.text else b"")


def _moment(moment: datetime) -> tuple[bytes, bytes]:
    return _field(moment.date().isoformat(), 10), _field(f"{moment:%H:%M:%S}", 8)


def _timers(cart: Cart, rate_hz: int) -> bytes:
    if len(cart.timers) > _TIMERS:
        raise MixError(reason=f"có {len(cart.timers)} mốc giờ, khối cart chỉ chứa {_TIMERS}")
    packed = b""
    for timer in cart.timers:
        usage = plain(timer.usage).encode("ascii")
        if not 0 < len(usage) <= 4:  # noqa: PLR2004 - a four-character code
            raise MixError(reason=f'mốc giờ "{timer.usage}" không đúng bốn chữ')
        packed += usage.ljust(4) + struct.pack("<I", timer.at * rate_hz // 1000)
    return packed.ljust(8 * _TIMERS, b"\0")


def _field(text: str, size: int) -> bytes:
    """Give words as a field of that size, cut off or filled up with zeros."""
    return plain(text).encode("ascii")[:size].ljust(size, b"\0")
