import logging
import threading

import pytest

from broadcaster.domain.ids import DurationMs
from broadcaster.errors import OnlineVoiceUnreachable
from broadcaster.speech.online import AskAgain, KeptParts, Manners, Pace, asked_to_wait, pace_of, patiently

GAP = DurationMs(500)


class Watch:
    """A stopwatch that moves when somebody sleeps."""

    def __init__(self):
        self.seconds = 100.0
        self.slept = []

    def now(self):
        return self.seconds

    def sleep(self, seconds):
        self.slept.append(round(seconds, 3))
        self.seconds += seconds


@pytest.fixture
def watch():
    return Watch()


def refusing(times, after=None):
    """Refuse so many times, then answer."""
    left = [times]

    def attempt():
        if left[0]:
            left[0] -= 1
            raise AskAgain(engine="x", reason="bận", after=after)
        return "tiếng"

    return attempt


def ask(watch, attempt, **manners):
    return patiently(attempt, pace=Pace(watch.now), manners=Manners(gap=GAP, **manners), sleep=watch.sleep)


def test_requests_start_no_closer_than_the_gap(watch):
    pace = Pace(watch.now)
    for _ in range(3):
        pace.turn(GAP, watch.sleep)
    assert watch.slept == [0.5, 0.5]


def test_a_request_after_a_long_rest_waits_for_nobody(watch):
    pace = Pace(watch.now)
    pace.turn(GAP, watch.sleep)
    watch.seconds += 10
    pace.turn(GAP, watch.sleep)
    assert watch.slept == []


def test_threads_share_one_row(watch):
    pace, starts = Pace(watch.now), []
    threads = [threading.Thread(target=lambda: pace.turn(GAP, starts.append)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(round(start, 3) for start in starts) == [0.5, 1.0, 1.5]


def test_one_service_has_one_pace():
    assert pace_of("https://a.example") is pace_of("https://a.example")
    assert pace_of("https://a.example") is not pace_of("https://b.example")


def test_waits_grow_by_a_fixed_plan(watch):
    assert ask(watch, refusing(4)) == "tiếng"
    assert watch.slept == [1, 2, 4, 8]


def test_after_the_last_try_the_refusal_stands(watch):
    with pytest.raises(OnlineVoiceUnreachable, match="bận"):
        ask(watch, refusing(5))
    assert watch.slept == [1, 2, 4, 8]


def test_the_wait_that_the_service_names_takes_the_place_of_ours(watch):
    assert ask(watch, refusing(2, after=DurationMs(5_000))) == "tiếng"
    assert watch.slept == [5, 5]


def test_patience_bounds_all_waits_together(watch):
    with pytest.raises(OnlineVoiceUnreachable):
        ask(watch, refusing(4, after=DurationMs(5_000)), patience=DurationMs(12_000))
    assert watch.slept == [5, 5]


def test_a_service_that_names_no_wait_at_all_still_gets_its_gap(watch):
    ask(watch, refusing(1, after=DurationMs(0)))
    assert watch.slept == [0.5]


def test_every_thread_leaves_a_busy_service_alone(watch):
    pace = Pace(watch.now)
    pace.rest(DurationMs(3_000))
    pace.turn(GAP, watch.sleep)
    assert watch.slept == [3]


def test_another_fault_is_not_tried_again(watch):
    def attempt():
        raise OnlineVoiceUnreachable(engine="x", reason="mã 403")

    with pytest.raises(OnlineVoiceUnreachable, match="403"):
        ask(watch, attempt)
    assert watch.slept == []


@pytest.mark.parametrize(
    ("retry_after", "date", "wait"),
    [
        ("120", None, 120_000),
        (" 0 ", None, 0),
        ("Tue, 24 Nov 2026 10:00:30 GMT", "Tue, 24 Nov 2026 10:00:00 GMT", 30_000),
        ("Tue, 24 Nov 2026 09:00:00 GMT", "Tue, 24 Nov 2026 10:00:00 GMT", 0),
        ("Tue, 24 Nov 2026 10:00:30 GMT", None, None),
        ("soon", "Tue, 24 Nov 2026 10:00:00 GMT", None),
        ("-5", None, None),
        ("٣", None, None),
        (None, None, None),
    ],
)
def test_retry_after_is_seconds_or_a_date_held_against_the_answers_own(retry_after, date, wait):
    assert asked_to_wait(retry_after, date) == wait


def test_parts_are_kept_in_memory_when_there_is_no_folder():
    kept = KeptParts()
    kept.put("a", b"1")
    assert kept.get("a") == b"1"
    kept.forget(["a", "b"])
    assert kept.get("a") is None


def test_a_disk_that_takes_nothing_does_not_silence_the_voice(tmp_path, caplog):
    (tmp_path / "taken").write_text("a file where the folder should be")
    kept = KeptParts(tmp_path / "taken")
    caplog.set_level(logging.WARNING)  # a command that ran in this process may have hushed it
    kept.put("a", b"1")
    assert kept.get("a") is None
    kept.forget(["a"])
    assert [record.action for record in caplog.records] == ["voice_part_not_kept"]
