"""A site on loopback that answers as a test tells it, and remembers what it was asked."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Reply:
    """One answer."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    drip: Callable[[], None] | None = None
    """Called before each byte of the body."""
    cut: int = 0
    """How many bytes are promised and never sent."""


class Site:
    """The site: paths and what they answer."""

    def __init__(self) -> None:
        """Begin with nothing but a missing robots.txt."""
        self.pages: dict[str, Reply | Callable[[Mapping[str, str]], Reply]] = {}
        self.asked: list[tuple[str, Mapping[str, str]]] = []
        self.port = 0

    def address(self, path: str = "/") -> str:
        """Give a whole address."""
        return f"http://127.0.0.1:{self.port}{path}"

    def paths(self) -> list[str]:
        """Give what was asked for, but for robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing of callers that hang up."""


@contextlib.contextmanager
def served():
    """Serve a site until the block ends."""
    site = Site()

    class Answering(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            headers = {name.lower(): value for name, value in self.headers.items()}
            site.asked.append((self.path, headers))
            found = site.pages.get(self.path, Reply(status=404))
            _send(self, found(headers) if callable(found) else found)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = _Quiet(("127.0.0.1", 0), Answering)
    site.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


def _send(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    handler.send_response(reply.status)
    for name, value in reply.headers.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(reply.body) + reply.cut))
    handler.end_headers()
    with contextlib.suppress(OSError):
        if reply.drip is None:
            handler.wfile.write(reply.body)
        else:
            for byte in reply.body:
                reply.drip()
                handler.wfile.write(bytes([byte]))
        if reply.cut:
            handler.connection.close()
