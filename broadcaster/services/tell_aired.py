"""What the people of an outlet tell of what aired: what waits for their word, their word, and what was said before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby

from broadcaster.asrun.outcomes import outcome
from broadcaster.asrun.standing import standing
from broadcaster.domain.airings import Airing, Evidence
from broadcaster.domain.ids import DurationMs, OutletId, PlaylistId
from broadcaster.domain.outcomes import Outcome
from broadcaster.domain.playlists import Playlist
from broadcaster.errors import ConfirmationRefused, ConfirmedOtherwise, NotThere
from broadcaster.services.confirm_airings import SessionWord, Told, confirm_told, never_sent
from broadcaster.station import Station

LOOKED_BACK = 31
"""How many days back sessions are asked for and shown."""

ON_THE_PAGE = "xác nhận trên trang"
"""What the log keeps of the way by which it was told."""

_MINUTE = DurationMs(60_000)
_GRAVEST = (Outcome.PARTIAL, Outcome.LATE, Outcome.EARLY, Outcome.ON_TIME)


@dataclass(frozen=True, kw_only=True, slots=True)
class Word:
    """What one witness said of one session, as it stands."""

    evidence: Evidence
    """Grade."""
    said_by: str
    """Who."""
    recorded_at: datetime
    """When it came in last (aware, UTC)."""
    outcome: Outcome
    """What it comes to for the whole session."""
    entries: tuple[Airing, ...]
    """By item."""

    @property
    def started(self) -> datetime | None:
        """Give when the session was heard to begin; none when it did not air."""
        return min((each.observed_start for each in self.entries if each.observed_start), default=None)

    @property
    def aired(self) -> int:
        """Count the items that were heard."""
        return sum(each.observed_start is not None for each in self.entries)

    @property
    def causes(self) -> tuple[str, ...]:
        """Give each reason once."""
        return tuple(dict.fromkeys(each.cause for each in self.entries if each.cause))

    @property
    def corrections(self) -> tuple[str, ...]:
        """Give why it takes the place of what was said before, each reason once."""
        return tuple(dict.fromkeys(each.correction_reason for each in self.entries if each.corrects))


@dataclass(frozen=True, kw_only=True, slots=True)
class AiredSession:
    """A session that is over, with what is said of it."""

    playlist: Playlist
    """Its plan."""
    name: str
    """What it is called."""
    words: tuple[Word, ...]
    """What witnesses say, the strongest first; none when nobody has said anything."""
    unsent: bool = False
    """Whether no bundle ever carried it to the outlet, so that a word about it deserves a second look."""

    @property
    def by_people(self) -> Word | None:
        """Give what a person says of it."""
        return next((each for each in self.words if each.evidence is Evidence.OPERATOR), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class ToldSession:
    """What somebody of an outlet says of a session that went otherwise than planned."""

    starts: time
    """When it began, local time."""
    stops: time
    """When it ended, local time."""
    aired: frozenset[int]
    """Positions of the items that were heard; none at all when it did not air."""
    cause: str
    """Why it was otherwise."""


def over_sessions(station: Station, outlet_id: OutletId, *, now: datetime) -> tuple[AiredSession, ...]:
    """Give the sessions of the last days that are over, in order of time."""
    last = now.astimezone(station.zone).date()
    first = last - timedelta(days=LOOKED_BACK)
    with station.store.reading() as tx:
        playlists, airings = tx.playlists.of(outlet_id, first, last), tx.airings.of(outlet_id, first, last)
    words = _words(airings)
    return tuple(
        AiredSession(
            playlist=each, name=station.session_names.get(each.session, each.session), words=words.get(each.id, ())
        )
        for each in playlists
        if each.stops_at <= now
    )


def over_session(station: Station, outlet_id: OutletId, playlist_id: str, *, now: datetime) -> AiredSession:
    """Give one of an outlet's sessions that are over; raises NotThere."""
    found = [each for each in over_sessions(station, outlet_id, now=now) if each.playlist.id == playlist_id]
    if not found:
        raise NotThere
    return replace(found[0], unsent=bool(never_sent(station, [found[0].playlist])))


def waiting(sessions: Iterable[AiredSession]) -> dict[date, tuple[AiredSession, ...]]:
    """Give the sessions of which nobody has said anything, by day, the oldest first."""
    left = (each for each in sessions if not each.words)
    return {day: tuple(some) for day, some in groupby(left, key=lambda each: each.playlist.air_date)}


