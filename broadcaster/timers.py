"""The only APScheduler: wakes services at the station's hours, and nothing else.

The timetable is made anew from settings at every start; no job is ever pickled. A job that comes late, because the PC
slept over its hour, still runs once within its grace; later than that it is told as missed.
"""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Any, cast

from apscheduler.events import EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.cron import CronTrigger

from broadcaster.domain.zone import ZONE
from broadcaster.errors import BroadcasterError
from broadcaster.services.gather_news import gather_news
from broadcaster.services.guard_sending import refuse_unless_current
from broadcaster.services.keep_cache import prune_cache
from broadcaster.services.mix_programme import mix_day
from broadcaster.services.plan_week import plan_days
from broadcaster.services.publish_day import publish_day
from broadcaster.services.show_day import show_day
from broadcaster.services.voice_script import voice_scripts
from broadcaster.services.write_script import write_frames, write_scripts
from broadcaster.station import Station

logger = logging.getLogger(__name__)

GRACE = timedelta(hours=2)
"""How late a job may still run; later than that it is told as missed."""

Job = Callable[[Station, date, datetime], str]
"""Takes the station, the day that follows today, and the time; says what it did."""


def prepare_tomorrow(station: Station, tomorrow: date, now: datetime) -> str:
    """Take in what lies in ``news/``, write copy and tomorrow's frames, voice what is approved."""
    inbox = station.folder / "news"
    gathered = gather_news(station, [inbox], now=now) if inbox.is_dir() else ()
    write_scripts(station, now=now)
    write_frames(station, tomorrow, now=now)
    voiced = voice_scripts(station, now=now)
    return f"{len(gathered)} tin, thu {len(voiced)} kịch bản"


def plan_tomorrow(station: Station, tomorrow: date, now: datetime) -> str:
    """Voice what was approved meanwhile and plan tomorrow."""
    refuse_unless_current(station, now=now)
    voice_scripts(station, now=now)
    (planned,) = plan_days(station, tomorrow, now=now)
    return f"{len(planned.plan.playlists)} buổi phát"


def publish_tomorrow(station: Station, tomorrow: date, now: datetime) -> str:
    """Mix tomorrow, hand the bundles over, write the page, keep the made sound in bounds."""
    mix_day(station, tomorrow)
    published = publish_day(station, tomorrow, now=now)
    show_day(station, tomorrow)
    prune_cache(station, now=now)
    return f"{len(published)} gói phát"


JOBS: Mapping[str, Job] = {
    "prepare": prepare_tomorrow,
    "plan": plan_tomorrow,
    "publish": publish_tomorrow,
}
"""Every job by its name; its hour is ``[timers]`` in station.toml."""


class Timers:
    """The station's service: one timer per job, until it is told to stop."""

    def __init__(self, folder: Path, environ: Mapping[str, str], now: Callable[[], datetime]) -> None:
        """Read the hours from settings; raises what :meth:`Station.open` raises."""
        self._folder = folder
        self._environ = environ
        self._now = now
        self._stopped = threading.Event()
        self._scheduler: Any = BackgroundScheduler(  # untyped upstream
            timezone=ZONE,
            executors={"default": {"type": "threadpool", "max_workers": 1}},  # one job at a time
        )
        with Station.open(folder, environ) as station:
            self.hours = station.settings.timers.hours
        grace = int(GRACE.total_seconds())
        options: dict[str, Any] = {"misfire_grace_time": grace, "coalesce": True, "max_instances": 1}
        for name, hour in self.hours.items():
            trigger = CronTrigger(hour=hour.hour, minute=hour.minute, timezone=ZONE)
            self._scheduler.add_job(self.run, trigger, [name], id=name, **options)
        self._scheduler.add_listener(_tell_missed, EVENT_JOB_MISSED)

    def run(self, name: str) -> bool:
        """Run one job now; an error is told and the service goes on. Says whether it went well."""
        now = self._now()
        tomorrow = now.astimezone(ZONE).date() + timedelta(days=1)
        try:
            with Station.open(self._folder, self._environ) as station:
                done = JOBS[name](station, tomorrow, now)
        except BroadcasterError as error:
            logger.error("%s", error, extra={"action": f"timer_{name}_failed"})  # noqa: TRY400 - the sentence says it all
            return False
        logger.info("%s", done, extra={"action": f"timer_{name}_done"})
        return True

    def serve(self) -> None:
        """Wake the jobs at their hours until :meth:`stop` or SIGTERM; the job at work is let to its end."""
        for name in ("SIGINT", "SIGTERM", "SIGBREAK"):  # the last one is how Windows asks a console program to end
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self.stop)
        self._scheduler.start()
        logger.info("timers run", extra={"action": "timers_started"})
        while not self._stopped.wait(timeout=1):
            pass
        self._scheduler.shutdown(wait=True)
        logger.info("timers stopped", extra={"action": "timers_stopped"})

    def stop(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        """Ask the service to end."""
        self._stopped.set()


def _tell_missed(event: JobExecutionEvent) -> None:
    planned = cast("datetime", event.scheduled_run_time).astimezone(ZONE)
    logger.error("missed: %s", planned.isoformat(), extra={"action": f"timer_{event.job_id}_missed"})
