"""A server whose disk is full, or that is killed in the middle: it says so, stays alive, and nothing is half kept."""

import os
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time

import httpx2
import pytest
from makers import COMMUNE
from portal_made import EVENING_OF, given_day
from served_made import Visitor, serving
from web_made import crew_in, peopled_folder  # noqa: F401 - a fixture is found by name

from broadcaster.domain.accounts import Role

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs prlimit")

NEWS = {
    "tieu_de": "Xã làm thủ tục trong ngày",
    "noi_dung": "Bộ phận một cửa trả hồ sơ trong ngày. " * 40,
    "chu_de": "3",
    "tac_gia": "Lan",
}


@pytest.fixture
def folder(tmp_path, peopled_folder):  # noqa: F811 - the fixture above
    crew_in(tmp_path / "dai", peopled_folder).close()
    return tmp_path / "dai"


def a_day_at(place, peopled):
    """Give the folder of a station whose day is over, and a session of the commune that waits for a word."""
    made = given_day(crew_in(place, peopled))
    made.close()
    return place, made.playlists[COMMUNE][0]


def fill_disk(run):
    """Let no file of the server grow any more, as on a full disk."""
    resource.prlimit(run.pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))


def make_room(run):
    resource.prlimit(run.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


def counts(folder):
    """Give how many rows of everything that a page writes are kept."""
    tables = ("news", "news_version", "airing", "audit_entry", "news_receipt")
    with sqlite3.connect(folder / "broadcaster.db") as store:
        assert store.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {name: store.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}


def posted(address):
    """Give what to do on a full disk, prepared while there is room: news typed, a file sent, a session confirmed."""
    editor, operator = Visitor(address), Visitor(address)
    editor.sign_in()
    operator.sign_in(Role.OPERATOR)
    csrf, theirs = editor.csrf(), operator.csrf()
    upload = {"tep": ("tin.txt", b"Tieu de\n\n" + b"noi dung " * 300_000, "text/plain")}

    def post(playlist):
        return [
            editor.fill("/tin/moi", csrf=csrf, **NEWS),
            editor.fill("/tin/nhap", csrf=csrf, files=upload),
            operator.fill(f"/xa/{COMMUNE}/da-phat/{playlist.id}/du", csrf=theirs),
        ]

    return editor, post


def test_a_place_that_takes_no_more_is_told_and_nothing_is_half_kept(tmp_path, peopled_folder):  # noqa: F811
    folder, playlist = a_day_at(tmp_path / "dai", peopled_folder)
    with serving(folder, tmp_path / "secrets.toml", now=EVENING_OF) as (run, address):
        no_more(run, address, folder, playlist)


def no_more(run, address, folder, playlist):
    editor, post = posted(address)
    before = counts(folder)
    fill_disk(run)
    answers = post(playlist)
    assert [each.status_code for each in answers] == [503, 507, 503]
    assert all("ổ đĩa" in each.text.lower() and "ữ liệu cũ vẫn nguyên" in each.text for each in answers)
    assert [editor.get(path).status_code for path in ("/tin", "/healthz")] == [200, 200]
    make_room(run)
    assert counts(folder) == before
    assert editor.fill("/tin/moi", **NEWS).status_code == 303
    assert counts(folder)["news"] == before["news"] + 1
    again = Visitor(address)
    again.sign_in(Role.OPERATOR)
    assert again.fill(f"/xa/{COMMUNE}/da-phat/{playlist.id}/du").status_code == 303
    assert counts(folder)["airing"] > before["airing"]
    assert run.poll() is None


@pytest.fixture
def small_disk(tmp_path):
    """A disk of a few megabytes."""
    place = tmp_path / "dia"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may mount a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_disk_without_room_is_told_as_full(small_disk, tmp_path, peopled_folder):  # noqa: F811 - the fixture above
    folder, playlist = a_day_at(small_disk / "dai", peopled_folder)
    ballast = small_disk / "day"
    with serving(folder, tmp_path / "secrets.toml", now=EVENING_OF) as (run, address):
        editor, post = posted(address)
        before = counts(folder)
        ballast.write_bytes(bytes(shutil.disk_usage(small_disk).free - 300_000))
        answers = post(playlist)
        assert [each.status_code for each in answers] == [507, 507, 507]
        assert all("Ổ đĩa đã đầy" in each.text for each in answers)
        assert editor.get("/tin").status_code == 200
        ballast.unlink()
        assert counts(folder) == before
        assert editor.fill("/tin/moi", **NEWS).status_code == 303
        assert run.poll() is None


@pytest.mark.parametrize("wait_s", [0.0, 0.02])
def test_a_server_that_is_killed_while_something_is_sent_starts_again_with_whole_news(folder, tmp_path, wait_s):
    with serving(folder, tmp_path / "secrets.toml", "--port", "0") as (run, address):
        editor = Visitor(address)
        editor.sign_in()
        csrf, before = editor.csrf(), counts(folder)
        half = _half_an_upload(address, editor.client.cookies, csrf)
        sender = threading.Thread(target=_send_until_it_dies, args=(editor, csrf))
        sender.start()
        _until(lambda: counts(folder)["news"] > before["news"])
        time.sleep(wait_s)
        run.send_signal(signal.SIGKILL)
        sender.join()
        half.close()
    after = counts(folder)
    assert after["news"] == after["news_version"] > before["news"]
    with serving(folder, tmp_path / "secrets.toml", "--port", "0") as (run, address):
        editor = Visitor(address)
        editor.sign_in()
        assert editor.fill("/tin/moi", **NEWS | {"tieu_de": "Tin sau khi có điện lại"}).status_code == 303
        assert "Tin sau khi có điện lại" in editor.get("/tin").text
    assert not [name for _, _, names in os.walk(folder) for name in names if name.endswith(".part")]


def _half_an_upload(address, cookies, csrf):
    """Begin to send a file, and never end."""
    host, _, port = address.removeprefix("http://").partition(":")
    jar = "; ".join(f"{name}={value}" for name, value in cookies.items())
    line = socket.create_connection((host, int(port)))
    line.sendall(
        f"POST /tin/nhap HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {jar}\r\nX-CSRF-Token: {csrf}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 9000000\r\n\r\n"
        '--x\r\nContent-Disposition: form-data; name="tep"; filename="tin.txt"\r\n\r\nNửa'.encode()
    )
    return line


def _send_until_it_dies(editor, csrf):
    for number in range(10_000):
        try:
            editor.fill("/tin/moi", csrf=csrf, **NEWS | {"tieu_de": f"Tin số {number}"})
        except httpx2.TransportError:
            return


def _until(holds):
    for _ in range(600):
        if holds():
            return
        time.sleep(0.01)
    raise AssertionError("nothing came in")
