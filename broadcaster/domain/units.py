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
class Letterhead:
    """How official papers of a unit are headed, signed and sent, and on which days."""

    issuer: str
    """Issuing body, as it stands on the paper."""
    place: str
    """Place name before the date."""
    signer_title: tuple[str, ...]
    """Authority and office of who signs, a line each."""
    valid_from: date | None = None
    """First day, or none when before our records."""
    valid_to: date | None = None
    """Last day, or none while valid."""
    name: str = ""
    """The issuing body as it stands in running text: ``Ủy ban nhân dân xã Quỹ Nhất``."""
    superior: str = ""
    """Body above the issuing one; empty when there is none to name."""
    symbol: str = ""
    """The body's abbreviation in the symbol: ``UBND``."""
    addressees: tuple[str, ...] = ()
    """To whom a report goes (*Kính gửi*)."""
    signer: str = ""
    """Name of who signs; may be empty."""
    recipients: tuple[str, ...] = ()
    """Others who get it (*Nơi nhận*), without the addressees and the archive."""
    archive: str = "VT"
    """Where the unit keeps its copy (*Lưu*)."""

    @property
    def in_words(self) -> str:
        """Give the issuing body for running text, in capitals where nobody typed it otherwise."""
        return self.name or self.issuer

    def holds_on(self, day: date) -> bool:
        """Say whether papers of that day look like this."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)

    def meets(self, other: Letterhead) -> bool:
        """Say whether both hold on some day."""
        return (self.valid_from or date.min) <= (other.valid_to or date.max) and (other.valid_from or date.min) <= (
            self.valid_to or date.max
        )


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
    letterheads: tuple[Letterhead, ...] = ()
    """How its official papers look, from when to when."""

    def letterhead_on(self, day: date) -> Letterhead:
        """Give how its papers of a day look; where nothing is said of the day, as its heading and signer have it."""
        found = next((each for each in self.letterheads if each.holds_on(day)), None)
        *above, issuer = self.heading or (self.full_name.upper(),)
        return found or Letterhead(
            superior=above[-1] if above else "",
            issuer=issuer,
            place=self.name,
            signer_title=tuple(filter(None, (line.strip() for line in self.signer_title.splitlines()))) or ("",),
            signer=self.signer,
        )

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
