"""The restore drill, on SQLite and on PostgreSQL and from one into the other; nothing newer is ever overwritten."""

import json
import multiprocessing
import shutil
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from backup_workers import die_while_backing_up, die_while_restoring, write_while_backed_up
from day_made import broadcaster
from makers import (
    NOW,
    a_handover,
    a_news_item,
    a_playlist,
    a_programme,
    a_script,
    a_word,
    airings_of,
    an_airing,
    an_approval,
    an_edition,
)
from small_station import SETTINGS, opened_station
from stores import (  # noqa: F401 - fixtures are found by name
    EITHER,
    empty_url,
    postgresql_store_url,
    ready_postgresql,
    ready_sqlite,
    sqlite_store_url,
)

from broadcaster import files
from broadcaster.asrun.chain import faults
from broadcaster.errors import (
    BackupDamaged,
    BackupTooNew,
    BackupUnreadable,
    BroadcasterError,
    DiskFull,
    FileMissing,
    RestorePlaceTaken,
    RestoreRefused,
    ServiceRunning,
)
from broadcaster.services.keep_backups import make_backup, nightly_backup, outdated, verify_backup
from broadcaster.services.restore_station import restore_station
from broadcaster.services.upgrade_station import fingerprint
from broadcaster.station import Station

SPAWN = multiprocessing.get_context("spawn")
LATER = NOW + timedelta(hours=1)


@pytest.fixture(params=EITHER)
def environ(request):
    """A station whose store is a file of its folder, or a PostgreSQL database."""
    if request.param == "sqlite":
        return {}
    return {"BROADCASTER_STORE__URL": request.getfixturevalue("postgresql_store_url")}


@pytest.fixture
def folder(tmp_path, environ):
    """A station with something of everything."""
    place = tmp_path / "đài mẫu"
    place.mkdir()
    opened_station(place).close()
    (place / "scripts" / "templates").mkdir(parents=True)
    (place / "scripts" / "templates" / "tin.j2").write_text("{{ tin }}", encoding="utf-8")
    with Station.open(place, environ) as station, station.store.writing() as tx:
        tx.news.save(a_news_item())
        tx.news.save(a_news_item(title="Sửa lại"))
        tx.scripts.save(a_script())
        tx.approvals.add(an_approval())
        tx.words.save(a_word(), by="Lan", at=NOW)
        tx.editions.add(an_edition())
        tx.programmes.save(a_programme(an_edition()))
        tx.playlists.replace_day(a_playlist().air_date, [a_playlist()])
        tx.handovers.add(a_handover())
        tx.airings.add_many(airings_of(a_playlist()))
    return place


@pytest.fixture
def backup(folder, environ):
    with Station.open(folder, environ) as station:
        return make_backup(station, now=NOW).path


def held(folder, environ):
    with Station.open(folder, environ) as station:
        return fingerprint(station.store)


def more(folder, environ):
    """Something is approved, aired and written after the backup."""
    with Station.open(folder, environ) as station, station.store.writing() as tx:
        tx.news.save(a_news_item(id="tin-moi"))
        tx.news.save(a_news_item(title="Sửa lần nữa"))
        tx.approvals.add(an_approval(subject="f" * 64, at=LATER))
        tx.airings.add_many([an_airing(id="sau-sao-luu", recorded_at=LATER)])


def elsewhere(folder, backup, name="moi"):
    """Restore into a new folder, on SQLite."""
    return restore_station(backup, folder.parent / name, now=LATER, environ={})


def test_a_backup_comes_back_in_a_new_folder_as_it_was(folder, environ, backup):
    more(folder, environ)
    restored = elsewhere(folder, backup)
    assert restored.rows["airing"] > 0
    with Station.open(restored.folder, {}) as station, station.store.reading() as tx:
        assert tx.news.get(a_news_item().id).title == "Sửa lại"
        assert tx.airings.between(a_playlist().air_date, a_playlist().air_date) == airings_of(a_playlist())
        assert tx.approvals.of(a_script().id) == (an_approval(),)
        assert tx.playlists.on(a_playlist().air_date) == (a_playlist(),)
    for name in ("station.toml", "schedules/lexicon.toml", "scripts/templates/tin.j2"):
        assert (restored.folder / name).read_bytes() == (folder / name).read_bytes()
    with Station.open(restored.folder, {}) as station, station.store.writing() as tx:
        assert tx.airings.add_many([an_airing(id="tiep-tuc")]) == 1


