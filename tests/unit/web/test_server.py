"""The pages as they are really served: by TLS with a certificate of the station's own making, until told to stop."""

import contextlib
import os
import ssl
import stat
import subprocess
import sys
import time
from datetime import timedelta

import httpx2
import pytest
from makers import NOW
from web_made import crew_in

from broadcaster.errors import CertificateRefused, ServingRefused
from broadcaster.web.certificates import HOLDS, fingerprint_of, own_certificate, self_signed
from broadcaster.web.server import WebServer, Wish, is_loopback


@pytest.fixture
def certified(tmp_path):
    return self_signed(tmp_path / "tls", {"localhost", "127.0.0.1", "dai.xa.vn"}, now=NOW)


def test_a_certificate_is_made_once_and_anew_when_a_name_is_new_or_it_ends_soon(tmp_path, certified):
    folder, hosts = tmp_path / "tls", {"localhost", "127.0.0.1", "dai.xa.vn"}
    first = fingerprint_of(certified.certificate)
    self_signed(folder, {"localhost"}, now=NOW + timedelta(days=300))
    assert fingerprint_of(certified.certificate) == first
    self_signed(folder, hosts | {"10.0.0.7"}, now=NOW)
    second = fingerprint_of(certified.certificate)
    self_signed(folder, hosts, now=NOW + HOLDS - timedelta(days=29))
    assert len({first, second, fingerprint_of(certified.certificate)}) == 3
    certified.key.write_text("hỏng", encoding="utf-8")
    self_signed(folder, hosts, now=NOW)
    assert own_certificate(certified.certificate, certified.key)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_key_is_the_owners_alone(certified):
    assert stat.S_IMODE(certified.key.stat().st_mode) == 0o600


def test_files_that_do_not_belong_together_are_refused(tmp_path, certified):
    other = self_signed(tmp_path / "khac", {"localhost"}, now=NOW)
    with pytest.raises(CertificateRefused, match="không khớp"):
        own_certificate(certified.certificate, other.key)
    with pytest.raises(CertificateRefused, match="không có tệp này"):
        own_certificate(tmp_path / "khong-co.pem", certified.key)


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("dai.xa.vn", False),
    ],
)
def test_only_this_machine_counts_as_loopback(host, loopback):
    assert is_loopback(host) is loopback


@pytest.fixture
def folder(tmp_path, peopled_folder):
    crew_in(tmp_path / "dai", peopled_folder).close()
    return tmp_path / "dai"


def _served(folder, tmp_path, **wish):
    environ = {"BROADCASTER_SECRETS": str(tmp_path / "khoa" / "secrets.toml")}
    return WebServer(folder, environ, clock=lambda: NOW, wish=Wish(port=0, **wish))


def _until_it_answers(address, **how):
    with httpx2.Client(**how) as client:
        for _ in range(100):
            try:
                return client.get(f"{address}/vao")
            except httpx2.ConnectError as error:
                if "CERTIFICATE" in str(error):
                    raise
                time.sleep(0.05)
    raise AssertionError("no answer")


def test_what_would_be_in_the_open_or_cannot_be_heard_is_refused(folder, tmp_path):
    with pytest.raises(ServingRefused, match="proxies"):
        _served(folder, tmp_path, behind_proxy=True)
    with pytest.raises(ServingRefused, match="cả tệp chứng thư và tệp khóa"):
        _served(folder, tmp_path, certificate=tmp_path / "a.pem")
    first = _served(folder, tmp_path)
    port = int(first.address.rpartition(":")[2])
    with pytest.raises(ServingRefused, match="chọn cổng khác"):
        WebServer(folder, {}, clock=lambda: NOW, wish=Wish(port=port))
    first.close()
    assert (first.address.startswith("http://localhost:"), first.fingerprint) == (True, "")


@contextlib.contextmanager
def _run(folder, secrets, *options):
    """Give a running ``serve`` with the address that it told."""
    command = [sys.executable, "-m", "broadcaster", "-C", str(folder), "serve", "--port", "0", *options]
    environ = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8", "BROADCASTER_SECRETS": str(secrets)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=environ
    ) as run:
        try:
            yield run, run.stdout.readline().rpartition(" ")[2].strip()
        finally:
            run.kill()


def test_the_command_serves_until_it_is_asked_to_end(folder, tmp_path):
    with _run(folder, tmp_path / "secrets.toml") as (run, address):
        assert _until_it_answers(address).status_code == 200
        assert httpx2.get(f"{address}/metrics").status_code == 200
        run.terminate()
        _, told = run.communicate(timeout=30)
        assert "action=web_stopped" in told
        assert run.returncode == 0


def test_beyond_this_machine_pages_come_by_tls_and_a_client_that_trusts_the_certificate_verifies_it(folder, tmp_path):
    with _run(folder, tmp_path / "khoa" / "secrets.toml", "--host", "0.0.0.0") as (_, told):
        address = f"https://localhost:{told.rpartition(':')[2]}"
        made = tmp_path / "khoa" / "tls" / "xa" / "may-chu.crt"
        answer = _until_it_answers(address, verify=ssl.create_default_context(cafile=made))
        assert (answer.status_code, "__Host-mau-gui=" in answer.headers["set-cookie"]) == (200, True)
        assert "server" not in answer.headers
        assert "strict-transport-security" not in answer.headers
        with pytest.raises(httpx2.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            _until_it_answers(address, verify=ssl.create_default_context())
