"""The mailbox as a source: each letter once, whatever the line, the server or a letter does; nothing is marked as read."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage

import pytest
from click.testing import CliRunner
from local_imap import mailbox
from makers import NOW
from schedule_files import new_station

from broadcaster.cli.entry import broadcaster
from broadcaster.domain.news_feeds import PAUSES
from broadcaster.domain.news_receipts import Way
from broadcaster.errors import SettingsError
from broadcaster.feeds import mailbox as mailbox_reader
from broadcaster.services import read_mailbox as service
from broadcaster.services.raise_alarms import board
from broadcaster.services.read_mailbox import mailbox_state, read_mailbox
from broadcaster.services.run_jobs import take_mail
from broadcaster.settings.station import load_station
from broadcaster.station import Station
from broadcaster.storage.saved import Saved

PAPER = "Tiêu đề: {title}\nChủ đề: 3\nThể loại: tin\n\nXã mở thêm bộ phận một cửa.\n"


def _letter(number, *, title=None, sender="noivu@huyen.vn", attached=()):
    made = EmailMessage()
    made["From"], made["To"] = f"Phong Noi vu <{sender}>", "dai@xa.vn"
    made["Subject"], made["Message-ID"] = title or f"Tin cải cách số {number}", f"<{number}@huyen.vn>"
    made["Date"] = "Tue, 14 Mar 2023 08:00:00 +0700"
    made.set_content("Ủy ban nhân dân xã mở thêm một bộ phận một cửa ở thôn xa trung tâm cho dân đi lại thuận tiện.")
    for name, content in attached:
        made.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return made


@pytest.fixture
def box():
    with mailbox() as made:
        yield made


@pytest.fixture
def folder(tmp_path, box):
    new_station(tmp_path / "dai", "huyen-2023", NOW).close()
    path = tmp_path / "dai" / "station.toml"
    told = f'\n[mailbox]\nhost = "127.0.0.1"\nport = {box.port}\ntls = false\nuser = "dai"\n[news]\nfile_mb = 1\n'
    path.write_text(path.read_text(encoding="utf-8") + told, encoding="utf-8")
    return tmp_path / "dai"


@pytest.fixture
def station(folder):
    with Station.open(folder, {"MAILBOX_PASSWORD": "bi-mat"}) as opened:
        yield opened


def _titles(station):
    with station.store.reading() as tx:
        return sorted(item.title for item in tx.news.all())


def test_letters_come_in_with_what_is_attached_and_are_never_marked_as_read(station, box):
    box.put(3, _letter(3, attached=[("tin.txt", PAPER.format(title="Tin kèm theo").encode())]))
    visit = read_mailbox(station, now=NOW)
    assert not visit.failed, visit.state.told
    assert "Tin kèm theo" in _titles(station)
    assert visit.refused == ()
    with station.store.reading() as tx:
        receipts = tx.news_receipts.latest([each.item.id for each in visit.taken])
    assert {each.way for each in receipts.values()} == {Way.MAIL}
    assert any("thư số 3 của noivu@huyen.vn › tin.txt" in each.origin for each in receipts.values())
    assert box.seen == set()
    assert any(each.startswith("EXAMINE") for each in box.asked)
    assert not any(each.startswith(("SELECT", "UID STORE", "STORE", "EXPUNGE")) for each in box.asked)


def test_only_what_came_since_is_fetched_and_only_when_it_is_due(station, box):
    box.put(3, _letter(3))
    first = read_mailbox(station, now=NOW)
    assert read_mailbox(station, now=NOW + timedelta(minutes=1)) is None
    box.put(4, _letter(4))
    box.asked.clear()
    second = read_mailbox(station, now=first.state.next_at)
    assert [each.saved for each in second.taken] == [Saved.ADDED]
    assert [each for each in box.asked if "BODY" in each] == ["UID FETCH 4 (BODY.PEEK[])"]
    third = read_mailbox(station, now=NOW, at_once=True)
    assert (third.taken, third.state.told) == ((), "không có thư mới")


def test_a_new_numbering_reads_all_again_and_adds_nothing(station, box):
    box.put(3, _letter(3))
    read_mailbox(station, now=NOW)
    before = _titles(station)
    box.validity, box.letters = 8, {1: box.letters[3], 2: _letter(4).as_bytes()}
    visit = read_mailbox(station, now=NOW, at_once=True)
    assert visit.state.etag == "8"
    assert sum(each.saved is Saved.ADDED for each in visit.taken) == 1
    assert len(_titles(station)) == len(before) + 1


def test_letters_too_large_or_of_others_are_told_once_and_passed(station, box, folder):
    path = folder / "station.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("tls = false", 'tls = false\nsenders = ["@huyen.vn"]'))
    box.put(1, _letter(1, attached=[("anh.bin", b"x" * 1_200_000)]))
    box.put(2, _letter(2, sender="la@khac.vn"))
    box.put(3, _letter(3))
    box.put(4, _letter(4, attached=[("anh.bin", b"x" * 1_200_000)]))
    box.sizes[4] = 100  # what the server says is not so
    with Station.open(folder, {"MAILBOX_PASSWORD": "bi-mat"}) as opened:
        visit = read_mailbox(opened, now=NOW)
        again = read_mailbox(opened, now=NOW, at_once=True)
    assert [each.name.split(" của ")[0] for each in visit.refused] == ["thư số 1", "thư số 2", "thư số 4"]
    assert ["1 MB" in visit.refused[0].reason, "senders" in visit.refused[1].reason] == [True, True]
    assert len(visit.taken) == 1
    assert "la@khac.vn" in visit.state.told
    assert again.refused == ()
    assert "UID FETCH 1 (BODY.PEEK[])" not in box.asked


def test_a_letter_that_is_taken_away_meanwhile_is_passed(station, box):
    for at in (1, 2, 3):
        box.put(at, _letter(at))
    box.before_body = lambda uid: box.letters.pop(2, None) if uid == 2 else None
    visit = read_mailbox(station, now=NOW)
    assert (visit.failed, len(visit.taken), visit.refused) == (False, 2, ())


def test_a_letter_that_cannot_be_read_is_told_by_name_and_the_next_comes_in(station, box):
    box.put(1, b"From: a@huyen.vn\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nkhong het")
    box.put(2, _letter(2, attached=[("tin.docx", b"khong phai Word"), ("cai.exe", b"MZ")]))
    box.put(3, _letter(3))
    visit = read_mailbox(station, now=NOW)
    assert not visit.failed
    assert {"thư số 2 của noivu@huyen.vn › tin.docx", "thư số 2 của noivu@huyen.vn › cai.exe"} <= {
        each.name for each in visit.refused
    }
    assert "Tin cải cách số 3" in _titles(station)


def test_a_letter_that_ends_the_program_is_passed_after_the_second_time(station, box, monkeypatch):
    box.put(1, _letter(1))
    box.put(2, _letter(2))
    real = service.find_news

    def breaking(at, files, *, now):
        if "số 1" in files[0].name:
            raise RuntimeError("mất điện")
        return real(at, files, now=now)

    monkeypatch.setattr(service, "find_news", breaking)
    for _ in range(2):
        with pytest.raises(RuntimeError):
            read_mailbox(station, now=NOW, at_once=True)
    visit = read_mailbox(station, now=NOW, at_once=True)
    assert [each.name for each in visit.refused] == ["thư số 1 của noivu@huyen.vn"]
    assert _titles(station) == ["Tin cải cách số 2"]


def test_no_more_letters_than_a_visit_takes_and_the_rest_at_the_next(station, box, monkeypatch):
    monkeypatch.setattr(service, "MOST_LETTERS", 2)
    for at in (1, 2, 3):
        box.put(at, _letter(at))
    assert len(read_mailbox(station, now=NOW).taken) == 2
    assert len(read_mailbox(station, now=NOW, at_once=True).taken) == 1


def test_a_line_that_breaks_in_a_letter_keeps_what_came_before_and_begins_there_again(station, box):
    for at in (1, 2, 3):
        box.put(at, _letter(at))
    box.cut_in = 2
    visit = read_mailbox(station, now=NOW)
    assert (visit.failed, len(visit.taken)) == (True, 1)
    assert _titles(station) == ["Tin cải cách số 1"]
    box.cut_in = 0
    visit = read_mailbox(station, now=visit.state.next_at)
    assert (visit.state.failures, len(visit.taken)) == (0, 2)


def test_a_wrong_password_is_tried_less_and_less_often_and_becomes_an_alarm(station, box):
    box.password = "khac"
    now, gaps = NOW, []
    for _ in range(4):
        told = take_mail(station, now.date(), now)
        state = mailbox_state(station, now=now)
        gaps.append(state.next_at - now)
        now = state.next_at
    assert gaps == list(PAUSES[:4])
    assert "mật khẩu" in told
    assert "bi-mat" not in told
    (alarm,) = board(station, now=now).alarms
    assert (alarm.key, "Hòm thư" in alarm.sentence) == ("mailbox", True)
    box.password = "bi-mat"
    take_mail(station, now.date(), now)
    assert [each for each in board(station, now=now).alarms if not each.cleared_at] == []


@pytest.mark.parametrize("at", ["EXAMINE", "UID SEARCH", "RFC822.SIZE"])
def test_a_server_that_falls_silent_is_given_up(station, box, monkeypatch, at):
    monkeypatch.setattr(service, "_place", _hasty)
    box.put(1, _letter(1))
    box.silent_at = at
    visit = read_mailbox(station, now=NOW)
    assert visit.failed
    assert "không trả lời" in visit.state.told


def _hasty(told):
    return mailbox_reader.Place(
        host=told.host, port=told.port, tls=told.tls, user=told.user, folder=told.folder, seconds=0.3
    )


def test_a_folder_that_is_not_there_and_a_password_that_is_missing_are_told(folder, box):
    with Station.open(folder, {}) as opened:
        assert "MAILBOX_PASSWORD" in read_mailbox(opened, now=NOW).state.told
    path = folder / "station.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("tls = false", 'tls = false\nfolder = "Tin"'))
    with Station.open(folder, {"MAILBOX_PASSWORD": "bi-mat"}) as opened:
        visit = read_mailbox(opened, now=NOW)
    assert "ngăn thư" in visit.state.told


def test_the_command_shows_how_it_stands_and_fails_with_the_mailbox(folder, box, monkeypatch):
    def run(*more):
        return CliRunner(mix_stderr=False).invoke(broadcaster, ["-C", str(folder), "news", "mail", *more])

    monkeypatch.setenv("MAILBOX_PASSWORD", "bi-mat")
    box.put(1, _letter(1, attached=[("cai.exe", b"MZ")]))
    good = run("--now")
    assert good.exit_code == 0, good.output
    assert "› cai.exe: " in good.stdout
    assert "1 thư, 1 tin mới" in run().stdout
    monkeypatch.setenv("MAILBOX_PASSWORD", "sai")
    assert run("--now").exit_code == 1


@pytest.mark.usefixtures("station")
def test_no_feed_may_have_the_name_of_the_mailbox(folder):
    path = folder / "station.toml"
    path.write_text(path.read_text(encoding="utf-8") + '\n[feeds."thư"]\naddress = "https://xa.vn/rss"\n')
    with pytest.raises(SettingsError, match="hòm thư"):
        load_station(folder, {})
