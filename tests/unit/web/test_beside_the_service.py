"""The station's service serves the pages too, and never stops for their sake."""

import os
import socket
import subprocess
import sys

import httpx2
import pytest
from web_made import crew_in


@pytest.fixture
def folder(tmp_path, peopled_folder):
    crew_in(tmp_path / "dai", peopled_folder).close()
    return tmp_path / "dai"


def _run(folder, port, *options):
    environ = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8", "BROADCASTER_WEB__PORT": str(port)}
    command = [sys.executable, "-m", "broadcaster", "-C", str(folder), "run", *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=environ)


def _ended(run):
    for line in run.stderr:
        if "action=timers_started" in line:
            break
    run.terminate()
    out, told = run.communicate(timeout=60)
    return run.returncode, out, told


def test_the_service_serves_the_pages_and_both_end_together(folder):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with _run(folder, port) as run:
        lines = [run.stdout.readline(), run.stdout.readline()]
        assert lines[1].strip() == f"Trang web của đài: http://localhost:{port}"
        for line in run.stderr:
            if "action=timers_started" in line:
                break
        assert httpx2.get(f"http://localhost:{port}/healthz").text == "ok\n"
        run.terminate()
        _, told = run.communicate(timeout=60)
    assert run.returncode == 0
    assert "action=timers_stopped" in told
    assert "action=web_stopped" in told


def test_the_service_goes_on_without_pages_when_the_port_is_taken_or_they_are_not_wanted(folder):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with _run(folder, port) as run:
            warned = run.stderr
            first = next(line for line in warned if "Trang web chưa mở" in line)
            assert "chọn cổng khác" in first
            assert _ended(run)[0] == 0
        with _run(folder, port, "--no-web") as run:
            code, out, told = _ended(run)
    assert (code, "Trang web" in out + told) == (0, False)
