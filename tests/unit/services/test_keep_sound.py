"""Sound goes when the policy says so; what is to air, unconfirmed or needed stays, and airings stay for ever."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from makers import COMMUNE, NOW, a_programme, a_script, a_voicing, an_airing, an_edition
from small_station import SETTINGS, opened_station

from broadcaster.domain.airings import Evidence
from broadcaster.services.keep_sound import drop_outdated
from broadcaster.station import Station

OLD_DAY = NOW.date() - timedelta(days=800)
NEXT_DAY = NOW.date() + timedelta(days=1)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def station(tmp_path):
    with opened_station(tmp_path) as opened:
        yield opened


def file(station, path, at=LONG_AGO):
    whole = station.folder / "audio_out" / path
    whole.parent.mkdir(parents=True, exist_ok=True)
    whole.write_bytes(b"x" * 100)
    os.utime(whole, (at.timestamp(), at.timestamp()))
    return whole


def bundle(station, day, outlet=COMMUNE):
    return file(station, f"{day}/{outlet}/goi-phat-{outlet}-{day}.zip")


def aired(station, day, **over):
    with station.store.writing() as tx:
        tx.airings.add_many([an_airing(id=f"{day}", air_date=day, outlet_id=COMMUNE, **over)])


def gone(station, **how):
    return {each.path for each in drop_outdated(station, now=NOW, **how).removed}


def test_a_bundle_goes_once_it_is_old_and_somebody_has_said_what_aired(station):
    old, late, next_ = bundle(station, OLD_DAY), bundle(station, NOW.date()), bundle(station, NEXT_DAY)
    for day in (OLD_DAY, NOW.date(), NEXT_DAY):
        aired(station, day, evidence=Evidence.OPERATOR)
    assert gone(station, dry_run=True) == {old}
    assert old.exists(), "a dry run removes nothing"
    assert gone(station) == {old}
    assert [each.exists() for each in (old, late, next_)] == [False, True, True]
    with station.store.reading() as tx:
        assert len(tx.airings.between(OLD_DAY, NEXT_DAY)) == 3


@pytest.mark.parametrize("evidence", [None, Evidence.REHEARSAL])
def test_a_bundle_of_which_nobody_has_said_what_aired_stays_and_is_told(station, evidence):
    old = bundle(station, OLD_DAY)
    if evidence:
        aired(station, OLD_DAY, evidence=evidence)
    dropped = drop_outdated(station, now=NOW)
    assert (dropped.removed, [each.path for each in dropped.waiting]) == ((), [old])
    assert old.exists()


def test_a_programme_goes_with_its_months_and_not_before(station):
    edition = an_edition(air_date=OLD_DAY)
    path = f"{OLD_DAY}/chuong-trinh/{edition.id}.mp3"
    old, late = file(station, path), file(station, f"{NOW.date()}/chuong-trinh/hom-nay.mp3")
    with station.store.writing() as tx:
        tx.editions.add(edition)
        tx.programmes.save(a_programme(edition, path=f"audio_out/{path}"))
    assert gone(station) == {old}
    assert late.exists()


def test_made_sound_that_nobody_needs_goes_and_what_a_script_says_stays(station):
    unused, fresh, said = (station.media.put(name, ".flac") for name in (b"a", b"b", b"c"))
    paths = {sha: station.media.path(sha, ".flac") for sha in (unused, fresh, said)}
    for sha in (unused, said):
        os.utime(paths[sha], (LONG_AGO.timestamp(), LONG_AGO.timestamp()))
    os.utime(paths[fresh], ((NOW - timedelta(days=9)).timestamp(),) * 2)
    voicing = a_voicing(a_script())
    cut = voicing.lines[0][0]
    with station.store.writing() as tx:
        tx.voicings.save(replace(voicing, lines=((replace(cut, audio=said),),)))
    assert gone(station) == {paths[unused]}


def test_no_policy_drops_nothing(tmp_path):
    opened_station(tmp_path).close()
    (tmp_path / "station.toml").write_text(SETTINGS + "[retention]\nsound_months = 0\n", encoding="utf-8")
    with Station.open(tmp_path, {}) as station:
        bundle(station, OLD_DAY)
        aired(station, OLD_DAY, evidence=Evidence.PLAYER)
        assert gone(station) == set()


def test_a_name_that_is_no_day_is_left_alone(station):
    strange = file(station, f"cu/{COMMUNE}/goi-phat-{COMMUNE}-cu.zip")
    assert gone(station) == set()
    assert strange.exists()
