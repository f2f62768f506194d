"""The power is cut, the disk is full, two people come at once, the clock jumps: no entry of the log is lost or halved."""

import random
import time
from dataclasses import replace
from datetime import timedelta

import pytest
from dying import MOMENTS, ended, run, started
from makers import COMMUNE, DAY, EVENING, MORNING, NOW, STARTS_AT, a_playlist, a_segment, a_timetable, an_edition
from openpyxl import load_workbook
from small_station import SETTINGS
from stores import (  # noqa: F401 - fixtures are found by name
    postgresql_store_url,
    ready_postgresql,
    ready_sqlite,
    sqlite_store_url,
    store_url,
)

from broadcaster.domain.ids import NewsItemId
from broadcaster.domain.log_sheets import HEADER_ROW
from broadcaster.errors import DayNotOver
from broadcaster.services.close_log import close_log, heads_of, verify_log
from broadcaster.services.confirm_airings import SessionWord, confirm
from broadcaster.services.correct_airing import Change, correct_airing
from broadcaster.services.import_log import ImportRequest, import_log
from broadcaster.services.print_log_sheet import print_log_sheets
from broadcaster.station import Station

BY = "Trần Văn Sơn"
LATER = STARTS_AT + timedelta(days=2)


def edition(session):
    segments = tuple(a_segment(title=f"Tin {n} {session}", item_id=NewsItemId(f"{session}-{n}")) for n in range(3))
    return an_edition(session=session, segments=segments)


PLANS = (a_playlist(edition(MORNING)), a_playlist(edition(EVENING)))
CSV = "EVENT_DATETIME,LENGTH,TITLE,ONAIR_FLAG\n" + "".join(
    f"{DAY} {n // 60:02}:{n % 60:02}:30,20000,Nhạc {n},Y\n" for n in range(700)
)


@pytest.fixture
def folder(tmp_path, store_url, monkeypatch):  # noqa: F811
    """A closed station: the evening is confirmed, and there are files to import."""
    monkeypatch.setenv("BROADCASTER_SIGNING_KEY", str(tmp_path / "khoa.pem"))
    folder = tmp_path / "dai"
    (folder / "schedules").mkdir(parents=True)
    (folder / "station.toml").write_text(f'{SETTINGS}[store]\nurl = "{store_url}"\n', encoding="utf-8")
    with opened(folder) as station:
        with station.store.writing() as tx:
            tx.timetables.apply(a_timetable(), by="Nam", at=NOW, source="một")
            for session in (MORNING, EVENING):
                tx.editions.add(edition(session))
            tx.playlists.replace_day(DAY, PLANS)
        confirm(station, PLANS[1:], SessionWord(), by=BY, now=LATER)
        _, sheet = print_log_sheets(station, DAY, outlet=COMMUNE)
    book = load_workbook(sheet)
    book.active[f"E{HEADER_ROW + 5}"] = "đã phát đúng giờ"
    book.save(folder / "phieu.xlsx")
    (folder / "elr.csv").write_text(CSV, encoding="utf-8")
    return folder


def opened(folder):
    return Station.open(folder, {"BROADCASTER_SIGNING_KEY": str(folder.parent / "khoa.pem")})


def state(folder):
    """Everything that evidence consists of but the moments at which it was written; verified."""
    with opened(folder) as station:
        assert verify_log(station).faults == ()
        with station.store.reading() as tx:
            entries = {replace(each, recorded_at=NOW) for each in tx.airings.between(DAY, DAY)}
            answers = {(each.inputs, len(each.items)) for each in tx.reconciliations.history(COMMUNE, DAY)}
            heads = {(head.outlet_id, head.sequence, head.link) for head in tx.chain.heads()}
    return frozenset(entries), frozenset(answers), frozenset((outlet, number) for outlet, number, _ in heads)


def commands(folder):
    """Every command that writes evidence."""
    with opened(folder) as station, station.store.reading() as tx:
        wrong = tx.airings.between(DAY, DAY)[0].id
    return {
        "confirm": ("log", "confirm", PLANS[0].id, "--late", "2m", "--by", BY),
        "correct": ("log", "correct", wrong, "--lost", "--cause", "bão", "--by", BY, "--reason", "sổ"),
        "sheet": ("log", "import", folder / "phieu.xlsx", "--by", BY),
        "file": ("log", "import", folder / "elr.csv", "--outlet", COMMUNE, "--by", BY),
        "reconcile": ("log", "reconcile", DAY),
        "close": ("log", "close", DAY),
    }


NAMES = ("confirm", "correct", "sheet", "file", "reconcile", "close")


