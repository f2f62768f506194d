"""The pages behind a real nginx that does TLS, set up by the example of the docs; and alone with files of their own."""

import re
import shutil
import socket
import ssl
import subprocess
import time
from pathlib import Path

import httpx2
import pytest
from api_made import hand_over
from makers import COMMUNE, DAY, NOW
from served_made import Visitor, serving
from web_made import crew_in, peopled_folder  # noqa: F401 - a fixture is found by name

from broadcaster.domain.accounts import Role
from broadcaster.domain.tokens import Scope
from broadcaster.services.audit import Actor, trail
from broadcaster.services.keep_tokens import TokenWanted, issue_token
from broadcaster.station import Station
from broadcaster.web.certificates import self_signed

EXAMPLE = Path(__file__).parents[2] / "docs" / "dich-vu" / "nginx.conf"
NAME = "dai.example.vn"
SOUND = bytes(range(256)) * 4_000
NGINX = shutil.which("nginx")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as held:
        return held.getsockname()[1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory, peopled_folder):  # noqa: F811 - the fixture above
    place = tmp_path_factory.mktemp("nginx") / "dai"
    crew_in(place, peopled_folder).close()
    settings = place / "station.toml"
    web = f'\n[web]\nproxies = ["127.0.0.1"]\nhosts = ["{NAME}"]\nupload_mb = 2\n'
    settings.write_text(settings.read_text(encoding="utf-8") + web, encoding="utf-8")
    with Station.open(place, {}) as station:
        hand_over(station, sound=SOUND)
    return place


@pytest.fixture(scope="module")
def certified(folder):
    return self_signed(folder.parent / "tls", {NAME, "localhost", "127.0.0.1"}, now=NOW.replace(year=2026))


@pytest.fixture(scope="module")
def known(certified):
    return ssl.create_default_context(cafile=str(certified.certificate))


@pytest.fixture(scope="module")
def behind(folder, certified):
    """The pages behind nginx; gives the port of nginx and the address of the server itself."""
    if NGINX is None:
        pytest.skip("nginx is not installed")
    secrets, place = folder.parent / "secrets.toml", folder.parent / "nginx"
    place.mkdir()
    with serving(folder, secrets, "--behind-proxy", now=NOW) as (_, address):
        port, plain = free_port(), free_port()
        command = [NGINX, "-p", str(place), "-c", str(_configured(place, certified, address, port, plain))]
        with subprocess.Popen(command, stderr=subprocess.PIPE) as run:
            try:
                _until_open(port, run)
                yield port, address
            finally:
                run.terminate()


