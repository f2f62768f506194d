"""The station's store: everything but the sound files, in SQLite or PostgreSQL."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from broadcaster.storage.accounts import Accounts, SetupLinks, SignInTries, Visits
from broadcaster.storage.air_orders import AirRules, PlanChanges, Withdrawals
from broadcaster.storage.alarms import Alarms, Notices
from broadcaster.storage.applied import Timetables
from broadcaster.storage.approved import Approvals
from broadcaster.storage.audited import Audit
from broadcaster.storage.chained import Chain
from broadcaster.storage.changes import Changes, changes
from broadcaster.storage.connections import Doors, doors
from broadcaster.storage.contacts import Contacts
from broadcaster.storage.contents import Contents
from broadcaster.storage.desk import ScriptDrafts, ScriptLocks
from broadcaster.storage.desk_lists import DeskLists
from broadcaster.storage.emergencies import Emergencies
from broadcaster.storage.facts import Airings, Handovers
from broadcaster.storage.followed import NewsFeeds
from broadcaster.storage.jobs import JobRuns
from broadcaster.storage.leadership import Leadership, leadership
from broadcaster.storage.moved import PlanMoves
from broadcaster.storage.orders import WorkOrders
from broadcaster.storage.plan_records import PlanRecords
from broadcaster.storage.plans import Editions, Playlists
from broadcaster.storage.proposed import Proposals
from broadcaster.storage.queued import Queue
from broadcaster.storage.received import NewsReceipts
from broadcaster.storage.reconciled import Reconciliations
from broadcaster.storage.refusals import connecting
from broadcaster.storage.rolled import Rollups
from broadcaster.storage.sounds import BlockQualities, Blocks, Cuts, Programmes, Voicings
from broadcaster.storage.stepped import ScriptSteps
from broadcaster.storage.tokens import Tokens
from broadcaster.storage.trusted import Trusts
from broadcaster.storage.twinned import NewsTwins
from broadcaster.storage.upgrade import bring_up, migrate, revision_of
from broadcaster.storage.versions import NewsShelf, ScriptShelf
from broadcaster.storage.words import Words


@dataclass(frozen=True, kw_only=True, slots=True)
class Transaction:
    """All that a service may ask of the store between begin and end."""

    news: NewsShelf
    """News items."""
    news_receipts: NewsReceipts
    """How they came in."""
    news_twins: NewsTwins
    """Which of them tell the same."""
    news_feeds: NewsFeeds
    """How the station stands with the feeds that it follows."""
    scripts: ScriptShelf
    """Copy."""
    desk_lists: DeskLists
    """Long lists of news and copy."""
    words: Words
    """The lexicon, as far as it is kept by command."""
    approvals: Approvals
    """Who approved what."""
    script_steps: ScriptSteps
    """What else was said of scripts on the way."""
    drafts: ScriptDrafts
    """What is typed over scripts and not saved yet."""
    locks: ScriptLocks
    """Who sits at which script."""
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
    plan_records: PlanRecords
    """What explains the plans."""
    plan_changes: PlanChanges
    """Late stories."""
    plan_moves: PlanMoves
    """Items moved between sessions by hand."""
    air_rules: AirRules
    """When items may air and how often."""
    withdrawals: Withdrawals
    """Items that may not air."""
    handovers: Handovers
    """Bundles given to outlets."""
    airings: Airings
    """The as-run log."""
    chain: Chain
    """What ties its entries together."""
    rollups: Rollups
    """Airtime added up."""
    emergencies: Emergencies
    """Emergency bulletins and what became of them."""
    reconciliations: Reconciliations
    """Days held against their plan."""
    timetables: Timetables
    """Applied versions of ``schedules/``."""
    proposals: Proposals
    """Changes of the timetable that somebody asked for, and what became of them."""
    contacts: Contacts
    """Whom to call at each outlet."""
    trusts: Trusts
    """When the newest records were made, and who vouched for the clock or for a restored store."""
    job_runs: JobRuns
    """What the service's jobs did."""
    work_orders: WorkOrders
    """What people asked the service to do."""
    alarms: Alarms
    """What somebody has to know."""
    notices: Notices
    """What tells of alarms."""
    accounts: Accounts
    """Who may sign in, and as what."""
    visits: Visits
    """Who has signed in."""
    setup_links: SetupLinks
    """Ways to set a password once."""
    sign_in_tries: SignInTries
    """Failed sign-ins."""
    tokens: Tokens
    """How programs come in."""
    audit: Audit
    """What people did."""

    @classmethod
    def on(cls, connection: Connection) -> Transaction:
        """Speak through an open connection."""
        return cls(
            news=NewsShelf(connection),
            news_receipts=NewsReceipts(connection),
            news_twins=NewsTwins(connection),
            news_feeds=NewsFeeds(connection),
            scripts=ScriptShelf(connection),
            desk_lists=DeskLists(connection),
            words=Words(connection),
            approvals=Approvals(connection),
            script_steps=ScriptSteps(connection),
            drafts=ScriptDrafts(connection),
            locks=ScriptLocks(connection),
            cuts=Cuts(connection),
            voicings=Voicings(connection),
            blocks=Blocks(connection),
            block_qualities=BlockQualities(connection),
            queue=Queue(connection),
            editions=Editions(connection),
            programmes=Programmes(connection),
            playlists=Playlists(connection),
            plan_records=PlanRecords(connection),
            plan_changes=PlanChanges(connection),
            plan_moves=PlanMoves(connection),
            air_rules=AirRules(connection),
            withdrawals=Withdrawals(connection),
            handovers=Handovers(connection),
            airings=Airings(connection),
            chain=Chain(connection),
            rollups=Rollups(connection),
            emergencies=Emergencies(connection),
            reconciliations=Reconciliations(connection),
            timetables=Timetables(connection),
            proposals=Proposals(connection),
            contacts=Contacts(connection),
            trusts=Trusts(connection),
            job_runs=JobRuns(connection),
            work_orders=WorkOrders(connection),
            alarms=Alarms(connection),
            notices=Notices(connection),
            accounts=Accounts(connection),
            visits=Visits(connection),
            setup_links=SetupLinks(connection),
            sign_in_tries=SignInTries(connection),
            tokens=Tokens(connection),
            audit=Audit(connection),
        )


