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
    rehearsed_first=_tally(40, 400),
    rehearsed_repeat=_tally(1, 5),
)


def test_first_runs_and_repeats_of_the_plan_are_shown_apart(capsys):
    report = AirtimeReport(period="2023-03", by_topic=(), by_outlet=(ROW,), total=ROW, targets=(), rehearsals=0)
    show_airtime(report, {}, {OutletId("NGHIA-SON"): "Đài truyền thanh xã Nghĩa Sơn"})
    lines = capsys.readouterr().out.splitlines()
    row = next(line for line in lines if "Nghĩa Sơn" in line)
    assert row.split()[-10:] == ["101,0", "11", "102,0", "12", "203,0", "21", "304,0", "31", "405,0", "41"]
    assert any("lần đầu" in line and "phát lại" in line for line in lines)
    assert max(map(len, lines)) <= 160