def tell_full(station: Station, session: AiredSession, *, by: str, now: datetime) -> int:
    """Say that a session aired in full and on time; gives the number of new entries, none when it was said before.

    Raises:
        ConfirmationRefused, ConfirmedOtherwise: nothing is written.
    """
    before = session.by_people
    if before is not None and before.outcome is not Outcome.ON_TIME:
        raise ConfirmedOtherwise(what=f"{before.said_by}: {before.outcome.label}")
    return confirm_told(station, [session.playlist], SessionWord(), Told(by=by, now=now, source=ON_THE_PAGE))


def tell_otherwise(
    station: Station, session: AiredSession, told: ToldSession, *, by: str, now: datetime, instead: str = ""
) -> int:
    """Say how a session aired, in the place of what a person said before; gives the number of new entries.

    Args:
        station: The station.
        session: Which.
        told: What happened.
        by: Who says so.
        now: When.
        instead: Why it takes the place of what was said before; needed where something was.

    Raises:
        ConfirmationRefused: it says nothing, gives no reason, or cannot have been so; nothing is written.
    """
    word = _word(station, session.playlist, told)
    before = session.by_people is not None
    if before and not instead.strip():
        raise ConfirmationRefused(reason="đã có người xác nhận; đính chính thì ghi vì sao")
    if word != SessionWord() and not told.cause.strip():
        raise ConfirmationRefused(reason="khác kế hoạch thì ghi nguyên nhân")
    who = Told(by=by, now=now, source=ON_THE_PAGE, instead=instead)
    return confirm_told(station, [session.playlist], word, who, replace=before)


def _word(station: Station, playlist: Playlist, told: ToldSession) -> SessionWord:
    """Turn hours and ticked items into a word; hours of the plan's own minutes are those of the plan."""
    every = {each.position for each in playlist.items}
    if not every & told.aired:
        return SessionWord(lost=True, reason=told.cause)
    planned = playlist.starts_at.astimezone(station.zone)
    starts = _at(planned, told.starts)
    on_time = starts == planned.replace(second=0, microsecond=0)
    begun = planned if on_time else starts
    stops = _at(planned, told.stops)
    if stops <= begun and stops.replace(second=0) < begun.replace(second=0, microsecond=0):
        raise ConfirmationRefused(reason=f"giờ kết thúc {stops:%H:%M} đứng trước giờ bắt đầu {begun:%H:%M}")
    whole = stops >= (begun + timedelta(milliseconds=playlist.duration)).replace(second=0, microsecond=0)
    length = DurationMs(round((stops - begun) / timedelta(milliseconds=1)))
    missing = frozenset(every - told.aired)
    plain = on_time and whole
    return SessionWord(
        at=None if on_time else starts,
        partial=None if whole else length,
        missing=missing,
        reason="" if plain and not missing else told.cause,
        resolution=DurationMs(0) if plain else _MINUTE,
    )


def _at(planned: datetime, typed: time) -> datetime:
    return datetime.combine(planned.date(), typed, tzinfo=planned.tzinfo)


def _words(airings: Sequence[Airing]) -> Mapping[PlaylistId, tuple[Word, ...]]:
    """Give what witnesses say of each plan, the strongest grade first, then the latest."""
    there: dict[tuple[PlaylistId, Evidence, str], list[Airing]] = {}
    for each in standing(airings):
        if each.evidence is not Evidence.REHEARSAL:
            there.setdefault((each.playlist_id, each.evidence, each.said_by), []).append(each)
    found: dict[PlaylistId, list[Word]] = {}
    for (playlist_id, evidence, said_by), entries in there.items():
        word = Word(
            evidence=evidence,
            said_by=said_by,
            recorded_at=max(each.recorded_at for each in entries),
            outcome=_whole_outcome(entries),
            entries=tuple(sorted(entries, key=lambda each: each.position)),
        )
        found.setdefault(playlist_id, []).append(word)
    return {
        playlist_id: tuple(sorted(words, key=lambda each: (each.evidence.strength, each.recorded_at), reverse=True))
        for playlist_id, words in found.items()
    }


def _whole_outcome(entries: Sequence[Airing]) -> Outcome:
    outcomes = {outcome(each) for each in entries}
    if len(outcomes) == 1:
        return outcomes.pop()
    if Outcome.NOT_AIRED in outcomes or Outcome.UNKNOWN in outcomes:
        return Outcome.PARTIAL
    return next(each for each in _GRAVEST if each in outcomes)
