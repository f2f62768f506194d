"""The station's store: everything but the sound files, in SQLite or PostgreSQL."""

from __future__ import annotations

import contextlib
from collections.abc import Generator
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from broadcaster.storage.applied import Timetables
from broadcaster.storage.approved import Approvals
from broadcaster.storage.chained import Chain
from broadcaster.storage.connections import Doors, doors
from broadcaster.storage.facts import Airings, Handovers
from broadcaster.storage.plans import Editions, Playlists
from broadcaster.storage.queued import Queue
from broadcaster.storage.reconciled import Reconciliations
from broadcaster.storage.refusals import connecting
from broadcaster.storage.sounds import BlockQualities, Blocks, Cuts, Programmes, Voicings
from broadcaster.storage.upgrade import bring_up
from broadcaster.storage.versions import NewsShelf, ScriptShelf
from broadcaster.storage.words import Words


@dataclass(frozen=True, kw_only=True, slots=True)
class Transaction:
    """All that a service may ask of the store between begin and end."""

    news: NewsShelf
    """News items."""
    scripts: ScriptShelf
    """Copy."""
    words: Words
    """The lexicon, as far as it is kept by command."""
    approvals: Approvals
    """Who approved what."""
    cuts: Cuts
    """Voiced sentences."""
    voicings: Voicings
    """Voiced scripts."""
    blocks: Blocks
    block_qualities: BlockQualities
    """Encoded segments."""
    queue: Queue
    """What staff put into sessions by hand."""
    editions: Editions
    """Rundowns."""
    programmes: Programmes
    """Finished sound files."""
    playlists: Playlists
    """Plans."""
    handovers: Handovers
    """Bundles given to outlets."""
    airings: Airings
    """The as-run log."""
    chain: Chain
    """What ties its entries together."""
    reconciliations: Reconciliations
    """Days held against their plan."""
    timetables: Timetables
    """Applied versions of ``schedules/``."""

    @classmethod
    def on(cls, connection: Connection) -> Transaction:
        """Speak through an open connection."""
        return cls(
            news=NewsShelf(connection),
            scripts=ScriptShelf(connection),
            words=Words(connection),
            approvals=Approvals(connection),
            cuts=Cuts(connection),
            voicings=Voicings(connection),
            blocks=Blocks(connection),
            block_qualities=BlockQualities(connection),
            queue=Queue(connection),
            editions=Editions(connection),
            programmes=Programmes(connection),
            playlists=Playlists(connection),
            handovers=Handovers(connection),
            airings=Airings(connection),
            chain=Chain(connection),
            reconciliations=Reconciliations(connection),
            timetables=Timetables(connection),
        )


class Store:
    """An open store; threads may share it, processes open their own."""

    def __init__(self, ways_in: Doors) -> None:
        """Take a database that is ready; use :meth:`open`."""
        self.doors = ways_in

    @classmethod
    def open(cls, url: str) -> Store:
        """Open a store and bring it to the newest schema.

        Args:
            url: ``sqlite:///C:/đài/broadcaster.db`` or ``postgresql+psycopg://user:password@host/database``.

        Raises:
            StoreTooNew, StoreFailed, StoreBusy, StoreDamaged, DiskFull, ReadOnlyPlace, FileMissing.
        """
        ways_in = doors(url)
        try:
            bring_up(ways_in)
        except BaseException:
            ways_in.close()
            raise
        return cls(ways_in)

    @property
    def place(self) -> str:
        """Name the store for people: the file, or the address without its password."""
        return self.doors.place

    def close(self) -> None:
        """Let go of the database."""
        self.doors.close()

    @contextlib.contextmanager
    def reading(self) -> Generator[Transaction]:
        """See the store as it is at one moment, whatever others write meanwhile; nothing can be written."""
        with self._through(self.doors.reader) as transaction:
            yield transaction

    @contextlib.contextmanager
    def writing(self) -> Generator[Transaction]:
        """Write all or nothing; any exception undoes everything.

        Waits for any other writer, so a second one inside the first would wait for itself.

        Raises:
            StoreBusy: another writer took longer than 30 seconds.
            StoreFailed, StoreDamaged, DiskFull, ReadOnlyPlace: nothing was written.
        """
        with self._through(self.doors.writer) as transaction:
            yield transaction

    @contextlib.contextmanager
    def _through(self, door: Engine) -> Generator[Transaction]:
        with connecting(self.place):
            connection = door.connect()
        with connection, connection.begin():
            yield Transaction.on(connection)
