"""A loopback server that answers like Google's web voice, or fails in a chosen way."""

import base64
import contextlib
import json
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import lameenc
import numpy as np

from broadcaster.testing.engines import ToneEngine

LEAD_MS, TRAIL_MS = 60, 240
"""Silence around each answer."""


class LocalWebVoice:
    """Answers with tones; `fault` names what goes wrong, `faults` what goes wrong with the next requests, in turn.

    `asked` keeps every text that came in, `retry_after` is told with a refusal.
    """

    def __init__(self, port):
        self.address = f"http://127.0.0.1:{port}"
        self.fault = None
        self.faults = []
        self.retry_after = None
        self.asked = []
        self.say = tones
        self.released = threading.Event()


def tones(text):
    """Say a text in tones, 24 000 Hz."""
    return ToneEngine().synthesise(text, "tone-nu")


def speech(text, *, rate_hz=24_000, say=tones, lead_ms=LEAD_MS, trail_ms=TRAIL_MS):
    """Give the MP3 that the service would send: MPEG-2 Layer III, 64 kbit/s, mono, silence around the words."""
    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(rate_hz)
    encoder.set_out_sample_rate(rate_hz)
    encoder.set_channels(1)
    encoder.set_bit_rate(64)
    encoder.silence()
    lead, trail = (bytes(2 * rate_hz * ms // 1000) for ms in (lead_ms, trail_ms))
    return bytes(encoder.encode(lead + say(text).samples + trail) + encoder.flush())


def silent_ends(pcm):
    """Give the milliseconds before the first and after the last sample that can be heard."""
    loud = np.flatnonzero(np.abs(np.frombuffer(pcm.samples, dtype="<i2").astype(int)) > 80)
    return int(loud[0]) * 1000 // pcm.rate_hz, (pcm.count - int(loud[-1])) * 1000 // pcm.rate_hz


def answer(sound):
    """Wrap an MP3 as the service does."""
    inner = json.dumps([base64.b64encode(sound).decode()])
    line = json.dumps([["wrb.fr", "jQ1olc", inner, None, None, None, "generic"], ["di", 12]])
    return f")]}}'\n\n{len(line)}\n{line}\n".encode()


def _body(server, text, fault):
    sound = speech(text, say=server.say)
    whole = answer(sound)
    return {
        "half line": whole[: len(whole) // 2],
        "half sound": answer(sound[: len(sound) // 2 + 7]),
        "few frames": answer(sound[: 192 * 3]),
        "noise": answer(b"\x00" * 4000),
        "nothing": answer(b""),
        "other form": b')]}\'\n\n[["wrb.fr","jQ1olc",null]]\n',
        "no sound": b')]}\'\n\n[["wrb.fr","other","[]"]]\n',
        "login page": "<html>Đăng nhập mạng</html>".encode(),
    }.get(fault, whole)


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        server = self.server.voice
        form = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        text = json.loads(json.loads(form["f.req"][0])[0][0][1])[0]
        server.asked.append(text)
        fault = server.faults.pop(0) if server.faults else server.fault
        if fault == "silence":
            server.released.wait()
            return
        body = _body(server, text, fault)
        self.send_response(302 if fault == "redirect" else fault if isinstance(fault, int) else 200)
        if fault == "redirect":
            self.send_header("Location", "http://localhost:9/elsewhere")
        if server.retry_after is not None:
            self.send_header("Retry-After", server.retry_after)
        self.send_header("Content-Length", str(len(body) + (500 if fault == "dropped" else 0)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments):
        pass


@contextlib.contextmanager
def running():
    """Serve until the block ends."""
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    httpd.daemon_threads = True
    httpd.voice = LocalWebVoice(httpd.server_address[1])
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield httpd.voice
    finally:
        httpd.voice.released.set()
        httpd.shutdown()
        thread.join()
        httpd.server_close()