@pytest.mark.parametrize("name", NAMES)
def test_a_command_that_is_killed_leaves_all_or_nothing_and_ends_alike_when_it_is_repeated(folder, name):
    command, before = commands(folder)[name], state(folder)
    for moment in MOMENTS[:2]:
        assert run(folder, *command, moment=moment)[0] == 9
        assert state(folder) == before
    assert run(folder, *command, moment="after")[0] == 9
    after = state(folder)
    assert after != before
    code, said = run(folder, *command)
    assert code == (1 if name == "correct" else 0), said  # an entry is never corrected twice
    assert state(folder) == after


def test_what_a_command_has_said_is_kept_whenever_the_power_is_cut(folder):
    """Real signals at seeded moments of the longest command, spread over all that it does."""
    command, lot = commands(folder)["file"], random.Random(20230315)
    before = state(folder)
    begun = time.monotonic()
    assert ended(*started(folder.parent / "khong-co", *command))[0] == 1
    shortest = time.monotonic() - begun
    for _ in range(6):
        code, said = run(folder, *command, kill_after_s=lot.uniform(shortest, shortest + 0.8))
        found = state(folder)
        taken = len(found[0]) - len(before[0])
        assert taken in {0, 700}
        assert not said.startswith("Đã nhập") or taken == 700
        assert code in {0, -9}
    assert run(folder, *command)[0] == 0
    assert len(state(folder)[0]) == len(before[0]) + 700


@pytest.mark.parametrize("store_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("name", NAMES)
def test_a_full_disk_leaves_what_was_and_is_told(folder, name):
    """The disk of a database server is its own, so that this is SQLite's alone; the long file's ends in the middle of it."""
    command, before = commands(folder)[name], state(folder)
    code, said = run(folder, *command, most_bytes=200_000 if name == "file" else 512)
    assert (code, said.splitlines()[-1].startswith("Lỗi: ")) == (1, True), said
    assert state(folder) == before
    assert run(folder, *command)[0] == 0
    assert state(folder) != before


def test_two_processes_that_import_one_file_at_once_take_it_once(folder):
    command, before = commands(folder)["file"], len(state(folder)[0])
    both = [started(folder, *command) for _ in range(2)]
    told = [ended(*each) for each in both]
    assert [code for code, _ in told] == [0, 0], told
    assert sorted("700 mục mới" in said for _, said in told) == [False, True]
    assert len(state(folder)[0]) == before + 700


def test_of_two_people_who_say_different_times_at_once_one_is_taken_and_the_other_told(folder):
    both = [started(folder, "log", "confirm", PLANS[0].id, "--late", late, "--by", late) for late in ("1m", "3m")]
    told = [ended(*each) for each in both]
    assert sorted(code for code, _ in told) == [0, 1], told
    (refused,) = [said for code, said in told if code]
    assert "đã xác nhận khác" in refused
    entries = [each for each in state(folder)[0] if each.session == MORNING]
    assert (len(entries), len({each.said_by for each in entries})) == (3, 1)


JUMPS = [timedelta(0), *(sign * each for sign in (1, -1) for each in (timedelta(hours=1), timedelta(days=1)))]


@pytest.mark.parametrize("seed", range(4))
def test_a_clock_that_jumps_by_hours_and_days_loses_nothing(folder, seed):
    """Confirmations, corrections, imports and closings under a clock that jumps: what is closed stays closed."""
    lot, now, written = random.Random(seed), LATER, 3
    with opened(folder) as station:
        for number in range(12):
            now = max(now + lot.choice(JUMPS), LATER - timedelta(hours=30))
            closed = heads_of(station)
            match lot.choice(["confirm", "correct", "import", "close"]):
                case "confirm":
                    word = SessionWord(late=number * 1_000, reason=f"lần {number}")
                    written += confirm(station, PLANS[:1], word, by=BY, replace=True, now=now)
                case "correct":
                    with station.store.reading() as tx:
                        last = [each for each in tx.airings.between(DAY, DAY) if each.session == EVENING][-1]
                    correct_airing(station, last.id, Change(cause=f"lần {number}"), by=BY, reason="xem lại sổ", now=now)
                    written += 1
                case "import":
                    path = folder / f"{number}.csv"
                    path.write_text(CSV.splitlines()[0] + f"\n{DAY} 03:00:{number:02},1000,x,Y\n", encoding="utf-8")
                    asked = ImportRequest(path=path, by=BY, outlet=COMMUNE)
                    written += import_log(station, asked, now=now).fresh
                case _:
                    close_log(station, now.astimezone(station.zone).date() - timedelta(days=1), now=now)
                    with pytest.raises(DayNotOver):
                        close_log(station, now.astimezone(station.zone).date(), now=now)
            assert set(closed) <= set(heads_of(station)), "no head was issued again"
        with station.store.reading() as tx:
            links = [each.link for each in tx.chain.of(COMMUNE)]
        assert verify_log(station).faults == ()
    assert [link.sequence for link in links] == list(range(1, written + 1))
    assert [link.arrival_day for link in links] == sorted(link.arrival_day for link in links)
