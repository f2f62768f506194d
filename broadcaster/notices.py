"""Carries an alarm out of the house: by letter (SMTP) or as JSON to an address (webhook).

Every fault of the other side is one of ours, bounded in time; a password or an address with a key never gets into it.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Generator
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import Protocol
from urllib.parse import urlsplit

from broadcaster.domain.alarms import Alarm, NoticeEvent
from broadcaster.domain.zone import ZONE
from broadcaster.errors import NoticeNotSent

_WHOLE = 4
"""How many time-outs long a talk with the other side may take in all."""

_READY = 220
_REDIRECTS, _REFUSED = 300, 400

_LATE = "chờ quá lâu không thấy trả lời"
_BROKEN = "không nối được, chờ quá lâu, hoặc đứt giữa chừng"


class Channel(Protocol):
    """A way for alarms to reach somebody."""

    name: str
    """What it is called in the store and on the screen."""

    def send(self, alarm: Alarm, event: NoticeEvent, *, station: str) -> None:
        """Carry one message; raises NoticeNotSent."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class MailServer:
    """Where letters go out."""

    host: str
    """Name or address."""
    port: int
    """Port."""
    starttls: bool
    """Whether nothing is sent before the line is encrypted."""
    user: str
    """Account, or empty for none."""
    password: str
    """Its password."""


class MailChannel:
    """Letters by SMTP."""

    name = "email"

    def __init__(self, server: MailServer, *, sender: str, to: tuple[str, ...], timeout_s: float) -> None:
        self._server, self._sender, self._to, self._timeout = server, sender, to, timeout_s

    def send(self, alarm: Alarm, event: NoticeEvent, *, station: str) -> None:
        """Send one letter to all; raises NoticeNotSent."""
        letter = _letter(alarm, event, station)
        letter["From"], letter["To"] = self._sender, ", ".join(self._to)
        smtp = smtplib.SMTP(timeout=self._timeout)
        try:
            with _ended_after(lambda: smtp.sock, _WHOLE * self._timeout), smtp:
                code, said = smtp.connect(self._server.host, self._server.port)
                if code != _READY:
                    raise smtplib.SMTPConnectError(code, said)
                self._hand_over(smtp, letter)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            raise NoticeNotSent(channel=self.name, reason=_mail_fault(error)) from error

    def _hand_over(self, smtp: smtplib.SMTP, letter: EmailMessage) -> None:
        if self._server.starttls:
            smtp.starttls(context=ssl.create_default_context())
        if self._server.user:
            smtp.login(self._server.user, self._server.password)
        smtp.send_message(letter)


class WebhookChannel:
    """JSON by HTTP POST."""

    name = "webhook"

    def __init__(self, address: str, *, timeout_s: float) -> None:
        self._address, self._timeout = address, timeout_s

    def send(self, alarm: Alarm, event: NoticeEvent, *, station: str) -> None:
        """Post one message; a redirection is not followed, and of the answer only its status counts.

        Raises:
            NoticeNotSent: its cause names the kind of fault alone, since the library's own words hold the address.
        """
        body = json.dumps(_message(alarm, event, station), ensure_ascii=False).encode()
        try:
            status = self._status(body)
        except (OSError, http.client.HTTPException, ValueError) as error:
            kind, reason = type(error).__name__, _LATE if isinstance(error, TimeoutError) else _BROKEN
        else:
            if status < _REDIRECTS:
                return
            kind = f"status {status}"
            refused = "nơi nhận chuyển hướng, không theo" if status < _REFUSED else "nơi nhận từ chối"
            reason = f"{refused} (mã {status})"
        raise NoticeNotSent(channel=self.name, reason=reason) from OSError(kind)

    def _status(self, body: bytes) -> int:
        place = urlsplit(self._address)
        kind = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
        line = kind(place.hostname or "", place.port, timeout=self._timeout)
        target = f"{place.path or '/'}?{place.query}" if place.query else place.path or "/"
        headers = {"Content-Type": "application/json; charset=utf-8"}
        with contextlib.closing(line), _ended_after(lambda: line.sock, _WHOLE * self._timeout):
            line.request("POST", target, body, headers)
            return line.getresponse().status


def _letter(alarm: Alarm, event: NoticeEvent, station: str) -> EmailMessage:
    letter = EmailMessage()
    what = "Đã hết" if event is NoticeEvent.CLEARED else "Báo động"
    letter["Subject"] = " ".join(f"[{station}] {what}: {alarm.kind.label}".split())
    letter["Date"] = format_datetime(alarm.cleared_at or alarm.first_at)
    letter["Message-ID"] = make_msgid(domain="broadcaster.invalid")
    since = alarm.first_at.astimezone(ZONE)
    lines = [alarm.sentence, "", f"Từ: {since:%H:%M:%S ngày %d/%m/%Y}", f"Mã: {alarm.key}"]
    if alarm.cleared_at is not None:
        lines.insert(3, f"Hết: {alarm.cleared_at.astimezone(ZONE):%H:%M:%S ngày %d/%m/%Y}")
    letter.set_content("\n".join(lines) + "\n")
    return letter


def _message(alarm: Alarm, event: NoticeEvent, station: str) -> dict[str, object]:
    return {
        "station": station,
        "event": event.value,
        "key": alarm.key,
        "kind": alarm.kind.value,
        "sentence": alarm.sentence,
        "first_at": alarm.first_at.isoformat(),
        "cleared_at": alarm.cleared_at.isoformat() if alarm.cleared_at else None,
    }


def _mail_fault(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException) and not isinstance(error, smtplib.SMTPAuthenticationError):
        return f"máy chủ thư từ chối (mã {error.smtp_code})"
    return next((told for kind, told in _MAIL_FAULTS if isinstance(error, kind)), _BROKEN)


_MAIL_FAULTS: tuple[tuple[type[Exception], str], ...] = (
    (smtplib.SMTPAuthenticationError, "máy chủ thư không nhận tên đăng nhập hay mật khẩu"),
    (
        smtplib.SMTPNotSupportedError,
        "máy chủ thư không có STARTTLS; đặt starttls = false nếu chấp nhận gửi không mã hóa",
    ),
    (smtplib.SMTPRecipientsRefused, "máy chủ thư không nhận người nhận nào"),
    (TimeoutError, _LATE),
    (ssl.SSLError, "chứng chỉ của máy chủ thư không hợp lệ"),
    (socket.gaierror, "không tìm thấy máy chủ thư"),
)


@contextlib.contextmanager
def _ended_after(line: Callable[[], socket.socket | None], seconds: float) -> Generator[None]:
    """Cut a line that trickles: each byte that comes would begin a new time-out."""

    def cut() -> None:
        if (standing := line()) is not None:
            with contextlib.suppress(OSError):
                standing.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
