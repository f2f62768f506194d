"""The watched folder: whole files once, half ones later, refused ones as alarms that end by themselves."""

from __future__ import annotations

import os
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from makers import NOW
from schedule_files import new_station

from broadcaster.domain.news_receipts import Way
from broadcaster.services import find_news as finding
from broadcaster.services.raise_alarms import acknowledge, board
from broadcaster.services.run_jobs import gather
from broadcaster.services.watch_folder import gather_folder
from broadcaster.station import Station

PAPER = "Tiêu đề: {}\nChủ đề: 3\nThể loại: tin\n\nXã mở thêm bộ phận một cửa.\n"
BAD = "Tiêu đề: Hỏng\nChủ đề: 99\n\nXã mở thêm bộ phận một cửa.\n"


@pytest.fixture
def folder(tmp_path):
    new_station(tmp_path / "dai", "huyen-2023", NOW).close()
    watched = tmp_path / "dai" / "news"
    for each in watched.iterdir():
        each.unlink()
    return tmp_path / "dai"


@pytest.fixture
def station(folder):
    with Station.open(folder, {}) as opened:
        yield opened


@pytest.fixture
def news(folder):
    return folder / "news"


def lay(path, text, *, touched=NOW - timedelta(minutes=5)):
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (touched.timestamp(),) * 2)
    return path


def look(station, now=NOW):
    return gather_folder(station, now=now)


def alarms(station):
    return [each for each in board(station, now=NOW).alarms if each.cleared_at is None]


@pytest.fixture
def read(monkeypatch):
    """Note which files are read."""
    seen = []
    real = finding.read_members

    def noting(room, members, into):
        seen.extend(each.path.name for each in members)
        return real(room, members, into)

    monkeypatch.setattr(finding, "read_members", noting)
    return seen


def test_files_of_the_folder_and_of_folders_in_it_come_in_once(station, news, read):
    lay(news / "a.txt", PAPER.format("Tin một"))
    lay(news / "noi-vu" / "b.txt", PAPER.format("Tin hai"))
    deep = lay(news / "noi-vu" / "c.txt", "x").with_suffix("")
    deep.mkdir()
    lay(deep / "d.txt", PAPER.format("Tin sâu"))
    (news / "noi-vu" / "c.txt").unlink()
    came = look(station)
    assert sorted(each.item.title for each in came.gathering.taken) == ["Tin hai", "Tin một"]
    with station.store.reading() as tx:
        assert {each.way for each in tx.news_receipts.latest(item.id for item in tx.news.all()).values()} == {
            Way.FOLDER
        }
    read.clear()
    look(station)
    assert read == []


@pytest.mark.parametrize("seconds", [0, 9])
def test_a_file_that_was_touched_just_now_waits(station, news, seconds):
    path = lay(news / "a.txt", PAPER.format("Tin một")[:20], touched=NOW - timedelta(seconds=seconds))
    came = look(station)
    assert (came.gathering.taken, came.waiting) == ((), ("a.txt",))
    assert alarms(station) == []
    lay(path, PAPER.format("Tin một"), touched=NOW)
    assert len(look(station, NOW + timedelta(seconds=10)).gathering.taken) == 1


def test_a_copy_that_carries_the_time_of_its_original_waits_too(station, news):
    """Explorer and ``cp -p`` set the old time at once; the file itself was touched just now."""
    path = lay(news / "a.txt", PAPER.format("Tin một"))
    touched = path.stat().st_ctime
    came = look(station, NOW.fromtimestamp(touched + 5, NOW.tzinfo))
    assert came.waiting == ("a.txt",)
    assert len(look(station, NOW.fromtimestamp(touched + 11, NOW.tzinfo)).gathering.taken) == 1


@pytest.mark.parametrize("name", ["b.docx.part", "b.pdf.crdownload", "b.filepart"])
def test_half_files_wait_and_are_no_alarm(station, news, name):
    lay(news / name, "x")
    lay(news / "a.txt", PAPER.format("Tin một"))
    came = look(station)
    assert (came.waiting, len(came.gathering.taken)) == ((name,), 1)
    assert alarms(station) == []


