"""A command that is forked where the libraries are loaded already says and does what one that is started does."""

import pytest
import warm_commands
from day_made import broadcaster

pytestmark = pytest.mark.skipif(not warm_commands.AVAILABLE, reason="commands are forked on Linux alone")


@pytest.fixture(scope="module")
def station(tmp_path_factory):
    folder = tmp_path_factory.mktemp("am") / "đài"
    assert broadcaster("init", folder, "--profile", "xa-2025", environ={}).returncode == 0
    return folder


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["news", "list"], 0),
        (["-v", "schedule", "history"], 0),
        (["news", "--help"], 0),
        (["news", "show", "khong-co"], 1),
        (["plan", "15/3"], 1),
        (["newz"], 2),
        (["read", "-"], 1),  # standard input is empty
    ],
)
def test_forked_and_started_commands_say_the_same(station, words, code):
    forked = broadcaster(*words, folder=station)
    started = broadcaster(*words, folder=station, environ={})
    assert (forked.returncode, forked.stdout, forked.stderr) == (started.returncode, started.stdout, started.stderr)
    assert forked.returncode == code


def test_a_forked_command_sees_the_environment_and_the_folder_of_its_moment(station, monkeypatch):
    monkeypatch.chdir(station)
    assert broadcaster("news", "list").returncode == 0
    monkeypatch.setenv("BROADCASTER_MIX__BITRATE_KPBS", "1")
    assert broadcaster("news", "list").returncode == 1
    monkeypatch.chdir(station.parent)
    assert "broadcaster init" in broadcaster("news", "list").stderr
