"""What may be cleared away, what never, and in which order."""

import multiprocessing
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cache_workers import clear_once, find_then_read
from makers import (
    NOW,
    a_cut,
    a_kept_block,
    a_programme,
    a_script,
    a_segment,
    a_spoken_line,
    a_station_outlet,
    a_timetable,
    a_voicing,
    an_approval,
    an_edition,
    an_outlet,
    an_utterance,
)
from small_station import opened_station

from broadcaster.domain.approvals import ApprovalStage
from broadcaster.domain.fingerprints import sha256_of
from broadcaster.domain.ids import ScriptId
from broadcaster.domain.takes import TAKE_ENGINE
from broadcaster.services import mix_programme
from broadcaster.services.check_station import check_station
from broadcaster.services.keep_cache import CacheKind, cache_bytes, cache_sizes, prune_cache
from broadcaster.services.mix_programme import block_key
from broadcaster.station import Station
from broadcaster.storage.media import MediaStore

TODAY = NOW.date()
LONG_AGO = datetime(2023, 1, 1, tzinfo=UTC)
FILE = 1_000


@pytest.fixture
def station(tmp_path):
    with opened_station(tmp_path) as opened:
        yield opened


def used(path, at):
    os.utime(path, (at.timestamp(), at.timestamp()))


@pytest.fixture
def stored(station):
    """Put a sound of FILE bytes into the store, last used when told."""

    def put(name, at=LONG_AGO, suffix=".flac"):
        sha = station.media.put(name.encode().ljust(FILE, b"."), suffix)
        used(station.media.path(sha, suffix), at)
        return sha

    return put


@pytest.fixture
def pruned(station):
    """Prune to nothing and give the names of what went."""

    def prune(now=NOW, **how):
        return [file.path.stem for file in prune_cache(station, now=now, **{"to_mb": 0} | how).removed]

    return prune


def voiced(station, *audios, script=None, engine="espeak", approved=False):
    script = script or a_script()
    cuts = [a_cut(audio=audio, engine=engine, spoken=audio) for audio in audios]
    voicing = a_voicing(script, lines=tuple((cut,) for cut in cuts))
    with station.store.writing() as tx:
        tx.scripts.save(script)
        for cut in cuts:
            tx.cuts.add(cut)
        tx.voicings.save(voicing)
        if approved:
            tx.approvals.add(an_approval(script_id=script.id, stage=ApprovalStage.SOUND, subject=voicing.sound_hash))
    return cuts


def planned(station, day, *audios):
    lines = tuple(a_spoken_line(utterances=(an_utterance(audio=audio),)) for audio in audios)
    edition = an_edition(air_date=day, segments=(a_segment(lines=lines),))
    with station.store.writing() as tx:
        tx.editions.add(edition)
    return edition


def test_what_nobody_names_goes_the_longest_unused_first_and_only_to_the_limit(station, stored):
    ages = (3, 9, 6)
    names = [stored(f"{age}", LONG_AGO - timedelta(days=age)) for age in ages]
    big = station.media.put(b"x" * 2_000_000, ".flac")
    used(station.media.path(big, ".flac"), LONG_AGO - timedelta(days=7))
    result = prune_cache(station, now=NOW, to_mb=1)
    assert [file.path.stem for file in result.removed] == [names[1], big]
    assert (result.before, result.after, result.freed) == (2_003_000, 2_000, 2_001_000)
    assert station.media.has(names[0], ".flac")
    assert station.media.has(names[2], ".flac")


def test_a_dry_run_says_the_same_and_removes_nothing(station, stored, pruned):
    sha = stored("cũ")
    assert pruned(dry_run=True) == [sha]
    assert station.media.has(sha, ".flac")
    used(station.media.path(sha, ".flac"), LONG_AGO)
    assert pruned() == [sha]
    assert not station.media.has(sha, ".flac")


def test_what_was_just_used_stays(stored, pruned):
    recent, old = stored("mới", NOW - timedelta(hours=5)), stored("cũ", NOW - timedelta(hours=7))
    assert pruned() == [old]
    assert pruned(now=NOW + timedelta(hours=2)) == [recent]


def test_a_clock_set_back_makes_nothing_old(stored, pruned):
    stored("của ngày mai", NOW + timedelta(days=1))
    assert pruned() == []


