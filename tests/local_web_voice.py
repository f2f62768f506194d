"""A loopback server that answers like Google's web voice, or fails in a chosen way."""

import base64
import contextlib
import json
import threading
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import lameenc

from broadcaster.testing.engines import ToneEngine


class LocalWebVoice:
    """Answers with tones; `fault` names what goes wrong, `asked` keeps every text that came in."""

    def __init__(self, port):
        self.address = f"http://127.0.0.1:{port}"
        self.fault = None
        self.asked = []
        self.released = threading.Event()


def speech(text, *, rate_hz=24_000):
    """Give the MP3 that the service would send: MPEG-2 Layer III, 64 kbit/s, mono."""
    encoder = lameenc.Encoder()
    encoder.set_in_sample_rate(rate_hz)
    encoder.set_out_sample_rate(rate_hz)
    encoder.set_channels(1)
    encoder.set_bit_rate(64)
    encoder.silence()
    return bytes(encoder.encode(ToneEngine().synthesise(text, "tone-nu").samples) + encoder.flush())


def answer(sound):
    """Wrap an MP3 as the service does."""
    inner = json.dumps([base64.b64encode(sound).decode()])
    line = json.dumps([["wrb.fr", "jQ1olc", inner, None, None, None, "generic"], ["di", 12]])
    return f")]}}'\n\n{len(line)}\n{line}\n".encode()


def _body(server, text):
    sound = speech(text)
    whole = answer(sound)
    return {
        "half line": whole[: len(whole) // 2],
        "half sound": answer(sound[: len(sound) // 2 + 7]),
        "few frames": answer(sound[: 192 * 3]),
        "noise": answer(b"\x00" * 4000),
        "other form": b')]}\'\n\n[["wrb.fr","jQ1olc",null]]\n',
        "no sound": b')]}\'\n\n[["wrb.fr","other","[]"]]\n',
        "login page": "<html>Đăng nhập mạng</html>".encode(),
    }.get(server.fault, whole)


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        server = self.server.voice
        form = urllib.parse.parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        text = json.loads(json.loads(form["f.req"][0])[0][0][1])[0]
        server.asked.append(text)
        if server.fault == "silence":
            server.released.wait()
            return
        status = server.fault if isinstance(server.fault, int) else 200
        body = _body(server, text)
        self.send_response(status)
        self.send_header("Content-Length", str(len(body) + (500 if server.fault == "dropped" else 0)))
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
