"""A loopback mail server and a loopback web server for alarms, each of which can misbehave in a chosen way."""

import contextlib
import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class LocalMail:
    """Speaks just enough SMTP; `fault` names what goes wrong."""

    def __init__(self, listening):
        self.port = listening.getsockname()[1]
        self.fault = ""
        self.letters = []
        self.released = threading.Event()

    def talk(self, line):  # noqa: C901 - one branch for each fault
        if self.fault == "silent":
            self.released.wait(20)
            return
        if self.fault == "trickle":
            with contextlib.suppress(OSError):
                while not self.released.wait(0.05):
                    line.sendall(b"2")
            return
        file = line.makefile("rb")
        line.sendall(b"220 local\r\n" if self.fault != "busy" else b"421 later\r\n")
        for said in file:
            word = said.split()[0].upper() if said.split() else b""
            if word == b"EHLO":
                line.sendall(b"250-local\r\n250 8BITMIME\r\n")
            elif word == b"DATA":
                if self.fault == "half":
                    return
                line.sendall(b"354 go\r\n")
                letter = b"".join(iter(file.readline, b".\r\n"))
                if self.fault == "full":
                    line.sendall(b"452 no room\r\n")
                    continue
                self.letters.append(letter)
                line.sendall(b"250 kept\r\n")
            elif word == b"RCPT" and self.fault == "refuses":
                line.sendall(b"550 nobody here\r\n")
            elif word == b"QUIT":
                line.sendall(b"221 bye\r\n")
                return
            else:
                line.sendall(b"250 ok\r\n")


@contextlib.contextmanager
def mail_server():
    listening = socket.create_server(("127.0.0.1", 0))
    server = LocalMail(listening)

    def serve():
        while True:
            try:
                line, _ = listening.accept()
            except OSError:
                return
            with line:
                server.talk(line)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        with contextlib.suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        server = self.server.told
        body = self.rfile.read(int(self.headers["Content-Length"]))
        server.asked.append(json.loads(body))
        if server.fault == "silent":
            server.released.wait(20)
            return
        if server.fault in {"half", "trickle"}:
            with contextlib.suppress(OSError):
                self.wfile.write(b"HTTP/1.1 20")
                while server.fault == "trickle" and not server.released.wait(0.05):
                    self.wfile.write(b"0")
            self.close_connection = True
            return
        status = server.fault if isinstance(server.fault, int) else 200
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", f"http://127.0.0.1:{server.port}/elsewhere")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, *_arguments):
        pass


class LocalHook:
    def __init__(self, port):
        self.port, self.fault, self.asked, self.released = port, None, [], threading.Event()
        self.address = f"http://127.0.0.1:{port}/bao"


@contextlib.contextmanager
def hook_server():
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    httpd.daemon_threads = True
    httpd.told = LocalHook(httpd.server_address[1])
    thread = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield httpd.told
    finally:
        httpd.told.released.set()
        httpd.shutdown()
        thread.join()
        httpd.server_close()
