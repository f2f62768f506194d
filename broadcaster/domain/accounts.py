"""Who may come in: accounts, what each is entrusted with and where, and how it is proved who somebody is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from broadcaster.domain.ids import AccountId, OutletId, UnitId


class Role(StrEnum):
    """What somebody does at the station or at a commune; the value is what the store keeps."""

    REPORTER = "reporter"
    EDITOR = "editor"
    APPROVER = "approver"
    TECHNICIAN = "technician"
    OPERATOR = "operator"
    """Plays the programme at one commune and says what aired."""
    AUDITOR = "auditor"
    """Reads, and changes nothing."""
    ADMIN = "admin"

    @property
    def label(self) -> str:
        """Give what people at the station say."""
        return {
            "reporter": "phóng viên",
            "editor": "biên tập viên",
            "approver": "người duyệt",
            "technician": "kỹ thuật viên",
            "operator": "người vận hành xã",
            "auditor": "người kiểm tra (chỉ xem)",
            "admin": "quản trị",
        }[self.value]


@dataclass(frozen=True, kw_only=True, slots=True)
class Grant:
    """A role somebody holds, and where; with neither unit nor outlet, everywhere."""

    account_id: AccountId
    """Who."""
    role: Role
    """As what."""
    unit_id: UnitId | None = None
    """In all outlets of this unit and of the units below it."""
    outlet_id: OutletId | None = None
    """In this outlet alone."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Account:
    """Somebody who may sign in; it is never deleted, so that a name in the records stays one person's."""

    id: AccountId
    """The name typed at sign-in."""
    full_name: str
    """The name that records show."""
    made_at: datetime
    """Since when (aware, UTC)."""
    made_by: str
    """Who made it."""
    password: str = ""
    """The password's argon2 hash; empty until one is set."""
    password_at: datetime | None = None
    """When the password was set (aware, UTC)."""
    totp: str = ""
    """The secret shared with an authenticator, base32; empty without a second factor."""
    totp_used: int = 0
    """The last time step whose code was accepted, so that none serves twice."""
    blocked_at: datetime | None = None
    """Since when it is shut (aware, UTC)."""
    blocked_by: str = ""
    """Who shut it."""

    @property
    def may_enter(self) -> bool:
        """Say whether anybody can sign in by it."""
        return self.blocked_at is None and bool(self.password)


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """One sign-in, from then until it ends (a *session* is a broadcast's)."""

    key: str
    """SHA-256 of the random token in the browser's cookie."""
    account_id: AccountId
    """Who."""
    made_at: datetime
    """When (aware, UTC)."""
    seen_at: datetime
    """When it was used last, to the minute (aware, UTC)."""
    ends_at: datetime
    """When it ends at the latest (aware, UTC)."""
    address: str
    """From which address."""
    agent: str
    """Which browser, as it calls itself."""
    waiting: bool = False
    """Whether the second factor is still to come: nothing is open to it until then."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SetupLink:
    """A way to set a password, once."""

    key: str
    """SHA-256 of the random token in the address."""
    account_id: AccountId
    """Whose password."""
    made_at: datetime
    """When (aware, UTC)."""
    made_by: str
    """Who gave it."""
    ends_at: datetime
    """Until when it serves (aware, UTC)."""
    used_at: datetime | None = None
    """When it was used or taken back (aware, UTC)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tries:
    """Failed sign-ins of one account name or from one address."""

    key: str
    """``account:NAME`` or ``address:ADDRESS``."""
    failures: int
    """How many since the last success or the last rest."""
    last_at: datetime
    """When the last one was (aware, UTC)."""
    until: datetime
    """Until when the next one is refused unseen (aware, UTC)."""
