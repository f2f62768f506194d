from datetime import timedelta

from makers import a_playlist, airings_of, an_airing, an_edition

from broadcaster.domain.airings import Evidence
from broadcaster.domain.ids import DurationMs, OutletId
from broadcaster.reports.deviations import CUT, EARLY, LATE, LOST, gathered, titles


def late(seconds, **over):
    airing = an_airing(**over)
    return an_airing(**over | {"observed_start": airing.planned_at + timedelta(seconds=seconds)})


def test_a_session_that_was_lost_is_told_once():
    playlist = a_playlist()
    lost = airings_of(playlist, observed_start=None, observed_stop=None, played=DurationMs(0), cause="mất điện")
    (told,) = gathered(reversed(lost))
    assert (told.sort, told.by, titles(told.airings)) == (LOST, "", "3 mục")
    assert told.planned_at == playlist.starts_at
    assert told.length == playlist.duration


def test_a_late_session_tells_the_worst_of_its_items():
    (told,) = gathered([late(95, position=1), late(97, position=2)])
    assert (told.sort, told.by) == (LATE, "1:37")


def test_a_cut_item_tells_what_is_missing_even_when_it_was_late():
    (told,) = gathered([late(95, played=DurationMs(31_000))])
    assert (told.sort, told.by, titles(told.airings)) == (CUT, "0:17", "Một cửa liên thông tại xã Nghĩa Sơn")


def test_an_early_item_is_not_called_late():
    (told,) = gathered([late(-30)])
    assert (told.sort, told.by) == (EARLY, "0:30")


def test_causes_outlets_sessions_and_witnesses_are_never_mixed():
    other = a_playlist(an_edition(), outlet_id=OutletId("NGHIA-PHU"))
    airings = [
        late(95, cause="mở máy muộn"),
        late(95, cause="mất mạng"),
        late(95, cause="mở máy muộn", evidence=Evidence.OPERATOR),
        late(95, cause="mở máy muộn", said_by="người trực"),
        late(95, cause="mở máy muộn", playlist_id=other.id, outlet_id=other.outlet_id),
    ]
    assert [len(told.airings) for told in gathered(airings)] == [1] * 5


def test_deviations_come_in_order_of_the_plan():
    planned = an_airing().planned_at
    told = gathered([late(9, planned_at=planned + timedelta(hours=hour), playlist_id=f"p{hour}") for hour in (5, 1, 3)])
    assert [each.planned_at - planned for each in told] == [timedelta(hours=hour) for hour in (1, 3, 5)]


def test_nothing_deviates_in_an_empty_log():
    assert gathered([]) == ()
