"""The power is cut while bundles are handed over and a day is rehearsed: nothing half, and the same day in the end."""

import shutil
from pathlib import Path

import pytest
from dying import run
from stores import run_raw, sqlite_url

from broadcaster.outlets.bundle import verify_bundle
from broadcaster.services.close_log import verify_log
from broadcaster.station import Station

TABLES = ("airing", "airing_link", "chain_head")


@pytest.fixture
def folder(commune, tmp_path, monkeypatch):
    """A copy of the day, with its log still empty and one outlet's bundle lost."""
    monkeypatch.setenv("BROADCASTER_SIGNING_KEY", str(tmp_path / "khoa.pem"))
    folder = Path(shutil.copytree(commune.folder, tmp_path / "dai"))
    free = [f"DROP TRIGGER {table}_no_delete" for table in TABLES]
    run_raw(sqlite_url(folder / "broadcaster.db"), *free, *(f"DELETE FROM {table}" for table in TABLES))
    with Station.open(folder, {}) as station, station.store.reading() as tx:
        lost = tx.handovers.between(commune.day, commune.day)[0].path
    (folder / lost).unlink()
    return folder


def kept(folder, day):
    with Station.open(folder, {"BROADCASTER_SIGNING_KEY": str(folder.parent / "khoa.pem")}) as station:
        assert verify_log(station).faults == ()
        with station.store.reading() as tx:
            handovers = tx.handovers.between(day, day)
            entries = {each.id for each in tx.airings.between(day, day)}
    verify_bundle(folder / handovers[-1].path)
    return len(handovers), entries


def test_bundles_are_recorded_as_given_once_and_a_day_is_rehearsed_once(folder, commune):
    before, nothing = kept(folder, commune.day)
    assert nothing == set()
    bundle, rehearse = ("bundle", "make", commune.day, "--any-day"), ("log", "rehearse", commune.day)
    for moment, more in (("before", 0), ("inside", 0), ("after", 1), ("", 1)):
        code, said = run(folder, *bundle, moment=moment)
        assert code == (9 if moment else 0), said
        assert kept(folder, commune.day)[0] == before + more
    for moment in ("inside", "after", ""):
        code, said = run(folder, *rehearse, moment=moment)
        assert code == (9 if moment else 0), said
        assert bool(kept(folder, commune.day)[1]) == (moment != "inside")
    with commune.open() as station, station.store.reading() as tx:
        whole = {each.id for each in tx.airings.between(commune.day, commune.day)}
    assert kept(folder, commune.day)[1] == whole
