"""What the station's service does by itself, and how each run of it is recorded.

Every job may be run twice, killed anywhere and run again: the services that it calls allow that.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from broadcaster.domain.airings import Evidence
from broadcaster.domain.alarms import AlarmKind, Trouble
from broadcaster.domain.ids import JobId
from broadcaster.domain.jobs import DailyAt, EveryMinutes, JobOutcome, JobRun, JobTimes, Lane
from broadcaster.domain.zone import ZONE
from broadcaster.errors import BroadcasterError
from broadcaster.scheduling.due import due, next_due, next_try
from broadcaster.services.close_log import airings_of, close_log
from broadcaster.services.guard_sending import refuse_unless_current
from broadcaster.services.keep_backups import nightly_backup
from broadcaster.services.keep_cache import prune_cache
from broadcaster.services.keep_sound import drop_outdated
from broadcaster.services.mix_programme import mix_day
from broadcaster.services.plan_week import plan_days
from broadcaster.services.poll_feeds import feed_states, poll_feeds
from broadcaster.services.publish_day import publish_day
from broadcaster.services.raise_alarms import settle, watch_engines, watch_station
from broadcaster.services.read_mailbox import read_mailbox
from broadcaster.services.roll_up_airtime import refresh_rollups
from broadcaster.services.show_day import show_day
from broadcaster.services.voice_script import voice_scripts
from broadcaster.services.watch_alerts import watch_alerts
from broadcaster.services.watch_folder import gather_folder
from broadcaster.services.write_script import write_frames, write_scripts
from broadcaster.settings.service import TimersSettings
from broadcaster.station import Station
from broadcaster.storage.saved import Saved
from broadcaster.storage.store import Store

logger = logging.getLogger(__name__)

Work = Callable[[Station, date, datetime], str]
"""Takes the station, the local day on which the job was due, and the time; says what it did."""

CATCH_UP_OFTEN = timedelta(hours=2)
"""How late a job that only looks may be before its times count as missed: it had to wait behind another."""

KEEP_LOOKS = timedelta(days=14)
"""How long what went well with such jobs is kept."""

_MANY_FAILURES = 4
"""After how many failures in a row of one feed somebody is told: about two hours."""

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """One thing that the service does by itself."""

    work: Work
    """What it does."""
    often: Callable[[TimersSettings], int] | None = None
    """Every how many minutes; none for a job whose hour ``[timers]`` names."""
    lane: Lane = Lane.WORK
    """Which other jobs it waits for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class JobStanding:
    """How one job stands."""

    times: JobTimes
    """When it is due."""
    last: JobRun | None
    """Its newest run."""
    done_at: datetime | None
    """When it last did its work."""
    next_due: datetime
    """When it is due next."""
    next_try: datetime | None
    """When it is tried again before that."""


# --- the jobs


def gather(station: Station, day: date, now: datetime) -> str:
    """Take in what lies in the watched folder and write its copy."""
    del day
    came = gather_folder(station, now=now)
    written = write_scripts(station, now=now)
    told = [f"{len(came.gathering.taken)} tin, {len(written)} kịch bản"]
    told += [f"{came.refused} tệp không nhận được"] * bool(came.refused)
    told += [f"{len(came.waiting)} tệp đang chép hoặc đang mở"] * bool(came.waiting)
    told += ["không mở được thư mục tin bài"] * came.missing
    return ", ".join(told)


def follow_feeds(station: Station, day: date, now: datetime) -> str:
    """Ask the feeds that are due for what is new, and tell of those that keep failing."""
    del day
    visits = poll_feeds(station, now=now)
    fresh = sum(each.saved is not Saved.UNCHANGED for visit in visits for each in visit.taken)
    trouble = [
        Trouble(key=f"feed:{each.name}", kind=AlarmKind.JOB, sentence=f"Nguồn tin {each.name}: {each.told}")
        for each in feed_states(station, now=now)
        if each.failures >= _MANY_FAILURES
    ]
    settle(station, trouble, of=lambda alarm: alarm.key.startswith("feed:"), now=now)
    return f"{len(visits)} nguồn tin, {fresh} tin mới"


