"""Serves the pages until told to stop: where, with which certificate, and never in the open on a network."""

from __future__ import annotations

import contextlib
import ctypes
import ipaddress
import logging
import signal
import socket
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import FrameType

import uvicorn
from fastapi import FastAPI

from broadcaster.errors import ServingRefused
from broadcaster.services.audit import Actor
from broadcaster.services.keep_accounts import first_link
from broadcaster.settings.secrets import secrets_path
from broadcaster.settings.station import StationSettings, load_station
from broadcaster.web.app import make_app
from broadcaster.web.certificates import Certificate, fingerprint_of, names_here, own_certificate, self_signed
from broadcaster.web.office import Office, Served

logger = logging.getLogger(__name__)

SWITCH_S = 0.001
"""How long a page that is being made may keep the receivers from their answers (Python's own: 5 ms)."""

_PLACES = -8
"""M_ARENA_MAX of the GNU library."""

GRACE_S = 20
"""How long requests at work may take to their end when the server stops."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """What the command line says otherwise than the settings; empty or none for what they say."""

    host: str = ""
    """Address to listen on."""
    port: int | None = None
    """Port; 0 for any that is free."""
    certificate: Path | None = None
    """Certificate file (PEM)."""
    key: Path | None = None
    """Its key (PEM)."""
    behind_proxy: bool = False
    """Whether a server of ours stands before this one and does TLS."""


class WebServer:
    """The pages of one station folder, ready to be served."""

    def __init__(self, folder: Path, environ: Mapping[str, str], *, clock: Callable[[], datetime], wish: Wish) -> None:
        """Open the station and take the port.

        Raises:
            ServingRefused: it would be in the open on a network, or the port is taken.
            CertificateRefused; and what :func:`make_app` raises.
        """
        settings = load_station(folder, environ)
        web = settings.web
        host, port = wish.host or web.host, web.port if wish.port is None else wish.port
        _refuse_open_proxy(wish, settings)
        self.certificate = _certificate(settings, environ, wish, host=host, now=clock())
        served = Served(
            secure=self.certificate is not None or wish.behind_proxy,
            own_certificate=self.certificate is not None and not self.certificate.made_here,
            hosts=_bracketed({host, *names_here()}),
            behind_proxy=wish.behind_proxy,
        )
        self._socket = _listening(host, port)
        try:
            self.app = make_app(folder, environ, clock=clock, served=served)
        except BaseException:
            self._socket.close()
            raise
        self._clock = clock
        shown = "localhost" if is_loopback(host) else (web.hosts or names_here())[0]
        scheme = "https" if self.certificate is not None else "http"
        self.address = f"{scheme}://{shown}:{self._socket.getsockname()[1]}"
        self._server = uvicorn.Server(_config(self.app, self.certificate, settings, wish))

    @property
    def first_link(self) -> str | None:
        """Make and give the address under which the first administrator sets a password, if there is none yet."""
        office: Office = self.app.state.office
        secret = first_link(office.now()[0], by=Actor(who="khởi động", now=self._clock()))
        return f"{self.address}/lap-mat-khau/{secret}" if secret else None

    @property
    def fingerprint(self) -> str:
        """Give the fingerprint of a certificate that was made here; readers compare it once. Empty for others."""
        made = self.certificate
        return fingerprint_of(made.certificate) if made is not None and made.made_here else ""

    def serve(self) -> None:
        """Answer until SIGTERM, SIGINT or :meth:`stop`; requests at work are let to their end."""
        if threading.current_thread() is threading.main_thread():  # what the server gives the signal back to at its end
            for name in ("SIGINT", "SIGTERM"):
                signal.signal(getattr(signal, name), self.stop)
        logger.info("pages served at %s", self.address, extra={"action": "web_started"})
        sys.setswitchinterval(SWITCH_S)
        share_memory()
        with contextlib.closing(self._socket):
            self._server.run(sockets=[self._socket])
        logger.info("pages stopped", extra={"action": "web_stopped"})

    def stop(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        """Ask the server to end."""
        self._server.should_exit = True

    def close(self) -> None:
        """Let go of port and store without having served."""
        self._socket.close()
        office: Office = self.app.state.office
        office.close()


def share_memory() -> None:
    """Let the threads of this process take memory from few common places, where the system's library has a say.

    By itself it gives each thread a place of its own, and what one leaves there no other may use: a fifth of the whole.
    """
    if sys.platform == "linux":
        library = ctypes.CDLL(None)
        if hasattr(library, "mallopt"):
            library.mallopt(_PLACES, 2)


def is_loopback(host: str) -> bool:
    """Say whether an address is heard by this machine alone."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _refuse_open_proxy(wish: Wish, settings: StationSettings) -> None:
    if wish.behind_proxy and not settings.web.proxies:
        raise ServingRefused(
            reason="--behind-proxy cần biết địa chỉ máy chủ đứng trước; ghi proxies trong [web] của station.toml"
        )


def _certificate(
    settings: StationSettings, environ: Mapping[str, str], wish: Wish, *, host: str, now: datetime
) -> Certificate | None:
    """Give what is needed to be heard there; raises ServingRefused, CertificateRefused."""
    named = wish.certificate or (Path(settings.web.certificate) if settings.web.certificate else None)
    key = wish.key or (Path(settings.web.key) if settings.web.key else None)
    if (named is None) != (key is None):
        raise ServingRefused(reason="phải ghi cả tệp chứng thư và tệp khóa, hoặc không ghi tệp nào")
    if named is not None and key is not None:
        return own_certificate(named, key)
    if wish.behind_proxy or is_loopback(host):
        return None
    folder = secrets_path(environ).parent / "tls" / settings.station.unit
    return self_signed(folder, {"localhost", "127.0.0.1", *names_here(), *settings.web.hosts}, now=now)


def _listening(host: str, port: int) -> socket.socket:
    """Take the port, before anything is promised; raises ServingRefused."""
    try:
        family = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host.strip("[]"), port), family=family, backlog=2048)
    except OSError as error:
        reason = f"không mở được {host}, cổng {port} ({error.strerror or error}); chọn cổng khác bằng --port"
        raise ServingRefused(reason=reason) from error


def _config(app: FastAPI, certificate: Certificate | None, settings: StationSettings, wish: Wish) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=wish.behind_proxy,
        forwarded_allow_ips=list(settings.web.proxies),
        timeout_graceful_shutdown=GRACE_S,
        ssl_certfile=str(certificate.certificate) if certificate else None,
        ssl_keyfile=str(certificate.key) if certificate else None,
    )


def _bracketed(hosts: set[str]) -> tuple[str, ...]:
    """Write addresses as they stand in ``Host``."""
    return tuple(f"[{host}]" if ":" in host and not host.startswith("[") else host for host in hosts)