def test_the_latest_voicing_of_every_script_stays_and_an_earlier_one_goes(station, stored, pruned):
    first, second, other = stored("một"), stored("hai"), stored("ba")
    voiced(station, first)
    voiced(station, second)
    voiced(station, other, script=a_script(id=ScriptId("khac")))
    assert pruned() == [first]


def test_what_an_approval_was_ever_bound_to_stays(station, stored, pruned):
    approved, never = stored("đã duyệt"), stored("chưa duyệt")
    voiced(station, approved, approved=True)
    voiced(station, never)
    voiced(station, stored("mới nhất"))
    assert pruned() == [never]


def test_an_approval_of_another_script_or_of_the_words_holds_nothing(station, stored, pruned):
    sha = stored("một")
    (cut,) = voiced(station, sha)
    voicing = a_voicing(a_script(), lines=((cut,),))
    with station.store.writing() as tx:
        tx.approvals.add(an_approval(stage=ApprovalStage.TEXT, subject=voicing.sound_hash))
        tx.approvals.add(an_approval(script_id=ScriptId("khac"), stage=ApprovalStage.SOUND, subject=voicing.sound_hash))
    voiced(station, stored("hai"))
    assert pruned() == [sha]


def test_what_a_person_has_read_stays_for_good(station, stored, pruned):
    take, machine = stored("người"), stored("máy")
    voiced(station, take, engine=TAKE_ENGINE)
    voiced(station, machine)
    voiced(station, stored("mới nhất"))
    assert pruned() == [machine]


def test_cuts_and_blocks_of_today_and_later_stay_and_those_of_yesterday_go(station, stored, pruned):
    kept, gone = [], []
    for days, where in ((-1, gone), (0, kept), (3, kept)):
        cut, encoded = stored(f"câu {days}"), stored(f"khối {days}", suffix=".mp3")
        edition = planned(station, TODAY + timedelta(days=days), cut)
        with station.store.writing() as tx:
            tx.blocks.add(a_kept_block(key=block_key(station, edition.segments[0]), audio=encoded))
        where += [cut, encoded]
    assert sorted(pruned()) == sorted(gone)
    assert sorted(pruned(now=NOW + timedelta(days=1))) == sorted(kept[:2])


def test_blocks_at_the_level_of_any_outlet_stay(station, stored, pruned):
    loud = stored("khối to", suffix=".mp3")
    edition = planned(station, TODAY, stored("câu"))
    with station.store.writing() as tx:
        tx.blocks.add(a_kept_block(key=block_key(station, edition.segments[0], 3), audio=loud))
    assert pruned(dry_run=True) == [loud], "no outlet is mixed that loud"
    timetable = a_timetable(outlets=(a_station_outlet(), an_outlet(offset_lu=3)))
    with station.store.writing() as tx:
        tx.timetables.apply(timetable, by="Nam", at=NOW, source="hai")
    assert pruned() == []


def programme(station, days, level=0):
    day = TODAY + timedelta(days=days)
    edition = planned(station, day, sha256_of(f"{days}".encode()))
    path = station.programme_path(edition, level)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"mp3".ljust(FILE))
    used(path, LONG_AGO - timedelta(days=1))
    with station.store.writing() as tx:
        made = a_programme(edition, path=path.relative_to(station.folder).as_posix(), offset_lu=level)
        tx.programmes.save(made)
    return path


def test_programmes_stay_for_the_days_that_the_station_says(station, pruned):
    old, recent, coming = (programme(station, days) for days in (-91, -90, 2))
    louder = programme(station, 2, level=3)
    assert pruned() == [old.stem]
    assert not old.exists()
    assert recent.exists()
    assert louder.exists()
    assert coming.exists()


def test_a_wave_stays_as_long_as_the_programme_that_it_stands_beside(station, pruned):
    waves = [programme(station, days).with_suffix(".wav") for days in (-91, 2)]
    for wave in waves:
        wave.write_bytes(b"wav")
        used(wave, LONG_AGO)
    assert pruned() == [waves[0].stem] * 2
    assert [wave.exists() for wave in waves] == [False, True]


def test_a_programme_that_no_plan_names_any_more_goes(station, pruned):
    path = programme(station, 1).with_name("so-cu.mp3")
    path.write_bytes(b"mp3")
    used(path, LONG_AGO)
    assert pruned() == ["so-cu"]


