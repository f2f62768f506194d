"""No entry is lost: by kill -9, a full disk, a file taken twice, a clock that was set back."""

import subprocess
import sys
from datetime import timedelta

import pytest
from makers import COMMUNE, DAY, EVENING, MORNING, STARTS_AT, a_playlist, a_segment, an_edition
from small_station import opened_station
from sqlalchemy import event

from broadcaster.domain.ids import NewsItemId
from broadcaster.domain.outcomes import Outcome
from broadcaster.errors import DiskFull
from broadcaster.services.close_log import close_log, verify_log
from broadcaster.services.confirm_airings import SessionWord, confirm
from broadcaster.services.import_log import ImportRequest, import_log
from broadcaster.services.reconcile_day import reconcile_day
from broadcaster.station import Station

BY = "Trần Văn Sơn"
LATER = STARTS_AT + timedelta(days=2)
DYING = """
import os, sys
from broadcaster.cli import main
from broadcaster.storage.chained import Chain
after, link = int(sys.argv.pop(1)), Chain.extend
def extend(self, entries):
    global after
    if after == 0:
        os._exit(9)
    after -= 1
    link(self, entries)
    self.connection.exec_driver_sql("PRAGMA cache_spill = 1")
Chain.extend = extend
main(sys.argv[1:])
"""
"""Imports a file and dies before it links the n-th part of its entries."""


def edition(session, count=3):
    return an_edition(
        session=session,
        segments=tuple(
            a_segment(title=f"Tin {n} {session}", item_id=NewsItemId(f"{session}-{n}")) for n in range(count)
        ),
    )


@pytest.fixture
def station(tmp_path, monkeypatch):
    monkeypatch.setenv("BROADCASTER_SIGNING_KEY", str(tmp_path / "khoa.pem"))
    folder = tmp_path / "dai"
    folder.mkdir()
    with opened_station(folder) as station:
        station._environ = {"BROADCASTER_SIGNING_KEY": str(tmp_path / "khoa.pem")}
        with station.store.writing() as tx:
            for session in (MORNING, EVENING):
                tx.editions.add(edition(session))
            tx.playlists.replace_day(DAY, [a_playlist(edition(MORNING)), a_playlist(edition(EVENING))])
        yield station


@pytest.fixture
def file(station):
    """Fifteen hundred rows: three parts of a statement."""
    rows = [f"{DAY} 05:30:00,48000,Tin 0 morning,Y"]
    rows += [f"{DAY} {n // 60 % 24:02}:{n % 60:02}:30,20000,Nhạc {n},Y" for n in range(1_500)]
    path = station.folder / "elr.csv"
    path.write_text("EVENT_DATETIME,LENGTH,TITLE,ONAIR_FLAG\n" + "\n".join(dict.fromkeys(rows)), encoding="utf-8")
    return path


def taken(station, path):
    return import_log(station, ImportRequest(path=path, by=BY, outlet=COMMUNE), now=LATER)


def ids(station):
    with station.store.reading() as tx:
        return [entry.id for entry in tx.airings.between(DAY, DAY)]


def test_an_import_that_is_killed_leaves_nothing_and_the_next_one_takes_all(station, file):
    confirm(station, [a_playlist(edition(MORNING))], SessionWord(), by=BY, now=LATER)
    before = ids(station)
    for after in range(3):
        command = ["-C", str(station.folder), "log", "import", str(file), "--outlet", COMMUNE, "--by", BY]
        died = subprocess.run([sys.executable, "-c", DYING, str(after), *command], check=False, capture_output=True)
        assert died.returncode == 9, died.stderr.decode()
        with Station.open(station.folder, {}) as again:
            assert ids(again) == before
    assert taken(station, file).fresh == 1_501
    assert len(ids(station)) == 1_504
    assert verify_log(station).faults == ()


def test_a_full_disk_leaves_nothing_and_the_next_one_takes_all(station, file):
    writer = station.store.doors.writer

    def limit(connection):
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 20}")

    event.listen(writer, "begin", limit)
    with pytest.raises(DiskFull):
        taken(station, file)
    assert ids(station) == []
    event.remove(writer, "begin", limit)
    with Station.open(station.folder, station._environ) as again:
        assert taken(again, file).fresh == 1_501
        assert verify_log(again).faults == ()


def test_the_same_file_under_another_name_adds_nothing(station, file):
    assert taken(station, file).fresh == 1_501
    twin = file.with_name("chep.csv")
    head, *rows = file.read_text(encoding="utf-8").splitlines()
    twin.write_text("\n".join([head, *rows[::-1], *rows]), encoding="utf-8")
    assert taken(station, twin).fresh == 0
    assert len(ids(station)) == 1_501


def test_a_clock_that_was_set_back_loses_nothing_and_breaks_no_chain(station):
    plan = a_playlist(edition(MORNING))
    confirm(station, [plan], SessionWord(), by=BY, now=LATER)
    close_log(station, LATER.date(), now=LATER + timedelta(days=2))
    word = SessionWord(lost=True, reason="xem lại sổ")
    assert confirm(station, [plan], word, by=BY, replace=True, now=LATER - timedelta(days=1)) == 3
    assert len(ids(station)) == 6
    (answer,) = reconcile_day(station, DAY, outlet=COMMUNE, now=LATER)
    assert [each.outcome for each in answer.items][:3] == [Outcome.NOT_AIRED] * 3
    assert verify_log(station).faults == ()
