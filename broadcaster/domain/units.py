"""Administrative units and outlets as data with dates of validity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from broadcaster.domain.ids import OutletId, UnitId


class UnitKind(StrEnum):
    """Kinds of administrative unit, past ones too; the value is the Vietnamese word."""

    PROVINCE = "tỉnh"
    DISTRICT = "huyện"
    COMMUNE = "xã"
    WARD = "phường"
    TOWN = "thị trấn"


class Transmission(StrEnum):
    """How an outlet's loudspeakers are fed."""

    IP = "ip"
    FM = "fm"
    WIRED = "wired"

    @property
    def label(self) -> str:
        """Give the Vietnamese name."""
        return {"ip": "IP (mạng, 4G)", "fm": "FM không dây", "wired": "có dây"}[self.value]


@dataclass(frozen=True, kw_only=True, slots=True)
class OfficialCode:
    """A code of the national list with the days on which it meant this unit."""

    code: str
    """Five digits for communes, three for districts."""
    valid_from: date | None = None
    """First day, or none when before our records."""
    valid_to: date | None = None
    """Last day, or none while valid."""

    def holds_on(self, day: date) -> bool:
        """Say whether the code meant this unit on that day."""
        after = self.valid_from is None or self.valid_from <= day
        return after and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """An administrative unit; merged units are other units, though a code may live on."""

    id: UnitId
    """Our own id, never reused."""
    kind: UnitKind
    """What it is."""
    name: str
    """Proper name without the kind: ``Nghĩa Sơn``."""
    codes: tuple[OfficialCode, ...]
    """Official codes with their days."""
    parent: UnitId | None = None
    """The unit above."""
    aliases: tuple[str, ...] = ()
    """Other names people type."""
    heading: tuple[str, ...] = ()
    """Lines of a document heading: superior body, then issuing body."""
    signer_title: str = ""
    """Title block of who signs."""
    signer: str = ""
    """Name of who signs; may be empty."""

    @property
    def full_name(self) -> str:
        """Give the name with its kind: ``xã Nghĩa Sơn``."""
        return f"{self.kind.value} {self.name}"

    def code_on(self, day: date) -> str:
        """Give the official code that held on that day, or an empty string."""
        return next((code.code for code in self.codes if code.holds_on(day)), "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Outlet:
    """A station or one commune's loudspeakers: where programmes go out."""

    id: OutletId
    """ASCII alias: ``NGHIA-SON``."""
    unit_id: UnitId
    """The unit that runs it."""
    name: str
    """Display name: ``Đài Truyền thanh xã Nghĩa Sơn``."""
    transmission: Transmission
    """How its loudspeakers are fed."""
    aliases: tuple[str, ...] = ()
    """Other names people type."""
    groups: tuple[str, ...] = ()
    """Groups that slots and targets can name."""
    offset_lu: int = 0
    """How much louder than the station's level its programmes are mixed, in LU; softer when negative."""
