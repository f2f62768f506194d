"""What all requests of one process share: the station as it stands now, the clock, how people sign in."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic

from broadcaster.domain.ids import OutletId, TokenId
from broadcaster.domain.timetables import Timetable
from broadcaster.domain.tokens import TokenHolder
from broadcaster.errors import BroadcasterError
from broadcaster.services.keep_tokens import see_tokens
from broadcaster.services.outlet_files import Fetched, note_all_fetched
from broadcaster.services.passwords import Passwords, key_of
from broadcaster.services.sign_in import Stay
from broadcaster.services.try_sentence import TrialRoom
from broadcaster.settings.station import STATION_FILE, load_station
from broadcaster.station import Station
from broadcaster.web.fetches import Fetches
from broadcaster.web.offers import Offers
from broadcaster.web.tried_words import TriedWords

logger = logging.getLogger(__name__)

_Stamp = tuple[int, tuple[tuple[str, int], ...]]

MOST_HOLDERS = 50_000
"""So that memory stays bounded, whatever comes."""

GLANCE_S = 1.0
"""How long programs are answered without a look at the files of the folder; the store is asked every time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """The station as it stood when it was last looked at."""

    station: Station
    """Opened."""
    timetable: Timetable | None
    """In force; none where none was ever applied."""
    version: int
    """Of the timetable."""
    handed: int
    """Number of the last handover."""
    tokens: tuple[int, int]
    """Another one when other programs may come in."""
    known: frozenset[OutletId] = frozenset()
    """Outlets of the timetable."""


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
        self.tried = TriedWords()
        self.environ = environ
        """The process's environment, which may hold settings."""
        self.holders = KnownHolders()
        self.offers = Offers()
        self.fetches = Fetches()
        self.fetched = FetchedBundles()
        self._opened = Station.open(folder, environ)
        self._station = self._opened
        self._turn = threading.Lock()
        self._stamp: _Stamp | None = None
        self._timetable: Timetable | None = None
        self._known: frozenset[OutletId] = frozenset()
        self._last: Look | None = None
        self._mark: int | None = None
        self._looked = 0.0

    def close(self) -> None:
        """Write down what was only remembered, and let go of the store."""
        self.keep_seen()
        self.trials.close()
        self._opened.close()

    def now(self) -> tuple[Station, Timetable | None]:
        """Give the station and its timetable as they stand at this moment."""
        look = self.look()
        return look.station, look.timetable

    def look(self) -> Look:
        """Look at the folder, and at the store where anybody has written."""
        with self._turn:
            mark = self._opened.store.mark()  # before the look: what is written meanwhile is seen the next time
            last = self._last
            if last is None or mark is None or mark != self._mark:
                last = self._look_into_store()
            stamp = last.version, self._files()
            if stamp != self._stamp:
                self._reopen(stamp)
            self._last = replace(last, station=self._station, timetable=self._timetable, known=self._known)
            self._mark, self._looked = mark, monotonic()
            return self._last

    def glance(self) -> Look | None:
        """Give the last look as long as it surely holds, at once; none where somebody has to look."""
        last = self._last
        fresh = last is not None and monotonic() - self._looked < GLANCE_S
        return last if fresh and self._mark is not None and self._opened.store.mark() == self._mark else None

    def stay(self, station: Station) -> Stay:
        """Give how long somebody stays signed in."""
        web = station.settings.web
        return Stay(idle=timedelta(minutes=web.idle_minutes), longest=timedelta(hours=web.session_hours))

    def hosts(self, station: Station) -> frozenset[str]:
        """Give the names by which the pages may be asked for, in small letters and without ports."""
        return frozenset(name.lower() for name in (*LOOPBACK, *self.served.hosts, *station.settings.web.hosts))

    def keep_seen(self) -> None:
        """Write down which tokens were used and which bundles taken; what cannot be written is tried again later."""
        taken = self.fetched.taken()
        try:
            if taken:
                note_all_fetched(self._station, taken)
        except BroadcasterError as error:
            self.fetched.put_back(taken)
            logger.warning("%s", error, extra={"action": "web_fetched_not_kept"})
        seen = self.seen.taken()
        try:
            see_tokens(self._station, seen)
        except BroadcasterError as error:
            self.seen.put_back(seen)
            logger.warning("%s", error, extra={"action": "web_seen_not_kept"})

    def _look_into_store(self) -> Look:
        with self._opened.store.reading() as tx:
            version, handed, tokens = tx.timetables.version(), tx.handovers.newest(), tx.tokens.version()
        return Look(station=self._station, timetable=self._timetable, version=version, handed=handed, tokens=tokens)

    def _files(self) -> tuple[tuple[str, int], ...]:
        folder = self._opened.folder
        watched = (folder / STATION_FILE, *sorted((folder / "schedules").glob("lexicon*.toml")))
        return tuple((path.name, _changed_at(path)) for path in watched)

    def _reopen(self, stamp: _Stamp) -> None:
        """Look at the folder anew through the same store; settings that cannot be read leave those that stand."""
        self._stamp = stamp
        with self._opened.store.reading() as tx:
            self._timetable = tx.timetables.current()
        self._known = frozenset(each.id for each in self._timetable.outlets) if self._timetable else frozenset()
        try:
            settings = load_station(self._opened.folder, self.environ)
        except BroadcasterError as error:
            logger.warning("%s", error, extra={"action": "web_settings_refused"})
            settings = self._station.settings
        self._station = Station(self._opened.folder, settings, self._opened.store, self.environ)
        logger.info("station read", extra={"action": "web_station_read"})


class KnownHolders:
    """Who holds which secret, remembered for as long as no token is made or taken back and no timetable applied.

    Secrets are remembered by their hash alone. Whether a token has ended is asked each time.
    """

    def __init__(self) -> None:
        """Begin with nobody."""
        self._stamp: object = None
        self._known: dict[str, TokenHolder] = {}

    def get(self, secret: str, look: Look) -> TokenHolder | None:
        """Give who holds a secret, where that is remembered."""
        return self._known.get(key_of(secret)) if self._stamp == (look.tokens, look.version) else None

    def keep(self, secret: str, holder: TokenHolder, look: Look) -> None:
        """Remember."""
        stamp = look.tokens, look.version
        if self._stamp != stamp or len(self._known) >= MOST_HOLDERS:
            self._known, self._stamp = {}, stamp
        self._known[key_of(secret)] = holder


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


class FetchedBundles:
    """Which bundles programs took whole, remembered until it is written down with many others."""

    def __init__(self) -> None:
        """Begin with none."""
        self._taken: list[Fetched] = []
        self._turn = threading.Lock()

    def add(self, fetched: Fetched) -> None:
        """Remember."""
        with self._turn:
            self._taken.append(fetched)

    def taken(self) -> list[Fetched]:
        """Give all that is remembered, and forget it."""
        with self._turn:
            taken, self._taken = self._taken, []
        return taken

    def put_back(self, taken: list[Fetched]) -> None:
        """Remember again what could not be written."""
        with self._turn:
            self._taken = [*taken, *self._taken]


def _changed_at(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
