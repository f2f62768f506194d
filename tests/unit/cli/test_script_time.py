import re

import pytest
from click.testing import CliRunner

from broadcaster.cli.entry import broadcaster


def _say(folder, *arguments):
    done = CliRunner().invoke(broadcaster, ["-C", str(folder), *arguments])
    assert done.exit_code == 0, done.output
    return " ".join(done.output.split())


@pytest.fixture(scope="module")
def station(tmp_path_factory):
    folder = tmp_path_factory.mktemp("đài mẫu") / "dai"
    assert CliRunner().invoke(broadcaster, ["init", str(folder)]).exit_code == 0
    for name in ("bon-chi-so-danh-gia.md", "nghi-quyet-so-76.md"):
        _say(folder, "news", "import", str(folder / "news" / name))
    _say(folder, "script", "write")
    _say(folder, "script", "approve", "bon-chi-so", "--by", "Trưởng đài")
    _say(folder, "voice", "make", "bon-chi-so")
    return folder


def test_every_script_is_timed_and_those_without_sound_say_so(station):
    said = _say(station, "script", "time")
    assert "2 kịch bản" in said
    assert re.search(r"bon-chi-so\S* \d+ 0:\d\d,\d 0:\d\d,\d [+-]\d,\d", said)
    assert re.search(r"nghi-quyet\S* \d+ 1:\d\d,\d chưa thu", said)


def test_the_last_lines_state_the_measured_pace_and_how_far_it_is_off(station):
    said = _say(station, "script", "time")
    assert re.search(r"Giọng nu-phat-thanh \(espeak\): 1\d\d tiếng/phút, đo trên \d+ câu; mỗi tiếng \d+ ms", said)
    assert re.search(r"Cả bài: trên 1 bài đã thu, một nửa lệch không quá \d,\d %, bài lệch nhất \d,\d %", said)


def test_one_script_is_timed_by_the_beginning_of_its_id(station):
    said = _say(station, "script", "time", "nghi-quyet")
    assert "1 kịch bản" in said
    assert "chưa có bài đã thu để so" in said
