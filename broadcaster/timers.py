"""The only APScheduler: wakes services every few seconds, and nothing else.

What is due is decided from the store and the time (:mod:`broadcaster.scheduling.due`), so that no wake-up is worth
anything by itself: a late one, a lost one or one too many changes nothing. Of several services that run for one store
only the leader works; the others wait for it to die.
"""

from __future__ import annotations

import contextlib
import logging
import signal
import threading
from collections.abc import Callable, Generator, Mapping
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import Any

from apscheduler.schedulers.background import BackgroundScheduler

from broadcaster.domain.jobs import Lane
from broadcaster.domain.zone import ZONE
from broadcaster.errors import BroadcasterError
from broadcaster.services.raise_alarms import send_notices
from broadcaster.services.run_jobs import anything_due, run_due, run_once, timetable_of
from broadcaster.station import Station

logger = logging.getLogger(__name__)

WAKE_S = 5
"""How often it is looked whether something is due, in seconds."""


class Timers:
    """The station's service, until it is told to stop."""

    def __init__(
        self, folder: Path, environ: Mapping[str, str], now: Callable[[], datetime], *, wake_s: float = WAKE_S
    ) -> None:
        """Make the timetable from settings; raises what :meth:`Station.open` raises."""
        self._folder = folder
        self._environ = environ
        self._now = now
        self._wake_s = wake_s
        self._stopped = threading.Event()
        self._leading = threading.Event()
        self._station = Station.open(folder, environ)
        self._lead = self._station.store.leadership()
        self.hours = self._station.settings.timers.hours
        self._timetable = timetable_of(self._station.settings.timers)

    def close(self) -> None:
        """Let go of the lead and of the store."""
        self._lead.let_go()
        self._station.close()

    def run(self, name: str) -> bool:
        """Run one job now; an error is told. Says whether it went well."""
        return run_once(self._station, name, clock=self._now)

    def serve(self) -> None:
        """Do what is due until :meth:`stop` or SIGTERM; the job at work is let to its end."""
        for name in ("SIGINT", "SIGTERM", "SIGBREAK"):  # the last one is how Windows asks a console program to end
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self.stop)
        scheduler = self._scheduler()
        scheduler.start()
        logger.info("timers run", extra={"action": "timers_started"})
        while not self._stopped.wait(timeout=1):  # in slices, so that Windows hands a signal over
            pass
        scheduler.shutdown(wait=True)
        self.close()
        logger.info("timers stopped", extra={"action": "timers_stopped"})

    def stop(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        """Ask the service to end."""
        self._stopped.set()

    def lead(self) -> bool:
        """Take the lead, or look whether we still have it, and say whether we have it."""
        with _told("timers_lead_failed"):
            leads = self._lead.holds() if self._leading.is_set() else self._lead.take()
            if leads and not self._leading.is_set():
                logger.info("this service leads", extra={"action": "timers_lead_taken"})
                self._leading.set()
            elif not leads and self._leading.is_set():
                logger.warning("another service may lead", extra={"action": "timers_lead_lost"})
                self._leading.clear()
        return self._leading.is_set()

    def work(self, lane: Lane) -> None:
        """Run what is due in one lane, with the station as it stands now; only the leader does."""
        timetable = [each for each in self._timetable if each.lane is lane]
        if not self._leading.is_set():
            return
        with _told("timers_work_failed"):
            if anything_due(self._station.store, timetable, self._now()):
                with Station.open(self._folder, self._environ) as station:
                    run_due(station, timetable, clock=self._now, stopping=self._must_end)

    def tell(self) -> None:
        """Send what waits to be told; only the leader does."""
        if self._leading.is_set():
            with _told("timers_tell_failed"):
                send_notices(self._station, now=self._now())

    def _must_end(self) -> bool:
        return self._stopped.is_set() or not self._leading.is_set()

    def _scheduler(self) -> Any:  # noqa: ANN401 - untyped upstream
        """Make the wake-ups: each waits for itself alone, and one that comes late still counts."""
        wakes: list[tuple[Callable[..., object], list[Lane]]] = [(self.lead, []), (self.tell, [])]
        wakes += [(self.work, [lane]) for lane in Lane]
        executors = {"default": {"type": "threadpool", "max_workers": len(wakes)}}
        scheduler: Any = BackgroundScheduler(timezone=ZONE, executors=executors)
        options: dict[str, Any] = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self.lead()
        for wake, lanes in wakes:
            scheduler.add_job(wake, "interval", lanes, seconds=self._wake_s, next_run_time=self._now(), **options)
        return scheduler


@contextlib.contextmanager
def _told(action: str) -> Generator[None]:
    """Log an error of ours and go on: the next wake-up tries again; all else the scheduler logs, and goes on too."""
    try:
        yield
    except BroadcasterError as error:
        logger.error("%s", error, extra={"action": action})  # noqa: TRY400 - the sentence says it all
