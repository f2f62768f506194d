"""A report is answered from the kept sums, and is right where they cannot be kept or cannot tell."""

from __future__ import annotations

from datetime import timedelta

import pytest
from makers import DAY, a_handover, a_playlist, an_airing, an_edition
from small_station import opened_station

from broadcaster.domain.airings import Evidence
from broadcaster.domain.ids import AiringId
from broadcaster.domain.periods import Period
from broadcaster.errors import ReadOnlyPlace
from broadcaster.services import report_airtime as service
from broadcaster.services.report_airtime import ReportScope, report_airtime
from broadcaster.services.roll_up_airtime import compare_rollups, rebuild_rollups

MARCH = Period.parse("2023-03")


@pytest.fixture
def station(tmp_path):
    with opened_station(tmp_path) as opened:
        edition = an_edition()
        with opened.store.writing() as tx:
            tx.editions.add(edition)
            tx.playlists.replace_day(DAY, [a_playlist(edition)])
            tx.handovers.add(a_handover())
            tx.airings.add_many([an_airing()])
        yield opened


def not_counted(*_, **__):
    raise AssertionError("the records were counted")


def test_a_report_is_answered_without_counting_records(station, monkeypatch):
    by_records = service.count_airtime
    told = report_airtime(station, MARCH)
    monkeypatch.setattr(service, "count_airtime", not_counted)
    assert report_airtime(station, MARCH) == told
    assert (told.total.planned_first.airings, told.total.sent_first.airings, told.items) == (1, 1, 1)
    monkeypatch.setattr(service, "count_airtime", by_records)
    assert report_airtime(station, MARCH, as_of=DAY) == told


def test_evidence_that_came_later_than_the_report_is_left_out(station):
    late = an_airing(id=AiringId("muộn"), position=7, recorded_at=an_airing().recorded_at + timedelta(days=2))
    with station.store.writing() as tx:
        tx.airings.add_many([late])
    assert report_airtime(station, MARCH).total.player_first.airings == 2
    assert report_airtime(station, MARCH, as_of=DAY).total.player_first.airings == 1


def test_a_store_that_cannot_be_written_now_is_counted_as_it_stands(station, monkeypatch):
    def refused(*_, **__):
        raise ReadOnlyPlace(path="broadcaster.db")

    monkeypatch.setattr(service, "refresh_rollups", refused)
    assert report_airtime(station, MARCH).total.player_first.airings == 1
    assert compare_rollups(station).stale == 1


def test_a_report_by_player_alone_leaves_a_persons_word_out(station):
    word = an_airing(id=AiringId("lời"), evidence=Evidence.OPERATOR, position=7)
    with station.store.writing() as tx:
        tx.airings.add_many([word])
    told = report_airtime(station, MARCH, ReportScope(grade=Evidence.PLAYER))
    assert (told.total.operator_first.airings, told.total.player_first.airings) == (0, 1)


def test_rebuilding_an_interrupted_time_goes_on_where_it_stopped(station, monkeypatch):
    """A rebuild that dies after its first step leaves everything marked, and nothing wrong."""
    right = report_airtime(station, MARCH)
    monkeypatch.setattr("broadcaster.services.roll_up_airtime.refresh_rollups", not_counted)
    with pytest.raises(AssertionError):
        rebuild_rollups(station)
    assert compare_rollups(station).stale == 1
    assert report_airtime(station, MARCH) == right
    assert compare_rollups(station).stale == 0
