"""The first page's figures."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from makers import COMMUNE, DAY, NOW, STATION, a_news_item, a_playlist, a_read_line, a_target, an_airing, an_edition
from planned_station import ready_item, ready_station
from small_station import SETTINGS, told_script

from broadcaster.domain.alarms import AlarmKind, Trouble
from broadcaster.domain.approvals import ScriptState
from broadcaster.domain.zone import ZONE
from broadcaster.scheduling.next_hours import Reached
from broadcaster.services.approve_script import standings_in
from broadcaster.services.raise_alarms import settle
from broadcaster.services.show_today import Desk, Task, show_progress, show_today
from broadcaster.settings.station import ApprovalSettings
from broadcaster.station import Station


@pytest.fixture
def station(tmp_path):
    with ready_station(tmp_path, items=0) as opened:
        yield opened


def waits(today):
    return {each.task: each.count for each in today.waiting}


def at(hour, minute=0):
    return datetime(DAY.year, DAY.month, DAY.day, hour, minute, tzinfo=ZONE)


def test_a_station_without_a_timetable_still_has_a_first_page(tmp_path):
    (tmp_path / "station.toml").write_text(SETTINGS, encoding="utf-8")
    with Station.open(tmp_path, {}) as empty:
        seen, progress = show_today(empty, now=NOW), show_progress(empty, now=NOW)
    assert (seen.board, seen.places, seen.waiting, seen.alarms) == (None, (), (), ())
    assert (progress.timetable, progress.standings) == (None, ())


def test_what_is_alike_everywhere_is_told_once(station):
    seen = show_today(station, now=at(5))
    assert [(place.outlets, place.current) for place in seen.places] == [((STATION, COMMUNE), ())]
    assert f"{seen.places[0].coming.starts:%H:%M}" == "06:00"


def test_a_session_is_now_from_its_first_second_until_before_its_last(station):
    first = show_today(station, now=at(6)).places[0]
    assert [f"{line.starts:%H:%M}" for line in first.current] == ["06:00"]
    assert f"{first.coming.starts:%H:%M}" == "17:30"
    stops = first.current[0].stops
    assert show_today(station, now=stops - timedelta(seconds=1)).places[0].current
    assert show_today(station, now=stops).places[0].current == ()


def test_outlets_that_differ_stand_apart_those_on_air_first(station):
    edition = an_edition(air_date=DAY)
    with station.store.writing() as tx:
        tx.editions.add(edition)
        later = a_playlist(edition, outlet_id=COMMUNE, session="morning", starts_at=at(6, 30))
        tx.playlists.replace_day(DAY, [later])
    places = show_today(station, now=at(6, 5)).places
    assert [place.outlets for place in places] == [(STATION,), (COMMUNE,)]
    assert (len(places[0].current), len(places[1].current)) == (1, 0)


def test_work_waits_for_whoever_does_it_next(station):
    told_script(station, "tin-900", "Một câu.")
    told_script(station, "tin-901", "Hai câu.", approved=True)
    ready_item(station, 7, sound=False)
    ready_item(station, 8)
    seen = show_today(station, now=at(5))
    assert {each.task: (each.desk, each.count) for each in seen.waiting} == {
        Task.APPROVE_TEXT: (Desk.APPROVER, 1),
        Task.VOICE: (Desk.TECHNICIAN, 1),
        Task.APPROVE_SOUND: (Desk.APPROVER, 1),
        Task.MAKE: (Desk.TECHNICIAN, 4),
    }
    assert seen.waiting[0].since is not None


def test_news_without_a_script_waits_for_an_editor(station):
    with station.store.writing() as tx:
        tx.news.save(a_news_item(id="tin-902"))
    assert waits(show_today(station, now=at(5)))[Task.WRITE] == 1


def test_a_session_that_is_over_waits_until_somebody_says_what_aired(station):
    edition = an_edition(air_date=DAY)
    plan = a_playlist(edition, outlet_id=COMMUNE, starts_at=at(6))
    with station.store.writing() as tx:
        tx.editions.add(edition)
        tx.playlists.replace_day(DAY, [plan])
    assert Task.CONFIRM not in waits(show_today(station, now=at(6, 1)))
    over = plan.stops_at + timedelta(minutes=1)
    found = next(each for each in show_today(station, now=over).waiting if each.task is Task.CONFIRM)
    assert (found.count, found.since, found.desk) == (1, plan.stops_at, Desk.OPERATOR)
    said = an_airing(outlet_id=COMMUNE, air_date=DAY, session=plan.session)
    with station.store.writing() as tx:
        tx.airings.add_many([said])
    assert Task.CONFIRM not in waits(show_today(station, now=over))


def test_a_commune_is_told_of_itself_alone(station):
    told_script(station, "tin-900", "Một câu.")
    trouble = Trouble(key="disk", kind=AlarmKind.DISK, sentence="Ổ đĩa gần đầy.")
    settle(station, [trouble], of=lambda _: False, now=at(4))
    everybody, own = show_today(station, now=at(5)), show_today(station, now=at(5), only={COMMUNE})
    assert [each.key for each in everybody.alarms] == ["disk"]
    assert own.alarms == ()
    assert list(own.board.names) == [COMMUNE]
    assert {outlet for line in own.board.lines for outlet in line.outlets} == {COMMUNE}
    assert waits(own) == {Task.MAKE: 2}
    assert waits(everybody)[Task.MAKE] == 4


def test_only_targets_whose_period_runs_are_counted(tmp_path):
    running, past = a_target(period=f"{DAY:%Y-%m}"), a_target(period=f"{DAY.year - 1}")
    with ready_station(tmp_path, items=0, targets=(running, past)) as station:
        progress = show_progress(station, now=at(5))
    assert [each.target.period for each in progress.standings] == [running.period]
    assert progress.period_name(running).startswith("tháng")
    assert progress.topic_name(running.topic) != str(running.topic)


def test_the_board_says_how_far_each_session_has_come(station):
    assert {line.reached for line in show_today(station, now=at(5)).board.lines} == {Reached.NOTHING}


def test_what_is_not_finished_is_found_among_all_that_is(station):
    told_script(station, "tin-900", "Một câu.")
    told_script(station, "tin-901", "Hai câu.", approved=True)
    for number, over in ((7, {"sound": False}), (8, {}), (9, {})):
        ready_item(station, number, **over)
    with station.store.writing() as tx:
        script = tx.scripts.get("tin-008")
        tx.scripts.save(replace(script, lines=(*script.lines, a_read_line(written="Thêm.", spoken="Thêm."))))
        every = {each.script.id: each for each in standings_in(tx) if each.script.item_id is not None}
        states = {name: each.state for name, each in every.items()}
        assert states == {
            "tin-900": ScriptState.DRAFT,
            "tin-901": ScriptState.APPROVED,
            "tin-007": ScriptState.VOICED,
            "tin-008": ScriptState.DRAFT,
            "tin-009": ScriptState.CLEARED,
        }
        first = min(every[name].script.written_at for name in ("tin-900", "tin-008"))
        assert tx.desk_lists.waits()[ScriptState.DRAFT] == (2, first)
        tx.news.remove("tin-007")
        assert ScriptState.VOICED not in tx.desk_lists.waits()


def test_where_no_sound_is_approved_none_waits_for_it(station):
    ready_item(station, 7, sound=False)
    assert Task.APPROVE_SOUND in waits(show_today(station, now=at(5)))
    waived = ApprovalSettings(sound="waived", sound_reason="một người", decided_by="Giám đốc")
    station.settings = station.settings.model_copy(update={"approval": waived})
    assert Task.APPROVE_SOUND not in waits(show_today(station, now=at(5)))