def take_mail(station: Station, day: date, now: datetime) -> str:
    """Take in what came to the mailbox, where it is due, and tell when it keeps failing."""
    del day
    visit = read_mailbox(station, now=now)
    if visit is None:
        return "chưa tới giờ xem thư" if station.settings.mailbox.host else "không có hòm thư"
    state = visit.state
    told = f"Hòm thư nhận tin: {state.told}"
    trouble = [Trouble(key="mailbox", kind=AlarmKind.JOB, sentence=told)] if state.failures >= _MANY_FAILURES else []
    settle(station, trouble, of=lambda alarm: alarm.key == "mailbox", now=now)
    return state.told


def voice(station: Station, day: date, now: datetime) -> str:
    """Voice what is approved."""
    del day
    return f"thu {len(voice_scripts(station, now=now))} kịch bản"


def prepare(station: Station, day: date, now: datetime) -> str:
    """Take in news, write copy and tomorrow's frames, voice what is approved."""
    told = gather(station, day, now)
    write_frames(station, day + _ONE_DAY, now=now)
    return f"{told}, {voice(station, day, now)}"


def plan(station: Station, day: date, now: datetime) -> str:
    """Voice what was approved meanwhile and plan tomorrow."""
    refuse_unless_current(station, now=now)
    voice_scripts(station, now=now)
    (planned,) = plan_days(station, day + _ONE_DAY, now=now)
    return f"{len(planned.plan.playlists)} buổi phát"


def mix(station: Station, day: date, now: datetime) -> str:
    """Mix tomorrow."""
    del now
    return f"{len(mix_day(station, day + _ONE_DAY))} chương trình"


def publish(station: Station, day: date, now: datetime) -> str:
    """Hand tomorrow's bundles over, write its page, keep the made sound in bounds."""
    mix_day(station, day + _ONE_DAY)
    published = publish_day(station, day + _ONE_DAY, now=now)
    show_day(station, day + _ONE_DAY)
    prune_cache(station, now=now)
    return f"{len(published)} gói phát"


def close(station: Station, day: date, now: datetime) -> str:
    """Close yesterday's log with signed heads, see whether every outlet has said what aired, add up airtime."""
    yesterday = day - _ONE_DAY
    close_log(station, yesterday, now=now)
    with station.store.reading() as tx:
        given = {each.outlet_id for each in tx.handovers.between(yesterday, yesterday)}
    entries = [each for each in airings_of(station, yesterday) if each.evidence is not Evidence.REHEARSAL]
    silent = sorted(given - {each.outlet_id for each in entries})
    told = (
        f"Ngày {yesterday:%d/%m/%Y} còn {len(silent)}/{len(given)} nơi chưa có nhật ký phát sóng: "
        f"{', '.join(silent)}. Hỏi người trực ở đó."
    )
    trouble = [Trouble(key=f"log:{yesterday.isoformat()}", kind=AlarmKind.LOG, sentence=told)] if silent else []
    settle(station, trouble, of=lambda alarm: alarm.kind is AlarmKind.LOG, now=now)
    refresh_rollups(station.store)
    return f"{len(entries)} mục nhật ký, {len(silent)} nơi chưa có"


def backup(station: Station, day: date, now: datetime) -> str:
    """Back up the station and drop backups that are old enough."""
    del day
    return nightly_backup(station, now=now)


def retention(station: Station, day: date, now: datetime) -> str:
    """Drop sound that has aired long ago, and the record of what only looked and found nothing."""
    del day
    dropped = drop_outdated(station, now=now)
    with station.store.writing() as tx:
        tx.job_runs.forget_done([JobId(name) for name, job in JOBS.items() if job.often], before=now - KEEP_LOOKS)
    return f"xóa {len(dropped.removed)} tệp, {dropped.freed / 1_000_000:.1f} MB".replace(".", ",")


