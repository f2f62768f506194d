"""A loopback server of files that behaves as bad servers and bad lines do."""

import contextlib
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class LocalFiles:
    """Serves `files` by path; `fault` names what goes wrong, `asked` keeps the Range of each request for a model."""

    def __init__(self, port):
        self.address = f"http://127.0.0.1:{port}"
        self.files = {}
        self.fault = None
        self.asked = []
        self.released = threading.Event()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        server = self.server.files
        path = self.path.partition("?")[0]
        asked = self.headers.get("Range")
        if path.endswith(".onnx"):
            server.asked.append(asked)
        content = server.files.get(path)
        if content is None:
            self.send_error(404)
        elif path.endswith(".json") or server.fault is None:
            self.send(content, asked)
        else:
            self.misbehave(content, asked)

    def misbehave(self, content, asked):
        server = self.server.files
        third = -(-len(content) // 3)
        if server.fault == "no answer":
            server.released.wait()
        elif isinstance(server.fault, int):
            self.send_error(server.fault)
        else:
            self.send(
                **{
                    "drops": {"content": content, "asked": asked, "cut": third},  # a third of the file at a time
                    "no range": {"content": content, "asked": None},
                    "drops for ever": {"content": content, "asked": None, "cut": third},
                    "stops": {"content": content, "asked": asked, "cut": third, "wait": True},
                    "other bytes": {"content": b"x" * len(content), "asked": asked},
                    "wrong place": {"content": content, "asked": asked and "bytes=1-"},
                    "nameless place": {"content": content, "asked": asked, "place": False},
                    "ends in good order": {"content": content, "asked": asked, "cut": third, "sized": False},
                }[server.fault]
            )

    def send(self, content, asked, *, cut=None, wait=False, place=True, sized=True):
        start = int(re.match(r"bytes=(\d+)-", asked)[1]) if asked else 0
        if start and start >= len(content):
            self.send_error(416)
            return
        body = content[start:]
        self.send_response(206 if asked else 200)
        if asked and place:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        if sized:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[:cut])
        if wait:
            self.wfile.flush()
            self.server.files.released.wait()

    def log_message(self, *_arguments):
        pass


@contextlib.contextmanager
def serving():
    """Serve until the block ends."""
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    httpd.daemon_threads = True
    httpd.files = LocalFiles(httpd.server_address[1])
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield httpd.files
    finally:
        httpd.files.released.set()
        httpd.shutdown()
        thread.join()
        httpd.server_close()
