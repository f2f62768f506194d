"""Letters and webhooks against servers of our own that refuse, break off, dawdle or say nothing."""

import email
import email.policy
import socket
import time

import pytest
from local_mail import hook_server, mail_server
from makers import NOW

from broadcaster.domain.alarms import Alarm, AlarmKind, NoticeEvent
from broadcaster.errors import NoticeNotSent
from broadcaster.notices import MailChannel, MailServer, WebhookChannel

ALARM = Alarm(key="disk", kind=AlarmKind.DISK, sentence="Ổ đĩa chỉ còn 3 MB.", first_at=NOW, last_at=NOW)
STATION = "Đài Truyền thanh\nxã Quỹ Nhất"
HANGING = {"silent", "trickle"}
"""Faults that only patience ends; short here, and long for the others, so that a busy machine changes nothing."""


@pytest.fixture
def mail():
    with mail_server() as server:
        yield server


@pytest.fixture
def hook():
    with hook_server() as server:
        yield server


def by_mail(port, *, starttls=False, timeout_s=5.0, to=("a@xa.vn", "b@xa.vn")):
    server = MailServer(host="127.0.0.1", port=port, starttls=starttls, user="", password="")
    channel = MailChannel(server, sender="dai@xa.vn", to=to, timeout_s=timeout_s)
    channel.send(ALARM, NoticeEvent.RAISED, station=STATION)


def test_a_letter_arrives_with_its_vietnamese_words(mail):
    by_mail(mail.port)
    (letter,) = [email.message_from_bytes(each, policy=email.policy.default) for each in mail.letters]
    assert letter["Subject"] == "[Đài Truyền thanh xã Quỹ Nhất] Báo động: ổ đĩa"
    assert letter["To"] == "a@xa.vn, b@xa.vn"
    assert "Ổ đĩa chỉ còn 3 MB." in letter.get_content()
    assert "08:30:00 ngày 14/03/2023" in letter.get_content()


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("busy", "mã 421"),
        ("half", "đứt giữa chừng"),
        ("full", "mã 452"),
        ("refuses", "người nhận"),
        ("silent", "quá lâu"),
        ("trickle", "email"),
    ],
)
def test_every_fault_of_a_mail_server_is_told_in_time(mail, fault, said):
    mail.fault = fault
    began = time.monotonic()
    with pytest.raises(NoticeNotSent, match=said) as caught:
        by_mail(mail.port, timeout_s=0.3 if fault in HANGING else 8)
    assert time.monotonic() - began < 10
    assert caught.value.fields["channel"] == "email"
    assert mail.letters == []


def test_nothing_is_sent_unencrypted_when_encryption_is_asked_for(mail):
    with pytest.raises(NoticeNotSent, match="STARTTLS"):
        by_mail(mail.port, starttls=True)
    assert mail.letters == []


def test_a_port_where_nobody_listens_is_told():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # held without listening, so that no other test gets the port
        port = taken.getsockname()[1]
        with pytest.raises(NoticeNotSent, match="không nối được"):
            by_mail(port)
        with pytest.raises(NoticeNotSent, match="không nối được"):
            WebhookChannel(f"http://127.0.0.1:{port}/?khoa=bi-mat", timeout_s=5).send(
                ALARM, NoticeEvent.RAISED, station=STATION
            )


def test_a_webhook_gets_one_json_object(hook):
    WebhookChannel(hook.address, timeout_s=5).send(ALARM, NoticeEvent.CLEARED, station=STATION)
    (told,) = hook.asked
    assert (told["key"], told["event"], told["sentence"]) == ("disk", "cleared", "Ổ đĩa chỉ còn 3 MB.")


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (500, "mã 500"),
        (404, "mã 404"),
        (302, "không theo"),
        ("half", "đứt giữa"),
        ("silent", "quá lâu"),
        ("trickle", "webhook"),
    ],
)
def test_every_fault_of_a_webhook_is_told_in_time_and_never_its_address(hook, fault, said):
    hook.fault = fault
    channel = WebhookChannel(f"{hook.address}?khoa=bi-mat", timeout_s=0.3 if fault in HANGING else 8)
    began = time.monotonic()
    with pytest.raises(NoticeNotSent, match=said) as caught:
        channel.send(ALARM, NoticeEvent.RAISED, station=STATION)
    assert time.monotonic() - began < 10
    assert "bi-mat" not in f"{caught.value}{caught.value.__cause__}"
    assert len(hook.asked) == 1, "a redirection is not followed"