def watch(station: Station, day: date, now: datetime) -> str:
    """Look at the disk and at the sessions that come near."""
    del day
    return watch_station(station, now=now)


def look_at_engines(station: Station, day: date, now: datetime) -> str:
    """Try the speech engines that settings name."""
    del day
    return watch_engines(station, now=now)


def urgent(station: Station, day: date, now: datetime) -> str:
    """Answer the alerts in the watched folder, and take away emergency bulletins whose time has come."""
    del day
    return f"{len(watch_alerts(station, now))} cảnh báo"


JOBS: Mapping[str, Job] = {
    "gather": Job(work=gather, often=lambda timers: timers.gather_minutes),
    "feeds": Job(work=follow_feeds, often=lambda timers: timers.feeds_minutes),
    "mail": Job(work=take_mail, often=lambda timers: timers.mail_minutes),
    "voice": Job(work=voice, often=lambda timers: timers.voice_minutes),
    "prepare": Job(work=prepare),
    "plan": Job(work=plan),
    "mix": Job(work=mix),
    "publish": Job(work=publish),
    "close": Job(work=close),
    "backup": Job(work=backup),
    "retention": Job(work=retention),
    "urgent": Job(work=urgent, often=lambda _: 1, lane=Lane.WATCH),
    "watch": Job(work=watch, often=lambda timers: timers.watch_minutes, lane=Lane.WATCH),
    "engines": Job(work=look_at_engines, often=lambda timers: timers.engines_minutes, lane=Lane.WATCH),
}
"""Every job by its name. Those of one lane that are due together run in the order in which they were due."""


def timetable_of(timers: TimersSettings) -> tuple[JobTimes, ...]:
    """Give when each job is due, by the settings as they stand."""
    daily = timedelta(hours=timers.catch_up_hours)
    return tuple(
        JobTimes(
            job=JobId(name),
            when=EveryMinutes(minutes=job.often(timers)) if job.often else DailyAt(hour=timers.hours[name]),
            catch_up=CATCH_UP_OFTEN if job.often else daily,
            lane=job.lane,
        )
        for name, job in JOBS.items()
    )


# --- running them


def anything_due(store: Store, timetable: Sequence[JobTimes], now: datetime) -> bool:
    """Say whether there is something to run or to record."""
    with store.reading() as tx:
        runs = tx.job_runs.newest([each.job for each in timetable])
    decided = due(timetable, runs, now, ZONE)
    return bool(decided.now or decided.passed or decided.unreal)


def run_due(
    station: Station,
    timetable: Sequence[JobTimes],
    *,
    clock: Callable[[], datetime],
    stopping: Callable[[], bool] = lambda: False,
) -> int:
    """Record what has passed, run what is due, one after the other, and give the number of jobs that ran.

    Only one process may do so for a store at a time: a run without an end is taken for one that was killed.
    """
    ran = 0
    while not stopping():
        now = clock()
        with station.store.reading() as tx:
            runs = tx.job_runs.newest([each.job for each in timetable])
        decided = due(timetable, runs, now, ZONE)
        _record(station, decided.passed, decided.unreal, now)
        if not decided.now:
            break
        _run(station, decided.now[0], clock)
        ran += 1
    return ran


def run_once(station: Station, name: str, *, clock: Callable[[], datetime]) -> bool:
    """Run one job now because somebody asks for it; recorded when it went well, else only told."""
    now = clock()
    run = _ended(station, JobRun(job=JobId(name), due_at=now, attempt=1, started_at=now), clock)
    if run.outcome is JobOutcome.DONE:
        with station.store.writing() as tx:
            tx.job_runs.add([run])
    return run.outcome is JobOutcome.DONE