def test_the_facts_of_a_restored_store_are_guarded_as_ever(folder, environ, backup):
    restored = elsewhere(folder, backup)
    with (
        Station.open(restored.folder, {}) as station,
        pytest.raises(BroadcasterError, match="ghi thêm"),
        station.store.doors.writer.begin() as connection,
    ):
        connection.exec_driver_sql("DELETE FROM airing")


def test_over_a_station_with_newer_facts_it_is_refused_by_number_and_time(folder, environ, backup):
    more(folder, environ)
    before = held(folder, environ)
    with pytest.raises(RestoreRefused) as refused:
        restore_station(backup, folder, now=LATER, environ=environ)
    assert "1 lần duyệt, mới nhất 09:30 14/03/2023" in str(refused.value)
    assert "1 mục nhật ký phát sóng" in str(refused.value)
    assert "2 bản tin" in str(refused.value)
    assert held(folder, environ) == before


def test_over_a_station_that_has_nothing_newer_it_undoes_what_is_no_fact(folder, environ, backup):
    before = held(folder, environ)
    with Station.open(folder, environ) as station, station.store.writing() as tx:
        tx.playlists.replace_day(a_playlist().air_date, [])
    assert held(folder, environ) != before
    restored = restore_station(backup, folder, now=LATER, environ=environ)
    assert held(folder, environ) == before
    assert verify_backup(restored.aside).tables["playlist"] == 0, "what stood is kept aside"
    with Station.open(folder, environ) as station, station.store.writing() as tx:
        assert tx.airings.add_many([an_airing(id="tiep-tuc")]) == 1


def test_newer_facts_can_be_kept(folder, environ, backup):
    more(folder, environ)
    before = held(folder, environ)
    restored = restore_station(backup, folder, now=LATER, environ=environ, keep_newer_facts=True)
    assert restored.kept == {"approval": 1, "airing": 1, "airing_link": 1, "news_version": 2}
    assert held(folder, environ) == before, "nothing but facts was newer"
    with Station.open(folder, environ) as station, station.store.reading() as tx:
        assert tx.news.get(a_news_item().id).title == "Sửa lần nữa"
        chained = [*tx.chain.of(an_airing().outlet_id)]
        assert [*faults(an_airing().outlet_id, chained, signed=lambda _: True)] == []
        assert len(chained) > 1


def test_settings_that_an_operator_changed_since_are_left_and_told(folder, environ, backup):
    (folder / "station.toml").write_text(SETTINGS + "\n# sửa\n", encoding="utf-8")
    (folder / "schedules" / "lexicon.toml").unlink()
    restored = restore_station(backup, folder, now=LATER, environ=environ)
    assert restored.left == ("station.toml",)
    assert (folder / "station.toml").read_text(encoding="utf-8").endswith("# sửa\n")
    assert (folder / "schedules" / "lexicon.toml").is_file()


def test_a_service_at_work_is_not_restored_under(folder, environ, backup):
    with Station.open(folder, environ) as station:
        lead = station.store.leadership()
        assert lead.take()
        with pytest.raises(ServiceRunning):
            restore_station(backup, folder, now=LATER, environ=environ)
        lead.let_go()


def test_a_backup_of_one_database_comes_back_in_the_other(folder, environ, backup, empty_url):  # noqa: F811
    restored = restore_station(backup, folder.parent / "kia", now=LATER, environ={"BROADCASTER_STORE__URL": empty_url})
    assert held(restored.folder, {"BROADCASTER_STORE__URL": empty_url}) == held(folder, environ)
    with Station.open(restored.folder, {"BROADCASTER_STORE__URL": empty_url}) as station, station.store.writing() as tx:
        tx.handovers.add(a_handover())  # the numbers go on after those that came back
    with pytest.raises(RestorePlaceTaken, match="đang có dữ liệu"):
        restore_station(backup, folder.parent / "nua", now=LATER, environ={"BROADCASTER_STORE__URL": empty_url})
    assert not (folder.parent / "nua").exists()


