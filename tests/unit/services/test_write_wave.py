"""A programme as broadcast WAV: the same length and words as the MP3, at the time when it airs."""

import numpy as np
import pytest
import soundfile
from makers import NOW, a_playlist, a_programme, a_segment, a_timetable, an_edition
from small_station import TONE_SETTINGS

from broadcaster.domain.carts import CartKind
from broadcaster.errors import NotMixed, NotPlanned
from broadcaster.services.write_wave import write_waves
from broadcaster.station import Station


@pytest.fixture
def edition():
    segments = (
        a_segment(lines=(), item_id=None, music=CartKind.IDENT, duration=4_800),
        a_segment(lines=(), item_id=None, music=CartKind.CLOSING, duration=7_200),
    )
    return an_edition(segments=segments)


@pytest.fixture
def station(tmp_path, edition):
    (tmp_path / "station.toml").write_text(TONE_SETTINGS, encoding="utf-8")
    with Station.open(tmp_path, {}) as here:
        with here.store.writing() as tx:
            tx.timetables.apply(a_timetable(), by="Nam", at=NOW, source="một")
            tx.editions.add(edition)
            tx.playlists.replace_day(edition.air_date, [a_playlist(edition)])
        yield here


def _mixed(station, edition, **over):
    made = a_programme(edition, path=f"{edition.id}.mp3", **over)
    with station.store.writing() as tx:
        tx.programmes.save(made)
    return made


def test_a_day_without_a_plan_or_a_programme_has_no_wave(station, edition):
    with pytest.raises(NotPlanned):
        write_waves(station, edition.air_date.replace(year=2030))
    with pytest.raises(NotMixed, match=edition.id):
        write_waves(station, edition.air_date)


def test_a_wave_is_as_long_as_planned_and_tells_what_it_is(station, edition):
    _mixed(station, edition)
    (path,) = write_waves(station, edition.air_date)
    samples, rate = soundfile.read(path)
    assert (rate, len(samples)) == (48_000, edition.duration * 48)
    assert np.abs(samples).max() > 0.1
    head = path.read_bytes()[:6_000]
    for word in (b"bext", b"cart", edition.id[:32].encode(), b"Dai thu", b"EOD "):
        assert word in head


def test_the_wave_of_a_softer_programme_is_softer(station, edition):
    _mixed(station, edition)
    with station.store.writing() as tx:
        tx.programmes.save(a_programme(edition, path="nho.mp3", offset_lu=-7))
    made = {path.stem: soundfile.read(path)[0] for path in write_waves(station, edition.air_date)}
    loud, soft = made[edition.id], made["nho"]
    assert 20 * np.log10(np.std(loud) / np.std(soft)) == pytest.approx(7, abs=0.5)
