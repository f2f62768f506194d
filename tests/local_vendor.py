"""A loopback server for the `http` engine: a test gives each path its answer, and sees every request."""

import contextlib
import io
import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import numpy as np
import soundfile
from local_web_voice import LEAD_MS, TRAIL_MS, speech, tones

VOICES = """\
[[voices]]
id = "thu-nu"
label = "Thử nữ"
presenter = "NỮ"
code = "v1"
[[voices]]
id = "thu-nam"
label = "Thử nam"
presenter = "NAM"
code = "v2"
"""
"""The two voices of a described vendor."""


@dataclass
class Asked:
    """A request as it came."""

    method: str
    path: str
    query: dict
    headers: dict
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def form(self):
        return {name: values[0] for name, values in parse_qs(self.body.decode()).items()}


@dataclass
class Reply:
    """What the server says."""

    body: object = b""
    status: int = 200
    headers: dict = field(default_factory=dict)
    missing: int = 0  # bytes that are promised and never sent


class LocalVendor:
    """`paths` maps a path to a function from Asked to Reply."""

    def __init__(self, port):
        self.address = f"http://127.0.0.1:{port}"
        self.other_host = f"http://localhost:{port}"
        self.paths = {}
        self.asked = []
        self.released = threading.Event()


def wav(text):
    """Say a text in tones as a WAV file with silence around it."""
    pcm = tones(text)
    lead, trail = (np.zeros(pcm.rate_hz * ms // 1000, dtype="<i2") for ms in (LEAD_MS, TRAIL_MS))
    samples = np.concatenate([lead, np.frombuffer(pcm.samples, dtype="<i2"), trail])
    written = io.BytesIO()
    soundfile.write(written, samples, pcm.rate_hz, format="WAV", subtype="PCM_16")
    return written.getvalue()


def ogg(text):
    """Say a text in tones as an Ogg Vorbis file."""
    pcm = tones(text)
    written = io.BytesIO()
    soundfile.write(written, np.frombuffer(pcm.samples, dtype="<i2"), pcm.rate_hz, format="OGG", subtype="VORBIS")
    return written.getvalue()


def mp3(text):
    """Say a text in tones as an MP3 file."""
    return speech(text)


class _Handler(BaseHTTPRequestHandler):
    def _answer(self):
        vendor = self.server.vendor
        address = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        headers = {name.lower(): value for name, value in self.headers.items()}
        asked = Asked(self.command, address.path, query, headers, body)
        vendor.asked.append(asked)
        reply = vendor.paths.get(address.path, lambda _: Reply(status=404))(asked)
        if reply is None:
            vendor.released.wait()
            return
        content = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body, ensure_ascii=False).encode()
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content) + reply.missing))
        self.end_headers()
        self.wfile.write(content)

    def do_GET(self):
        self._answer()

    def do_POST(self):
        self._answer()

    def log_message(self, *_arguments):
        pass


@contextlib.contextmanager
def running_vendor():
    """Serve until the block ends."""
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    httpd.daemon_threads = True
    httpd.vendor = LocalVendor(httpd.server_address[1])
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield httpd.vendor
    finally:
        httpd.vendor.released.set()
        httpd.shutdown()
        thread.join()
        httpd.server_close()
