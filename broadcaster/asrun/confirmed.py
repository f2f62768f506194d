"""Entries for the items of a session that was told of as a whole: by a person, or by a log that names one file."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from broadcaster.domain.airings import Airing, Evidence
from broadcaster.domain.fingerprints import fingerprint
from broadcaster.domain.ids import NO_TIME, AiringId, DurationMs, Sha256
from broadcaster.domain.playlists import Playlist, PlaylistItem


@dataclass(frozen=True, kw_only=True, slots=True)
class Witness:
    """Who tells of something, and how it came to us."""

    evidence: Evidence
    """Grade of what it says."""
    said_by: str
    """Who or what says so."""
    unit_code: str
    """Official code of the outlet's unit on the day that it speaks of."""
    recorded_at: datetime
    """When we are told (aware)."""
    source: str = ""
    """File or words that it is taken from, and who brought them."""
    resolution: DurationMs = NO_TIME
    """How coarsely its times are told."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """What is said of a session, or of one part of it."""

    start: datetime | None
    """When it began (aware); none when it did not air."""
    length: DurationMs | None = None
    """How much of it was heard from its beginning; none when all was."""
    cause: str = ""
    """Why it was late, cut or lost."""
    ended: bool = True
    """Whether anybody says that it came to an end; when nobody does, its length is not known and counts as nothing."""


def session_entries(
    playlist: Playlist,
    heard: Heard,
    witness: Witness,
    *,
    programme: Sha256 | str = "",
    missing: Collection[int] = (),
    why: str = "",
) -> tuple[Airing, ...]:
    """Give an entry for every item of a session from what is said of the whole.

    Items lie in it as in the plan, since a session is one file; what lies beyond the part that was heard is cut, or not
    heard at all. Items at the `missing` positions were not heard, for the reason `why`.
    """
    told_of = playlist.items if heard.ended else playlist.items[:1]
    lost = Heard(start=None, cause=why)
    parts = [(item, lost if item.position in missing else _part(item, heard)) for item in told_of]
    return tuple(item_entry(playlist, item, part, witness, programme=programme) for item, part in parts)


def item_entry(
    playlist: Playlist, item: PlaylistItem, heard: Heard, witness: Witness, *, programme: Sha256 | str = ""
) -> Airing:
    """Give the entry of one item; its name follows from all that is said, so that the same said twice is one entry."""
    length = min(item.duration, item.duration if heard.length is None else heard.length)
    played = DurationMs(max(length, 0)) if heard.start is not None else NO_TIME
    if not heard.ended:
        played = NO_TIME
    stop = heard.start + timedelta(milliseconds=played) if heard.start is not None and heard.ended else None
    told = [witness.evidence.value, witness.said_by, playlist.id, item.position, _plain(heard.start), played]
    return Airing(
        id=AiringId(fingerprint([*told, heard.cause])),
        evidence=witness.evidence,
        said_by=witness.said_by,
        outlet_id=playlist.outlet_id,
        outlet_name=playlist.outlet_name,
        unit_code=witness.unit_code,
        air_date=playlist.air_date,
        session=playlist.session,
        playlist_id=playlist.id,
        edition_id=playlist.edition_id,
        position=item.position,
        kind=item.kind,
        title=item.title,
        item_id=item.item_id,
        topic=item.topic,
        genre=item.genre,
        run=item.run,
        programme=Sha256(programme),
        planned_at=item.starts_at,
        planned=item.duration,
        observed_start=heard.start,
        observed_stop=stop,
        played=played,
        cause=heard.cause,
        recorded_at=witness.recorded_at,
        source=witness.source,
        resolution=witness.resolution,
    )


def _part(item: PlaylistItem, heard: Heard) -> Heard:
    """Give what of a session's part was heard of one item."""
    if heard.start is None or not heard.ended:
        return heard
    if heard.length is not None and heard.length <= item.offset:
        return Heard(start=None, cause=heard.cause)
    length = None if heard.length is None else DurationMs(heard.length - item.offset)
    return Heard(start=heard.start + timedelta(milliseconds=item.offset), length=length, cause=heard.cause)


def _plain(moment: datetime | None) -> int | None:
    return None if moment is None else round(moment.timestamp() * 1000)