@pytest.mark.parametrize(("hours", "gone"), [(23, False), (25, True)])
def test_what_a_killed_process_left_goes_after_a_day_whatever_the_limit(station, hours, gone):
    left = [
        station.folder / "audio_out" / "2023-03-15" / "chuong-trinh" / ".a.mp3.1234.part",
        station.folder / "audio_out" / "2023-03-15" / "XA" / ".goi.zip.1234.part",
        station.media.root / "ab" / ".ab12.flac.1234.part",
    ]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"nua")
        used(path, NOW - timedelta(hours=hours))
    prune_cache(station, now=NOW)
    assert [path.exists() for path in left] == [not gone] * 3


@pytest.mark.parametrize(("days", "gone"), [(29, False), (31, True)])
def test_a_damaged_file_can_be_looked_at_for_a_month(station, stored, days, gone):
    sha = stored("hỏng")
    station.media.set_aside(station.media.path(sha, ".flac"))
    aside = next(station.media.root.rglob("*.hong"))
    used(aside, NOW - timedelta(days=days))
    prune_cache(station, now=NOW)
    assert aside.exists() is not gone


@pytest.mark.parametrize(("limit", "removed"), [(0, 0), (1, 2), (3, 0)])
def test_the_stations_own_limit_holds_and_nought_is_none(tmp_path, station, limit, removed):
    for name in (b"a", b"b", b"c"):
        used(station.media.path(station.media.put(name * 900_000, ".flac"), ".flac"), LONG_AGO)
    with (tmp_path / "station.toml").open("a", encoding="utf-8") as settings:
        settings.write(f"[cache]\nlimit_mb = {limit}\n")
    with Station.open(tmp_path, {}) as again:
        assert len(prune_cache(again, now=NOW).removed) == removed


def test_what_must_stay_stays_though_the_limit_is_missed(station, stored):
    voiced(station, stored("một"))
    result = prune_cache(station, now=NOW, to_mb=0)
    assert (result.removed, result.after, result.limit) == ((), FILE, 0)


def test_the_sizes_are_told_by_kind_with_what_must_stay_and_what_nobody_names(station, stored):
    voiced(station, stored("một"))
    stored("mồ côi")
    stored("khối", suffix=".mp3")
    programme(station, 1)
    told = {size.kind: (size.files, size.size, size.needed, size.unknown) for size in cache_sizes(station, now=NOW)}
    assert told == {
        CacheKind.CUTS: (2, 2 * FILE, FILE, 1),
        CacheKind.BLOCKS: (1, FILE, 0, 1),
        CacheKind.PROGRAMMES: (1, FILE, FILE, 0),
        CacheKind.LEFTOVERS: (0, 0, 0, 0),
    }
    assert cache_bytes(station) == 4 * FILE


def test_a_check_of_the_station_warns_when_the_limit_is_passed(tmp_path, station):
    station.media.put(b"x" * 2_100_000, ".flac")
    with (tmp_path / "station.toml").open("a", encoding="utf-8") as settings:
        settings.write("[cache]\nlimit_mb = 1\n")
    told = {each.what: each for each in check_station(tmp_path, now=NOW, environ={})}
    assert told["kho âm thanh"].warning
    assert "Chiếm 2 MB, giới hạn là 1 MB" in told["kho âm thanh"].fault


def test_what_another_process_finds_while_it_is_cleared_away_can_be_read(station, stored):
    """Each sound is found and read by one process while another removes what it has listed as old."""
    names = [stored(f"{number}") for number in range(400)]
    spawn = multiprocessing.get_context("spawn")
    barrier = spawn.Barrier(3)
    folder = str(station.media.root)
    workers = [
        spawn.Process(target=clear_once, args=(folder, barrier, LONG_AGO.timestamp())),
        spawn.Process(target=find_then_read, args=(folder, barrier, names)),
        spawn.Process(target=find_then_read, args=(folder, barrier, names[::-1])),
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(600)
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    assert not list(station.media.root.rglob("*.bo"))


def test_a_block_that_goes_between_finding_and_reading_is_made_again(station, stored, monkeypatch):
    segment = replace(a_segment(), lines=(), music=None)
    key, sha = block_key(station, segment), stored("khối", suffix=".mp3")
    known = {key: a_kept_block(key=key, audio=sha)}
    found = MediaStore.has

    def then_gone(media, audio, suffix):
        there = found(media, audio, suffix)
        media.path(audio, suffix).unlink(missing_ok=True)
        return there

    monkeypatch.setattr(MediaStore, "has", then_gone)
    made = mix_programme._block(station, known, key, (segment, 0))
    assert made.key == key
    assert made.audio != sha
