from datetime import date, datetime, timedelta

import pytest
from makers import COMMUNE, DAY, NOW, STATION, an_airing
from small_station import opened_station
from stores import run_raw

from broadcaster.cli import main
from broadcaster.domain.zone import ZONE
from broadcaster.errors import DayNotOver
from broadcaster.services.close_log import close_log, heads_of, verify_log

LATER = datetime(2023, 3, 17, 0, 30, tzinfo=ZONE)


@pytest.fixture
def station(tmp_path, monkeypatch):
    monkeypatch.setenv("BROADCASTER_SIGNING_KEY", str(tmp_path / "khoa.pem"))
    folder = tmp_path / "dai"
    folder.mkdir()
    with opened_station(folder) as station:
        station._environ = {"BROADCASTER_SIGNING_KEY": str(tmp_path / "khoa.pem")}
        with station.store.writing() as tx:
            tx.airings.add_many([an_airing(id=f"mục {n}", position=n) for n in range(4)])
        yield station


def late(day=3):
    return an_airing(id="đến muộn", recorded_at=NOW + timedelta(days=day), position=9)


def test_every_outlet_gets_a_head_even_one_that_has_aired_nothing(station):
    issued = close_log(station, DAY, now=LATER)
    assert {head.outlet_id: head.sequence for head in issued} == {STATION: 0, COMMUNE: 4}
    assert verify_log(station).faults == ()
    assert verify_log(station).heads == 2


def test_a_day_is_never_closed_twice(station):
    assert len(close_log(station, DAY, now=LATER)) == 2
    assert close_log(station, DAY, now=LATER + timedelta(hours=1)) == ()
    assert close_log(station, DAY - timedelta(days=1), now=LATER) == ()
    assert len(close_log(station, DAY + timedelta(days=1), now=LATER)) == 2


def test_a_day_that_is_not_over_cannot_be_closed(station):
    with pytest.raises(DayNotOver):
        close_log(station, DAY, now=datetime(2023, 3, 15, 23, 59, 59, tzinfo=ZONE))
    assert heads_of(station) == ()


def test_late_evidence_of_a_closed_day_is_taken_and_the_closed_head_still_holds(station):
    close_log(station, DAY, now=LATER)
    with station.store.writing() as tx:
        tx.airings.add_many([late()])
    close_log(station, date(2023, 3, 18), now=LATER + timedelta(days=3))
    assert [head.sequence for head in heads_of(station, outlet=COMMUNE)] == [4, 5]
    assert verify_log(station).faults == ()


def test_what_arrived_today_is_not_in_the_head_of_yesterday(station):
    with station.store.writing() as tx:
        tx.airings.add_many([late(day=2)])
    close_log(station, DAY, now=LATER)
    assert [head.sequence for head in heads_of(station, outlet=COMMUNE)] == [4]
    assert verify_log(station).faults == ()


def test_the_commands_close_print_and_verify(station, capsys):
    def said(*words):
        with pytest.raises(SystemExit) as left:
            main(["-C", str(station.folder), "log", *words])
        return left.value.code or 0, capsys.readouterr()

    code, told = said("close", "2023-03-16")
    assert (code, told.out) == (0, "Đã khóa sổ tới hết ngày 2023-03-16: 2 đầu chuỗi mới.\n")
    code, told = said("heads", "--outlet", COMMUNE)
    (line,) = told.out.splitlines()
    kept = station.folder / "dau-chuoi.txt"
    kept.write_text(line, encoding="utf-8")
    assert line.startswith(f"{COMMUNE} 4 ")
    code, told = said("verify", "--heads", str(kept))
    assert code == 0
    assert "không sai chỗ nào" in told.out
    url = station.store.doors.writer.url.render_as_string()
    run_raw(url, "DROP TRIGGER airing_no_update", "UPDATE airing SET played = 90000 WHERE position = 2")
    code, told = said("verify", "--outlet", COMMUNE)
    assert code == 1
    assert "mục 3" in told.err
    assert "không còn như khi ghi" in told.err
    code, told = said("verify", "--head", "không phải")
    assert code == 1
    assert "Không hiểu đầu chuỗi" in told.err
