"""The chain over an outlet's as-run log: links, signed heads, and what can be wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from broadcaster.domain.airings import Airing
from broadcaster.domain.fingerprints import sha256_of
from broadcaster.domain.ids import AiringId, OutletId, Sha256

_FINGERPRINT = 32


def key_fingerprint(key: str) -> str:
    """Give what people compare of a public key (64 hexadecimal digits): half of its SHA-256, in groups of four."""
    digits = sha256_of(bytes.fromhex(key))[:_FINGERPRINT]
    return " ".join(digits[place : place + 4] for place in range(0, _FINGERPRINT, 4))


@dataclass(frozen=True, kw_only=True, slots=True)
class ChainLink:
    """Ties one as-run entry to all that arrived before it on its outlet."""

    outlet_id: OutletId
    """Whose chain."""
    sequence: int
    """Place in order of arrival, from 1 without gaps."""
    arrival_day: date
    """Local day on which the entry arrived; never before the day of a closed head."""
    link: Sha256
    """Hash of the link before it, of its own place and of the whole entry."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ChainedAiring:
    """An as-run entry as it lies in the log, with its link."""

    airing: Airing | None
    """The entry; none when somebody took it away."""
    link: ChainLink | None
    """Its link; none when somebody put the entry in past the chain."""
    spoiled: str = ""
    """A field of the entry in which somebody put what it cannot hold; the entry is none then."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ChainHead:
    """The end of an outlet's chain when an arrival day was closed, signed by the station; never issued again."""

    outlet_id: OutletId
    """Whose chain."""
    arrival_day: date
    """The day that it closes, with all days before."""
    sequence: int
    """The last link that arrived by then; 0 when nothing ever had."""
    link: Sha256
    """That link, or the start of the chain."""
    at: datetime
    """When it was issued (aware, UTC)."""
    key: str
    """The station's public key (Ed25519), 64 hexadecimal digits."""
    signature: str
    """Signature over everything above, 128 hexadecimal digits."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OutsideHead:
    """A head as somebody kept it outside the station: on a printed report, on a log sheet."""

    outlet_id: OutletId
    """Whose chain."""
    sequence: int
    """Which link."""
    link: Sha256
    """The link that was printed."""
    arrival_day: date | None = None
    """The day that it closed, where that was kept too: then the station must still have that head."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ChainFault:
    """One place where a log is not what was recorded."""

    outlet_id: OutletId
    """Whose chain."""
    sequence: int
    """Which link; the first that is missing when some are."""
    sentence: str
    """What is wrong, in Vietnamese."""
    airing_id: AiringId | None = None
    """The entry concerned, where there is one."""