@pytest.mark.parametrize("mark", ["~$bao-cao.txt", "~$o-cao.txt", ".~lock.bao-cao.txt#"])
def test_a_document_that_somebody_has_open_waits_until_it_is_closed(station, news, mark):
    lay(news / "bao-cao.txt", PAPER.format("Tin một"))
    held = lay(news / mark, "Lan", touched=NOW - timedelta(hours=2))
    assert look(station).waiting == ("bao-cao.txt",)
    os.utime(held, ((NOW - timedelta(hours=13)).timestamp(),) * 2)
    assert len(look(station).gathering.taken) == 1, "a program that died leaves its mark behind"


def test_a_file_that_another_program_holds_waits(station, news, monkeypatch):
    lay(news / "a.txt", PAPER.format("Tin một"))

    opened = Path.open

    def held(self, *how, **more):
        if self.name != "a.txt":
            return opened(self, *how, **more)
        error = PermissionError(13, "being used by another process")
        error.winerror = 32
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", held)
        assert look(station).waiting == ("a.txt",)
    assert len(look(station).gathering.taken) == 1


def test_a_refused_file_is_an_alarm_read_once_and_over_when_it_can_be_read(station, news, read):
    path = lay(news / "xau.txt", BAD)
    lay(news / "a.txt", PAPER.format("Tin một"))
    assert gather(station, NOW.date(), NOW) == "1 tin, 1 kịch bản, 1 tệp không nhận được"
    (alarm,) = alarms(station)
    assert alarm.key.startswith("news:xau.txt:")
    assert "99" in alarm.sentence
    acknowledge(station, alarm.key, by="Lan", now=NOW)
    read.clear()
    assert (look(station).refused, read) == (1, [])
    assert [each.key for each in alarms(station)] == [alarm.key]
    lay(path, PAPER.format("Hết hỏng"))
    assert look(station).refused == 0
    assert (read, alarms(station)) == (["xau.txt"], [])


def test_the_alarm_is_over_when_the_file_is_gone_and_stays_while_it_is_copied_anew(station, news):
    path = lay(news / "xau.txt", BAD)
    look(station)
    lay(path, PAPER.format("Nửa")[:10], touched=NOW)
    look(station)
    assert len(alarms(station)) == 1
    path.unlink()
    look(station)
    assert alarms(station) == []


def test_a_refused_file_is_read_again_when_what_the_station_reads_by_changes(station, news, read, folder):
    lay(news / "xau.txt", BAD)
    look(station)
    path = folder / "station.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n[news]\nfile_mb = 60\n", encoding="utf-8")
    read.clear()
    with Station.open(folder, {}) as again:
        look(again)
    assert read == ["xau.txt"]
    assert len(alarms(station)) == 1


def test_a_packed_file_with_one_bad_member_is_one_alarm_and_its_others_are_in(station, news, read):
    with zipfile.ZipFile(news / "goi.zip", "w") as packed:
        packed.writestr("a.txt", PAPER.format("Tin một"))
        packed.writestr("b.txt", BAD)
    os.utime(news / "goi.zip", ((NOW - timedelta(hours=1)).timestamp(),) * 2)
    assert len(look(station).gathering.taken) == 1
    assert len(alarms(station)) == 1
    read.clear()
    look(station)
    assert read == []


def test_another_folder_is_watched_where_settings_say_and_told_when_it_is_not_there(folder, tmp_path):
    path = folder / "station.toml"
    there = tmp_path / "chung"
    told = f"\n[news]\nfolder = '{there}'\n"
    path.write_text(path.read_text(encoding="utf-8") + told, encoding="utf-8")
    with Station.open(folder, {}) as station:
        assert "không mở được thư mục" in gather(station, NOW.date(), NOW)
        assert [each.key for each in alarms(station)] == ["news:folder"]
        there.mkdir()
        lay(there / "a.txt", PAPER.format("Tin một"))
        assert len(look(station).gathering.taken) == 1
        assert alarms(station) == []


def test_links_that_lead_elsewhere_are_not_followed(station, news, tmp_path):
    outside = lay(tmp_path / "ngoai" / "mat.txt", PAPER.format("Bí mật"))
    try:
        (news / "a.txt").symlink_to(outside)
        (news / "b").symlink_to(outside.parent)
    except OSError:
        pytest.skip("this system lets nobody make links")
    assert look(station).gathering.taken == ()
