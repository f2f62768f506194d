"""The systemd unit that the docs ship: it is well formed, and the command in it exists."""

import configparser
import shlex
import tomllib
from pathlib import Path

import click
import pytest

from broadcaster.cli.entry import broadcaster
from broadcaster.services.run_jobs import JOBS

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def unit():
    parser = configparser.ConfigParser(interpolation=None, comment_prefixes=("#",))
    parser.optionxform = str
    parser.read(ROOT / "docs" / "dich-vu" / "broadcaster.service", encoding="utf-8")
    return parser


def test_the_unit_runs_a_command_that_exists_with_options_that_it_knows(unit):
    program, *arguments = shlex.split(unit["Service"]["ExecStart"])
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert Path(program).name in scripts
    with broadcaster.make_context("broadcaster", arguments) as context:
        name, command, rest = broadcaster.resolve_command(context, context.protected_args + context.args)
        assert name == "run"
        assert isinstance(command, click.Command)
        command.make_context(name, rest, parent=context).close()


def test_the_unit_stops_with_the_signal_that_the_service_knows_and_comes_back(unit):
    service = unit["Service"]
    assert service["KillSignal"] == "SIGTERM"
    assert service["Restart"] == "always"
    assert unit["Install"]["WantedBy"] == "multi-user.target"


@pytest.mark.parametrize("name", sorted(JOBS))
def test_every_job_is_explained(name):
    assert f"| `{name}` |" in (ROOT / "docs" / "dich-vu.md").read_text(encoding="utf-8")