def _configured(place, certified, address, port, plain):
    """Write the example with this machine's ports and files, and what stands around it."""
    text = EXAMPLE.read_text(encoding="utf-8")
    for old, new in {
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "listen 80": f"listen 127.0.0.1:{plain}",
        "http2 on;": "",
        "/etc/nginx/tls/dai.example.vn.pem": certified.certificate,
        "/etc/nginx/tls/dai.example.vn.key": certified.key,
        "http://127.0.0.1:8080": f"http://127.0.0.1:{address.rpartition(':')[2]}",
        "200m": "2m",
    }.items():
        assert old in text, old
        text = text.replace(old, str(new))
    places = "".join(
        f"{kind}_temp_path {place}/{kind}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    around = f"daemon off; pid {place}/pid; error_log {place}/errors; events {{}} http {{ access_log off; {places}\n"
    path = place / "nginx.conf"
    path.write_text(f"{around}{text}\n}}\n", encoding="utf-8")
    return path


def _until_open(port, run):
    for _ in range(200):
        assert run.poll() is None, run.stderr.read().decode()
        try:
            socket.create_connection(("127.0.0.1", port), timeout=0.1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("nginx does not listen")


def through(port, known):
    """Give a browser that comes by nginx, under the station's name."""
    visitor = Visitor(f"https://127.0.0.1:{port}", verify=known)
    visitor.client.headers["Host"] = NAME
    return visitor


def test_signing_in_by_nginx_gives_a_cookie_for_tls_alone(behind, known):
    editor = through(behind[0], known)
    cookies = editor.sign_in().headers.get_list("set-cookie")
    (visit,) = [each for each in cookies if each.startswith("__Host-") and "Max-Age=0" not in each][-1:]
    assert {"Secure", "HttpOnly"} <= {each.strip() for each in visit.split(";")}
    assert editor.get("/tin").status_code == 200
    assert editor.client.post("/tin/moi", data={"tieu_de": "không có csrf"}).status_code == 403
    foreign = editor.client.post(
        "/tai-khoan/hai-lop", data={"csrf": editor.csrf()}, headers={"Origin": "https://khac.example.vn"}
    )
    assert foreign.status_code == 403


def test_who_calls_is_believed_of_nginx_alone(behind, known, folder):
    port, address = behind
    visitor = through(port, known)
    visitor.client.headers["X-Forwarded-For"] = "203.0.113.9"
    visitor.sign_in(Role.AUDITOR)
    with Station.open(folder, {}) as station:
        entries = [entry for _, entry in trail(station, who=Role.AUDITOR.value)]
    assert entries
    assert {each.address for each in entries} == {"127.0.0.1"}
    strange = Visitor(f"https://127.0.0.1:{port}", verify=known)
    strange.client.headers["Host"] = "khac.example.vn"
    assert strange.get("/vao").status_code in {400, 404}
    assert address.startswith("http://")


def test_a_stopped_download_goes_on_by_nginx(behind, known, folder):
    with Station.open(folder, {}) as station:
        wanted = TokenWanted(name="máy thu", scopes=(Scope.BUNDLES,), outlet=COMMUNE)
        _, secret = issue_token(station, wanted, by=Actor(who="thử", now=NOW))
    machine = through(behind[0], known)
    path, shown = f"/api/v1/outlets/{COMMUNE}/bundles/{DAY}", {"Authorization": f"Bearer {secret}"}
    whole = machine.get(path, **shown)
    assert (whole.status_code, len(whole.content) > len(SOUND)) == (200, True)
    begun = machine.get(path, Range="bytes=0-99999", **shown)
    rest = machine.get(path, Range="bytes=100000-", **{"If-Range": whole.headers["etag"]}, **shown)
    assert (begun.status_code, rest.status_code) == (206, 206)
    assert begun.content + rest.content == whole.content
    assert machine.get(path, **{"If-None-Match": whole.headers["etag"]}, **shown).status_code == 304


def test_more_than_may_be_sent_is_refused_by_nginx_and_by_the_station(behind, known):
    port, address = behind
    editor = through(port, known)
    editor.sign_in()
    files = {"tep": ("tin.txt", b"x" * 3_000_000, "text/plain")}
    assert editor.fill("/tin/nhap", files=files).status_code == 413
    direct = Visitor(address)
    direct.client.cookies = editor.client.cookies
    direct.client.headers["Host"] = NAME
    csrf = re.search(r'name="csrf" value="(\w+)"', editor.get("/tai-khoan").text)[1]
    cookie = "; ".join(f"{name}={value}" for name, value in editor.client.cookies.items())
    answer = httpx2.post(
        f"{address}/tin/nhap", data={"csrf": csrf}, files=files, headers={"Host": NAME, "Cookie": cookie}, timeout=60
    )
    assert answer.status_code == 413
    assert "upload_mb" in answer.text


def test_alone_with_tls_files_of_its_own(folder, certified, known):
    options = ["--port", "0", "--host", "127.0.0.1", "--cert", str(certified.certificate), "--key", str(certified.key)]
    with serving(folder, folder.parent / "secrets.toml", *options) as (_, address):
        assert address.startswith("https://")
        editor = Visitor(f"https://localhost:{address.rpartition(':')[2]}", verify=known)
        answer = editor.sign_in()
        assert any("Secure" in each for each in answer.headers.get_list("set-cookie"))
        assert "max-age=31536000" in editor.get("/").headers["strict-transport-security"]
