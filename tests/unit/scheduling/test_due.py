"""What the service does at a moment: caught up or recorded as missed, never doubled, whatever the clock does."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcaster.domain.ids import JobId
from broadcaster.domain.jobs import DailyAt, EveryMinutes, JobOutcome, JobRun, JobTimes
from broadcaster.domain.zone import ZONE
from broadcaster.scheduling.due import PAUSES, due, next_due, next_try

PLAN = JobTimes(job=JobId("plan"), when=DailyAt(hour=time(15)), catch_up=timedelta(hours=20))
WATCH = JobTimes(job=JobId("watch"), when=EveryMinutes(minutes=5), catch_up=timedelta(hours=2))


def local(day, hour, minute=0, second=0):
    return datetime(2025, 9, day, hour, minute, second, tzinfo=ZONE)


def run(times, at, outcome=JobOutcome.DONE, **over):
    at = at.astimezone(UTC)
    ended = at if outcome is not None else None
    return replace(JobRun(job=times.job, due_at=at, attempt=1, started_at=at, ended_at=ended, outcome=outcome), **over)


def what(decided):
    return [(r.job, r.due_at.astimezone(ZONE)) for r in decided.now]


def gone(decided):
    return [(r.outcome, r.due_at.astimezone(ZONE)) for r in decided.passed]


def test_a_job_is_due_at_its_hour_and_not_before():
    yesterday = run(PLAN, local(18, 15))
    assert what(due([PLAN], [yesterday], local(19, 14, 59, 59), ZONE)) == []
    assert what(due([PLAN], [yesterday], local(19, 15), ZONE)) == [("plan", local(19, 15))]


def test_what_was_recorded_is_never_due_again():
    for outcome in (JobOutcome.DONE, JobOutcome.MISSED, JobOutcome.SKIPPED):
        decided = due([PLAN], [run(PLAN, local(19, 15), outcome)], local(19, 15, 1), ZONE)
        assert (decided.now, decided.passed) == ((), ())


def test_after_a_night_of_sleep_the_job_is_made_good():
    decided = due([PLAN], [run(PLAN, local(18, 15))], local(20, 6), ZONE)
    assert what(decided) == [("plan", local(19, 15))]
    assert gone(decided) == []


def test_after_a_week_of_sleep_each_day_is_missed_and_only_the_last_is_made_good():
    decided = due([PLAN], [run(PLAN, local(12, 15))], local(19, 16), ZONE)
    assert gone(decided) == [(JobOutcome.MISSED, local(day, 15)) for day in range(13, 19)]
    assert what(decided) == [("plan", local(19, 15))]


def test_what_is_too_late_is_missed():
    decided = due([PLAN], [run(PLAN, local(18, 15))], local(20, 11, 1), ZONE)
    assert (what(decided), gone(decided)) == ([], [(JobOutcome.MISSED, local(19, 15))])


def test_a_pc_that_was_off_for_years_is_answered_at_once():
    decided = due([PLAN, WATCH], [run(PLAN, local(1, 15).replace(year=2000))], local(19, 16), ZONE)
    assert len(decided.passed) <= 33


def test_a_new_station_makes_good_what_it_still_can_and_misses_nothing():
    decided = due([PLAN, WATCH], [], local(19, 17), ZONE)
    assert what(decided) == [("plan", local(19, 15)), ("watch", local(19, 17))]
    assert decided.passed == ()
    assert what(due([PLAN], [], local(19, 11, 1), ZONE)) == []


def test_a_clock_that_jumps_back_doubles_nothing():
    runs = [run(PLAN, local(18, 15)), run(PLAN, local(19, 15))]
    for now in (local(19, 13), local(19, 15), local(19, 15, 30)):
        assert what(due([PLAN], runs, now, ZONE)) == []


def test_a_clock_that_was_in_the_year_2031_for_a_minute_stops_no_later_day():
    runs = [run(PLAN, local(18, 15)), run(PLAN, local(19, 15).replace(year=2031))]
    assert what(due([PLAN], runs, local(19, 15), ZONE)) == [("plan", local(19, 15))]


def test_looks_that_a_wrong_clock_recorded_are_forgotten_so_that_it_goes_on_looking():
    early, late = run(WATCH, local(19, 10)), run(WATCH, local(19, 12))
    decided = due([WATCH], [early, late], local(19, 10, 5), ZONE)
    assert decided.unreal == (late,)
    assert what(decided) == [("watch", local(19, 10, 5))]
    assert due([PLAN], [run(PLAN, local(20, 15))], local(19, 10), ZONE).unreal == ()


def test_looks_that_waited_behind_a_long_job_are_one_skipped_record():
    decided = due([WATCH], [run(WATCH, local(19, 10))], local(19, 10, 40), ZONE)
    assert what(decided) == [("watch", local(19, 10, 40))]
    assert [(r.outcome, r.message) for r in decided.passed] == [(JobOutcome.SKIPPED, "7 lần")]


def test_looks_that_sleep_ate_are_one_missed_record():
    decided = due([WATCH], [run(WATCH, local(19, 1))], local(19, 10), ZONE)
    assert [(r.outcome, r.message) for r in decided.passed] == [(JobOutcome.MISSED, "107 lần")]


@pytest.mark.parametrize("outcome", [JobOutcome.FAILED, None], ids=["failed", "killed"])
def test_what_failed_or_was_killed_is_tried_again_with_growing_pauses(outcome):
    for attempt in range(1, 8):
        failed = run(PLAN, local(19, 15), outcome, attempt=attempt)
        pause = PAUSES[min(attempt, 5) - 1]
        assert what(due([PLAN], [failed], local(19, 15) + pause - timedelta(seconds=1), ZONE)) == []
        decided = due([PLAN], [failed], local(19, 15) + pause, ZONE)
        assert decided.now == (failed,)


def test_what_fails_for_too_long_is_given_up_until_its_next_day():
    failed = run(PLAN, local(18, 15), JobOutcome.FAILED, ended_at=local(19, 10, 50).astimezone(UTC), attempt=40)
    assert next_try(PLAN, failed) is None
    assert what(due([PLAN], [failed], local(19, 14), ZONE)) == []
    assert what(due([PLAN], [failed], local(19, 15), ZONE)) == [("plan", local(19, 15))]


def test_a_failure_in_a_future_that_was_none_is_tried_again_now():
    failed = run(PLAN, local(18, 15), JobOutcome.FAILED, ended_at=local(25, 1).astimezone(UTC))
    assert due([PLAN], [failed], local(18, 16), ZONE).now == (failed,)


def test_a_look_that_failed_waits_for_its_next_time():
    failed = run(WATCH, local(19, 10), JobOutcome.FAILED)
    assert next_try(WATCH, failed) is None
    assert what(due([WATCH], [failed], local(19, 10, 4), ZONE)) == []


def test_an_hour_that_settings_moved_counts_from_the_last_record():
    moved = replace(PLAN, when=DailyAt(hour=time(14)))
    assert what(due([moved], [run(PLAN, local(19, 15))], local(19, 15, 30), ZONE)) == []
    assert next_due(moved, local(19, 15, 30), ZONE) == local(20, 14)


def test_jobs_that_are_due_together_run_in_the_order_of_their_times():
    mix = JobTimes(job=JobId("mix"), when=DailyAt(hour=time(14, 30)), catch_up=timedelta(hours=20))
    assert what(due([PLAN, mix], [], local(19, 18), ZONE)) == [("mix", local(19, 14, 30)), ("plan", local(19, 15))]


@given(jumps=st.lists(st.integers(-300, 3_000), min_size=1, max_size=40), fails=st.integers(0, 2**40 - 1))
def test_whatever_the_clock_does_no_time_is_run_twice_once_it_was_done(jumps, fails):
    """A service that wakes at any times at all, with a clock put forward and back, and jobs that fail now and then."""
    records, done, now = {}, [], local(10, 9).astimezone(UTC)
    for turn, minutes in enumerate(jumps):
        now += timedelta(minutes=minutes)
        decided = due([PLAN], records.values(), now, ZONE)
        for passed in decided.passed:
            assert passed.due_at not in records
            records[passed.due_at] = passed
        for found in decided.now:
            assert found.due_at not in done
            assert timedelta() <= now - found.due_at <= PLAN.catch_up
            outcome = JobOutcome.FAILED if fails >> turn & 1 else JobOutcome.DONE
            ran = replace(found, attempt=found.attempt + 1, started_at=now, ended_at=now, outcome=outcome)
            records[ran.due_at] = ran
            done += [ran.due_at] if outcome is JobOutcome.DONE else []
    first, last = min(records, default=None), max(records, default=None)
    if first is not None:
        days = (last.astimezone(ZONE).date() - first.astimezone(ZONE).date()).days
        assert len(records) == days + 1, "every day between is there: done, failed or missed"
