"""Tokens by which players, portals and other systems come in without a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from broadcaster.domain.ids import OutletId, TokenId, UnitId


class Scope(StrEnum):
    """One thing that a token may be used for."""

    OUTLETS = "outlets"
    PLAYLISTS = "playlists"
    BUNDLES = "bundles"
    AS_RUN = "as-run"
    AS_RUN_OUT = "as-run-out"
    TARGETS = "targets"
    NEWS_IN = "news-in"
    METRICS = "metrics"

    @property
    def label(self) -> str:
        """Give what people read."""
        return {
            "outlets": "xem nơi phát",
            "playlists": "xem danh sách phát",
            "bundles": "tải gói phát",
            "as-run": "gửi nhật ký phát",
            "as-run-out": "xem nhật ký phát",
            "targets": "xem chỉ tiêu",
            "news-in": "gửi tin vào",
            "metrics": "xem số đo máy chủ",
        }[self.value]


@dataclass(frozen=True, kw_only=True, slots=True)
class Token:
    """A token as the station knows it; its secret is with its holder alone."""

    id: TokenId
    """What people call it."""
    name: str
    """Who or what holds it."""
    key: str
    """SHA-256 of the secret."""
    scopes: tuple[Scope, ...]
    """What it may be used for."""
    made_at: datetime
    """When (aware, UTC)."""
    made_by: str
    """Who issued it."""
    unit_id: UnitId | None = None
    """Only for the outlets of this unit and those below."""
    outlet_id: OutletId | None = None
    """Only for this outlet; with neither, for all."""
    ends_at: datetime | None = None
    """Until when it serves (aware, UTC)."""
    revoked_at: datetime | None = None
    """When it was taken back (aware, UTC)."""
    revoked_by: str = ""
    """Who took it back."""
    seen_at: datetime | None = None
    """When it was used last, within a minute or so (aware, UTC)."""
    seen_from: str = ""
    """From which address."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TokenHolder:
    """A token that was shown and holds, with the outlets it is for."""

    token: Token
    """Which."""
    outlets: frozenset[OutletId] | None
    """For which outlets; none for all."""

    def sees(self, outlet_id: OutletId) -> bool:
        """Say whether an outlet may be known to it."""
        return self.outlets is None or outlet_id in self.outlets

    def may(self, scope: Scope) -> bool:
        """Say whether it may be used for something."""
        return scope in self.token.scopes
