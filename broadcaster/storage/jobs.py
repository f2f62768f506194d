"""What became of the service's jobs, one row for each time that one was due."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, func, select, update

from broadcaster.domain.ids import JobId
from broadcaster.domain.jobs import JobOutcome, JobRun
from broadcaster.storage.rows import add_new, columns_of, row_of, values
from broadcaster.storage.tables import job_run as table

_KEPT = 40
"""So many of the newest runs of each job are looked at."""


class JobRuns:
    """Every time that a job was due; a second record of the same time is never made."""

    def __init__(self, connection: Connection) -> None:
        """Work within an open transaction."""
        self.connection = connection

    def begin(self, run: JobRun) -> bool:
        """Record that a job begins and say whether it may: not when the same attempt was begun already."""
        if add_new(self.connection, table, [row_of(run)]):
            return True
        earlier = (*_is(run), table.c.attempt < run.attempt)
        begun = update(table).where(*earlier).values(_changed(run)).returning(table.c.attempt)
        return bool(self.connection.execute(begun).all())

    def end(self, run: JobRun) -> None:
        """Record how a job that was begun ended."""
        self.connection.execute(update(table).where(*_is(run)).values(_changed(run)))

    def add(self, runs: Sequence[JobRun]) -> int:
        """Record times that passed, and give the number really new."""
        return add_new(self.connection, table, [row_of(run) for run in runs])

    def newest(self, jobs: Iterable[JobId]) -> tuple[JobRun, ...]:
        """Give the newest runs of each job."""
        found = (_runs().where(table.c.job == job).order_by(table.c.due_at.desc()).limit(_KEPT) for job in jobs)
        return tuple(run for each in found for run in values(self.connection, JobRun, each))

    def between(self, first: datetime, last: datetime) -> tuple[JobRun, ...]:
        """Give the runs that were due from one moment to before another, by time."""
        found = _runs().where(table.c.due_at >= first, table.c.due_at < last)
        return values(self.connection, JobRun, found.order_by(table.c.due_at, table.c.job))

    def last_done(self) -> dict[JobId, datetime]:
        """Give when each job last did its work."""
        done = select(table.c.job, func.max(table.c.ended_at)).where(table.c.outcome == JobOutcome.DONE)
        return {JobId(job): at for job, at in self.connection.execute(done.group_by(table.c.job))}

    def forget(self, runs: Iterable[JobRun]) -> None:
        """Drop runs that a clock which was wrong has recorded."""
        for run in runs:
            self.connection.execute(delete(table).where(*_is(run)))

    def forget_done(self, jobs: Sequence[JobId], *, before: datetime) -> int:
        """Drop what jobs that only look did well before a moment, and give the number of runs dropped."""
        gone = delete(table).where(table.c.job.in_(jobs), table.c.due_at < before, table.c.outcome == JobOutcome.DONE)
        return len(self.connection.execute(gone.returning(table.c.job)).all())


def _is(run: JobRun) -> tuple[Any, Any]:
    return table.c.job == run.job, table.c.due_at == run.due_at


def _changed(run: JobRun) -> dict[str, Any]:
    return row_of(run, "job", "due_at")


def _runs() -> Select[Any]:
    return select(*columns_of(table, JobRun))
