import shlex
from datetime import date
from pathlib import Path

from click.testing import CliRunner

from broadcaster.cli.demo import tell
from broadcaster.cli.entry import broadcaster
from broadcaster.services.take_day import DayTaken


def test_the_commands_of_the_demo_survive_copying(capsys):
    into = Path("thư mục") / "đài mẫu"
    counts = ("items", "scripts", "approvals", "sentences", "editions", "bundles", "entries", "outlets")
    places = {"page": into / "index.html", "report": into / "bao-cao.csv"}
    taken = DayTaken(**dict.fromkeys(counts, 1), **places, warnings=())
    tell(taken, into, date(2023, 3, 15))
    printed = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  broadcaster")]
    assert len(printed) == 4
    assert all(shlex.split(line)[:3] == ["broadcaster", "-C", str(into)] for line in printed)
    for line in printed:
        assert CliRunner().invoke(broadcaster, [*shlex.split(line)[3:5], "--help"]).exit_code == 0


def test_the_next_step_of_a_new_station_survives_copying(tmp_path):
    folder = tmp_path / "đài mẫu"
    said = CliRunner().invoke(broadcaster, ["init", str(folder)]).output
    step = next(line for line in said.splitlines() if "Bước tiếp theo" in line).partition(": ")[2]
    assert shlex.split(step) == ["broadcaster", "-C", str(folder), "news", "import", str(folder / "news")]
