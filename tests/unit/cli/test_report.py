from dataclasses import replace

from broadcaster.cli import report as report_command
from broadcaster.cli.report import show_airtime
from broadcaster.domain.airtime import AirtimeReport, AirtimeRow, Tally
from broadcaster.domain.ids import DurationMs, OutletId


def _tally(airings, minutes):
    return Tally(airings=airings, length=DurationMs(minutes * 60_000))


ROW = AirtimeRow(
    topic=None,
    outlet_id=OutletId("NGHIA-SON"),
    planned_first=_tally(11, 101),
    planned_repeat=_tally(12, 102),
    sent_first=_tally(20, 200),
    sent_repeat=_tally(1, 3),
    aired_first=_tally(30, 300),
    aired_repeat=_tally(1, 4),
    operator_first=_tally(10, 100),
    operator_repeat=_tally(1, 1),
    player_first=_tally(20, 200),
    player_repeat=_tally(2, 3),
    rehearsed_first=_tally(40, 400),
    rehearsed_repeat=_tally(1, 5),
)


PLAN, SENT, REHEARSED = ["101,0", "11", "102,0", "12"], ["203,0", "21"], ["405,0", "41"]


def shown(capsys, row=ROW):
    report = AirtimeReport(period="2023-03", by_topic=(), by_outlet=(row,), total=row, targets=(), rehearsals=0)
    show_airtime(report, {}, {OutletId("NGHIA-SON"): "Đài truyền thanh xã Nghĩa Sơn"})
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= 160
    return next(line for line in lines if "Nghĩa Sơn" in line).split(), lines


def test_where_there_is_room_the_table_keeps_apart_who_says_that_it_aired(capsys):
    cells, lines = shown(capsys)
    assert cells[-12:] == [*PLAN, *SENT, "101,0", "11", "203,0", "22", *REHEARSED]
    assert any("lần đầu" in line and "phát lại" in line for line in lines)


def test_a_measurement_off_air_has_a_column_of_its_own_and_the_table_still_fits(capsys):
    cells, lines = shown(capsys, replace(ROW, measured_first=_tally(5, 50)))
    assert cells[-14:] == [*PLAN, *SENT, "101,0", "11", "203,0", "22", "50,0", "5", *REHEARSED]
    assert "Đã phát, đo ngoài sóng: lần đầu 50,0 phút, 5 lượt; phát lại 0,0 phút, 0 lượt." in lines


def test_a_terminal_of_eighty_letters_has_minutes_and_airings_in_one_column_and_whole_names(capsys, monkeypatch):
    monkeypatch.setattr(report_command, "room", lambda: 80)
    cells, lines = shown(capsys)
    assert cells[-5:] == ["101,0/11", "102,0/12", "203,0/21", "304,0/31", "405,0/41"]
    assert max(len(line.rstrip()) for line in lines if "Nghĩa Sơn" in line) <= 100


def test_where_there_is_little_room_what_aired_is_one_column_and_who_says_so_stands_below(capsys, monkeypatch):
    monkeypatch.setattr(report_command, "room", lambda: 120)
    cells, lines = shown(capsys)
    assert cells[-10:] == [*PLAN, *SENT, "304,0", "31", *REHEARSED]
    assert "Đã phát, người trực xác nhận: lần đầu 100,0 phút, 10 lượt; phát lại 1,0 phút, 1 lượt." in lines