def standings(station: Station, *, now: datetime) -> tuple[JobStanding, ...]:
    """Give how every job stands."""
    timetable = timetable_of(station.settings.timers)
    with station.store.reading() as tx:
        runs, done = tx.job_runs.newest([each.job for each in timetable]), tx.job_runs.last_done()
    result: list[JobStanding] = []
    for times in timetable:
        last = max((run for run in runs if run.job == times.job), key=lambda run: run.due_at, default=None)
        upcoming = next_due(times, now, ZONE)
        again = next_try(times, last) if last is not None else None
        soon = max(again, now) if again is not None and again < upcoming else None
        done_at = done.get(times.job)
        result.append(JobStanding(times=times, last=last, done_at=done_at, next_due=upcoming, next_try=soon))
    return tuple(result)


def runs_on(station: Station, day: date) -> tuple[JobRun, ...]:
    """Give every run that was due on a local day."""
    starts = datetime.combine(day, time(0), tzinfo=ZONE)
    with station.store.reading() as tx:
        return tx.job_runs.between(starts, starts + _ONE_DAY)


def _record(station: Station, passed: Sequence[JobRun], unreal: Sequence[JobRun], now: datetime) -> None:
    if not passed and not unreal:
        return
    with station.store.writing() as tx:
        tx.job_runs.forget(unreal)
        tx.job_runs.add([replace(run, ended_at=now) for run in passed])
    for run in passed:
        told = f"{run.due_at.astimezone(ZONE):%d/%m/%Y %H:%M}"
        logger.warning("%s", told, extra={"action": f"timer_{run.job}_{run.outcome}"})
    daily = [run for run in passed if run.outcome is JobOutcome.MISSED and not JOBS[run.job].often]
    for run in {each.job: each for each in daily}.values():
        told = f"Việc {run.job} lỡ giờ {run.due_at.astimezone(ZONE):%H:%M ngày %d/%m/%Y}, không làm bù được nữa."
        _alarm(station, run.job, told, now)


def _run(station: Station, run: JobRun, clock: Callable[[], datetime]) -> None:
    begun = replace(run, attempt=run.attempt + 1, started_at=clock(), ended_at=None, outcome=None, message="")
    with station.store.writing() as tx:
        if not tx.job_runs.begin(begun):
            return  # another service has begun it
    ended = _ended(station, begun, clock)
    with station.store.writing() as tx:
        tx.job_runs.end(ended)
    told = f"Việc {run.job} hỏng: {ended.message}" if ended.outcome is JobOutcome.FAILED else ""
    _alarm(station, run.job, told, clock())


def _ended(station: Station, run: JobRun, clock: Callable[[], datetime]) -> JobRun:
    """Do the work and say how it ended: the fence that keeps the service alive whatever a job meets."""
    day = run.due_at.astimezone(ZONE).date()
    try:
        done = JOBS[run.job].work(station, day, run.started_at or run.due_at)
    except BroadcasterError as error:
        logger.error("%s", error, extra={"action": f"timer_{run.job}_failed"})  # noqa: TRY400 - the sentence says it all
        return replace(run, ended_at=clock(), outcome=JobOutcome.FAILED, message=str(error))
    except Exception as error:
        logger.exception("a job broke", extra={"action": f"timer_{run.job}_broke"})
        told = f"lỗi của phần mềm ({type(error).__name__}: {error}). Gửi nhật ký của dịch vụ cho người phụ trách."
        return replace(run, ended_at=clock(), outcome=JobOutcome.FAILED, message=told)
    logger.info("%s", done, extra={"action": f"timer_{run.job}_done"})
    return replace(run, ended_at=clock(), outcome=JobOutcome.DONE, message=done)


def _alarm(station: Station, job: JobId, told: str, now: datetime) -> None:
    trouble = [Trouble(key=f"job:{job}", kind=AlarmKind.JOB, sentence=told)] if told else []
    settle(station, trouble, of=lambda alarm: alarm.key == f"job:{job}", now=now)
