from datetime import timedelta

from makers import a_playlist, airings_of

from broadcaster.asrun.clock_offset import clock_offset
from broadcaster.domain.airings import Evidence


def sessions(*delays, **over):
    """One session a delay, in milliseconds."""
    for number, delay in enumerate(delays):
        plan = a_playlist(id=f"buổi {number}")
        for entry in airings_of(plan, **over):
            yield type(entry)(
                **{field: getattr(entry, field) for field in entry.__dataclass_fields__}
                | {"observed_start": entry.planned_at + timedelta(milliseconds=delay), "id": f"{entry.id}{number}"}
            )


def test_a_clock_that_is_ahead_is_told_from_sessions_that_began_late():
    found = clock_offset(sessions(90_000, 90_200, 89_900, 390_000, 90_100))
    assert (found.ahead, found.sessions) == (90_100, 5)
    assert found.spread == 200 - 100
    assert found.wrong


def test_a_clock_that_is_right_and_delays_that_are_uneven_are_no_wrong_clock():
    assert not clock_offset(sessions(200, -300, 100)).wrong
    assert not clock_offset(sessions(30_000, 90_000, 200_000, 500_000)).wrong


def test_two_sessions_or_the_word_of_a_person_are_not_enough():
    assert clock_offset(sessions(90_000, 90_000)) is None
    assert clock_offset(sessions(1, 2, 3, evidence=Evidence.OPERATOR)) is None
    assert clock_offset([]) is None
