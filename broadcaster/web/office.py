"""What all requests of one process share: the station as it stands now, the clock, how people sign in."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from broadcaster.domain.ids import TokenId
from broadcaster.domain.timetables import Timetable
from broadcaster.errors import BroadcasterError
from broadcaster.services.keep_tokens import see_tokens
from broadcaster.services.passwords import Passwords
from broadcaster.services.sign_in import Stay
from broadcaster.services.try_sentence import TrialRoom
from broadcaster.settings.station import STATION_FILE, load_station
from broadcaster.station import Station

logger = logging.getLogger(__name__)

_Stamp = tuple[int, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Served:
    """How the pages come to the reader."""

    secure: bool = False
    """Whether they come by TLS, ours or the proxy's."""
    own_certificate: bool = False
    """Whether browsers trust the certificate by themselves, so that they may be told to insist on TLS."""
    hosts: tuple[str, ...] = ()
    """Names and addresses, beside those of the settings and of loopback, by which the pages may be asked for."""
    behind_proxy: bool = False
    """Whether a server of ours stands before this one: then a caller on loopback is nobody special."""


LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


class Office:
    """The station folder, opened once, and looked at anew when its timetable, settings or word files change."""

    def __init__(
        self,
        folder: Path,
        environ: Mapping[str, str],
        *,
        clock: Callable[[], datetime],
        passwords: Passwords,
        served: Served,
    ) -> None:
        """Open the station; raises what :meth:`Station.open` raises."""
        self.clock = clock
        self.passwords = passwords
        self.served = served
        self.seen = SeenTokens()
        self.trials = TrialRoom()
        self.environ = environ
        """The process's environment, which may hold settings."""
        self._opened = Station.open(folder, environ)
        self._station = self._opened
        self._turn = threading.Lock()
        self._stamp: _Stamp | None = None
        self._timetable: Timetable | None = None

    def close(self) -> None:
        """Write down what was only remembered, and let go of the store."""
        self.keep_seen()
        self.trials.close()
        self._opened.close()

    def now(self) -> tuple[Station, Timetable | None]:
        """Give the station and its timetable as they stand at this moment."""
        with self._turn:
            stamp = self._look()
            if stamp != self._stamp:
                self._reopen(stamp)
            return self._station, self._timetable

    def stay(self, station: Station) -> Stay:
        """Give how long somebody stays signed in."""
        web = station.settings.web
        return Stay(idle=timedelta(minutes=web.idle_minutes), longest=timedelta(hours=web.session_hours))

    def hosts(self, station: Station) -> frozenset[str]:
        """Give the names by which the pages may be asked for, in small letters and without ports."""
        return frozenset(name.lower() for name in (*LOOPBACK, *self.served.hosts, *station.settings.web.hosts))

    def keep_seen(self) -> None:
        """Write down when tokens were used last; what cannot be written now is tried again with the next."""
        seen = self.seen.taken()
        try:
            see_tokens(self._station, seen)
        except BroadcasterError as error:
            self.seen.put_back(seen)
            logger.warning("%s", error, extra={"action": "web_seen_not_kept"})

    def _look(self) -> _Stamp:
        with self._opened.store.reading() as tx:
            version = tx.timetables.version()
        folder = self._opened.folder
        watched = (folder / STATION_FILE, *sorted((folder / "schedules").glob("lexicon*.toml")))
        return version, tuple((path.name, _changed_at(path)) for path in watched)

    def _reopen(self, stamp: _Stamp) -> None:
        """Look at the folder anew through the same store; settings that cannot be read leave those that stand."""
        self._stamp = stamp
        with self._opened.store.reading() as tx:
            self._timetable = tx.timetables.current()
        try:
            settings = load_station(self._opened.folder, self.environ)
        except BroadcasterError as error:
            logger.warning("%s", error, extra={"action": "web_settings_refused"})
            settings = self._station.settings
        self._station = Station(self._opened.folder, settings, self._opened.store, self.environ)
        logger.info("station read", extra={"action": "web_station_read"})


@dataclass(slots=True)
class SeenTokens:
    """When tokens were used last, remembered until it is written down with many others."""

    _seen: dict[TokenId, tuple[datetime, str]] = field(default_factory=dict[TokenId, tuple[datetime, str]])
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def add(self, token_id: TokenId, at: datetime, address: str) -> None:
        """Remember."""
        with self._turn:
            self._seen[token_id] = (at, address)

    def taken(self) -> Mapping[TokenId, tuple[datetime, str]]:
        """Give all that is remembered, and forget it."""
        with self._turn:
            seen, self._seen = self._seen, {}
        return seen

    def put_back(self, seen: Mapping[TokenId, tuple[datetime, str]]) -> None:
        """Remember again what could not be written, unless something newer is known."""
        with self._turn:
            self._seen = {**seen, **self._seen}


def _changed_at(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
