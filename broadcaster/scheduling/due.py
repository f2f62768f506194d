"""What the service has to do at a moment: decided from its timetable, from what is recorded, and from the time alone.

Nothing here remembers anything, so that sleep, a restart, or a clock that jumps change the answer only as far as they
change the time: what was recorded once is never due again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from broadcaster.domain.ids import JobId
from broadcaster.domain.jobs import DailyAt, EveryMinutes, JobOutcome, JobRun, JobTimes

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30))
"""How long after each failed try the next one follows; the last holds for all that come later."""

LOOK_BACK = timedelta(days=31)
"""How far back times that passed are counted one by one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """What to do now."""

    now: tuple[JobRun, ...]
    """What to run, in this order: runs as they stand, with the attempts made so far."""
    passed: tuple[JobRun, ...]
    """What to record as missed or skipped."""
    unreal: tuple[JobRun, ...]
    """What a clock that was wrong has recorded of jobs that only look: to be forgotten, or they would not look again
    until that time has come."""


def due(timetable: Sequence[JobTimes], runs: Iterable[JobRun], now: datetime, zone: tzinfo) -> Due:
    """Decide what is to run at `now`, and which times have passed for good.

    `runs` are the newest of each job; none of them is at work any more, so that one without an end was killed. Of the
    times of a job that passed together only the newest runs: the earlier ones are skipped when it can do their work,
    and missed when they are older than the job may be late.
    """
    runs = tuple(runs)
    known = [run for run in runs if run.due_at <= now]  # a clock that was wrong has left some that are yet to come
    often = {times.job for times in timetable if isinstance(times.when, EveryMinutes)}
    to_run: list[JobRun] = []
    passed: list[JobRun] = []
    for times in timetable:
        own = [run for run in known if run.job == times.job]
        fresh = list(_unrecorded(times, own, now, zone))
        late = [at for at in fresh if now - at > times.catch_up]
        ready = [at for at in fresh if now - at <= times.catch_up]
        passed += _passed(times, late, ready)
        if ready:
            to_run.append(JobRun(job=times.job, due_at=ready[-1]))
        elif not late and (again := _to_try_again(times, own, now)) is not None:
            to_run.append(again)
    return Due(
        now=tuple(sorted(to_run, key=lambda run: run.due_at)),
        passed=tuple(passed),
        unreal=tuple(run for run in runs if run.due_at > now and run.job in often),
    )


def next_due(times: JobTimes, now: datetime, zone: tzinfo) -> datetime:
    """Give the first time after `now` at which a job is due."""
    return next(at for at in _times_from(times, now, zone) if at > now)


def next_try(times: JobTimes, run: JobRun) -> datetime | None:
    """Give when a run that failed or was killed is to be tried again; none when it is not."""
    if not _may_be_tried_again(times, run):
        return None
    last = run.ended_at or run.started_at or run.due_at
    at = last + PAUSES[min(max(run.attempt, 1), len(PAUSES)) - 1]
    return at if at - run.due_at <= times.catch_up else None


def _to_try_again(times: JobTimes, own: Sequence[JobRun], now: datetime) -> JobRun | None:
    newest = max(own, key=lambda run: run.due_at, default=None)
    if newest is None or not _may_be_tried_again(times, newest) or now - newest.due_at > times.catch_up:
        return None
    if (newest.ended_at or newest.started_at or now) > now:
        return newest  # it ended at a time that is yet to come: the clock was put back since
    at = next_try(times, newest)
    return newest if at is not None and now >= at else None


def _may_be_tried_again(times: JobTimes, run: JobRun) -> bool:
    """Say whether a run is worth another try; what is due every few minutes is tried again by its next time."""
    return run.outcome in {None, JobOutcome.FAILED} and isinstance(times.when, DailyAt)


def _unrecorded(times: JobTimes, own: Sequence[JobRun], now: datetime, zone: tzinfo) -> Iterator[datetime]:
    """Give the times up to now after the last one that is recorded; of a new job, those that can be made good."""
    if isinstance(times.when, EveryMinutes):
        reach = timedelta(minutes=times.when.minutes)
    else:
        reach = times.catch_up + timedelta(microseconds=1)
    last = max((run.due_at for run in own), default=now - reach)
    for at in _times_from(times, max(last, now - LOOK_BACK), zone):
        if at > now:
            return
        if at > last:
            yield at


def _passed(times: JobTimes, late: Sequence[datetime], ready: Sequence[datetime]) -> list[JobRun]:
    skipped = [_record(times.job, at, JobOutcome.SKIPPED) for at in ready[:-1]]
    if isinstance(times.when, DailyAt):
        return [_record(times.job, at, JobOutcome.MISSED) for at in late] + skipped
    gone = [*late, *ready[:-1]]
    if not gone:
        return []
    outcome = JobOutcome.MISSED if late else JobOutcome.SKIPPED
    return [_record(times.job, gone[-1], outcome, f"{len(gone)} lần" if len(gone) > 1 else "")]


def _record(job: JobId, at: datetime, outcome: JobOutcome, message: str = "") -> JobRun:
    return JobRun(job=job, due_at=at, outcome=outcome, message=message)


def _times_from(times: JobTimes, start: datetime, zone: tzinfo) -> Iterator[datetime]:
    """Give every time at which a job is due, from the local day of `start` on."""
    day = start.astimezone(zone).date()
    while True:
        if isinstance(times.when, DailyAt):
            yield datetime.combine(day, times.when.hour, tzinfo=zone).astimezone(UTC)
        else:
            midnight = datetime.combine(day, time(0), tzinfo=zone).astimezone(UTC)
            for minute in range(0, 24 * 60, times.when.minutes):
                yield midnight + timedelta(minutes=minute)
        day += timedelta(days=1)
