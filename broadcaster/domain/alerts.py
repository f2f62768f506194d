"""Alerts of other bodies as values, after the Common Alerting Protocol 1.2 (OASIS)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class AlertKind(StrEnum):
    """What a message is: CAP's ``msgType``, those that go on air or end something."""

    ALERT = "Alert"
    UPDATE = "Update"
    CANCEL = "Cancel"


class SignatureState(StrEnum):
    """How far the sender of a message is proved; the value is what operators are shown."""

    VALID = "CHỮ KÝ ĐÚNG"
    UNSIGNED = "CHƯA KÝ"
    UNCHECKED = "CÓ CHỮ KÝ, CHƯA KIỂM TRA"
    """There is one, but the station has no certificate to hold it against."""
    WRONG = "CHỮ KÝ SAI"


@dataclass(frozen=True, kw_only=True, slots=True)
class AlertReference:
    """An earlier message that this one speaks of."""

    sender: str
    """Who sent it."""
    identifier: str
    """Its name."""

    @property
    def key(self) -> str:
        """Give what finds the bulletin that told it."""
        return f"{self.sender},{self.identifier}"


@dataclass(frozen=True, kw_only=True, slots=True)
class AlertArea:
    """Where an alert holds."""

    description: str
    """In words: ``areaDesc``."""
    codes: tuple[str, ...] = ()
    """The values of its ``geocode`` elements, whatever list they are of."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Alert:
    """One message, in the language in which it is to be said."""

    identifier: str
    """The sender's name for it."""
    sender: str
    """Who sent it."""
    sent: datetime
    """When (aware)."""
    kind: AlertKind
    """Alert, update or cancellation."""
    drill: bool
    """True for an exercise."""
    references: tuple[AlertReference, ...]
    """What it updates or cancels."""
    language: str
    """Of what is said: ``vi-VN``."""
    languages: tuple[str, ...]
    """Every language that the message has."""
    event: str
    """What happens."""
    urgency: str
    """As CAP says it: ``Immediate``."""
    severity: str
    """As CAP says it: ``Extreme``."""
    certainty: str
    """As CAP says it: ``Observed``."""
    headline: str
    """One sentence; may be empty."""
    description: tuple[str, ...]
    """Paragraphs."""
    instruction: tuple[str, ...]
    """Paragraphs on what to do."""
    effective: datetime | None
    """From when it holds; none means from when it was sent."""
    expires: datetime | None
    """Until when; none when it does not say."""
    areas: tuple[AlertArea, ...]
    """Where."""
    signature: SignatureState
    """Whether its sender is proved."""

    @property
    def key(self) -> str:
        """Give what finds the bulletin that tells it: a message that comes twice is told once."""
        return f"{self.sender},{self.identifier}"

    @property
    def in_vietnamese(self) -> bool:
        """Say whether a Vietnamese voice can read it."""
        return self.language.casefold().split("-")[0] == "vi"
