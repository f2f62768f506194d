"""The board of a whole station."""

from datetime import timedelta

import pytest
from makers import a_playlist, a_programme, an_edition
from schedule_files import LATER, MONDAY_NOON, TWO, evening, new_station

from broadcaster.domain.airings import Handover
from broadcaster.domain.ids import OutletId
from broadcaster.errors import UnknownOutlet
from broadcaster.scheduling.next_hours import Reached
from broadcaster.services.apply_schedule import apply_schedule
from broadcaster.services.show_board import show_board


@pytest.fixture
def station(tmp_path):
    with new_station(tmp_path / "dai") as opened:
        yield opened


def test_24_hours_of_all_outlets_are_a_line_a_session(station):
    seen = show_board(station, now=LATER)
    sessions = [line for line in seen.lines if line.reached is not Reached.RELAY]
    assert [(f"{line.starts:%H:%M}", len(line.outlets)) for line in sessions] == [("17:00", 6), ("06:15", 6)]
    assert seen.version == 1
    assert seen.warnings == ()


def test_one_outlet_alone_is_asked_for_by_any_of_its_names(station):
    seen = show_board(station, now=LATER, hours=6, outlet="CUM-NGHIA-TAN")
    assert [line.outlets for line in seen.lines] == [("CUM-NGHIA-TAN",)]
    assert list(seen.names) == ["CUM-NGHIA-TAN"]
    with pytest.raises(UnknownOutlet):
        show_board(station, now=LATER, outlet="ở đâu")


def sessions(board):
    """Give what is on the board but relays, which the sample station has too."""
    return [line for line in board.lines if not line.what.startswith("tiếp âm")]


def test_a_change_after_the_bundle_was_sent_stands_on_the_board(station):
    edition = an_edition(air_date=MONDAY_NOON.date(), session="evening")
    at_17 = MONDAY_NOON.replace(hour=10)
    playlist = a_playlist(edition, outlet_id=OutletId("QUY-NHAT"), starts_at=at_17)
    with station.store.writing() as tx:
        tx.editions.add(edition)
        tx.programmes.save(a_programme(edition))
        tx.playlists.replace_day(edition.air_date, [playlist])
        tx.handovers.add(
            Handover(
                outlet_id=playlist.outlet_id,
                air_date=playlist.air_date,
                bundle="0" * 64,
                path="goi.zip",
                bytes_count=1,
                playlists=(playlist.id,),
                items=(),
                how="folder",
                at=MONDAY_NOON,
            )
        )
    (line,) = sessions(show_board(station, now=LATER, hours=6, outlet="QUY-NHAT"))
    assert (line.reached, line.warnings) == (Reached.SENT, ())
    apply_schedule(station, evening(station, "17:30"), **TWO, now=LATER)
    (line,) = sessions(show_board(station, now=LATER, hours=6, outlet="QUY-NHAT"))
    assert f"{line.starts:%H:%M}" == "17:00", "what was sent is what will be heard"
    assert any("5 giờ 30 chiều (17:30)" in each for each in line.warnings)


def test_a_wrong_clock_is_told_above_everything(station):
    seen = show_board(station, now=MONDAY_NOON - timedelta(days=400))
    assert any("bị lùi" in each for each in seen.warnings)
