"""After an emergency bulletin: nothing is lost unnamed, nothing airs past the session's end."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from makers import STARTS_AT, a_playlist, a_playlist_item

from broadcaster.domain.emergencies import AfterEmergency
from broadcaster.domain.ids import DurationMs, PlaylistId
from broadcaster.scheduling.interrupt import interruptions

RESUME, RESTART = AfterEmergency.RESUME, AfterEmergency.RESTART


def a_session(*lengths, starts_at=STARTS_AT, name="một"):
    items, at = [], 0
    for position, length in enumerate(lengths, start=1):
        items.append(
            a_playlist_item(
                position=position, title=f"mục {position}", offset=DurationMs(at), duration=DurationMs(length)
            )
        )
        at += length
    return a_playlist(id=PlaylistId(name), starts_at=starts_at, duration=DurationMs(at), items=tuple(items))


def later(milliseconds, start=STARTS_AT):
    return start + timedelta(milliseconds=milliseconds)


def only(playlist, at, length, after=RESUME):
    (found,) = interruptions([playlist], at=later(at), length=DurationMs(length), after=after)
    return found


def test_a_session_goes_on_where_it_was_broken_off_and_loses_its_end():
    found = only(a_session(1000, 5000, 2000), 2500, 1500)
    assert (found.offset, found.position, found.title) == (2500, 2, "mục 2")
    assert (found.resumes_at, found.from_offset, found.airs) == (later(4000), 2500, 4000)
    assert [(part.position, part.offset, part.duration) for part in found.pushed_out] == [(3, 6500, 1500)]
    assert found.again == 0


def test_the_broken_item_may_begin_anew():
    found = only(a_session(1000, 5000, 2000), 2500, 1500, RESTART)
    assert (found.from_offset, found.airs, found.again) == (1000, 4000, 1500)
    assert [(part.position, part.offset, part.duration) for part in found.pushed_out] == [
        (2, 5000, 1000),
        (3, 6000, 2000),
    ]


def test_a_bulletin_that_lasts_until_the_sessions_end_pushes_out_all_that_is_left():
    found = only(a_session(1000, 5000), 500, 60_000)
    assert found.airs == 0
    assert [(part.offset, part.duration) for part in found.pushed_out] == [(500, 500), (1000, 5000)]


def test_a_session_that_was_to_begin_meanwhile_begins_afterwards():
    found = only(a_session(1000, 5000), -2000, 3000)
    assert (found.offset, found.from_offset, found.resumes_at, found.airs) == (0, 0, later(1000), 5000)
    assert [(part.position, part.duration) for part in found.pushed_out] == [(2, 1000)]


def test_sessions_that_it_does_not_meet_are_not_named():
    assert interruptions([a_session(1000)], at=later(1000), length=DurationMs(500), after=RESUME) == ()
    assert interruptions([a_session(1000)], at=later(-500), length=DurationMs(500), after=RESUME) == ()
    assert interruptions([a_session(1000)], at=later(200), length=DurationMs(0), after=RESUME) == ()


def test_two_sessions_can_be_met_in_order_of_time():
    second = a_session(1000, starts_at=later(1000), name="hai")
    found = interruptions([second, a_session(1000)], at=later(900), length=DurationMs(300), after=RESUME)
    assert [(each.playlist_id, each.offset, each.airs) for each in found] == [("một", 900, 0), ("hai", 0, 800)]


SESSIONS = st.lists(st.integers(1, 60), min_size=1, max_size=8)


@given(SESSIONS, st.integers(-80, 500), st.integers(1, 400), st.sampled_from(AfterEmergency))
def test_every_millisecond_airs_once_or_is_named_as_pushed_out(lengths, at, length, after):
    playlist = a_session(*lengths)
    for found in interruptions([playlist], at=later(at), length=DurationMs(length), after=after):
        aired = [0] * playlist.duration
        for millisecond in range(found.offset):
            aired[millisecond] += 1
        for millisecond in range(found.from_offset, found.from_offset + found.airs):
            aired[millisecond] += 1
        pushed = [0] * playlist.duration
        for part in found.pushed_out:
            item = playlist.items[part.position - 1]
            assert item.offset <= part.offset < part.offset + part.duration <= item.offset + item.duration
            for millisecond in range(part.offset, part.offset + part.duration):
                pushed[millisecond] += 1
        for millisecond in range(playlist.duration):
            twice = found.from_offset <= millisecond < min(found.offset, found.from_offset + found.airs)
            kept_from_before = millisecond < found.offset and millisecond >= found.from_offset + found.airs
            assert aired[millisecond] == (2 if twice else 1 if not pushed[millisecond] or kept_from_before else 0)
            assert aired[millisecond] or pushed[millisecond] == 1


@given(SESSIONS, st.integers(-80, 500), st.integers(1, 400), st.sampled_from(AfterEmergency))
def test_nothing_airs_during_the_bulletin_or_past_the_sessions_end(lengths, at, length, after):
    playlist = a_session(*lengths)
    for found in interruptions([playlist], at=later(at), length=DurationMs(length), after=after):
        assert later(found.offset) <= max(later(at), STARTS_AT)
        assert found.resumes_at == later(at + length)
        assert found.airs == 0 or found.resumes_at + timedelta(milliseconds=found.airs) == playlist.stops_at
        assert found.again == 0 or after is RESTART
