"""``report totals`` and ``report rebuild`` as an operator meets them."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from makers import DAY, a_playlist, an_airing, an_edition
from small_station import opened_station

from broadcaster.cli.entry import broadcaster
from broadcaster.storage.tables import airtime_day


@pytest.fixture
def folder(tmp_path):
    with opened_station(tmp_path) as station:
        edition = an_edition()
        with station.store.writing() as tx:
            tx.editions.add(edition)
            tx.playlists.replace_day(DAY, [a_playlist(edition)])
            tx.airings.add_many([an_airing()])
    return tmp_path


def asked(folder, *words):
    return CliRunner().invoke(broadcaster, ["-C", str(folder), "report", *words])


def test_totals_are_printed_and_sums_that_are_right_are_said_to_be(folder):
    assert "sẽ tự cộng khi xem báo cáo" in asked(folder, "rebuild", "--check").output
    told = asked(folder, "totals", "--period", "2023-03")
    assert told.exit_code == 0
    assert "Tin, bài khác nhau đã phát: 1, trong đó phát lần đầu: 1." in told.output
    checked = asked(folder, "rebuild", "--check")
    assert (checked.exit_code, "khớp với bản ghi.\n" in checked.output) == (0, True)


def test_a_sum_that_was_changed_is_named_until_all_is_added_up_anew(folder):
    asked(folder, "rebuild")
    with opened_station(folder) as station, station.store.writing() as tx:
        tx.rollups.connection.execute(airtime_day.update().values(cells="[]"))
    wrong = asked(folder, "rebuild", "--check")
    assert wrong.exit_code == 1
    assert "LỆCH ở 2023-03-15, Đài Truyền thanh xã Nghĩa Sơn, chủ đề Một cửa, cột" in wrong.output
    assert "đang giữ 0 lượt 0,000 giây" in wrong.output
    assert "broadcaster log verify" in wrong.output
    assert asked(folder, "rebuild").exit_code == 0
    assert asked(folder, "rebuild", "--check").exit_code == 0


@pytest.mark.parametrize("words", [("--period", "2023-13"), ("--period", "2023", "--group", "không có"), ()])
def test_what_is_not_understood_is_refused(folder, words):
    told = asked(folder, "totals", *words)
    assert told.exit_code != 0
