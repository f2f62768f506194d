"""Ids and units, each with a type of its own so that two kinds can never be mixed up."""

from __future__ import annotations

from typing import NewType

DurationMs = NewType("DurationMs", int)
"""A length of time in whole milliseconds."""

NO_TIME = DurationMs(0)
"""No time at all."""

Sha256 = NewType("Sha256", str)
"""The SHA-256 of some bytes, 64 lower-case hexadecimal digits."""

Dong = NewType("Dong", int)
"""Money in whole đồng; never a fraction, never a float."""

UnitId = NewType("UnitId", str)
"""An administrative unit, our own id; official codes come and go, this stays (``nghia-son-2023``)."""

OutletId = NewType("OutletId", str)
"""A station or a commune's loudspeakers, written as its ASCII alias (``NGHIA-SON``)."""

TopicCode = NewType("TopicCode", int)
"""A content area of the publicity plan (0 general, 1-10 its section II.1)."""

NewsItemId = NewType("NewsItemId", str)
"""A news item (``tin-mot-cua-lien-thong-3f2a``)."""

ScriptId = NewType("ScriptId", str)
"""A script: the id of its news item, or of the bulletin frame that it holds."""

CutHash = NewType("CutHash", str)
"""What finds a voiced cut: hash of spoken text, engine, version, voice and settings."""

WordKey = NewType("WordKey", str)
"""A word of the lexicon: hash of the written form and of everything that says where its reading holds."""

CartId = NewType("CartId", str)
"""A piece of music that the station brought itself (``nhac-hieu-2026``)."""

SessionId = NewType("SessionId", str)
"""A broadcast session of the day (``morning``, ``evening``)."""

EditionId = NewType("EditionId", str)
"""One dated instance of a programme (``2023-03-15-morning-3f2a``)."""

PlaylistId = NewType("PlaylistId", str)
"""One outlet's airing plan of one edition at one time (``2023-03-15-morning-3f2a1c-NGHIA-SON-2300-1``, UTC).

Another content or another time is another plan with another id, so that a handover never speaks of a plan made later.
"""

AiringId = NewType("AiringId", str)
"""One entry of the as-run log."""

ProposalId = NewType("ProposalId", int)
"""A proposed change of the timetable, numbered from 1."""
EmergencyId = NewType("EmergencyId", str)
"""An emergency bulletin (``khan-cap-20261125-143005``), by the local time at which it was sent."""
JobId = NewType("JobId", str)
"""A job of the station's service (``plan``)."""
MoveId = NewType("MoveId", int)
"""An item moved between sessions by hand, numbered from 1."""
OrderId = NewType("OrderId", int)
"""Work that somebody asked the service to do, numbered from 1."""
AccountId = NewType("AccountId", str)
"""The name that somebody types to sign in (``lan.nguyen``)."""
TokenId = NewType("TokenId", str)
"""What people call a token of a program (``ma-3f2a91``); its secret is another thing."""


def seconds(value: float) -> DurationMs:
    """Give a length in seconds as whole milliseconds, rounded to the nearest."""
    return DurationMs(round(value * 1000))


def minutes(value: float) -> DurationMs:
    """Give a length in minutes as whole milliseconds, rounded to the nearest."""
    return DurationMs(round(value * 60_000))
