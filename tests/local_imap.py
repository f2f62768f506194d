"""A mailbox on loopback that speaks IMAP4rev1 as servers do, with the faults that a test asks for."""

from __future__ import annotations

import contextlib
import re
import socketserver
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from email.utils import parseaddr


@dataclass
class Box:
    """The mailbox: letters by their numbers, and what it was asked."""

    letters: dict[int, bytes] = field(default_factory=dict)
    validity: int = 7
    password: str = "bi-mat"
    asked: list[str] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    sizes: dict[int, int] = field(default_factory=dict)
    """What it says of sizes where that is not so."""
    cut_in: int = 0
    """In which letter's text the line breaks."""
    silent_at: str = ""
    """At which command it no longer answers."""
    before_body: Callable[[int], None] | None = None
    """Called before a letter's text is given."""
    port: int = 0

    def put(self, uid, content):
        """Lay a letter in it."""
        self.letters[uid] = content if isinstance(content, bytes) else content.as_bytes()


class _Gone(Exception):
    """The line breaks."""


class _Talk(socketserver.StreamRequestHandler):
    def handle(self):
        with contextlib.suppress(_Gone, OSError):
            self._say("* OK [CAPABILITY IMAP4rev1] Dovecot ready.")
            while line := self.rfile.readline():
                tag, _, rest = line.decode().strip().partition(" ")
                self.box.asked.append(re.sub(r"(LOGIN \S+) .*", r"\1", rest))
                if self.box.silent_at and self.box.silent_at in rest:
                    self.server.released.wait(10)
                    return
                self._answer(tag, rest)

    @property
    def box(self):
        return self.server.box

    def _say(self, text):
        self.wfile.write(text.encode() + b"\r\n")

    def _answer(self, tag, rest):
        name, _, arguments = rest.partition(" ")
        if name.upper() == "UID":
            verb, _, arguments = arguments.partition(" ")
            name = f"UID_{verb}"
        act = getattr(self, f"_{name.lower()}", None)
        self._say(f"{tag} {act(arguments) if act else 'BAD unknown command'}")
        if name.upper() == "LOGOUT":
            raise _Gone

    def _capability(self, _):
        self._say("* CAPABILITY IMAP4rev1")
        return "OK done."

    def _noop(self, _):
        return "OK done."

    def _login(self, arguments):
        right = arguments.replace('"', "").split(" ", 1)[1] == self.box.password
        return "OK Logged in." if right else "NO [AUTHENTICATIONFAILED] Authentication failed."

    def _select(self, arguments, access="READ-WRITE"):
        if arguments.strip('"') != "INBOX":
            return "NO [NONEXISTENT] Mailbox doesn't exist"
        self._say("* FLAGS (\\Seen \\Deleted)")
        self._say(f"* {len(self.box.letters)} EXISTS")
        self._say("* 0 RECENT")
        self._say(f"* OK [UIDVALIDITY {self.box.validity}] UIDs valid")
        self._say(f"* OK [UIDNEXT {max(self.box.letters, default=0) + 1}] Predicted next UID")
        return f"OK [{access}] Select completed."

    def _examine(self, arguments):
        return self._select(arguments, "READ-ONLY")

    def _uid_search(self, arguments):
        first = int(re.search(r"UID (\d+):\*", arguments)[1])
        known = sorted(self.box.letters)
        found = [uid for uid in known if uid >= first] or known[-1:]  # ``*`` is always the last letter
        self._say("* SEARCH" + "".join(f" {uid}" for uid in found))
        return "OK Search completed."

    def _uid_fetch(self, arguments):
        asked, _, what = arguments.partition(" ")
        for uid in (int(each) for each in asked.split(",")):
            if "BODY" in what and self.box.before_body:
                self.box.before_body(uid)
            if uid in self.box.letters:
                self._give(uid, what)
        return "OK Fetch completed."

    def _give(self, uid, what):
        place, content = sorted(self.box.letters).index(uid) + 1, self.box.letters[uid]
        if "BODY" in what:
            if ".PEEK" not in what:
                self.box.seen.add(uid)
            head = f"* {place} FETCH (UID {uid} BODY[] {{{len(content)}}}\r\n".encode()
            if uid == self.box.cut_in:
                self.wfile.write(head + content[: len(content) // 2])
                raise _Gone
            self.wfile.write(head + content + b")\r\n")
            return
        size = self.box.sizes.get(uid, len(content))
        self._say(f"* {place} FETCH (UID {uid} RFC822.SIZE {size} ENVELOPE {_envelope(content)})")


def _envelope(content):
    name, address = parseaddr(str(message_from_bytes(content)["From"] or ""))
    mailbox, _, host = address.partition("@")
    sender = f'(("{name}" NIL "{mailbox}" "{host}"))' if address else "NIL"
    return f'("Tue, 14 Mar 2023 08:00:00 +0700" "x" {sender} {sender} {sender} NIL NIL NIL NIL "<a@b>")'


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, *_):
        """Say nothing of callers that hang up."""


@contextlib.contextmanager
def mailbox():
    """Serve a mailbox until the block ends."""
    server = _Server(("127.0.0.1", 0), _Talk)
    server.box, server.released = Box(), threading.Event()
    server.box.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server.box
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