def test_a_store_is_backed_up_at_one_moment_while_others_write(folder, environ):
    barrier = SPAWN.Barrier(2)
    writer = SPAWN.Process(target=write_while_backed_up, args=(environ, str(folder), barrier, 150))
    writer.start()
    with Station.open(folder, environ) as station:
        barrier.wait(600)
        made = [make_backup(station, now=NOW + timedelta(seconds=n)) for n in range(3)]
    writer.join(600)
    assert writer.exitcode == 0
    for number, each in enumerate(made):
        restored = elsewhere(folder, each.path, f"moi-{number}")
        with Station.open(restored.folder, {}) as station, station.store.reading() as tx:
            entries = tx.airings.between(NOW.date(), NOW.date() + timedelta(days=2))
        written = [e.id for e in entries if e.id.startswith("khi-sao-luu-")]
        assert len(written) == len(set(written)) == max((int(i.rsplit("-", 1)[1]) + 1 for i in written), default=0)


def test_a_process_that_dies_while_backing_up_leaves_no_backup(folder, environ):
    process = SPAWN.Process(target=die_while_backing_up, args=(str(folder), environ))
    process.start()
    process.join(600)
    assert process.exitcode == 9
    assert [each for each in (folder / "sao-luu").iterdir() if each.suffix == ".zip"] == []


def test_a_process_that_dies_while_restoring_leaves_the_station_as_it_was(folder, environ, backup):
    with Station.open(folder, environ) as station, station.store.writing() as tx:
        tx.playlists.replace_day(a_playlist().air_date, [])
    before = held(folder, environ)
    process = SPAWN.Process(target=die_while_restoring, args=(str(backup), str(folder), environ))
    process.start()
    process.join(600)
    assert process.exitcode == 9
    assert held(folder, environ) == before
    restore_station(backup, folder, now=LATER + timedelta(hours=1), environ=environ)


# --- what can be wrong with a file; the database does not matter


@pytest.fixture
def plain(tmp_path):
    place = tmp_path / "dai"
    place.mkdir()
    with opened_station(place) as station:
        with station.store.writing() as tx:
            tx.airings.add_many([an_airing()])
        return place, make_backup(station, now=NOW).path


def rewritten(path, change):
    """Write a backup anew with one entry changed, its table of contents as it was unless that is what changes."""
    with zipfile.ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    change(entries)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)


def contents(entries, **over):
    entries["ban-ke.json"] = json.dumps(json.loads(entries["ban-ke.json"]) | over).encode()


@pytest.mark.parametrize(
    ("change", "error"),
    [
        (lambda e: e.update({"kho/airing.jsonl": e["kho/airing.jsonl"].replace(b"1", b"2")}), BackupDamaged),
        (lambda e: e.pop("kho/airing.jsonl"), BackupDamaged),
        (lambda e: e.update({"tep/la.txt": b"x"}), BackupDamaged),
        (lambda e: e.pop("ban-ke.json"), BackupDamaged),
        (lambda e: e.update({"ban-ke.json": b"[]"}), BackupDamaged),
        (lambda e: contents(e, form=2), BackupTooNew),
        (lambda e: contents(e, revision="9999"), BackupTooNew),
        (lambda e: contents(e, parts={"tep/../../x": {"sha256": "0", "size": 1}}), BackupDamaged),
        (lambda e: contents(e, parts={"tep/C:/x": {"sha256": "0", "size": 1}}), BackupDamaged),
    ],
)
def test_a_backup_that_is_not_what_it_says_is_refused_and_nothing_is_touched(plain, change, error):
    folder, path = plain
    rewritten(path, change)
    before = held(folder, {})
    for into in (folder.parent / "moi", folder):
        with pytest.raises(error) as refused:
            restore_station(path, into, now=LATER, environ={})
        assert str(path) in str(refused.value)
    assert not (folder.parent / "moi").exists()
    assert held(folder, {}) == before
    assert [each for each in folder.parent.iterdir() if each.name.startswith(".")] == []


@pytest.mark.parametrize("kept", [0, 10, 0.3, 0.9, 0.999])
def test_a_backup_that_was_not_copied_to_its_end_is_refused(plain, kept):
    _, path = plain
    whole = path.read_bytes()
    path.write_bytes(whole[: kept if kept in {0, 10} else int(len(whole) * kept)])
    with pytest.raises(BackupUnreadable):
        verify_backup(path)


