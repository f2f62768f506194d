import pytest
from click.testing import CliRunner

from broadcaster.cli.entry import broadcaster


def _say(folder, *arguments):
    done = CliRunner().invoke(broadcaster, ["-C", str(folder), *arguments])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture(scope="module")
def station(tmp_path_factory):
    folder = tmp_path_factory.mktemp("đài mẫu") / "dai"
    assert CliRunner().invoke(broadcaster, ["init", str(folder)]).exit_code == 0
    _say(folder, "news", "import", str(folder / "news" / "bon-chi-so-danh-gia.md"))
    return folder


def test_the_schedule_names_sessions_with_the_id_to_type(station):
    assert "buổi sáng (morning) 05:" in " ".join(_say(station, "schedule", "show").split())


def test_the_queue_names_sessions_with_the_id_to_type(station):
    item = "bon-chi-so"
    where = (item, "--date", "2023-03-15", "--session", "morning")
    assert " vào buổi sáng ngày 2023-03-15" in _say(station, "queue", "add", *where)
    assert "buổi sáng (morning)" in _say(station, "queue", "list", "--date", "2023-03-15")
    assert " khỏi buổi sáng ngày 2023-03-15" in _say(station, "queue", "remove", *where)