class Store:
    """An open store; threads may share it, processes open their own."""

    def __init__(self, ways_in: Doors) -> None:
        """Take a database that is ready; use :meth:`open`."""
        self.doors = ways_in
        self._turn = threading.Lock()
        self._changes: Changes | None = None

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

    @classmethod
    def as_it_is(cls, url: str) -> Store:
        """Open a store of any schema, to be looked at through :meth:`contents` alone; nothing is brought up.

        Raises:
            StoreFailed: the address cannot be used.
        """
        return cls(doors(url))

    @property
    def revision(self) -> str | None:
        """Give the revision of the schema as it stands; none for a database in which nothing was ever made."""
        with self.doors.reader.begin() as connection:
            return revision_of(connection)

    @property
    def place(self) -> str:
        """Name the store for people: the file, or the address without its password."""
        return self.doors.place

    def mark(self) -> int | None:
        """Give a number that becomes another one as soon as anybody has written, in this process or in another.

        It is told at once and disturbs nobody; none where asking takes as long as looking (PostgreSQL).
        """
        with self._turn:
            if self._changes is None:
                self._changes = changes(self.doors)
            return self._changes.mark()

    def leadership(self) -> Leadership:
        """Give the right to do the service's work for this store; it is to be taken."""
        return leadership(self.doors)

    def order_desk(self) -> Leadership:
        """Give the right to carry out what people ordered for this store; it is to be taken."""
        return leadership(self.doors, "orders")

    def close(self) -> None:
        """Let go of the database."""
        with self._turn:
            if self._changes is not None:
                self._changes.close()
            self._changes = None
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
    def contents(self) -> Generator[Contents]:
        """Read all rows as they are at one moment, whatever others write meanwhile."""
        with self.doors.reader.begin() as connection:
            yield Contents(connection)

    @contextlib.contextmanager
    def refilling(self, revision: str) -> Generator[tuple[Contents, Callable[[], Contents]]]:
        """Read all rows, then put others into their place: all or nothing, and nobody else writes meanwhile.

        Gives what stands, and what drops it and makes the empty tables of a revision; raises StoreTooNew.
        """
        with self.doors.writer.begin() as connection:
            standing = Contents(connection)

            def emptied() -> Contents:
                standing.drop()
                migrate(connection, None, revision, self.doors)
                return Contents(connection)

            yield standing, emptied

    @contextlib.contextmanager
    def _through(self, door: Engine) -> Generator[Transaction]:
        with connecting(self.place):
            connection = door.connect()
        with connection, connection.begin():
            yield Transaction.on(connection)
