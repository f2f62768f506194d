"""What a reader of some outlets alone is told: their own figures, targets and answers, as if there were no others."""

from __future__ import annotations

import pytest
from airtime_made import AFTER, fill_airtime
from makers import COMMUNE, DAY, STATION
from small_station import opened_station

from broadcaster.domain.ids import OutletId
from broadcaster.domain.outcomes import Outcome
from broadcaster.domain.periods import Period
from broadcaster.errors import NotThere, UnknownGroup, UnknownOutlet, UnknownTarget
from broadcaster.services.give_reports import give_dossier, give_report
from broadcaster.services.report_airtime import ReportScope
from broadcaster.services.report_paper import heads_shown
from broadcaster.services.show_airtime import show_airtime, show_standings
from broadcaster.services.show_reconciled import show_reconciled
from broadcaster.services.show_week import show_week

MARCH = Period.parse("2023-03")
OWN = ReportScope(only=frozenset({COMMUNE}))
TODAY = AFTER.date()


@pytest.fixture(scope="module")
def station(tmp_path_factory):
    with opened_station(tmp_path_factory.mktemp("đài")) as opened:
        fill_airtime(opened)
        yield opened


def test_own_figures_are_those_of_a_report_about_the_own_outlet(station):
    own = show_airtime(station, MARCH, OWN, as_of=TODAY)
    named = show_airtime(station, MARCH, ReportScope(outlet=COMMUNE), as_of=TODAY)
    assert own.report.total == named.report.total
    assert [each.outlet_id for each in own.report.by_outlet] == [COMMUNE]
    assert [each.id for each in own.timetable.outlets] == [COMMUNE]


def test_a_foreign_outlet_or_group_is_unknown_and_no_outlet_at_all_is_not_everything(station):
    with pytest.raises(UnknownOutlet) as told:
        show_airtime(station, MARCH, ReportScope(outlet=STATION, only=OWN.only), as_of=TODAY)
    assert "Truyền thanh huyện" not in str(told.value)
    with pytest.raises(UnknownGroup):
        show_airtime(station, MARCH, ReportScope(group="khong-co", only=OWN.only), as_of=TODAY)
    for nobody in (frozenset[OutletId](), frozenset({OutletId("DA-BO")})):
        with pytest.raises(NotThere):
            show_airtime(station, MARCH, ReportScope(only=nobody), as_of=TODAY)
        with pytest.raises(NotThere):
            give_report(station, MARCH, ReportScope(only=nobody), "csv", as_of=TODAY)


def test_targets_keep_their_numbers_and_those_of_the_whole_station_are_hidden(station):
    everything = show_standings(station, MARCH, ReportScope(), as_of=TODAY)
    own = show_standings(station, MARCH, OWN, as_of=TODAY)
    assert [each.number for each in everything] == [1, 2]
    assert [each.number for each in own] == [2]
    assert own[0].standing == everything[1].standing
    with pytest.raises(NotThere):
        give_dossier(station, 1, MARCH, OWN, as_of=TODAY)
    with pytest.raises(UnknownTarget):
        give_dossier(station, 3, MARCH, ReportScope(), as_of=TODAY)


def test_a_target_of_other_days_is_left_out(station):
    assert [each.number for each in show_standings(station, Period.parse("2023-Q4"), ReportScope(), as_of=TODAY)] == [1]


def test_the_last_answer_stands_and_those_before_it_are_told_once(station):
    day = show_reconciled(station, DAY)
    changed = [each for each in day.lines if each.item.outcome is Outcome.PARTIAL]
    assert [(each.outcome, each.cause) for each in changed[0].earlier] == [(Outcome.LATE, "")]
    assert day.made_at == AFTER
    assert day.count(Outcome.PARTIAL) == len(changed) == 1
    assert {each.item.outlet_id for each in show_reconciled(station, DAY, {COMMUNE}).lines} == {COMMUNE}
    assert show_reconciled(station, DAY, set()).lines == ()


def test_heads_of_others_are_not_given(station):
    assert [head.outlet_id for _, head in heads_shown(station, now=AFTER, only=OWN.only)] == [COMMUNE]
    assert len(heads_shown(station, now=AFTER, only=None)) == 2


def test_a_week_holds_what_the_outlet_airs_and_nothing_else(station):
    week = show_week(station, DAY, [COMMUNE])
    assert [each.day.toordinal() - DAY.toordinal() for each in week] == list(range(7))
    assert {outlet for day in week for each in day.sessions for outlet in each.outlets} == {COMMUNE}
    first = week[0].sessions[0]
    assert [each.topic for each in first.stories] == [3]
    assert first.length == sum(each.duration for each in first.items)
    assert week[1].sessions[0].items == ()
    assert show_week(station, DAY, [])[0].sessions == ()
    assert week[0].sessions[0].line.starts.tzinfo is not None