def test_every_byte_that_flips_is_found(plain):
    _, path = plain
    whole = path.read_bytes()
    for place in range(0, len(whole), max(len(whole) // 60, 1)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x10]) + whole[place + 1 :])
        try:
            verify_backup(path)
        except (BackupDamaged, BackupUnreadable, BackupTooNew):
            continue
        with zipfile.ZipFile(path) as archive:  # a date or a right in the directory: no byte of any part
            assert archive.testzip() is None


def test_a_full_disk_leaves_no_backup_and_no_half_restored_folder(plain, monkeypatch):
    folder, path = plain
    told = files.os.fsync

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with Station.open(folder, {}) as station, pytest.raises(DiskFull):
        make_backup(station, now=LATER)
    with pytest.raises(DiskFull):
        restore_station(path, folder.parent / "moi", now=LATER, environ={})
    monkeypatch.setattr(files.os, "fsync", told)
    assert [each.name for each in (folder / "sao-luu").iterdir()] == [path.name]
    assert sorted(each.name for each in folder.parent.iterdir()) == ["dai"]


def test_a_damaged_store_is_set_aside_and_the_backup_takes_its_place(plain):
    folder, path = plain
    (folder / "broadcaster.db").write_bytes(b"SQLite format 3\x00" + b"rac" * 5_000)
    restored = restore_station(path, folder, now=LATER, environ={})
    assert restored.aside == folder / "broadcaster.db.hong-2023-03-14-093000"
    assert restored.aside.read_bytes().endswith(b"rac")
    with Station.open(folder, {}) as station, station.store.reading() as tx:
        assert len(tx.airings.between(NOW.date(), NOW.date() + timedelta(days=2))) == 1


def test_a_folder_with_something_else_is_not_restored_into(plain):
    folder, path = plain
    other = folder.parent / "khac"
    other.mkdir()
    (other / "thu.txt").write_text("x", encoding="utf-8")
    with pytest.raises(RestorePlaceTaken):
        restore_station(path, other, now=LATER, environ={})
    with pytest.raises(FileMissing):
        restore_station(folder / "khong-co.zip", other, now=LATER, environ={})


def test_sound_goes_along_when_asked(plain):
    folder, _ = plain
    with Station.open(folder, {}) as station:
        sha = station.media.put(b"tieng", ".flac")
        without = make_backup(station, now=LATER)
        made = make_backup(station, now=LATER + timedelta(seconds=1), with_sound=True)
    assert not [name for name in without.contents.files if name.startswith("audio_out")]
    restored = elsewhere(folder, made.path)
    with Station.open(restored.folder, {}) as station:
        assert station.media.get(sha, ".flac") == b"tieng"


# --- policy


def nights(first, count):
    at = datetime.fromisoformat(first).replace(tzinfo=UTC)
    return [f"sao-luu-{at + timedelta(days=n):%Y-%m-%d}-013000.zip" for n in range(count)]


def test_the_newest_days_stay_and_one_of_each_week_before():
    names = nights("2025-08-01", 50)  # to 19/9, a Friday
    gone = outdated([*names, "truoc-nang-cap-0003-2025-01-01-000000.zip", "thu.zip"], keep_days=14, keep_weeks=4)
    left = [name[8:18] for name in names if name not in gone]
    assert left == ["2025-08-31", *(f"2025-09-{day:02}" for day in range(6, 20))]
    assert set(gone) < set(names)


def test_a_clock_that_was_in_the_year_2099_drops_nothing_but_the_oldest():
    names = nights("2025-09-01", 14)
    assert outdated([*names, *nights("2099-01-01", 1)], keep_days=14, keep_weeks=0) == (names[0],)


def test_the_nightly_backup_drops_old_ones(plain):
    folder, _ = plain
    for name in nights("2022-01-01", 30):
        (folder / "sao-luu" / name).write_bytes(b"")
    with Station.open(folder, {}) as station:
        assert "bỏ 14 bản cũ" in nightly_backup(station, now=LATER)


def test_the_commands_say_what_they_did(plain):
    folder, path = plain
    made = broadcaster("backup", "--to", folder.parent / "usb", folder=folder)
    assert made.returncode == 0, made.stderr
    (copy,) = (folder.parent / "usb").iterdir()
    assert str(copy) in made.stdout
    assert "Tệp tốt: Đài thử" in broadcaster("backup", "verify", copy).stdout
    refused = broadcaster("restore", path, "--into", folder.parent, folder=folder)
    assert refused.returncode == 1
    assert "Chọn thư mục mới" in refused.stderr
    done = broadcaster("restore", copy, "--into", folder.parent / "moi")
    assert done.returncode == 0, done.stderr
    assert Path(folder.parent / "moi" / "station.toml").is_file()
    shutil.rmtree(folder.parent / "moi")
