from datetime import UTC, datetime, timedelta

from makers import COMMUNE, MORNING, STARTS_AT, a_playlist, a_timetable

from broadcaster.domain.zone import ZONE
from broadcaster.scheduling.horizon import Lack, shortfalls

HOUR = timedelta(hours=1)


def short(playlists=(), mixed=(), handed=(), now=STARTS_AT - HOUR / 2, outlet=COMMUNE):
    timetable = a_timetable()
    found = shortfalls(timetable, playlists, mixed=mixed, handed_over=handed, now=now, ahead=HOUR, zone=ZONE)
    return [each.lack for each in found if outlet in each.outlets and each.session == MORNING]


def test_the_first_thing_that_is_lacking_is_told_and_nothing_when_all_is_there():
    planned = a_playlist()
    assert (planned.outlet_id, planned.starts_at) == (COMMUNE, STARTS_AT)
    assert short() == [Lack.PLAYLIST]
    assert short([planned]) == [Lack.PROGRAMME]
    assert short([planned], mixed={planned.id}) == [Lack.BUNDLE]
    assert short([planned], mixed={planned.id}, handed={planned.id}) == []


def test_only_the_sessions_of_the_coming_hour_are_looked_at():
    assert short(now=STARTS_AT - HOUR) == [Lack.PLAYLIST]
    assert short(now=STARTS_AT - HOUR - timedelta(seconds=1)) == []
    assert short(now=STARTS_AT) == [Lack.PLAYLIST]
    assert short(now=STARTS_AT + timedelta(seconds=1)) == []


def test_a_plan_for_another_hour_is_none_for_this_session():
    moved = a_playlist(starts_at=datetime(2023, 3, 15, 8, 0, tzinfo=UTC))
    assert short([moved]) == [Lack.PLAYLIST]


def test_outlets_that_lack_the_same_are_told_together():
    found = shortfalls(a_timetable(), [], mixed=(), handed_over=(), now=STARTS_AT - HOUR, ahead=2 * HOUR, zone=ZONE)
    assert len({(each.session, each.starts, each.lack) for each in found}) == len(found)
